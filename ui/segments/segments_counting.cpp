// What the segments page asks for in the background: the words rules may use, and the figures of the rule as it stands.
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/notice.h"
#include "ui/kit/zoned.h"
#include "ui/sources/engine_words.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/history_trend.h"
#include "ui/segments/members_panel.h"
#include "ui/segments/people_row.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/sets_view.h"
#include "ui/segments/study_panel.h"
#include "ui/segments/suggestions_panel.h"
#include "ui/segments/trait_finder.h"
#include "ui/segments/trait_words.h"
#include "ui/text/words.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace audience::ui {

using service::SegmentService;

void SegmentsPage::loadWords() {
    m_isLoadingWords = true;
    m_words.request(
        [session = m_session, of = m_wordsOf = service::peopleNamed(m_document->rule())](CancelToken) -> Result<Words> {
            Words words;
            words.of = of;
            TRY_ASSIGN(words.people, service::peopleChoices(*session));
            // A rule about people who are gone still has the words of those who are here.
            auto vocabulary = service::vocabularyOf(*session, of);
            if (!vocabulary && vocabulary.error().id == "remote.unknown")
                vocabulary = service::vocabularyOf(*session, {});
            if (!vocabulary && !words.people.empty())
                vocabulary = service::RuleVocabulary();
            TRY_ASSIGN(words.vocabulary, std::move(vocabulary));
            TRY_ASSIGN(const auto datasets, service::DataService(*session).datasets());
            TRY_ASSIGN(words.safety, service::safetySets(*session));
            for (const auto &dataset : datasets)
                words.dataTime = std::max(words.dataTime, dataset.updatedAt);
            return words;
        },
        [this](Result<Words> words) {
            m_isLoadingWords = false;
            m_hasWords = words.has_value();
            m_vocabulary = words ? std::move(words->vocabulary) : service::RuleVocabulary();
            if (!words && words.error().id != "data.no_people")
                say(words.error());
            m_rule->setVocabulary(m_vocabulary);
            m_members->setVocabulary(m_vocabulary);
            for (StudyPanel *panel : std::as_const(m_studies))
                panel->setVocabulary(m_vocabulary);
            m_sets->setVocabulary(m_vocabulary);
            QStringList safety;
            if (words) {
                for (const std::string &id : words->safety.segments)
                    safety << m_rule->names().of(RuleNames::Kind::Segment, id);
                for (const std::string &id : words->safety.lists)
                    safety << m_rule->names().of(RuleNames::Kind::List, id);
            }
            m_reach->setSafety(safety);
            m_suggestions->setNames(m_rule->names());
            if (m_hasWords)
                m_groups->suggest();
            m_people->setChoices(words ? words->people : std::vector<service::PeopleChoice>());
            m_people->setPeople(service::peopleNamed(m_document->rule()));
            m_dataTime = words ? words->dataTime : Instant();
            showDataTime();
            listLoaded();
            if (m_hasWords && hasDocument())
                recount();
        });
}

// Whose people it is about may be what changed: then other words are to be had first.
void SegmentsPage::ruleChanged() {
    const std::string people = service::peopleNamed(m_document->rule());
    m_people->setPeople(people);
    if (people == m_wordsOf)
        return recount();
    forgetCount();
    showNothing();
    showDataTime();
    loadWords();
}

bool SegmentsPage::asksElsewhere() const { return !placeOfPeople().isEmpty(); }

QString SegmentsPage::placeOfPeople() const {
    const service::PeopleChoice *people = m_people->people();
    return people ? toQString(people->connection) : QString();
}

void SegmentsPage::showDataTime() {
    if (asksElsewhere())
        return m_reach->setDataTime(tr("Live"), tr("Every figure is asked of %1, and is of the moment it was asked.").arg(placeOfPeople()));
    if (m_dataTime.micros <= 0)
        return m_reach->setDataTime({});
    const ZoneScope here(this);
    QString words = asOfWords(m_dataTime);
    words[0] = words[0].toUpper();
    m_reach->setDataTime(words, tr("When data last came in, from a file or a source"));
}

