// Everything a run needs to move: its own connection, lease, journal, transport, composer, limiter.
// Made for one campaign on the thread that runs it; the parts live and die together.
#pragma once

#include "delivery/campaign_runner.h"
#include "delivery/event_intake.h"
#include "delivery/feed.h"
#include "delivery/practice_transport.h"
#include "delivery/ses_account.h"
#include "delivery/ses_transport.h"
#include "delivery/smtp_transport.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/views.h"

#include <map>
#include <memory>
#include <string>

namespace audience::net {
class EffectSender;
class HttpClient;
class Net;
}

namespace audience::service {

class Session;

// The folder beside the workspace that practice mode writes its messages into.
std::string practiceFolder(const Session &session);

// The right to send from a workspace, and what all runs share that are moved on with it. One thread.
class SendingDesk {
public:
    // Error "delivery.runner_busy" {host, seconds}.
    static Result<std::shared_ptr<SendingDesk>> make(Session &session, Clock &clock);
    ~SendingDesk();
    SendingDesk(const SendingDesk &) = delete;
    SendingDesk &operator=(const SendingDesk &) = delete;

    const store::Connection &connection() const { return *m_connection; }
    delivery::RunnerLease &lease() { return *m_lease; }
    delivery::SendJournal &journal() { return *m_journal; }
    // The account's limit, whichever runs use it; asked for again it keeps what was taken and goes by the new figures.
    net::TokenBucket &limiter(const std::string &connection, const Clock &clock, net::TokenBucket::Limits limits);

private:
    SendingDesk() = default;
    std::unique_ptr<store::Connection> m_connection;
    std::unique_ptr<delivery::RunnerLease> m_lease;
    std::unique_ptr<delivery::SendJournal> m_journal;
    std::map<std::string, std::unique_ptr<net::TokenBucket>> m_limiters;
};

class RunnerKit {
public:
    struct Options {
        Clock *clock = nullptr;               // none: the workspace's
        delivery::PracticeBehaviour practice; // practice mode only
        std::shared_ptr<SendingDesk> desk;    // none: one of its own
    };
    static Result<std::unique_ptr<RunnerKit>> make(Session &session, const CampaignView &campaign, RunId run, Options options);
    ~RunnerKit();

    delivery::CampaignRunner &runner() { return *m_runner; }
    const store::Connection &connection() const { return m_desk->connection(); }
    // Practice mode: takes in the events that are due by then; nothing to do for other transports.
    Result<delivery::IntakeReport> takePracticeEvents(Instant until);
    delivery::PracticeTransport *practice() { return m_practice; }

private:
    RunnerKit() = default;
    Result<void> makeTransport(Session &session, const CampaignView &campaign, const Options &options);
    Session *m_session = nullptr;
    Clock *m_clock = nullptr;
    std::shared_ptr<SendingDesk> m_desk;
    std::unique_ptr<net::Net> m_net;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<net::EffectSender> m_sender;
    std::unique_ptr<delivery::SesAccount> m_account;
    std::unique_ptr<delivery::Transport> m_transport;
    delivery::PracticeTransport *m_practice = nullptr;
    std::unique_ptr<delivery::MessageComposer> m_composer;
    net::TokenBucket *m_limiter = nullptr;          // the account's
    std::unique_ptr<net::TokenBucket> m_ownLimiter; // where the campaign has a rate of its own
    delivery::SenderProfile m_profile;
    Imprint m_imprint;
    std::unique_ptr<delivery::CampaignRunner> m_runner;
};

} // namespace audience::service
