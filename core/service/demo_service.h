// The whole main job on generated data: shop, import, segments, templates, a practice campaign, its
// events and its report. Says at every step what it did.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/demo_shop.h"
#include "service/views.h"

#include <functional>

namespace audience::service {

class Session;

struct DemoStep {
    std::string id; // "people", "events", "segment", "campaign", ...
    std::int64_t count = 0;
    double seconds = 0;
};

class DemoService {
public:
    explicit DemoService(Session &session) : m_session(session) {}

    // Fills an empty workspace with the shop: data, topics, consent, segments, templates.
    Result<std::vector<DemoStep>> fill(const DemoShopOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});
    // The shop's last weeks of practice campaigns, with what came of them; after fill().
    Result<std::vector<DemoStep>> history(const DemoShopOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});
    // Sends one practice campaign to the end and reads its events back; gives its id in the last step's args.
    Result<std::vector<DemoStep>> campaign(CampaignId *made, Progress *progress = nullptr, const CancelToken &cancel = {});
    Result<bool> isEmpty() const;

private:
    Session &m_session;
};

} // namespace audience::service
