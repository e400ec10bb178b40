// What the segments page asks for in the background: the words rules may use, and the figures of the rule as it stands.
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/notice.h"
#include "ui/kit/zoned.h"
#include "ui/segments/members_panel.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/sets_view.h"
#include "ui/text/words.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace audience::ui {

using service::SegmentService;

void SegmentsPage::loadWords() {
    m_isLoadingWords = true;
    m_words.request(
        [session = m_session](CancelToken) -> Result<Words> {
            Words words;
            TRY_ASSIGN(words.vocabulary, SegmentService(*session).vocabulary());
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
            m_sets->setVocabulary(m_vocabulary);
            QStringList safety;
            if (words) {
                for (const std::string &id : words->safety.segments)
                    safety << m_rule->names().of(RuleNames::Kind::Segment, id);
                for (const std::string &id : words->safety.lists)
                    safety << m_rule->names().of(RuleNames::Kind::List, id);
            }
            m_reach->setSafety(safety);
            if (words && words->dataTime.micros > 0) {
                const ZoneScope here(this);
                const QDateTime at = zoned(words->dataTime);
                const QString when = at.date() == zonedToday() ? formatTime(at.time())
                                                                       : interfaceLocale().toString(at, datePattern(QStringLiteral("d MMM, HH:mm")));
                m_reach->setDataTime(tr("Data from %1").arg(when));
            }
            listLoaded();
            if (m_hasWords && hasDocument())
                m_debounce.start();
        });
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
                const auto count = rule ? SegmentService(*session).size(*rule, cancel) : Result<std::int64_t>(rule.error());
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

void SegmentsPage::recount() {
    if (!hasDocument() || !m_hasWords)
        return;
    m_isCounting = true;
    m_answer.request(
        [session = m_session, rule = m_document->rule()](CancelToken cancel) -> Result<Answer> {
            SegmentService service(*session);
            Answer answer;
            answer.counted = countable(rule);
            answer.findings = service.check(rule);
            // What waits for a value is asked for in its row; it is no fault.
            std::erase_if(answer.findings, [&](const service::FindingView &finding) {
                return finding.id.rfind("segment.unknown", 0) != 0 &&
                       std::any_of(answer.counted.waiting.begin(), answer.counted.waiting.end(),
                                   [&](const std::string &path) { return finding.path == path || finding.path.rfind(path + "/", 0) == 0; });
            });
            for (const auto &finding : answer.findings)
                if (finding.isError)
                    return answer;
            auto count = service.count(answer.counted.rule, {}, cancel);
            if (!count) {
                answer.error = count.error();
                return answer;
            }
            answer.count = std::move(*count);
            if (auto topics = service.reachPerTopic(answer.counted.rule, cancel))
                answer.topics = std::move(*topics);
            return answer;
        },
        [this](Result<Answer> answer) {
            m_isCounting = false;
            if (answer)
                showAnswer(*answer);
        });
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

void SegmentsPage::showAnswer(const Answer &answer) {
    m_rule->setFindings(answer.findings);
    m_rule->setWaiting(answer.counted.waiting);
    sayWhatIsGone(answer.findings);
    if (answer.error)
        say(*answer.error);
    if (!answer.count) {
        m_reach->showNothing();
        m_rule->setCounts({});
        m_members->showNobody();
        return;
    }
    QVector<std::pair<QString, QString>> rules;
    const auto &children = answer.counted.rule.root.children;
    for (std::size_t i = 0; i < children.size(); ++i) {
        // A kind of rule without words of its own is called what its text says.
        const QString words = shortWords(children[i], m_rule->names());
        const bool isNamed = words != plainName(jsonText(children[i].condition, "type"));
        const QString text = isNamed || i >= answer.count->steps.size() ? QString() : toQString(answer.count->steps[i].text);
        rules.append({isNamed ? tinyWords(children[i], m_rule->names()) : text, isNamed ? words : text});
    }
    std::map<std::string, std::int64_t> alone;
    for (const auto &[path, people] : answer.count->alone)
        if (const auto place = answer.counted.placeOf.find(path); place != answer.counted.placeOf.end())
            alone[place->second] = people;
    m_rule->setCounts(alone, answer.count->everyone);
    m_counted = answer.counted.rule;
    m_reach->show(*answer.count, rules);
    m_reach->setTopics(answer.topics);
    if (!isChanged())
        list()->model()->setCount(current().id, answer.count->count);
    m_members->showRule(answer.counted.rule);
}

} // namespace audience::ui
