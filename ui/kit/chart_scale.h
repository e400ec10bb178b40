// The scales of a chart: round steps for values, words for times, and which of them have room.
#pragma once

#include "model/chart_spec.h"

#include <QStringList>
#include <QTimeZone>
#include <QVector>

class QFontMetrics;

namespace audience::ui {

struct ValueScale {
    double lowest = 0, highest = 1, step = 1;
    QString text(double value) const;
};

// Zero is always on it; at most `wanted` steps of 1, 2, 2.5 or 5 times a power of ten.
ValueScale valueScale(const model::ChartSpec &spec, int wanted = 4);

// What stands below the points: labels that are ISO times become dates or clock times of the zone.
// The second is what a tooltip says.
struct PointLabels {
    QStringList axis, full;
};
PointLabels pointLabels(const model::ChartSpec &spec, const QTimeZone &zone);

// Which of `labels` to show below `width` pixels so that none touch, at equal distances.
QVector<int> shownLabels(const QStringList &labels, const QFontMetrics &metrics, double width);

// As many of the names below bars as have room: all, or every second, or every third...
QVector<int> everyLabel(const QStringList &labels, const QFontMetrics &metrics, double width);

// "1,234" or "3.5".
QString chartNumber(double value);

} // namespace audience::ui
