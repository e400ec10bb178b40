#include "service/corner_sending.h"

#include "service/audience_question.h"
#include "service/corner_parts.h"
#include "service/email_renderer.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

namespace {

// One copy for all, without anything personal: its address is read by whoever gets hold of it.
Result<std::string> copyOf(Session &session, const delivery::Run &run, const TemplateView &email, const Imprint &imprint, const std::string &baseUrl) {
    TRY_ASSIGN(const auto renderer, EmailRenderer::forAnybody(email.email, session.now(), workspaceZone(session), linksOf(run.spec.plan, email.email)));
    const std::string page = baseUrl + "/p/preferences.html"; // says that the link in the email is needed
    TRY_ASSIGN(const RenderedEmail rendered, renderer->render(0, {{"unsubscribe_url", page},
                                                                  {"preferences_url", page},
                                                                  {"view_in_browser_url", "#"},
                                                                  {"sender_name", imprint.name},
                                                                  {"postal_address", imprint.postalAddress},
                                                                  {"campaign_name", run.spec.name}}));
    return CornerService(session).publishCopy(run.id, rendered.html);
}

} // namespace

Result<CornerForRun> cornerForRun(Session &session, const model::UnsubscribeWay &way, const delivery::Run &run, const TemplateView &email,
                                  const Imprint &imprint) {
    TRY_ASSIGN(const auto record, cornerRecord(session));
    if (!record || !record->isReady()) {
        if (way.kind == model::UnsubscribeKind::Corner)
            return Error(ErrorKind::NotFound, "corner.none");
        return CornerForRun{};
    }
    TRY(CornerService(session).readInbox());
    TRY(publishTopics(session, *record, false));
    TRY_ASSIGN(delivery::CornerSeal seal, cornerSeal(session));
    CornerForRun corner;
    corner.links = std::make_shared<const delivery::CornerLinks>(record->output("BaseUrl"), std::move(seal), run.uid);
    const auto fields = EmailRenderer::usedFields(email.email);
    if (std::find(fields.begin(), fields.end(), "view_in_browser_url") != fields.end()) {
        TRY_ASSIGN(corner.copyUrl, copyOf(session, run, email, imprint, record->output("BaseUrl")));
    }
    return corner;
}

} // namespace audience::service
