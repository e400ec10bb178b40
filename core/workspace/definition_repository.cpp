#include "workspace/definition_repository.h"

#include "base/text.h"
#include "workspace/workspace.h"

namespace audience::workspace {

namespace {

constexpr const char *kColumns = "SELECT id, kind, name, revision, body, saved_at ";

std::string nameKey(std::string_view name) {
    return foldCase(toNfc(trimmed(name)));
}

Result<Definition> definitionAt(const store::Statement &row) {
    Definition definition;
    definition.id = row.int64(0);
    definition.kind = static_cast<DefinitionKind>(row.int64(1));
    definition.name = row.text(2);
    definition.revision = row.int64(3);
    TRY_ASSIGN(definition.body, parseJson(row.text(4)));
    definition.savedAt = Instant{row.int64(5)};
    return definition;
}

Result<std::vector<Definition>> readAll(store::Statement &statement) {
    std::vector<Definition> definitions;
    while (true) {
        TRY_ASSIGN(const bool row, statement.step());
        if (!row)
            return definitions;
        TRY_ASSIGN(Definition definition, definitionAt(statement));
        definitions.push_back(std::move(definition));
    }
}

Error notFound(DefinitionKind kind, std::string_view name) {
    return Error(ErrorKind::NotFound, "definition.not_found")
        .with("kind", toText(kind))
        .with("name", name);
}

// A save is good only on top of the revision it was made from.
Result<void> checkCurrent(const store::Connection &connection, const Definition &mine) {
    TRY_ASSIGN(store::Statement read,
               connection.prepare("SELECT revision FROM definition WHERE id = ? AND kind = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, mine.id).bind(2, static_cast<int>(mine.kind)).step());
    if (!row)
        return notFound(mine.kind, mine.name);
    if (read.int64(0) != mine.revision)
        return Error(ErrorKind::Conflict, "definition.stale")
            .with("kind", toText(mine.kind))
            .with("name", mine.name)
            .with("mine", std::to_string(mine.revision))
            .with("theirs", std::to_string(read.int64(0)));
    return {};
}

// Names stand in lists, logs and sentences: one line, whatever was pasted.
std::string oneLine(std::string_view name) {
    std::string line(name);
    for (char &c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = ' ';
    return std::string(trimmed(line));
}

Result<void> checkNameFree(const store::Connection &connection, const Definition &definition) {
    TRY_ASSIGN(
        store::Statement read,
        connection.prepare("SELECT 1 FROM definition WHERE kind = ? AND name_key = ? AND id <> ?"));
    read.bind(1, static_cast<int>(definition.kind)).bind(2, nameKey(definition.name));
    TRY_ASSIGN(const bool taken, read.bind(3, definition.id).step());
    if (taken)
        return Error(ErrorKind::Conflict, "definition.name_taken")
            .with("kind", toText(definition.kind))
            .with("name", definition.name);
    return {};
}

Result<void> insertOrUpdate(const store::Connection &connection, Definition &definition,
                            const std::string &body) {
    const bool fresh = definition.id == 0;
    TRY_ASSIGN(
        store::Statement save,
        connection.prepare(
            fresh ? "INSERT INTO definition(kind, name, name_key, revision, body, saved_at) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"
                  : "UPDATE definition SET kind = ?1, name = ?2, name_key = ?3, revision = ?4, "
                    "body = ?5, saved_at = ?6 WHERE id = ?7"));
    save.bind(1, static_cast<int>(definition.kind)).bind(2, definition.name);
    save.bind(3, nameKey(definition.name)).bind(4, definition.revision).bind(5, body);
    save.bind(6, definition.savedAt.micros);
    if (!fresh)
        save.bind(7, definition.id);
    TRY(save.run());
    if (fresh)
        definition.id = connection.lastInsertId();
    return {};
}

Result<void> keepRevision(const store::Connection &connection, const Definition &definition,
                          const std::string &body) {
    TRY_ASSIGN(store::Statement keep,
               connection.prepare(
                   "INSERT INTO definition_revision(id, revision, kind, name, body, saved_at) "
                   "VALUES(?, ?, ?, ?, ?, ?)"));
    keep.bind(1, definition.id).bind(2, definition.revision);
    keep.bind(3, static_cast<int>(definition.kind)).bind(4, definition.name).bind(5, body);
    return keep.bind(6, definition.savedAt.micros).run();
}

} // namespace

std::string_view toText(DefinitionKind kind) {
    switch (kind) {
    case DefinitionKind::Segment:
        return "segment";
    case DefinitionKind::Template:
        return "template";
    case DefinitionKind::Campaign:
        return "campaign";
    case DefinitionKind::Connection:
        return "connection";
    case DefinitionKind::Trait:
        return "trait";
    case DefinitionKind::Brand:
        return "brand";
    case DefinitionKind::SavedBlock:
        return "saved_block";
    case DefinitionKind::Remote:
        return "remote";
    }
    return "definition";
}

Result<std::vector<Definition>> DefinitionRepository::list(DefinitionKind kind) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read,
               reader->prepare(std::string(kColumns) +
                               "FROM definition WHERE kind = ? ORDER BY name_key"));
    read.bind(1, static_cast<int>(kind));
    return readAll(read);
}

Result<Definition> DefinitionRepository::find(DefinitionKind kind, std::int64_t id) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare(std::string(kColumns) +
                                                      "FROM definition WHERE kind = ? AND id = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, static_cast<int>(kind)).bind(2, id).step());
    return row ? definitionAt(read) : notFound(kind, std::to_string(id));
}

Result<Definition> DefinitionRepository::find(DefinitionKind kind, std::string_view name) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(
        store::Statement read,
        reader->prepare(std::string(kColumns) + "FROM definition WHERE kind = ? AND name_key = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, static_cast<int>(kind)).bind(2, nameKey(name)).step());
    return row ? definitionAt(read) : notFound(kind, name);
}

Result<Definition> DefinitionRepository::save(const Definition &definition) {
    Definition saved = definition;
    saved.name = oneLine(definition.name);
    if (saved.name.empty())
        return Error(ErrorKind::Invalid, "definition.no_name")
            .with("kind", toText(definition.kind));
    return m_workspace.write([&](const store::Connection &connection) -> Result<Definition> {
        if (definition.id != 0)
            TRY(checkCurrent(connection, definition));
        TRY(checkNameFree(connection, saved));
        saved.revision = definition.id == 0 ? 1 : definition.revision + 1;
        saved.savedAt = m_workspace.clock().now();
        const std::string body = dumpJson(saved.body);
        TRY(insertOrUpdate(connection, saved, body));
        TRY(keepRevision(connection, saved, body));
        const std::string kind(toText(saved.kind));
        TRY(m_workspace.audit().append(connection,
                                       {kind + ".saved",
                                        kind + " " + std::to_string(saved.id),
                                        Json{{"name", saved.name}, {"revision", saved.revision}},
                                        {},
                                        {}}));
        return saved;
    });
}

Result<void> DefinitionRepository::remove(DefinitionKind kind, std::int64_t id) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(store::Statement erase,
                   connection.prepare("DELETE FROM definition WHERE kind = ? AND id = ?"));
        TRY(erase.bind(1, static_cast<int>(kind)).bind(2, id).run());
        if (connection.changes() == 0)
            return notFound(kind, std::to_string(id));
        const std::string name(toText(kind));
        TRY(m_workspace.audit().append(
            connection,
            {name + ".removed", name + " " + std::to_string(id), Json::object(), {}, {}}));
        return {};
    });
}

