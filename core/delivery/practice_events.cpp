#include "delivery/practice_events.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/rng.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace audience::delivery {

namespace {

constexpr std::string_view kSimulator = "@simulator.amazonses.com";
constexpr std::string_view kBrowser =
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr std::string_view kScanner = "Practice link scanner";

std::string isoMillis(Instant time) {
    std::string text = toIso(Instant{time.micros / 1000 * 1000});
    if (text.size() == 20) // no fraction
        text.insert(19, ".000");
    return text;
}

std::vector<std::string> links(std::string_view html) {
    std::vector<std::string> result;
    constexpr std::string_view kHref = "href=\"http";
    for (auto at = html.find(kHref); at != std::string_view::npos; at = html.find(kHref, at + 1)) {
        const auto begin = at + 6;
        const auto end = html.find('"', begin);
        if (end == std::string_view::npos)
            break;
        std::string link(html.substr(begin, end - begin));
        for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;"))
            link.replace(amp, 5, "&");
        result.push_back(std::move(link));
    }
    return result;
}

class Story {
public:
    Story(const Parcel &parcel, const std::string &messageId, Instant sentAt,
          const PracticeBehaviour &behaviour)
        : m_parcel(parcel), m_messageId(messageId), m_sentAt(sentAt), m_behaviour(behaviour),
          m_rng(seedOf(parcel, behaviour)) {}

    std::vector<TimedEvent> tell() {
        add("Send", "send", m_sentAt, Json::object());
        if (isSimulated("bounce") || (!isSimulated("") && m_rng.chance(m_behaviour.bounce)))
            bounce();
        else
            delivered();
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const TimedEvent &a, const TimedEvent &b) { return a.due < b.due; });
        return std::move(m_events);
    }

private:
    static std::uint64_t seedOf(const Parcel &parcel, const PracticeBehaviour &behaviour) {
        const Sha256 hash = sha256(std::to_string(behaviour.seed) + parcel.tag);
        std::uint64_t seed = 0;
        for (std::size_t i = 0; i < 8; ++i)
            seed = seed << 8 | hash[i];
        return seed;
    }

    // "name@simulator..." or "name+label@simulator..."; with an empty name, any of them.
    bool isSimulated(std::string_view name) const {
        const std::string address = toLowerAscii(m_parcel.email.to.address);
        const auto at = address.rfind('@');
        if (at == std::string::npos || std::string_view(address).substr(at) != kSimulator)
            return false;
        return name.empty() || address.substr(0, std::min(at, address.find('+'))) == name;
    }

    Instant after(double hours) {
        const double seconds = hours * m_behaviour.secondsPerHour * (0.2 + m_rng.real());
        return m_sentAt + std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
    }

    // People read within hours, some after days: an exponential delay of that mean.
    Instant afterAbout(double hours) {
        const double seconds = -std::log(1.0 - m_rng.real()) * hours * m_behaviour.secondsPerHour;
        return m_sentAt + std::chrono::microseconds(static_cast<std::int64_t>((seconds + 2) * 1e6));
    }

    // Everything but the person's own way out, which is no click of interest.
    std::vector<std::string> targets() const {
        std::vector<std::string> found = links(m_parcel.email.html);
        std::erase_if(found, [this](const std::string &link) { return link.find(m_parcel.tag) != std::string::npos; });
        return found;
    }

    void add(std::string_view type, std::string_view member, Instant at, Json facts) {
        const std::string &to = m_parcel.email.to.address;
        Json event;
        event["eventType"] = type;
        event["mail"] = Json{{"timestamp", isoMillis(m_sentAt)},
                             {"source", m_parcel.email.from.address},
                             {"messageId", m_messageId},
                             {"destination", Json::array({to})},
                             {"headersTruncated", false}};
        event["mail"]["tags"] = Json{{"as_ws", Json::array({m_parcel.workspace})},
                                     {"as_attempt", Json::array({m_parcel.tag})},
                                     {"campaign", Json::array({m_parcel.campaign})},
                                     {"practice", Json::array({"yes"})}};
        if (!facts.empty())
            facts["timestamp"] = isoMillis(at);
        event[std::string(member)] = std::move(facts);
        const Json envelope{{"Type", "Notification"},
                            {"MessageId", m_parcel.tag + '-' + std::to_string(m_events.size())},
                            {"TopicArn", "practice"},
                            {"Message", dumpJson(event)},
                            {"Timestamp", isoMillis(at)}};
        m_events.push_back({at, dumpJson(envelope)});
    }

    void bounce() {
        const std::string &to = m_parcel.email.to.address;
        add("Bounce", "bounce", after(0.001),
            Json{{"bounceType", "Permanent"},
                 {"bounceSubType", "NoEmail"},
                 {"bouncedRecipients",
                  Json::array({Json{{"emailAddress", to},
                                    {"action", "failed"},
                                    {"status", "5.1.1"},
                                    {"diagnosticCode", "smtp; 550 5.1.1 no such user"}}})},
                 {"feedbackId", "practice-" + m_parcel.tag}});
    }

    void delivered() {
        const std::string &to = m_parcel.email.to.address;
        if (m_rng.chance(m_behaviour.delay))
            add("DeliveryDelay", "deliveryDelay", after(0.0008),
                Json{{"delayType", "MailboxFull"},
                     {"delayedRecipients", Json::array({Json{{"emailAddress", to}}})}});
        const Instant arrival = after(0.001);
        add("Delivery", "delivery", arrival,
            Json{{"processingTimeMillis", (arrival - m_sentAt).count() / 1000},
                 {"recipients", Json::array({to})},
                 {"smtpResponse", "250 practice"}});
        if (isSimulated("complaint") || m_rng.chance(m_behaviour.complaint))
            add("Complaint", "complaint", after(1),
                Json{{"complainedRecipients", Json::array({Json{{"emailAddress", to}}})},
                     {"complaintFeedbackType", "abuse"},
                     {"feedbackId", "practice-" + m_parcel.tag}});
        if (m_rng.chance(m_behaviour.machineOpen))
            add("Open", "open", after(0.002),
                Json{{"userAgent", kScanner}, {"isBotEvent", "Likely"}});
        if (m_rng.chance(m_behaviour.open))
            read();
    }

    void read() {
        const Instant opened = afterAbout(5);
        add("Open", "open", opened, Json{{"userAgent", kBrowser}, {"isBotEvent", "Unlikely"}});
        const std::vector<std::string> offered = targets();
        if (!offered.empty() && m_rng.chance(m_behaviour.click))
            add("Click", "click", opened + std::chrono::seconds(m_rng.between(5, 90)),
                Json{{"userAgent", kBrowser},
                     {"link", offered[m_rng.below(offered.size())]},
                     {"isBotEvent", "Unlikely"}});
        if (m_rng.chance(m_behaviour.unsubscribe))
            add("Subscription", "subscription", opened + std::chrono::seconds(30),
                Json{{"contactList", "practice"},
                     {"source", "UnsubscribeHeader"},
                     {"newTopicPreferences", Json{{"unsubscribeAll", true}}}});
    }

    const Parcel &m_parcel;
    const std::string &m_messageId;
    Instant m_sentAt;
    const PracticeBehaviour &m_behaviour;
    SeededRng m_rng;
    std::vector<TimedEvent> m_events;
};

} // namespace

std::vector<TimedEvent> practiceEvents(const Parcel &parcel, const std::string &messageId,
                                       Instant sentAt, const PracticeBehaviour &behaviour) {
    return Story(parcel, messageId, sentAt, behaviour).tell();
}

} // namespace audience::delivery
