#include "engine/related_values.h"

#include "engine/event_values.h"
#include "engine/past.h"

#include <unordered_map>

namespace audience::engine {

using Of = EventSummary::Of;

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

// Two columns brought to common numbers: equal values have equal ones, missing values none.
struct Joined {
    std::vector<std::uint32_t> from, to; // by row; kNone: no value, or none on the other side
    std::size_t values = 0;              // numbers are below
};

Joined joinTexts(const DenseColumn &from, const DenseColumn &to) {
    Joined joined;
    joined.values = to.dictionary->size();
    std::unordered_map<std::string_view, std::uint32_t> known;
    known.reserve(joined.values);
    for (std::uint32_t code = 0; code < joined.values; ++code)
        known.emplace(to.dictionary->at(code), code);
    std::vector<std::uint32_t> codes(from.dictionary->size(), kNone);
    for (std::uint32_t code = 0; code < codes.size(); ++code)
        if (const auto found = known.find(from.dictionary->at(code)); found != known.end())
            codes[code] = found->second;
    joined.from.resize(from.size, kNone);
    joined.to.resize(to.size, kNone);
    for (std::size_t row = 0; row < from.size; ++row)
        if (from.isValid(row))
            joined.from[row] = codes[static_cast<std::size_t>(from.intAt(row))];
    for (std::size_t row = 0; row < to.size; ++row)
        if (to.isValid(row))
            joined.to[row] = static_cast<std::uint32_t>(to.intAt(row));
    return joined;
}

Joined joinInts(const DenseColumn &from, const DenseColumn &to) {
    Joined joined;
    joined.from.resize(from.size, kNone);
    joined.to.resize(to.size, kNone);
    std::int64_t low = kNoHigh, high = kNoLow;
    for (std::size_t row = 0; row < to.size; ++row)
        if (to.isValid(row)) {
            low = std::min(low, to.intAt(row));
            high = std::max(high, to.intAt(row));
        }
    if (low > high)
        return joined;
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    if (span < to.size * 4 + 1024) { // ids that lie close together are their own numbers
        joined.values = static_cast<std::size_t>(span) + 1;
        const auto number = [&](const DenseColumn &column, std::size_t row) {
            const std::uint64_t at = static_cast<std::uint64_t>(column.intAt(row)) - static_cast<std::uint64_t>(low);
            return column.isValid(row) && at <= span ? static_cast<std::uint32_t>(at) : kNone;
        };
        for (std::size_t row = 0; row < from.size; ++row)
            joined.from[row] = number(from, row);
        for (std::size_t row = 0; row < to.size; ++row)
            joined.to[row] = number(to, row);
        return joined;
    }
    std::unordered_map<std::int64_t, std::uint32_t> known;
    known.reserve(to.size);
    for (std::size_t row = 0; row < to.size; ++row)
        if (to.isValid(row))
            joined.to[row] = known.emplace(to.intAt(row), static_cast<std::uint32_t>(known.size())).first->second;
    joined.values = known.size();
    for (std::size_t row = 0; row < from.size; ++row)
        if (from.isValid(row))
            if (const auto found = known.find(from.intAt(row)); found != known.end())
                joined.from[row] = found->second;
    return joined;
}

// One step of the path as it is walked: which rows pass, and what they join.
struct Step {
    Bitmap passing;
    std::shared_ptr<const std::vector<Ordinal>> people; // whom rows belong to, or
    Joined joined;                                      // how they meet the rows before
};

Result<Step> openStep(const EvaluateContext &context, const RelatedStep &step, const RelatedStep *before) {
    const EventsOf events = eventsOf(context.snapshot);
    const Snapshot &tables = *events.data;
    Step opened;
    std::size_t size = 0;
    if (step.fromField.empty()) {
        TRY_ASSIGN(opened.people, tables.tablePeople(step.dataset));
        size = opened.people->size();
    } else {
        TRY_ASSIGN(const auto from, before ? tables.tableColumn(before->dataset, step.fromField)
                                           : context.snapshot.profileColumn(step.fromField));
        TRY_ASSIGN(const auto to, tables.tableColumn(step.dataset, step.toField));
        opened.joined = to->dictionary ? joinTexts(*from, *to) : joinInts(*from, *to);
        size = to->size;
    }
    opened.passing = bitsWhere(size, [](std::size_t) { return true; });
    for (const Predicate &predicate : step.where) {
        TRY_ASSIGN(const auto column, tables.tableColumn(step.dataset, predicate.field));
        std::shared_ptr<const DenseColumn> companion;
        if (!predicate.companion.empty()) {
            TRY_ASSIGN(companion, tables.tableColumn(step.dataset, predicate.companion));
        }
        if (column->size != size || (companion && companion->size != size))
            return Error(ErrorKind::Corrupt, "engine.bad_column").with("column", predicate.field);
        Bitmap passing(size);
        Matcher(predicate, *column, companion.get()).match(0, size, passing.words().data());
        intersect(opened.passing, passing);
    }
    if (const auto time = events.times ? events.times->find(step.dataset) : TimeFields::const_iterator(); events.times && time != events.times->end()) {
        TRY_ASSIGN(const auto times, tables.tableColumn(step.dataset, time->second));
        const std::int64_t unit = times->type == ColumnType::Date ? kMicrosPerDay : 1; // as in the order of events
        for (std::size_t row = 0; row < std::min(size, times->size); ++row)
            if (times->isValid(row) && times->intAt(row) * unit >= events.end)
                opened.passing.remove(static_cast<Ordinal>(row));
    }
    TRY(context.cancel.check());
    return opened;
}

struct CountState {
    std::uint64_t count = 0;
    void merge(const CountState &other) { count += other.count; }
};
struct SumState : NumberState {
    void merge(const SumState &other) {
        if (other.count == 0)
            return;
        doubleLow = count == 0 ? other.doubleLow : std::min(doubleLow, other.doubleLow);
        doubleHigh = count == 0 ? other.doubleHigh : std::max(doubleHigh, other.doubleHigh);
        low = count == 0 ? other.low : std::min(low, other.low);
        high = count == 0 ? other.high : std::max(high, other.high);
        sum += other.sum;
        doubleSum += other.doubleSum;
        count += other.count;
    }
};

// What `last(row)` says of each row of the last step, brought up the path to the people. Only different values of
// the linking columns are kept, not rows.
template <class State, class Last>
std::vector<State> toPeople(const std::vector<Step> &steps, Last last, std::size_t people) {
    std::vector<State> below; // by the values that link the step with the one that follows
    for (std::size_t i = steps.size(); i-- > 0;) {
        const Step &step = steps[i];
        const std::uint32_t *groups = step.people ? step.people->data() : step.joined.to.data();
        const std::uint32_t *next = i + 1 < steps.size() ? steps[i + 1].joined.from.data() : nullptr;
        std::vector<State> grouped(step.people ? people + 1 : step.joined.values);
        for (std::size_t row = 0; row < step.passing.size(); ++row) {
            if (groups[row] == kNone || !step.passing.contains(static_cast<Ordinal>(row)))
                continue;
            if (!next)
                grouped[groups[row]].merge(last(row));
            else if (next[row] != kNone)
                grouped[groups[row]].merge(below[next[row]]);
        }
        below = std::move(grouped);
    }
    if (steps[0].people) {
        below.resize(people);
        return below;
    }
    std::vector<State> states(people);
    for (std::size_t person = 0; person < people; ++person)
        if (const std::uint32_t value = steps[0].joined.from[person]; value != kNone)
            states[person] = below[value];
    return states;
}

std::int64_t codeAt(const DenseColumn &column, std::size_t row) {
    return column.width == DenseColumn::Width::F64 ? std::bit_cast<std::int64_t>(column.f64[row] + 0.0) : column.intAt(row);
}

// Different values per person: sorted pairs of row and value, joined step by step without repeats.
std::vector<std::int64_t> distinctValues(const std::vector<Step> &steps, const DenseColumn &column, std::size_t people) {
    using Pairs = std::vector<std::pair<std::uint32_t, std::int64_t>>;
    Pairs pairs;
    for (std::size_t row = 0; row < column.size; ++row)
        if (column.isValid(row))
            pairs.emplace_back(static_cast<std::uint32_t>(row), codeAt(column, row));
    for (std::size_t i = steps.size(); i-- > 0;) {
        const Step &step = steps[i];
        std::size_t kept = 0;
        for (const auto &[row, value] : pairs) {
            const std::uint32_t group = step.people ? (*step.people)[row] : step.joined.to[row];
            if (group != kNone && step.passing.contains(row))
                pairs[kept++] = {group, value};
        }
        pairs.resize(kept);
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        if (step.people)
            break;
        std::vector<std::size_t> begins(step.joined.values + 1);
        for (const auto &pair : pairs)
            ++begins[pair.first + 1];
        for (std::size_t value = 1; value < begins.size(); ++value)
            begins[value] += begins[value - 1];
        Pairs before;
        for (std::uint32_t row = 0; row < step.joined.from.size(); ++row)
            if (const std::uint32_t value = step.joined.from[row]; value != kNone)
                for (std::size_t at = begins[value]; at < begins[value + 1]; ++at)
                    before.emplace_back(row, pairs[at].second);
        pairs = std::move(before);
    }
    std::vector<std::int64_t> counts(people);
    for (const auto &[person, value] : pairs)
        if (person < people)
            ++counts[person];
    return counts;
}

Result<DenseColumn> numbers(const Field &field, Of of, const std::vector<SumState> &states, const DenseColumn &column) {
    const bool doubles = column.width == DenseColumn::Width::F64, everybody = of == Of::Sum;
    const Bitmap present = bitsWhere(states.size(), [&](std::size_t i) { return everybody || states[i].count != 0; });
    std::vector<double> real(of == Of::Average || doubles ? states.size() : 0);
    std::vector<std::int64_t> whole(real.empty() ? states.size() : 0);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const SumState &state = states[i];
        if (of == Of::Average && state.count != 0)
            real[i] = (doubles ? state.doubleSum : static_cast<double>(state.sum)) /
                      static_cast<double>(static_cast<Int128>(state.count) * powerOfTen(column.scale));
        else if (!real.empty())
            real[i] = of == Of::Sum ? state.doubleSum : of == Of::Minimum ? state.doubleLow : state.doubleHigh;
        else if (of == Of::Sum && (state.sum > kNoHigh || state.sum < kNoLow))
            return Error(ErrorKind::Limit, "engine.number_too_large").with("field", field.name);
        else
            whole[i] = of == Of::Sum ? static_cast<std::int64_t>(state.sum) : of == Of::Minimum ? state.low : state.high;
    }
    std::vector<std::uint64_t> valid = everybody ? std::vector<std::uint64_t>() : present.words();
    return real.empty() ? denseFromInts(field.type, field.scale, whole, std::move(valid))
                        : denseFromDoubles(std::move(real), std::move(valid));
}

} // namespace

