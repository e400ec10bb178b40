#include "ui/segments/trait_rows.h"

#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

TraitRows::TraitRows(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("traitRows"));
    setAccessibleName(tr("Stands out by"));
    installPaintedItems();
    setFocusPolicy(Qt::NoFocus); // until there are rows
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TraitRows::setRows(const QVector<std::pair<QString, QString>> &rows) {
    m_rows = rows;
    m_current = 0;
    m_hovered = -1;
    setFocusPolicy(rows.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    updateGeometry();
    update();
}

QSize TraitRows::sizeHint() const {
    return {200, int(m_rows.size()) * Theme::instance().rowHeight()};
}

QString TraitRows::itemName(int item) const {
    const auto row = m_rows.value(item);
    return tr("%1: %2, compared with everyone else").arg(row.first, row.second);
}

QRect TraitRows::itemRect(int item) const {
    const int tall = Theme::instance().rowHeight();
    return {0, item * tall, width(), tall};
}

void TraitRows::activateItem(int item) {
    if (item >= 0 && item < m_rows.size())
        Q_EMIT rowActivated(item);
}

void TraitRows::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    for (int i = 0; i < m_rows.size(); ++i) {
        const QRect line = itemRect(i);
        const bool isCurrent = hasFocus() && i == m_current;
        if (isCurrent || i == m_hovered) {
            painter.setPen(isCurrent ? QPen(t.accent, 2) : QPen(Qt::NoPen));
            painter.setBrush(isCurrent ? t.accentSoft : t.inset);
            painter.drawRoundedRect(QRectF(line).adjusted(1, 1, -1, -1), 4, 4);
        }
        const int inset = isCurrent || i == m_hovered ? 6 : 0, wide = metrics.horizontalAdvance(m_rows[i].second) + 16;
        const auto mirrored = [&](int left, int width, int tall) {
            return QStyle::visualRect(layoutDirection(), rect(), QRect(left, line.center().y() - tall / 2 + 1, width, tall));
        };
        const QRect words = mirrored(inset, width() - wide - 2 * inset - 8, line.height());
        painter.setPen(t.secondary);
        painter.drawText(words, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                         metrics.elidedText(inOrder(m_rows[i].first.left(200).simplified()), Qt::ElideRight, words.width()));
        const QRect chip = mirrored(width() - wide - inset, wide, 20);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accentSoft);
        painter.drawRoundedRect(chip, 10, 10);
        painter.setPen(t.accent);
        painter.drawText(chip, Qt::AlignCenter, m_rows[i].second);
    }
}

void TraitRows::mousePressEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton)
        activateItem(event->pos().y() / qMax(1, Theme::instance().rowHeight()));
}

void TraitRows::mouseMoveEvent(QMouseEvent *event) {
    m_hovered = event->pos().y() / qMax(1, Theme::instance().rowHeight());
    update();
}

void TraitRows::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void TraitRows::keyPressEvent(QKeyEvent *event) {
    const int last = int(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down: m_current = qMin(last, m_current + 1); break;
    case Qt::Key_Up: m_current = qMax(0, m_current - 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activateItem(m_current); return;
    default: QWidget::keyPressEvent(event); return;
    }
    announceItem(this, m_current);
    update();
}

bool TraitRows::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = help->pos().y() / qMax(1, Theme::instance().rowHeight());
        if (row < m_rows.size())
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(itemName(row)), this, itemRect(row));
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
