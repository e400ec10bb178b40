#include "support/fake_aws_control.h"

namespace audience::test {

namespace {

FakeReply json(const Json &body) {
    return {200, dumpJson(body), {}, false, false};
}

bool setScalar(FakeAwsConfig &c, const std::string &name, const Json &value) {
    const std::map<std::string, std::string *> texts{{"region", &c.region},
                                                     {"accountId", &c.accountId},
                                                     {"accessKeyId", &c.accessKeyId},
                                                     {"secretKey", &c.secretKey},
                                                     {"sessionToken", &c.sessionToken},
                                                     {"enforcementStatus", &c.enforcementStatus},
                                                     {"dropAddress", &c.dropAddress},
                                                     {"failType", &c.failType},
                                                     {"partition", &c.partition},
                                                     {"dkimStatus", &c.dkimStatus},
                                                     {"mailFromDomain", &c.mailFromDomain},
                                                     {"mailFromStatus", &c.mailFromStatus}};
    const std::map<std::string, int *> ints{{"clockOffsetSeconds", &c.clockOffsetSeconds},
                                            {"dropEvery", &c.dropEvery},
                                            {"failNext", &c.failNext},
                                            {"failStatus", &c.failStatus},
                                            {"htmlNext", &c.htmlNext},
                                            {"badJsonNext", &c.badJsonNext},
                                            {"delayMs", &c.delayMs},
                                            {"eventDelayMs", &c.eventDelayMs}};
    const std::map<std::string, double *> numbers{{"max24HourSend", &c.max24HourSend},
                                                  {"maxSendRate", &c.maxSendRate},
                                                  {"sentLast24Hours", &c.sentLast24Hours},
                                                  {"bounceRate", &c.bounceRate},
                                                  {"complaintRate", &c.complaintRate},
                                                  {"openRate", &c.openRate},
                                                  {"clickRate", &c.clickRate},
                                                  {"duplicateRate", &c.duplicateRate},
                                                  {"lossRate", &c.lossRate}};
    const std::map<std::string, bool *> flags{{"sendingEnabled", &c.sendingEnabled},
                                              {"productionAccess", &c.productionAccess},
                                              {"identityVerified", &c.identityVerified},
                                              {"greets", &c.greets},
                                              {"confirmsSubscriptions", &c.confirmsSubscriptions},
                                              {"shuffle", &c.shuffle},
                                              {"broadcast", &c.broadcast}};
    if (const auto it = texts.find(name); it != texts.end() && value.is_string())
        *it->second = value.get<std::string>();
    else if (const auto i = ints.find(name); i != ints.end() && value.is_number_integer())
        *i->second = value.get<int>();
    else if (const auto n = numbers.find(name); n != numbers.end() && value.is_number())
        *n->second = value.get<double>();
    else if (const auto f = flags.find(name); f != flags.end() && value.is_boolean())
        *f->second = value.get<bool>();
    else if (name == "seed" && value.is_number_unsigned())
        c.seed = value.get<std::uint64_t>();
    else
        return false;
    return true;
}

bool setList(FakeAwsConfig &c, const std::string &name, const Json &value) {
    const std::map<std::string, std::set<std::string> *> lists{
        {"identities", &c.identities},
        {"configurationSets", &c.configurationSets},
        {"contactLists", &c.contactLists}};
    const auto it = lists.find(name);
    if (it == lists.end() || !value.is_array())
        return false;
    it->second->clear();
    for (const Json &entry : value)
        if (entry.is_string())
            it->second->insert(entry.get<std::string>());
    return true;
}

FakeReply counts(const FakeSes &ses, const FakeSqs &sqs, int requests) {
    Json queues = Json::object(), attempts = Json::object();
    for (const std::string &name : sqs.queueNames())
        queues[name] = sqs.messages(name);
    std::map<std::string, int> perAttempt;
    for (const ReceivedSend &send : ses.sends())
        if (const auto tag = send.tags.find("as_attempt"); tag != send.tags.end())
            ++perAttempt[tag->second];
    int repeated = 0;
    for (const auto &[attempt, count] : perAttempt)
        repeated += count > 1;
    return json({{"requests", requests},
                 {"sends", ses.sends().size()},
                 {"refused", ses.refused()},
                 {"throttled", ses.throttled()},
                 {"attempts", perAttempt.size()},
                 {"repeatedAttempts", repeated},
                 {"queues", std::move(queues)}});
}

} // namespace

FakeReply controlReply(const FakeRequest &request, FakeAwsConfig &config, const FakeSes &ses,
                       FakeSqs &sqs, int requests,
                       const std::function<void(std::chrono::milliseconds)> &goDown) {
    if (request.method == "GET" && request.path == "/__control")
        return counts(ses, sqs, requests);
    if (request.method == "GET" && request.path == "/__control/sends") {
        Json list = Json::array();
        for (const ReceivedSend &send : ses.sends())
            list.push_back({{"messageId", send.messageId},
                            {"from", send.from},
                            {"to", send.to},
                            {"subject", send.subject},
                            {"tags", Json(send.tags)},
                            {"mime", send.mime},
                            {"answered", send.answered}});
        return json({{"sends", std::move(list)}});
    }
    const Result<Json> in = parseJson(request.body);
    if (request.method != "POST" || request.path != "/__control" || !in || !in->is_object())
        return {404, R"({"message":"no such control"})", {}, false, false};
    for (const auto &[name, value] : in->items()) {
        if (setScalar(config, name, value) || setList(config, name, value))
            continue;
        if (name == "createQueue" && value.is_string()) {
            sqs.createQueue(value.get<std::string>());
        } else if (name == "downMs" && value.is_number_integer()) {
            goDown(std::chrono::milliseconds(value.get<int>()));
        } else if (name == "roles" && value.is_object()) {
            for (const auto &[arn, id] : value.items())
                config.roles[arn] = id.is_string() ? id.get<std::string>() : std::string();
        } else if (name == "faults" && value.is_array()) {
            config.faults.clear();
            for (const Json &one : value)
                config.faults.push_back({jsonText(one, "operation"), jsonText(one, "code"), static_cast<int>(jsonInt(one, "status", 400)),
                                         static_cast<int>(jsonInt(one, "times", 1)), static_cast<int>(jsonInt(one, "skip")),
                                         jsonText(one, "message")});
        } else if (name == "suppress" && value.is_object()) {
            for (const auto &[address, reason] : value.items())
                config.suppressed[address] =
                    reason.is_string() ? reason.get<std::string>() : "BOUNCE";
        } else {
            return {400, dumpJson(Json{{"message", "unknown setting: " + name}}), {}, false, false};
        }
    }
    return json(Json::object());
}

} // namespace audience::test
