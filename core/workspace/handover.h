// Which of the copies of a workspace may send: the right moves from one file to a copy of it, once at a time. The
// file says what it knows of that (a setting, so that it travels with it), the machine's state folder the newest
// it has seen. Plain values; the moves themselves are Workspace's.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "store/connection.h"

#include <cstdint>
#include <string>

namespace audience::workspace {

struct Handover {
    enum class State {
        None,
        Given,   // another copy has the right; nothing is sent from this one
        Elected, // this copy has it and has not been opened yet: the first machine that opens it is the one
        Taken    // this copy was opened where it sends
    };
    enum class Step { Begun, Copied, Done }; // of Given: no copy can be used; one is whole; it is where it was wanted
    State state = State::None;
    Step step = Step::Begun;
    std::int64_t term = 0;  // counts the moves: of two files the one with the higher term is the newer
    std::string to, from;   // names of the machines, for people
    std::string copy;       // where the copy was put
    Instant at;
    friend bool operator==(const Handover &, const Handover &) = default;
};

inline constexpr std::string_view kHandoverSetting = "handover";

Json toJson(const Handover &handover);
Handover handoverFromJson(const Json &json);
// What the file says, as this connection sees it.
Result<Handover> handoverIn(const store::Connection &connection);
Result<void> saveHandover(const store::Connection &connection, const Handover &handover);
// What is asked inside the transaction of everything that sends, arms or takes events in: other programs may have the file
// open while the right goes. Errors: "workspace.handed_over", "workspace.handover_unfinished"; see asError().
Result<void> requireRight(const store::Connection &connection);
// With {machine, copy, at}.
Error asError(const Handover &given);

} // namespace audience::workspace
