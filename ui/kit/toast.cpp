#include "ui/kit/toast.h"

#include "ui/kit/icon.h"
#include "ui/kit/motion.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace audience::ui {

static constexpr int kShortMs = 5000, kWithUndoMs = 10000, kMostWide = 560;

Toast::Toast(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("toast"));
    setProperty("role", QStringLiteral("toast"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 6, 6);
    layout->setSpacing(space::kSmall);
    m_text = makeLabel({}, "body", this);
    m_text->setObjectName(QStringLiteral("toastText"));
    m_undo = makeButton(QStringLiteral("toastUndo"), tr("Undo"), "onToast", nullptr, this);
    m_close = makeButton(QStringLiteral("toastClose"), {}, "onToast", "x", this);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close"));
    m_close->setIconSize(QSize(16, 16));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undo);
    layout->addWidget(m_close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::showNext);
    connect(m_undo, &QPushButton::clicked, this, &Toast::undo);
    connect(m_close, &QPushButton::clicked, this, &Toast::showNext);
    for (QPushButton *button : {m_undo, m_close})
        button->installEventFilter(this);
    hide();
}

void Toast::say(const QString &message, const std::function<void()> &undo) {
    m_waiting.enqueue({message, undo});
    if (!isVisible() || !m_act)
        showNext();
}

bool Toast::undo() {
    if (!isVisible() || !m_act)
        return false;
    const auto act = std::move(m_act);
    m_act = {};
    showNext();
    act();
    return true;
}

void Toast::showNext() {
    m_timer.stop();
    m_act = {};
    if (m_waiting.isEmpty()) {
        hide();
        return;
    }
    const Message next = m_waiting.dequeue();
    // One line: a name of ten thousand characters must not fill the window.
    const QString line = next.text.left(400).simplified();
    m_text->setText(m_text->fontMetrics().elidedText(line, Qt::ElideMiddle, kMostWide));
    m_text->setToolTip(m_text->text() == line ? QString() : line);
    m_act = next.undo;
    m_undo->setVisible(bool(m_act));
    setAccessibleName(m_act ? tr("%1. It can be undone.").arg(line) : line);
    place();
    show();
    raise();
    appear(this, tokens().text);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    startClock();
}

bool Toast::isHeld() const {
    const QWidget *focus = QApplication::focusWidget();
    return underMouse() || (focus && isAncestorOf(focus));
}

void Toast::startClock() {
    if (!isHeld())
        m_timer.start(m_act ? kWithUndoMs : kShortMs);
}

bool Toast::event(QEvent *event) {
    if (event->type() == QEvent::Enter)
        m_timer.stop();
    else if (event->type() == QEvent::Leave && isVisible())
        m_timer.start(m_act ? kWithUndoMs : kShortMs);
    return QFrame::event(event);
}

bool Toast::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::FocusIn)
        m_timer.stop();
    else if (event->type() == QEvent::FocusOut && isVisible())
        m_timer.start(m_act ? kWithUndoMs : kShortMs);
    return QFrame::eventFilter(watched, event);
}

void Toast::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        showNext();
    else
        QFrame::keyPressEvent(event);
}

void Toast::place() {
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 20);
}

} // namespace audience::ui
