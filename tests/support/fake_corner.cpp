#include "support/fake_corner.h"

#include "base/digest.h"
#include "net/sigv4.h"
#include "net/url.h"

#include <chrono>
#include <thread>

namespace audience::test {

namespace {

Instant nowOf() { return SystemClock().now(); }

std::string replacedAll(std::string text, const std::string &what, const std::string &with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

FakeReply reply(int status, std::string body = {}, const std::string &type = "text/plain") {
    return {status, std::move(body), {{"Content-Type", type}}, false, false};
}

// As the bucket answers: it names what it stores.
FakeReply stored(const std::string &bytes, std::string body = {}, const std::string &type = "text/plain") {
    FakeReply answer = reply(200, std::move(body), type);
    answer.headers.push_back({"ETag", '"' + toHex(md5(bytes)) + '"'});
    return answer;
}

FakeReply xmlError(int status, const std::string &code, const std::string &message) {
    return reply(status, "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message + "</Message></Error></ErrorResponse>",
                 "text/xml");
}

std::map<std::string, std::string> formOf(const std::string &body) {
    std::map<std::string, std::string> form;
    for (std::size_t start = 0; start < body.size();) {
        const std::size_t end = std::min(body.find('&', start), body.size());
        const std::string pair = body.substr(start, end - start);
        const std::size_t equals = pair.find('=');
        form[net::percentDecode(pair.substr(0, equals))] = equals == std::string::npos ? "" : net::percentDecode(pair.substr(equals + 1));
        start = end + 1;
    }
    return form;
}

FakeRequest requestOf(const std::string &text) {
    FakeRequest request;
    const std::size_t headEnd = text.find("\r\n\r\n");
    request.body = text.substr(headEnd + 4);
    std::size_t start = text.find("\r\n") + 2;
    const std::string line = text.substr(0, start - 2);
    request.method = line.substr(0, line.find(' '));
    request.target = line.substr(request.method.size() + 1, line.rfind(' ') - request.method.size() - 1);
    request.path = request.target.substr(0, request.target.find('?'));
    if (const std::size_t query = request.target.find('?'); query != std::string::npos)
        request.query = request.target.substr(query + 1);
    while (start < headEnd) {
        const std::size_t end = text.find("\r\n", start), colon = text.find(':', start);
        request.headers.push_back({text.substr(start, colon - start), text.substr(text.find_first_not_of(' ', colon + 1), end - text.find_first_not_of(' ', colon + 1))});
        start = end + 2;
    }
    return request;
}

std::string bytesOf(const FakeReply &reply, bool isHead) {
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " X\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n";
    for (const net::HttpHeader &header : reply.headers)
        out += header.name + ": " + header.value + "\r\n";
    return out + "\r\n" + (isHead ? std::string() : reply.body);
}

} // namespace

FakeCorner::FakeCorner()
    : m_server(std::make_unique<RawServer>([this](int, int, const std::string &text) {
          RawStep step;
          step.bytes = answer(text);
          return step;
      })) {}

std::string FakeCorner::answer(const std::string &text) {
    const FakeRequest request = requestOf(text);
    const std::string target(net::headerValue(request.headers, "X-Amz-Target"));
    // A long poll is held back without holding anybody else up, each second of it for a tenth: nothing is on its way here that
    // more time would bring.
    if (target == "AmazonSQS.ReceiveMessage")
        if (const auto in = parseJson(request.body))
            for (auto wait = jsonInt(*in, "WaitTimeSeconds") * 5; wait > 0 && waiting() == 0; --wait)
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const std::lock_guard lock(m_mutex);
    return bytesOf(route(request), request.method == "HEAD");
}

FakeReply FakeCorner::route(const FakeRequest &request) {
    const auto guarded = [&](const std::string &service, FakeReply (FakeCorner::*handler)(const FakeRequest &)) {
        auto fault = signatureFault(request, service, m_config, nowOf());
        return fault ? *fault : (this->*handler)(request);
    };
    if (!net::headerValue(request.headers, "X-Amz-Target").empty())
        return guarded("sqs", &FakeCorner::sqs);
    if (request.path.rfind('/' + bucketName() + '/', 0) == 0) {
        if (net::headerValue(request.headers, "Authorization").empty())
            return reply(403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "application/xml");
        return guarded("s3", &FakeCorner::bucket);
    }
    if (request.method == "POST" && request.path == "/")
        return guarded("cloudformation", &FakeCorner::cloudFormation);
    if (m_resources.is_null())
        return reply(404);
    return request.path.rfind("/x/", 0) == 0 ? viaRoute(request) : publicPage(request);
}

void FakeCorner::readTemplate(const std::string &text) {
    const auto document = parseJson(text);
    const Json *resources = document ? jsonMember(*document, "Resources") : nullptr;
    m_resources = resources ? *resources : Json();
    m_status = "CREATE_COMPLETE";
}

void FakeCorner::deploy(const std::string &templateText) {
    const std::lock_guard lock(m_mutex);
    readTemplate(templateText);
}

void FakeCorner::failNextCreate(const std::string &reason) {
    const std::lock_guard lock(m_mutex);
    m_failReason = reason;
}

void FakeCorner::beSlow(int answers) {
    const std::lock_guard lock(m_mutex);
    m_slow = answers;
}

void FakeCorner::setBaseUrl(const std::string &url) {
    const std::lock_guard lock(m_mutex);
    m_baseUrl = url;
}

int FakeCorner::post(const std::string &path, const std::string &body) {
    FakeRequest request;
    request.method = "POST";
    request.path = path;
    request.body = body;
    const std::lock_guard lock(m_mutex);
    return route(request).status;
}

void FakeCorner::pushRaw(Json message) {
    const std::lock_guard lock(m_mutex);
    m_inbox.push_back({std::move(message), {}, 0, false});
}

void FakeCorner::deliverTwice() {
    const std::lock_guard lock(m_mutex);
    m_twice = true;
}

void FakeCorner::timeOut() {
    const std::lock_guard lock(m_mutex);
    for (Message &message : m_inbox)
        message.hiddenUntil = {};
}

int FakeCorner::waiting() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_inbox.size());
}

