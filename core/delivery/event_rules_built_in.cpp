// The rules every workspace begins with. Sources: SES developer guide (isBotEvent); Apple's Mail
// Privacy Protection fetches every picture with the bare user agent "Mozilla/5.0"; Google's picture
// proxy names itself; the networks are those the makers of mail filters publish for their gateways.
#include "delivery/event_rules.h"

namespace audience::delivery {

namespace {

EventRule rule(std::string id, std::string name, EventVerdict verdict) {
    EventRule made;
    made.id = std::move(id);
    made.name = std::move(name);
    made.verdict = verdict;
    return made;
}

} // namespace

EventRules builtInEventRules() {
    EventRules all;
    EventRule amazon = rule("amazon", "Amazon takes it for a robot", EventVerdict::Both);
    amazon.amazonSaysBot = true;
    EventRule apple = rule("apple-privacy", "Apple Mail loads pictures unseen", EventVerdict::MachineOpen);
    apple.agentIs = {"Mozilla/5.0"};
    // Gmail shows every picture through its proxy, also to people: only what comes at once is the machine.
    EventRule google = rule("google-proxy", "Google's picture proxy, at once after delivery", EventVerdict::MachineOpen);
    google.agentContains = {"GoogleImageProxy"};
    google.secondsAfterDelivery = 5;
    EventRule scanners = rule("scanners", "Security scanner, by its own name", EventVerdict::Both);
    scanners.agentContains = {"barracuda", "mimecast", "proofpoint", "symantec", "messagelabs", "trendmicro", "sophos", "forcepoint", "bingpreview", "google-safety", "urlscan",
                              "virustotal", "python-requests", "go-http-client", "curl/", "wget/", "java/", "okhttp", "headlesschrome", "phantomjs"};
    EventRule networks = rule("scanner-networks", "Network of a mail filter", EventVerdict::Both);
    networks.networks = {"64.235.144.0/20", "209.222.80.0/21",                     // Barracuda
                         "67.231.144.0/20", "148.163.128.0/19", "205.220.160.0/19", // Proofpoint
                         "205.139.110.0/24", "207.211.30.0/24", "170.10.128.0/21",  // Mimecast
                         "40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "104.47.0.0/17"}; // Exchange Online Protection
    for (const std::string &network : networks.networks)
        networks.parsedNetworks.push_back(*ipNetwork(network));
    EventRule quick = rule("quick-click", "Click within 3 seconds of delivery", EventVerdict::BotClick);
    quick.secondsAfterDelivery = 3;
    EventRule burst = rule("many-links", "4 links of one email within 5 seconds", EventVerdict::BotClick);
    burst.burst = EventRule::Burst{4, 5};
    all.rules = {amazon, apple, google, scanners, networks, quick, burst};
    return all;
}

} // namespace audience::delivery
