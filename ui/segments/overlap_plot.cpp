#include "ui/segments/overlap_plot.h"

#include "ui/kit/actions.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/segment_keys.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kLeastBars = 168, kMostBars = 480, kMostWide = 64, kSizeBar = 48, kDot = 5, kGap = 8, kPad = 6, kTitleLeft = 10;
constexpr SetOp kOps[] = {SetOp::And, SetOp::Or, SetOp::Without};

QString wordOf(SetOp op) {
    return op == SetOp::And  ? QCoreApplication::translate("OverlapPlot", "and")
           : op == SetOp::Or ? QCoreApplication::translate("OverlapPlot", "or")
                             : QCoreApplication::translate("OverlapPlot", "without");
}

QColor faded(QColor colour) {
    colour.setAlphaF(colour.alphaF() * 0.35f);
    return colour;
}

} // namespace

OverlapPlot::OverlapPlot(QWidget *parent) : QAbstractScrollArea(parent) {
    declareSegmentKeys();
    installPaintedItems();
    setObjectName(QStringLiteral("overlapPlot"));
    setAccessibleName(tr("How the segments overlap"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        measure();
        updateGeometry();
        viewport()->update();
    });
}

void OverlapPlot::setSets(const OverlapSets &sets) {
    const bool wasRow = row() >= 0 && m_sets.rows() > 0;
    const qint64 key = wasRow ? m_sets.keyOf(row()) : 0;
    endDrag();
    m_sets = sets;
    m_hovered = -1;
    const int again = wasRow ? m_sets.rowOf(key) : -1;
    m_current = again >= 0 ? again : m_sets.columns() > 0 ? m_sets.rows() : 0;
    measure();
    setMaximumHeight(minimumSizeHint().height() + Theme::instance().pixels(kMostBars - kLeastBars)); // no room that nothing fills
    updateGeometry();
    viewport()->update();
    Q_EMIT chosen();
}

void OverlapPlot::setOld(bool old) {
    if (old == m_isOld)
        return;
    m_isOld = old;
    setAccessibleDescription(old ? tr("Being compared again") : QString());
    viewport()->update();
}

void OverlapPlot::setCorner(QWidget *corner) {
    m_corner = corner;
    corner->setParent(this);
    measure();
}

// What stands in the corner beside the bars has to have its room as well.
int OverlapPlot::leastBars() const {
    const int least = Theme::instance().pixels(kLeastBars);
    if (!m_corner)
        return least;
    const int corner = m_corner->hasHeightForWidth() ? m_corner->heightForWidth(m_names - kGap) : m_corner->minimumSizeHint().height();
    return qMax(least, corner + kGap);
}

QFont OverlapPlot::titleFont(int row) {
    return Theme::instance().font(row == 0 ? TypeRole::SecondaryStrong : TypeRole::Secondary);
}

QString OverlapPlot::titleOf(int row) const {
    constexpr int kMostMeasured = 200;
    return inOrder(m_sets.name(row).left(kMostMeasured));
}

// The bar of its size and the figure, with the gaps between.
int OverlapPlot::besideTitle() const {
    return kGap + Theme::instance().pixels(kSizeBar) + kGap + m_figures + kPad;
}

