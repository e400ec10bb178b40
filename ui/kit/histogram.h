// The small bars that show how the values of a column are spread: above a grid, and large beside it.
#pragma once

#include <QVector>

class QPainter;
class QRectF;

namespace audience::ui {

// Bars from zero in `box`. Those of `first` to `last` are drawn strong, the others quiet; -1: all strong.
void paintHistogram(QPainter *painter, const QRectF &box, const QVector<qint64> &counts, int first = -1, int last = -1);

} // namespace audience::ui
