#include "service/segment_materialise.h"

#include "engine/codec.h"
#include "service/audience_question.h"
#include "service/member_columns.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "service/source_service.h"
#include "warehouse/remote_relation.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr std::uint32_t kRows = 16'384;

// The key first, nothing twice.
std::vector<std::string> withKey(const std::string &key, const std::vector<std::string> &columns) {
    std::vector<std::string> all{key};
    for (const std::string &column : columns)
        if (std::find(all.begin(), all.end(), column) == all.end())
            all.push_back(column);
    return all;
}

Result<std::int64_t> writeThere(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const std::vector<std::string> &columns,
                                warehouse::Connector &connector, const warehouse::TableName &target, const CancelToken &cancel) {
    const sql::Grammar &grammar = sql::grammarOf(there.dialect);
    std::string taken;
    for (const std::string &column : withKey(there.people.key, columns)) {
        if (!there.people.find(column))
            return Error(ErrorKind::NotFound, "data.unknown_column").with("column", column).with("dataset", there.people.name);
        taken += (taken.empty() ? "p." : ", p.") + grammar.quoted(column);
    }
    TRY_ASSIGN(const std::string members, remoteSql(session, there, rule));
    TRY_ASSIGN(const std::string everyone, remotePeopleSql(there));
    return connector.materialiseQuery(
        target, "SELECT " + taken + " FROM (" + everyone + ") AS p WHERE p." + grammar.quoted(warehouse::kPersonColumn) + " IN (\n" + members + "\n)", cancel);
}

Result<std::int64_t> writeMembers(Session &session, const model::SegmentRule &rule, const std::vector<std::string> &columns, warehouse::Connector &connector,
                                  const warehouse::TableName &target, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    std::vector<std::shared_ptr<const engine::DenseColumn>> data;
    std::vector<engine::Field> fields;
    for (const std::string &name : withKey(people.dataset().keyField, columns)) {
        TRY_ASSIGN(auto column, memberColumn(session, people, name, cancel));
        fields.push_back({name, column->type, column->scale});
        data.push_back(std::move(column));
    }
    std::vector<Ordinal> members;
    audience.members.forEach([&](Ordinal person) {
        members.push_back(person);
        return true;
    });
    if (progress)
        progress->setTotal(static_cast<std::int64_t>(members.size()));
    std::size_t at = 0;
    const auto next = [&]() -> Result<std::optional<ingest::DecodedRows>> {
        TRY(cancel.check());
        if (at == members.size())
            return std::optional<ingest::DecodedRows>();
        ingest::DecodedRows rows;
        rows.rows = static_cast<std::uint32_t>(std::min<std::size_t>(kRows, members.size() - at));
        for (std::size_t i = 0; i < data.size(); ++i) {
            engine::ColumnData column;
            column.type = fields[i].type;
            column.scale = fields[i].scale;
            for (std::uint32_t row = 0; row < rows.rows; ++row)
                (void)engine::appendCell(column, cellOf(*data[i], members[at + row]));
            rows.columns.push_back(std::move(column));
        }
        at += rows.rows;
        if (progress)
            progress->setDone(static_cast<std::int64_t>(at));
        return std::optional(std::move(rows));
    };
    return connector.materialise(target, fields, next, cancel);
}

// What the source says of a table it could not write, in words for who wants it written.
Error whyNot(const Error &error, const std::string &connection, const warehouse::TableName &target, warehouse::Connector &connector, const CancelToken &cancel) {
    if (error.id == "source.not_allowed")
        return Error(ErrorKind::Refused, "remote.may_not_write").with("table", target.schema + '.' + target.name).with("connection", connection).because(error.detail);
    if (error.id != "source.table_gone")
        return error;
    const auto schemas = connector.schemas(cancel);
    if (schemas && std::find(schemas->begin(), schemas->end(), target.schema) == schemas->end())
        return Error(ErrorKind::NotFound, "remote.no_schema").with("schema", target.schema).with("connection", connection).because(error.detail);
    return Error(ErrorKind::NotFound, "remote.table_gone").with("connection", connection).with("reason", error.arg("reason")).because(error.detail);
}

} // namespace

Result<Materialised> materialiseSegment(Session &session, const model::SegmentRule &rule, const std::vector<std::string> &columns,
                                        const std::string &connection, const std::string &table, Progress *progress, const CancelToken &cancel) {
    const auto began = session.workspace().clock().steady();
    const SourceService sources(session);
    TRY_ASSIGN(const auto there, remotePeopleOf(session, rule));
    if (there && there->people.connection != connection)
        return Error(ErrorKind::Invalid, "remote.other_connection").with("people", there->people.name).with("connection", there->people.connection);
    TRY_ASSIGN(const warehouse::TableName target, sources.tableFromText(connection, table));
    TRY_ASSIGN(const auto connector, sources.connector(connection));
    Materialised done;
    done.connection = connection;
    done.table = target.schema.empty() ? target.name : target.schema + '.' + target.name;
    done.there = there.has_value();
    const auto rows = there ? writeThere(session, *there, rule, columns, *connector, target, cancel) : writeMembers(session, rule, columns, *connector, target, progress, cancel);
    if (!rows)
        return whyNot(rows.error(), connection, target, *connector, cancel);
    done.rows = *rows;
    done.seconds = std::chrono::duration<double>(session.workspace().clock().steady() - began).count();
    TRY(session.workspace().write([&](const store::Connection &writer) -> Result<void> {
        TRY(session.workspace().audit().append(writer, {"segment.materialised", "table " + done.table,
                                                        Json{{"connection", connection}, {"rows", done.rows}, {"there", done.there}}, {}, {}}));
        return {};
    }));
    return done;
}

} // namespace audience::service
