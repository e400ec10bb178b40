// What happened to emails and when: of every email the first time of each kind of thing, and every
// click. An event reported twice counts once. Reads only, on any connection.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

enum class FactKind {
    HandedOver,
    Delivered,
    Opened,          // by a person, as far as the service can tell
    OpenedByMachine, // and by nobody else
    Clicked,
    Bounced, // permanently
    Complained,
    Unsubscribed
};

struct Fact {
    FactKind kind = FactKind::HandedOver;
    std::int64_t message = 0, run = 0;
    Ordinal person = 0;
    Instant at; // the first time
};

struct Click {
    std::int64_t message = 0, run = 0;
    Ordinal person = 0;
    Instant at;
    std::string link;
};

// What is asked for; run 0: all of them. `practice` chooses between practice and real sends.
struct FactQuestion {
    std::int64_t run = 0;
    bool practice = true;
    Instant from, until; // the first time lies in [from, until)
};

// In the order of their times.
Result<std::vector<Fact>> facts(const store::Connection &connection, const FactQuestion &question);
// Every click, or every opening, of a person, in the order of their times. Openings have no link.
enum class TouchKind { Click, Open };
Result<std::vector<Click>> touches(const store::Connection &connection, TouchKind kind,
                                   const FactQuestion &question);

// Emails in a state of the ledger, newest change first, with the reason; state "": every email.
struct StateRow {
    std::int64_t message = 0, run = 0;
    Ordinal person = 0;
    Instant at;
    std::string state, reason;
};
Result<std::vector<StateRow>> inState(const store::Connection &connection, std::int64_t run,
                                      std::string_view state, std::string_view reason);

// Where an email went, as it was written then; "" where there is no such email.
Result<std::string> addressOf(const store::Connection &connection, std::int64_t message);
// The address of every email of the kind, as it is compared (lower case).
Result<void> forEachAddress(
    const store::Connection &connection, bool practice,
    const std::function<void(std::int64_t message, std::string_view addressKey)> &use);

} // namespace audience::delivery