void SegmentsPage::countRows(const QVector<qint64> &ids) {
    std::vector<std::pair<qint64, Json>> wanted;
    const std::set<qint64> set(ids.begin(), ids.end());
    for (const auto &one : all())
        if (set.count(one.id) != 0)
            wanted.emplace_back(one.id, one.body);
    m_isListing = true;
    m_counts.request(
        [session = m_session, wanted = std::move(wanted)](CancelToken cancel) -> Result<std::vector<std::pair<qint64, qint64>>> {
            std::vector<std::pair<qint64, qint64>> counts;
            for (const auto &[id, body] : wanted) {
                TRY(cancel.check());
                const auto rule = model::segmentRuleFromJson(body);
                // Whoever opens a list has not asked a database to count all of it.
                if (const auto there = rule ? service::remotePeopleOf(*session, *rule) : Result<std::optional<service::RemotePeople>>(rule.error()); !there || *there) {
                    counts.emplace_back(id, -1);
                    continue;
                }
                const auto count = SegmentService(*session).size(*rule, cancel);
                counts.emplace_back(id, count ? *count : -1);
            }
            return counts;
        },
        [this](Result<std::vector<std::pair<qint64, qint64>>> counts) {
            m_isListing = false;
            if (counts)
                for (const auto &[id, count] : *counts)
                    list()->model()->setCount(id, count);
        });
}

Result<service::CountView> SegmentsPage::countOf(service::Session &session, const model::SegmentRule &rule, const Everyone &everyone, const CancelToken &cancel) {
    constexpr qint64 kGoodForMs = 60'000;
    TRY_ASSIGN(const auto there, service::remotePeopleOf(session, rule));
    if (!there)
        return SegmentService(session).figures(rule, cancel);
    const bool isKnown = everyone.people == there->people.name && everyone.since.isValid() && everyone.since.elapsed() < kGoodForMs;
    return service::countRemote(session, *there, rule, cancel, isKnown ? std::optional(everyone.count) : std::nullopt);
}

SegmentsPage::Figures SegmentsPage::figuresOf(service::Session &session, const model::SegmentRule &rule, const Everyone &everyone, const CancelToken &cancel) {
    SegmentService service(session);
    Figures figures;
    figures.counted = countable(rule);
    figures.findings = service.check(rule);
    // What waits for a value is asked for in its row; it is no fault.
    std::erase_if(figures.findings, [&](const service::FindingView &finding) {
        return finding.id.rfind("segment.unknown", 0) != 0 &&
               std::any_of(figures.counted.waiting.begin(), figures.counted.waiting.end(),
                           [&](const std::string &path) { return finding.path == path || finding.path.rfind(path + "/", 0) == 0; });
    });
    for (const auto &finding : figures.findings)
        if (finding.isError)
            return figures;
    if (auto count = countOf(session, figures.counted.rule, everyone, cancel))
        figures.count = std::move(*count);
    else
        figures.error = count.error();
    if (figures.count && figures.count->remote)
        figures.tables = service::bytesLookedAt(session, figures.counted.rule, cancel);
    return figures;
}

// Another document: what is being counted is of the one before.
void SegmentsPage::forgetCount() {
    m_figures.drop();
    m_answer.drop();
    m_rest.stop();
    m_late.stop();
    m_isCounting = m_isReaching = m_hasCounted = false;
}

void SegmentsPage::showNothing() {
    m_reach->showNothing();
    m_traits->drop();
    m_trend->drop();
    for (StudyPanel *panel : std::as_const(m_studies))
        panel->showNothing();
}

void SegmentsPage::recount() {
    if (!hasDocument() || !m_hasWords)
        return;
    if (m_isCounting && asksElsewhere())
        m_figures.drop(); // its database need not finish what nobody waits for
    m_isCounting = true;
    m_isReaching = false;
    m_answer.drop();
    m_traits->drop();
    m_trend->drop();
    m_groups->giveWay();
    m_rest.stop();
    if (!m_late.isActive())
        m_late.start();
    m_figures.request([session = m_session, rule = m_document->rule(), everyone = m_everyone](CancelToken cancel) -> Result<Figures> { return figuresOf(*session, rule, everyone, cancel); },
                      [this, edit = ++m_edit](Result<Figures> figures) {
                          m_late.stop();
                          m_isCounting = edit != m_edit;
                          showFigures(*figures);
                          if (m_isCounting)
                              m_late.start();
                          else if (!m_document->isHeld())
                              m_rest.start();
                      });
}

// The slower part, of the rule whose figures are shown.
void SegmentsPage::countTheRest() {
    if (!m_hasCounted)
        return m_members->showNobody();
    if (m_isThere) { // whom one may write to is known of people who are here
        m_members->showThere(m_counted, placeOfPeople());
        showStudy();
        return m_reach->showReachUnknown();
    }
    m_members->showRule(m_counted);
    showStudy();
    m_traits->ask(m_counted);
    showTrend();
    m_isReaching = true;
    m_answer.request(
        [session = m_session, rule = m_counted](CancelToken cancel) -> Result<Reach> {
            SegmentService service(*session);
            Reach reach;
            TRY_ASSIGN(reach.all, service.reach(rule, {}, cancel));
            if (auto missing = service.missingValues(rule, cancel))
                reach.missing = std::move(*missing);
            if (auto topics = service.reachPerTopic(rule, cancel))
                reach.topics = std::move(*topics);
            return reach;
        },
        [this](Result<Reach> reach) {
            m_isReaching = false;
            if (!reach) {
                m_reach->showReachUnknown();
                return say(reach.error());
            }
            m_reach->setReach(reach->all);
            m_reach->setTopics(reach->topics);
            for (auto &one : reach->missing)
                if (const auto place = m_placeOf.find(one.path); place != m_placeOf.end())
                    one.path = place->second;
            m_rule->setMissing(reach->missing);
        });
}

