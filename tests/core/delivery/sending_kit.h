// What a test needs to really send through the fake service: the parts of a runner, wired together
// as the program does it. POSIX and loopback only.
#pragma once

#include "delivery/campaign_runner.h"
#include "delivery/ses_transport.h"
#include "delivery/smtp_transport.h"
#include "ledger_fixture.h"
#include "net/net.h"

namespace audience::test {

inline constexpr const char *kWorkspaceUuid = "ws-0001";

class PlainComposer final : public delivery::MessageComposer {
public:
    Result<delivery::ComposedContent> compose(const delivery::DueMessage &message,
                                              const std::string &url) override {
        delivery::ComposedContent content;
        content.subject = "Hello " + std::to_string(message.ordinal);
        content.html = "<p><a href=\"https://shop.example.com/new\">Hello</a></p><p><a href=\"" + url + "\">unsubscribe</a></p>";
        content.text = "Hello\n" + url + "\n";
        return content;
    }
};

inline delivery::SenderProfile senderProfile() {
    delivery::SenderProfile sender;
    sender.from = {"Shop", "news@example.com"};
    sender.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
    sender.workspaceUuid = kWorkspaceUuid;
    return sender;
}

inline model::SesConnection sesConnection(const std::string &url) {
    model::SesConnection connection;
    connection.name = "ses";
    connection.region = "eu-west-1";
    connection.endpoint = url;
    connection.fromAddress = "news@example.com";
    connection.unsubscribe = senderProfile().unsubscribe;
    connection.configurationSet = "audience-sync";
    return connection;
}

inline Result<net::AwsCredentials> testCredentials() {
    return net::AwsCredentials{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                               Secret()};
}

// "smtp://127.0.0.1:PORT", or the address of the fake SES.
inline std::unique_ptr<delivery::Transport> smtpTransport(const std::string &url) {
    net::MailServer server;
    server.host = "127.0.0.1";
    server.port = std::stoi(url.substr(url.rfind(':') + 1));
    server.tls = net::MailTls::None;
    server.greeting = "example.com";
    return std::make_unique<delivery::SmtpTransport>(net::curlMailSender(std::move(server)), 1'000);
}

// One process's worth of sending.
class SendingKit {
public:
    SendingKit(const std::string &database, const std::string &url, Clock &clock, Rng &rng)
        : m_database(database), m_clock(clock), m_rng(rng), m_net(net::curlNet(clock, rng)),
          m_client(m_net->makeClient()), m_sender(m_net->makeEffectSender(16)),
          m_account(*m_client, clock, sesConnection(url), testCredentials),
          m_transport(url.rfind("smtp:", 0) == 0
                          ? smtpTransport(url)
                          : std::make_unique<delivery::SesTransport>(
                                *m_sender, m_account, clock, sesConnection(url), testCredentials)),
          m_limiter(clock, {100'000, 1'000, -1, 0, std::chrono::hours(24)}),
          m_connection(openLedger(database)) {}

    // Runs to its end; error "delivery.runner_busy" while another one has it.
    Result<delivery::TickReport> run(RunId id, const CancelToken &cancel = {}) {
        TRY_ASSIGN(auto lease,
                   delivery::RunnerLease::acquire(m_connection, m_clock, m_rng,
                                                  {"test", delivery::runnerLockPath(m_database)}));
        TRY_ASSIGN(auto journal, delivery::SendJournal::open(m_database + ".journal"));
        TRY_ASSIGN(auto runner,
                   delivery::CampaignRunner::open({m_connection, m_clock, m_rng, *lease, journal,
                                                   *m_transport, m_composer, m_limiter},
                                                  id, senderProfile()));
        return runner->runToEnd(cancel, {});
    }
    const store::Connection &connection() const { return m_connection; }
    net::HttpClient &client() { return *m_client; }
    delivery::SesAccount &account() { return m_account; }

private:
    std::string m_database;
    Clock &m_clock;
    Rng &m_rng;
    std::unique_ptr<net::Net> m_net;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::EffectSender> m_sender;
    delivery::SesAccount m_account;
    std::unique_ptr<delivery::Transport> m_transport;
    net::TokenBucket m_limiter;
    PlainComposer m_composer;
    store::Connection m_connection;
};

} // namespace audience::test
