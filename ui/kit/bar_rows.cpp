#include "ui/kit/bar_rows.h"

#include "ui/kit/accessible.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace audience::ui {

BarRows::BarRows(QWidget *parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setAccessibleRole(this, QAccessible::List);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarRows::setRows(const QVector<BarRow> &rows, qint64 highest) {
    m_rows = rows;
    m_highest = highest;
    QStringList words;
    for (const BarRow &row : rows) {
        if (highest == 0)
            m_highest = qMax(m_highest, row.value);
        words << QStringLiteral("%1 %2 %3")
                     .arg(row.name, formatNumber(row.value), row.note)
                     .trimmed();
    }
    m_highest = qMax<qint64>(m_highest, 1);
    m_current = qBound(0, m_current, qMax(0, int(rows.size()) - 1));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void BarRows::setRowHeight(int height) {
    m_rowHeight = height;
    updateGeometry();
}

QSize BarRows::sizeHint() const {
    return {240, int(m_rows.size()) * m_rowHeight};
}
QSize BarRows::minimumSizeHint() const {
    return {160, int(m_rows.size()) * m_rowHeight};
}

QColor toneColour(int tone) {
    if (tone >= 0)
        return tokens().data[static_cast<std::size_t>(tone) % tokens().data.size()];
    return tone == -2 ? tokens().good : tone == -3 ? tokens().bad : tone == -4 ? tokens().data[4] : tokens().tertiary;
}

void BarRows::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont body = Theme::instance().font(TypeRole::Secondary);
    painter.setFont(body);
    const QFontMetrics metrics(body);
    int figureWidth = 44, nameWidth = 60;
    for (const BarRow &row : m_rows) {
        figureWidth = qMax(figureWidth, metrics.horizontalAdvance(formatNumber(row.value)) + 4);
        nameWidth = qMax(nameWidth, metrics.horizontalAdvance(row.name) + 12);
    }
    nameWidth = qMin(nameWidth, width() / 2);
    const int barLeft = nameWidth, barWidth = qMax(20, width() - nameWidth - figureWidth - 12);
    for (int i = 0; i < m_rows.size(); ++i) {
        const BarRow &row = m_rows[i];
        const QRect line(0, i * m_rowHeight, width(), m_rowHeight);
        if (hasFocus() && i == m_current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens().accentSoft);
            painter.drawRoundedRect(line.adjusted(0, 1, 0, -1), 4, 4);
        }
        painter.setPen(tokens().secondary);
        painter.drawText(QRect(0, line.y(), nameWidth - 8, m_rowHeight),
                         Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(row.name, Qt::ElideRight, nameWidth - 8));
        const QRectF track(barLeft, line.y() + (m_rowHeight - (m_rowHeight > 26 ? 14 : 10)) / 2.0, barWidth, (m_rowHeight > 26 ? 14 : 10));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().inset);
        painter.drawRoundedRect(track, 3, 3);
        if (row.value > 0) {
            QRectF bar = track;
            bar.setWidth(qMax(3.0, track.width() * double(row.value) / double(m_highest)));
            painter.setBrush(toneColour(row.tone));
            painter.drawRoundedRect(bar, 3, 3);
        }
        painter.setPen(tokens().text);
        painter.drawText(QRect(width() - figureWidth, line.y(), figureWidth, m_rowHeight),
                         Qt::AlignVCenter | Qt::AlignRight, formatNumber(row.value));
    }
}

int BarRows::rowAt(int y) const {
    const int row = y / m_rowHeight;
    return row >= 0 && row < m_rows.size() ? row : -1;
}

void BarRows::mousePressEvent(QMouseEvent *event) {
    if (const int row = rowAt(event->pos().y()); row >= 0) {
        m_current = row;
        update();
        Q_EMIT rowActivated(row);
    }
}

void BarRows::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_current =
            qBound(0, m_current + (event->key() == Qt::Key_Down ? 1 : -1), int(m_rows.size()) - 1);
        update();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               !m_rows.isEmpty()) {
        Q_EMIT rowActivated(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool BarRows::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos().y());
        if (row >= 0)
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("%1: %2 %3")
                    .arg(m_rows[row].name, formatNumber(m_rows[row].value), m_rows[row].note),
                this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
