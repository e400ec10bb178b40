// What stands in the columns that rules ask about: how numbers are spread, the most frequent values, and where a
// value is found.
#include "model/segment_condition.h"
#include "qbase/convert.h"
#include "qbase/word_distance.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"

#include <algorithm>

namespace audience::service {

using engine::ColumnType;
using engine::DenseColumn;

namespace {

constexpr std::size_t kSteps = 24;
// A few very large values must not press all others into one step.
constexpr double kShownShare = 0.98;
// Columns of more different texts, as names and addresses, are no choice for anybody.
constexpr std::size_t kMostTexts = 5000;
constexpr std::size_t kShownValues = 8;

bool isNumber(const DenseColumn &column) {
    return column.type == ColumnType::Double || column.type == ColumnType::Int64 || column.type == ColumnType::Decimal;
}

// `withoutNone`: leaves out those for whom it comes to nothing, who would press all others flat.
Spread spreadOf(const People &people, const DenseColumn &column, bool withoutNone = false) {
    const bool isReal = column.type == ColumnType::Double;
    const double unit = isReal ? 1 : static_cast<double>(powerOfTen(column.scale));
    std::vector<double> values;
    people.snapshot().members().forEach([&](Ordinal person) {
        if (person < column.size && column.isValid(person))
            values.push_back(isReal ? column.f64[person] : static_cast<double>(column.intAt(person)) / unit);
        return true;
    });
    if (withoutNone)
        values.erase(std::remove(values.begin(), values.end(), 0.0), values.end());
    Spread spread;
    spread.isWhole = column.type == ColumnType::Int64;
    if (values.empty())
        return spread;
    const auto high = values.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * kShownShare);
    std::nth_element(values.begin(), high, values.end());
    spread.low = *std::min_element(values.begin(), high + 1);
    spread.step = std::max((*high - spread.low) / kSteps, 1e-9);
    spread.counts.resize(kSteps);
    for (const double value : values)
        ++spread.counts[std::min(kSteps - 1, static_cast<std::size_t>(std::max(0.0, (value - spread.low) / spread.step)))];
    return spread;
}

// How often each text stands there, by its code.
std::vector<std::int64_t> frequencies(const People &people, const DenseColumn &column) {
    std::vector<std::int64_t> counts(column.dictionary->size());
    people.snapshot().members().forEach([&](Ordinal person) {
        if (person < column.size && column.isValid(person))
            ++counts[static_cast<std::size_t>(column.intAt(person))];
        return true;
    });
    return counts;
}

// "true" and "false", as far as they stand there.
std::vector<ValueHit> flagsOf(const People &people, const DenseColumn &column) {
    std::int64_t counts[2] = {};
    people.snapshot().members().forEach([&](Ordinal person) {
        if (person < column.size && column.isValid(person))
            ++counts[column.intAt(person) != 0 ? 1 : 0];
        return true;
    });
    std::vector<ValueHit> hits;
    for (const bool isSet : {true, false})
        if (counts[isSet ? 1 : 0] > 0)
            hits.push_back({{}, isSet ? "true" : "false", counts[isSet ? 1 : 0]});
    return hits;
}

void keepMostFrequent(std::vector<ValueHit> &hits, std::size_t most) {
    std::stable_sort(hits.begin(), hits.end(), [](const ValueHit &a, const ValueHit &b) { return a.people > b.people; });
    hits.resize(std::min(hits.size(), most));
}

std::vector<std::string> nearOf(const engine::Dictionary &known, const std::string &value) {
    constexpr std::size_t kShown = 3;
    constexpr int kLongest = 60;
    const QString wanted = toQString(value).toCaseFolded();
    std::vector<std::pair<int, std::string>> found;
    for (std::uint32_t code = 0; code < known.size() && wanted.size() <= kLongest; ++code) {
        const std::string text(known.at(code));
        const QString folded = toQString(text).toCaseFolded();
        if (folded.size() > kLongest)
            continue;
        const bool isPart = wanted.size() > 1 && folded.contains(wanted);
        const int distance = isPart ? 1 : wordDistance(wanted, folded);
        if (distance <= std::max(2, static_cast<int>(wanted.size()) / 3) && distance < wanted.size())
            found.emplace_back(distance, text);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> near;
    for (std::size_t i = 0; i < std::min(found.size(), kShown); ++i)
        near.push_back(std::move(found[i].second));
    return near;
}

Result<void> findMissing(const People &people, const model::RuleNode &node, const std::string &path, std::vector<MissingValue> &missing) {
    using model::TestOp;
    for (std::size_t i = 0; i < node.children.size(); ++i)
        TRY(findMissing(people, node.children[i], model::childPath(node, path, i), missing));
    model::Findings ignored;
    if (node.kind != model::RuleNode::Kind::Condition || jsonText(node.condition, "type") != "attribute")
        return {};
    const auto condition = model::readAttribute(node.condition, {}, ignored);
    if (!condition || condition->test.part != model::FieldPart::Whole || !condition->test.path.empty() || !people.hasField(condition->test.field))
        return {};
    const TestOp op = condition->test.op;
    if (op != TestOp::In && op != TestOp::NotIn && op != TestOp::Equal && op != TestOp::NotEqual)
        return {};
    TRY_ASSIGN(const auto column, people.column(condition->test.field));
    if (column->type != ColumnType::Text || !column->dictionary || column->dictionary->size() > kMostTexts)
        return {};
    for (const Json &wanted : condition->test.values) {
        if (!wanted.is_string() || wanted.get<std::string>().empty())
            continue;
        const std::string value = wanted.get<std::string>();
        bool isThere = false;
        for (std::uint32_t code = 0; code < column->dictionary->size() && !isThere; ++code)
            isThere = condition->test.ignoreCase ? toQString(column->dictionary->at(code)).compare(toQString(value), Qt::CaseInsensitive) == 0
                                                 : column->dictionary->at(code) == value;
        if (!isThere)
            missing.push_back({path, condition->test.field, value, nearOf(*column->dictionary, value)});
    }
    return {};
}

} // namespace

Result<std::vector<MissingValue>> SegmentService::missingValues(const model::SegmentRule &rule, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY(cancel.check());
    std::vector<MissingValue> missing;
    TRY(findMissing(people, rule.root, "/rule", missing));
    return missing;
}

Result<Spread> SegmentService::spread(const std::string &field, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const auto column, attributeColumn(m_session, people, field, cancel));
    if (!isNumber(*column))
        return Error(ErrorKind::NotFound, "data.unknown_column").with("column", field).with("dataset", people.dataset().name);
    return spreadOf(people, *column);
}

