// The workspace as a whole: what it is, whether it may work, doctor, audit, backup, topics.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

#include <memory>
#include <optional>

namespace audience::service {

class Session;

struct WorkspaceInfo {
    std::string path, name, uuid;
    Instant createdAt;
    std::string standing; // "normal", "untrusted", "moved", "copied", "restored", "handed_over"
    std::optional<Error> standingReason; // none: normal
    bool mayWork = true, isReadOnly = false;
    std::int64_t bytes = 0, people = 0;
    std::vector<DatasetView> datasets;
    std::vector<Error> warnings;
};

// Who sends the emails of this workspace: this file, or a copy of it on another computer.
struct SendingRight {
    bool isHere = true;
    bool isUnfinished = false; // handing it over was interrupted: finish or take it back; nobody sends meanwhile
    bool isUnused = false;     // no copy can send yet: taking it back changes nothing else
    std::string machine;       // the other computer, or this one
    std::string from;          // who handed it over to this file; empty: nobody
    std::string copy;          // where the copy was put; empty: here
    Instant at;                // of the last move
    std::optional<Error> problem; // why nobody sends from this file, other than that it was handed over
};

struct TopicView {
    std::string key, name, kind; // "opt-in", "opt-out", "required"
    friend bool operator==(const TopicView &, const TopicView &) = default;
};

class WorkspaceService {
public:
    explicit WorkspaceService(Session &session) : m_session(session) {}

    Result<WorkspaceInfo> info() const;
    // Every invariant of the file, the ledger and the audit chain; empty: all is well.
    Result<std::vector<FindingView>> doctor(Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    Result<void> trust();
    Result<void> acknowledge();
    Result<void> adopt();
    Result<SendingRight> sendingRight() const;
    // A copy that alone may send from now on, with what is scheduled, the queue of events and every doubt; finishes
    // what was interrupted. Errors: "handover.sending" {machine}, those of Workspace::giveRight() and finishHandover().
    Result<void> handOver(const std::string &copy, const std::string &machine, const CancelToken &cancel = {});
    // For a copy that nobody can hand back. Returns how many schedules became drafts: the copy may have sent them.
    Result<int> takeBackSending();
    Result<void> backup(const std::string &path, const CancelToken &cancel = {});
    Result<std::int64_t> verifyAudit(const CancelToken &cancel = {}) const; // number of entries
    Result<std::string> exportAudit(const CancelToken &cancel = {}) const; // JSON lines with the newest signed head
    Result<std::vector<TopicView>> topics() const;
    Result<TopicView> saveTopic(const TopicView &topic);
    // Only what differs between the two is changed, and only where nobody else changed it since it was read. Errors:
    // "topic.gone" {name}, "topic.changed_elsewhere" {name}.
    Result<TopicView> changeTopic(const TopicView &read, const TopicView &wanted);
    // Only one that nobody has answered and no campaign uses. Error "topic.in_use" {name}.
    Result<void> removeTopic(const std::string &key);
    Result<std::string> setting(const std::string &name) const; // as JSON text
    // Error "setting.unknown" {name, known}: nothing that people decide is called so.
    Result<void> setSetting(const std::string &name, const std::string &jsonText);

private:
    Session &m_session;
};

} // namespace audience::service
