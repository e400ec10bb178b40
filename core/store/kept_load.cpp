#include "store/kept_load.h"

#include "base/digest.h"
#include "store/dataset_catalog.h"

namespace audience::store {

Result<std::optional<KeptLoad>> findKept(const Connection &connection, std::string_view name) {
    TRY_ASSIGN(Statement row, connection.prepare("SELECT dataset, generation, shape, began_at, kept_at, body FROM main.kept_load WHERE name = ?"));
    TRY_ASSIGN(const bool found, row.bind(1, name).step());
    if (!found)
        return std::optional<KeptLoad>();
    return std::optional(KeptLoad{row.int64(0), row.int64(1), std::string(row.text(2)), Instant{row.int64(3)}, Instant{row.int64(4)}, std::string(row.text(5))});
}

Result<void> saveKept(const Connection &connection, std::string_view name, const KeptLoad &load) {
    TRY_ASSIGN(Statement save, connection.prepare("INSERT OR REPLACE INTO main.kept_load(dataset, name, generation, shape, began_at, kept_at, body) "
                                                  "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    save.bind(1, load.dataset).bind(2, name).bind(3, load.generation).bind(4, load.shape);
    return save.bind(5, load.beganAt.micros).bind(6, load.keptAt.micros).bind(7, load.body).run();
}

Result<void> dropKept(const Connection &connection, std::string_view name) {
    TRY_ASSIGN(Statement chunks, connection.prepare("UPDATE main.chunk SET staged = 3 WHERE staged = 2 AND dataset IN "
                                                    "(SELECT dataset FROM main.kept_load WHERE name = ?)"));
    TRY(chunks.bind(1, name).run());
    TRY_ASSIGN(Statement drop, connection.prepare("DELETE FROM main.kept_load WHERE name = ?"));
    return drop.bind(1, name).run();
}

Result<std::int64_t> droppedChunk(const Connection &connection, Instant now) {
    for (;;) {
        TRY_ASSIGN(const std::string old, connection.scalarText("SELECT name FROM main.kept_load WHERE began_at < " + std::to_string((now - kKeptPatience).micros) + " LIMIT 1"));
        if (old.empty())
            return connection.scalar("SELECT id FROM main.chunk WHERE staged = 3 LIMIT 1");
        TRY(dropKept(connection, old));
    }
}

std::string shapeOf(const CatalogEntry &entry) {
    const DatasetInfo &info = entry.info;
    std::string text = std::to_string(static_cast<int>(info.role));
    for (const std::string *part : {&info.keyField, &info.profileField, &info.timeField, &info.nameField, &info.fixedEventName, &info.emailField, &info.consentField})
        text += '\n' + *part;
    for (std::size_t i = 0; i < info.fields.size(); ++i)
        text += '\n' + info.fields[i].name + '\t' + std::string(engine::toText(info.fields[i].type)) + '\t' + std::to_string(info.fields[i].scale) + '\t' +
                std::to_string(entry.numbers[i]);
    return toHex(sha256(text));
}

} // namespace audience::store
