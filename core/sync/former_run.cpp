#include "sync/former_run.h"

#include "store/kept_load.h"

namespace audience::sync {

namespace {

// Where nothing is kept: whether the run before was interrupted, and why nothing of it is of use.
Result<Former> withoutLoad(const store::Connection &connection, const Continuation &now, bool canGoOn, Instant at) {
    TRY_ASSIGN(const auto newest, SyncRunRepository(connection).runs(now.sync, 2)); // the one that begins, and the one before
    if (newest.size() < 2 || newest[1].state == RunState::Done || (newest[1].state != RunState::Interrupted && newest[1].bytes == 0))
        return Former();
    const SyncRun &before = newest[1];
    if (before.parts > 0) // it did not replace everything, and the next one goes on by the cursor
        return Former();
    if (!canGoOn)
        return Former{{}, before.id, "sync.anew_no_key"};
    if (before.rows == 0) // before it had kept anything
        return Former();
    return Former{{}, before.id, at - before.startedAt >= store::kKeptPatience ? "sync.anew_old" : "sync.anew_dataset"};
}

} // namespace

Result<Former> findFormer(const store::Connection &connection, const std::string &dataset, const Continuation &now, bool canGoOn, Instant at) {
    TRY_ASSIGN(const auto kept, store::findKept(connection, dataset));
    if (!kept || at - kept->beganAt >= store::kKeptPatience)
        return withoutLoad(connection, now, canGoOn, at);
    auto was = continuationFromText(kept->body);
    if (!was || was->sync != now.sync || !canGoOn)
        return withoutLoad(connection, now, canGoOn, at);
    const bool isOwn = was->run == now.run;
    Former former;
    former.run = isOwn ? 0 : was->run;
    former.anew = reasonAgainst(*was, now);
    if (former.anew.empty())
        former.load = *std::move(was);
    return former;
}

} // namespace audience::sync
