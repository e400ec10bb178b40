// Which saved segments share people with a rule, for whoever puts several of them side by side. Slow for large
// workspaces: in the background.
#pragma once

#include "async/cancel.h"
#include "base/strong_id.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SharingSegment {
    SegmentId id;
    std::string name;
    model::SegmentRule rule;
    std::int64_t people = -1, shared = -1; // -1: was not counted
};
// Every saved one that can be counted but `without`, the most shared people first. Whoever has everybody stands behind those
// that choose. Of very many only the ones saved last are counted. Errors as in SegmentService::count() for `rule`.
Result<std::vector<SharingSegment>> segmentsSharing(Session &session, const model::SegmentRule &rule, SegmentId without = {},
                                                    const CancelToken &cancel = {});

} // namespace audience::service