RelatedValues::RelatedValues(Field type, RelatedRows rows)
    : PersonValues(std::move(type), rows.of == Of::Count || rows.of == Of::Sum || rows.of == Of::Distinct), m_rows(std::move(rows)) {}

std::string RelatedValues::key() const {
    std::string key = "related:" + std::to_string(static_cast<int>(m_rows.of));
    appendKey(key, m_rows.field);
    for (const RelatedStep &step : m_rows.steps) {
        for (const std::string &part : {step.dataset, step.fromField, step.toField})
            appendKey(key, part);
        for (const Predicate &predicate : step.where)
            appendKey(key, predicate.key());
        key += '/';
    }
    return key;
}

std::string RelatedValues::versions(const Snapshot &snapshot) const {
    std::string versions = std::to_string(snapshot.schema().profileVersion);
    for (const RelatedStep &step : m_rows.steps)
        if (const TableSource *table = snapshot.table(step.dataset))
            versions += ',' + std::to_string(table->version);
    return versions + eventsOf(snapshot).version();
}

Result<DenseColumn> RelatedValues::compute(const EvaluateContext &context) const {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < m_rows.steps.size(); ++i) {
        TRY_ASSIGN(Step step, openStep(context, m_rows.steps[i], i == 0 ? nullptr : &m_rows.steps[i - 1]));
        const std::size_t before = i == 0 ? context.snapshot.ordinals() : steps.back().passing.size();
        if (!step.people && step.joined.from.size() != before)
            return Error(ErrorKind::Corrupt, "engine.bad_column").with("column", m_rows.steps[i].fromField);
        steps.push_back(std::move(step));
    }
    const std::size_t people = context.snapshot.ordinals(), last = steps.back().passing.size();
    if (m_rows.of == Of::Count) {
        const auto states = toPeople<CountState>(steps, [](std::size_t) { return CountState{1}; }, people);
        std::vector<std::int64_t> counts(people);
        for (std::size_t i = 0; i < people; ++i)
            counts[i] = static_cast<std::int64_t>(states[i].count);
        return denseFromInts(ColumnType::Int64, 0, counts, {});
    }
    TRY_ASSIGN(const auto column, eventsOf(context.snapshot).data->tableColumn(m_rows.steps.back().dataset, m_rows.field));
    if (column->size != last)
        return Error(ErrorKind::Corrupt, "engine.bad_column").with("column", m_rows.field);
    if (m_rows.of == Of::Distinct)
        return denseFromInts(ColumnType::Int64, 0, distinctValues(steps, *column, people), {});
    const bool doubles = column->width == DenseColumn::Width::F64;
    const auto valueAt = [&](std::size_t row) {
        SumState state;
        if (!column->isValid(row))
            return state;
        state.count = 1;
        if (doubles)
            state.doubleSum = state.doubleLow = state.doubleHigh = column->f64[row];
        else
            state.sum = state.low = state.high = column->intAt(row);
        return state;
    };
    return numbers(field(), m_rows.of, toPeople<SumState>(steps, valueAt, people), *column);
}

} // namespace audience::engine
