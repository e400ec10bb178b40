#include "delivery/occurrences.h"
#include "base/decimal.h"
#include "service/approval_rules.h"
#include "service/audience_question.h"
#include "service/best_hours.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/corner_images.h"
#include "service/corner_service.h"
#include "service/definition_service.h"
#include "service/email_renderer.h"
#include "service/segment_service.h"
#include "service/send_cost.h"
#include "service/sending_rules.h"
#include "service/session.h"
#include "service/template_review.h"
#include "service/template_parts.h"
#include "workspace/consent_repository.h"

#include <algorithm>
#include <optional>

namespace audience::service {

namespace {

using Level = CheckView::Level;
using Args = std::vector<std::pair<std::string, std::string>>;

class CheckList {
public:
    void add(Level level, std::string id, Args args = {}) { m_checks.push_back({std::move(id), std::move(args), level}); }
    void add(const Error &error) { add(Level::Error, error.id, error.args); }
    std::vector<CheckView> take() { return std::move(m_checks); }

private:
    std::vector<CheckView> m_checks;
};

// Gives the count for what else is to be said with it.
std::optional<CountView> checkAudience(CheckList &list, Session &session, const CampaignView &view) {
    const auto counted = CampaignService(session).count(view.campaign);
    if (!counted) {
        list.add(counted.error());
        return std::nullopt;
    }
    const Args numbers{{"count", std::to_string(counted->count)}, {"reachable", std::to_string(counted->reachable)}, {"segment", view.segmentName}};
    if (counted->count == 0)
        list.add(Level::Error, "check.nobody", numbers);
    else if (counted->reachable == 0)
        list.add(Level::Error, "check.nobody_reachable", numbers);
    else
        list.add(Level::Passed, "check.audience", numbers);
    return *counted;
}

// Whom the topics let through: those who said yes, everybody but those who said no, or everybody.
Result<void> checkConsent(CheckList &list, Session &session, const std::vector<std::string> &asked, const std::optional<CountView> &counted) {
    using workspace::TopicKind;
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(session.workspace()).topics());
    TopicKind strictest = TopicKind::Required;
    std::string names;
    const auto isAsked = [&](const workspace::Topic &topic) { return std::find(asked.begin(), asked.end(), topic.key) != asked.end(); };
    for (const workspace::Topic &topic : topics)
        if (isAsked(topic))
            strictest = std::min(strictest, topic.kind);
    for (const workspace::Topic &topic : topics)
        if (isAsked(topic) && topic.kind == strictest)
            names += (names.empty() ? "" : ", ") + topic.name;
    if (names.empty())
        return {};
    Args args{{"topic", names}};
    if (counted) {
        args.emplace_back("reachable", std::to_string(counted->reachable));
        args.emplace_back("count", std::to_string(counted->count));
    }
    list.add(Level::Passed, strictest == TopicKind::Required ? "check.required_topic"
                            : strictest == TopicKind::OptOut ? "check.opt_out"
                            : counted                        ? "check.consent"
                                                             : "check.consent_needed",
             std::move(args));
    return {};
}

void checkPermission(CheckList &list, Session &session, const CampaignView &view, const std::optional<CountView> &counted) {
    const auto people = People::load(session);
    if (!people)
        return list.add(people.error());
    const auto question = policyQuestion(session, *people, view.campaign.topics); // its plan is checked with the count
    if (!question)
        return list.add(question.error());
    if (question->permission == delivery::Permission::Missing)
        list.add(Level::Error, "check.no_legal_basis", {{"dataset", people->dataset().name}});
    else if (question->permission == delivery::Permission::LegalBasis)
        list.add(Level::Warning, "check.legal_basis");
    else if (question->topics.empty()) // nobody can have agreed to it, so nobody would get it
        list.add(Level::Error, "check.no_topic");
    else if (const auto said = checkConsent(list, session, question->topics, counted); !said)
        list.add(said.error());
}

bool mentions(const std::string &text, std::string_view name) { return text.find(name) != std::string::npos; }

// Whether the email itself and each of its translations, in their order, have this name somewhere.
std::vector<bool> mentionedIn(const model::EmailTemplate &email, std::string_view name) {
    std::vector<bool> all{mentions(email.html, name) || mentions(email.text, name)};
    for (const auto &[locale, content] : email.translations) {
        const model::EmailContent whole = model::filledFrom(content, model::contentOf(email));
        all.push_back(mentions(whole.html, name) || mentions(whole.text, name));
    }
    return all;
}

// Who reads which language, and what the campaign itself says in one only.
void checkLanguages(CheckList &list, const store::DatasetInfo &people, const model::Campaign &campaign, const model::EmailTemplate &email) {
    std::string languages;
    for (const auto &[locale, content] : email.translations)
        languages += (languages.empty() ? "" : ", ") + locale;
    const std::string column = EmailRenderer::languageColumn(people);
    if (languages.empty())
        return;
    if (column.empty())
        return list.add(Level::Warning, "check.translations_unused");
    list.add(Level::Passed, "check.translations", {{"languages", languages}, {"column", column}});
    if (!campaign.subject.empty() || !campaign.preheader.empty())
        list.add(Level::Warning, "check.subject_one_language", {{"languages", languages}});
}

// The version that is sent, where the workspace wants it approved.
void checkTemplateReview(CheckList &list, Session &session, const model::Campaign &campaign) {
    const auto rules = approvalRulesOf(session);
    if (!rules)
        return list.add(rules.error());
    if (campaign.emailTemplate.value == 0 || !rules->emails)
        return;
    const auto email = writtenEmailOf(session, campaign);
    if (!email)
        return; // said where its content is looked at
    const auto review = TemplateReviewService(session).of(campaign.emailTemplate, email->revision);
    if (!review)
        return list.add(review.error());
    const bool isApproved = review->state == ReviewState::Approved;
    list.add(isApproved ? Level::Passed : Level::Error, isApproved ? "check.template_approved" : "check.template_not_approved",
             {{"template", email->email.name}, {"by", review->last.by}});
}

// The campaign as a whole, where the workspace wants that: the words of the email are another matter.
void checkApproval(CheckList &list, Session &session, const CampaignView &view) {
    const model::Campaign &campaign = view.campaign;
    const auto rules = approvalRulesOf(session);
    if (!rules)
        return list.add(rules.error());
    if (!rules->campaigns)
        return;
    const auto authors = authorsOf(session, view);
    if (!authors)
        return list.add(authors.error());
    const bool isOwn = authors->empty() || authors->count(campaign.approvedBy) != 0; // from before the workspace wanted another
    if (!campaign.approvedAt.empty() && !isOwn)
        return list.add(Level::Passed, campaign.approvedBy.empty() ? "check.approved" : "check.approved_by", {{"by", campaign.approvedBy}});
    if (campaign.askedAt.empty() || isOwn)
        return list.add(Level::Error, "check.not_approved");
    list.add(Level::Error, "check.approval_waits", {{"by", campaign.askedBy}});
}

void checkContent(CheckList &list, Session &session, const CampaignView &view) {
    const auto email = emailOf(session, view.campaign);
    if (!email)
        return list.add(email.error());
    if (!view.campaign.variant.empty())
        list.add(Level::Passed, "check.variant", {{"variant", view.campaign.variant}, {"template", view.templateName}});
    bool broken = false;
    for (const FindingView &finding : checkOf(session, email->email)) {
        // A missing unsubscribe link and an unreadable template stop the send; the rest is advice.
        // Practice shows an email without its imprint: it reaches nobody.
        const bool isImprint = finding.id == "template.no_sender_name" || finding.id == "template.no_postal_address";
        const bool stops = isImprint ? !view.isPractice : finding.isError || finding.id == "lint.unsubscribe_missing";
        broken = broken || stops;
        Args args = finding.args;
        args.emplace_back("line", std::to_string(finding.line));
        args.emplace_back("column", std::to_string(finding.column));
        args.emplace_back("part", finding.path);
        list.add(stops ? Level::Error : Level::Warning, finding.id, std::move(args));
    }
    const auto people = People::load(session);
    for (const FindingView &finding : EmailRenderer::checkLinks(linksOf(view.campaign.plan, email->email), people ? &people->dataset() : nullptr)) {
        broken = true;
        Args args = finding.args;
        args.emplace_back("part", finding.path);
        list.add(Level::Error, finding.id, std::move(args));
    }
    if (const auto shown = view.isPractice ? Result<void>() : checkImages(session, email->email); !shown) {
        broken = true;
        list.add(shown.error());
    }
    const auto somewhere = [&](const char *name) { return mentionedIn(email->email, name); };
    // It says of itself that it needs no way out: true only where people wait for it.
    const auto isService = somewhere("name=\"audience-purpose\" content=\"service\""), hasWayOut = somewhere("unsubscribe");
    for (std::size_t i = 0; i < isService.size() && view.campaign.plan.stream != model::Stream::Transactional; ++i)
        if (isService[i] && !hasWayOut[i]) {
            broken = true;
            list.add(Level::Error, "check.service_email", {{"template", email->email.name}});
            break;
        }
    if (const auto shows = somewhere("postal_address"); std::find(shows.begin(), shows.end(), false) != shows.end())
        list.add(Level::Warning, "check.no_postal_address");
    const auto corner = CornerService(session).status();
    for (const char *name : {"preferences_url", "view_in_browser_url"})
        if (const auto shows = somewhere(name); corner && !corner->isReady && !view.isPractice && std::find(shows.begin(), shows.end(), true) != shows.end())
            list.add(Level::Warning, "check.link_needs_corner", {{"link", name}});
    if (people)
        checkLanguages(list, people->dataset(), view.campaign, email->email);
    if (!broken)
        list.add(Level::Passed, "check.content", {{"template", email->email.name}});
}

// It reports nothing back: neither deliveries nor opens nor, but by mail to the sender, bounces.
void checkMailServer(CheckList &list, const ConnectionService &connections, const model::SmtpConnection &smtp) {
    const Args name{{"connection", smtp.name}};
    if (smtp.unsubscribe.kind == model::UnsubscribeKind::Mailto)
        list.add(Level::Warning, "check.no_one_click", name);
    list.add(Level::Warning, "check.smtp_reports_nothing", name);
    const auto test = connections.test(smtp.name);
    if (!test)
        return list.add(test.error());
    list.add(Level::Passed, "check.connection", name);
}

void checkTransport(CheckList &list, Session &session, const CampaignView &view) {
    if (view.isPractice)
        return list.add(Level::Passed, "check.practice");
    ConnectionService connections(session);
    const auto known = connections.list();
    if (!known)
        return list.add(known.error());
    const auto used = std::find_if(known->begin(), known->end(), [&](const ConnectionView &one) {
        return one.name == view.campaign.connection && (one.smtp || one.ses);
    });
    if (used == known->end())
        return list.add(Level::Error, "check.no_connection", {{"connection", view.campaign.connection}});
    const auto corner = CornerService(session).status();
    if (!corner)
        return list.add(corner.error());
    const model::UnsubscribeWay &way = used->smtp ? used->smtp->unsubscribe : used->ses->unsubscribe;
    if (way.kind == model::UnsubscribeKind::Corner && !corner->isReady)
        list.add(Level::Error, "corner.none");
    if (corner->mayHaveLost)
        list.add(Level::Warning, "check.corner_unread");
    if (used->smtp)
        return checkMailServer(list, connections, *used->smtp);
    const ConnectionView *ses = &*used;
    if (ses->ses->unsubscribe.kind == model::UnsubscribeKind::Mailto)
        list.add(Level::Warning, "check.no_one_click", {{"connection", ses->name}});
    if (ses->ses->configurationSet.empty())
        list.add(Level::Warning, "check.no_events", {{"connection", ses->name}});
    const auto test = connections.test(ses->name);
    if (!test)
        return list.add(test.error());
    if (!test->sendingEnabled)
        return list.add(Level::Error, "check.sending_disabled", {{"connection", ses->name}});
    if (test->isSandbox)
        list.add(Level::Warning, "check.ses_sandbox", {{"connection", ses->name}});
    list.add(Level::Passed, "check.connection", {{"connection", ses->name}});
}

void checkStart(CheckList &list, Session &session, const CampaignView &view) {
    const Instant start = view.campaign.startAt, now = session.workspace().clock().now();
    if (start.micros != 0 && start < now && view.campaign.armedAt.empty())
        list.add(Level::Error, "check.start_passed");
}

// An email that somebody waits for is none that people have to agree to.
void checkStream(CheckList &list, Session &session, const model::Campaign &campaign) {
    if (campaign.plan.stream != model::Stream::Transactional)
        return;
    const auto topics = workspace::ConsentRepository(session.workspace()).topics();
    if (!topics)
        return list.add(topics.error());
    std::vector<std::string> required;
    for (const workspace::Topic &topic : *topics)
        if (topic.kind == workspace::TopicKind::Required)
            required.push_back(topic.key);
    for (const std::string &key : campaign.topics.empty() ? std::vector<std::string>{""} : campaign.topics)
        if (std::find(required.begin(), required.end(), key) == required.end())
            list.add(Level::Error, "check.transactional_topic", {{"topic", key}});
}

// What one start of it costs, against what it may.
void checkBudget(CheckList &list, const Session &session, const model::Campaign &campaign, const CountView &counted) {
    const auto budget = decimalFromText(campaign.budget);
    const auto price = emailPriceOf(session);
    const auto definition = DefinitionService(const_cast<Session &>(session)).definition();
    if (!budget)
        return;
    if (!price)
        return list.add(price.error());
    const Decimal cost = costOf(*price, expectedEmails(campaign.plan, counted.reachable));
    const std::string own = definition ? definition->definition.currency : std::string();
    Args args{{"cost", toText(cost)}, {"currency", price->currency}, {"budget", campaign.budget}};
    if (!own.empty() && own != price->currency) {
        args.emplace_back("own", own);
        list.add(Level::Warning, "check.budget_currency", std::move(args));
    } else {
        const bool isOver = compare(*budget, cost) < 0;
        list.add(isOver ? Level::Warning : Level::Passed, isOver ? "check.over_budget" : "check.in_budget", std::move(args));
    }
}

// What is not followed, and what stands on knowing it.
void checkFollowing(CheckList &list, Session &session, const CampaignView &view, const std::optional<CountView> &counted) {
    const model::DeliveryPlan &plan = view.campaign.plan;
    if (!plan.followOpens)
        list.add(Level::Passed, "check.opens_not_followed");
    if (!plan.followClicks)
        list.add(Level::Passed, "check.clicks_not_followed");
    if (!plan.atBestHour)
        return;
    const auto people = People::load(session);
    const auto rules = sendingRulesOf(session);
    if (!people || !rules)
        return; // said elsewhere
    const auto zones = zonesOf(*people, *rules);
    const auto best = zones ? bestHours(session, *zones, zoneOfStart(session, view.campaign), view.isPractice) : Result<BestHours>(zones.error());
    if (!best)
        return list.add(best.error());
    const auto rule = audienceRule(session, view.campaign);
    const auto audience = rule ? evaluateRule(session, *people, *rule) : Result<Audience>(rule.error());
    if (!audience)
        return; // as the count has said
    std::int64_t known = 0;
    audience->members.forEach([&](Ordinal person) {
        known += best->hourOf(person) >= 0 ? 1 : 0;
        return true;
    });
    list.add(known > 0 ? Level::Passed : Level::Warning, known > 0 ? "check.best_hours" : "check.no_best_hours",
             {{"people", std::to_string(known)}, {"count", std::to_string(counted ? counted->count : known)}, {"openings", std::to_string(kOpeningsForAnHour)}});
}

// The last email leaves so many minutes after its start, by batches, its most in a period and the days of a warm-up.
std::int64_t minutesOf(const model::DeliveryPlan &plan, std::int64_t people) {
    std::int64_t minutes = plan.batchSize > 0 && people > 0 ? (people - 1) / plan.batchSize * plan.batchEveryMinutes : 0;
    if (plan.mostInPeriod > 0 && people > 0)
        minutes = std::max(minutes, (people - 1) / plan.mostInPeriod * plan.periodMinutes);
    std::int64_t left = people, days = 0;
    for (const std::int64_t most : plan.warmUp)
        if (left > most) {
            left -= most;
            ++days;
        }
    return std::max(minutes, days * 24 * 60);
}

void checkDelivery(CheckList &list, Session &session, const CampaignView &view, const std::optional<CountView> &counted) {
    const model::DeliveryPlan &plan = view.campaign.plan;
    if (const auto valid = model::checkPlan(plan); !valid)
        return list.add(valid.error());
    const auto rules = sendingRulesOf(session);
    if (!rules)
        return list.add(rules.error());
    const std::string zone = zoneOfStart(session, view.campaign);
    const Instant now = session.workspace().clock().now(), start = std::max(view.campaign.startAt, now);
    if (sendTimesOf(*rules, plan, zone).opening(start, {}) - start >= delivery::SendTimes::kNever)
        list.add(Level::Error, "check.never_open");
    const std::int64_t planned = counted ? minutesOf(plan, counted->reachable) : 0;
    if (plan.expireAfterMinutes > 0 && planned > plan.expireAfterMinutes)
        list.add(Level::Warning, "check.expires_early", {{"planned", std::to_string(planned)}, {"expires", std::to_string(plan.expireAfterMinutes)}});
    if (!plan.mostBy.empty() && plan.oncePer.empty()) // else the count has asked for it
        if (const auto people = People::load(session))
            if (const auto order = orderBy(session, *people, plan.mostBy); !order)
                list.add(order.error());
    if (plan.inLocalTime)
        if (const auto people = People::load(session))
            if (const auto zones = zonesOf(*people, *rules); zones && !*zones)
                list.add(Level::Warning, "check.no_zones");
    const bool repeats = plan.recurrence.repeat != model::Repeat::Never;
    if (repeats && plan.audienceWhenArmed)
        list.add(Level::Warning, "check.frozen_repeat");
    const bool isCron = plan.recurrence.repeat == model::Repeat::Cron;
    if (repeats && (isCron || view.campaign.startAt.micros != 0) && view.campaign.armedAt.empty() &&
        !delivery::Occurrences(plan.recurrence, start, zone).after(now - std::chrono::microseconds(1)))
        list.add(Level::Error, "check.series_over");
}

} // namespace

Result<std::vector<CheckView>> CampaignService::check(CampaignId id) {
    TRY_ASSIGN(const CampaignView view, find(id));
    return checksOf(m_session, view);
}

Result<std::vector<CheckView>> checksOf(Session &session, const CampaignView &view) {
    CheckList list;
    workspace::Workspace &file = session.workspace();
    if (!file.mayRunWork())
        list.add(file.standing().asError(file.path()));
    const auto counted = checkAudience(list, session, view);
    checkPermission(list, session, view, counted);
    checkStream(list, session, view.campaign);
    checkDelivery(list, session, view, counted);
    checkFollowing(list, session, view, counted);
    if (counted)
        checkBudget(list, session, view.campaign, *counted);
    checkContent(list, session, view);
    checkTemplateReview(list, session, view.campaign);
    checkTransport(list, session, view);
    checkStart(list, session, view);
    checkApproval(list, session, view);
    return list.take();
}

} // namespace audience::service
