// Runs the syncs that are due, one after the other. Used by one thread at a time: a run takes as long as it takes.
#pragma once

#include "service/sync_service.h"

#include <map>

namespace audience::service {

class SyncScheduler {
public:
    explicit SyncScheduler(Session &session) : m_session(session) {}

    struct Ran {
        std::string name;
        std::optional<sync::SyncReport> report;
        std::optional<Error> problem;
    };
    // The one that has been due for longest; nothing where none is due, or another program runs one just now. Its own failure
    // is kept with its runs and told here. Errors: the file's.
    Result<std::optional<Ran>> turn(Progress *progress = nullptr, const CancelToken &cancel = {});
    // The two halves of it, for who runs the sync in between: which one has been due for longest, and what came of it.
    Result<std::optional<SyncView>> due() const;
    void ended(const SyncView &due, const Result<sync::SyncReport> &report);

private:
    Session &m_session;
    std::map<std::int64_t, Instant> m_notBefore; // what could not even begin
};

} // namespace audience::service
