#include "ui/segments/safety_card.h"

#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"
#include "ui/people/member_opener.h"
#include "ui/segments/set_card.h"

#include <QBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::SafetySets;
using service::SegmentService;

namespace {

// "segment:12", "list:3"
QString keyOf(const char *kind, const std::string &id) { return QLatin1String(kind) + QLatin1Char(':') + toQString(id); }

model::SegmentRule ruleOf(const QString &key) {
    model::SegmentRule rule;
    rule.root = model::conditionNode(Json{{"type", toUtf8(key.section(QLatin1Char(':'), 0, 0))}, {"id", toUtf8(key.section(QLatin1Char(':'), 1))}});
    return rule;
}

} // namespace

SafetyCard::SafetyCard(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent)
    : QObject(parent), m_session(std::move(session)), m_people(people) {
    m_card = new SetCard(QStringLiteral("safety"), tr("Never emailed"),
                         tr("Who is in one of these is kept back from every campaign, whatever its rules say. Consent and blocked addresses count besides."), parent);
    m_add = makeButton(QStringLiteral("safetyAdd"), tr("Add a segment or a list…"), "", "plus", m_card);
    m_card->head()->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &SafetyCard::add);
    auto *who = makeButton(QStringLiteral("safetyPeople"), tr("Who they are"), "quiet", "users", m_card);
    auto *gone = makeButton(QStringLiteral("safetyRemove"), tr("Take it out"), "quiet", "x", m_card);
    m_card->acts()->addWidget(who);
    m_card->acts()->addWidget(gone);
    connect(who, &QPushButton::clicked, this, [this] { openPeople(m_card->chosen()); });
    connect(gone, &QPushButton::clicked, this, [this] { remove(m_card->chosen()); });
    connect(m_card, &SetCard::opened, this, &SafetyCard::openPeople);
    connect(m_card, &SetCard::removeWanted, this, &SafetyCard::remove);
}

void SafetyCard::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_vocabulary = vocabulary;
    m_names = RuleNames(vocabulary);
}

QString SafetyCard::nameOf(const QString &id) const {
    const bool isList = id.startsWith(QLatin1String("list:"));
    return m_names.of(isList ? RuleNames::Kind::List : RuleNames::Kind::Segment, toUtf8(id.section(QLatin1Char(':'), 1)));
}

void SafetyCard::reload() {
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<State> {
        State state;
        TRY_ASSIGN(state.sets, service::safetySets(*session));
        SegmentService segments(*session);
        const auto count = [&](const char *kind, const std::string &id) {
            const auto people = segments.size(ruleOf(keyOf(kind, id)));
            state.people.push_back(people ? *people : -1);
        };
        for (const std::string &id : state.sets.segments)
            count("segment", id);
        for (const std::string &id : state.sets.lists)
            count("list", id);
        if (const auto all = service::keptOutCount(*session))
            state.all = *all;
        else if (all.error().id != "data.no_people")
            state.problem = all.error();
        return state;
    }, [this](Result<State> state) {
        --m_busy;
        if (!state)
            return m_card->say(state.error());
        fill(*state);
    });
}

void SafetyCard::fill(const State &state) {
    m_sets = state.sets;
    TableRows rows;
    QStringList ids;
    const auto add = [&](const char *kind, const QString &kindWords, const std::string &id) {
        const std::int64_t people = state.people[std::size_t(rows.size())];
        ids << keyOf(kind, id);
        rows.append({nameOf(ids.last()), kindWords, people < 0 ? tr("cannot be counted") : formatNumber(people)});
    };
    for (const std::string &id : state.sets.segments)
        add("segment", tr("Segment"), id);
    for (const std::string &id : state.sets.lists)
        add("list", tr("List"), id);
    const QString people = tr("%Ln people in all are never emailed", nullptr, int(state.all));
    m_card->setRows({{tr("Name")}, {tr("Kind"), false, true}, {tr("People"), true}}, rows, ids, tr("Nobody is. Add your colleagues, the press, or people with an open complaint."));
    m_card->setNote(rows.isEmpty() ? QString() : people);
    if (state.problem)
        m_card->say(*state.problem);
    else
        m_card->hush();
}

void SafetyCard::add() {
    QList<PickerItem> items;
    const auto offer = [&](const char *kind, const QString &group, const char *iconName, const std::vector<service::RuleVocabulary::Named> &all,
                           const std::vector<std::string> &taken) {
        for (const auto &one : all)
            if (std::find(taken.begin(), taken.end(), one.id) == taken.end())
                items.append({keyOf(kind, one.id), toQString(one.name).left(100), {}, QLatin1String(iconName), group});
    };
    offer("list", tr("Lists"), "list", m_vocabulary.lists, m_sets.lists);
    offer("segment", tr("Segments"), "users", m_vocabulary.segments, m_sets.segments);
    Picker::pickOne(m_add, items, {}, [this](const QStringList &ids) {
        put(ids.first(), true, tr("Who is in \"%1\" is never emailed now").arg(nameOf(ids.first())));
    });
}

void SafetyCard::remove(const QString &id) {
    if (!id.isEmpty())
        put(id, false, tr("Who is in \"%1\" may be emailed again").arg(nameOf(id)));
}

// One of them, on top of what is stored by then: somebody else may have chosen others. Without a `message` it takes
// a change back.
void SafetyCard::put(const QString &id, bool isIn, const QString &message) {
    ++m_busy;
    inBackground(this, [session = m_session, id, isIn]() -> Result<void> {
        TRY_ASSIGN(SafetySets sets, service::safetySets(*session));
        auto &some = id.startsWith(QLatin1String("list:")) ? sets.lists : sets.segments;
        const std::string one = toUtf8(id.section(QLatin1Char(':'), 1));
        std::erase(some, one);
        if (isIn)
            some.push_back(one);
        return service::saveSafetySets(*session, sets);
    }, [this, id, isIn, message](Result<void> saved) {
        --m_busy;
        if (!saved)
            return m_card->say(saved.error());
        reload();
        Q_EMIT changed();
        if (!message.isEmpty())
            Q_EMIT saidWithUndo(message, [this, id, isIn] { put(id, !isIn, {}); });
    });
}

void SafetyCard::openPeople(const QString &id) {
    if (!id.isEmpty())
        m_people->open(nameOf(id), tr("Never emailed"), [rule = ruleOf(id)](service::Session &session, const CancelToken &cancel) {
            return SegmentService(session).memberList(rule, {}, false, cancel);
        });
}

} // namespace audience::ui
