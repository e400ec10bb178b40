#include "ui/kit/elided_label.h"

#include "ui/kit/breakable.h"
#include "ui/kit/in_order.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

// Measuring and painting ten thousand characters for a line of forty is a waste.
static constexpr int kMostMeasured = 400;

ElidedLabel::ElidedLabel(const QString &text, const char *role, QWidget *parent) : QLabel(text, parent) {
    setProperty("elides", true);
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setRole(this, role);
}

QString ElidedLabel::shown() const {
    return inOrder(text().left(kMostMeasured).simplified());
}

QSize ElidedLabel::sizeHint() const {
    ensurePolished();
    return {fontMetrics().horizontalAdvance(shown()) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const {
    ensurePolished();
    return {text().isEmpty() ? 0 : fontMetrics().horizontalAdvance(QChar(0x2026)) + 12, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), alignment() & Qt::AlignHorizontal_Mask);
    painter.drawText(rect(), int(side | Qt::AlignVCenter | Qt::TextSingleLine), fontMetrics().elidedText(shown(), m_mode, width()));
}

bool ElidedLabel::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && fontMetrics().horizontalAdvance(shown()) > width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), Qt::convertFromPlainText(inOrder(text().left(2000))), this);
        return true;
    }
    return QLabel::event(event);
}

void showAsInbox(QLabel *label, const QString &text) {
    constexpr int kShown = 90, kWord = 20;
    const QString line = text.left(2 * kShown).simplified();
    const QString shown = breakable(line.left(kShown), kWord);
    const bool isCut = line.size() > kShown;
    label->setText(isCut ? shown + QChar(0x2026) : shown);
    label->setToolTip(isCut ? text : QString());
}

} // namespace audience::ui
