// Segments and lists of people who are never emailed, whatever a campaign's own rule says. They stand outside
// every rule, beside consent and the blocked addresses: `count` knows nothing of them, `reachable` is without
// them. One that cannot be counted keeps everybody from being emailed. Any thread.
#pragma once

#include "async/cancel.h"
#include "service/people.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SafetySets {
    std::vector<std::string> segments, lists; // ids, of lists also names
};

Result<SafetySets> safetySets(const Session &session);
// Errors: "segment.unknown_segment", "segment.unknown_list" and other findings of what is named.
Result<void> saveSafetySets(Session &session, const SafetySets &sets);
// Whoever is in any of them. Error "safety.unreadable" {reason}.
Result<engine::Bitmap> keptOut(Session &session, const People &people, const CancelToken &cancel = {});

// How many that are.
Result<std::int64_t> keptOutCount(Session &session, const CancelToken &cancel = {});

} // namespace audience::service
