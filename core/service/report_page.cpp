#include "service/report_page.h"

#include "insight/svg_chart.h"
#include "service/csv_output.h"
#include "service/output_file.h"

#include <filesystem>
#include <fstream>

namespace audience::service {

using insight::escapeXml;

namespace {

constexpr const char *kStyle =
    "body{font:14px/1.5 Inter,'Segoe UI',sans-serif;color:#1A2330;background:#F5F6F8;margin:0}"
    "main{max-width:820px;margin:0 auto;padding:32px 24px}section{background:#fff;border:1px solid #E2E6EB;border-radius:8px;"
    "padding:20px;margin:16px 0;break-inside:avoid}h1{font-size:22px;margin:0}h2{font-size:14px;margin:0 0 8px}"
    "p{margin:4px 0;color:#55606E}.figures{display:flex;flex-wrap:wrap;gap:28px}"
    ".figures b{display:block;font-size:22px;color:#1A2330}.practice{display:inline-block;background:#FCF1DD;color:#8A5408;"
    "border-radius:12px;padding:2px 12px}svg{max-width:100%;height:auto}table{width:100%;border-collapse:collapse;"
    "font-variant-numeric:tabular-nums}th{font-weight:500;color:#55606E}th,td{text-align:right;padding:6px 8px;"
    "border-bottom:1px solid #E2E6EB}th:first-child,td:first-child{text-align:left}@media print{body{background:#fff}}";

std::string tableHtml(const PageTable &table) {
    std::string html = "<section><h2>" + escapeXml(table.title) + "</h2><table><thead><tr>";
    for (const std::string &column : table.columns)
        html += "<th>" + escapeXml(column) + "</th>";
    html += "</tr></thead><tbody>";
    for (const auto &row : table.rows) {
        html += "<tr>";
        for (const std::string &cell : row)
            html += "<td>" + escapeXml(cell) + "</td>";
        html += "</tr>";
    }
    return html + "</tbody></table></section>\n";
}

bool hasPoints(const model::ChartSpec &chart) {
    for (const auto &series : chart.series)
        if (!series.points.empty())
            return true;
    return false;
}

} // namespace

std::string moneyText(const std::string &digits, const std::string &currency) {
    const std::size_t sign = digits.rfind("-", 0) == 0 ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    std::string text = digits.substr(0, sign);
    for (std::size_t i = sign; i < point; ++i) {
        if (i > sign && (point - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    text += digits.substr(point);
    return currency.empty() ? text : text + " " + currency;
}

std::string chartSvg(const ReportPage &page, const model::ChartSpec &chart) {
    if (!hasPoints(chart))
        return {};
    insight::SvgOptions options;
    if (page.number)
        options.number = page.number;
    return insight::toSvg(chart, options);
}

Result<void> writePage(const Session &session, const std::string &path, const ReportPage &page) {
    TRY(checkOutput(session, path));
    const auto fault = [&path] { return Error(ErrorKind::Io, "data.cannot_write").with("path", path); };
    const std::string draft = path + ".part";
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file << toHtml(page);
    file.close();
    std::error_code failed;
    if (file)
        std::filesystem::rename(draft, path, failed);
    if (file && !failed)
        return {};
    std::filesystem::remove(draft, failed);
    return fault();
}

Result<void> writeRows(const Session &session, const std::string &path, const std::vector<std::vector<std::string>> &rows) {
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(session, path));
    for (const auto &row : rows) {
        for (const std::string &cell : row)
            file.cell(cell);
        file.endRow();
    }
    return file.finish();
}

std::string toHtml(const ReportPage &page) {
    std::string html = "<!doctype html>\n<html lang=\"" + escapeXml(page.language) + "\"><head><meta charset=\"utf-8\"><title>" + escapeXml(page.title) + "</title>\n<style>" +
                       kStyle + "</style></head><body><main>\n<h1>" + escapeXml(page.title) + "</h1><p>" + escapeXml(page.subtitle) + "</p>\n";
    if (!page.practice.empty())
        html += "<p class=\"practice\">" + escapeXml(page.practice) + "</p>\n";
    html += "<section class=\"figures\">";
    for (const PageFigure &figure : page.figures)
        html += "<div><b>" + escapeXml(figure.value) + "</b>" + escapeXml(figure.name) + "<p>" + escapeXml(figure.beside) + "</p></div>";
    html += "</section>\n";
    for (const model::ChartSpec &chart : page.charts)
        if (const std::string picture = chartSvg(page, chart); !picture.empty())
            html += "<section>" + picture + "</section>\n";
    for (const PageTable &table : page.tables)
        if (!table.rows.empty())
            html += tableHtml(table);
    for (const std::string &note : page.notes)
        html += "<p>" + escapeXml(note) + "</p>\n";
    return html + "</main></body></html>\n";
}

} // namespace audience::service
