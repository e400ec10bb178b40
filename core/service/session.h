// An open workspace with what all use cases share: the newest snapshot, the clock, the keychain.
// Any thread. The use cases below it (…Service) hold a Session and nothing else; they are synchronous
// and thread-safe, and the window runs them on a pool thread through ui/kit's Jobs and async's Latest.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "delivery/practice_inbox.h"
#include "engine/plan.h"
#include "engine/snapshot.h"
#include "service/ledger_facts.h"
#include "service/local_answers.h"
#include "service/row_cache.h"
#include "workspace/workspace.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace audience::secrets {
class Keychain;
}

namespace audience::service {

class Session {
public:
    struct Options {
        workspace::Environment environment;
        std::shared_ptr<secrets::Keychain> keychain; // none: only environment, profiles and files
        bool readOnly = false;
    };
    static Result<std::shared_ptr<Session>> create(const std::string &path, Options options);
    static Result<std::shared_ptr<Session>> open(const std::string &path, Options options);

    ~Session();

    workspace::Workspace &workspace() { return *m_workspace; }
    const workspace::Workspace &workspace() const { return *m_workspace; }
    secrets::Keychain *keychain() const { return m_options.keychain.get(); }
    std::string displayName() const; // the setting "name", else the file's
    Instant now() const; // --now, else the workspace's setting: the clock, a fixed time or the last event
    void setNow(Instant now);        // for one command

    // The data as they are now; loaded once per generation. Error "data.no_people" before any profiles.
    Result<std::shared_ptr<const engine::Snapshot>> snapshot();
    engine::Evaluator &evaluator() { return m_evaluator; }
    RowCache &rowCache() { return m_rows; }
    LedgerFacts &ledgerFacts() { return m_ledger; }
    LocalAnswers &localAnswers() { return m_answers; }
    delivery::PracticeInbox &practiceInbox() { return m_practice; }
    // When events were last read back, by the program's clock; 0: not since it was opened.
    void notePolled() { m_polledAt = m_workspace->clock().now().micros; }
    Instant polledAt() const { return Instant{m_polledAt.load()}; }

private:
    Session(std::unique_ptr<workspace::Workspace> workspace, Options options);
    std::unique_ptr<workspace::Workspace> m_workspace;
    Options m_options;
    std::mutex m_mutex;
    std::optional<Instant> m_now;
    std::shared_ptr<const engine::Snapshot> m_snapshot;
    engine::Evaluator m_evaluator;
    RowCache m_rows;
    LedgerFacts m_ledger{*this};
    LocalAnswers m_answers{*this};
    delivery::PracticeInbox m_practice;
    std::atomic<std::int64_t> m_polledAt{0};
};

} // namespace audience::service
