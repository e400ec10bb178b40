#include "delivery/smtp_outcome.h"

#include "base/text.h"

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

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// "4.7.28 Unusual rate of mail", "Throttling failure: Maximum sending rate exceeded". An enhanced code of another
// subject than 7 is about a mailbox or a message, whatever its words. Source of the codes: RFC 3463.
bool speaksOfSpeed(std::string_view text) {
    if (text.size() > 3 && text.substr(0, 2) == "4." && isDigit(text[2]) && text.substr(2, 2) != "7.")
        return false;
    const std::string words = ' ' + toLowerAscii(text);
    for (const std::string_view sign : {" rate", "throttl", "too many", "too much", "too fast", "too quickly"})
        if (words.find(sign) != std::string::npos)
            return true;
    return false;
}

// Not now. 421 closes the connection; before an email has a reader, and where it is about speed, it is about all that
// follow; else about this one mailbox or message.
OutcomeClass passing(const net::MailEnding &ending) {
    constexpr int kClosing = 421;
    const bool hasReader = ending.phase == MailPhase::Recipient || ending.phase == MailPhase::Data || ending.phase == MailPhase::Message;
    const bool isConnection = ending.code == kClosing || !hasReader || speaksOfSpeed(ending.text);
    return isConnection ? OutcomeClass::Throttled : OutcomeClass::Deferred;
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
    return {ending.code < 500 ? passing(ending) : permanent(ending.phase, ending.code),
            "smtp." + std::to_string(ending.code), ending.text, {}};
}

} // namespace audience::delivery