std::map<std::string, std::string> FakeCorner::objects() const {
    const std::lock_guard lock(m_mutex);
    return m_objects;
}

std::string FakeCorner::kindOf(const std::string &key) const {
    const std::lock_guard lock(m_mutex);
    const auto type = m_types.find(key), cache = m_caches.find(key);
    return type == m_types.end() ? std::string() : type->second + "; " + (cache == m_caches.end() ? std::string() : cache->second);
}

int FakeCorner::puts() const {
    const std::lock_guard lock(m_mutex);
    return m_puts;
}

void FakeCorner::refuseImages(bool refuse) {
    const std::lock_guard lock(m_mutex);
    m_refusesImages = refuse;
}

std::string FakeCorner::stackStatus() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

int FakeCorner::creates() const {
    const std::lock_guard lock(m_mutex);
    return m_creates;
}

FakeReply FakeCorner::cloudFormation(const FakeRequest &request) {
    auto form = formOf(request.body);
    const std::string &action = form["Action"];
    const auto ok = [&](const std::string &result) {
        return reply(200, "<" + action + "Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\">" + result + "</" + action + "Response>",
                     "text/xml");
    };
    if (action == "CreateStack")
        return create(form);
    if (action == "ValidateTemplate")
        return ok("<ValidateTemplateResult/>");
    if (action == "DescribeStacks")
        return describe(form["StackName"]);
    const bool isThere = !m_status.empty() && m_status != "DELETE_COMPLETE";
    if (action == "DescribeStackEvents" && !m_status.empty()) {
        std::string events;
        const auto event = [&](const std::string &part, const std::string &status, const std::string &reason) {
            events += "<member><EventId>" + part + status + "</EventId><LogicalResourceId>" + part + "</LogicalResourceId><ResourceStatus>" + status +
                      "</ResourceStatus><ResourceStatusReason>" + reason + "</ResourceStatusReason><Timestamp>2026-01-02T03:04:05Z</Timestamp></member>";
        };
        if (!m_reason.empty()) {
            event("Bucket", "CREATE_FAILED", "Resource creation cancelled");
            event("Cdn", "CREATE_FAILED", m_reason);
        }
        event("InboxDlq", "CREATE_COMPLETE", "");
        return ok("<DescribeStackEventsResult><StackEvents>" + events + "</StackEvents></DescribeStackEventsResult>");
    }
    if (action == "DeleteStack") {
        if (isThere) {
            m_status = "DELETE_COMPLETE";
            m_resources = nullptr; // the bucket and what is in it stay
        }
        return ok("");
    }
    if (action == "UpdateStack" && isThere) {
        for (const auto &[name, value] : form)
            if (name.rfind("Parameters.", 0) == 0 && m_parameters[name] != value) {
                m_parameters[name] = value;
                m_status = "UPDATE_COMPLETE";
                return ok("<UpdateStackResult><StackId>" + form["StackName"] + "</StackId></UpdateStackResult>");
            }
        return xmlError(400, "ValidationError", "No updates are to be performed.");
    }
    return xmlError(400, "ValidationError", "Stack [" + form["StackName"] + "] does not exist");
}

