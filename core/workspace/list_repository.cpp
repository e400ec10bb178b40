#include "workspace/list_repository.h"

#include "base/fault_point.h"
#include "base/text.h"
#include "engine/codec.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::workspace {

namespace {

constexpr std::size_t kPieceRows = 65'536, kPieceBytes = 16 * 1024 * 1024;
constexpr std::string_view kColumns =
    "SELECT id, name, content, keys, source, changed_at, former_content IS NOT NULL FROM key_list ";

std::string nameKey(std::string_view name) { return foldCase(toNfc(trimmed(name))); }

Error notFound(std::string_view list) { return Error(ErrorKind::NotFound, "list.not_found").with("list", list); }

KeyList listAt(const store::Statement &row) {
    return {row.int64(0), std::string(row.text(1)), row.int64(2), row.int64(3), std::string(row.text(4)),
            Instant{row.int64(5)}, row.int64(6) != 0};
}

Result<void> writePieces(const store::Connection &connection, std::int64_t content, const engine::KeySet &keys) {
    TRY_ASSIGN(store::Statement insert, connection.prepare("INSERT INTO key_list_part(content, part, keys) VALUES(?, ?, ?)"));
    int part = 0;
    for (std::size_t at = 0; at < keys.size(); ++part) {
        engine::ColumnData column;
        column.type = engine::ColumnType::Text;
        for (std::size_t bytes = 0; at < keys.size() && column.texts.size() < kPieceRows && bytes < kPieceBytes; ++at) {
            column.texts.append(keys.at(at));
            bytes += keys.at(at).size();
        }
        column.rows = static_cast<std::uint32_t>(column.texts.size());
        TRY(insert.bind(1, content).bind(2, part).bindBlob(3, engine::encodeColumn(column).blob).run());
        faultPoint("list.piece.written");
    }
    return {};
}

// What no list is or was.
Result<void> sweep(const store::Connection &connection) {
    return connection.execute("DELETE FROM key_list_part WHERE content NOT IN (SELECT content FROM key_list UNION "
                              "SELECT former_content FROM key_list WHERE former_content IS NOT NULL)");
}

Result<KeyList> listOf(const store::Connection &connection, std::int64_t id) {
    TRY_ASSIGN(store::Statement read, connection.prepare(std::string(kColumns) + "WHERE id = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, id).step());
    return row ? Result<KeyList>(listAt(read)) : notFound(std::to_string(id));
}

Result<void> note(Workspace &workspace, const store::Connection &connection, std::string_view what, const KeyList &list) {
    const Json facts{{"name", list.name}, {"keys", list.keys}, {"source", list.source}};
    TRY(workspace.audit().append(connection, {"list." + std::string(what), "list " + std::to_string(list.id), facts, {}, {}}));
    return {};
}

} // namespace

Result<std::vector<KeyList>> ListRepository::lists() const {
    std::vector<KeyList> lists;
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare(std::string(kColumns) + "WHERE removed = 0 ORDER BY name_key"));
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return lists;
        lists.push_back(listAt(read));
    }
}

Result<KeyList> ListRepository::find(std::int64_t id) const {
    TRY_ASSIGN(const std::vector<KeyList> all, lists());
    const auto found = std::find_if(all.begin(), all.end(), [&](const KeyList &one) { return one.id == id; });
    return found == all.end() ? Result<KeyList>(notFound(std::to_string(id))) : *found;
}

Result<KeyList> ListRepository::find(std::string_view name) const {
    TRY_ASSIGN(const std::vector<KeyList> all, lists());
    const std::string wanted = nameKey(name);
    const auto found = std::find_if(all.begin(), all.end(), [&](const KeyList &one) { return nameKey(one.name) == wanted; });
    return found == all.end() ? Result<KeyList>(notFound(name)) : *found;
}

