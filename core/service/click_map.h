// The email of a campaign as one of its people got it, with what was clicked where. Reads only; any thread.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct ClickMap {
    struct Link {
        std::string label;   // as reports show it
        std::string text;    // what is clicked, where it stands in the email
        std::int64_t people = 0, clicks = 0; // by people
        std::int64_t byProgram = 0;          // emails in which only programs followed it
        bool isInEmail = false;
    };
    // In the order of the email; then those that this rendering does not have, the most clicked first.
    std::vector<Link> links;
    std::int64_t clickers = 0;  // emails in which a person clicked anything: shares are of these
    std::int64_t programs = 0;  // emails in which only programs clicked

    std::string html; // sanitised, safe to show; empty where it can no longer be rendered
    struct Place {
        std::size_t offset = 0; // in the HTML, within the link and before its words
        std::size_t link = 0;   // index in links
        std::string href;       // as the HTML has it
    };
    std::vector<Place> places; // by offset
};

// Error "campaign.not_started" {id}.
Result<ClickMap> clickMap(Session &session, CampaignId campaign);

} // namespace audience::service
