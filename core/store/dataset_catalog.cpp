#include "store/dataset_catalog.h"

#include "base/json.h"
#include "base/text.h"
#include "store/chunk_encoder.h"

#include <set>

namespace audience::store {

namespace {

std::string toDefinition(const CatalogEntry &entry) {
    const DatasetInfo &info = entry.info;
    Json fields = Json::array();
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        Json field{{"name", info.fields[i].name},
                   {"type", engine::toText(info.fields[i].type)},
                   {"column", entry.numbers[i]}};
        if (info.fields[i].type == engine::ColumnType::Decimal)
            field["scale"] = info.fields[i].scale;
        fields.push_back(std::move(field));
    }
    return dumpJson(Json{{"role", static_cast<int>(info.role)},
                         {"fields", std::move(fields)},
                         {"nextColumn", entry.nextNumber},
                         {"key", info.keyField},
                         {"profile", info.profileField},
                         {"time", info.timeField},
                         {"name", info.nameField},
                         {"fixedName", info.fixedEventName},
                         {"email", info.emailField},
                         {"consent", info.consentField},
                         {"zone", info.zone}});
}

Error damaged(std::string_view name) {
    return Error(ErrorKind::Corrupt, "dataset.definition_corrupt").with("dataset", name);
}

Result<void> readDefinition(const Json &json, CatalogEntry &entry) {
    DatasetInfo &info = entry.info;
    const std::int64_t role = jsonInt(json, "role");
    const Json *fields = jsonMember(json, "fields");
    if (role < 1 || role > 3 || !fields || !fields->is_array())
        return damaged(info.name);
    info.role = static_cast<DatasetRole>(role);
    for (const Json &member : *fields) {
        const auto type = engine::columnTypeFromText(jsonText(member, "type"));
        const std::int64_t scale = jsonInt(member, "scale"), number = jsonInt(member, "column");
        if (!type || scale < 0 || scale > Decimal::kMaxScale || number < 1 ||
            number >= kValidFromColumn)
            return damaged(info.name);
        info.fields.push_back({jsonText(member, "name"), *type, static_cast<std::uint8_t>(scale)});
        entry.numbers.push_back(static_cast<std::uint32_t>(number));
        entry.nextNumber = std::max(entry.nextNumber, entry.numbers.back() + 1);
    }
    entry.nextNumber =
        std::max(entry.nextNumber, static_cast<std::uint32_t>(jsonInt(json, "nextColumn", 1)));
    info.keyField = jsonText(json, "key");
    info.profileField = jsonText(json, "profile");
    info.timeField = jsonText(json, "time");
    info.nameField = jsonText(json, "name");
    info.fixedEventName = jsonText(json, "fixedName");
    info.emailField = jsonText(json, "email");
    info.consentField = jsonText(json, "consent");
    info.zone = jsonText(json, "zone");
    return {};
}

Result<CatalogEntry> entryFrom(const Statement &row) {
    CatalogEntry entry;
    entry.info.id = DatasetId(row.int64(0));
    entry.info.name = std::string(row.text(1));
    auto json = parseJson(row.text(2));
    if (!json)
        return damaged(entry.info.name);
    TRY(readDefinition(*json, entry));
    entry.info.generation = row.int64(3);
    entry.info.rows = row.int64(4);
    entry.info.updatedAt = {row.int64(5)};
    return entry;
}

constexpr std::string_view kSelect =
    "SELECT id, name, definition, generation, rows, updated_at FROM main.dataset ";

} // namespace

Result<std::vector<CatalogEntry>> readCatalog(const Connection &connection) {
    std::vector<CatalogEntry> entries;
    TRY_ASSIGN(Statement rows, connection.prepare(std::string(kSelect) + "ORDER BY id"));
    while (true) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return entries;
        TRY_ASSIGN(CatalogEntry entry, entryFrom(rows));
        entries.push_back(std::move(entry));
    }
}

Result<std::optional<CatalogEntry>> findEntry(const Connection &connection, std::string_view name) {
    TRY_ASSIGN(Statement row, connection.prepare(std::string(kSelect) + "WHERE name = ?"));
    row.bind(1, name);
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<CatalogEntry>();
    TRY_ASSIGN(CatalogEntry entry, entryFrom(row));
    return std::optional(std::move(entry));
}

Result<void> saveEntry(const Connection &connection, const CatalogEntry &entry) {
    TRY_ASSIGN(Statement save,
               connection.prepare("INSERT INTO main.dataset(id, name, definition, generation, "
                                  "rows, updated_at) VALUES (?, ?, ?, ?, ?, ?) "
                                  "ON CONFLICT(id) DO UPDATE SET name = excluded.name, definition "
                                  "= excluded.definition, generation = excluded.generation, rows = "
                                  "excluded.rows, updated_at = excluded.updated_at"));
    return save.bind(1, entry.info.id.value)
        .bind(2, entry.info.name)
        .bind(3, toDefinition(entry))
        .bind(4, entry.info.generation)
        .bind(5, entry.info.rows)
        .bind(6, entry.info.updatedAt.micros)
        .run();
}

Result<void> checkNames(const DatasetInfo &info) {
    const auto reasonAgainst = [](std::string_view name) -> std::string_view {
        if (name.empty() || name.size() > 200)
            return "length";
        if (!isValidUtf8(name))
            return "encoding";
        for (const char c : name)
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return "control";
        return {};
    };
    const auto refuse = [](std::string_view name, std::string_view reason) {
        return Error(ErrorKind::Invalid, "dataset.name_invalid")
            .with("name", name)
            .with("reason", reason);
    };
    if (const auto reason = reasonAgainst(info.name); !reason.empty())
        return refuse(info.name, reason);
    if (startsWithAscii(info.name, "sqlite_") || info.name.front() == '_')
        return refuse(info.name, "reserved");
    std::set<std::string> seen;
    for (const engine::Field &field : info.fields) {
        if (const auto reason = reasonAgainst(field.name); !reason.empty())
            return refuse(field.name, reason);
        if (equalsAscii(field.name, "_ordinal") || equalsAscii(field.name, "_valid_from"))
            return refuse(field.name, "reserved");
        if (!seen.insert(toLowerAscii(field.name)).second)
            return refuse(field.name, "twice");
    }
    if (info.fields.size() > 60'000)
        return refuse(info.name, "fields");
    return {};
}

} // namespace audience::store
