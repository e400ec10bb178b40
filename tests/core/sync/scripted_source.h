// A source in memory whose connection breaks where a test wants it to; the people that it has, and the plan of a sync of them.
#pragma once

#include "sync/sync_runner.h"
#include "warehouse/connector.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::test {

// People with an id, a name and the moment of their last change, ordered by either.
class ScriptedSource final : public warehouse::Connector {
public:
    struct Person {
        std::string name;
        std::int64_t changed = 0;
        bool isBroken = false; // cannot be taken
    };
    std::map<std::int64_t, Person> people;
    std::uint32_t pageRows = 10;
    int breakAfterPages = -1; // of one read; -1: never
    int breaks = 1000;        // how often at most
    int reads = 0;
    int mostReads = 1000;     // after which it stays away
    std::set<int> missing;    // of the reads, by number: refused
    bool hasKeys = true, keepsPlaces = false, holdsToOrder = false;
    std::string contents;     // its mark(), where it keeps places
    std::int64_t *served = nullptr; // counts rows, where somebody wants to know
    std::string idType = "bigint";
    bool hasMail = false;
    std::vector<std::string> asked; // positions
    std::string lastOrder;          // of the rows that were asked for
    bool answersKeys = true;        // may be asked for single people

    warehouse::Capabilities capabilities() const override { return {true, false, true, false, false, keepsPlaces, holdsToOrder}; }
    Result<warehouse::ServerInfo> test(const CancelToken &) override { return warehouse::ServerInfo{}; }
    Result<std::vector<std::string>> catalogs(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<std::string>> schemas(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<warehouse::TableInfo>> tables(const std::string &, const CancelToken &) override { return std::vector<warehouse::TableInfo>(); }
    Result<warehouse::TableShape> shape(const warehouse::TableName &table, warehouse::Sampling, const CancelToken &) override {
        warehouse::TableShape shape;
        shape.table.name = table;
        const auto type = idType == "text" ? engine::ColumnType::Text : engine::ColumnType::Int64;
        shape.columns = {{"id", idType, idType, false, {"id", type, 0}},
                         {"name", "text", "text", true, {"name", engine::ColumnType::Text, 0}},
                         {"changed", "bigint", "int8", false, {"changed", engine::ColumnType::Int64, 0}}};
        if (hasMail)
            shape.columns.push_back({"mail", "text", "text", true, {"mail", engine::ColumnType::Text, 0}});
        if (hasKeys)
            shape.keys = {{warehouse::KeyInfo::Kind::Primary, {"id"}, {}, {}}};
        return shape;
    }
    Result<void> checkField(const warehouse::ColumnInfo &column, const engine::Field &field) const override {
        if (column.field.type == field.type)
            return {};
        return Error(ErrorKind::Invalid, "source.not_readable_as").with("column", column.name);
    }
    Result<void> checkOrder(const warehouse::ColumnInfo &) const override { return {}; }
    bool readsByKey(const warehouse::ColumnInfo &column, const engine::Field &) const override { return answersKeys && column.name == "id"; }
    Result<std::string> mark(const warehouse::TableName &, const CancelToken &) override { return contents; }
    Result<warehouse::Estimate> estimate(const warehouse::ReadRequest &, const CancelToken &) override {
        const auto rows = static_cast<std::int64_t>(people.size());
        return warehouse::Estimate{rows, rows * 20};
    }
    Result<std::unique_ptr<warehouse::RowStream>> read(const warehouse::ReadRequest &request, const CancelToken &cancel) override;
    Result<std::int64_t> materialise(const warehouse::TableName &, const std::vector<engine::Field> &, const NextRows &, const CancelToken &) override {
        return Error(ErrorKind::Refused, "source.refused");
    }
};

class ScriptedStream final : public warehouse::RowStream {
public:
    struct Row {
        std::int64_t id = 0;
        ScriptedSource::Person person;
    };
    ScriptedStream(ScriptedSource &source, std::vector<Row> rows, warehouse::ReadRequest request, CancelToken cancel)
        : m_source(source), m_rows(std::move(rows)), m_request(std::move(request)), m_cancel(std::move(cancel)) {}
    Result<std::optional<warehouse::RawPage>> next() override {
        TRY(m_cancel.check());
        if (m_source.breakAfterPages >= 0 && m_pages >= m_source.breakAfterPages && m_source.breaks-- > 0)
            return Error(ErrorKind::Network, "source.connection_lost").with("host", "test");
        if (m_at >= m_rows.size())
            return std::optional<warehouse::RawPage>();
        warehouse::RawPage page;
        page.index = m_pages++;
        page.firstRow = static_cast<std::int64_t>(m_at);
        page.rows = static_cast<std::uint32_t>(std::min<std::size_t>(m_source.pageRows, m_rows.size() - m_at));
        page.bytes = std::string(page.rows, 'x');
        page.ends.push_back(static_cast<std::uint32_t>(m_at)); // where the page begins
        m_at += page.rows;
        if (m_source.served)
            *m_source.served += page.rows;
        return std::optional(std::move(page));
    }
    std::int64_t bytes() const override { return static_cast<std::int64_t>(m_at) * 20; }
    Result<warehouse::TypedPage> decode(const warehouse::RawPage &page) const override {
        warehouse::TypedPage typed;
        ingest::DecodedRows rows;
        for (const warehouse::ReadColumn &column : m_request.columns) {
            rows.columns.emplace_back();
            rows.columns.back().type = column.field.type;
        }
        for (std::uint32_t i = 0; i < page.rows; ++i) {
            const Row &row = m_rows[page.ends.front() + i];
            ++typed.read;
            if (row.person.isBroken && m_request.columns.size() > 1) { // its key alone can be read
                typed.rejects.push_back({page.firstRow + i + 1, 0, "sync.reject.infinite", "changed", row.person.name, m_request.rowKey == SIZE_MAX ? std::string() : std::to_string(row.id)});
                continue;
            }
            for (std::size_t c = 0; c < m_request.columns.size(); ++c) {
                const std::string &name = m_request.columns[c].name;
                engine::Cell cell = row.person.changed;
                if (name == "id")
                    cell = rows.columns[c].type == engine::ColumnType::Text ? engine::Cell(std::to_string(row.id)) : engine::Cell(row.id);
                else if (name != "changed")
                    cell = row.person.name;
                (void)engine::appendCell(rows.columns[c], cell);
            }
            ++rows.rows;
        }
        if (rows.rows > 0)
            typed.batches.push_back(std::move(rows));
        return typed;
    }
    Result<std::string> position(const warehouse::RawPage &page, std::uint32_t row) const override {
        const Row &one = m_rows[page.ends.front() + row];
        if (m_request.order == warehouse::kPlaceOrder) // ids rise
            return std::to_string(one.id);
        return m_request.order.empty() ? std::string() : std::to_string(m_request.order == "id" ? one.id : one.person.changed);
    }

private:
    ScriptedSource &m_source;
    const std::vector<Row> m_rows;
    const warehouse::ReadRequest m_request;
    CancelToken m_cancel;
    std::size_t m_at = 0;
    int m_pages = 0;
};

inline Result<std::unique_ptr<warehouse::RowStream>> ScriptedSource::read(const warehouse::ReadRequest &request, const CancelToken &cancel) {
    if (reads >= mostReads || missing.contains(reads)) {
        ++reads;
        return Error(ErrorKind::Network, "source.connection_lost").with("host", "test");
    }
    ++reads;
    asked.push_back(request.after);
    lastOrder = request.order;
    std::vector<ScriptedStream::Row> rows;
    const std::int64_t after = request.after.empty() ? INT64_MIN : std::stoll(request.after);
    for (const auto &[id, person] : people) {
        const std::int64_t at = request.order == "changed" ? person.changed : id;
        if (!request.keys.empty() && std::find(request.keys.begin(), request.keys.end(), std::to_string(id)) == request.keys.end())
            continue;
        if (request.order.empty() || request.after.empty() || at > after || (request.withAfter && at == after))
            rows.push_back({id, person});
    }
    if (request.order == "changed")
        std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.person.changed < b.person.changed; });
    return std::unique_ptr<warehouse::RowStream>(std::make_unique<ScriptedStream>(*this, std::move(rows), request, cancel));
}

// All columns of them; people by their id.
inline model::SyncPlan scriptedPlan(model::SyncMode mode) {
    model::SyncPlan plan;
    plan.name = plan.dataset = plan.table = "people";
    plan.connection = "crm";
    plan.schema = "public";
    plan.role = "profiles";
    plan.mode = mode;
    plan.key = "id";
    plan.cursor = mode == model::SyncMode::Full ? "" : "changed";
    plan.columns = {{"id", "bigint", "id", "int64", 0}, {"name", "text", "name", "text", 0}, {"changed", "bigint", "changed", "int64", 0}};
    return plan;
}

inline sync::SyncRequest scriptedRequest(model::SyncMode mode, std::int64_t partRows = 25) {
    sync::SyncRequest request;
    request.id = 1;
    request.plan = scriptedPlan(mode);
    request.partRows = partRows;
    return request;
}

// p1 and so on, three of them of each moment.
inline void fillScripted(ScriptedSource &source, int count) {
    for (int i = 1; i <= count; ++i)
        source.people[i] = {"p" + std::to_string(i), i / 3, false};
}

} // namespace audience::test