void OverlapPlot::measure() {
    const Theme &theme = Theme::instance();
    const QFontMetrics metrics(theme.font(TypeRole::Secondary));
    m_tall = theme.pixels(m_sets.rows() > 10 ? 26 : 30);
    m_figures = 0;
    int title = 0;
    for (int row = 0; row < m_sets.rows(); ++row) {
        m_figures = qMax(m_figures, metrics.horizontalAdvance(formatNumber(m_sets.people(row))));
        title = qMax(title, QFontMetrics(titleFont(row)).horizontalAdvance(titleOf(row)) + 2);
    }
    // The titles have what they need up to a third of the width; what is left of longer ones is in the tooltip.
    m_names = qBound(theme.pixels(236), width() * 36 / 100, theme.pixels(400));
    m_names = qMax(m_names, qMin(title, width() / 3) + kTitleLeft + besideTitle());
    if (m_corner) // its words may be longer ones
        m_names = qMax(m_names, m_corner->minimumSizeHint().width() + kGap);
    const int least = qMax(theme.pixels(28), metrics.horizontalAdvance(formatNumber(m_sets.highest())) + 6);
    const int columns = qMax(1, m_sets.columns());
    m_wide = qBound(least, (viewport()->width() - m_names - kGap) / columns, qMax(least, theme.pixels(kMostWide)));
    const int whole = m_names + kGap + columns * m_wide;
    const int room = viewport()->height() - m_sets.rows() * m_tall - kGap;
    m_top = qBound(leastBars(), room, qMax(leastBars(), theme.pixels(kMostBars)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_wide);
    horizontalScrollBar()->setRange(0, qMax(0, whole - viewport()->width()));
    if (m_corner)
        m_corner->setGeometry(mirrored(QRect(0, 0, m_names - kGap, m_top - kGap)));
}

QSize OverlapPlot::sizeHint() const {
    return {m_names + 12 * m_wide, minimumSizeHint().height()};
}

QSize OverlapPlot::minimumSizeHint() const {
    // Room for the bar that scrolls columns, whether it is there or not: it must not take the last row's.
    return {m_names + 4 * m_wide, leastBars() + m_sets.rows() * m_tall + kGap + horizontalScrollBar()->sizeHint().height()};
}

void OverlapPlot::resizeEvent(QResizeEvent *event) {
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

QRect OverlapPlot::mirrored(const QRect &rect) const {
    return QStyle::visualRect(layoutDirection(), viewport()->rect(), rect);
}

QRect OverlapPlot::rowRect(int row) const {
    return {0, m_top + row * m_tall, viewport()->width(), m_tall};
}

QRect OverlapPlot::columnRect(int column) const {
    return {m_names + kGap + column * m_wide - horizontalScrollBar()->value(), 0, m_wide, m_top + m_sets.rows() * m_tall};
}

QRect OverlapPlot::itemRect(int item) const {
    if (item < 0 || item >= itemCount())
        return {};
    if (item >= m_sets.rows())
        return mirrored(columnRect(item - m_sets.rows()));
    QRect row = rowRect(item);
    row.setWidth(m_names);
    return mirrored(row);
}

QRect OverlapPlot::dropRect(int row, SetOp op) const {
    QRect part = rowRect(row);
    const int wide = m_names / 3;
    part.setLeft(wide * int(op));
    part.setWidth(op == SetOp::Without ? m_names - 2 * wide : wide);
    return mirrored(part.adjusted(1, 1, -1, -1));
}

QString OverlapPlot::words(int item) const {
    if (item < 0 || item >= itemCount())
        return {};
    const bool isRow = item < m_sets.rows();
    const int column = item - m_sets.rows();
    const qint64 people = isRow ? m_sets.people(item) : m_sets.columnPeople(column);
    return tr("%1: %Ln people", nullptr, int(people)).arg(isRow ? m_sets.name(item) : m_sets.columnName(column));
}

int OverlapPlot::itemAt(const QPoint &at) const {
    const QPoint point = mirrored(QRect(at, QSize(1, 1))).topLeft();
    if (point.x() >= m_names + kGap) {
        const int column = (point.x() - m_names - kGap + horizontalScrollBar()->value()) / m_wide;
        return column < m_sets.columns() && point.y() < m_top + m_sets.rows() * m_tall ? m_sets.rows() + column : -1;
    }
    const int row = point.y() >= m_top ? (point.y() - m_top) / m_tall : -1;
    return row < m_sets.rows() ? row : -1;
}

void OverlapPlot::choose(int item) {
    if (item < 0 || item >= itemCount())
        return;
    m_current = item;
    if (const int column = this->column(); column >= 0) { // into sight
        QScrollBar *bar = horizontalScrollBar();
        const int left = column * m_wide, seen = viewport()->width() - m_names - kGap;
        bar->setValue(qBound(left + m_wide - seen, bar->value(), left));
    }
    viewport()->update();
    Q_EMIT chosen();
}

void OverlapPlot::activateItem(int item) {
    choose(item);
    if (item == m_current)
        Q_EMIT opened();
}

// What is under the pointer, else what the keyboard is at, and everything that belongs to it.
bool OverlapPlot::isLit(int row, int column) const {
    const int item = m_hovered >= 0 ? m_hovered : m_current;
    if (item < m_sets.rows())
        return column >= 0 ? m_sets.contains(item, column) : row == item;
    return column >= 0 ? column == item - m_sets.rows() : m_sets.contains(row, item - m_sets.rows());
}

QColor OverlapPlot::toneOf(int row) const {
    return m_sets.isCombined(row) ? tokens().data[2] : row == 0 ? tokens().accent : tokens().secondary;
}

void OverlapPlot::paintEvent(QPaintEvent *) {
    if (itemCount() == 0)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(m_isOld ? 0.4 : 1);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    for (int row = 0; row < m_sets.rows(); ++row)
        paintRow(&painter, row);
    painter.save();
    painter.setClipRect(mirrored(QRect(m_names + kGap, 0, viewport()->width(), viewport()->height())));
    const int first = horizontalScrollBar()->value() / m_wide;
    for (int column = first; column < m_sets.columns() && columnRect(column).left() < viewport()->width(); ++column)
        paintColumn(&painter, column);
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(tokens().accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(itemRect(m_current)).adjusted(1, 1, -1, -1), 6, 6);
    }
    if (m_dragged >= 0)
        paintDrag(&painter);
}

void OverlapPlot::paintRow(QPainter *painter, int row) const {
    const Tokens &t = tokens();
    const QRect whole = rowRect(row);
    const int item = m_hovered >= 0 ? m_hovered : m_current;
    painter->setPen(Qt::NoPen);
    if (row == item || row % 2 == 0) {
        painter->setBrush(row == item ? t.accentSoft : t.surface);
        painter->drawRoundedRect(mirrored(whole).adjusted(0, 1, 0, -1), 6, 6);
    }
    const bool isLit = this->isLit(row, -1);
    const QColor tone = toneOf(row);
    const int figures = m_names - kPad - m_figures;
    const qint64 people = m_sets.people(row);
    painter->setPen(isLit ? t.text : t.secondary);
    const int side = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter);
    painter->drawText(mirrored(QRect(figures, whole.top(), m_figures, whole.height())), side, formatNumber(people));
    qint64 highest = 1;
    for (int other = 0; other < m_sets.rows(); ++other)
        highest = qMax(highest, m_sets.people(other));
    const int wide = people > 0 ? qMax(2, int(double(people) / double(highest) * Theme::instance().pixels(kSizeBar))) : 0;
    painter->setPen(Qt::NoPen);
    painter->setBrush(isLit ? tone : faded(tone));
    painter->drawRoundedRect(mirrored(QRect(figures - kGap - wide, whole.center().y() - 3, wide, 8)), 2, 2);
    painter->setFont(titleFont(row));
    painter->setPen(isLit ? (row == 0 || m_sets.isCombined(row) ? tone : t.text) : t.secondary);
    const QRect name = mirrored(QRect(kTitleLeft, whole.top(), m_names - kTitleLeft - besideTitle(), whole.height()));
    painter->drawText(name, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(titleOf(row), Qt::ElideRight, name.width()));
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
}

