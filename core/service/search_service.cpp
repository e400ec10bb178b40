#include "service/search_service.h"

#include "base/text.h"
#include "service/data_service.h"
#include "service/people.h"
#include "service/session.h"

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

constexpr std::size_t kLookUpEvery = 1U << 14; // texts between looks at the cancel token

// ASCII letters fold; all others compare as they are.
constexpr std::array<unsigned char, 256> makeFolding() {
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < 256; ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + 32 : i);
    return table;
}
constexpr auto kFold = makeFolding();

std::string folded(std::string_view text) {
    std::string low(text);
    for (char &c : low)
        c = static_cast<char>(kFold[static_cast<unsigned char>(c)]);
    return low;
}

// Where the folded needle lies in the text; npos when nowhere.
std::size_t findFolded(std::string_view text, std::string_view needle) {
    if (needle.size() > text.size())
        return std::string_view::npos;
    const auto first = static_cast<unsigned char>(needle[0]);
    for (std::size_t i = 0; i + needle.size() <= text.size(); ++i) {
        if (kFold[static_cast<unsigned char>(text[i])] != first)
            continue;
        std::size_t k = 1;
        while (k < needle.size() && kFold[static_cast<unsigned char>(text[i + k])] == static_cast<unsigned char>(needle[k]))
            ++k;
        if (k == needle.size())
            return i;
    }
    return std::string_view::npos;
}

bool fits(std::string_view text, std::string_view needle) {
    return findFolded(text, needle) != std::string_view::npos;
}

// The rows of a column whose text has the needle: those that begin with it first, at most `most` of each.
struct Rows {
    std::vector<std::size_t> beginning, inside;
};

Result<Rows> rowsOf(const engine::DenseColumn &column, std::string_view needle, std::size_t most, const CancelToken &cancel) {
    Rows rows;
    const auto note = [&](std::size_t at, std::size_t row) {
        auto &list = at == 0 ? rows.beginning : rows.inside;
        if (list.size() < most)
            list.push_back(row);
    };
    if (!column.dictionary) {
        for (std::size_t row = 0; row < column.size && rows.beginning.size() < most; ++row) {
            if (row % kLookUpEvery == 0)
                TRY(cancel.check());
            if (column.isValid(row))
                if (const std::size_t at = findFolded(engine::toText(cellOf(column, row)), needle); at != std::string_view::npos)
                    note(at, row);
        }
        return rows;
    }
    // Each distinct text is looked at once; then the rows that have one of those.
    std::vector<std::uint8_t> wanted(column.dictionary->size(), 0);
    bool hasAny = false;
    for (std::size_t code = 0; code < wanted.size(); ++code) {
        if (code % kLookUpEvery == 0)
            TRY(cancel.check());
        const std::size_t at = findFolded(column.dictionary->at(static_cast<std::uint32_t>(code)), needle);
        wanted[code] = at == std::string_view::npos ? 0 : at == 0 ? 2 : 1;
        hasAny = hasAny || wanted[code];
    }
    for (std::size_t row = 0; hasAny && row < column.size && rows.beginning.size() < most; ++row) {
        if (row % kLookUpEvery == 0)
            TRY(cancel.check());
        if (!column.isValid(row))
            continue;
        if (const auto how = wanted[static_cast<std::size_t>(column.intAt(row))])
            note(how == 2 ? 0 : 1, row);
    }
    return rows;
}

// What people are known by: address, key, and columns that are named for a name.
std::vector<std::string> identityColumns(const People &people) {
    const store::DatasetInfo &dataset = people.dataset();
    std::vector<std::string> columns;
    const auto add = [&](const std::string &name) {
        if (!name.empty() && people.hasField(name) && std::find(columns.begin(), columns.end(), name) == columns.end())
            columns.push_back(name);
    };
    add(dataset.emailField);
    add(dataset.nameField);
    for (const engine::Field &field : dataset.fields)
        if (field.type == engine::ColumnType::Text && fits(field.name, "name"))
            add(field.name);
    add(dataset.keyField);
    constexpr std::size_t kMostColumns = 5;
    columns.resize(std::min(columns.size(), kMostColumns));
    return columns;
}

Result<void> findPeople(const People &people, const std::string &needle, int most, const CancelToken &cancel, SearchHits &hits) {
    struct Hit {
        bool begins;
        std::size_t column, row;
    };
    std::vector<Hit> found;
    const auto columns = identityColumns(people);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto column, people.column(columns[i]));
        TRY_ASSIGN(const Rows rows, rowsOf(*column, needle, static_cast<std::size_t>(most), cancel));
        for (const std::size_t row : rows.beginning)
            found.push_back({true, i, row});
        for (const std::size_t row : rows.inside)
            found.push_back({false, i, row});
    }
    std::stable_sort(found.begin(), found.end(), [](const Hit &a, const Hit &b) { return a.begins && !b.begins; });
    std::vector<std::size_t> taken;
    for (const Hit &hit : found) {
        if (hits.people.size() == static_cast<std::size_t>(most))
            break;
        if (!people.snapshot().members().contains(static_cast<Ordinal>(hit.row)) || std::find(taken.begin(), taken.end(), hit.row) != taken.end())
            continue;
        taken.push_back(hit.row);
        const auto person = static_cast<Ordinal>(hit.row);
        PersonHit one;
        TRY_ASSIGN(one.key, people.keyOf(person));
        TRY_ASSIGN(one.found, people.text(columns[hit.column], person));
        const std::string &other = columns[hit.column == 0 && columns.size() > 1 ? 1 : 0];
        TRY_ASSIGN(one.also, people.text(other, person));
        if (one.also == one.found)
            one.also.clear();
        hits.people.push_back(std::move(one));
    }
    return {};
}

} // namespace

Result<SearchHits> SearchService::find(const std::string &text, const SearchLimits &limits, const CancelToken &cancel) {
    SearchHits hits;
    const std::string needle = folded(trimmed(text));
    if (needle.empty())
        return hits;
    TRY_ASSIGN(const auto datasets, DataService(m_session).datasets());
    for (const DatasetView &dataset : datasets) {
        if (fits(dataset.name, needle) && hits.datasets.size() < static_cast<std::size_t>(limits.datasets))
            hits.datasets.push_back(dataset.name);
        if (dataset.role == "profiles")
            hits.peopleDataset = dataset.name;
        for (const FieldView &field : dataset.fields)
            if (fits(field.name, needle) && hits.columns.size() < static_cast<std::size_t>(limits.columns))
                hits.columns.push_back({dataset.name, field.name});
    }
    TRY(cancel.check());
    if (hits.peopleDataset.empty() || limits.people <= 0)
        return hits;
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY(findPeople(people, needle, limits.people, cancel, hits));
    return hits;
}

} // namespace audience::service
