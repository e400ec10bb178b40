#include "ui/settings/topics_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "service/workspace_service.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
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
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(tr("Topics"), this, &rows));
    auto *about = makeLabel(tr("A campaign goes to a topic. Who has not agreed to it is kept back."), "secondary", this);
    about->setWordWrap(true);
    rows->addWidget(about);
    m_rows = makeColumn(space::kSmall);
    rows->addLayout(m_rows);
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

void TopicsSection::opened() {
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).topics(); }, [this](Result<std::vector<TopicView>> topics) {
        --m_busy;
        if (!topics)
            return sayUnread(m_notice, sentence(topics.error()));
        noteRead();
        clearLayout(m_rows);
        if (topics->empty())
            m_rows->addWidget(makeLabel(tr("There is no topic yet."), "quietBody", this));
        for (const TopicView &topic : *topics)
            addRow(topic);
    });
}

void TopicsSection::addRow(const TopicView &topic) {
    auto *row = makeRow();
    auto *name = new QLineEdit(toQString(topic.name.empty() ? topic.key : topic.name), this);
    name->setObjectName(QStringLiteral("topicName_") + toQString(topic.key));
    name->setAccessibleName(tr("Name of the topic %1").arg(toQString(topic.key)));
    name->setMaxLength(100);
    auto *kind = makeKinds(QStringLiteral("topicKind_") + toQString(topic.key), this);
    kind->setCurrentIndex(qMax(0, kind->findData(toQString(topic.kind))));
    row->addWidget(name, 1);
    row->addWidget(kind);
    m_rows->addLayout(row);
    connect(name, &QLineEdit::editingFinished, this, [this, topic, name] {
        TopicView changed = topic;
        changed.name = toUtf8(name->text().simplified());
        if (changed.name != topic.name && !changed.name.empty())
            save(changed, topic, tr("\"%1\" is called \"%2\" now").arg(toQString(topic.name), toQString(changed.name)));
    });
    connect(kind, &QComboBox::activated, this, [this, topic, kind] {
        TopicView changed = topic;
        changed.kind = toUtf8(kind->currentData().toString());
        if (changed.kind == topic.kind)
            return;
        save(changed, topic, tr("\"%1\" now goes to: %2").arg(toQString(topic.name), kind->currentText()));
    });
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

void TopicsSection::save(const TopicView &topic, const std::optional<TopicView> &before, const QString &message) {
    ++m_busy;
    inBackground(this, [session = m_session, topic] { return WorkspaceService(*session).saveTopic(topic); }, [this, before, message](Result<TopicView> saved) {
        --m_busy;
        if (!saved)
            return m_notice->say(Tone::Bad, sentence(saved.error()), {});
        m_notice->clear();
        opened();
        Q_EMIT touchedWorkspace();
        if (before)
            Q_EMIT saidWithUndo(message, [this, before = *before] { save(before, {}, {}); });
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