void OverlapPlot::paintColumn(QPainter *painter, int column) const {
    const Tokens &t = tokens();
    const QRect whole = mirrored(columnRect(column));
    const int item = m_hovered >= 0 ? m_hovered : m_current;
    const bool isItem = item == m_sets.rows() + column, isLit = this->isLit(-1, column);
    painter->setPen(Qt::NoPen);
    if (isItem) {
        painter->setBrush(t.accentSoft);
        painter->drawRoundedRect(whole.adjusted(1, 0, -1, 0), 6, 6);
    }
    const bool isFaint = !isLit && item < m_sets.rows();
    const QColor tone = m_sets.contains(0, column) ? t.accent : t.secondary;
    const qint64 people = m_sets.columnPeople(column);
    const int line = painter->fontMetrics().height() + 4;
    const int high = qMax(2, int(double(people) / double(qMax<qint64>(1, m_sets.highest())) * (m_top - line - kGap - 4)));
    const int thick = qBound(10, m_wide - 12, 28);
    const QRect bar(whole.center().x() - thick / 2, m_top - kGap - high, thick, high);
    painter->setBrush(isFaint ? faded(tone) : tone);
    painter->drawRoundedRect(bar, 2, 2);
    painter->setPen(isItem ? t.text : isFaint ? t.tertiary : t.secondary);
    painter->drawText(QRect(whole.left(), bar.top() - line, whole.width(), line), Qt::AlignCenter, formatNumber(people));
    paintDots(painter, column);
}

