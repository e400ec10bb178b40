#include "support/fake_ses.h"

#include "base/digest.h"
#include "base/text.h"
#include "net/url.h"
#include "support/fake_contacts.h"
#include "support/fake_events.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace audience::test {

namespace {

FakeReply json(const Json &body) {
    return {200, dumpJson(body), {}, false, false};
}
FakeReply badRequest(const std::string &message) {
    return sesError(400, "BadRequestException", message);
}

bool isPrintableAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

bool isTagText(const std::string &text) {
    return !text.empty() && text.size() <= 256 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
}

// The address of "Name <a@b>" or of "a@b".
std::string bareAddress(const std::string &text) {
    const std::size_t open = text.rfind('<'), close = text.rfind('>');
    return open != std::string::npos && close != std::string::npos && close > open
               ? text.substr(open + 1, close - open - 1)
               : text;
}

bool isAddress(const std::string &text) {
    const std::string address = bareAddress(text);
    const std::size_t at = address.find('@');
    return isPrintableAscii(text) && at != std::string::npos && at > 0 && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string::npos &&
           address.find_first_of(" ,;<>\"") == std::string::npos;
}

std::optional<FakeReply> unknownMember(const Json &object,
                                       std::initializer_list<const char *> known) {
    for (const auto &member : object.items())
        if (std::none_of(known.begin(), known.end(),
                         [&](const char *k) { return member.key() == k; }))
            return badRequest("Unknown member: " + member.key());
    return std::nullopt;
}

std::optional<FakeReply> textFault(const Json *part, const char *what) {
    if (!part || !part->is_object() || !jsonMember(*part, "Data"))
        return badRequest(std::string("Missing ") + what);
    const std::string data = jsonText(*part, "Data"), charset = jsonText(*part, "Charset");
    const bool ascii = std::all_of(data.begin(), data.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && charset != "UTF-8")
        return badRequest(std::string(what) + " is not 7-bit ASCII and names no charset");
    return std::nullopt;
}

std::optional<FakeReply> headersFault(const Json *headers) {
    static constexpr std::array<const char *, 12> kRefused = {
        "bcc",     "cc",         "content-disposition", "content-type", "date",
        "from",    "message-id", "mime-version",        "reply-to",     "return-path",
        "subject", "to"};
    if (!headers)
        return std::nullopt;
    if (!headers->is_array() || headers->size() > 15)
        return badRequest("At most 15 headers are allowed");
    for (const Json &header : *headers) {
        const std::string name = jsonText(header, "Name"), value = jsonText(header, "Value");
        if (name.empty() || name.size() > 126 || !isPrintableAscii(name) ||
            name.find_first_of(": ") != std::string::npos)
            return badRequest("Header name is not valid: " + name);
        if (value.size() > 995 || name.size() + value.size() > 996 || !isPrintableAscii(value))
            return badRequest("Header value is not valid: " + name);
        const std::string lower = toLowerAscii(name);
        if (std::any_of(kRefused.begin(), kRefused.end(),
                        [&](const char *r) { return lower == r; }))
            return badRequest("Header is not allowed: " + name);
    }
    return std::nullopt;
}

// The value of one header of a MIME message, unfolded; and how often it is there.
std::pair<std::string, int> mimeHeader(const std::string &head, const std::string &name) {
    std::string value;
    int count = 0;
    std::size_t at = 0;
    while (at < head.size()) {
        std::size_t end = head.find("\r\n", at);
        while (end != std::string::npos && end + 2 < head.size() &&
               (head[end + 2] == ' ' || head[end + 2] == '\t'))
            end = head.find("\r\n", end + 2);
        const std::string line = head.substr(at, end - at);
        if (startsWithAscii(line, name + ":")) {
            ++count;
            value = std::string(trimmed(std::string_view(line).substr(name.size() + 1)));
        }
        if (end == std::string::npos)
            break;
        at = end + 2;
    }
    return {value, count};
}

std::optional<FakeReply> mimeFault(const std::string &mime, ReceivedSend &out) {
    const std::size_t headEnd = mime.find("\r\n\r\n");
    if (headEnd == std::string::npos)
        return badRequest("The message has no header block");
    const std::string head = mime.substr(0, headEnd);
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i < mime.size(); ++i) {
        if (mime[i] == '\0')
            return badRequest("The message contains NUL");
        if (mime[i] == '\n') {
            if (i == 0 || mime[i - 1] != '\r')
                return badRequest("A line does not end in CRLF");
            if (i - lineStart > 999)
                return badRequest("A line is longer than 998 characters");
            lineStart = i + 1;
        } else if (mime[i] == '\r' && (i + 1 == mime.size() || mime[i + 1] != '\n')) {
            return badRequest("A bare CR");
        }
    }
    if (std::any_of(head.begin(), head.end(),
                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return badRequest("A header is not ASCII");
    for (const char *once : {"From", "To", "Subject", "MIME-Version", "Content-Type"})
        if (mimeHeader(head, once).second != 1)
            return badRequest(std::string("Exactly one is needed: ") + once);
    for (const char *atMostOnce :
         {"List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To", "Sender", "Cc", "Bcc"})
        if (mimeHeader(head, atMostOnce).second > 1)
            return badRequest(std::string("Duplicate header: ") + atMostOnce);
    out.subject = mimeHeader(head, "Subject").first;
    if (out.from.empty())
        out.from = mimeHeader(head, "From").first;
    if (out.to.empty())
        out.to = bareAddress(mimeHeader(head, "To").first);
    out.mime = mime;
    return std::nullopt;
}

std::string queryValue(const std::string &query, const std::string &name) {
    std::size_t at = 0;
    while (at < query.size()) {
        const std::size_t end = std::min(query.find('&', at), query.size());
        const std::string pair = query.substr(at, end - at);
        if (pair.rfind(name + "=", 0) == 0)
            return net::percentDecode(pair.substr(name.size() + 1));
        at = end + 1;
    }
    return {};
}

} // namespace

FakeReply sesError(int status, const std::string &type, const std::string &message) {
    return {
        status, dumpJson(Json{{"message", message}}), {{"x-amzn-ErrorType", type}}, false, false};
}

FakeReply FakeSes::handle(const FakeRequest &request, Instant now) {
    const auto begins = [&](const char *prefix) { return request.path.rfind(prefix, 0) == 0; };
    if (request.path == "/v2/email/outbound-emails" && request.method == "POST") {
        FakeReply reply = send(request, now);
        m_refused += reply.status != 200;
        m_throttled += reply.status == 429;
        return reply;
    }
    if (request.path == "/v2/email/account" && request.method == "GET")
        return account(now);
    if (begins("/v2/email/suppression/addresses"))
        return suppression(request);
    if (begins("/v2/email/identities") && request.method == "GET")
        return identities(request);
    if (begins("/v2/email/configuration-sets"))
        return m_sets.handle(request, now, m_rng);
    if (begins("/v2/email/contact-lists/"))
        return contactListReply(request, m_config);
    return sesError(404, "UnknownOperationException", "There is no such operation.");
}

FakeReply FakeSes::send(const FakeRequest &request, Instant now) {
    if (m_config.failNext > 0) {
        --m_config.failNext;
        return sesError(m_config.failStatus, m_config.failType, "Switched on by the test");
    }
    if (net::headerValue(request.headers, "Content-Type") != "application/json")
        return sesError(415, "UnsupportedMediaTypeException",
                        "Content-Type must be application/json");
    const Result<Json> in = parseJson(request.body);
    if (!in || !in->is_object())
        return sesError(400, "SerializationException", "The body is not a JSON object");
    ReceivedSend send;
    int recipients = 0;
    if (auto fault = sendFault(*in, send, recipients))
        return *std::move(fault);
    if (auto fault = quotaFault(recipients, now))
        return *std::move(fault);

    char id[64];
    std::snprintf(id, sizeof id, "0102%08zx-%08llx-4bbb-8ccc-example-000000", m_sends.size() + 1,
                  static_cast<unsigned long long>(m_config.seed & 0xffffffff));
    send.messageId = id;
    send.request = request.body;
    send.at = now;
    const bool dropByCount =
        m_config.dropEvery > 0 &&
        (m_sends.size() + 1) % static_cast<std::size_t>(m_config.dropEvery) == 0;
    const bool drop =
        dropByCount || (!m_config.dropAddress.empty() && send.to == m_config.dropAddress);
    send.answered = !drop;
    emit(send, now);
    m_sends.push_back(send);
    FakeReply reply = json({{"MessageId", send.messageId}});
    reply.drop = drop;
    if (m_config.badJsonNext > 0) {
        --m_config.badJsonNext;
        reply.body.resize(reply.body.size() / 2);
    }
    return reply;
}

std::optional<FakeReply> FakeSes::sendFault(const Json &in, ReceivedSend &out,
                                            int &recipients) const {
    if (!m_config.sendingEnabled)
        return sesError(400, "SendingPausedException", "Sending is paused for this account.");
    if (m_config.enforcementStatus == "SHUTDOWN")
        return sesError(400, "AccountSuspendedException", "The account is suspended.");
    if (auto fault = unknownMember(in, {"FromEmailAddress", "Destination", "ReplyToAddresses",
                                        "Content", "EmailTags", "ConfigurationSetName",
                                        "ListManagementOptions", "FeedbackForwardingEmailAddress"}))
        return fault;
    out.from = jsonText(in, "FromEmailAddress");
    const Json *content = jsonMember(in, "Content");
    if (!content || !content->is_object() || content->size() != 1)
        return badRequest("Content must be exactly one of Simple, Raw or Template");
    if (const Json *destination = jsonMember(in, "Destination")) {
        for (const char *kind : {"ToAddresses", "CcAddresses", "BccAddresses"}) {
            const Json *list = jsonMember(*destination, kind);
            if (!list)
                continue;
            for (const Json &address : *list) {
                const std::string text =
                    address.is_string() ? address.get<std::string>() : std::string();
                if (!isAddress(text))
                    return badRequest("Address is not valid: " + text);
                if (out.to.empty())
                    out.to = bareAddress(text);
                ++recipients;
            }
        }
    }
    if (auto fault = contentFault(*content, out))
        return fault;
    if (recipients == 0 && content->contains("Raw"))
        recipients = out.to.empty() ? 0 : 1;
    if (recipients < 1 || recipients > 50)
        return badRequest("Between 1 and 50 recipients are needed");
    if (!isAddress(out.from))
        return badRequest(
            "FromEmailAddress is not valid (a name must be ASCII or an encoded word)");
    const auto isVerified = [&](const std::string &address) {
        return m_config.identities.contains(address) ||
               m_config.identities.contains(toLowerAscii(address.substr(address.rfind('@') + 1)));
    };
    out.from = bareAddress(out.from);
    for (const std::string &address : {out.from, out.to})
        if (!isVerified(address) && (address == out.from || !m_config.productionAccess))
            return sesError(400, "MessageRejected",
                            "Email address is not verified. The following identities failed the "
                            "check in region " +
                                m_config.region + ": " + address);
    out.configurationSet = jsonText(in, "ConfigurationSetName");
    if (!out.configurationSet.empty() && !m_config.configurationSets.contains(out.configurationSet))
        return sesError(404, "NotFoundException",
                        "Configuration set <" + out.configurationSet + "> does not exist.");
    if (const Json *tags = jsonMember(in, "EmailTags"))
        for (const Json &tag : *tags) {
            const std::string name = jsonText(tag, "Name"), value = jsonText(tag, "Value");
            if (!isTagText(name) || !isTagText(value))
                return badRequest("Tag is not valid: " + name + '=' + value);
            if (!out.tags.emplace(name, value).second)
                return badRequest("Duplicate tag: " + name);
        }
    if (const Json *list = jsonMember(in, "ListManagementOptions")) {
        if (auto fault = unknownMember(*list, {"ContactListName", "TopicName"}))
            return fault;
        if (recipients != 1)
            return badRequest("ListManagementOptions needs a single recipient");
        if (!m_config.contactLists.contains(jsonText(*list, "ContactListName")))
            return sesError(404, "NotFoundException", "List does not exist.");
    }
    return std::nullopt;
}

std::optional<FakeReply> FakeSes::contentFault(const Json &content, ReceivedSend &out) const {
    if (const Json *simple = jsonMember(content, "Simple")) {
        if (auto fault = unknownMember(*simple, {"Subject", "Body", "Headers", "Attachments"}))
            return fault;
        if (auto fault = textFault(jsonMember(*simple, "Subject"), "Subject"))
            return fault;
        out.subject = jsonText(*jsonMember(*simple, "Subject"), "Data");
        if (out.subject.find_first_of("\r\n") != std::string::npos)
            return badRequest("Subject contains a line break");
        const Json *body = jsonMember(*simple, "Body");
        if (!body || !body->is_object() || body->empty())
            return badRequest("Body needs Text or Html");
        if (auto fault = unknownMember(*body, {"Text", "Html"}))
            return fault;
        for (const char *part : {"Text", "Html"})
            if (const Json *text = jsonMember(*body, part))
                if (auto fault = textFault(text, part))
                    return fault;
        return headersFault(jsonMember(*simple, "Headers"));
    }
    if (const Json *raw = jsonMember(content, "Raw")) {
        const std::optional<std::string> mime = fromBase64(jsonText(*raw, "Data"));
        if (!mime || mime->empty())
            return badRequest("Raw.Data is not base64");
        if (mime->size() > 40 << 20)
            return badRequest("The message is larger than 40 MB");
        return mimeFault(*mime, out);
    }
    return badRequest("Only Simple and Raw content are known here");
}

std::optional<FakeReply> FakeSes::quotaFault(int recipients, Instant now) {
    const auto tooMany = [](const char *message) {
        return sesError(429, "TooManyRequestsException", message);
    };
    while (!m_day.empty() && now - m_day.front().at >= std::chrono::hours(24)) {
        m_usedToday -= m_day.front().recipients;
        m_day.pop_front();
    }
    const double used = m_config.sentLast24Hours + static_cast<double>(m_usedToday);
    if (m_config.max24HourSend >= 0 && used + recipients > m_config.max24HourSend)
        return tooMany("Daily message quota exceeded");
    // One second's worth may come at once, and a little more, as arrival jitters.
    const double burst = std::max(1.0, m_config.maxSendRate * 1.2);
    const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
    m_tokens = m_tokens < 0 ? burst : std::min(burst, m_tokens + seconds * m_config.maxSendRate);
    m_filledAt = now;
    if (m_tokens < recipients)
        return tooMany("Maximum sending rate exceeded.");
    m_tokens -= recipients;
    m_day.push_back({now, recipients});
    m_usedToday += recipients;
    return std::nullopt;
}

bool FakeSes::isSuppressed(const std::string &address) const {
    // Sending ignores case, although the list's own calls do not.
    return std::any_of(m_config.suppressed.begin(), m_config.suppressed.end(),
                       [&](const auto &entry) { return equalsAscii(entry.first, address); });
}

void FakeSes::emit(const ReceivedSend &send, Instant now) {
    if (send.configurationSet.empty())
        return; // no configuration set, no event destination
    int number = 0;
    for (const std::string &document : sesEvents(send, m_config, isSuppressed(send.to)))
        if (!m_rng.chance(m_config.lossRate))
            deliver(send, document, number++, now);
}

void FakeSes::deliver(const ReceivedSend &send, const std::string &document, int number, Instant now) {
    const std::string id = toHex(sha256(send.messageId + std::to_string(number))).substr(0, 32);
    const Instant at = now + std::chrono::milliseconds(m_config.eventDelayMs);
    const int copies = m_rng.chance(m_config.duplicateRate) ? 3 : 1;
    if (m_sets.hasDestinations(send.configurationSet)) {
        const auto parsed = parseJson(document);
        for (const std::string &topic : m_sets.topicsOf(send.configurationSet, jsonText(*parsed, "eventType")))
            m_sns.publish(topic, document, id, at, copies, m_config.shuffle, m_rng);
        return;
    }
    const auto workspace = send.tags.find("as_ws");
    std::vector<std::string> queues;
    for (const std::string &name : m_sqs.queueNames()) {
        const bool own = workspace != send.tags.end() && name.size() >= workspace->second.size() &&
                         name.compare(name.size() - workspace->second.size(), std::string::npos,
                                      workspace->second) == 0;
        if (own || m_config.broadcast)
            queues.push_back(name);
    }
    if (queues.empty())
        queues.push_back("ses-events");
    const std::string body = snsNotification(document, id, m_config, now, m_sns.arnOf("ses-events"));
    for (const std::string &queue : queues)
        for (int copy = 0; copy < copies; ++copy)
            m_sqs.push(queue, body, at, m_config.shuffle, m_rng);
}

FakeReply FakeSes::account(Instant now) {
    while (!m_day.empty() && now - m_day.front().at >= std::chrono::hours(24)) {
        m_usedToday -= m_day.front().recipients;
        m_day.pop_front();
    }
    return json(
        {{"DedicatedIpAutoWarmupEnabled", false},
         {"EnforcementStatus", m_config.enforcementStatus},
         {"ProductionAccessEnabled", m_config.productionAccess},
         {"SendingEnabled", m_config.sendingEnabled},
         {"SendQuota",
          {{"Max24HourSend", m_config.max24HourSend},
           {"MaxSendRate", m_config.maxSendRate},
           {"SentLast24Hours", m_config.sentLast24Hours + static_cast<double>(m_usedToday)}}},
         {"SuppressionAttributes", {{"SuppressedReasons", Json::array({"BOUNCE", "COMPLAINT"})}}}});
}

FakeReply FakeSes::suppression(const FakeRequest &request) {
    const std::string base = "/v2/email/suppression/addresses";
    if (request.path == base && request.method == "PUT") {
        const Result<Json> in = parseJson(request.body);
        const std::string address = in ? jsonText(*in, "EmailAddress") : std::string();
        const std::string reason = in ? jsonText(*in, "Reason") : std::string();
        if (!isAddress(address) || (reason != "BOUNCE" && reason != "COMPLAINT"))
            return badRequest("EmailAddress or Reason is not valid");
        m_config.suppressed[address] = reason;
        return json(Json::object());
    }
    if (request.path == base && request.method == "GET")
        return listSuppressed(request);
    const std::string label = request.path.size() > base.size() + 1
                                  ? request.path.substr(base.size() + 1)
                                  : std::string();
    if (label.find('@') != std::string::npos || label.find('+') != std::string::npos)
        return badRequest("The address in the path is not percent-encoded");
    const auto entry = m_config.suppressed.find(net::percentDecode(label));
    if (entry == m_config.suppressed.end())
        return sesError(404, "NotFoundException", "Email address is not on the suppression list.");
    if (request.method == "DELETE") {
        m_config.suppressed.erase(entry);
        return json(Json::object());
    }
    if (request.method != "GET")
        return sesError(404, "UnknownOperationException", "There is no such operation.");
    return json({{"SuppressedDestination",
                  {{"EmailAddress", entry->first},
                   {"Reason", entry->second},
                   {"LastUpdateTime", 1767323050.5}}}});
}

FakeReply FakeSes::listSuppressed(const FakeRequest &request) const {
    const std::string sizeText = queryValue(request.query, "PageSize"),
                      token = queryValue(request.query, "NextToken");
    const int pageSize = sizeText.empty() ? 100 : std::atoi(sizeText.c_str());
    if (pageSize < 1 || pageSize > 1000)
        return badRequest("PageSize must be between 1 and 1000");
    // The token is the last address of the page before, so that a changing list loses nothing.
    const std::string last =
        token.empty() ? std::string() : fromBase64(token).value_or(std::string());
    if (!token.empty() && last.empty())
        return sesError(400, "InvalidNextTokenException", "The token is not valid");
    const std::string wanted = "&" + request.query + "&";
    const bool anyReason = wanted.find("&Reason=") == std::string::npos;
    Json list = Json::array();
    bool more = false;
    std::string lastShown;
    for (auto it = last.empty() ? m_config.suppressed.begin()
                                : m_config.suppressed.upper_bound(last);
         it != m_config.suppressed.end(); ++it) {
        if (!anyReason && wanted.find("&Reason=" + it->second + "&") == std::string::npos)
            continue;
        if (list.size() == static_cast<std::size_t>(pageSize)) {
            more = true;
            break;
        }
        list.push_back({{"EmailAddress", it->first},
                        {"Reason", it->second},
                        {"LastUpdateTime", 1767323050.5}});
        lastShown = it->first;
    }
    Json out{{"SuppressedDestinationSummaries", std::move(list)}};
    if (more)
        out["NextToken"] = toBase64(lastShown);
    return json(out);
}

FakeReply FakeSes::identities(const FakeRequest &request) const {
    const std::string base = "/v2/email/identities";
    if (request.path == base) {
        Json list = Json::array();
        for (const std::string &name : m_config.identities)
            list.push_back(
                {{"IdentityType", name.find('@') == std::string::npos ? "DOMAIN" : "EMAIL_ADDRESS"},
                 {"IdentityName", name},
                 {"SendingEnabled", true},
                 {"VerificationStatus", "SUCCESS"}});
        return json({{"EmailIdentities", std::move(list)}});
    }
    const std::string name = net::percentDecode(request.path.substr(base.size() + 1));
    if (!m_config.identities.contains(name))
        return sesError(404, "NotFoundException", "Email identity " + name + " does not exist.");
    Json answer{{"IdentityType", name.find('@') == std::string::npos ? "DOMAIN" : "EMAIL_ADDRESS"},
                {"VerifiedForSendingStatus", m_config.identityVerified},
                {"VerificationStatus", m_config.identityVerified ? "SUCCESS" : "PENDING"},
                {"FeedbackForwardingStatus", true},
                {"DkimAttributes",
                 {{"SigningEnabled", true},
                  {"Status", m_config.dkimStatus},
                  {"Tokens", Json::array({"t1", "t2", "t3"})},
                  {"SigningAttributesOrigin", "AWS_SES"}}}};
    if (!m_config.mailFromDomain.empty())
        answer["MailFromAttributes"] = {{"MailFromDomain", m_config.mailFromDomain},
                                        {"MailFromDomainStatus", m_config.mailFromStatus},
                                        {"BehaviorOnMxFailure", "USE_DEFAULT_VALUE"}};
    return json(answer);
}

} // namespace audience::test
