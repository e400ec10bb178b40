#include "service/list_service.h"

#include "base/text.h"
#include "engine/key_source.h"
#include "ingest/csv_dialect.h"
#include "ingest/csv_record_reader.h"
#include "ingest/file_source.h"
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

Result<KeySet> keysOfFile(Session &session, const std::string &path, const std::string &column, const CancelToken &cancel) {
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
    KeySet keys;
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
            if (field < records.fields().size())
                TRY(addKey(keys, records.fields()[field]));
        }
        text.erase(0, left);
    }
    if (keys.size() == 0)
        return Error(ErrorKind::Invalid, "list.no_keys").with("path", path);
    return keys;
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
    TRY_ASSIGN(const KeySet given, keysOfFile(m_session, path, column, cancel));
    return apply(name, given, std::filesystem::path(path).filename().string(), change, cancel);
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
    return apply(name, given, "pasted", change, {});
}

Result<ListChanged> ListService::apply(const std::string &name, const KeySet &given, std::string_view source, ListChange change,
                                       const CancelToken &cancel) {
    ListRepository lists(m_session.workspace());
    const auto there = lists.find(name);
    if (!there && change == ListChange::Remove)
        return there.error();
    ListChanged result;
    result.read = static_cast<std::int64_t>(given.size());
    if (!there || change == ListChange::Replace) {
        result.changed = result.read;
        TRY_ASSIGN(result.list, lists.put(name, given, source));
        return result;
    }
    KeySet keys;
    TRY(forEachKey(there->id, cancel, [&](std::string_view key) {
        if (change == ListChange::Add || !given.contains(key))
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
