// The sends of one program: each is waited for by a job of its own, which shows how far it is and can be stopped, and one
// of these jobs moves all of them on with the SendingLoop, by priority and under one right to send. When its own send
// is over and others are not, one of those takes the work. Any thread.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace audience::delivery {
class Ledger;
}

namespace audience::service {

class SendingLoop;
class Session;

class SideBySide {
public:
    explicit SideBySide(std::shared_ptr<Session> session);
    ~SideBySide();
    SideBySide(const SideBySide &) = delete;
    SideBySide &operator=(const SideBySide &) = delete;

    // Until the campaign is over, held or stopped, or none of those here has anything due within the next minutes: the
    // right to send is free then, and CampaignService::leftBehind() names it again in time. Gives the status it ended
    // with. Errors: "cancelled" at once (it is for the caller to hold the campaign, and nobody here takes it up until
    // then), "delivery.runner_busy" {host, seconds}, what the campaign failed of, those of the file that do not pass.
    Result<CampaignStatus> run(CampaignId id, Progress *progress, const CancelToken &cancel);

private:
    struct Seat;
    void drive(const Seat &own, const CancelToken &cancel);
    void tell(SendingLoop &loop); // who is new here, and who was stopped: nothing more of those leaves then
    void end(CampaignId id, const std::optional<Error> &problem);
    void endAll(const std::optional<Error> &problem);
    Result<void> forgetHeld(const delivery::Ledger &ledger);
    Result<void> look(); // how far each is; those that nobody moves on any more have ended
    bool isNothingDue() const;
    bool hasEnded(const Seat &seat) const;
    std::vector<std::shared_ptr<Seat>> seats() const;

    std::shared_ptr<Session> m_session;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<Seat>> m_seats; // under the mutex, as what has ended is
    std::vector<CampaignId> m_new;              // under the mutex: the loop has not heard of them
    std::map<std::int64_t, RunId> m_stopped;    // under the mutex: cancelled, and not yet seen to be held
    std::set<std::int64_t> m_heard;             // under the mutex: of those, who the loop has let go
    bool m_isDriven = false;
};

} // namespace audience::service
