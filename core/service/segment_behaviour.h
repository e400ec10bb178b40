// How the people of a segment buy and what they do with emails, beside everyone else. What the workspace does not know -
// purchases without a definition of one, openings where no email was ever reported opened - is not there.
#pragma once

#include "async/cancel.h"
#include "engine/bitmap.h"
#include "model/segment_rule.h"
#include "service/segment_breakdown.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

struct SegmentBehaviour {
    // A share of people: `inside` of `insideOf`, and the same of everyone else. Ids: "bought", of all people; "emailed", of all;
    // "opened" and "clicked", of those emailed (in the last 90 days).
    struct Share {
        std::string id;
        model::RuleNode part;
        std::int64_t inside = 0, insideOf = 0, outside = 0, outsideOf = 0;
        double insideShare() const { return insideOf > 0 ? static_cast<double>(inside) / static_cast<double>(insideOf) : 0; }
        double outsideShare() const { return outsideOf > 0 ? static_cast<double>(outside) / static_cast<double>(outsideOf) : 0; }
    };
    // Of those who bought; nothing where nobody did. Ids: "purchases", "spent", "per_purchase" (means), "days_since" (the median).
    struct Figure {
        std::string id;
        std::optional<double> inside, outside;
    };
    std::vector<Share> shares;
    std::vector<Figure> figures;
    std::vector<SegmentBreakdown> charts; // breakDown() of what there is of purchases and emails
    struct Hours {
        std::vector<std::int64_t> inside, outside;
    };
    Hours hours; // openingHours()
};

// Errors as in SegmentService::count().
Result<SegmentBehaviour> behaviourOf(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});

// Openings by people in the last 90 days by the hour of the workspace's zone, 24 each; empty where openings are not known.
Result<SegmentBehaviour::Hours> openingHours(Session &session, const engine::Bitmap &members, const CancelToken &cancel = {});

} // namespace audience::service
