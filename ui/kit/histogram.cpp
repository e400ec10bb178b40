#include "ui/kit/histogram.h"

#include "ui/kit/theme.h"

#include <QPainter>

namespace audience::ui {

void paintHistogram(QPainter *painter, const QRectF &box, const QVector<qint64> &counts, int first, int last) {
    qint64 highest = 1;
    for (const qint64 count : counts)
        highest = qMax(highest, count);
    const double step = box.width() / double(qMax<qsizetype>(1, counts.size()));
    const double gap = qMin(1.5, step / 4); // a narrow bar keeps most of its width
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    for (int i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0)
            continue;
        const double tall = qMax(1.5, box.height() * double(counts[i]) / double(highest)), wide = qMax(1.0, step - gap);
        const double round = qMin(qMin(2.0, tall / 2), wide / 4);
        QColor ink = tokens().data[0];
        if (first >= 0 && (i < first || i > last))
            ink.setAlphaF(0.4F);
        painter->setBrush(ink);
        painter->drawRoundedRect(QRectF(box.left() + i * step, box.bottom() - tall, wide, tall), round, round);
    }
    painter->restore();
}

} // namespace audience::ui
