// The report as one page that stands alone: figures and charts as pictures, no scripts, no network.
// Every word of a person is escaped.
#pragma once

#include "base/result.h"
#include "model/chart_spec.h"

#include <functional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct PageFigure {
    std::string value, name, beside; // "48,112", "Delivered", "98.3 % of those handed over"
};

struct PageTable {
    std::string title;
    std::vector<std::string> columns; // the first is text, the others are numbers
    std::vector<std::vector<std::string>> rows;
};

// Every word is the caller's: the command line writes English, the window its own language.
struct ReportPage {
    std::string language = "en", title, subtitle;
    std::string practice; // what stands above the figures of a practice send; empty: a real one
    std::function<std::string(double)> number; // of the charts; absent: "12,480"
    std::vector<PageFigure> figures;
    std::vector<model::ChartSpec> charts; // those without points are left out
    std::vector<PageTable> tables;
    std::vector<std::string> notes; // what the figures mean
};

std::string toHtml(const ReportPage &page);
// One of its charts as a picture; empty where the chart has no points.
std::string chartSvg(const ReportPage &page, const model::ChartSpec &chart);
// Both take the place of a file only when they are whole. Errors: "data.is_the_workspace", "data.cannot_write", both {path}.
Result<void> writePage(const Session &session, const std::string &path, const ReportPage &page);
Result<void> writeRows(const Session &session, const std::string &path, const std::vector<std::vector<std::string>> &rows);
// "1,234.50 EUR": grouped, exact digits.
std::string moneyText(const std::string &digits, const std::string &currency);

} // namespace audience::service
