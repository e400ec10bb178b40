#include "ui/segments/paired_bars.h"

#include "ui/kit/figures.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

static constexpr int kGap = 12, kEdge = 8, kPlus = 28;

// What is under one per cent but not nothing must not read as nothing.
static QString shareWords(double share) {
    if (share > 0 && share < 0.01)
        return formatPercent(share, 1);
    return formatPercent(share, 0);
}

PairedBars::PairedBars(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    installPaintedItems();
    setFocusPolicy(Qt::NoFocus); // until there are rows
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PairedBars::setRows(const QVector<PairRow> &rows) {
    m_rows = rows;
    m_highest = 0.01;
    for (const PairRow &row : rows)
        m_highest = qMax(m_highest, qMax(row.inside, row.outside));
    setFocusPolicy(rows.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    m_current = qBound(0, m_current, qMax(0, int(rows.size()) - 1));
    m_hovered = -1;
    updateGeometry();
    update();
}

void PairedBars::setCompact(bool compact) {
    m_isCompact = compact;
    updateGeometry();
}

int PairedBars::rowHeight() const {
    return Theme::instance().pixels(m_isCompact ? 26 : 32);
}

int PairedBars::headHeight() const {
    return m_rows.isEmpty() ? 0 : Theme::instance().pixels(24);
}

QSize PairedBars::sizeHint() const {
    return {360, headHeight() + int(m_rows.size()) * rowHeight()};
}

QString PairedBars::itemName(int item) const {
    const PairRow row = m_rows.value(item);
    const QString words = tr("%1: %2 of the segment, %3 people; %4 of everyone else, %5 people.")
                              .arg(row.name, formatPercent(row.inside, 1), formatNumber(row.insidePeople), formatPercent(row.outside, 1), formatNumber(row.outsidePeople));
    return row.note.isEmpty() ? words : tr("%1 %2").arg(words, row.note);
}

QRect PairedBars::itemRect(int item) const {
    return {0, headHeight() + item * rowHeight(), width(), rowHeight()};
}

QRect PairedBars::itemRectOnScreen(int item) const {
    const QRect here = itemRect(item);
    return {mapToGlobal(here.topLeft()), here.size()};
}

void PairedBars::activateItem(int item) {
    if (item >= 0 && item < m_rows.size() && m_rows[item].opens)
        Q_EMIT rowActivated(item);
}

QRect PairedBars::mirrored(const QRect &part) const {
    return QStyle::visualRect(layoutDirection(), rect(), part);
}

PairedBars::Columns PairedBars::columns() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    Columns columns;
    columns.share = qMax(metrics.horizontalAdvance(tr("Others")) + 14, figuresWidth(metrics, formatPercent(1, 0))) + kGap;
    int longest = 40;
    for (const PairRow &row : m_rows) {
        longest = qMax(longest, metrics.horizontalAdvance(row.name.left(80)) + 2);
        if (!m_isCompact && !row.figure.isEmpty())
            columns.figure = qMax(columns.figure, metrics.horizontalAdvance(row.figure) + 2 * kEdge + kGap);
    }
    columns.add = m_adds ? kPlus : 0;
    const int rest = width() - 2 * kEdge - 2 * columns.share - columns.figure - columns.add - kGap;
    columns.name = qMin(longest, rest * (m_isCompact ? 50 : 58) / 100);
    columns.bars = qMax(24, rest - columns.name);
    return columns;
}

void PairedBars::paintHead(QPainter *painter, const Columns &columns) const {
    const Tokens &t = tokens();
    const int left = kEdge + columns.name + kGap + columns.bars;
    const QFontMetrics metrics = painter->fontMetrics();
    const auto word = [&](int from, const QString &text, const QColor &colour) {
        const QRect box(from, 0, columns.share, headHeight());
        const int wide = metrics.horizontalAdvance(text);
        painter->setPen(t.tertiary);
        painter->drawText(mirrored(box), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter), text);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawRoundedRect(mirrored(QRect(box.right() - wide - 12, box.center().y() - 3, 8, 8)), 2, 2);
    };
    word(left, tr("Here"), t.data[0]);
    word(left + columns.share, tr("Others"), t.strongBorder);
}

