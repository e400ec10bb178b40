#include "ui/data/grid_header.h"

#include "ui/kit/histogram.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cstdlib>

namespace audience::ui {

static constexpr int kPadding = 10, kIcon = 14, kWidestBars = 52;

GridHeader::GridHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMouseTracking(true);
    setMinimumSectionSize(56);
    setDefaultSectionSize(120);
}

void GridHeader::setChosen(int section) {
    m_chosen = section;
    viewport()->update();
}

QRect GridHeader::filterRect(int section) const {
    return {sectionViewportPosition(section) + sectionSize(section) - kIcon - 6, (kNames - kIcon) / 2, kIcon, kIcon};
}

QRect GridHeader::spreadRect(int section) const {
    return QRect(sectionViewportPosition(section), kNames, sectionSize(section), kSpread).adjusted(kPadding, 5, -kPadding, -4);
}

// Beyond the last column the names' band goes on, the pictures' does not.
void GridHeader::paintEvent(QPaintEvent *event) {
    QHeaderView::paintEvent(event);
    const int free = viewport()->width() - (length() - offset());
    if (free <= 0)
        return;
    const QRect whole = viewport()->rect();
    const QRect rest = QStyle::visualRect(layoutDirection(), whole, QRect(whole.width() - free, 0, free, whole.height()));
    QPainter painter(viewport());
    painter.fillRect(rest.adjusted(0, 0, 0, kNames - rest.height()), tokens().inset);
    painter.fillRect(rest.adjusted(0, kNames, 0, 0), tokens().surface);
    painter.setPen(tokens().border);
    painter.drawLine(rest.left(), rest.top() + kNames - 1, rest.right(), rest.top() + kNames - 1);
    painter.drawLine(rest.bottomLeft(), rest.bottomRight());
}

void GridHeader::paintSection(QPainter *painter, const QRect &rect, int section) const {
    const HeadColumn head = m_source ? m_source(section) : HeadColumn();
    painter->save();
    painter->fillRect(rect.adjusted(0, 0, 0, kNames - rect.height()), tokens().inset);
    painter->fillRect(rect.adjusted(0, kNames, 0, 0), section == m_chosen ? tokens().accentSoft : tokens().surface);
    painter->setPen(tokens().border);
    painter->drawLine(rect.left(), rect.top() + kNames - 1, rect.right(), rect.top() + kNames - 1);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    paintName(painter, rect.adjusted(kPadding, 0, -kPadding, kNames - rect.height()), section, head);
    paintSpread(painter, rect.adjusted(kPadding, kNames + 5, -kPadding, -4), head);
    painter->restore();
}

