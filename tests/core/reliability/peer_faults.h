// What a peer on the network can do wrong, as one table: from nobody there to an answer without an end.
#pragma once

#include "support/raw_server.h"

#include <string>
#include <vector>

namespace audience::test {

struct PeerFault {
    enum class Kind {
        Answer,  // a server does `step` with each request
        Refused, // nobody listens
        Deaf,    // the connection is never taken
        NoName   // the name does not exist
    };
    const char *name;
    Kind kind = Kind::Answer;
    RawStep step = {};
    const char *sent = "in_doubt"; // what an email is then: "not_sent", "throttled", "refused", ...
    bool isBig = false;            // memory is what it is after
    bool mayBeEmpty = false;       // to a queue it is an answer: nothing there
};

const std::vector<PeerFault> &peerFaults();

} // namespace audience::test
