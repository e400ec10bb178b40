#include "ui/kit/parts_bar.h"

#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPainter>
#include <QPainterPath>

namespace audience::ui {

PartsBar::PartsBar(const QString &objectName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setFixedHeight(10);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PartsBar::setParts(const QVector<Part> &parts, qint64 total) {
    m_parts = parts;
    m_total = total;
    QStringList words;
    for (const Part &part : parts)
        words << QStringLiteral("%1 %2").arg(part.name, formatNumber(part.value));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QStringLiteral("\n")));
    update();
}

void PartsBar::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath track;
    track.addRoundedRect(rect(), 5, 5);
    painter.fillPath(track, tokens().inset);
    if (m_total <= 0)
        return;
    painter.setClipPath(track);
    double left = 0;
    for (const Part &part : m_parts) {
        if (part.value <= 0)
            continue;
        const double wide = qMax(4.0, double(width()) * double(part.value) / double(m_total));
        painter.fillRect(QRectF(left, 0, wide, height()), toneColour(part.tone));
        left += wide;
        painter.fillRect(QRectF(left - 1, 0, 1, height()), tokens().surface);
    }
}

} // namespace audience::ui
