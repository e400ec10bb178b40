#include "ui/settings/topics_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/settings/amazon_topics_card.h"
#include "ui/settings/setting_row.h"
#include "ui/text/sentences.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

namespace audience::ui {

using service::TopicView;
using service::WorkspaceService;

TopicsSection::TopicsSection(std::shared_ptr<service::Session> session, QWidget *parent) : SettingsSection(parent), m_session(std::move(session)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("topicsNotice"), this);
    layout->addWidget(m_notice);
    m_stale = new StalePanel(QStringLiteral("topicStale"), this);
    m_stale->offerNoCopy();
    connect(m_stale, &StalePanel::keepMine, this, [this] { m_keepMine(); });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] { m_takeTheirs(); });
    layout->addWidget(m_stale);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(tr("Topics"), this, &rows));
    auto *about = makeLabel(tr("A campaign goes to a topic. Who has not agreed to it is kept back."), "secondary", this);
    about->setWordWrap(true);
    rows->addWidget(about);
    m_rows = makeColumn(space::kSmall);
    rows->addLayout(m_rows);
    m_none = makeLabel(tr("There is no topic yet."), "quietBody", this);
    m_none->hide();
    rows->addWidget(m_none);
    rows->addWidget(makeLine(this));
    auto *add = makeRow();
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("topicName"));
    m_name->setPlaceholderText(tr("Another topic, e.g. Product news"));
    m_name->setAccessibleName(tr("Name of a new topic"));
    m_name->setMaxLength(100);
    m_kind = makeKinds(QStringLiteral("topicKind"), this);
    auto *button = makeButton(QStringLiteral("topicAdd"), tr("Add"), "", "plus", this);
    connect(button, &QPushButton::clicked, this, &TopicsSection::addNew);
    connect(m_name, &QLineEdit::returnPressed, this, &TopicsSection::addNew);
    add->addWidget(m_name, 1);
    add->addWidget(m_kind);
    add->addWidget(button);
    rows->addLayout(add);
    m_amazon = new AmazonTopicsCard(m_session, this);
    connect(m_amazon, &AmazonTopicsCard::saidWithUndo, this, &SettingsSection::saidWithUndo);
    connect(m_amazon, &AmazonTopicsCard::touchedWorkspace, this, &SettingsSection::touchedWorkspace);
    layout->addWidget(m_amazon);
    layout->addStretch(1);
}

// A field that goes while it has the keyboard ends its editing; this would be gone by then.
TopicsSection::~TopicsSection() {
    for (auto *field : findChildren<QLineEdit *>())
        field->disconnect(this);
}

QComboBox *TopicsSection::makeKinds(const QString &objectName, QWidget *parent) const {
    auto *kinds = new QComboBox(parent);
    kinds->setObjectName(objectName);
    kinds->addItem(tr("Only who said yes"), QStringLiteral("opt-in"));
    kinds->addItem(tr("Everybody who did not say no"), QStringLiteral("opt-out"));
    kinds->addItem(tr("Everybody, e.g. receipts"), QStringLiteral("required"));
    kinds->setAccessibleName(tr("Who gets it"));
    return kinds;
}

bool TopicsSection::isSettled() const {
    return m_busy == 0 && m_amazon->isSettled();
}

void TopicsSection::opened() {
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).topics(); }, [this](Result<std::vector<TopicView>> topics) {
        --m_busy;
        if (!topics)
            return sayUnread(m_notice, sentence(topics.error()));
        noteRead();
        fill(*topics);
        m_amazon->show(*topics);
    });
}

QString TopicsSection::kindWords(const std::string &kind) const {
    return m_kind->itemText(qMax(0, m_kind->findData(toQString(kind))));
}

void TopicsSection::fill(const std::vector<TopicView> &topics) {
    m_none->setVisible(topics.empty());
    std::vector<std::shared_ptr<Row>> rows;
    for (const TopicView &topic : topics) {
        const auto known = std::find_if(m_shown.begin(), m_shown.end(), [&](const auto &row) { return row->shown.key == topic.key; });
        rows.push_back(known != m_shown.end() ? *known : makeRowOf(topic));
        put(*rows.back(), topic);
        m_rows->removeWidget(rows.back()->box);
        m_rows->addWidget(rows.back()->box);
    }
    for (const auto &row : m_shown)
        if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
            row->name->disconnect(this); // it may have the keyboard
            row->kind->disconnect(this);
            row->box->deleteLater();
            row->box->hide();
        }
    m_shown = std::move(rows);
}

