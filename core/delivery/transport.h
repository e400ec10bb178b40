// The one thing the runner knows of a sending service: a parcel goes in, exactly one outcome comes
// out, or none when the transport is destroyed. Single-threaded: outcomes arrive from poll().
#pragma once

#include "delivery/outcome.h"
#include "email/mime.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace audience::delivery {

// One email on its way, with the marks that its events will carry.
struct Parcel {
    std::string tag;       // of the attempt: as_attempt
    std::string workspace; // as_ws
    std::string campaign;
    email::OutgoingEmail email;
};

// What the service allows; counted in recipients.
struct SendQuota {
    double perSecond = 1;
    std::int64_t perDay = -1; // -1: no limit
    std::int64_t sentLastDay = 0;
    bool isSandbox = false;  // the service's own trial mode, not our practice mode
    bool isEnabled = true;   // the service lets this account send at all
    std::string enforcement; // the service's own word, e.g. "HEALTHY"
};

class Transport {
public:
    using Callback = std::function<void(Outcome)>;
    virtual ~Transport() = default;

    virtual std::string_view kind() const = 0; // "ses", "smtp" or "practice"
    // An error means that nothing was sent and that the callback is never called.
    virtual Result<void> submit(const Parcel &parcel, Callback callback) = 0;
    // Moves everything on; returns at once after something ended, else after `timeout`.
    virtual void poll(std::chrono::milliseconds timeout) = 0;
    virtual int inFlight() const = 0;
    virtual int window() const = 0;
    // Errors: those of the service's account call.
    virtual Result<SendQuota> quota() = 0;
};

} // namespace audience::delivery