void GridHeader::paintName(QPainter *painter, const QRect &rect, int section, const HeadColumn &head) const {
    QFont font = Theme::instance().font(TypeRole::Secondary);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    QString name = model() ? model()->headerData(section, Qt::Horizontal).toString().left(200) : QString();
    QRect line = rect;
    // The funnel stands at the trailing end while it is of use.
    if (head.isFiltered || section == m_hovered) {
        const QRect place(rect.right() - kIcon + 5, rect.center().y() - kIcon / 2, kIcon, kIcon);
        icon(QStringLiteral("filter"), head.isFiltered ? tokens().accent : tokens().tertiary).paint(painter, place);
        line.setRight(place.left() - 4);
    }
    int marks = 0;
    if (head.isKey)
        marks += kIcon + 4;
    const QString place = std::abs(head.sort) > 1 ? QString::number(std::abs(head.sort)) : QString();
    if (head.sort != 0)
        marks += kIcon + 2 + painter->fontMetrics().horizontalAdvance(place);
    name = painter->fontMetrics().elidedText(inOrder(name), Qt::ElideRight, qMax(12, line.width() - marks));
    const int wide = painter->fontMetrics().horizontalAdvance(name);
    int x = head.isRight ? qMax(line.left(), line.right() - wide - marks + 1) : line.left();
    painter->setPen(section == m_chosen ? tokens().accent : tokens().secondary);
    painter->drawText(QRect(x, line.top(), wide + 2, line.height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    x += wide + 4;
    if (head.isKey) {
        icon(QStringLiteral("key"), tokens().warning).paint(painter, QRect(x, line.center().y() - 6, 12, 12));
        x += kIcon + 4;
    }
    if (head.sort != 0) {
        icon(head.sort > 0 ? QStringLiteral("arrow-up") : QStringLiteral("arrow-down"), tokens().accent).paint(painter, QRect(x - 2, line.center().y() - 6, 12, 12));
        painter->setPen(tokens().accent);
        painter->drawText(QRect(x + 10, line.top(), 20, line.height()), Qt::AlignVCenter | Qt::AlignLeft, place);
    }
}

void GridHeader::paintSpread(QPainter *painter, const QRect &rect, const HeadColumn &head) const {
    if (head.bars.isEmpty()) {
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->setPen(tokens().tertiary);
        painter->drawText(rect, Qt::AlignVCenter | (head.isRight ? Qt::AlignRight : Qt::AlignLeft),
                          painter->fontMetrics().elidedText(head.words, Qt::ElideRight, rect.width()));
        return;
    }
    const int wide = qMin(rect.width(), kWidestBars);
    const int left = head.isRight ? rect.right() - wide + 1 : rect.left();
    paintHistogram(painter, QRectF(left, rect.top(), wide, rect.height()), head.bars);
}

int GridHeader::barAt(int section, const QPoint &at, const HeadColumn &head) const {
    const QRect rect = spreadRect(section);
    const int wide = qMin(rect.width(), kWidestBars);
    const int left = head.isRight ? rect.right() - wide + 1 : rect.left();
    if (head.bars.isEmpty() || at.x() < left || at.x() >= left + wide || at.y() < kNames)
        return -1;
    return qMin(int(head.bars.size()) - 1, int((at.x() - left) * head.bars.size() / wide));
}

void GridHeader::mousePressEvent(QMouseEvent *event) {
    m_pressed = event->button() == Qt::LeftButton && cursor().shape() != Qt::SplitHCursor ? event->pos() : QPoint(-1, -1);
    QHeaderView::mousePressEvent(event);
}

void GridHeader::mouseReleaseEvent(QMouseEvent *event) {
    const bool isClick = m_pressed.x() >= 0 && (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    const int section = logicalIndexAt(event->pos());
    m_pressed = {-1, -1};
    QHeaderView::mouseReleaseEvent(event);
    if (!isClick || section < 0)
        return;
    const HeadColumn head = m_source ? m_source(section) : HeadColumn();
    if (event->pos().y() >= kNames)
        return Q_EMIT barClicked(section, barAt(section, event->pos(), head));
    if (filterRect(section).adjusted(-4, -6, 6, 6).contains(event->pos()))
        return Q_EMIT filterClicked(section);
    Q_EMIT nameClicked(section, event->modifiers() & Qt::ShiftModifier);
}

void GridHeader::mouseMoveEvent(QMouseEvent *event) {
    if (const int section = logicalIndexAt(event->pos()); section != m_hovered) {
        m_hovered = section;
        viewport()->update();
    }
    QHeaderView::mouseMoveEvent(event);
}

void GridHeader::leaveEvent(QEvent *event) {
    m_hovered = -1;
    viewport()->update();
    QHeaderView::leaveEvent(event);
}

bool GridHeader::viewportEvent(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int section = logicalIndexAt(help->pos());
        const HeadColumn head = section >= 0 && m_source ? m_source(section) : HeadColumn();
        QString text = section >= 0 && model() ? model()->headerData(section, Qt::Horizontal).toString().left(400) : QString();
        if (const int bar = section >= 0 ? barAt(section, help->pos(), head) : -1; bar >= 0)
            text = QStringLiteral("%1: %2").arg(head.ranges.value(bar), formatNumber(head.bars[bar]));
        // Names are data: a tooltip must not read them as HTML.
        QToolTip::showText(help->globalPos(), text.isEmpty() ? text : QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()), this);
        return true;
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace audience::ui
