#include "model/chart_spec.h"

#include "base/json.h"

namespace audience::model {

static std::string_view nameOf(ChartKind kind) {
    switch (kind) {
    case ChartKind::Line:
        return "line";
    case ChartKind::Bar:
        return "bar";
    case ChartKind::HorizontalBar:
        return "horizontal_bar";
    case ChartKind::Funnel:
        return "funnel";
    }
    return "bar";
}

Json toJson(const ChartSpec &spec) {
    Json series = Json::array();
    for (const ChartSeries &one : spec.series) {
        Json points = Json::array();
        for (const ChartPoint &point : one.points) {
            Json entry{{"y", point.y}};
            if (point.label.empty())
                entry["x"] = point.x;
            else
                entry["label"] = point.label;
            if (point.low && point.high) {
                entry["low"] = *point.low;
                entry["high"] = *point.high;
            }
            points.push_back(std::move(entry));
        }
        series.push_back(Json{{"name", one.name}, {"points", std::move(points)}});
    }
    return Json{
        {"kind", nameOf(spec.kind)}, {"title", spec.title},         {"x", spec.xTitle},
        {"y", spec.yTitle},          {"series", std::move(series)}, {"text", spec.textAlternative}};
}

} // namespace audience::model
