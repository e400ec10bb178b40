// The result of a send for somebody who was not there: a few lines to paste, and a page as PDF.
#pragma once

#include "service/report_service.h"

#include <QString>

#include <memory>

class QTextDocument;

namespace audience::ui {

QString reportSummary(const service::CampaignReport &report);
// One page of paper: what came of it, the figures with bars, the links, who got nothing and why.
std::unique_ptr<QTextDocument> reportDocument(const service::CampaignReport &report);
// False when the file could not be written.
bool writeReportPdf(const service::CampaignReport &report, const QString &path);

} // namespace audience::ui
