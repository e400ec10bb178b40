#include "ui/data/value_bars.h"

#include "qbase/convert.h"
#include "ui/kit/accessible.h"
#include "ui/kit/histogram.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace audience::ui {

static constexpr int kFoot = 22;

ValueBars::ValueBars(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("columnHistogram"));
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
}

void ValueBars::setProfile(const Profile &profile, const QString &lowest, const QString &highest) {
    m_profile = profile;
    m_lowest = lowest;
    m_highest = highest;
    m_from = m_to = -1;
    setAccessibleName(tr("How the values are spread, from %1 to %2").arg(lowest, highest));
    update();
}

int ValueBars::barAt(int x) const {
    const int bars = m_profile ? int(m_profile->histogram.size()) : 0;
    return bars == 0 ? -1 : qBound(0, x * bars / qMax(1, width()), bars - 1);
}

void ValueBars::paintEvent(QPaintEvent *) {
    if (!m_profile || m_profile->histogram.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QVector<qint64> counts;
    for (const auto &bar : m_profile->histogram)
        counts.append(bar.count);
    const double step = double(width()) / double(counts.size()), floor = height() - kFoot;
    const int from = qMin(m_from, m_to), to = qMax(m_from, m_to);
    if (from >= 0)
        painter.fillRect(QRectF(from * step, 0, (to - from + 1) * step - 1, floor), tokens().accentSoft);
    paintHistogram(&painter, QRectF(0, 2, width(), floor - 2), counts, from, to);
    if (hasFocus()) {
        painter.setPen(tokens().accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -kFoot + 0.5), 2, 2);
    }
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(tokens().secondary);
    const QRect foot(0, height() - kFoot + 4, width(), kFoot - 4);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_lowest);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_highest);
}

void ValueBars::mousePressEvent(QMouseEvent *event) {
    m_isBrushing = true;
    m_from = m_to = barAt(event->pos().x());
    update();
}

void ValueBars::mouseMoveEvent(QMouseEvent *event) {
    if (!m_isBrushing)
        return;
    m_to = barAt(event->pos().x());
    update();
}

void ValueBars::mouseReleaseEvent(QMouseEvent *) {
    if (std::exchange(m_isBrushing, false) && m_from >= 0)
        Q_EMIT rangeChosen(qMin(m_from, m_to), qMax(m_from, m_to));
}

void ValueBars::keyPressEvent(QKeyEvent *event) {
    const int bars = m_profile ? int(m_profile->histogram.size()) : 0;
    if (bars > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        m_to = m_to < 0 ? 0 : qBound(0, m_to + (event->key() == Qt::Key_Right ? 1 : -1), bars - 1);
        if (!(event->modifiers() & Qt::ShiftModifier) || m_from < 0)
            m_from = m_to;
        const auto &bar = m_profile->histogram[std::size_t(m_to)];
        setAccessibleDescription(tr("%1 to %2: %3").arg(toQString(bar.from), toQString(bar.to), formatNumber(bar.count)));
        return update();
    }
    if (m_from >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        return Q_EMIT rangeChosen(qMin(m_from, m_to), qMax(m_from, m_to));
    if (event->key() == Qt::Key_Escape && m_from >= 0) {
        m_from = m_to = -1;
        return update();
    }
    QWidget::keyPressEvent(event);
}

bool ValueBars::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && m_profile && !m_profile->histogram.empty()) {
        auto *help = static_cast<QHelpEvent *>(event);
        const auto &bar = m_profile->histogram[std::size_t(barAt(help->pos().x()))];
        QToolTip::showText(help->globalPos(), tr("%1 to %2: %3").arg(toQString(bar.from), toQString(bar.to), formatNumber(bar.count)), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