FakeReply FakeCorner::create(const std::map<std::string, std::string> &form) {
    const auto value = [&](const char *name) { return form.contains(name) ? form.at(name) : std::string(); };
    if (value("TemplateBody").size() > 51'200)
        return xmlError(400, "ValidationError", "Template may not exceed 51200 bytes in size.");
    if (value("Capabilities.member.1") != "CAPABILITY_IAM")
        return xmlError(400, "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
    const bool isThere = !m_status.empty() && m_status != "DELETE_COMPLETE";
    if (isThere && m_token != value("ClientRequestToken"))
        return xmlError(400, "AlreadyExistsException", "Stack [" + value("StackName") + "] already exists");
    if (!isThere) {
        ++m_creates;
        m_token = value("ClientRequestToken");
        readTemplate(value("TemplateBody"));
        for (const auto &[name, text] : form)
            if (name.rfind("Parameters.", 0) == 0)
                m_parameters[name] = text;
        m_reason = std::exchange(m_failReason, {});
        if (!m_reason.empty()) {
            m_status = "ROLLBACK_COMPLETE";
            m_resources = nullptr;
        }
    }
    return reply(200,
                 "<CreateStackResponse><CreateStackResult><StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/" + value("StackName") +
                     "/9a1b</StackId></CreateStackResult></CreateStackResponse>",
                 "text/xml");
}

FakeReply FakeCorner::describe(const std::string &name) {
    const bool byId = name.rfind("arn:", 0) == 0;
    if (m_status.empty() || (m_status == "DELETE_COMPLETE" && !byId))
        return xmlError(400, "ValidationError", "Stack with id " + name + " does not exist");
    const bool isSlow = m_slow > 0 && m_slow--;
    std::string outputs;
    const auto output = [&](const std::string &key, const std::string &text) {
        outputs += "<member><OutputKey>" + key + "</OutputKey><OutputValue>" + text + "</OutputValue></member>";
    };
    if (m_status == "CREATE_COMPLETE" || m_status == "UPDATE_COMPLETE") {
        const std::string base = "http://127.0.0.1:" + std::to_string(m_server->port());
        output("BaseUrl", m_baseUrl.empty() ? base : m_baseUrl);
        output("CdnHost", "d111.cloudfront.net");
        output("BucketName", bucketName());
        output("InboxUrl", base + "/123456789012/audience-sync-public-Inbox");
        output("InboxDlqUrl", base + "/123456789012/audience-sync-public-InboxDlq");
        output("ApiHost", "abc.execute-api.eu-west-1.amazonaws.com");
    }
    return reply(200,
                 "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/"
                 "audience-sync-public/9a1b</StackId><StackName>audience-sync-public</StackName><StackStatus>" +
                     (isSlow ? std::string("CREATE_IN_PROGRESS") : m_status) + "</StackStatus><Outputs>" + (isSlow ? std::string() : outputs) +
                     "</Outputs><Tags><member><Key>app</Key><Value>audience-sync</Value></member></Tags></member></Stacks></DescribeStacksResult>"
                     "</DescribeStacksResponse>",
                 "text/xml");
}

FakeReply FakeCorner::sqs(const FakeRequest &request) {
    const std::string action(net::headerValue(request.headers, "X-Amz-Target").substr(10));
    const auto in = parseJson(request.body);
    if (!in || m_resources.is_null())
        return sqsError("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
    const bool isDead = jsonText(*in, "QueueUrl").find("Dlq") != std::string::npos;
    const Instant now = nowOf();
    Json messages = Json::array();
    if (action == "ReceiveMessage" && !isDead) {
        const bool wantsAttributes = in->contains("MessageAttributeNames");
        for (Message &message : m_inbox) {
            if (message.hiddenUntil > now || messages.size() >= 10)
                continue;
            message.handle = m_next++;
            message.hiddenUntil = now + std::chrono::seconds(jsonInt(*in, "VisibilityTimeout", 30));
            Json out = message.json;
            out["ReceiptHandle"] = std::to_string(message.handle);
            if (!wantsAttributes)
                out.erase("MessageAttributes");
            messages.push_back(std::move(out));
        }
    }
    if (action == "DeleteMessageBatch")
        for (const Json &entry : (*in)["Entries"])
            for (auto it = m_inbox.begin(); it != m_inbox.end();) {
                if (std::to_string(it->handle) != jsonText(entry, "ReceiptHandle") || it->handle == 0) {
                    ++it;
                } else if (it->again) {
                    it->again = false;
                    it->handle = 0;
                    it->hiddenUntil = {};
                    ++it;
                } else {
                    it = m_inbox.erase(it);
                }
            }
    return reply(200, messages.empty() ? "{}" : dumpJson(Json{{"Messages", messages}}), "application/x-amz-json-1.0");
}

FakeReply FakeCorner::bucket(const FakeRequest &request) {
    const std::string key = request.path.substr(bucketName().size() + 2);
    if (net::headerValue(request.headers, "x-amz-content-sha256") != toHex(sha256(request.body)))
        return reply(400, "<Error><Code>XAmzContentSHA256Mismatch</Code></Error>", "application/xml");
    if (request.method == "PUT") {
        if (m_refusesImages && key.rfind("img/", 0) == 0)
            return reply(403, "<Error><Code>AccessDenied</Code></Error>", "application/xml");
        if (net::headerValue(request.headers, "If-None-Match") == "*" && m_objects.contains(key))
            return reply(412, "<Error><Code>PreconditionFailed</Code></Error>", "application/xml");
        m_objects[key] = request.body;
        m_types[key] = net::headerValue(request.headers, "Content-Type");
        m_caches[key] = net::headerValue(request.headers, "Cache-Control");
        ++m_puts;
        return stored(m_objects[key]);
    }
    return m_objects.contains(key) ? stored(m_objects[key], m_objects[key], m_types[key]) : reply(404);
}

FakeReply FakeCorner::publicPage(const FakeRequest &request) {
    if (request.method != "GET" && request.method != "HEAD")
        return reply(403);
    const std::string key = request.path.substr(1);
    return m_objects.contains(key) ? reply(200, m_objects[key], m_types[key]) : reply(403);
}

// The route whose key fits, and the integration it leads to.
FakeReply FakeCorner::viaRoute(const FakeRequest &request) {
    for (const auto &[name, resource] : m_resources.items()) {
        if (jsonText(resource, "Type") != "AWS::ApiGatewayV2::Route")
            continue;
        const Json &properties = resource["Properties"];
        if (jsonText(properties, "RouteKey") != request.method + " /x/{kind}/{token}")
            continue;
        std::string target = jsonText(properties["Target"], "Fn::Sub");
        target = target.substr(target.find("${") + 2);
        const Json &integration = m_resources[target.substr(0, target.find('}'))]["Properties"];
        if (jsonText(integration, "IntegrationType") == "AWS_PROXY")
            return toQueue(request, integration);
        FakeRequest page = request;
        const std::string uri = jsonText(integration["IntegrationUri"], "Fn::Sub");
        page.path = uri.substr(uri.find('/', uri.find('}')));
        return publicPage(page);
    }
    return reply(404, "{\"message\":\"Not Found\"}", "application/json");
}

FakeReply FakeCorner::toQueue(const FakeRequest &request, const Json &integration) {
    const Json &parameters = integration["RequestParameters"];
    const std::string rest = request.path.substr(3), kind = rest.substr(0, rest.find('/'));
    const std::string token = rest.size() > kind.size() ? rest.substr(kind.size() + 1) : std::string();
    if (kind.empty() || token.empty() || token.find('/') != std::string::npos)
        return reply(404, "{\"message\":\"Not Found\"}", "application/json");
    const std::string id = "rid-" + std::to_string(m_next++);
    std::string attributes = jsonText(parameters, "MessageAttributes");
    for (const auto &[from, to] : {std::pair<std::string, std::string>{"${request.path.kind}", kind}, {"${request.path.token}", token},
                                   {"${context.requestTimeEpoch}", std::to_string(nowOf().micros / 1000)}, {"${context.requestId}", id}})
        attributes = replacedAll(attributes, from, to);
    const auto mapped = parseJson(attributes);
    if (!mapped || attributes.find("${") != std::string::npos || request.body.empty() || jsonText(parameters, "MessageBody") != "$request.body" ||
        jsonText(parameters["QueueUrl"], "Ref") != "Inbox")
        return reply(400, "<ErrorResponse><Error><Code>MissingParameter</Code></Error></ErrorResponse>", "text/xml");
    m_inbox.push_back({Json{{"MessageId", "m-" + id}, {"MD5OfBody", toHex(md5(request.body))}, {"Body", request.body}, {"MessageAttributes", *mapped}},
                       {}, 0, std::exchange(m_twice, false)});
    return reply(200, "<SendMessageResponse><SendMessageResult/></SendMessageResponse>", "text/xml");
}

} // namespace audience::test
