#include "ui/kit/bar_rows.h"

#include "ui/kit/figures.h"
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

static constexpr int kGap = 12, kLeastBar = 44, kNameAbove = 18;

BarRows::BarRows(QWidget *parent) : QWidget(parent) {
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

void BarRows::setRows(const QVector<BarRow> &rows, qint64 highest) {
    m_rows = rows;
    setFocusPolicy(rows.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    m_highest = highest;
    QStringList words;
    for (const BarRow &row : rows) {
        if (highest == 0)
            m_highest = qMax(m_highest, row.value);
        words << QStringLiteral("%1 %2 %3").arg(row.name, figureOf(row), row.note).trimmed();
    }
    m_highest = qMax<qint64>(m_highest, 1);
    m_current = qBound(0, m_current, qMax(0, int(rows.size()) - 1));
    m_hovered = -1;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void BarRows::setRowHeight(int height) {
    m_rowHeight = height;
    updateGeometry();
}

void BarRows::setShares(qint64 whole) {
    m_whole = whole;
    update();
}

void BarRows::setOpens(bool opens) {
    m_opens = opens;
}

void BarRows::setNamesAbove() {
    m_namesAbove = true;
    updateGeometry();
}

int BarRows::rowHeight() const {
    return Theme::instance().pixels(m_namesAbove ? m_rowHeight + kNameAbove : m_rowHeight);
}

QSize BarRows::sizeHint() const {
    return {240, int(m_rows.size()) * rowHeight()};
}
QSize BarRows::minimumSizeHint() const {
    return {160, int(m_rows.size()) * rowHeight()};
}

QColor toneColour(int tone) {
    if (tone >= 0)
        return tokens().data[static_cast<std::size_t>(tone) % tokens().data.size()];
    return tone == -2 ? tokens().good : tone == -3 ? tokens().bad : tone == -4 ? tokens().data[4] : tokens().tertiary;
}

QString BarRows::figureOf(const BarRow &row) const {
    return row.figure.isEmpty() ? formatNumber(row.value) : row.figure;
}

QString BarRows::shareOf(const BarRow &row) const {
    return m_whole > 0 ? formatPercent(double(row.value) / double(m_whole), 0) : QString();
}

QString BarRows::itemName(int item) const {
    const BarRow row = m_rows.value(item);
    return QStringLiteral("%1: %2 %3 %4").arg(row.name, figureOf(row), shareOf(row), row.note).simplified();
}

QRect BarRows::itemRect(int item) const {
    return {0, item * rowHeight(), width(), rowHeight()};
}

void BarRows::activateItem(int item) {
    if (item >= 0 && item < m_rows.size())
        Q_EMIT rowActivated(item);
}

void BarRows::paintEvent(QPaintEvent *event) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    int figureWidth = 32, shareWidth = 0, nameWidth = 40;
    for (const BarRow &row : m_rows) {
        figureWidth = qMax(figureWidth, figuresWidth(metrics, figureOf(row)) + 4);
        if (m_whole > 0)
            shareWidth = qMax(shareWidth, figuresWidth(metrics, shareOf(row)) + kGap);
        nameWidth = qMax(nameWidth, metrics.horizontalAdvance(row.name.left(80)) + 2);
    }
    // Words before bars: the bar gives way down to a stub, and only then are the words cut.
    const int rest = width() - figureWidth - shareWidth - 2 * kGap;
    nameWidth = qMin(nameWidth, rest - kLeastBar);
    const int barWidth = m_namesAbove ? rest + kGap : qMax(8, rest - nameWidth), barLeft = m_namesAbove ? 0 : nameWidth + kGap;
    if (m_namesAbove)
        nameWidth = width();
    const int tall = rowHeight(), above = m_namesAbove ? Theme::instance().pixels(kNameAbove) : 0, thick = m_rowHeight > 26 ? 14 : 10;
    const int leading = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter);
    const Qt::Alignment trailing = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight);
    for (int i = event->rect().top() / tall; i < m_rows.size() && i * tall <= event->rect().bottom(); ++i) {
        const BarRow &row = m_rows[i];
        const QRect line = itemRect(i);
        const auto mirrored = [&](int left, int wide) { return QStyle::visualRect(layoutDirection(), rect(), QRect(left, line.y() + above, wide, tall - above)); };
        const bool isCurrent = hasFocus() && i == m_current;
        if (isCurrent || (m_opens && i == m_hovered)) {
            painter.setPen(isCurrent ? QPen(t.accent, 2) : QPen(Qt::NoPen));
            painter.setBrush(isCurrent ? t.accentSoft : t.inset);
            painter.drawRoundedRect(QRectF(line).adjusted(1, 1, -1, -1), 4, 4);
        }
        const int inset = isCurrent ? 4 : 0;
        painter.setPen(isCurrent ? t.text : t.secondary);
        QRect words = mirrored(inset, nameWidth - inset * (m_namesAbove ? 2 : 1));
        if (m_namesAbove)
            words = QRect(words.left(), line.y() + 2, words.width(), above + 2);
        painter.drawText(words, leading, metrics.elidedText(inOrder(row.name.left(200).simplified()), Qt::ElideRight, words.width()));
        QRectF track = mirrored(barLeft + (m_namesAbove ? inset : 0), barWidth - (m_namesAbove ? inset : 0));
        track = QRectF(track.x(), line.y() + above + (tall - above - thick) / 2.0, track.width(), thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.inset);
        painter.drawRoundedRect(track, 3, 3);
        if (row.value > 0) {
            const double wide = qMin(track.width(), qMax(3.0, track.width() * double(row.value) / double(m_highest)));
            painter.setBrush(toneColour(row.tone));
            painter.drawRoundedRect(QRectF(layoutDirection() == Qt::RightToLeft ? track.right() - wide : track.left(), track.top(), wide, thick), 3, 3);
        }
        painter.setPen(t.text);
        drawFigures(&painter, mirrored(width() - shareWidth - figureWidth - inset, figureWidth), trailing, figureOf(row));
        if (m_whole > 0) {
            painter.setPen(t.secondary);
            drawFigures(&painter, mirrored(width() - shareWidth - inset, shareWidth), trailing, shareOf(row));
        }
    }
}

int BarRows::rowAt(int y) const {
    const int row = y / rowHeight();
    return y >= 0 && row < m_rows.size() ? row : -1;
}

void BarRows::mousePressEvent(QMouseEvent *event) {
    if (const int row = rowAt(event->pos().y()); row >= 0 && event->button() == Qt::LeftButton) {
        m_current = row;
        update();
        Q_EMIT rowActivated(row);
    }
}

void BarRows::mouseMoveEvent(QMouseEvent *event) {
    const int row = rowAt(event->pos().y());
    if (row == m_hovered)
        return;
    m_hovered = row;
    if (m_opens && row >= 0)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    update();
}

void BarRows::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void BarRows::keyPressEvent(QKeyEvent *event) {
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
    default: QWidget::keyPressEvent(event); return;
    }
    m_current = qBound(0, next, qMax(0, last));
    announceItem(this, m_current);
    update();
}

bool BarRows::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        if (const int row = rowAt(help->pos().y()); row >= 0)
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(itemName(row).left(1000)), this, itemRect(row));
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
