#include "ingest/relations.h"

#include "base/text.h"
#include "store/dataset_reader.h"
#include "store/text_index.h"

#include <algorithm>
#include <map>
#include <optional>

namespace audience::ingest {

using engine::ColumnType;
using store::DatasetReader;

namespace {

constexpr std::uint32_t kMostReferring = 100'000; // different values are enough to tell
constexpr std::int64_t kMostSampled = 400'000;    // rows of a referring column
constexpr std::int64_t kMostKeys = 5'000'000;
constexpr std::size_t kMostPairs = 400;           // compared; the names that say most first
constexpr std::int64_t kFewestByValues = 10;      // different values, where no name says anything
constexpr std::int64_t kLeastUsed = 20;           // and one in so many keys must occur

struct ValueSet {
    store::TextIndex values;
    bool isKey = true; // no value twice, none missing
};

// The bytes of a number, or a text without the blanks at its ends; nothing for no value.
std::optional<std::string_view> bytesAt(const engine::ColumnData &column, std::uint32_t row) {
    if (column.isNull(row))
        return std::nullopt;
    if (column.type != ColumnType::Text)
        return std::string_view(reinterpret_cast<const char *>(&column.ints[row]), sizeof(std::int64_t));
    const std::string_view text = trimmed(column.textAt(row));
    return text.empty() ? std::nullopt : std::optional(text);
}

// Of a key all rows until one repeats; else a sample spread over the chunks.
Result<ValueSet> valuesOf(const DatasetReader &reader, std::size_t field, bool asKey, const CancelToken &cancel) {
    ValueSet set;
    const std::size_t chunks = reader.chunks().size();
    const auto perChunk = std::max<std::int64_t>(1, reader.info().rows / static_cast<std::int64_t>(std::max<std::size_t>(1, chunks)));
    const std::size_t wanted = asKey ? chunks : std::clamp<std::size_t>(static_cast<std::size_t>(kMostSampled / perChunk), 1, std::max<std::size_t>(1, chunks));
    for (std::size_t i = 0; i < std::min(wanted, chunks); ++i) {
        TRY(cancel.check());
        const std::size_t chunk = i * chunks / wanted;
        TRY_ASSIGN(const engine::ColumnData column, reader.column(chunk, field));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            if (!live.empty() && !(live[row >> 6] >> (row & 63) & 1))
                continue;
            const auto bytes = bytesAt(column, row);
            set.isKey = set.isKey && bytes;
            if (bytes)
                set.isKey = set.values.insert(*bytes).second && set.isKey;
            if (asKey ? !set.isKey : set.values.size() >= kMostReferring)
                return set;
        }
        if (column.rows == 0 && reader.chunks()[chunk].rows > 0)
            set.isKey = false;
    }
    return set;
}

bool canRefer(ColumnType type) {
    return type == ColumnType::Int64 || type == ColumnType::Text;
}

using Place = std::pair<std::size_t, std::size_t>; // dataset, field

struct Pair {
    Place from, to;
    Pointing pointing = Pointing::Nowhere;
};

class Finder {
public:
    explicit Finder(const RelationSearch &search) : m_search(search) {}

    Result<std::vector<Relation>> run(const store::Connection &connection) {
        TRY_ASSIGN(const auto datasets, DatasetReader::list(connection));
        for (const store::DatasetInfo &info : datasets) {
            TRY_ASSIGN(auto reader, DatasetReader::open(connection, info.name));
            m_readers.push_back(std::move(reader));
        }
        std::map<Place, std::pair<Pair, Relation>> best; // by the referring column
        for (const Pair &pair : pairs()) {
            TRY_ASSIGN(const auto found, compare(pair));
            if (!found || isItselfAKeyOf(pair, *found))
                continue;
            const auto [known, isNew] = best.try_emplace(pair.from, pair, *found);
            if (!isNew && isBetter(pair, *found, known->second))
                known->second = {pair, *found};
        }
        std::vector<Relation> relations;
        for (auto &[from, found] : best)
            relations.push_back(std::move(found.second));
        return relations;
    }

private:
    const store::DatasetInfo &info(const Place &place) const { return m_readers[place.first].info(); }
    const engine::Field &field(const Place &place) const { return info(place).fields[place.second]; }

