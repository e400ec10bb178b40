// What the parts of CornerService share: what is kept of the corner, and a client with its keys. Private to service.
#pragma once

#include "aws/client.h"
#include "net/net.h"
#include "service/corner_service.h"

#include <map>
#include <memory>

namespace audience::service {

// As it is kept in the workspace; a copy that became a workspace of its own has none.
struct CornerRecord {
    CornerPlan plan;
    std::string region, requestToken, stackId;
    std::map<std::string, std::string> outputs;

    bool isReady() const { return outputs.contains("BaseUrl"); }
    std::string output(const char *name) const {
        const auto found = outputs.find(name);
        return found == outputs.end() ? std::string() : found->second;
    }
};
Result<std::optional<CornerRecord>> cornerRecord(const Session &session);
Result<CornerRecord> requireCorner(const Session &session); // error "corner.none"
Result<void> keepCorner(Session &session, const std::optional<CornerRecord> &record);

struct CornerClient {
    std::unique_ptr<net::Net> net;
    std::unique_ptr<net::HttpClient> http;
    std::unique_ptr<aws::KeySource> keys;
    std::unique_ptr<aws::Client> client;
};
Result<CornerClient> cornerClient(Session &session, const CornerRecord &record);

Result<delivery::CornerSeal> cornerSeal(Session &session);

// What the preference page offers; where not `always`, only when the topics are others than the last time.
Result<void> publishTopics(Session &session, const CornerRecord &record, bool always, const CancelToken &cancel = {});

inline constexpr std::string_view kCornerFeed = "corner inbox";

} // namespace audience::service
