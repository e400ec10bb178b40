// The report as one page that stands alone: figures and charts as pictures, no scripts, no network.
// Pure; every word of a person is escaped.
#pragma once

#include "model/chart_spec.h"

#include <string>
#include <vector>

namespace audience::service {

struct PageFigure {
    std::string value, name, beside; // "48,112", "Delivered", "98.3 % of those handed over"
};

struct PageTable {
    std::string title;
    std::vector<std::string> columns; // the first is text, the others are numbers
    std::vector<std::vector<std::string>> rows;
};

struct ReportPage {
    std::string title, subtitle;
    bool isPractice = false;
    std::vector<PageFigure> figures;
    std::vector<model::ChartSpec> charts; // those without points are left out
    std::vector<PageTable> tables;
    std::vector<std::string> notes; // what the figures mean
};

std::string toHtml(const ReportPage &page);
// "1,234.50 EUR": grouped, exact digits.
std::string moneyText(const std::string &digits, const std::string &currency);

} // namespace audience::service
