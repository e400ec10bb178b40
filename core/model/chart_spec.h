// A chart as data: what to draw, not how. The window draws it with Qt Charts, reports draw it as
// SVG.
#pragma once

#include "base/json_fwd.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::model {

enum class ChartKind { Line, Bar, HorizontalBar, Funnel };

struct ChartPoint {
    std::string label; // category or ISO instant; empty for a numeric x
    double x = 0;      // used by Line charts without labels
    double y = 0;
    std::string note; // what a tooltip adds, e.g. "62.1 % of those delivered"
    std::optional<double> low = {}, high = {}; // how sure it is: a band around a line, a bar on a bar
};

struct ChartSeries {
    std::string name;
    std::vector<ChartPoint> points;
};

// `title` and names are already words for people; `textAlternative` says in a sentence what is
// seen.
struct ChartSpec {
    ChartKind kind = ChartKind::Bar;
    std::string title;
    std::string xTitle, yTitle;
    std::vector<ChartSeries> series;
    std::string textAlternative;
};

Json toJson(const ChartSpec &spec);

} // namespace audience::model
