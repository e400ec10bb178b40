// What of the rules is a list: a cap about each topic, and the domains nobody is written to at.
#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/settings/sending_rules_card.h"
#include "ui/settings/setting_row.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kNumber = 84, kDomain = 220;
constexpr std::int64_t kSecondsOfDay = 86'400;
constexpr int kMostMessages = 1000, kMostDays = 366, kUsualMessages = 3, kUsualDays = 7;

QSpinBox *makeNumber(const QString &objectName, const QString &name, int most, QWidget *parent) {
    auto *box = new QSpinBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setLocale(interfaceLocale());
    box->setRange(1, most);
    box->setFixedHeight(Theme::instance().controlHeight());
    box->setMinimumWidth(Theme::instance().pixels(kNumber));
    box->setKeyboardTracking(false); // "1" on the way to "14" is nobody's wish
    return box;
}

} // namespace

void SendingRulesCard::addTopicCaps(QBoxLayout *rows, QWidget *card) {
    rows->addWidget(makeLine(card));
    m_addTopic = makeButton(QStringLiteral("sendingTopicCapAdd"), tr("Add a topic"), "", "plus", card);
    rows->addWidget(makeSettingRow(tr("A cap about one topic"), tr("Over all campaigns about it, beside the cap above."), m_addTopic, card));
    m_topicRows = new QWidget(card);
    auto *column = new QVBoxLayout(m_topicRows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    rows->addWidget(m_topicRows);
    connect(m_addTopic, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const auto &topic : m_topics)
            if (std::none_of(m_rules.topicCaps.begin(), m_rules.topicCaps.end(), [&](const auto &cap) { return cap.topic == topic.key; }))
                items.append({toQString(topic.key), toQString(topic.name), {}, QStringLiteral("tag")});
        Picker::pickOne(m_addTopic, items, {}, [this](const QStringList &keys) {
            const std::string key = toUtf8(keys.first());
            auto &caps = m_rules.topicCaps;
            const auto at = std::lower_bound(caps.begin(), caps.end(), key, [](const delivery::TopicCap &cap, const std::string &other) { return cap.topic < other; });
            if (at != caps.end() && at->topic == key)
                return;
            caps.insert(at, {key, {kUsualMessages, kUsualDays * kSecondsOfDay}});
            put(tr("There is a cap about %1 now").arg(topicName(key)));
            showTopicCaps();
        });
    });
}

QString SendingRulesCard::topicName(const std::string &key) const {
    const auto found = std::find_if(m_topics.begin(), m_topics.end(), [&](const auto &topic) { return topic.key == key; });
    return toQString(found == m_topics.end() ? key : found->name);
}

void SendingRulesCard::changeTopicCap(const std::string &key, const std::function<void(delivery::FrequencyCap &)> &change) {
    for (delivery::TopicCap &cap : m_rules.topicCaps)
        if (cap.topic == key)
            change(cap.cap);
    put(tr("The cap about %1 was changed").arg(topicName(key)));
}

QWidget *SendingRulesCard::makeTopicCap(const std::string &key) {
    const QString name = topicName(key), id = toQString(key);
    auto *numbers = new QWidget(m_topicRows);
    auto *line = makeRow();
    numbers->setLayout(line);
    QSpinBox *messages = makeNumber(QStringLiteral("sendingTopicCapMessages_") + id, tr("Most emails about %1 to one person").arg(name), kMostMessages, numbers);
    QSpinBox *days = makeNumber(QStringLiteral("sendingTopicCapDays_") + id, tr("Days over which emails about %1 are counted").arg(name), kMostDays, numbers);
    QToolButton *remove = makeTool(QStringLiteral("sendingTopicCapRemove_") + id, tr("No cap about %1").arg(name), "x", numbers);
    line->addWidget(messages);
    line->addWidget(makeLabel(tr("counted over days:"), "secondary", numbers));
    line->addWidget(days);
    line->addWidget(remove);
    connect(messages, &QSpinBox::valueChanged, this, [this, key](int value) { changeTopicCap(key, [&](delivery::FrequencyCap &cap) { cap.messages = value; }); });
    connect(days, &QSpinBox::valueChanged, this, [this, key](int value) { changeTopicCap(key, [&](delivery::FrequencyCap &cap) { cap.seconds = value * kSecondsOfDay; }); });
    connect(remove, &QToolButton::clicked, this, [this, key, name] {
        std::erase_if(m_rules.topicCaps, [&](const delivery::TopicCap &cap) { return cap.topic == key; });
        put(tr("There is no cap about %1 any more").arg(name));
        showTopicCaps();
    });
    m_topicNumbers[key] = {messages, days};
    return makeSettingRow(tr("Most emails about %1").arg(name), {}, numbers, m_topicRows);
}

