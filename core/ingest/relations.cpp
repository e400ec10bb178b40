#include "ingest/relations.h"

#include "base/text.h"
#include "store/dataset_reader.h"
#include "store/text_index.h"

#include <algorithm>
#include <optional>

namespace audience::ingest {

using engine::ColumnType;

namespace {

constexpr std::uint32_t kMaxReferring = 100'000; // different values are enough to tell
constexpr std::int64_t kMaxKeys = 5'000'000;

struct ValueSet {
    store::TextIndex texts;
    bool unique = true; // no value twice, none missing
};

// Stops early when `most` different values are there, or (stopAtRepeat) when it cannot be a key.
Result<ValueSet> valuesOf(const store::DatasetReader &reader, std::size_t field, std::uint32_t most,
                          bool stopAtRepeat) {
    ValueSet set;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(const engine::ColumnData column, reader.column(chunk, field));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            if (!live.empty() && !(live[row >> 6] >> (row & 63) & 1))
                continue;
            const bool isNew = !column.isNull(row) &&
                               (column.type == ColumnType::Text
                                    ? set.texts.insert(trimmed(column.textAt(row))).second
                                    : set.texts.insert(std::to_string(column.ints[row])).second);
            set.unique = set.unique && isNew;
            if ((stopAtRepeat && !set.unique) || set.texts.size() >= most)
                return set;
        }
        if (column.rows == 0 && reader.chunks()[chunk].rows > 0)
            set.unique = false;
    }
    return set;
}

bool canRefer(ColumnType type) {
    return type == ColumnType::Int64 || type == ColumnType::Text;
}

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : toLowerAscii(name))
        if (c != '_' && c != '-' && c != ' ')
            plain += c;
    return plain;
}

bool namesAgree(const std::string &from, const std::string &to, const std::string &toDataset) {
    const std::string a = plainName(from), b = plainName(to), dataset = plainName(toDataset);
    if (a == b || (b.size() > 2 && (a.ends_with(b) || b.ends_with(a))))
        return true;
    // "customer" or "customer_id" refers to "id" of "customers".
    return dataset.size() > 3 &&
           a.substr(0, dataset.size() - 1) == dataset.substr(0, dataset.size() - 1);
}

struct KeyColumn {
    std::size_t reader, field;
    ValueSet values;
};

} // namespace

Result<std::vector<Relation>> detectRelations(const store::Connection &connection) {
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(connection));
    std::vector<store::DatasetReader> readers;
    for (const store::DatasetInfo &info : datasets) {
        TRY_ASSIGN(auto reader, store::DatasetReader::open(connection, info.name));
        readers.push_back(std::move(reader));
    }
    std::vector<KeyColumn> keys;
    for (std::size_t r = 0; r < readers.size(); ++r) {
        const store::DatasetInfo &info = readers[r].info();
        if (info.rows == 0 || info.rows > kMaxKeys)
            continue;
        for (std::size_t f = 0; f < info.fields.size(); ++f) {
            if (!canRefer(info.fields[f].type) ||
                (!info.keyField.empty() && info.fields[f].name != info.keyField))
                continue;
            TRY_ASSIGN(ValueSet values,
                       valuesOf(readers[r], f, static_cast<std::uint32_t>(kMaxKeys), true));
            if (values.unique && values.texts.size() > 1)
                keys.push_back({r, f, std::move(values)});
        }
    }
    std::vector<Relation> relations;
    for (std::size_t r = 0; r < readers.size(); ++r) {
        const store::DatasetInfo &info = readers[r].info();
        for (std::size_t f = 0; f < info.fields.size() && !keys.empty(); ++f) {
            if (!canRefer(info.fields[f].type))
                continue;
            std::optional<ValueSet> values;
            for (const KeyColumn &key : keys) {
                const store::DatasetInfo &target = readers[key.reader].info();
                const engine::Field &targetField = target.fields[key.field];
                if (key.reader == r || targetField.type != info.fields[f].type)
                    continue;
                const bool named = namesAgree(info.fields[f].name, targetField.name, target.name);
                if (!named && info.fields[f].type == ColumnType::Int64)
                    continue;
                if (!values) {
                    TRY_ASSIGN(values, valuesOf(readers[r], f, kMaxReferring, false));
                }
                Relation relation{info.name,        info.fields[f].name,  target.name,
                                  targetField.name, values->texts.size(), 0};
                for (std::uint32_t i = 0; i < values->texts.size(); ++i)
                    relation.matched +=
                        key.values.texts.find(values->texts.at(i)) != store::TextIndex::kAbsent;
                const bool enough = relation.matched * 10 >= relation.values * 9 &&
                                    relation.values >= (named ? 1 : 3);
                if (enough)
                    relations.push_back(std::move(relation));
            }
        }
    }
    return relations;
}

} // namespace audience::ingest
