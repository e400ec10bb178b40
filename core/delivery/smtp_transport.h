// Sends through a mail server of the user's own, one message per transaction. The server names
// nothing and reports nothing later: an accepted message is one that was handed over, under the
// Message-ID it was given here. One thread.
#pragma once

#include "delivery/transport.h"
#include "net/mail_sender.h"

#include <memory>

namespace audience::delivery {

// The Message-ID of an attempt: its tag, at the sender's domain.
std::string mailMessageId(const Parcel &parcel);
// Envelope and message. Errors: those of the email's headers and addresses.
Result<net::MailParcel> mailParcel(const Parcel &parcel);

class SmtpTransport final : public Transport {
public:
    // `perSecond`: what the user says the server takes.
    SmtpTransport(std::unique_ptr<net::MailSender> sender, double perSecond)
        : m_sender(std::move(sender)), m_perSecond(perSecond) {}

    std::string_view kind() const override { return "smtp"; }
    Result<void> submit(const Parcel &parcel, Callback callback) override;
    void poll(std::chrono::milliseconds timeout) override { m_sender->poll(timeout); }
    int inFlight() const override { return m_sender->inFlight(); }
    int window() const override { return m_sender->window(); }
    Result<SendQuota> quota() override;

private:
    std::unique_ptr<net::MailSender> m_sender;
    double m_perSecond;
};

} // namespace audience::delivery
