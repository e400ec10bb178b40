#include "service/people_facts.h"

#include "base/decimal.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/definition_service.h"
#include "service/member_columns.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "service/trait_service.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

namespace audience::service {

using engine::ColumnType;
using engine::DenseColumn;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kAtOnce = 16; // facts whose values are there together
constexpr std::size_t kMostTexts = 1'000; // different ones; above it a text is a name rather than a kind
constexpr double kMicrosPerDayAsReal = 86'400'000'000.0;

bool isMeasure(ColumnType type) {
    return type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double || type == ColumnType::Date ||
           type == ColumnType::Instant;
}

std::vector<double> numbersOf(const DenseColumn &column, const std::vector<Ordinal> &rows) {
    std::vector<double> numbers;
    numbers.reserve(rows.size());
    const bool isReal = column.width == DenseColumn::Width::F64;
    for (const Ordinal row : rows)
        numbers.push_back(!column.isValid(row) ? kNothing
                          : isReal             ? column.f64[row]
                                               : static_cast<double>(column.intAt(row)));
    return numbers;
}

// False where there are too many different texts.
bool readTexts(const DenseColumn &column, const std::vector<Ordinal> &rows, PeopleFact &fact) {
    std::unordered_map<std::int64_t, std::uint32_t> codes;
    for (const Ordinal row : rows) {
        const bool isEmpty = !column.isValid(row) || column.dictionary->at(static_cast<std::uint32_t>(column.intAt(row))).empty();
        if (isEmpty) {
            fact.values.codes.push_back(0);
            continue;
        }
        const auto [at, isNew] = codes.try_emplace(column.intAt(row), static_cast<std::uint32_t>(codes.size() + 1));
        if (isNew) {
            if (codes.size() > kMostTexts)
                return false;
            fact.texts.emplace_back(column.dictionary->at(static_cast<std::uint32_t>(column.intAt(row))));
        }
        fact.values.codes.push_back(at->second);
    }
    fact.values.values = static_cast<std::uint32_t>(codes.size());
    return codes.size() < 20 || codes.size() * 2 < rows.size();
}

// Doubles tell such numbers from their neighbours; ids beyond are no measures.
bool isExact(const DenseColumn &column, const std::vector<Ordinal> &rows) {
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    return column.width == DenseColumn::Width::F64 ||
           std::all_of(rows.begin(), rows.end(), [&](Ordinal row) { return column.intAt(row) <= kMost && column.intAt(row) >= -kMost; });
}

std::optional<PeopleFact> factOf(const engine::Field &field, const DenseColumn &column, const std::vector<Ordinal> &rows) {
    PeopleFact fact;
    fact.field = field;
    if (isMeasure(field.type)) {
        if (!isExact(column, rows))
            return std::nullopt;
        fact.values.numbers = numbersOf(column, rows);
        return fact;
    }
    if (field.type == ColumnType::Bool) {
        fact.texts = {"true", "false"};
        fact.values.values = 2;
        for (const Ordinal row : rows)
            fact.values.codes.push_back(!column.isValid(row) ? 0 : column.intAt(row) != 0 ? 1 : 2);
        return fact;
    }
    if (field.type != ColumnType::Text || !readTexts(column, rows, fact))
        return std::nullopt;
    return fact;
}

struct Purchases {
    std::vector<double> last, count, spent; // days before now, or nothing; 0 for none
    engine::Field value;                    // what was spent, in units of its last digit where it is a decimal
    std::vector<double> each;               // the average of those that have a value
    double unit() const { return value.type == ColumnType::Decimal ? static_cast<double>(powerOfTen(value.scale)) : 1; }
};

Result<std::shared_ptr<const DenseColumn>> traitColumn(Session &session, const People &people, const Json &formula, const std::string &name,
                                                       const CancelToken &cancel) {
    const SavedSets sets(session);
    const auto checked = segment::checkTrait(formula, name, people.snapshot().schema(), {countingNow(session), workspaceZone(session), &sets});
    if (!checked.values)
        return segment::asError(checked.findings);
    return session.evaluator().values(*checked.values, people.snapshot(), cancel);
}

Result<Purchases> purchasesOf(Session &session, const People &people, const model::WorkspaceDefinition &definition,
                              const std::vector<Ordinal> &rows, const CancelToken &cancel) {
    const Json name(definition.purchaseEvent);
    Purchases purchases;
    TRY_ASSIGN(const auto last, traitColumn(session, people, Json{{"of", "last"}, {"name", name}}, "last_purchase", cancel));
    const auto now = static_cast<double>(countingNow(session).micros);
    for (const double at : numbersOf(*last, rows))
        purchases.last.push_back((now - at) / kMicrosPerDayAsReal);
    TRY_ASSIGN(const auto count, traitColumn(session, people, Json{{"of", "count"}, {"name", name}}, "purchases", cancel));
    purchases.count = numbersOf(*count, rows);
    if (!definition.hasRevenue())
        return purchases;
    TRY_ASSIGN(const auto spent,
               traitColumn(session, people, Json{{"of", "sum"}, {"field", definition.valueField}, {"name", name}}, "spent", cancel));
    purchases.spent = numbersOf(*spent, rows);
    purchases.value = {definition.valueField, spent->type, spent->scale};
    TRY_ASSIGN(const auto each,
               traitColumn(session, people, Json{{"of", "avg"}, {"field", definition.valueField}, {"name", name}}, "each", cancel));
    purchases.each = numbersOf(*each, rows);
    return purchases;
}

std::vector<Ordinal> everybody(const People &people) {
    std::vector<Ordinal> rows;
    rows.reserve(people.snapshot().members().count());
    people.snapshot().members().forEach([&](Ordinal person) {
        rows.push_back(person);
        return true;
    });
    return rows;
}

} // namespace

