#include "delivery/smtp_transport.h"

#include "delivery/smtp_outcome.h"
#include "email/address.h"

namespace audience::delivery {

std::string mailMessageId(const Parcel &parcel) {
    const auto from = email::checkAddress(parcel.email.from.address);
    return parcel.tag + '@' + (from ? from->domain : std::string("localhost"));
}

Result<net::MailParcel> mailParcel(const Parcel &parcel) {
    email::OutgoingEmail email = parcel.email;
    email.messageId = mailMessageId(parcel);
    // A bounce that quotes the message shows which campaign and attempt it was.
    email.headers.push_back({"X-Audience-Campaign", parcel.campaign});
    email.headers.push_back({"X-Audience-Attempt", parcel.tag});
    TRY_ASSIGN(const email::Address from, email::checkAddress(email.from.address));
    TRY_ASSIGN(const email::Address to, email::checkAddress(email.to.address));
    TRY_ASSIGN(std::string message, email::composeMime(email));
    return net::MailParcel{from.text(), to.text(), std::move(message)};
}

Result<void> SmtpTransport::submit(const Parcel &parcel, Callback callback) {
    TRY_ASSIGN(net::MailParcel mail, mailParcel(parcel));
    return m_sender->submit(
        std::move(mail),
        [callback = std::move(callback), id = mailMessageId(parcel)](net::MailEnding ending) {
            Outcome outcome = classifyMailEnding(ending);
            if (outcome.outcome == OutcomeClass::Accepted)
                outcome.messageId = id;
            callback(std::move(outcome));
        });
}

Result<SendQuota> SmtpTransport::quota() {
    SendQuota quota;
    quota.perSecond = m_perSecond;
    return quota;
}

} // namespace audience::delivery
