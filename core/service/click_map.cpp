#include "service/click_map.h"

#include "delivery/facts.h"
#include "delivery/run_statistics.h"
#include "email/html_sanitiser.h"
#include "email/links.h"
#include "service/asset_service.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/outcomes.h"
#include "service/session.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace audience::service {

namespace {

// Not a place people are led to: it is made anew for everybody.
constexpr char kWayOut[] = "https://unsubscribe.example.com/click-map";

// Somebody who got it and is still among the people, else the first of these.
Result<Ordinal> someReader(Session &session, const People &people, RunId run) {
    constexpr std::size_t kMostAsked = 50;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto page, delivery::logPage(*reader, run, 0, kMostAsked));
    for (const delivery::LogRow &row : page) {
        if (row.state != "accepted" || !people.snapshot().members().contains(row.ordinal))
            continue;
        TRY_ASSIGN(const std::string address, people.addressOf(row.ordinal));
        if (address == row.address)
            return row.ordinal;
    }
    return people.first();
}

Result<std::string> renderedFor(Session &session, const CampaignView &campaign, RunId run) {
    TRY_ASSIGN(const TemplateView email, emailOf(session, campaign.campaign));
    TRY_ASSIGN(const Imprint imprint, imprintOf(session));
    const ExtraValues extra{{"unsubscribe_url", kWayOut},
                            {"sender_name", imprint.name},
                            {"postal_address", imprint.postalAddress},
                            {"campaign_name", campaign.campaign.name}};
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Ordinal person, someReader(session, people, run));
    TRY_ASSIGN(const auto renderer, EmailRenderer::make(email.email, people, campaign.startedAt, workspaceZone(session), linksOf(campaign.campaign.plan, email.email)));
    auto rendered = renderer->render(person, extra);
    if (!rendered) { // a field that is missing by now
        TRY_ASSIGN(const auto anybody, EmailRenderer::forAnybody(email.email, campaign.startedAt, workspaceZone(session), linksOf(campaign.campaign.plan, email.email)));
        rendered = anybody->render({}, extra);
    }
    if (!rendered)
        return rendered.error();
    TRY_ASSIGN(const std::string pictured, withPicturesInside(session, rendered->html));
    TRY_ASSIGN(email::SanitisedHtml safe, email::sanitiseHtml(pictured));
    return std::move(safe.html);
}

struct Clicks {
    std::unordered_set<std::int64_t> people, programs; // emails
    std::int64_t clicks = 0;
};

} // namespace

Result<ClickMap> clickMap(Session &session, CampaignId campaign) {
    TRY_ASSIGN(const CampaignView view, CampaignService(session).find(campaign));
    TRY_ASSIGN(const delivery::Run run, requireRun(session, campaign));
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    std::map<std::string, Clicks> byLabel;
    Clicks all;
    TRY(delivery::forEachClick(*reader, run.id, [&](std::int64_t message, std::string_view link, bool isProgram) {
        Clicks &one = byLabel[withoutTokens(std::string(link))];
        (isProgram ? one.programs : one.people).insert(message);
        (isProgram ? all.programs : all.people).insert(message);
        one.clicks += isProgram ? 0 : 1;
    }));
    ClickMap map;
    const auto onlyPrograms = [](const Clicks &clicks) {
        return std::count_if(clicks.programs.begin(), clicks.programs.end(), [&](std::int64_t message) { return clicks.people.count(message) == 0; });
    };
    map.clickers = static_cast<std::int64_t>(all.people.size());
    map.programs = onlyPrograms(all);
    const auto add = [&](const std::string &label, const std::string &text, bool isInEmail) {
        const Clicks &clicks = byLabel[label];
        map.links.push_back({label, text, static_cast<std::int64_t>(clicks.people.size()), clicks.clicks, onlyPrograms(clicks), isInEmail});
    };
    std::map<std::string, std::size_t> placed;
    if (auto html = renderedFor(session, view, run.id)) {
        map.html = std::move(*html);
        TRY_ASSIGN(const auto links, email::emailLinks(map.html));
        for (const email::EmailLink &link : links) {
            const std::string label = withoutTokens(link.href);
            if (link.href == kWayOut)
                continue;
            const auto [at, isNew] = placed.emplace(label, map.links.size());
            if (isNew)
                add(label, link.text, true);
            else if (map.links[at->second].text.empty())
                map.links[at->second].text = link.text; // a picture and a button of one address: the words of the button
            map.places.push_back({link.inside, at->second, link.href});
        }
    }
    const std::size_t shown = map.links.size();
    for (const auto &[label, clicks] : std::map<std::string, Clicks>(byLabel))
        if (placed.count(label) == 0)
            add(label, {}, false);
    std::stable_sort(map.links.begin() + static_cast<std::ptrdiff_t>(shown), map.links.end(),
                     [](const ClickMap::Link &a, const ClickMap::Link &b) { return a.people > b.people; });
    return map;
}

} // namespace audience::service
