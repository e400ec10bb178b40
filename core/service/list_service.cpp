#include "service/list_service.h"

#include "base/text.h"
#include "engine/key_source.h"
#include "ingest/csv_dialect.h"
#include "ingest/csv_record_reader.h"
#include "ingest/file_source.h"
#include "service/audience_question.h"
#include "service/people.h"
#include "service/session.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace audience::service {

using engine::KeySet;
using workspace::KeyList;
using workspace::ListRepository;

namespace {

constexpr std::size_t kReadBytes = 4 * 1024 * 1024;

Result<void> addKey(KeySet &keys, std::string_view cell) {
    const std::string_view key = trimmed(cell);
    if (key.empty() || key.find('\n') != std::string_view::npos)
        return {};
    if (static_cast<std::int64_t>(keys.size()) >= kMostKeys)
        return Error(ErrorKind::Limit, "list.too_many").with("limit", std::to_string(kMostKeys));
    const bool isPlain = std::all_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    (void)(isPlain ? keys.insert(key) : keys.insert(toNfc(key)));
    return {};
}

std::string namesOf(const std::vector<std::string> &columns) {
    std::string names;
    for (std::size_t i = 0; i < columns.size() && i < 20; ++i)
        names += (i == 0 ? "" : ", ") + columns[i];
    return names;
}

std::string keyField(Session &session) {
    const auto snapshot = session.snapshot();
    return snapshot ? (*snapshot)->schema().profileKey : std::string();
}

bool isSameName(std::string_view a, std::string_view b) { return foldCase(trimmed(a)) == foldCase(trimmed(b)); }

// Which column of the file holds the keys.
Result<std::size_t> columnOf(const ingest::CsvDialect &dialect, const std::string &path, const std::string &wanted, const std::string &keyField) {
    const std::vector<std::string> &columns = dialect.columns;
    const auto named = [&](const std::string &name) {
        return static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(), [&](const auto &one) { return isSameName(one, name); }) -
                                        columns.begin());
    };
    if (!wanted.empty()) {
        if (named(wanted) < columns.size())
            return named(wanted);
        return Error(ErrorKind::NotFound, "list.no_column").with("path", path).with("column", wanted).with("columns", namesOf(columns));
    }
    if (!keyField.empty() && named(keyField) < columns.size())
        return named(keyField);
    if (columns.size() == 1)
        return std::size_t{0};
    return Error(ErrorKind::Invalid, "list.choose_column").with("path", path).with("columns", namesOf(columns));
}

struct FileKeys {
    KeySet keys;
    std::int64_t read = 0;
    std::vector<std::string> columns;
    std::string column;
};

Result<FileKeys> keysOfFile(Session &session, const std::string &path, const std::string &column, const CancelToken &cancel) {
    TRY_ASSIGN(ingest::FileSource source, ingest::FileSource::open(path));
    const std::string key = keyField(session);
    TRY_ASSIGN(auto sniffed, ingest::sniffDialect(source));
    // A file of bare keys has no heading, however its first line looks, unless it names the key.
    const bool isBare = sniffed.dialect.columns.size() == 1 && sniffed.dialect.hasHeader && column.empty() &&
                        !isSameName(sniffed.dialect.columns[0], key);
    if (isBare) {
        ingest::DialectOptions options;
        options.header = false;
        options.encoding = sniffed.dialect.encoding;
        TRY_ASSIGN(sniffed, ingest::sniffDialect(source, options));
    }
    TRY_ASSIGN(const std::size_t field, columnOf(sniffed.dialect, path, column, key));
    TRY(source.seek(sniffed.dialect.dataOffset));
    ingest::TextDecoder decoder(sniffed.dialect.encoding);
    FileKeys found;
    found.columns = sniffed.dialect.columns;
    found.column = sniffed.dialect.columns[field];
    KeySet &keys = found.keys;
    std::string bytes, text;
    for (bool atEnd = false; !atEnd;) {
        TRY(cancel.check());
        bytes.clear();
        TRY_ASSIGN(const std::size_t got, source.read(kReadBytes, bytes));
        atEnd = got == 0;
        decoder.decode(bytes, text);
        if (atEnd)
            decoder.finish(text);
        ingest::CsvRecordReader records(text, sniffed.dialect.delimiter, sniffed.dialect.quote);
        std::size_t left = text.size();
        while (records.next()) {
            // The last record may go on in the next piece.
            if (!atEnd && records.endsAtTextEnd()) {
                left = records.offset();
                break;
            }
            if (field < records.fields().size()) {
                found.read += trimmed(records.fields()[field]).empty() ? 0 : 1;
                TRY(addKey(keys, records.fields()[field]));
            }
        }
        text.erase(0, left);
    }
    if (keys.size() == 0)
        return Error(ErrorKind::Invalid, "list.no_keys").with("path", path);
    return found;
}