void OverlapPlot::paintDots(QPainter *painter, int column) const {
    const Tokens &t = tokens();
    const int x = mirrored(columnRect(column)).center().x() + 1;
    const int item = m_hovered >= 0 ? m_hovered : m_current;
    const bool isFaint = item < m_sets.rows() && !isLit(-1, column);
    const QColor tone = m_sets.contains(0, column) ? t.accent : t.secondary;
    const QColor ink = isFaint ? faded(tone) : tone;
    int first = -1, last = -1;
    for (int row = 0; row < m_sets.bases(); ++row)
        if (m_sets.contains(row, column)) {
            first = first < 0 ? row : first;
            last = row;
        }
    const auto centre = [&](int row) { return QPointF(x, m_top + row * m_tall + m_tall / 2.0); };
    if (last > first) {
        painter->setPen(QPen(ink, 2));
        painter->drawLine(centre(first), centre(last));
    }
    painter->setPen(Qt::NoPen);
    for (int row = 0; row < m_sets.rows(); ++row) {
        const bool isIn = m_sets.contains(row, column);
        const QColor own = m_sets.isCombined(row) ? (isFaint ? faded(toneOf(row)) : toneOf(row)) : ink;
        painter->setBrush(isIn ? own : t.strongBorder);
        painter->drawEllipse(centre(row), isIn ? kDot : 3, isIn ? kDot : 3);
    }
}

