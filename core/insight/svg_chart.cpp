#include "insight/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace audience::insight {

using model::ChartKind;
using model::ChartPoint;
using model::ChartSeries;
using model::ChartSpec;

namespace {

constexpr std::array<std::string_view, 6> kDataColours = {"#4457D6", "#E07B39", "#1F9E8F",
                                                          "#B8478A", "#C79A1E", "#4FA3D9"};
constexpr std::string_view kText = "#1A2330", kSecondary = "#55606E", kLine = "#E2E6EB",
                           kTrack = "#F1F3F6";

std::string_view colour(std::size_t series) {
    return kDataColours[series % kDataColours.size()];
}

std::string textAt(double x, double y, std::string_view text, std::string_view anchor,
                   std::string_view fill, int size = 12, std::string_view weight = "400") {
    return fmt::format(
        R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}" font-size="{}" font-weight="{}">{}</text>)"
        "\n",
        x, y, anchor, fill, size, weight, escapeXml(text));
}

std::string header(const ChartSpec &spec, int width, int height) {
    std::string out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" )"
        R"(font-family="Inter, 'Segoe UI', 'Helvetica Neue', sans-serif" aria-label="{2}">)"
        "\n",
        width, height, escapeXml(spec.textAlternative.empty() ? spec.title : spec.textAlternative));
    out += fmt::format("<title>{}</title>\n", escapeXml(spec.title));
    out += textAt(0, 16, spec.title, "start", kText, 14, "600");
    return out;
}

double highestValue(const ChartSpec &spec) {
    double highest = 0;
    for (const ChartSeries &series : spec.series)
        for (const ChartPoint &point : series.points)
            highest = std::max(highest, point.y);
    return highest;
}

// Names the series beside the title, in their colours: no legend to hunt for.
std::string seriesNames(const ChartSpec &spec, int width) {
    if (spec.series.size() < 2)
        return {};
    std::string out;
    double x = width;
    for (std::size_t i = spec.series.size(); i-- > 0;) {
        out += textAt(x, 16, spec.series[i].name, "end", colour(i), 12, "600");
        x -= 18 + 7.0 * static_cast<double>(spec.series[i].name.size());
    }
    return out;
}

// Rows of bars with the label on the left and the figure on the right; a funnel adds what passed
// on.
std::string horizontalBars(const ChartSpec &spec, const SvgOptions &options) {
    if (spec.series.empty())
        return header(spec, options.width, 40) + "</svg>\n";
    const auto &points = spec.series.front().points;
    const int rowHeight = 30, top = 34, labelWidth = 190, figureWidth = 230;
    const int height = top + rowHeight * static_cast<int>(points.size()) + 4;
    const double track = options.width - labelWidth - figureWidth;
    const double highest = std::max(highestValue(spec), 1.0);
    std::string out = header(spec, options.width, height);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double y = top + rowHeight * static_cast<double>(i);
        out += textAt(0, y + 16, points[i].label, "start", kSecondary);
        out +=
            fmt::format(R"(<rect x="{}" y="{:.1f}" width="{:.1f}" height="14" rx="3" fill="{}"/>)"
                        "\n",
                        labelWidth, y + 5, track, kTrack);
        const double length = points[i].y <= 0 ? 0 : std::max(2.0, track * points[i].y / highest);
        out +=
            fmt::format(R"(<rect x="{}" y="{:.1f}" width="{:.1f}" height="14" rx="3" fill="{}"/>)"
                        "\n",
                        labelWidth, y + 5, length, colour(0));
        out += textAt(labelWidth + track + 12, y + 16, options.number(points[i].y), "start", kText,
                      12, "600");
        out += textAt(options.width, y + 16, points[i].note, "end", kSecondary);
    }
    return out + "</svg>\n";
}

struct Plot {
    double left = 52, top = 34, right = 0, bottom = 0, highest = 1;
    double y(double value) const { return bottom - (bottom - top) * value / highest; }
};

std::string axes(const ChartSpec &spec, Plot &plot, const SvgOptions &options) {
    const auto ticks = roundTicks(highestValue(spec));
    plot.highest = ticks.back();
    std::string out;
    for (const double tick : ticks) {
        out += fmt::format(R"(<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" stroke="{}"/>)"
                           "\n",
                           plot.left, plot.right, plot.y(tick), plot.y(tick), kLine);
        out += textAt(plot.left - 8, plot.y(tick) + 4, options.number(tick), "end", kSecondary, 11);
    }
    return out;
}