// Who the keys are.
struct Matched {
    KeySet keys;      // addresses have become the keys of those who have them
    KeySet addresses; // as they are compared; only where the keys are addresses
    bool byAddress = false;
    std::int64_t people = 0, notFound = 0;
    std::vector<std::string> missing;
};

constexpr std::size_t kMostMissing = 5;

bool areAddresses(const KeySet &given) {
    const std::size_t looked = std::min<std::size_t>(given.size(), 100);
    std::size_t addresses = 0;
    for (std::size_t i = 0; i < looked; ++i)
        addresses += given.at(i).find('@') != std::string_view::npos ? 1 : 0;
    return addresses * 2 > looked;
}

// `counts`: whether anybody asks how many; without that only addresses need the people.
Result<Matched> matched(Session &session, KeySet given, bool counts, const CancelToken &cancel) {
    Matched found;
    const auto people = People::load(session);
    if (people) {
        const store::DatasetInfo &dataset = people->dataset();
        found.byAddress = !dataset.emailField.empty() && dataset.emailField != dataset.keyField && areAddresses(given);
    }
    if (!people || (!counts && !found.byAddress)) {
        found.notFound = static_cast<std::int64_t>(given.size());
        found.keys = std::move(given);
        return found;
    }
    const store::DatasetInfo &dataset = people->dataset();
    TRY_ASSIGN(const auto keys, people->column(dataset.keyField));
    std::shared_ptr<const engine::DenseColumn> addresses;
    if (found.byAddress) {
        TRY_ASSIGN(addresses, people->column(dataset.emailField));
        for (std::size_t i = 0; i < given.size(); ++i)
            found.addresses.insert(foldCase(given.at(i)));
    }
    KeySet present;
    Result<void> added;
    people->snapshot().members().forEach([&](Ordinal person) {
        const std::string key = engine::toText(cellOf(*keys, person));
        const std::string asked = found.byAddress ? foldCase(trimmed(engine::toText(cellOf(*addresses, person)))) : key;
        if (asked.empty() || !(found.byAddress ? found.addresses : given).contains(asked))
            return true;
        ++found.people;
        present.insert(asked);
        if (found.byAddress)
            added = addKey(found.keys, key);
        return added && !cancel.isCancelled();
    });
    TRY(std::move(added));
    TRY(cancel.check());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string_view key = given.at(i);
        const std::string asked = found.byAddress ? foldCase(key) : std::string(key);
        if (!present.contains(asked)) {
            ++found.notFound;
            if (found.missing.size() < kMostMissing)
                found.missing.emplace_back(key);
            if (found.byAddress)
                TRY(addKey(found.keys, key));
        }
    }
    if (!found.byAddress)
        found.keys = std::move(given);
    return found;
}

} // namespace

Result<std::vector<KeyList>> ListService::lists() const { return ListRepository(m_session.workspace()).lists(); }

Result<KeyList> ListService::find(const std::string &idOrName) const {
    const ListRepository lists(m_session.workspace());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(idOrName.data(), idOrName.data() + idOrName.size(), id);
    if (error == std::errc() && end == idOrName.data() + idOrName.size())
        if (auto found = lists.find(id))
            return found;
    return lists.find(idOrName);
}

Result<ListChanged> ListService::importFile(const std::string &name, const std::string &path, const std::string &column, ListChange change,
                                            const CancelToken &cancel) {
    TRY_ASSIGN(FileKeys given, keysOfFile(m_session, path, column, cancel));
    TRY_ASSIGN(const Matched found, matched(m_session, std::move(given.keys), false, cancel));
    TRY_ASSIGN(ListChanged changed, apply(name, found.keys, found.addresses, std::filesystem::path(path).filename().string(), change, cancel));
    changed.notFound = found.byAddress ? found.notFound : 0;
    return changed;
}

