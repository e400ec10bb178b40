#include "ui/kit/histogram.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace audience::ui {

static constexpr int kFoot = 22;

Histogram::Histogram(const QString &objectName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Histogram::setBars(const QVector<Bar> &bars, const QString &lowest, const QString &highest) {
    m_bars = bars;
    m_lowest = lowest;
    m_highest = highest;
    setAccessibleName(tr("How the values are spread, from %1 to %2").arg(lowest, highest));
    update();
}

void Histogram::paintEvent(QPaintEvent *) {
    if (m_bars.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qint64 highest = 1;
    for (const Bar &bar : m_bars)
        highest = qMax(highest, bar.count);
    const double step = double(width()) / double(m_bars.size());
    const double floor = height() - kFoot;
    for (int i = 0; i < m_bars.size(); ++i) {
        if (m_bars[i].count <= 0)
            continue;
        const double tall = qMax(1.5, (floor - 2) * double(m_bars[i].count) / double(highest));
        QPainterPath bar;
        const double round = qMin(2.0, tall / 2);
        bar.addRoundedRect(QRectF(i * step, floor - tall, qMax(1.0, step - 1.5), tall), round, round);
        painter.fillPath(bar, tokens().data[0]);
    }
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(tokens().tertiary);
    const QRect foot(0, height() - kFoot + 4, width(), kFoot - 4);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_lowest);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_highest);
}

bool Histogram::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && !m_bars.isEmpty()) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int index = qBound(0, int(help->pos().x() * m_bars.size() / qMax(1, width())), int(m_bars.size()) - 1);
        QToolTip::showText(help->globalPos(), QStringLiteral("%1: %2").arg(m_bars[index].label, formatNumber(m_bars[index].count)), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
