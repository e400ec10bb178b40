#include "ui/kit/parts_bar.h"

#include "ui/kit/accessible.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPainter>
#include <QPainterPath>
#include <QHelpEvent>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

static constexpr int kBar = 10;

PartsBar::PartsBar(const QString &objectName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setFixedHeight(kBar);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Graphic);
    connect(&Theme::instance(), &Theme::changed, this, [this] { showNames(m_showsNames); });
}

void PartsBar::setParts(const QVector<Part> &parts, qint64 total) {
    m_parts = parts;
    m_total = total;
    QStringList words;
    for (const Part &part : parts)
        words << QStringLiteral("%1 %2").arg(part.name, formatNumber(part.value));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void PartsBar::showNames(bool shown) {
    m_showsNames = shown;
    setFixedHeight(sizeHint().height());
    update();
}

QSize PartsBar::sizeHint() const {
    return {200, m_showsNames ? kBar + 6 + QFontMetrics(Theme::instance().font(TypeRole::Secondary)).height() : kBar};
}

// A part that is there is seen, however small.
QRectF PartsBar::rectOf(int part) const {
    double left = 0;
    for (int i = 0; i <= part && m_total > 0; ++i) {
        const double wide = m_parts[i].value > 0 ? qMax(4.0, double(width()) * double(m_parts[i].value) / double(m_total)) : 0;
        if (i == part)
            return {layoutDirection() == Qt::RightToLeft ? width() - left - wide : left, 0, wide, double(kBar)};
        left += wide;
    }
    return {};
}

void PartsBar::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath track;
    track.addRoundedRect(QRectF(0, 0, width(), kBar), 5, 5);
    painter.fillPath(track, tokens().inset);
    if (m_showsNames)
        paintNames(&painter);
    painter.setClipPath(track);
    for (int i = 0; i < m_parts.size(); ++i) {
        const QRectF part = rectOf(i);
        if (part.isEmpty())
            continue;
        painter.fillRect(part, toneColour(m_parts[i].tone));
        painter.fillRect(QRectF(layoutDirection() == Qt::RightToLeft ? part.left() : part.right() - 1, 0, 1, kBar), tokens().surface);
    }
}

void PartsBar::paintNames(QPainter *painter) const {
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
    const QFontMetrics metrics = painter->fontMetrics();
    int x = 0;
    for (const Part &part : m_parts) {
        const QString words = QStringLiteral("%1 %2").arg(part.name, formatNumber(part.value));
        const int wide = metrics.horizontalAdvance(words);
        if (part.value <= 0 || x + wide + 14 > width())
            continue;
        const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
        const int top = kBar + 6;
        painter->setPen(Qt::NoPen);
        painter->setBrush(toneColour(part.tone));
        painter->drawRoundedRect(mirrored(QRect(x, top + metrics.height() / 2 - 4, 8, 8)), 2, 2);
        painter->setPen(tokens().secondary);
        painter->drawText(mirrored(QRect(x + 14, top, wide, metrics.height())), Qt::AlignCenter, words);
        x += wide + 30;
    }
}

bool PartsBar::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        QString words = accessibleDescription();
        for (int i = 0; i < m_parts.size(); ++i)
            if (rectOf(i).contains(help->pos()))
                words = QStringLiteral("%1 %2 (%3)").arg(m_parts[i].name, formatNumber(m_parts[i].value), formatPercent(double(m_parts[i].value) / double(qMax<qint64>(1, m_total))));
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(words), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
