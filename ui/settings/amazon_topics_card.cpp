#include "ui/settings/amazon_topics_card.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/settings/setting_row.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace audience::ui {

using service::ContactListView;
using service::TopicLinks;
using service::TopicView;

static bool has(const std::vector<std::string> &names, const std::string &name) { return std::find(names.begin(), names.end(), name) != names.end(); }

AmazonTopicsCard::AmazonTopicsCard(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("amazonTopics"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("The same topics at Amazon"), this, &rows);
    layout->addWidget(card);
    auto *about = makeLabel(tr("People who leave through Amazon's page choose there what they still want. Tie a topic to one of Amazon's list, and their answer comes back as consent. Amazon "
                               "keeps at most %n topics.", nullptr, delivery::kMostContactTopics), "secondary", card);
    about->setWordWrap(true);
    rows->addWidget(about);
    m_notice = new Notice(QStringLiteral("amazonTopicsNotice"), card);
    rows->addWidget(m_notice);
    m_rows = makeColumn(space::kSmall);
    rows->addLayout(m_rows);
    rows->addWidget(makeLine(card));
    auto *foot = makeRow();
    m_looks = makeColumn(2);
    m_sync = makeButton(QStringLiteral("amazonTopicsSync"), tr("Sync"), "", "refresh-cw", card);
    m_sync->setToolTip(tr("Adds the tied topics that Amazon's list lacks. None is ever removed."));
    connect(m_sync, &QPushButton::clicked, this, [this] { look(false); });
    foot->addLayout(m_looks, 1);
    foot->addWidget(m_sync, 0, Qt::AlignTop);
    rows->addLayout(foot);
    hide();
}

void AmazonTopicsCard::show(const std::vector<TopicView> &topics) {
    m_topics = topics;
    read();
}

void AmazonTopicsCard::put(const delivery::TopicMap &ties, const std::vector<ContactListView> &lists) {
    m_hasLooked = true;
    m_notice->clear();
    m_loaded = {ties, lists};
    refresh();
}

void AmazonTopicsCard::read() {
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<Loaded> {
        const TopicLinks links(*session);
        Loaded loaded;
        TRY_ASSIGN(loaded.ties, links.all());
        TRY_ASSIGN(loaded.lists, links.lists());
        return loaded;
    }, [this](Result<Loaded> loaded) {
        --m_busy;
        if (!loaded) {
            m_notice->say(Tone::Bad, sentence(loaded.error()), {});
            m_isUnread = true;
            return refresh();
        }
        if (std::exchange(m_isUnread, false))
            m_notice->clear();
        m_loaded = *std::move(loaded);
        refresh();
        const auto failed = std::exchange(m_failed, {});
        if (failed && std::none_of(m_loaded.lists.begin(), m_loaded.lists.end(), [](const ContactListView &list) { return list.fault.has_value(); }))
            m_notice->say(Tone::Bad, sentence(*failed), {});
        if (!m_loaded.lists.empty() && m_session->workspace().mayRunWork() && !std::exchange(m_hasLooked, true))
            look(true);
    });
}

void AmazonTopicsCard::look(bool isDry) {
    std::vector<std::string> connections;
    for (const ContactListView &list : m_loaded.lists)
        connections.push_back(list.connection);
    ++m_busy;
    m_sync->setEnabled(false);
    inBackground(this, [session = m_session, connections, isDry]() -> Result<void> {
        std::optional<Error> failed; // each list is looked at, whatever becomes of another
        for (const std::string &one : connections)
            if (const auto done = TopicLinks(*session).sync(one, isDry); !done)
                failed = failed.value_or(done.error());
        return failed ? Result<void>(*failed) : Result<void>();
    }, [this, isDry](Result<void> done) {
        --m_busy;
        m_sync->setEnabled(true);
        m_notice->clear();
        m_isUnread = false;
        if (!done)
            m_failed = done.error();
        if (!isDry)
            Q_EMIT touchedWorkspace();
        read();
    });
}

QString AmazonTopicsCard::tieWords(const TopicView &topic) const {
    const auto tied = m_loaded.ties.find(topic.key);
    if (tied == m_loaded.ties.end())
        return {};
    for (const ContactListView &list : m_loaded.lists) {
        if (list.at.micros == 0 || (list.fault && list.there.empty()))
            continue;
        if (!has(list.there, tied->second))
            return tr("Not on the list %1 yet; Sync adds it.").arg(toQString(list.list));
        if (has(list.otherDefault, tied->second))
            return tr("Amazon's list %1 treats who said nothing the other way round. Change it in Amazon's console if it should not.").arg(toQString(list.list));
    }
    return {};
}

