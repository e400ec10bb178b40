// Sends through Amazon SES v2 SendEmail, one request per attempt, signed at the moment it leaves.
// The body goes out at most once; whatever is not certain is a doubt. One thread.
#pragma once

#include "delivery/ses_account.h"
#include "delivery/ses_settings.h"
#include "delivery/transport.h"
#include "model/connection.h"
#include "net/effect_sender.h"
#include "net/skew_tracker.h"

namespace audience::delivery {

// The JSON of the request. Source: SES v2 API reference, SendEmail.
// `listTopic`: the topic of the contact list that its unsubscribe link is about; "": all of them.
// Errors: those of the email's headers and addresses.
Result<std::string> sendEmailBody(const Parcel &parcel, const model::SesConnection &connection,
                                  const std::string &listTopic = {});

class SesTransport final : public Transport {
public:
    SesTransport(net::EffectSender &sender, SesAccount &account, const Clock &clock,
                 model::SesConnection connection, CredentialSource credentials)
        : m_sender(sender), m_account(account), m_clock(clock), m_connection(std::move(connection)),
          m_credentials(std::move(credentials)) {}

    void setListTopic(std::string name) { m_listTopic = std::move(name); }
    std::string_view kind() const override { return "ses"; }
    Result<void> submit(const Parcel &parcel, Callback callback) override;
    void poll(std::chrono::milliseconds timeout) override { m_sender.poll(timeout); }
    int inFlight() const override { return m_sender.inFlight(); }
    int window() const override { return m_sender.window(); }
    Result<SendQuota> quota() override { return m_account.quota(); }

private:
    net::EffectSender &m_sender;
    SesAccount &m_account;
    const Clock &m_clock;
    model::SesConnection m_connection;
    CredentialSource m_credentials;
    std::string m_listTopic;
    net::SkewTracker m_skew;
};

} // namespace audience::delivery