Result<ListSurvey> ListService::survey(const std::string &path, const std::string &column, const CancelToken &cancel) const {
    TRY_ASSIGN(FileKeys given, keysOfFile(m_session, path, column, cancel));
    ListSurvey survey{std::move(given.columns), std::move(given.column), given.read, static_cast<std::int64_t>(given.keys.size()), 0, 0, {}, false};
    TRY_ASSIGN(Matched found, matched(m_session, std::move(given.keys), true, cancel));
    survey.people = found.people;
    survey.notFound = found.notFound;
    survey.missing = std::move(found.missing);
    survey.byAddress = found.byAddress;
    return survey;
}

Result<ListChanged> ListService::keep(const std::string &name, const model::SegmentRule &rule, const std::string &source, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    std::vector<Ordinal> members;
    members.reserve(audience.members.count());
    audience.members.forEach([&](Ordinal person) {
        members.push_back(person);
        return true;
    });
    return keep(name, members, source, cancel);
}

Result<ListChanged> ListService::keep(const std::string &name, const std::vector<Ordinal> &members, const std::string &source, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const auto column, people.column(people.dataset().keyField));
    KeySet keys;
    for (const Ordinal person : members)
        TRY(addKey(keys, engine::toText(cellOf(*column, person))));
    if (keys.size() == 0)
        return Error(ErrorKind::Invalid, "list.no_people");
    return apply(name, keys, {}, source, ListChange::Replace, cancel);
}

Result<ListChanged> ListService::paste(const std::string &name, const std::string &text, ListChange change) {
    KeySet given;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n,;\t", at), text.size());
        TRY(addKey(given, std::string_view(text).substr(at, end - at)));
        at = end + 1;
    }
    if (given.size() == 0)
        return Error(ErrorKind::Invalid, "list.nothing_pasted");
    TRY_ASSIGN(const Matched found, matched(m_session, std::move(given), false, {}));
    TRY_ASSIGN(ListChanged changed, apply(name, found.keys, found.addresses, "pasted", change, {}));
    changed.notFound = found.byAddress ? found.notFound : 0;
    return changed;
}

Result<ListChanged> ListService::apply(const std::string &name, const KeySet &given, const KeySet &addresses, std::string_view source,
                                       ListChange change, const CancelToken &cancel) {
    ListRepository lists(m_session.workspace());
    const auto there = lists.find(name);
    if (!there && change == ListChange::Remove)
        return there.error();
    ListChanged result;
    result.read = static_cast<std::int64_t>(given.size());
    result.isNew = !there;
    if (!there || change == ListChange::Replace) {
        result.changed = result.read;
        TRY_ASSIGN(result.list, lists.put(name, given, source));
        return result;
    }
    KeySet keys;
    TRY(forEachKey(there->id, cancel, [&](std::string_view key) {
        // An address may stand on the list as it is, from when nobody had it yet.
        const bool isGiven = given.contains(key) || (addresses.size() > 0 && addresses.contains(foldCase(key)));
        if (change == ListChange::Add || !isGiven)
            keys.insert(key);
    }));
    for (std::size_t i = 0; change == ListChange::Add && i < given.size(); ++i)
        TRY(addKey(keys, given.at(i)));
    result.changed = std::abs(static_cast<std::int64_t>(keys.size()) - there->keys);
    TRY_ASSIGN(result.list, lists.put(there->name, keys, source));
    return result;
}

Result<KeyList> ListService::rename(std::int64_t id, const std::string &name) { return ListRepository(m_session.workspace()).rename(id, name); }

Result<void> ListService::remove(std::int64_t id) { return ListRepository(m_session.workspace()).remove(id); }

Result<KeyList> ListService::undo(std::int64_t id) { return ListRepository(m_session.workspace()).undo(id); }

Result<void> ListService::forEachKey(std::int64_t id, const CancelToken &cancel, const std::function<void(std::string_view)> &use) const {
    TRY_ASSIGN(const KeyList list, ListRepository(m_session.workspace()).find(id));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return ListRepository::forEachPiece(*reader, list.content, cancel, [&](std::string_view lines) { engine::forEachLine(lines, use); });
}

} // namespace audience::service
