#include "service/runner_kit.h"

#include "delivery/contact_topics.h"
#include "net/net.h"
#include "qbase/convert.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/connection_keys.h"
#include "service/connection_service.h"
#include "service/corner_sending.h"
#include "service/mail_server.h"
#include "service/safety.h"
#include "service/sending_rules.h"
#include "service/session.h"

#include <QSysInfo>

#include <algorithm>

namespace audience::service {

namespace {

// Words for one person; an address of their own to unsubscribe at is part of them.
class CampaignComposer final : public delivery::MessageComposer {
public:
    CampaignComposer(std::shared_ptr<const EmailRenderer> renderer, model::MissingField missing, std::string campaign, Imprint imprint, CornerForRun corner)
        : m_renderer(std::move(renderer)), m_missing(missing), m_campaign(std::move(campaign)), m_imprint(std::move(imprint)), m_corner(std::move(corner)) {}

    Result<delivery::ComposedContent> compose(const delivery::DueMessage &message, const std::string &unsubscribeUrl) override {
        const ExtraValues extra =
            EmailRenderer::extraValues(unsubscribeUrl, m_corner.links ? m_corner.links->preferences(message) : unsubscribeUrl, m_corner.copyUrl,
                                       m_imprint.name, m_imprint.postalAddress, m_campaign);
        auto rendered = m_renderer->render(message.ordinal, extra);
        delivery::ComposedContent content;
        if (!rendered) {
            if (rendered.error().id == "liquid.missing_field" && m_missing == model::MissingField::SkipPerson) {
                content.skipReason = "missing_field";
                return content;
            }
            return rendered.error();
        }
        content.subject = std::move(rendered->subject);
        content.html = std::move(rendered->html);
        content.text = std::move(rendered->text);
        return content;
    }

private:
    std::shared_ptr<const EmailRenderer> m_renderer;
    model::MissingField m_missing;
    std::string m_campaign;
    Imprint m_imprint;
    CornerForRun m_corner;
};

// The sender of practice mode; nothing carries it anywhere.
model::SesConnection practiceConnection(const Session &session) {
    model::SesConnection practice;
    practice.name = model::kPracticeConnection;
    practice.fromAddress = session.displayName() + " <practice@example.com>";
    practice.unsubscribe = {model::UnsubscribeKind::Url, "https://unsubscribe.example.com/u?t={token}"};
    return practice;
}

} // namespace

std::string practiceFolder(const Session &session) { return session.workspace().path() + ".practice"; }

Result<std::shared_ptr<SendingDesk>> SendingDesk::make(Session &session, Clock &clock) {
    std::shared_ptr<SendingDesk> desk(new SendingDesk);
    workspace::Workspace &file = session.workspace();
    TRY_ASSIGN(auto connection, file.connect(workspace::Durability::Full));
    desk->m_connection = std::make_unique<store::Connection>(std::move(connection));
    TRY_ASSIGN(desk->m_lease, delivery::RunnerLease::acquire(*desk->m_connection, clock, file.rng(),
                                                             {toUtf8(QSysInfo::machineHostName()), delivery::runnerLockPath(file.path())}));
    TRY_ASSIGN(auto journal, delivery::SendJournal::open(file.sendJournalPath()));
    desk->m_journal = std::make_unique<delivery::SendJournal>(std::move(journal));
    return desk;
}

SendingDesk::~SendingDesk() {
    if (m_lease)
        (void)m_lease->release().has_value();
}

net::TokenBucket &SendingDesk::limiter(const std::string &connection, const Clock &clock, net::TokenBucket::Limits limits) {
    std::unique_ptr<net::TokenBucket> &kept = m_limiters[connection];
    if (!kept) {
        kept = std::make_unique<net::TokenBucket>(clock, limits);
        return *kept;
    }
    // What the service counts holds what was sent from here, too.
    limits.usedElsewhere = std::max<std::int64_t>(0, limits.usedElsewhere - kept->usedInWindow());
    kept->setLimits(limits);
    return *kept;
}

RunnerKit::~RunnerKit() {
    m_runner.reset();
    m_transport.reset();
}

Result<void> RunnerKit::makeTransport(Session &session, const CampaignView &campaign, const Options &options) {
    model::SesConnection connection = practiceConnection(session);
    TRY_ASSIGN(const auto smtp, ConnectionService(session).mailServer(campaign.campaign.connection));
    if (smtp && !campaign.isPractice) {
        TRY_ASSIGN(net::MailServer server, mailServer(session, *smtp));
        m_transport = std::make_unique<delivery::SmtpTransport>(net::curlMailSender(std::move(server)), smtp->ratePerSecond);
        connection.name = smtp->name;
        connection.fromAddress = smtp->fromAddress;
        connection.postalAddress = smtp->postalAddress;
        connection.unsubscribe = smtp->unsubscribe;
    } else if (campaign.isPractice) {
        TRY_ASSIGN(auto practice, delivery::PracticeTransport::open(practiceFolder(session), *m_clock, options.practice));
        m_practice = practice.get();
        m_transport = std::move(practice);
    } else {
        TRY_ASSIGN(connection, ConnectionService(session).sesConnection(campaign.campaign.connection));
        const auto keys = credentialSource(session, connection);
        m_net = net::curlNet(*m_clock, session.workspace().rng());
        m_http = m_net->makeClient();
        m_sender = m_net->makeEffectSender();
        m_account = std::make_unique<delivery::SesAccount>(*m_http, *m_clock, connection, keys);
        auto ses = std::make_unique<delivery::SesTransport>(*m_sender, *m_account, *m_clock, connection, keys);
        TRY_ASSIGN(const delivery::TopicMap topics, delivery::storedTopicMap(m_desk->connection()));
        // An email about several topics is left as a whole.
        if (campaign.campaign.topics.size() == 1)
            if (const auto tied = topics.find(campaign.campaign.topics.front()); tied != topics.end())
                ses->setListTopic(tied->second);
        m_transport = std::move(ses);
        if (connection.accountSuppression) {
            TRY_ASSIGN(const std::int64_t added, m_account->syncSuppression(m_desk->connection()));
            (void)added;
            TRY(delivery::requireFreshFeed(m_desk->connection(), m_account->suppressionFeed(), m_clock->now()));
        }
    }
    const std::string from = campaign.campaign.fromAddress.empty() ? connection.fromAddress : campaign.campaign.fromAddress;
    TRY_ASSIGN(m_profile.from, email::parseAddress(from));
    if (!campaign.campaign.fromName.empty())
        m_profile.from.name = campaign.campaign.fromName;
    m_profile.unsubscribe = connection.unsubscribe;
    m_profile.workspaceUuid = session.workspace().uuid();
    TRY_ASSIGN(m_imprint, imprintOf(session));
    if (!connection.postalAddress.empty())
        m_imprint.postalAddress = connection.postalAddress;

    TRY_ASSIGN(const delivery::SendQuota quota, m_transport->quota());
    net::TokenBucket::Limits limits;
    limits.perSecond = quota.perSecond;
    limits.burst = std::clamp(limits.perSecond, 1.0, 16.0); // the account bears a second's worth at once
    limits.windowQuota = quota.perDay;
    limits.usedElsewhere = quota.sentLastDay;
    m_limiter = &m_desk->limiter(connection.name, *m_clock, limits);
    if (const double own = campaign.campaign.ratePerSecond; own > 0)
        // Whoever chose a rate means every second of it, the first too.
        m_ownLimiter = std::make_unique<net::TokenBucket>(*m_clock, net::TokenBucket::Limits{own, std::clamp(own / 8, 1.0, 16.0)});
    return {};
}

Result<std::unique_ptr<RunnerKit>> RunnerKit::make(Session &session, const CampaignView &campaign, RunId run, Options options) {
    std::unique_ptr<RunnerKit> kit(new RunnerKit);
    kit->m_session = &session;
    workspace::Workspace &file = session.workspace();
    kit->m_clock = options.clock ? options.clock : &file.clock();
    kit->m_desk = options.desk;
    if (!kit->m_desk) {
        TRY_ASSIGN(kit->m_desk, SendingDesk::make(session, *kit->m_clock));
    }
    TRY(kit->makeTransport(session, campaign, options));

    TRY_ASSIGN(const TemplateView email, emailOf(session, campaign.campaign));
    TRY_ASSIGN(const auto ownServer, ConnectionService(session).mailServer(campaign.campaign.connection));
    LinkSettings links = linksOf(campaign.campaign.plan, email.email);
    links.isUntracked = links.isUntracked && !ownServer; // only Amazon would follow them
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(auto renderer, EmailRenderer::make(email.email, people, session.now(), workspaceZone(session), links));
    CornerForRun corner;
    if (!campaign.isPractice) {
        TRY_ASSIGN(const delivery::Run started, delivery::Ledger(kit->m_desk->connection(), *kit->m_clock).run(run));
        TRY_ASSIGN(corner, cornerForRun(session, kit->m_profile.unsubscribe, started, email, kit->m_imprint));
        kit->m_profile.corner = corner.links;
    }
    kit->m_composer = std::make_unique<CampaignComposer>(std::move(renderer), email.email.missing, campaign.campaign.name, kit->m_imprint, std::move(corner));

    delivery::RunnerParts parts{kit->m_desk->connection(), *kit->m_clock,     file.rng(),       kit->m_desk->lease(),
                                kit->m_desk->journal(),    *kit->m_transport, *kit->m_composer, *kit->m_limiter,
                                kit->m_ownLimiter.get()};
    // Asked again each time the sending goes on: whoever came into a safety set since the start is left out.
    TRY_ASSIGN(const SendingRules rules, sendingRulesOf(session));
    delivery::StandingRules standing{{}, rules.deniedDomains, rules.topicCaps};
    TRY_ASSIGN(standing.keptOut, keptOut(session, people));
    TRY_ASSIGN(auto zones, zonesOf(people, rules));
    const auto times = sendTimesOf(rules, campaign.campaign.plan, zoneOfStart(session, campaign.campaign));
    TRY_ASSIGN(kit->m_runner, delivery::CampaignRunner::open(parts, run, kit->m_profile, std::move(standing), {times, std::move(zones)}));
    return kit;
}

Result<delivery::IntakeReport> RunnerKit::takePracticeEvents(Instant until) {
    if (!m_practice)
        return delivery::IntakeReport{};
    const auto events = m_practice->takeEvents(until);
    if (events.empty())
        return delivery::IntakeReport{};
    delivery::EventIntake intake(m_desk->connection(), *m_clock, m_session->workspace().uuid(), &m_session->workspace().audit());
    return intake.take(events);
}

} // namespace audience::service