void PairedBars::paintRow(QPainter *painter, int index, const Columns &columns) const {
    const Tokens &t = tokens();
    const PairRow &row = m_rows[index];
    const QRect line = itemRect(index);
    const bool isCurrent = hasFocus() && index == m_current, isHovered = index == m_hovered;
    if (isCurrent || (isHovered && row.opens)) {
        painter->setPen(isCurrent ? QPen(t.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(isCurrent ? t.accentSoft : t.inset);
        painter->drawRoundedRect(QRectF(line).adjusted(1, 1, -1, -1), 4, 4);
    }
    const Qt::Alignment trailing = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight);
    int at = kEdge;
    const auto take = [&](int wide) {
        const QRect box(at, line.y(), wide, line.height());
        at += wide;
        return mirrored(box);
    };
    painter->setPen(row.isQuiet ? t.tertiary : t.text);
    const QRect words = take(columns.name);
    painter->drawText(words, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(inOrder(row.name.left(200).simplified()), Qt::ElideRight, words.width()));
    at += kGap;
    const QRectF bars = take(columns.bars);
    const int thick = m_isCompact ? 6 : 8;
    const auto bar = [&](double share, double top, const QColor &colour) {
        const double wide = share > 0 ? qMax(2.0, bars.width() * share / m_highest) : 0;
        painter->setBrush(colour);
        painter->drawRoundedRect(QRectF(layoutDirection() == Qt::RightToLeft ? bars.right() - wide : bars.left(), top, wide, thick), 2, 2);
    };
    painter->setPen(Qt::NoPen);
    const double top = line.y() + (line.height() - 2 * thick - 2) / 2.0;
    QColor strong = t.data[0];
    if (row.isQuiet)
        strong.setAlphaF(0.4F);
    bar(row.inside, top, strong);
    bar(row.outside, top + thick + 2, t.strongBorder);
    painter->setPen(row.isQuiet ? t.tertiary : t.text);
    drawFigures(painter, take(columns.share), trailing, shareWords(row.inside));
    painter->setPen(row.isQuiet ? t.tertiary : t.secondary);
    drawFigures(painter, take(columns.share), trailing, shareWords(row.outside));
    if (columns.figure > 0) {
        const QRect box = take(columns.figure);
        if (!row.figure.isEmpty()) {
            const int wide = painter->fontMetrics().horizontalAdvance(row.figure) + 2 * kEdge;
            const QRect chip = QStyle::visualRect(layoutDirection(), box, QRect(box.right() + 1 - wide, box.center().y() - 9, wide, 20));
            painter->setPen(Qt::NoPen);
            painter->setBrush(row.isQuiet ? t.inset : t.accentSoft);
            painter->drawRoundedRect(chip, 10, 10);
            painter->setPen(row.isQuiet ? t.tertiary : t.accent);
            painter->drawText(chip, Qt::AlignCenter, row.figure);
        }
    }
    if (m_adds && row.opens) {
        const QRect box = take(columns.add);
        icon(QStringLiteral("plus"), isHovered || isCurrent ? t.accent : t.tertiary).paint(painter, QRect(box.center().x() - 5, box.center().y() - 7, 16, 16));
    }
}

void PairedBars::paintEvent(QPaintEvent *event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const Columns wide = columns();
    if (event->rect().top() < headHeight())
        paintHead(&painter, wide);
    const int first = qMax(0, (event->rect().top() - headHeight()) / rowHeight());
    for (int i = first; i < m_rows.size() && itemRect(i).top() <= event->rect().bottom(); ++i)
        paintRow(&painter, i, wide);
}

int PairedBars::rowAt(int y) const {
    const int row = y < headHeight() ? -1 : (y - headHeight()) / rowHeight();
    return row < m_rows.size() ? row : -1;
}

bool PairedBars::isOnAdd(const QPoint &at) const {
    return m_adds && (layoutDirection() == Qt::RightToLeft ? at.x() < kEdge + kPlus : at.x() >= width() - kEdge - kPlus);
}

void PairedBars::mousePressEvent(QMouseEvent *event) {
    const int row = rowAt(event->pos().y());
    if (row < 0 || event->button() != Qt::LeftButton || !m_rows[row].opens)
        return;
    m_current = row;
    update();
    if (isOnAdd(event->pos()))
        Q_EMIT addWanted(row);
    else
        Q_EMIT rowActivated(row);
}

void PairedBars::mouseMoveEvent(QMouseEvent *event) {
    const int row = rowAt(event->pos().y());
    if (row == m_hovered)
        return;
    m_hovered = row;
    if (row >= 0 && m_rows[row].opens)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    update();
}

void PairedBars::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void PairedBars::keyPressEvent(QKeyEvent *event) {
    const int last = int(m_rows.size()) - 1;
    int next = m_current;
    switch (event->key()) {
    case Qt::Key_Down: ++next; break;
    case Qt::Key_Up: --next; break;
    case Qt::Key_Home: next = 0; break;
    case Qt::Key_End: next = last; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activateItem(m_current); return;
    case Qt::Key_Plus:
    case Qt::Key_Insert:
        if (m_adds && m_current <= last && m_rows[m_current].opens)
            Q_EMIT addWanted(m_current);
        return;
    default: QWidget::keyPressEvent(event); return;
    }
    m_current = qBound(0, next, qMax(0, last));
    announceItem(this, m_current);
    update();
}

bool PairedBars::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos().y());
        if (row < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(isOnAdd(help->pos()) && m_rows[row].opens ? tr("Add as a condition") : itemName(row).left(1000)),
                               this, itemRect(row));
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
