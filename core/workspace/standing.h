// Whether this machine may run the work of a workspace file: a copy or an old backup of it would
// send everything a second time, and a file of unknown origin could send in our name.
#pragma once

#include "base/result.h"
#include "workspace/handover.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::workspace {

enum class StandingKind {
    Normal,    // made or trusted on this machine, at the place and in the state it was left in
    Untrusted, // this machine does not know it: trust()
    Moved,     // same file, another path, and nothing at the old one: acknowledge()
    Copied,    // another file of the same identity is still at the known path: adopt()
    Restored,  // older than what this machine has seen, or used elsewhere since: acknowledge()
    HandedOver // another copy has the right to send: takeBackRight()
};
// "normal", "untrusted", "moved", "copied", "restored", "handed_over"
std::string_view toText(StandingKind kind);

struct Standing {
    StandingKind kind = StandingKind::Normal;
    std::string knownPath; // where this machine knew it last; empty when Untrusted
    // Nobody but this machine has sent from this file, so its send journal tells of every send.
    bool journalTellsAll = true;
    Handover handover = {};                        // of HandedOver: who sends instead
    bool cameHome = false;                         // of HandedOver: from another file on this machine
    StandingKind file = StandingKind::Normal;      // of HandedOver: what it would be without that
    // "workspace.untrusted", "workspace.moved", "workspace.copied", "workspace.restored", with
    // {path, known}; "workspace.came_home" {path, known}; those of workspace::asError().
    Error asError(std::string_view path) const; // not for Normal
};

} // namespace audience::workspace
