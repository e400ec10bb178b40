// Figures of even width, so that they stand below each other: every digit gets the room of the widest.
// Qt 6.4 cannot ask a font for its tabular figures.
#pragma once

#include <QPainter>
#include <QString>

namespace audience::ui {

int figuresWidth(const QFontMetrics &metrics, const QString &text);
// One line, vertically centred; `alignment` is Qt::AlignLeft or Qt::AlignRight, already mirrored.
void drawFigures(QPainter *painter, const QRect &box, Qt::Alignment alignment, const QString &text);

} // namespace audience::ui