// About six labels along the bottom, at equal distances; none stands twice, none reaches out.
std::string bottomLabels(const std::vector<ChartPoint> &points, const Plot &plot, double first,
                         double step, const SvgOptions &options) {
    std::string out;
    if (points.empty())
        return out;
    const std::size_t every = std::max<std::size_t>(1, (points.size() + 5) / 6);
    constexpr double kHalfLabel = 24;
    std::string before;
    for (std::size_t i = 0; i < points.size(); i += every) {
        const std::string label =
            points[i].label.empty() ? options.number(points[i].x) : points[i].label;
        if (label == before)
            continue;
        before = label;
        const double x = first + step * static_cast<double>(i);
        const bool isAtEdge = x + kHalfLabel > options.width;
        out += textAt(isAtEdge ? options.width : x, plot.bottom + 18, label,
                      isAtEdge ? "end" : "middle", kSecondary, 11);
    }
    return out;
}

std::string lines(const ChartSpec &spec, const SvgOptions &options) {
    Plot plot;
    plot.right = options.width - 8;
    plot.bottom = options.height - 26;
    std::string out =
        header(spec, options.width, options.height) + seriesNames(spec, options.width);
    out += axes(spec, plot, options);
    for (std::size_t s = 0; s < spec.series.size(); ++s) {
        const auto &points = spec.series[s].points;
        const double step = points.size() < 2
                                ? 0
                                : (plot.right - plot.left) / static_cast<double>(points.size() - 1);
        std::string path;
        for (std::size_t i = 0; i < points.size(); ++i)
            path += fmt::format("{}{:.1f},{:.1f}", i == 0 ? "M" : " L",
                                plot.left + step * static_cast<double>(i), plot.y(points[i].y));
        out += fmt::format(
            R"(<path d="{}" fill="none" stroke="{}" stroke-width="2" stroke-linejoin="round"/>)"
            "\n",
            path, colour(s));
        if (s == 0)
            out += bottomLabels(points, plot, plot.left, step, options);
    }
    return out + "</svg>\n";
}

std::string bars(const ChartSpec &spec, const SvgOptions &options) {
    Plot plot;
    plot.right = options.width - 8;
    plot.bottom = options.height - 26;
    std::string out =
        header(spec, options.width, options.height) + seriesNames(spec, options.width);
    out += axes(spec, plot, options);
    const std::size_t groups = spec.series.empty() ? 0 : spec.series.front().points.size();
    const double group = groups == 0 ? 0 : (plot.right - plot.left) / static_cast<double>(groups);
    const double bar =
        group * 0.7 / static_cast<double>(std::max<std::size_t>(1, spec.series.size()));
    for (std::size_t s = 0; s < spec.series.size(); ++s)
        for (std::size_t i = 0; i < spec.series[s].points.size(); ++i) {
            const double value = spec.series[s].points[i].y;
            out += fmt::format(
                R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}"/>)"
                "\n",
                plot.left + group * (static_cast<double>(i) + 0.15) + bar * static_cast<double>(s),
                plot.y(value), std::max(bar - 1, 1.0), plot.bottom - plot.y(value), colour(s));
        }
    if (groups > 0)
        out += bottomLabels(spec.series.front().points, plot, plot.left + group / 2, group, options);
    return out + "</svg>\n";
}

} // namespace

std::vector<double> roundTicks(double highest, int wanted) {
    if (!(highest > 0) || !std::isfinite(highest))
        return {0, 1};
    const double rough = highest / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= rough * (1 - 1e-12)) {
            step = factor * power;
            break;
        }
    std::vector<double> ticks{0};
    while (ticks.back() < highest * (1 - 1e-12))
        ticks.push_back(step * static_cast<double>(ticks.size()));
    return ticks;
}

std::string groupedNumber(double value) {
    if (!std::isfinite(value))
        return "-";
    const bool whole = std::abs(value - std::round(value)) < 0.05;
    std::string digits =
        whole ? fmt::format("{:.0f}", std::abs(value)) : fmt::format("{:.1f}", std::abs(value));
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t i = point; i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return value < 0 && digits != "0" ? "-" + digits : digits;
}

std::string escapeXml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
                out += c;
        }
    }
    return out;
}

std::string toSvg(const ChartSpec &spec, const SvgOptions &options) {
    switch (spec.kind) {
    case ChartKind::Line:
        return lines(spec, options);
    case ChartKind::Bar:
        return bars(spec, options);
    case ChartKind::HorizontalBar:
    case ChartKind::Funnel:
        return horizontalBars(spec, options);
    }
    return {};
}

} // namespace audience::insight
