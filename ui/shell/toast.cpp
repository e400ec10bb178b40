#include "ui/shell/toast.h"

#include "ui/kit/widgets.h"

#include <QHBoxLayout>

namespace audience::ui {

Toast::Toast(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("toast"));
    setProperty("role", QStringLiteral("toast"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    m_text = makeLabel({}, "body", this);
    m_text->setObjectName(QStringLiteral("toastText"));
    m_undo = makeButton(QStringLiteral("toastUndo"), tr("Undo"), "", nullptr, this);
    layout->addWidget(m_text);
    layout->addWidget(m_undo);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        if (m_act)
            m_act();
    });
    hide();
}

void Toast::say(const QString &message, const std::function<void()> &undo) {
    m_text->setText(message);
    setAccessibleName(message);
    m_act = undo;
    m_undo->setVisible(bool(undo));
    adjustSize();
    place();
    show();
    raise();
    m_timer.start(undo ? 10000 : 5000);
}

void Toast::place() {
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 20);
}

} // namespace audience::ui
