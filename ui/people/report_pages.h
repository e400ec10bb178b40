// A result for somebody who was not there, in the language of the window: as a page with its charts, as rows
// for a spreadsheet, as PDF, as lines to paste. Pure but for writePdf; any thread.
#pragma once

#include "service/report_page.h"
#include "service/report_service.h"

#include <QString>

#include <memory>

class QTextDocument;

namespace audience::ui {

struct ReportText {
    service::ReportPage page;
    std::vector<std::vector<std::string>> rows; // numbers as they are, so that a spreadsheet can count on
};

ReportText reportOf(const service::CampaignReport &report);
ReportText reportOf(const service::PeriodReport &report);
QString summaryOf(const service::ReportPage &page);
std::unique_ptr<QTextDocument> paperOf(const service::ReportPage &page); // what writePdf() prints
bool writePdf(const service::ReportPage &page, const QString &path); // false: it could not be written

} // namespace audience::ui