void OverlapPlot::paintDrag(QPainter *painter) const {
    const Tokens &t = tokens();
    if (m_drop) {
        painter->setPen(Qt::NoPen);
        QRect under = rowRect(m_drop->row);
        under.setWidth(m_names);
        painter->setBrush(t.window);
        painter->drawRect(mirrored(under));
        for (const SetOp op : kOps) {
            const QRect part = dropRect(m_drop->row, op);
            const bool isIt = op == m_drop->op;
            painter->setPen(isIt ? t.accent : t.strongBorder);
            painter->setBrush(isIt ? t.accent : t.surface);
            painter->drawRoundedRect(QRectF(part).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
            painter->setPen(isIt ? t.onAccent : t.text);
            painter->drawText(part, Qt::AlignCenter, wordOf(op));
        }
    }
    // What is carried: the set, or what it would make here, with its people.
    const QString words = m_drop ? tr("%1: %Ln people", nullptr, int(m_sets.peopleOf(m_drop->op, m_dragged, m_drop->row)))
                                       .arg(m_sets.nameOf(m_drop->op, m_dragged, m_drop->row))
                                 : m_sets.name(m_dragged);
    const QString shown = painter->fontMetrics().elidedText(inOrder(words.left(300)), Qt::ElideMiddle, qMin(420, viewport()->width() - 24));
    QRect label(m_at + QPoint(14, 14), QSize(painter->fontMetrics().horizontalAdvance(shown) + 20, m_tall));
    label.moveRight(qMin(label.right(), viewport()->width() - 2));
    label.moveLeft(qMax(label.left(), 2));
    label.moveBottom(qMin(label.bottom(), viewport()->height() - 2));
    painter->setPen(t.accent);
    painter->setBrush(t.surface);
    painter->drawRoundedRect(QRectF(label).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter->setPen(t.text);
    painter->drawText(label, Qt::AlignCenter, shown);
}

void OverlapPlot::mousePressEvent(QMouseEvent *event) {
    const int item = itemAt(event->position().toPoint());
    if (item < 0)
        return;
    choose(item);
    if (event->button() == Qt::LeftButton && item < m_sets.rows()) {
        m_pressed = item;
        m_from = event->position().toPoint();
    }
}

std::optional<OverlapPlot::Drop> OverlapPlot::dropAt(const QPoint &at) const {
    for (int row = 0; row < m_sets.rows(); ++row)
        for (const SetOp op : kOps)
            if (row != m_dragged && dropRect(row, op).adjusted(-1, -1, 1, 1).contains(at))
                return Drop{row, op};
    return std::nullopt;
}

void OverlapPlot::mouseMoveEvent(QMouseEvent *event) {
    const QPoint at = event->position().toPoint();
    if (m_pressed >= 0 && m_dragged < 0 && (at - m_from).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragged = m_pressed;
        m_hovered = -1;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (m_dragged >= 0) {
        m_at = at;
        m_drop = dropAt(at);
        return viewport()->update();
    }
    if (const int item = itemAt(at); item != m_hovered) {
        m_hovered = item;
        if (item >= 0)
            viewport()->setCursor(item < m_sets.rows() ? Qt::OpenHandCursor : Qt::PointingHandCursor);
        else
            viewport()->unsetCursor();
        viewport()->update();
    }
}

void OverlapPlot::mouseReleaseEvent(QMouseEvent *) {
    const auto drop = m_drop;
    const int dragged = m_dragged;
    endDrag();
    if (drop && dragged >= 0)
        Q_EMIT combineWanted(drop->op, dragged, drop->row);
}

void OverlapPlot::endDrag() {
    m_pressed = m_dragged = -1;
    m_drop.reset();
    viewport()->unsetCursor();
    viewport()->update();
}

void OverlapPlot::mouseDoubleClickEvent(QMouseEvent *event) {
    if (const int item = itemAt(event->position().toPoint()); item >= 0 && event->button() == Qt::LeftButton)
        activateItem(item);
}

void OverlapPlot::contextMenuEvent(QContextMenuEvent *event) {
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const int item = byKeyboard ? m_current : itemAt(event->pos());
    if (item < 0)
        return;
    choose(item);
    Q_EMIT menuWanted(byKeyboard ? viewport()->mapToGlobal(itemRect(item).center()) : event->globalPos());
}

// From rows to the columns beside them and back: up from the first row are the columns, right of a row is the first.
int OverlapPlot::walk(int key) const {
    const int rows = m_sets.rows(), columns = m_sets.columns(), row = this->row(), column = this->column();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (isMirrored && key == Qt::Key_Left ? Qt::Key_Right : isMirrored && key == Qt::Key_Right ? Qt::Key_Left : key) {
    case Qt::Key_Right: return row >= 0 ? (columns > 0 ? rows : m_current) : rows + qMin(columns - 1, column + 1);
    case Qt::Key_Left: return row >= 0 ? row : column > 0 ? rows + column - 1 : 0;
    case Qt::Key_Down: return row < 0 ? 0 : qMin(rows - 1, row + 1);
    case Qt::Key_Up: return row < 0 ? m_current : row > 0 ? row - 1 : columns > 0 ? rows : 0;
    case Qt::Key_Home: return row >= 0 ? 0 : rows;
    case Qt::Key_End: return row >= 0 ? rows - 1 : rows + columns - 1;
    default: return -1;
    }
}

void OverlapPlot::keyPressEvent(QKeyEvent *event) {
    if (itemCount() == 0)
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape && m_dragged >= 0)
        return endDrag();
    if (isOfCommand(event, "overlap.open"))
        return activateItem(m_current);
    if (isOfCommand(event, "overlap.remove") && row() > 0) {
        Q_EMIT removeWanted(row());
        return;
    }
    const int next = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier) ? -1 : walk(event->key());
    if (next < 0)
        return QWidget::keyPressEvent(event);
    m_hovered = -1;
    choose(next);
    announceItem(this, next);
}

bool OverlapPlot::viewportEvent(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        if (const int item = itemAt(help->pos()); item >= 0)
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(inOrder(words(item).left(600))), this, itemRect(item));
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

bool OverlapPlot::event(QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride)
        for (const char *command : {"overlap.open", "overlap.remove"})
            if (isOfCommand(static_cast<QKeyEvent *>(event), command)) {
                event->accept(); // before the window's own keys
                return true;
            }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

} // namespace audience::ui