std::shared_ptr<TopicsSection::Row> TopicsSection::makeRowOf(const TopicView &topic) {
    auto row = std::make_shared<Row>();
    const QString key = toQString(topic.key);
    row->box = new QWidget(this);
    auto *layout = new QHBoxLayout(row->box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    row->name = new QLineEdit(row->box);
    row->name->setObjectName(QStringLiteral("topicName_") + key);
    row->name->setAccessibleName(tr("Name of the topic %1").arg(key));
    row->name->setMaxLength(100);
    row->kind = makeKinds(QStringLiteral("topicKind_") + key, row->box);
    layout->addWidget(row->name, 1);
    layout->addWidget(row->kind);
    row->shown = topic;
    row->name->setText(toQString(topic.name));
    connect(row->name, &QLineEdit::editingFinished, this, [this, one = row.get()] { rename(*one); });
    connect(row->kind, &QComboBox::activated, this, [this, one = row.get()] {
        TopicView wanted = one->shown;
        wanted.kind = toUtf8(one->kind->currentData().toString());
        if (wanted.kind != one->shown.kind)
            save(one->shown, wanted, tr("\"%1\" now goes to: %2").arg(toQString(wanted.name), one->kind->currentText()));
    });
    return row;
}

// What somebody is writing stays, on top of what they saw when they began.
void TopicsSection::put(Row &row, const TopicView &topic) {
    if (!row.name->isModified()) {
        row.shown.name = topic.name;
        if (row.name->text() != toQString(topic.name))
            row.name->setText(toQString(topic.name));
    }
    row.shown.kind = topic.kind;
    row.kind->setCurrentIndex(qMax(0, row.kind->findData(toQString(topic.kind))));
}

void TopicsSection::rename(Row &row) {
    const QString name = row.name->text().simplified();
    if (name.isEmpty() || name == toQString(row.shown.name))
        return row.name->setText(toQString(row.shown.name));
    if (name == row.sent)
        return; // Enter, and then the keyboard went on
    row.sent = name;
    TopicView wanted = row.shown;
    wanted.name = toUtf8(name);
    save(row.shown, wanted, tr("\"%1\" is called \"%2\" now").arg(toQString(row.shown.name), name));
}

void TopicsSection::addNew() {
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return m_notice->say(Tone::Warning, tr("Give the topic a name first."), {});
    QString letters;
    for (const QChar c : name.toLower().normalized(QString::NormalizationForm_D))
        if (c.unicode() < 128 && c.isLetterOrNumber())
            letters += c;
        else if (c.isSpace() && !letters.endsWith(QLatin1Char('-')))
            letters += QLatin1Char('-');
    if (letters.isEmpty())
        letters = QStringLiteral("topic"); // a name in other letters gives no key
    const TopicView topic{toUtf8(letters), toUtf8(name), toUtf8(m_kind->currentData().toString())};
    ++m_busy;
    inBackground(this, [session = m_session, topic]() -> Result<TopicView> {
        WorkspaceService service(*session);
        TopicView wanted = topic;
        TRY_ASSIGN(const auto known, service.topics());
        // A key belongs to one topic.
        for (int i = 2; std::any_of(known.begin(), known.end(), [&](const TopicView &one) { return one.key == wanted.key; }); ++i)
            wanted.key = topic.key + "-" + std::to_string(i);
        return service.saveTopic(wanted);
    }, [this](Result<TopicView> saved) {
        --m_busy;
        if (!saved)
            return m_notice->say(Tone::Bad, sentence(saved.error()), {});
        m_notice->clear();
        m_name->clear();
        opened();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("\"%1\" is a topic now").arg(toQString(saved->name)), [this, key = saved->key] { takeBack(key); });
    });
}

void TopicsSection::save(const TopicView &read, const TopicView &wanted, const QString &message) {
    ++m_busy;
    inBackground(this, [session = m_session, read, wanted] { return WorkspaceService(*session).changeTopic(read, wanted); }, [this, read, wanted, message](Result<TopicView> done) {
        --m_busy;
        if (!done && done.error().id == "topic.changed_elsewhere")
            return showStale(read, wanted);
        if (done)
            return saved(read, wanted, *done, message);
        for (const auto &row : m_shown)
            if (row->shown.key == read.key)
                row->sent.clear(); // to be tried again
        m_notice->say(Tone::Bad, sentence(done.error()), {});
    });
}

void TopicsSection::forgetSent() {
    for (const auto &row : m_shown)
        row->sent.clear();
}

void TopicsSection::settle(const std::string &key) {
    for (const auto &row : m_shown)
        if (row->shown.key == key) {
            row->sent.clear();
            row->name->setModified(false);
        }
}

void TopicsSection::saved(const TopicView &read, const TopicView &wanted, const TopicView &now, const QString &message) {
    m_notice->clear();
    m_stale->hide();
    forgetSent(); // whatever the panel asked about is asked again with the next Enter
    if (read.name != wanted.name)
        settle(now.key);
    opened();
    Q_EMIT touchedWorkspace();
    if (message.isEmpty())
        return;
    TopicView before = now; // what others changed meanwhile is not undone with it
    if (read.name != wanted.name)
        before.name = read.name;
    if (read.kind != wanted.kind)
        before.kind = read.kind;
    Q_EMIT saidWithUndo(message, [this, now, before] { save(now, before, {}); });
}

void TopicsSection::showStale(const TopicView &read, const TopicView &wanted) {
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).topics(); }, [this, read, wanted](Result<std::vector<TopicView>> topics) {
        --m_busy;
        if (!topics) {
            forgetSent();
            return m_notice->say(Tone::Bad, sentence(topics.error()), {});
        }
        const auto theirs = std::find_if(topics->begin(), topics->end(), [&](const TopicView &one) { return one.key == wanted.key; });
        if (theirs == topics->end())
            return fill(*topics);
        TopicView mine = *theirs;
        if (read.name != wanted.name)
            mine.name = wanted.name;
        if (read.kind != wanted.kind)
            mine.kind = wanted.kind;
        m_keepMine = [this, theirs = *theirs, mine] { save(theirs, mine, tr("\"%1\" is as you want it").arg(toQString(mine.name))); };
        m_takeTheirs = [this, key = theirs->key] {
            settle(key);
            opened();
        };
        m_stale->show(toQString(theirs->name), {}, {{tr("Name"), toQString(theirs->name), toQString(mine.name)}, {tr("Who gets it"), kindWords(theirs->kind), kindWords(mine.kind)}});
    });
}

void TopicsSection::takeBack(const std::string &key) {
    ++m_busy;
    inBackground(this, [session = m_session, key] { return WorkspaceService(*session).removeTopic(key); }, [this](Result<void> removed) {
        --m_busy;
        if (!removed)
            return m_notice->say(Tone::Bad, sentence(removed.error()), {});
        opened();
        Q_EMIT touchedWorkspace();
    });
}

} // namespace audience::ui
