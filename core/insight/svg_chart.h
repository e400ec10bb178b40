// Draws a ChartSpec as a self-contained SVG picture for reports, exports and the command line.
// Pure: the same spec gives the same bytes. The window draws the same specs with Qt Charts.
#pragma once

#include "model/chart_spec.h"

#include <functional>
#include <string>
#include <vector>

namespace audience::insight {

// "12,480" and "3.5": grouped, at most one digit after the point, no locale.
std::string groupedNumber(double value);

struct SvgOptions {
    int width = 720;  // px
    int height = 280; // px; horizontal bars and funnels grow with their rows instead
    std::function<std::string(double)> number = groupedNumber;
};

std::string toSvg(const model::ChartSpec &spec, const SvgOptions &options = {});

// Round axis steps that cover [0, highest]: at most `wanted` steps of 1, 2, 2.5 or 5 times a power
// of ten.
std::vector<double> roundTicks(double highest, int wanted = 4);

std::string escapeXml(std::string_view text);

} // namespace audience::insight
