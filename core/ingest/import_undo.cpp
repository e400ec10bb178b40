#include "ingest/import_undo.h"

#include "base/digest.h"
#include "base/fault_point.h"
#include "base/text.h"
#include "ingest/import_run_repository.h"
#include "workspace/workspace.h"

namespace audience::ingest {

namespace {

constexpr const char *kSetting = "last_import_undo";
constexpr std::size_t kMostStatements = 50'000, kMostBytes = 4 << 20; // of the memo of consent

// What people define names rows, it does not touch them; statements about this dataset are taken back as well.
Result<bool> isLast(const store::Connection &connection, const ImportUndo &undo) {
    std::string sql = "SELECT EXISTS(SELECT 1 FROM audit_entry WHERE number > ?";
    for (const char *kind : {"legal_basis.recorded", "setting.changed"})
        sql += std::string(" AND instr(entry, '\"kind\":\"") + kind + "\"') = 0";
    for (const char *one : {"segment", "template", "campaign", "connection"})
        for (const char *act : {"saved", "removed", "restored"})
            sql += std::string(" AND instr(entry, '\"kind\":\"") + one + "." + act + "\"') = 0";
    TRY_ASSIGN(store::Statement others, connection.prepare(sql + ")"));
    TRY_ASSIGN(const bool row, others.bind(1, undo.auditEntries).step());
    return row && others.int64(0) == 0;
}

Json toJson(const workspace::ConsentMemo &memo) {
    Json singles = Json::array(), bulks = Json::array();
    for (const auto &one : memo.singles)
        singles.push_back(Json::array({one.person, one.state, one.at, one.note}));
    for (const auto &one : memo.bulks)
        bulks.push_back(Json::array({one.state, one.at, one.note, toHex(one.people)}));
    return Json{{"topic", memo.topic.value}, {"singles", singles}, {"bulks", bulks}};
}

bool isRow(const Json &row, bool endsInText) {
    if (!row.is_array() || row.size() != 4)
        return false;
    for (std::size_t i = 0; i < 4; ++i)
        if (endsInText && i == 3 ? !row[i].is_string() : !row[i].is_number_integer())
            return false;
    return true;
}

// Nothing where it is not what was written: a workspace file may come from anywhere.
std::optional<workspace::ConsentMemo> consentsFrom(const Json &json) {
    workspace::ConsentMemo memo{workspace::TopicId(jsonInt(json, "topic")), {}, {}};
    const auto singles = json.find("singles"), bulks = json.find("bulks");
    if (singles == json.end() || bulks == json.end())
        return std::nullopt;
    for (const Json &one : *singles) {
        if (!isRow(one, false))
            return std::nullopt;
        memo.singles.push_back({one[0].get<Ordinal>(), one[1].get<std::int64_t>(), one[2].get<std::int64_t>(), one[3].get<std::int64_t>()});
    }
    for (const Json &one : *bulks) {
        const auto people = isRow(one, true) ? fromHex(one[3].get<std::string>()) : std::nullopt;
        if (!people)
            return std::nullopt;
        memo.bulks.push_back({one[0].get<std::int64_t>(), one[1].get<std::int64_t>(), one[2].get<std::int64_t>(), *people});
    }
    return memo;
}

bool isTooMuch(const workspace::ConsentMemo &memo) {
    std::size_t bytes = 0;
    for (const auto &one : memo.bulks)
        bytes += one.people.size();
    return memo.singles.size() > kMostStatements || bytes > kMostBytes;
}

} // namespace

Result<void> keepImportUndo(workspace::Workspace &workspace, const ImportUndo &undo) {
    if (undo.consents && isTooMuch(*undo.consents))
        return workspace.keepFigures(kSetting, {});
    Json json{{"dataset", undo.dataset}, {"run", undo.run}, {"generation", undo.generation}, {"audit", undo.auditEntries}, {"began", undo.began.micros}};
    if (undo.before)
        json["before"] = Json{{"generation", undo.before->generation}, {"rows", undo.before->rows}, {"updated_at", undo.before->updatedAt}, {"definition", undo.before->definition}};
    if (undo.consents)
        json["consents"] = toJson(*undo.consents);
    return workspace.keepFigures(kSetting, json);
}

Result<std::optional<ImportUndo>> keptImportUndo(const workspace::Workspace &workspace) {
    TRY_ASSIGN(const Json json, workspace.setting(kSetting));
    if (!json.is_object())
        return std::optional<ImportUndo>();
    ImportUndo undo;
    undo.dataset = jsonText(json, "dataset");
    undo.run = jsonInt(json, "run");
    undo.generation = jsonInt(json, "generation");
    undo.auditEntries = jsonInt(json, "audit");
    undo.began = {jsonInt(json, "began")};
    if (const auto before = json.find("before"); before != json.end())
        undo.before = {jsonInt(*before, "generation"), jsonInt(*before, "rows"), jsonInt(*before, "updated_at"), jsonText(*before, "definition")};
    if (const auto consents = json.find("consents"); consents != json.end()) {
        undo.consents = consents->is_object() ? consentsFrom(*consents) : std::nullopt;
        if (!undo.consents)
            return std::optional<ImportUndo>();
    }
    return std::optional(std::move(undo));
}

Result<bool> canUndo(const workspace::Workspace &workspace, const ImportUndo &undo) {
    if (workspace.isReadOnly())
        return false;
    TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
    return isLast(*reader, undo);
}

Result<void> undoImport(workspace::Workspace &workspace, const ImportUndo &undo) {
    return workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const bool last, isLast(connection, undo));
        if (!last)
            return Error(ErrorKind::Conflict, "import.undo_late").with("dataset", undo.dataset);
        TRY(store::undoGeneration(connection, undo.dataset, undo.generation, undo.before, workspace.clock().now()));
        if (undo.consents)
            TRY(workspace::ConsentRepository::restore(connection, *undo.consents));
        TRY_ASSIGN(store::Statement basis, connection.prepare("DELETE FROM legal_basis WHERE subject = ? AND at >= ?"));
        TRY(basis.bind(1, "dataset " + undo.dataset).bind(2, undo.began.micros).run());
        TRY(ImportRunRepository(connection).forget(undo.run));
        TRY(workspace.audit().append(connection, {"dataset.import_undone", "dataset " + undo.dataset, Json{{"generation", undo.generation}}, {}, {}}));
        TRY(workspace.keepFigures(kSetting, {}));
        faultPoint("ingest.undo.before_commit");
        return {};
    });
}

} // namespace audience::ingest