// Inline, and gone with the next answer.
void SegmentsPage::sayFailed(const Error &error) {
    m_saysFailed = true;
    if (!asksElsewhere() && error.id.rfind("remote.", 0) != 0)
        return say(error);
    if (!asksElsewhere())
        return notice()->say(Tone::Bad, remoteSentence(error), {});
    notice()->say(Tone::Bad, tr("%1 did not count them").arg(placeOfPeople()), remoteSentence(error), tr("Ask again"));
}

void SegmentsPage::sayWhatIsGone(const std::vector<service::FindingView> &findings) {
    QStringList gone;
    for (const auto &finding : findings)
        if (finding.id == "segment.unknown_field" || finding.id == "segment.unknown_event")
            for (const auto &[name, value] : finding.args)
                if (name == "field" || name == "event")
                    gone << QStringLiteral("\"%1\"").arg(plainName(value).left(60));
    gone.removeDuplicates();
    if (!gone.isEmpty())
        notice()->say(Tone::Warning, tr("The data have no %1 any more").arg(gone.join(QStringLiteral(", "))),
                      tr("Choose something else in the marked rules, remove them, or import the data that hold it."));
    else if (m_saysGone)
        notice()->clear();
    m_saysGone = !gone.isEmpty();
}

void SegmentsPage::showFigures(const Figures &figures) {
    m_rule->setFindings(figures.findings);
    m_rule->setWaiting(figures.counted.waiting);
    m_placeOf = figures.counted.placeOf;
    sayWhatIsGone(figures.findings);
    if (figures.error && figures.error->kind != ErrorKind::Cancelled)
        sayFailed(*figures.error);
    else if (std::exchange(m_saysFailed, false))
        notice()->clear();
    m_hasCounted = figures.count.has_value();
    m_isThere = m_hasCounted && figures.count->remote;
    if (const service::PeopleChoice *people = m_people->people(); m_isThere && people && (m_everyone.people != people->name || m_everyone.count != figures.count->everyone || m_everyone.since.hasExpired(60'000))) {
        m_everyone = {people->name, figures.count->everyone, {}};
        m_everyone.since.start();
    }
    if (!figures.count) {
        showNothing();
        m_rule->setCounts({});
        return;
    }
    QVector<std::pair<QString, QString>> rules;
    const auto &children = figures.counted.rule.root.children;
    for (std::size_t i = 0; i < children.size(); ++i) {
        // A kind of rule without words of its own is called what its text says.
        const QString words = shortWords(children[i], m_rule->names());
        const bool isNamed = words != plainName(jsonText(children[i].condition, "type"));
        const QString text = isNamed || i >= figures.count->steps.size() ? QString() : toQString(figures.count->steps[i].text);
        rules.append({isNamed ? tinyWords(children[i], m_rule->names()) : text, isNamed ? words : text});
    }
    std::map<std::string, std::int64_t> alone;
    for (const auto &[path, people] : figures.count->alone)
        if (const auto place = figures.counted.placeOf.find(path); place != figures.counted.placeOf.end())
            alone[place->second] = people;
    m_rule->setCounts(alone, figures.count->everyone);
    m_counted = figures.counted.rule;
    m_reach->show(*figures.count, rules);
    const auto &engine = figures.count->remote;
    const ZoneScope here(this);
    m_reach->setAnswer(engine ? engineWords(*engine, figures.tables) : m_people->mayStayElsewhere() ? tr("Answered here") : QString(), engine ? engineHint(*engine) : QString());
    if (!isChanged())
        list()->model()->setCount(current().id, figures.count->count);
}

// The three largest that are clear and news.
void SegmentsPage::showTraits() {
    QVector<std::pair<QString, QString>> rows;
    if (const auto &traits = m_traits->traits(); traits && *traits)
        for (const service::SegmentTrait &trait : **traits)
            if (trait.isClear() && !trait.isAsked && rows.size() < 3)
                rows.append({traitWords(trait.part, m_rule->names()), timesAsMany(trait.insideShare, trait.outsideShare)});
    m_reach->setTraits(rows);
}

} // namespace audience::ui