Result<Spread> SegmentService::spreadOfFormula(const Json &formula, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    segment::CompileOptions options;
    options.now = countingNow(m_session);
    options.zone = workspaceZone(m_session);
    const SavedSets sets(m_session);
    options.sets = &sets;
    const segment::TraitCheck check = segment::checkTrait(formula, {}, people.snapshot().schema(), options);
    if (!check.values)
        return segment::asError(check.findings);
    TRY_ASSIGN(const auto column, m_session.evaluator().values(*check.values, people.snapshot(), cancel));
    return isNumber(*column) ? spreadOf(people, *column, true) : Spread();
}

Result<FieldPeek> SegmentService::peek(const std::string &field, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const auto column, attributeColumn(m_session, people, field, cancel));
    FieldPeek peek;
    engine::Cell low, high;
    std::int64_t least = 0, most = 0;
    people.snapshot().members().forEach([&](Ordinal person) {
        ++peek.people;
        if (person >= column->size || !column->isValid(person))
            return true;
        const std::int64_t value = column->type == ColumnType::Double ? 0 : column->intAt(person);
        if (peek.filled++ == 0 || value < least) {
            least = value;
            low = cellOf(*column, person);
        }
        if (peek.filled == 1 || value > most) {
            most = value;
            high = cellOf(*column, person);
        }
        return true;
    });
    TRY(cancel.check());
    if (column->dictionary) {
        const auto counts = frequencies(people, *column);
        std::vector<ValueHit> hits;
        for (std::size_t code = 0; code < counts.size(); ++code)
            if (counts[code] > 0)
                hits.push_back({field, std::string(column->dictionary->at(static_cast<std::uint32_t>(code))), counts[code]});
        peek.distinct = static_cast<std::int64_t>(hits.size());
        keepMostFrequent(hits, kShownValues);
        for (const ValueHit &hit : hits)
            peek.top.push_back({hit.value, hit.people});
    } else if (column->type == ColumnType::Bool) {
        std::vector<ValueHit> hits = flagsOf(people, *column);
        keepMostFrequent(hits, kShownValues);
        for (const ValueHit &hit : hits)
            peek.top.push_back({hit.value, hit.people});
    } else if (isNumber(*column)) {
        peek.spread = spreadOf(people, *column);
    }
    const bool hasRange = !column->dictionary && column->type != ColumnType::Double && column->type != ColumnType::Bool;
    if (hasRange && peek.filled > 0) {
        peek.low = engine::toText(low);
        peek.high = engine::toText(high);
    }
    return peek;
}

Result<std::vector<ValueHit>> SegmentService::findValues(const std::string &words, std::size_t most, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    const QString wanted = toQString(words);
    std::vector<ValueHit> hits;
    for (const engine::Field &field : people.snapshot().schema().profileFields) {
        if (field.type != ColumnType::Text)
            continue;
        TRY(cancel.check());
        TRY_ASSIGN(const auto column, people.column(field.name));
        if (!column->dictionary || column->dictionary->size() > kMostTexts)
            continue;
        std::vector<std::uint32_t> codes;
        for (std::uint32_t code = 0; code < column->dictionary->size(); ++code)
            if (toQString(column->dictionary->at(code)).contains(wanted, Qt::CaseInsensitive))
                codes.push_back(code);
        if (codes.empty())
            continue;
        const auto counts = frequencies(people, *column);
        for (const std::uint32_t code : codes)
            if (counts[code] > 0)
                hits.push_back({field.name, std::string(column->dictionary->at(code)), counts[code]});
    }
    keepMostFrequent(hits, most);
    return hits;
}

} // namespace audience::service
