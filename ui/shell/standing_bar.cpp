#include "ui/shell/standing_bar.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>

namespace audience::ui {

StandingBar::StandingBar(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setProperty("role", QStringLiteral("standing"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPage, 6, space::kPage, 6);
    row->setSpacing(space::kSmall);
    m_icon = makeIcon("triangle-alert", Tone::Warning, 16, this);
    m_quietIcon = makeIcon("info", Tone::Accent, 16, this);
    m_quietIcon->hide();
    m_text = makeLabel({}, "body", this);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_other = makeButton(objectName + QStringLiteral("Other"), {}, "quiet", nullptr, this);
    m_action = makeButton(objectName + QStringLiteral("Action"), {}, "", nullptr, this);
    row->addWidget(m_icon);
    row->addWidget(m_quietIcon);
    row->addWidget(m_text, 1);
    row->addWidget(m_other);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (const auto act = m_act)
            act();
    });
    connect(m_other, &QPushButton::clicked, this, [this] {
        if (const auto act = m_otherAct)
            act();
    });
    hide();
}

void StandingBar::say(const QString &text, const QString &action, const std::function<void()> &act, const QString &other,
                      const std::function<void()> &otherAct) {
    m_text->setText(text);
    setAccessibleName(text);
    const auto put = [](QPushButton *button, const QString &words) {
        button->setText(words);
        button->setAccessibleName(words);
        button->setVisible(!words.isEmpty());
    };
    put(m_action, action);
    put(m_other, other);
    m_act = act;
    m_otherAct = otherAct;
    setVisible(!text.isEmpty());
}

void StandingBar::setQuiet(bool quiet) {
    setRole(this, quiet ? "standingQuiet" : "standing");
    m_icon->setVisible(!quiet);
    m_quietIcon->setVisible(quiet);
}

} // namespace audience::ui