Result<Definition> DefinitionRepository::restore(DefinitionKind kind, std::int64_t id) {
    if (auto there = find(kind, id))
        return there;
    TRY_ASSIGN(const std::vector<Definition> revisions, history(kind, id));
    if (revisions.empty())
        return notFound(kind, std::to_string(id));
    return m_workspace.write([&](const store::Connection &connection) -> Result<Definition> {
        Definition again = revisions.front();
        TRY(checkNameFree(connection, again));
        ++again.revision;
        again.savedAt = m_workspace.clock().now();
        const std::string body = dumpJson(again.body);
        TRY_ASSIGN(store::Statement insert,
                   connection.prepare(
                       "INSERT INTO definition(kind, name, name_key, revision, body, saved_at, id) "
                       "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
        insert.bind(1, static_cast<int>(kind)).bind(2, again.name).bind(3, nameKey(again.name));
        insert.bind(4, again.revision).bind(5, body).bind(6, again.savedAt.micros).bind(7, id);
        TRY(insert.run());
        TRY(keepRevision(connection, again, body));
        const std::string name(toText(kind));
        TRY(m_workspace.audit().append(
            connection, {name + ".restored",
                         name + " " + std::to_string(id),
                         Json{{"name", again.name}, {"revision", again.revision}},
                         {},
                         {}}));
        return again;
    });
}

Result<std::vector<Definition>> DefinitionRepository::history(DefinitionKind kind,
                                                              std::int64_t id) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read,
               reader->prepare(std::string(kColumns) + "FROM definition_revision WHERE kind = ? "
                                                       "AND id = ? ORDER BY revision DESC"));
    read.bind(1, static_cast<int>(kind)).bind(2, id);
    return readAll(read);
}

} // namespace audience::workspace