insight::Membership PeopleFacts::membership(const engine::Bitmap &group) const {
    insight::Membership membership;
    membership.reserve(rows.size());
    for (const Ordinal row : rows)
        membership.push_back(group.contains(row));
    return membership;
}

std::vector<insight::Feature> PeopleFacts::takeFeatures() {
    std::vector<insight::Feature> features;
    for (PeopleFact &fact : facts)
        features.push_back(std::move(fact.values));
    return features;
}

Result<PeopleFacts> purchaseFactsOf(Session &session, const People &people, const CancelToken &cancel) {
    PeopleFacts all;
    all.rows = everybody(people);
    all.now = countingNow(session);
    all.zone = workspaceZone(session);
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(session).definition());
    all.definition = definition.definition;
    if (!definition.isSet())
        return all;
    TRY_ASSIGN(Purchases purchases, purchasesOf(session, people, all.definition, all.rows, cancel));
    const auto add = [&](PeopleFact::Kind kind, engine::Field field, std::vector<double> numbers) {
        PeopleFact fact;
        fact.kind = kind;
        fact.field = std::move(field);
        fact.values.numbers = std::move(numbers);
        all.facts.push_back(std::move(fact));
    };
    add(PeopleFact::Kind::LastPurchase, {{}, ColumnType::Double, 0}, std::move(purchases.last));
    if (all.definition.hasRevenue()) {
        add(PeopleFact::Kind::PerPurchase, {purchases.value.name, ColumnType::Double, 0}, std::move(purchases.each));
        add(PeopleFact::Kind::Spent, purchases.value, std::move(purchases.spent));
    }
    add(PeopleFact::Kind::Purchases, {{}, ColumnType::Int64, 0}, std::move(purchases.count));
    return all;
}

// Of people's columns and computed values, in this order.
static Result<std::vector<std::string>> attributeNames(Session &session, const People &people) {
    std::vector<std::string> names;
    for (const engine::Field &field : people.dataset().fields)
        if (field.name != people.dataset().keyField && field.name != people.dataset().emailField)
            names.push_back(field.name);
    TRY_ASSIGN(const auto traits, TraitService(session).list());
    for (const TraitView &trait : traits)
        if (!trait.field.type.empty())
            names.push_back(trait.field.name);
    return names;
}

Result<PeopleFacts> factsOf(Session &session, const People &people, const CancelToken &cancel) {
    std::vector<insight::Feature> values;
    TRY_ASSIGN(PeopleFacts all, lookThrough(session, people, [&](const PeopleFacts &, std::size_t, std::vector<insight::Feature> &features) -> Result<void> {
        std::move(features.begin(), features.end(), std::back_inserter(values));
        return {};
    }, cancel));
    for (std::size_t i = 0; i < values.size(); ++i)
        all.facts[i].values = std::move(values[i]);
    return all;
}

Result<PeopleFacts> lookThrough(Session &session, const People &people, const SeeFacts &see, const CancelToken &cancel) {
    TRY_ASSIGN(PeopleFacts all, purchaseFactsOf(session, people, cancel));
    std::vector<PeopleFact> purchases = std::exchange(all.facts, {});
    std::vector<insight::Feature> waiting;
    const auto add = [&](PeopleFact fact) -> Result<void> {
        waiting.push_back(std::exchange(fact.values, {}));
        all.facts.push_back(std::move(fact));
        if (waiting.size() < kAtOnce)
            return {};
        TRY(see(all, all.facts.size() - waiting.size(), waiting));
        waiting.clear();
        return {};
    };
    TRY_ASSIGN(const auto names, attributeNames(session, people));
    for (const std::string &name : names) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto column, memberColumn(session, people, name, cancel));
        if (auto fact = factOf({name, column->type, column->scale}, *column, all.rows)) {
            TRY(add(*std::move(fact)));
        }
    }
    for (PeopleFact &fact : purchases) {
        TRY(add(std::move(fact)));
    }
    if (!waiting.empty()) {
        TRY(see(all, all.facts.size() - waiting.size(), waiting));
    }
    return all;
}

Result<Buyers> buyersOf(Session &session, const People &people, const CancelToken &cancel) {
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(session).definition());
    if (!definition.isSet() || !definition.definition.hasRevenue())
        return Error(ErrorKind::Invalid, "segment.no_purchases");
    const std::vector<Ordinal> rows = everybody(people);
    TRY_ASSIGN(const Purchases purchases, purchasesOf(session, people, definition.definition, rows, cancel));
    Buyers buyers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (purchases.count[i] <= 0 || std::isnan(purchases.each[i]))
            continue;
        buyers.rows.push_back(rows[i]);
        for (const double value : {purchases.last[i], purchases.count[i], purchases.spent[i] / purchases.unit(), purchases.each[i]})
            buyers.values.push_back(value);
    }
    return buyers;
}

} // namespace audience::service
