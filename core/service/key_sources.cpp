#include "service/key_sources.h"

#include "service/ledger_tables.h"
#include "service/list_service.h"
#include "service/session.h"
#include "store/read_guard.h"
#include "store/virtual_table.h"

namespace audience::service {

namespace {

constexpr std::chrono::seconds kQueryTime{30};
constexpr std::size_t kPieceBytes = 1 << 20;

class ListKeys final : public engine::KeySource {
public:
    ListKeys(Session &session, std::int64_t content) : m_session(session), m_content(content) {}
    std::string key() const override { return "list " + std::to_string(m_content); }
    Result<void> forEachPiece(const CancelToken &cancel, const std::function<void(std::string_view)> &use) const override {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        return workspace::ListRepository::forEachPiece(*reader, m_content, cancel, use);
    }

private:
    Session &m_session;
    std::int64_t m_content;
};

class QueryKeys final : public engine::KeySource {
public:
    QueryKeys(Session &session, std::string sql, std::int64_t commits)
        : m_session(session), m_sql(std::move(sql)), m_commits(commits) {}
    std::string key() const override { return m_sql; }
    std::string versions() const override { return std::to_string(m_commits); }

    Result<void> forEachPiece(const CancelToken &cancel, const std::function<void(std::string_view)> &use) const override {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY(store::registerDatasets(*reader));
        TRY_ASSIGN(const auto ledgers, attachLedgerTables(m_session, *reader, m_sql));
        store::ReadGuard guard(*reader, kQueryTime, cancel);
        TRY_ASSIGN(store::Statement rows, guard.prepare(m_sql));
        std::string lines;
        for (std::int64_t row = 0;; ++row) {
            auto more = rows.step();
            if (!more && guard.isTimedOut())
                return Error(ErrorKind::Limit, "query.too_long");
            if (!more)
                return more.error();
            if (!*more)
                break;
            if (row >= kMostKeys)
                return Error(ErrorKind::Limit, "query.too_many").with("limit", std::to_string(kMostKeys));
            const std::string_view key = rows.text(0);
            if (key.empty() || key.find('\n') != std::string_view::npos)
                continue; // no key looks like that
            lines.append(key).push_back('\n');
            if (lines.size() >= kPieceBytes) {
                use(lines);
                lines.clear();
            }
        }
        use(lines);
        return {};
    }

private:
    Session &m_session;
    std::string m_sql;
    std::int64_t m_commits;
};

} // namespace

std::shared_ptr<const engine::KeySource> listKeys(Session &session, const std::string &idOrName) {
    const auto list = ListService(session).find(idOrName);
    return list ? std::make_shared<const ListKeys>(session, list->content) : nullptr;
}

Result<std::shared_ptr<const engine::KeySource>> queryKeys(Session &session, const std::string &sql) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY(store::registerDatasets(*reader));
    TRY_ASSIGN(const auto ledgers, attachLedgerTables(session, *reader, sql));
    store::ReadGuard guard(*reader, kQueryTime);
    TRY_ASSIGN(const store::Statement statement, guard.prepare(sql));
    if (statement.columnCount() != 1)
        return Error(ErrorKind::Invalid, "query.one_column").with("columns", std::to_string(statement.columnCount()));
    TRY_ASSIGN(const std::int64_t commits, session.ledgerFacts().commits());
    return std::shared_ptr<const engine::KeySource>(std::make_shared<const QueryKeys>(session, sql, commits));
}

} // namespace audience::service
