#include "ui/segments/family_words.h"

#include "model/edge_condition.h"
#include "model/held_condition.h"
#include "model/rank_condition.h"
#include "model/related_condition.h"
#include "model/set_condition.h"
#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/segments/rule_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <array>
#include <map>

namespace audience::ui {

using model::AggregateTest;
using model::EventChoice;
using model::FieldTest;
using model::Window;

static QString say(const char *text) { return QCoreApplication::translate("Rule", text); }

namespace {

QString eventName(const EventChoice &events) {
    return events.name.empty() ? say(QT_TRANSLATE_NOOP("Rule", "anything")) : plainName(events.name);
}

QString testsWords(const std::vector<FieldTest> &tests) {
    QStringList words;
    for (const FieldTest &test : tests)
        words << testWords(test);
    return words.join(QStringLiteral(", "));
}

// "purchase where category is Apparel in the last 90 days"
QString eventWords(const EventChoice &events) {
    QString words = eventName(events);
    if (!events.where.empty())
        words = say(QT_TRANSLATE_NOOP("Rule", "%1 where %2")).arg(words, testsWords(events.where));
    const QString when = windowWords(events.window);
    return when.isEmpty() ? words : words + QLatin1Char(' ') + when;
}

QString amount(model::TestOp op, const std::vector<Json> &values) {
    QStringList words;
    for (const Json &value : values)
        words << valueText(value);
    return countWord(op) + QLatin1Char(' ') + words.join(QStringLiteral(" – "));
}

QString rankWords(const model::RankCondition &rank) {
    const QString by = rank.attribute.empty() ? figureWords(rank.of, rank.field, eventName(rank.events)) : fieldName(rank.attribute);
    switch (rank.keep) {
    case model::RankCondition::Keep::Top: return say(QT_TRANSLATE_NOOP("Rule", "the top %1 by %2")).arg(formatNumber(rank.people), by);
    case model::RankCondition::Keep::Bottom: return say(QT_TRANSLATE_NOOP("Rule", "the last %1 by %2")).arg(formatNumber(rank.people), by);
    case model::RankCondition::Keep::Percentile: break;
    }
    return say(QT_TRANSLATE_NOOP("Rule", "between %1 % and %2 % of all by %3"))
        .arg(valueText(model::percentJson(rank.from)), valueText(model::percentJson(rank.to)), by);
}

QString sequenceWords(const model::SequenceCondition &sequence) {
    QString words;
    for (const auto &step : sequence.steps) {
        QString one = eventName(step.events);
        if (!step.did)
            one = say(QT_TRANSLATE_NOOP("Rule", "no %1")).arg(one);
        if (step.within)
            one = say(QT_TRANSLATE_NOOP("Rule", "%1 within %2")).arg(one, gapWords(*step.within));
        words = words.isEmpty() ? one : say(QT_TRANSLATE_NOOP("Rule", "%1, then %2")).arg(words, one);
    }
    if (sequence.within)
        words = say(QT_TRANSLATE_NOOP("Rule", "%1, all within %2")).arg(words, gapWords(*sequence.within));
    if (sequence.stoppedAt > 0)
        words = say(QT_TRANSLATE_NOOP("Rule", "%1 (stopped at step %2)")).arg(words).arg(sequence.stoppedAt);
    else if (sequence.reached > 0)
        words = say(QT_TRANSLATE_NOOP("Rule", "%1 (reached step %2)")).arg(words).arg(sequence.reached);
    return words;
}

QString relatedWords(const model::RelatedCondition &related) {
    QStringList path;
    for (const auto &step : related.path)
        path << (step.where.empty() ? plainName(step.dataset) : say(QT_TRANSLATE_NOOP("Rule", "%1 where %2")).arg(plainName(step.dataset), testsWords(step.where)));
    const QString things = path.join(QStringLiteral(" › "));
    using Rows = model::RelatedCondition::Rows;
    switch (related.rows) {
    case Rows::Any: return say(QT_TRANSLATE_NOOP("Rule", "any of %1")).arg(things);
    case Rows::None: return say(QT_TRANSLATE_NOOP("Rule", "none of %1")).arg(things);
    case Rows::All: return say(QT_TRANSLATE_NOOP("Rule", "all of %1: %2")).arg(things, testsWords(related.has));
    case Rows::Latest: return say(QT_TRANSLATE_NOOP("Rule", "the last of %1: %2")).arg(things, testsWords(related.has));
    case Rows::Earliest: return say(QT_TRANSLATE_NOOP("Rule", "the first of %1: %2")).arg(things, testsWords(related.has));
    case Rows::Measure: break;
    }
    return QStringLiteral("%1 %2").arg(figureWords(related.measure.of, related.measure.field, things), amount(related.measure.op, related.measure.values));
}

QString standingWords(const model::RfmCondition &standing) {
    QStringList parts;
    if (standing.by == model::RfmCondition::By::Groups)
        for (const std::string &group : standing.groups)
            parts << standingWord(group);
    else if (standing.by == model::RfmCondition::By::Cells)
        for (const std::int64_t cell : standing.cells)
            parts << QString::number(cell);
    else
        for (std::size_t i = 0; i < standing.scores.size(); ++i)
            if (const auto &[low, high] = standing.scores[i]; low > 1 || high < standing.tiles)
                parts << QStringLiteral("%1 %2").arg(scoreWord(i), low == high ? QString::number(low) : QStringLiteral("%1–%2").arg(low).arg(high));
    return parts.size() > 4 ? say(QT_TRANSLATE_NOOP("Rule", "%1 and %2 more")).arg(parts[0]).arg(parts.size() - 1) : parts.join(QStringLiteral(", "));
}

} // namespace

QString gapWords(const model::TimeGap &gap) {
    return QStringLiteral("%1 %2").arg(gap.n).arg(unitWord(gap.unit, gap.n));
}

QString figureWords(AggregateTest::Of of, const std::string &field, const QString &things) {
    if (of == AggregateTest::Of::Count)
        return say(QT_TRANSLATE_NOOP("Rule", "number of %1")).arg(things);
    return QStringLiteral("%1 %2").arg(aggregateWord(of), fieldName(field));
}

QString visitWord(model::SessionCondition::Of of) {
    using Of = model::SessionCondition::Of;
    switch (of) {
    case Of::Count: return say(QT_TRANSLATE_NOOP("Rule", "number of visits"));
    case Of::Total: return say(QT_TRANSLATE_NOOP("Rule", "all visits together, in minutes"));
    case Of::Longest: return say(QT_TRANSLATE_NOOP("Rule", "longest visit, in minutes"));
    case Of::Shortest: return say(QT_TRANSLATE_NOOP("Rule", "shortest visit, in minutes"));
    case Of::Average: return say(QT_TRANSLATE_NOOP("Rule", "average visit, in minutes"));
    }
    return {};
}

QString standingWord(const std::string &group) {
    static const std::map<std::string, const char *> kWords{
        {"champions", QT_TRANSLATE_NOOP("Rule", "Champions")},
        {"promising", QT_TRANSLATE_NOOP("Rule", "Promising")},
        {"new", QT_TRANSLATE_NOOP("Rule", "New")},
        {"loyal", QT_TRANSLATE_NOOP("Rule", "Loyal")},
        {"needs_attention", QT_TRANSLATE_NOOP("Rule", "Need attention")},
        {"about_to_sleep", QT_TRANSLATE_NOOP("Rule", "About to fall asleep")},
        {"cannot_lose", QT_TRANSLATE_NOOP("Rule", "Not to be lost")},
        {"at_risk", QT_TRANSLATE_NOOP("Rule", "At risk")},
        {"hibernating", QT_TRANSLATE_NOOP("Rule", "Asleep")},
        {"lost", QT_TRANSLATE_NOOP("Rule", "Lost")}};
    const auto found = kWords.find(group);
    return found == kWords.end() ? plainName(group) : say(found->second);
}

QString standingHint(const std::string &group) {
    for (const auto &one : model::kRfmGroups)
        if (one.name == group) {
            const QString when = one.lowRecency >= 4    ? say(QT_TRANSLATE_NOOP("Rule", "bought lately"))
                                 : one.lowRecency == 3  ? say(QT_TRANSLATE_NOOP("Rule", "not that lately"))
                                 : one.highRecency == 2 ? say(QT_TRANSLATE_NOOP("Rule", "long ago"))
                                                        : say(QT_TRANSLATE_NOOP("Rule", "longest ago"));
            const QString much = one.lowValue >= 4   ? say(QT_TRANSLATE_NOOP("Rule", "much"))
                                 : one.lowValue >= 2 ? say(QT_TRANSLATE_NOOP("Rule", "some"))
                                                     : say(QT_TRANSLATE_NOOP("Rule", "little"));
            return QStringLiteral("%1, %2").arg(when, much);
        }
    return {};
}

QString scoreWord(std::size_t which) {
    constexpr std::array<const char *, 3> kWords{QT_TRANSLATE_NOOP("Rule", "recency"), QT_TRANSLATE_NOOP("Rule", "frequency"), QT_TRANSLATE_NOOP("Rule", "spend")};
    return say(kWords[which]);
}

QString familyWords(const Json &condition, const RuleNames &names) {
    model::Findings ignored;
    const std::string type = jsonText(condition, "type");
    if (type == "segment") {
        if (const auto read = model::readSegmentMembership(condition, {}, ignored))
            return say(QT_TRANSLATE_NOOP("Rule", "in %1")).arg(names.of(RuleNames::Kind::Segment, read->id));
    } else if (type == "bucket") {
        if (const auto read = model::readBucket(condition, {}, ignored))
            return say(QT_TRANSLATE_NOOP("Rule", "a random %1")).arg(formatPercent(double(read->to - read->from + 1) / double(model::kBuckets)));
    } else if (type == "rank") {
        if (const auto read = model::readRank(condition, {}, ignored))
            return rankWords(*read);
    } else if (type == "sequence") {
        if (const auto read = model::readSequence(condition, {}, ignored))
            return sequenceWords(*read);
    } else if (type == "latest") {
        if (const auto read = model::readLatest(condition, {}, ignored))
            return (read->first ? say(QT_TRANSLATE_NOOP("Rule", "first %1: %2")) : say(QT_TRANSLATE_NOOP("Rule", "last %1: %2")))
                .arg(eventWords(read->events), testsWords(read->has));
    } else if (type == "since") {
        if (const auto read = model::readSince(condition, {}, ignored))
            return (read->first ? say(QT_TRANSLATE_NOOP("Rule", "%1 %2 times since the first %3")) : say(QT_TRANSLATE_NOOP("Rule", "%1 %2 times since the last %3")))
                .arg(eventWords(read->events), amount(read->op, read->values), eventWords(read->anchor));
    } else if (type == "sessions") {
        if (const auto read = model::readSessions(condition, {}, ignored))
            return QStringLiteral("%1 %2 %3").arg(visitWord(read->of), amount(read->test.op, read->test.values), windowWords(read->events.window)).trimmed();
    } else if (type == "related") {
        if (const auto read = model::readRelated(condition, {}, ignored))
            return relatedWords(*read);
    } else if (type == "rfm") {
        if (const auto read = model::readRfm(condition, {}, ignored))
            return standingWords(*read);
    } else if (type == "held") {
        if (const auto read = model::readHeld(condition, {}, ignored))
            return (read->atLeast ? say(QT_TRANSLATE_NOOP("Rule", "%1, for at least %2")) : say(QT_TRANSLATE_NOOP("Rule", "%1, for less than %2")))
                .arg(shortWords(read->rule, names), gapWords(read->span));
    }
    return {};
}

} // namespace audience::ui
