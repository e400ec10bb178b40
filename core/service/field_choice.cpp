// Choosing among people by a field: who comes first, and who belongs together.
#include "base/text.h"
#include "service/audience_question.h"
#include "service/member_columns.h"

#include <algorithm>
#include <cstring>

namespace audience::service {

namespace {

using Column = std::shared_ptr<const engine::DenseColumn>;

bool hasValue(const engine::DenseColumn &column, Ordinal person) { return person < column.size && column.isValid(person); }

// The place of each word in the alphabet, by its code.
std::vector<std::int64_t> places(const engine::DenseColumn &column, const std::vector<Ordinal> &people) {
    std::vector<std::pair<std::string, std::size_t>> words;
    std::vector<std::int64_t> ranks;
    for (const Ordinal person : people) {
        if (!hasValue(column, person))
            continue;
        const auto code = static_cast<std::size_t>(column.intAt(person));
        if (ranks.size() <= code)
            ranks.resize(code + 1, -1);
        if (ranks[code] < 0) {
            ranks[code] = 0;
            words.emplace_back(foldCase(column.dictionary->at(static_cast<std::uint32_t>(code))), code);
        }
    }
    std::sort(words.begin(), words.end());
    for (std::size_t i = 0; i < words.size(); ++i)
        ranks[words[i].second] = static_cast<std::int64_t>(i);
    return ranks;
}

std::vector<Ordinal> everybody(const People &people) {
    std::vector<Ordinal> all;
    people.snapshot().members().forEach([&](Ordinal person) {
        all.push_back(person);
        return true;
    });
    return all;
}

} // namespace

Result<delivery::PersonOrder> orderBy(Session &session, const People &people, const std::string &text) {
    if (text.empty())
        return delivery::PersonOrder();
    const bool isLowest = text.front() == '-';
    TRY_ASSIGN(const Column column, memberColumn(session, people, isLowest ? text.substr(1) : text));
    const auto ranks = std::make_shared<const std::vector<std::int64_t>>(column->dictionary ? places(*column, everybody(people)) : std::vector<std::int64_t>());
    return delivery::PersonOrder([column, ranks, isLowest](Ordinal a, Ordinal b) {
        const bool hasA = hasValue(*column, a), hasB = hasValue(*column, b);
        if (!hasA || !hasB)
            return hasA && !hasB;
        if (isLowest)
            std::swap(a, b);
        if (column->type == engine::ColumnType::Double)
            return column->f64[a] > column->f64[b];
        const auto valueOf = [&](Ordinal person) {
            const std::int64_t value = column->intAt(person);
            return column->dictionary ? (*ranks)[static_cast<std::size_t>(value)] : value;
        };
        return valueOf(a) > valueOf(b);
    });
}

Result<delivery::GroupOf> groupsBy(Session &session, const People &people, const std::string &field) {
    if (field.empty())
        return delivery::GroupOf();
    TRY_ASSIGN(const Column column, memberColumn(session, people, field));
    return delivery::GroupOf([column](Ordinal person) -> std::optional<std::int64_t> {
        if (!hasValue(*column, person))
            return std::nullopt;
        if (column->type == engine::ColumnType::Double) {
            std::int64_t bits = 0;
            std::memcpy(&bits, &column->f64[person], sizeof bits);
            return bits;
        }
        const std::int64_t value = column->intAt(person);
        if (column->dictionary && column->dictionary->at(static_cast<std::uint32_t>(value)).empty())
            return std::nullopt;
        return value;
    });
}

} // namespace audience::service