Result<KeyList> ListRepository::put(std::string_view name, const engine::KeySet &keys, std::string_view source) {
    const std::string shown(trimmed(name));
    if (shown.empty())
        return Error(ErrorKind::Invalid, "list.no_name");
    return m_workspace.write([&](const store::Connection &connection) -> Result<KeyList> {
        const auto content = static_cast<std::int64_t>(m_workspace.rng().next() >> 2);
        TRY(writePieces(connection, content, keys));
        // A list that was removed gives up its name and keeps nothing to go back to.
        TRY_ASSIGN(store::Statement save, connection.prepare(
            "INSERT INTO key_list(name, name_key, content, keys, source, changed_at, removed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0) "
            "ON CONFLICT(name_key) DO UPDATE SET "
            "former_content = CASE WHEN removed THEN NULL ELSE content END, former_keys = keys, former_source = source, "
            "former_changed_at = changed_at, name = ?1, content = ?3, keys = ?4, source = ?5, changed_at = ?6, removed = 0 "
            "RETURNING id"));
        save.bind(1, shown).bind(2, nameKey(shown)).bind(3, content).bind(4, static_cast<std::int64_t>(keys.size()));
        TRY_ASSIGN(const bool row, save.bind(5, source).bind(6, m_workspace.clock().now().micros).step());
        const std::int64_t id = row ? save.int64(0) : 0;
        TRY(save.run());
        TRY(sweep(connection));
        TRY_ASSIGN(KeyList saved, listOf(connection, id));
        TRY(note(m_workspace, connection, "saved", saved));
        return saved;
    });
}

Result<KeyList> ListRepository::rename(std::int64_t id, std::string_view name) {
    const std::string shown(trimmed(name));
    if (shown.empty())
        return Error(ErrorKind::Invalid, "list.no_name");
    if (const auto taken = find(shown); taken && taken->id != id)
        return Error(ErrorKind::Conflict, "list.name_taken").with("list", shown);
    TRY(find(id));
    return m_workspace.write([&](const store::Connection &connection) -> Result<KeyList> {
        TRY_ASSIGN(store::Statement gone, connection.prepare("DELETE FROM key_list WHERE name_key = ? AND removed = 1 AND id <> ?"));
        TRY(gone.bind(1, nameKey(shown)).bind(2, id).run());
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE key_list SET name = ?, name_key = ? WHERE id = ?"));
        TRY(save.bind(1, shown).bind(2, nameKey(shown)).bind(3, id).run());
        TRY_ASSIGN(KeyList saved, listOf(connection, id));
        TRY(note(m_workspace, connection, "renamed", saved));
        return saved;
    });
}

Result<void> ListRepository::remove(std::int64_t id) {
    TRY_ASSIGN(const KeyList list, find(id));
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE key_list SET removed = 1 WHERE id = ?"));
        TRY(save.bind(1, id).run());
        return note(m_workspace, connection, "removed", list);
    });
}

Result<KeyList> ListRepository::undo(std::int64_t id) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<KeyList> {
        TRY_ASSIGN(const KeyList list, listOf(connection, id));
        TRY_ASSIGN(store::Statement back, connection.prepare("UPDATE key_list SET removed = 0 WHERE id = ? AND removed = 1"));
        TRY(back.bind(1, id).run());
        if (connection.changes() == 0) {
            if (!list.canUndo)
                return Error(ErrorKind::Invalid, "list.nothing_to_undo").with("list", list.name);
            TRY_ASSIGN(store::Statement swap, connection.prepare(
                "UPDATE key_list SET content = former_content, keys = former_keys, source = former_source, "
                "changed_at = former_changed_at, former_content = content, former_keys = keys, former_source = source, "
                "former_changed_at = changed_at WHERE id = ?"));
            TRY(swap.bind(1, id).run());
        }
        TRY_ASSIGN(KeyList saved, listOf(connection, id));
        TRY(note(m_workspace, connection, "restored", saved));
        return saved;
    });
}

Result<void> ListRepository::forEachPiece(const store::Connection &connection, std::int64_t content, const CancelToken &cancel,
                                          const std::function<void(std::string_view)> &use) {
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT keys FROM key_list_part WHERE content = ? ORDER BY part"));
    read.bind(1, content);
    std::string lines;
    for (;;) {
        TRY(cancel.check());
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return {};
        TRY_ASSIGN(const engine::ColumnData column, engine::decodeColumn(read.blob(0)));
        lines.clear();
        for (std::uint32_t i = 0; i < column.rows; ++i)
            lines.append(column.textAt(i)).push_back('\n');
        use(lines);
    }
}

} // namespace audience::workspace
