#include "ui/kit/notice.h"

#include "ui/kit/icon.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::ui {

Notice::Notice(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(space::kSmall);
    m_icon = new QLabel(this);
    m_icon->setFixedSize(16, 16);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = makeColumn(2);
    m_title = makeLabel({}, "strong", this);
    m_title->setWordWrap(true);
    m_text = makeLabel({}, "secondary", this);
    m_text->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(m_text);
    m_action = makeButton(objectName + QStringLiteral("Action"), {}, "", nullptr, this);
    words->addWidget(m_action, 0, Qt::AlignLeft);
    layout->addLayout(words, 1);
    connect(m_action, &QPushButton::clicked, this, &Notice::actionWanted);
    connect(&Theme::instance(), &Theme::changed, this, &Notice::paintIcon);
    clear();
}

void Notice::paintIcon() {
    const char *name = m_tone == Tone::Good ? "circle-check" : m_tone == Tone::Accent ? "info" : m_tone == Tone::Bad ? "octagon-alert" : "triangle-alert";
    m_icon->setPixmap(iconPixmap(QLatin1String(name), inkOf(m_tone == Tone::Neutral ? Tone::Warning : m_tone), 16, qMax(2.0, devicePixelRatioF())));
}

void Notice::clear() {
    hide();
}

void Notice::say(Tone tone, const QString &title, const QString &text, const QString &action) {
    m_tone = tone;
    setRole(this, tone == Tone::Bad ? "noticeBad" : tone == Tone::Good ? "noticeGood" : tone == Tone::Accent ? "noticeInfo" : "notice");
    ui::setProperty(m_title, "ink", QLatin1String(tone == Tone::Bad ? "bad" : tone == Tone::Good ? "good" : tone == Tone::Accent ? "accent" : "warning"));
    paintIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    show();
}

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text,
                       const QString &action, QWidget *parent)
    : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::kSmall);
    layout->addStretch(2);
    auto *picture = new QLabel(this);
    withTheme(picture, [picture, iconName] { picture->setPixmap(iconPixmap(iconName, tokens().tertiary, 32, qMax(2.0, picture->devicePixelRatioF()))); });
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addWidget(makeLabel(title, "title", this), 0, Qt::AlignHCenter);
    auto *words = makeLabel(text, "quietBody", this);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignHCenter);
    balance(words);
    words->setFixedWidth(words->maximumWidth());
    // A layout that centres it does not ask how high it is at that width.
    words->setMinimumHeight(words->heightForWidth(words->maximumWidth()));
    layout->addWidget(words, 0, Qt::AlignHCenter);
    layout->addSpacing(space::kTiny);
    m_action = makeButton(QStringLiteral("emptyStateAction"), action, "primary", nullptr, this);
    m_action->setVisible(!action.isEmpty());
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

} // namespace audience::ui
