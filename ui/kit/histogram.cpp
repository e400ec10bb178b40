#include "ui/kit/histogram.h"

#include "ui/kit/accessible.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

static constexpr int kFoot = 22;

Histogram::Histogram(const QString &objectName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setMouseTracking(true);
    setAccessibleRole(this, QAccessible::Graphic);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Histogram::setBars(const QVector<Bar> &bars, const QString &lowest, const QString &highest) {
    m_bars = bars;
    m_lowest = lowest;
    m_highest = highest;
    setAccessibleName(tr("How the values are spread, from %1 to %2").arg(lowest, highest));
    update();
}

void paintHistogram(QPainter *painter, const QRectF &box, const QVector<qint64> &counts, int marked) {
    qint64 highest = 1;
    for (const qint64 count : counts)
        highest = qMax(highest, count);
    const double step = box.width() / double(qMax<qsizetype>(1, counts.size()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0)
            continue;
        const double tall = qMax(1.5, box.height() * double(counts[i]) / double(highest)), round = qMin(2.0, tall / 2);
        QPainterPath bar;
        bar.addRoundedRect(QRectF(box.left() + i * step, box.bottom() - tall, qMax(1.0, step - 1.5), tall), round, round);
        QColor ink = tokens().data[0];
        if (marked >= 0 && i != marked)
            ink.setAlphaF(0.45F);
        painter->fillPath(bar, ink);
    }
    painter->restore();
}

void Histogram::paintEvent(QPaintEvent *) {
    if (m_bars.isEmpty())
        return;
    QPainter painter(this);
    QVector<qint64> counts;
    for (const Bar &bar : m_bars)
        counts.append(bar.count);
    paintHistogram(&painter, QRectF(0, 2, width(), height() - kFoot - 2), counts, m_hovered);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(tokens().tertiary);
    const QRect foot(0, height() - kFoot + 4, width(), kFoot - 4);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_lowest);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_highest);
}

void Histogram::mouseMoveEvent(QMouseEvent *event) {
    const int index = m_bars.isEmpty() ? -1 : qBound(0, int(event->position().x() * double(m_bars.size()) / qMax(1, width())), int(m_bars.size()) - 1);
    if (index != m_hovered) {
        m_hovered = index;
        update();
    }
}

void Histogram::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

bool Histogram::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && !m_bars.isEmpty()) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int index = qBound(0, int(help->pos().x() * m_bars.size() / qMax(1, width())), int(m_bars.size()) - 1);
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(QStringLiteral("%1: %2").arg(m_bars[index].label, formatNumber(m_bars[index].count))), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
