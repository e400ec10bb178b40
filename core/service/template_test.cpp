// A test of a template to one's own address.
#include "email/address.h"
#include "service/audience_question.h"
#include "service/corner_images.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "service/template_parts.h"
#include "service/template_service.h"
#include "service/test_message.h"
#include "workspace/definition_repository.h"

namespace audience::service {

Result<std::vector<TestWay>> TemplateService::testWays() const {
    const ConnectionService service(m_session);
    TRY_ASSIGN(const std::string usual, service.usual());
    TRY_ASSIGN(const auto connections, service.list());
    std::vector<TestWay> ways;
    for (const ConnectionView &one : connections)
        if (one.canSend())
            ways.insert(one.name == usual ? ways.begin() : ways.end(), {one.name, one.fromAddress(), one.smtp ? one.smtp->host : std::string()});
    ways.push_back({std::string(model::kPracticeConnection), {}, {}});
    return ways;
}

Result<TestReport> sendTestOf(Session &session, const model::EmailTemplate &written, const LinkSettings &links, const std::string &campaign,
                              const std::string &personKey, const std::string &address, const std::string &through) {
    TRY_ASSIGN(const email::Mailbox to, email::parseAddress(address));
    TRY_ASSIGN(const auto connection, senderFor(session, through));
    model::EmailTemplate email = written;
    if (connection) {
        TRY_ASSIGN(const ImageAddresses images, cornerImages(session, email));
        email.html = withImages(email.html, images);
    }
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Ordinal person, personKey.empty() ? people.first() : people.find(personKey));
    TRY_ASSIGN(const auto renderer, EmailRenderer::make(email, people, session.now(), workspaceZone(session), links));
    TRY_ASSIGN(const Imprint imprint, imprintOf(session));
    // The way out of a test leads nowhere: the person whose email this is must not be unsubscribed by it.
    TRY_ASSIGN(const RenderedEmail rendered,
               renderer->render(person, {{"unsubscribe_url", "https://unsubscribe.example.com/test"},
                                         {"preferences_url", "https://unsubscribe.example.com/test"},
                                         {"view_in_browser_url", "https://unsubscribe.example.com/test"},
                                         {"sender_name", imprint.name},
                                         {"postal_address", connection && !connection->postalAddress().empty() ? connection->postalAddress() : imprint.postalAddress},
                                         {"campaign_name", campaign.empty() ? email.name : campaign}}));
    email::OutgoingEmail message;
    message.to = to;
    message.subject = "[Test] " + rendered.subject;
    message.html = rendered.html;
    message.text = rendered.text;
    TRY_ASSIGN(const TestReport report, sendTestMessage(session, connection, std::move(message)));
    const std::string kind(workspace::toText(workspace::DefinitionKind::Template));
    if (!session.workspace().isReadOnly())
        TRY(session.workspace().write([&](const store::Connection &connection) -> Result<void> {
            TRY(session.workspace().audit().append(
                connection, {kind + ".test_sent", kind + " " + email.name,
                             Json{{"practice", report.isPractice}, {"message", report.messageId}}, {}, {}}));
            return {};
        }));
    return report;
}

Result<TestReport> TemplateService::sendTest(const model::EmailTemplate &email, const std::string &personKey, const std::string &address, const std::string &through) {
    TRY_ASSIGN(const model::EmailTemplate made, StudioService(m_session).compiled(email));
    return sendTestOf(m_session, made, {made.linkQuery}, {}, personKey, address, through);
}

} // namespace audience::service