QWidget *AmazonTopicsCard::makeRowOf(const TopicView &topic) {
    const QString key = toQString(topic.key);
    const auto tied = m_loaded.ties.find(topic.key);
    auto *name = makeButton(QStringLiteral("amazonTopic_") + key, tied == m_loaded.ties.end() ? tr("Not tied") : toQString(tied->second), "field", "tag", this);
    name->setAccessibleName(tr("Topic at Amazon for \"%1\": %2").arg(toQString(topic.name), name->text()));
    name->setMinimumWidth(Theme::instance().pixels(220));
    name->setEnabled(!m_session->workspace().isReadOnly());
    connect(name, &QPushButton::clicked, this, [this, topic, name] { choose(topic, name); });
    return makeSettingRow(toQString(topic.name), tieWords(topic), name, this);
}

void AmazonTopicsCard::choose(const TopicView &topic, QPushButton *under) {
    const QString none = QStringLiteral("/none");
    const auto tied = m_loaded.ties.find(topic.key);
    QList<PickerItem> items{{none, tr("Not tied"), {}, {}}};
    std::set<std::string> names;
    for (const ContactListView &list : m_loaded.lists)
        names.insert(list.there.begin(), list.there.end());
    for (const std::string &name : names) {
        const auto other = std::find_if(m_loaded.ties.begin(), m_loaded.ties.end(), [&](const auto &tie) { return tie.second == name && tie.first != topic.key; });
        if (other == m_loaded.ties.end()) // a topic there stands for one here
            items.append({toQString(name), toQString(name), {}, QStringLiteral("tag")});
    }
    auto *picker = Picker::pickOne(under, items, tied == m_loaded.ties.end() ? none : toQString(tied->second), [this, topic, none](const QStringList &chosen) {
        const QString name = chosen.first() == none ? QString() : chosen.first();
        tie(topic.key, toUtf8(name), name.isEmpty() ? tr("\"%1\" is tied to no topic at Amazon").arg(toQString(topic.name)) : tr("\"%1\" is \"%2\" at Amazon").arg(toQString(topic.name), name));
    });
    picker->allowTyped([](const QString &typed) { return delivery::isContactTopicName(toUtf8(typed.trimmed())) ? typed.trimmed() : QString(); });
}

void AmazonTopicsCard::tie(const std::string &key, const std::string &name, const QString &words) {
    const auto known = m_loaded.ties.find(key);
    const std::string before = known == m_loaded.ties.end() ? std::string() : known->second;
    if (before == name)
        return;
    ++m_busy;
    inBackground(this, [session = m_session, key, name] { return TopicLinks(*session).tie(key, name); }, [this, key, before, words](Result<void> done) {
        --m_busy;
        m_isUnread = false;
        if (!done) {
            m_notice->say(Tone::Bad, sentence(done.error()), {});
            return refresh();
        }
        m_notice->clear();
        read();
        Q_EMIT touchedWorkspace();
        if (!words.isEmpty())
            Q_EMIT saidWithUndo(words, [this, key, before] { tie(key, before, {}); });
    });
}

QString AmazonTopicsCard::lookWords(const ContactListView &list) const {
    const QString name = toQString(list.list);
    if (list.at.micros == 0)
        return tr("The list %1 was not looked at yet.").arg(name);
    const QString when = formatMoment(zoned(list.at));
    if (list.fault)
        return tr("%1: %2").arg(when, sentence(*list.fault));
    if (list.wasDry)
        return tr("%1 was looked at %2: it has %n topics.", nullptr, int(list.there.size())).arg(name, when);
    return list.added.empty() ? tr("%1 was brought up to date %2; it lacked nothing.").arg(name, when)
                              : tr("%1 was brought up to date %2: %n topics were added.", nullptr, int(list.added.size())).arg(name, when);
}

void AmazonTopicsCard::refresh() {
    const ZoneScope here(this);
    const QWidget *focus = window()->focusWidget();
    const QString focused = focus && isAncestorOf(focus) ? focus->objectName() : QString();
    clearLayout(m_rows);
    for (const TopicView &topic : m_topics)
        m_rows->addWidget(makeRowOf(topic));
    clearLayout(m_looks);
    for (const ContactListView &list : m_loaded.lists) {
        auto *look = makeLabel(lookWords(list), list.fault ? "bad" : "secondary", this);
        look->setObjectName(QStringLiteral("amazonTopicsLook"));
        look->setWordWrap(true);
        m_looks->addWidget(look);
    }
    m_sync->setEnabled(m_busy == 0 && !m_loaded.ties.empty() && !m_session->workspace().isReadOnly());
    setVisible(!m_loaded.lists.empty() && !m_topics.empty());
    if (!focused.isEmpty())
        if (const auto again = findChildren<QWidget *>(focused); !again.isEmpty())
            again.last()->setFocus(); // the one before it is about to go
}

} // namespace audience::ui
