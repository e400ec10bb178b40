// For requests WITH an effect outside (an email is sent): one submit() puts at most one complete
// request on the wire, whatever happens, and its outcome says honestly what is known.
// Single-threaded: callbacks come from poll(), on the caller's thread, each exactly once.
#pragma once

#include "base/result.h"
#include "net/http_request.h"

#include <chrono>
#include <functional>
#include <variant>

namespace audience::net {

// Zero bytes of the request left this process: it is certain that nothing happened.
struct NotSent {
    Error reason;
};
// A complete answer whose length was checked.
struct Answer {
    HttpResponse response;
};
// The request, or a part of it, went out and no complete answer came: nobody knows.
struct Unknown {
    Error reason;
};
using EffectOutcome = std::variant<NotSent, Answer, Unknown>;

class EffectSender {
public:
    using Callback = std::function<void(EffectOutcome)>;
    // Requests still in flight are dropped without a callback: to their owner they are unknown.
    virtual ~EffectSender() = default;

    // Error "net.window_full" when inFlight() == window(); the callback is then never called.
    // A callback may call submit().
    virtual Result<void> submit(HttpRequest request, Callback callback) = 0;
    // Moves everything on; returns as soon as something ended, at once when nothing is in flight,
    // else after `timeout`.
    virtual void poll(std::chrono::milliseconds timeout) = 0;
    virtual int inFlight() const = 0;
    virtual int window() const = 0;
};

} // namespace audience::net
