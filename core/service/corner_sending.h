// What one run needs of the public corner before it may send: the inbox read, the links, the copy to view in a browser.
// Private to service.
#pragma once

#include "delivery/corner_links.h"
#include "model/connection.h"
#include "service/imprint.h"
#include "service/views.h"

#include <memory>

namespace audience::service {

class Session;

struct CornerForRun {
    std::shared_ptr<const delivery::CornerLinks> links; // none: the workspace has no corner
    std::string copyUrl;                                // "": the email does not ask for a copy
};

// Errors: "corner.none" where the connection unsubscribes through a corner that is not there, those of reading the inbox:
// who has left must be known before the first email goes out.
Result<CornerForRun> cornerForRun(Session &session, const model::UnsubscribeWay &way, const delivery::Run &run, const TemplateView &email,
                                  const Imprint &imprint);

} // namespace audience::service
