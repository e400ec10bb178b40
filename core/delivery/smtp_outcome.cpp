#include "delivery/smtp_outcome.h"

namespace audience::delivery {

namespace {

using net::MailPhase;

// Encryption or a login is missing, whatever command hears of it. Source: RFC 4954, section 6.
bool asksForLogin(int code) {
    return code == 530 || code == 534 || code == 535 || code == 538;
}

OutcomeClass permanent(MailPhase phase, int code) {
    constexpr int kTooLarge = 552;
    if (asksForLogin(code) || phase == MailPhase::Login)
        return OutcomeClass::AuthPause;
    switch (phase) {
    case MailPhase::Sender: // all that follow have the same sender
        return code == kTooLarge ? OutcomeClass::RefusedFinal : OutcomeClass::RefusedPause;
    case MailPhase::Recipient:
    case MailPhase::Data:
    case MailPhase::Message:
        return OutcomeClass::RefusedFinal;
    default: // the server does not want us
        return OutcomeClass::RefusedPause;
    }
}

} // namespace

Outcome classifyMailEnding(const net::MailEnding &ending) {
    if (ending.isAccepted)
        return {OutcomeClass::Accepted, {}, {}, {}};
    const std::string id = ending.error ? ending.error->id : std::string("net.connection_lost");
    const std::string detail = ending.error ? ending.error->detail : std::string();
    const bool isRefused = ending.code >= 400 && ending.code <= 599;
    if (!isRefused && ending.mayHaveEnded)
        return {OutcomeClass::InDoubt, id, detail, {}};
    if (id == "smtp.no_encryption")
        return {OutcomeClass::RefusedPause, id, detail, {}};
    if (!isRefused)
        return {OutcomeClass::NotSent, id, detail, {}};
    return {ending.code < 500 ? OutcomeClass::Throttled : permanent(ending.phase, ending.code),
            "smtp." + std::to_string(ending.code), ending.text, {}};
}

} // namespace audience::delivery
