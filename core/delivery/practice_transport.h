// Practice mode: no email leaves this computer. Each parcel becomes an .eml file in a folder beside
// the workspace, and invented readers answer with events in the service's own form. One thread.
#pragma once

#include "base/clock.h"
#include "delivery/event_intake.h"
#include "delivery/practice_events.h"
#include "delivery/transport.h"

#include <map>
#include <memory>
#include <optional>

namespace audience::delivery {

class PracticeTransport final : public Transport {
public:
    // Makes the folder; events of earlier practice in it are offered again (the intake knows them).
    // Error "delivery.practice_folder" {path}.
    static Result<std::unique_ptr<PracticeTransport>>
    open(const std::string &folder, const Clock &clock, PracticeBehaviour behaviour = {});

    std::string_view kind() const override { return "practice"; }
    // Errors: "delivery.practice_folder" {path}, those of composing the message.
    Result<void> submit(const Parcel &parcel, Callback callback) override;
    void poll(std::chrono::milliseconds timeout) override;
    int inFlight() const override { return static_cast<int>(m_accepted.size()); }
    int window() const override { return 16; }
    Result<SendQuota> quota() override;

    // Events that are due by then, in order; each once while this object lives.
    std::vector<RawEvent> takeEvents(Instant until);
    std::size_t waitingEvents() const { return m_events.size(); }
    // When the next event is due.
    std::optional<Instant> nextEvent() const;

private:
    PracticeTransport(std::string folder, const Clock &clock, PracticeBehaviour behaviour)
        : m_folder(std::move(folder)), m_clock(clock), m_behaviour(behaviour) {}
    Result<void> append(const std::string &file, const std::string &text, bool truncate) const;

    std::string m_folder;
    const Clock &m_clock;
    PracticeBehaviour m_behaviour;
    std::vector<std::pair<Outcome, Callback>> m_accepted;
    std::multimap<std::int64_t, std::string> m_events; // by due time
};

} // namespace audience::delivery
