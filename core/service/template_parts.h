// What previews and tests of a template are made of, also for a campaign that adds something to its links. Private to
// service. Any thread.
#pragma once

#include "service/email_renderer.h"
#include "service/template_service.h"

namespace audience::service {

// As TemplateService::check() of the email as it stands, which was armed so; what stands on its links is not asked about.
std::vector<FindingView> checkOf(Session &session, const model::EmailTemplate &email);
// As TemplateService::preview() and sendTest(). `campaign`: as it is called; empty: none is known.
Result<EmailPreview> previewOf(Session &session, const model::EmailTemplate &email, const LinkSettings &links, const std::string &campaign,
                               const std::string &personKey, const Imprint &instead);
Result<TestReport> sendTestOf(Session &session, const model::EmailTemplate &email, const LinkSettings &links, const std::string &campaign,
                              const std::string &personKey, const std::string &address, const std::string &through);

} // namespace audience::service
