// What somebody is writing and has not saved: one small file per definition in this machine's state
// folder, never in the workspace, so that a locked or read-only workspace loses nothing. Each write
// replaces the whole file and is synced. Any thread; writes of one draft come from one thread.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct Draft {
    std::string kind;              // "segment", "template", "campaign"
    std::int64_t id = 0;           // below 0: a new one that was never saved, each its own; 0: the one new campaign
    std::int64_t baseRevision = 0; // of the saved version it was made from
    std::string name;              // as it stands in the draft
    Json body;
    Instant writtenAt; // set by save()
    int kept = 0;      // above 0: found again after a crash and moved out of the way of new writing; the newest highest
};

struct DraftList {
    std::vector<Draft> drafts;         // newest first
    std::vector<std::string> setAside; // files that could not be read and were put aside, with their new paths (the others are listed)
};

class DraftService {
public:
    explicit DraftService(Session &session) : m_session(session) {}

    // Errors: "store.file_unwritable".
    Result<void> save(Draft draft) const;
    // The one being written, else the newest that was kept; nothing where there is none. Errors: "draft.damaged"
    // {kind, path}: the file was put aside.
    Result<std::optional<Draft>> find(const std::string &kind, std::int64_t id) const;
    Result<DraftList> list() const;
    // The one being written becomes a kept one, so that another can be written. Answers with its number. Errors:
    // "store.file_unwritable".
    Result<int> keep(const std::string &kind, std::int64_t id) const;
    // Fine where there is none.
    Result<void> discard(const std::string &kind, std::int64_t id, int kept = 0) const;

private:
    std::string pathOf(const std::string &kind, std::int64_t id, int kept) const;
    int newestKept(const std::string &kind, std::int64_t id) const; // 0: none
    Session &m_session;
};

} // namespace audience::service
