// Hands emails to a mail server over SMTP: one submit() is at most one transaction, and its ending
// says how far it came and what the server said. Encryption as the server entry asks for it, never
// less. Single-threaded like EffectSender; what a reply means is not decided here.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "net/net.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace audience::net {

enum class MailTls {
    StartTls, // a plain greeting, then encryption or nothing
    Implicit, // encrypted from the first byte
    None      // for a server on this computer; refused for any other
};

struct MailServer {
    std::string host;
    int port = 0;
    MailTls tls = MailTls::StartTls;
    std::string greeting; // the name after EHLO
    std::string user;     // empty: no login
    Secret password;
    std::chrono::milliseconds connect{10'000}; // name, connection and encryption
    std::chrono::milliseconds reply{60'000};   // to each command
    std::chrono::milliseconds total{300'000};

    bool isLoopback() const;
    std::string address() const; // "host:port"
};

// Of the envelope, bare; `message` has CRLF line ends and no dot-stuffing. The caller has checked
// all three: nothing here is escaped.
struct MailParcel {
    std::string from, to, message;
};

// The command that was under way, or whose reply was waited for.
enum class MailPhase { Connect, Greeting, Tls, Login, Sender, Recipient, Data, Message };

struct MailEnding {
    MailPhase phase = MailPhase::Connect;
    // The end of the message may have left: only then can the server have taken it.
    bool mayHaveEnded = false;
    bool isAccepted = false;    // a positive reply to the whole message
    int code = 0;               // of the last complete reply of that phase; 0: none came
    std::string text;           // its words
    std::optional<Error> error; // why it ended, where it is not accepted
};

class MailSender {
public:
    using Callback = std::function<void(MailEnding)>;
    // Transactions under way are dropped without a callback.
    virtual ~MailSender() = default;

    // Errors: "net.window_full", "net.plain_mail_refused" {host}; the callback is then never called.
    virtual Result<void> submit(MailParcel parcel, Callback callback) = 0;
    virtual void poll(std::chrono::milliseconds timeout) = 0;
    virtual int inFlight() const = 0;
    virtual int window() const = 0;
    // Greets, encrypts and logs in, nothing more. Blocks until then.
    virtual MailEnding tryLogin() = 0;
};

std::unique_ptr<MailSender> curlMailSender(MailServer server, NetConfig config = {},
                                           int window = 4);

} // namespace audience::net
