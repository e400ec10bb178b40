#include "service/sync_retrying.h"

#include "service/session.h"

#include <algorithm>

namespace audience::service {

Result<std::vector<sync::KeptReject>> refusedRows(Session &session, const std::string &name) {
    TRY_ASSIGN(const SyncView view, SyncService(session).find(name));
    TRY_ASSIGN(const workspace::Reader reader, session.workspace().reader());
    return sync::SyncRunRepository(*reader).openRejects(view.id);
}

Result<RetryReport> retryRefused(Session &session, const std::string &name, const std::vector<std::pair<std::int64_t, std::int64_t>> &rows, Progress *progress,
                                 const CancelToken &cancel, std::atomic<std::int64_t> *bytesRead) {
    TRY_ASSIGN(auto all, refusedRows(session, name));
    std::erase_if(all, [&](const sync::KeptReject &one) { return !rows.empty() && std::find(rows.begin(), rows.end(), std::pair(one.run, one.row.row)) == rows.end(); });
    if (all.empty())
        return Error(ErrorKind::NotFound, "sync.retry_nothing").with("name", name);
    SyncRunOptions options;
    options.bytesRead = bytesRead;
    for (const sync::KeptReject &one : all)
        if (!one.row.key.empty())
            options.keys.push_back(one.row.key);
    if (options.keys.empty()) {
        TRY_ASSIGN(const SyncView view, SyncService(session).find(name));
        return Error(ErrorKind::Invalid, "sync.retry_no_key").with("table", view.plan.source()).with("name", name);
    }
    TRY_ASSIGN(auto report, SyncService(session).run(name, options, progress, cancel));
    RetryReport told{std::move(report.run), static_cast<std::int64_t>(options.keys.size()), report.gone, std::move(report.findings)};
    if (const std::size_t unnamed = all.size() - options.keys.size(); unnamed > 0)
        told.findings.push_back({"sync.retry_unnamed", {{"count", std::to_string(unnamed)}, {"name", name}}});
    return told;
}

} // namespace audience::service