// Made anew only where other topics have a cap: what is being typed stays.
void SendingRulesCard::showTopicCaps() {
    const auto &caps = m_rules.topicCaps;
    const bool isSame = caps.size() == m_topicNumbers.size() && std::all_of(caps.begin(), caps.end(), [this](const auto &cap) { return m_topicNumbers.count(cap.topic) > 0; });
    if (!isSame) {
        clearLayout(m_topicRows->layout());
        m_topicNumbers.clear();
        for (const delivery::TopicCap &cap : caps)
            m_topicRows->layout()->addWidget(makeTopicCap(cap.topic));
    }
    for (const delivery::TopicCap &cap : caps) {
        const auto [messages, days] = m_topicNumbers[cap.topic];
        const QSignalBlocker quiet(messages), quietToo(days);
        if (messages->value() != int(cap.cap.messages))
            messages->setValue(int(cap.cap.messages));
        if (days->value() != int(cap.cap.seconds / kSecondsOfDay))
            days->setValue(int(cap.cap.seconds / kSecondsOfDay));
    }
    m_topicRows->setVisible(!caps.empty());
    m_addTopic->setEnabled(std::any_of(m_topics.begin(), m_topics.end(), [&](const auto &topic) {
        return std::none_of(caps.begin(), caps.end(), [&](const auto &cap) { return cap.topic == topic.key; });
    }));
}

QWidget *SendingRulesCard::makeDomains() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Who is never written to"), this, &rows);
    m_addDomain = new QLineEdit(card);
    m_addDomain->setObjectName(QStringLiteral("sendingDomainAdd"));
    m_addDomain->setAccessibleName(tr("One more domain that is never written to"));
    m_addDomain->setPlaceholderText(QStringLiteral("example.com"));
    m_addDomain->setMinimumWidth(Theme::instance().pixels(kDomain));
    rows->addWidget(makeSettingRow(tr("Never write to these domains"), tr("Nobody there gets an email of any kind; the domains below one are others."), m_addDomain, card));
    m_domainFault = makeLabel({}, "bad", card);
    m_domainFault->setObjectName(QStringLiteral("sendingDomainFault"));
    m_domainFault->setWordWrap(true);
    m_domainFault->hide();
    rows->addWidget(m_domainFault);
    m_domains = new QWidget(card);
    m_domains->setObjectName(QStringLiteral("sendingDomains"));
    new FlowLayout(m_domains, space::kTiny);
    rows->addWidget(m_domains);
    connect(m_addDomain, &QLineEdit::textEdited, m_domainFault, &QWidget::hide);
    connect(m_addDomain, &QLineEdit::editingFinished, this, &SendingRulesCard::takeDomains);
    return card;
}

// One or several; all of what was typed, or nothing of it.
void SendingRulesCard::takeDomains() {
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    model::DeliveryPlan plan;
    plan.notDomains = m_rules.deniedDomains;
    QString wrong;
    for (const QString &part : m_addDomain->text().split(between, Qt::SkipEmptyParts)) {
        std::string domain = toUtf8(part.toLower());
        domain.erase(0, domain.find('@') + 1); // "@example.com" and "ada@example.com" mean it as well
        if (std::find(plan.notDomains.begin(), plan.notDomains.end(), domain) == plan.notDomains.end())
            plan.notDomains.push_back(domain);
        if (wrong.isEmpty() && (domain.empty() || !model::checkPlan(plan)))
            wrong = tr("\"%1\" is no domain; write it like example.com").arg(part.left(80));
    }
    m_domainFault->setText(wrong);
    m_domainFault->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty())
        return;
    m_addDomain->clear();
    if (plan.notDomains == m_rules.deniedDomains)
        return;
    m_rules.deniedDomains = plan.notDomains;
    put(tr("Nobody at %1 is written to").arg(toQString(plan.notDomains.back())));
    showDomains();
}

void SendingRulesCard::showDomains() {
    clearLayout(m_domains->layout());
    for (const std::string &domain : m_rules.deniedDomains) {
        const QString words = toQString(domain);
        auto *chip = makeButton(QStringLiteral("sendingDomain_") + words, words, "chip", "x", m_domains);
        chip->setAccessibleName(tr("%1, remove").arg(words));
        connect(chip, &QPushButton::clicked, this, [this, domain, words] {
            std::erase(m_rules.deniedDomains, domain);
            put(tr("%1 is written to again").arg(words));
            showDomains();
        });
        m_domains->layout()->addWidget(chip);
    }
    m_domains->setVisible(!m_rules.deniedDomains.empty());
}

} // namespace audience::ui
