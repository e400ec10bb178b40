#include "ui/kit/inline_editor.h"

#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

namespace {

// Looks like a label; a frame under the pointer says that it can be changed.
class Words final : public QPushButton {
public:
    using QPushButton::QPushButton;
    TypeRole role = TypeRole::Medium;
    bool isEmpty = false;

    QSize sizeHint() const override {
        const QFontMetrics metrics(Theme::instance().font(role));
        return {metrics.horizontalAdvance(text().left(120)) + 18, qMax(Theme::instance().controlHeight(), metrics.height() + 8)};
    }
    QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(tokens().border);
            painter.setBrush(tokens().inset);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        painter.setFont(Theme::instance().font(role));
        painter.setPen(isEmpty || !isEnabled() ? tokens().tertiary : tokens().text);
        const QRect line = rect().adjusted(8, 0, -8, 0);
        painter.drawText(line, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(inOrder(text().left(400).simplified()), Qt::ElideRight, line.width()));
    }
    void keyPressEvent(QKeyEvent *event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2)
            click();
        else
            QPushButton::keyPressEvent(event);
    }
};

} // namespace

InlineEditor::InlineEditor(const QString &objectName, const QString &accessibleName, QWidget *parent) : QStackedWidget(parent) {
    setObjectName(objectName);
    m_shown = new Words(this);
    m_shown->setObjectName(objectName + QStringLiteral("Shown"));
    m_shown->setAccessibleName(accessibleName);
    m_shown->setCursor(Qt::IBeamCursor);
    m_shown->setAttribute(Qt::WA_Hover);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(objectName + QStringLiteral("Edit"));
    m_edit->setAccessibleName(accessibleName);
    m_edit->installEventFilter(this);
    addWidget(m_shown);
    addWidget(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_shown, &QPushButton::clicked, this, &InlineEditor::edit);
}

QSize InlineEditor::sizeHint() const {
    const QSize words = m_shown->sizeHint();
    return isEditing() ? words.expandedTo({220, m_edit->sizeHint().height()}) : words;
}

QSize InlineEditor::minimumSizeHint() const {
    return m_shown->minimumSizeHint();
}

void InlineEditor::setText(const QString &text) {
    m_text = text;
    refresh();
}

void InlineEditor::setPlaceholder(const QString &words) {
    m_placeholder = words;
    m_edit->setPlaceholderText(words);
    refresh();
}

void InlineEditor::setTitleSize(bool on) {
    static_cast<Words *>(m_shown)->role = on ? TypeRole::Title : TypeRole::Medium;
    refresh();
}

void InlineEditor::refresh() {
    auto *words = static_cast<Words *>(m_shown);
    words->isEmpty = m_text.isEmpty();
    words->setText(m_text.isEmpty() ? m_placeholder : m_text);
    words->setAccessibleDescription(m_text);
    words->updateGeometry();
    updateGeometry();
    words->update();
}

bool InlineEditor::isEditing() const {
    return currentWidget() == m_edit;
}

void InlineEditor::edit() {
    m_edit->setText(m_text);
    ui::setProperty(m_edit, "invalid", false);
    setCurrentWidget(m_edit);
    updateGeometry();
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

void InlineEditor::finish(bool keeps) {
    if (!isEditing())
        return;
    const QString text = m_edit->text().trimmed();
    const QString fault = keeps && m_check ? m_check(text) : QString();
    if (!fault.isEmpty()) {
        ui::setProperty(m_edit, "invalid", true);
        m_edit->setAccessibleDescription(fault);
        m_edit->setToolTip(fault);
        QToolTip::showText(m_edit->mapToGlobal(QPoint(0, m_edit->height())), Qt::convertFromPlainText(fault), m_edit);
        return;
    }
    const bool hadFocus = m_edit->hasFocus();
    m_edit->setToolTip({});
    setCurrentWidget(m_shown);
    updateGeometry();
    if (hadFocus)
        m_shown->setFocus(Qt::OtherFocusReason);
    if (keeps && text != m_text) {
        setText(text);
        Q_EMIT committed(text);
    }
}

bool InlineEditor::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            finish(key != Qt::Key_Escape);
            return true;
        }
    } else if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason &&
               static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
        const bool isTaken = QStackedWidget::eventFilter(watched, event);
        // A text that cannot be taken does not hold the keyboard: what was there comes back.
        finish(!m_check || m_check(m_edit->text().trimmed()).isEmpty());
        return isTaken;
    }
    return QStackedWidget::eventFilter(watched, event);
}

} // namespace audience::ui