    // Only what the names allow is read at all. A number that merely falls among the ids of others says nothing.
    std::vector<Pair> pairs() const {
        std::vector<Place> keys;
        std::vector<Pair> all;
        for (std::size_t d = 0; d < m_readers.size(); ++d)
            for (std::size_t f = 0; f < m_readers[d].info().fields.size(); ++f)
                if (const Place key{d, f}; canBeKey(key))
                    keys.push_back(key);
        for (std::size_t d = 0; d < m_readers.size(); ++d)
            for (std::size_t f = 0; f < m_readers[d].info().fields.size(); ++f)
                for (const Place &key : keys) {
                    const Place from{d, f};
                    if (key.first == d || field(key).type != field(from).type || (!m_search.from.empty() && info(from).name != m_search.from))
                        continue;
                    const auto towards = [&](const std::string &name) { return pointing(info(from).name, field(from).name, name, field(key).name); };
                    const bool isPeople = info(key).role == store::DatasetRole::Profiles; // whatever they are called
                    const Pointing how = isPeople ? std::max(towards(info(key).name), towards("people")) : towards(info(key).name);
                    const bool isNumber = field(from).type == ColumnType::Int64;
                    const bool isKeyName = isNameOfKeys(field(from).name) || field(key).name == info(key).keyField;
                    if (how == Pointing::Nowhere || (isNumber && (how == Pointing::Values || (how == Pointing::SameName && !isKeyName))))
                        continue;
                    all.push_back({from, key, how});
                }
        std::stable_sort(all.begin(), all.end(), [](const Pair &a, const Pair &b) { return a.pointing > b.pointing; });
        if (all.size() > kMostPairs)
            all.resize(kMostPairs);
        return all;
    }

    bool canBeKey(const Place &place) const {
        const store::DatasetInfo &of = info(place);
        return canRefer(field(place).type) && of.rows > 1 && of.rows <= kMostKeys && (of.keyField.empty() || field(place).name == of.keyField);
    }

    Result<const ValueSet *> values(const Place &place, bool asKey) {
        auto &kept = asKey ? m_keys : m_values;
        if (const auto known = kept.find(place); known != kept.end())
            return &known->second;
        TRY_ASSIGN(ValueSet set, valuesOf(m_readers[place.first], place.second, asKey, m_search.cancel));
        return &kept.emplace(place, std::move(set)).first->second;
    }

    Result<std::optional<Relation>> compare(const Pair &pair) {
        TRY_ASSIGN(const ValueSet *from, values(pair.from, false));
        if (from->values.size() == 0)
            return std::optional<Relation>();
        TRY_ASSIGN(const ValueSet *key, values(pair.to, true));
        if (!key->isKey || key->values.size() < 2)
            return std::optional<Relation>();
        Relation found{info(pair.from).name, field(pair.from).name, info(pair.to).name, field(pair.to).name, from->values.size(), 0, key->values.size(), pair.pointing};
        for (std::uint32_t i = 0; i < from->values.size(); ++i)
            found.matched += key->values.find(from->values.at(i)) != store::TextIndex::kAbsent;
        if (found.matched == 0 || found.matched * 100 < found.values * m_search.leastPercent)
            return std::optional<Relation>();
        if (pair.pointing == Pointing::Values && (found.values < kFewestByValues || found.matched * kLeastUsed < found.keys || found.matched * 10 < found.values * 9))
            return std::optional<Relation>();
        return std::optional(std::move(found));
    }

    // Of two keys with one name that of fewer rows refers to the other; where both hold the same, to people, or to what was there first.
    bool isItselfAKeyOf(const Pair &pair, const Relation &found) {
        const auto known = m_values.find(pair.from);
        if (pair.pointing > Pointing::SameName || known == m_values.end() || !known->second.isKey)
            return false;
        if (found.values != found.keys)
            return found.values > found.keys;
        const bool toPeople = info(pair.to).role == store::DatasetRole::Profiles, fromPeople = info(pair.from).role == store::DatasetRole::Profiles;
        return toPeople != fromPeople ? fromPeople : info(pair.from).id < info(pair.to).id;
    }

    bool isBetter(const Pair &pair, const Relation &found, const std::pair<Pair, Relation> &than) const {
        if (pair.pointing != than.first.pointing)
            return pair.pointing > than.first.pointing;
        if (found.matched != than.second.matched)
            return found.matched > than.second.matched;
        const bool toPeople = info(pair.to).role == store::DatasetRole::Profiles;
        return toPeople && info(than.first.to).role != store::DatasetRole::Profiles;
    }

    const RelationSearch &m_search;
    std::vector<DatasetReader> m_readers;
    std::map<Place, ValueSet> m_keys, m_values;
};

} // namespace

Result<std::vector<Relation>> detectRelations(const store::Connection &connection, const RelationSearch &search) {
    return Finder(search).run(connection);
}

} // namespace audience::ingest
