#include "support/fake_events.h"

#include "base/digest.h"

namespace audience::test {

namespace {

std::string stamp(Instant t) {
    // SES writes milliseconds always.
    const std::string iso = toIso(Instant{t.micros - t.micros % 1000});
    return iso.find('.') == std::string::npos ? iso.substr(0, iso.size() - 1) + ".000Z" : iso;
}

struct Fate {
    bool rejected = false, bounced = false, softBounced = false, complained = false, opened = false,
         clicked = false;
    bool silent = false;
};

Fate fateOf(const ReceivedSend &send, const FakeAwsConfig &config) {
    const std::string local = send.to.substr(0, send.to.find('@'));
    const auto begins = [&](const char *word) { return local.rfind(word, 0) == 0; };
    Fate fate;
    fate.silent = begins("nothing");
    fate.rejected = begins("reject");
    fate.bounced = begins("bounce");
    fate.softBounced = begins("softbounce");
    fate.complained = begins("complaint");
    fate.clicked = begins("click");
    fate.opened = begins("open") || fate.clicked;
    if (fate.silent || fate.rejected || fate.bounced || fate.softBounced || fate.complained ||
        fate.opened)
        return fate;
    SeededRng rng(config.seed * 0x9e3779b97f4a7c15ULL + crc32(send.to));
    fate.bounced = rng.chance(config.bounceRate);
    fate.complained = rng.chance(config.complaintRate) && !fate.bounced;
    fate.opened = rng.chance(config.openRate) && !fate.bounced;
    fate.clicked = rng.chance(config.clickRate) && fate.opened;
    return fate;
}

} // namespace

std::vector<std::string> sesEvents(const ReceivedSend &send, const FakeAwsConfig &config,
                                   bool isSuppressed) {
    Json tags{{"ses:configuration-set", {send.configurationSet}}, {"ses:operation", {"SendEmail"}}};
    for (const auto &[name, value] : send.tags)
        tags[name] = Json::array({value});
    const std::string domain = send.from.substr(send.from.rfind('@') + 1);
    const Json mail{{"timestamp", stamp(send.at)},
                    {"source", send.from},
                    {"sourceArn", "arn:aws:ses:" + config.region + ':' + config.accountId +
                                      ":identity/" + domain},
                    {"sendingAccountId", config.accountId},
                    {"messageId", send.messageId},
                    {"destination", Json::array({send.to})},
                    {"headersTruncated", false},
                    {"commonHeaders",
                     {{"from", Json::array({send.from})},
                      {"to", Json::array({send.to})},
                      {"messageId", send.messageId},
                      {"subject", send.subject}}},
                    {"tags", tags}};
    std::vector<std::string> documents;
    const auto add = [&](const char *type, const char *member, Json detail) {
        documents.push_back(
            dumpJson(Json{{"eventType", type}, {"mail", mail}, {member, std::move(detail)}}));
    };
    const auto after = [&](int seconds) { return stamp(send.at + std::chrono::seconds(seconds)); };
    const auto bounce = [&](const char *type, const char *subType, const char *status,
                            const char *code) {
        add("Bounce", "bounce",
            {{"bounceType", type},
             {"bounceSubType", subType},
             {"bouncedRecipients", Json::array({Json{{"emailAddress", send.to},
                                                     {"action", "failed"},
                                                     {"status", status},
                                                     {"diagnosticCode", code}}})},
             {"timestamp", after(3)},
             {"feedbackId", "0102-bounce-" + send.messageId},
             {"reportingMTA", "dsn; a1-2.smtp-out.eu-west-1.amazonses.com"}});
    };
    const Fate fate = fateOf(send, config);
    if (fate.silent)
        return documents;
    add("Send", "send", Json::object());
    if (isSuppressed) {
        bounce("Permanent", "OnAccountSuppressionList", "5.1.1",
               "Amazon SES did not send the message to this address because it is on the "
               "suppression list for your account.");
        return documents;
    }
    if (fate.rejected) {
        add("Reject", "reject", {{"reason", "Bad content"}});
        return documents;
    }
    if (fate.bounced || fate.softBounced) {
        if (fate.bounced)
            bounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown");
        else
            bounce("Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full");
        return documents;
    }
    add("Delivery", "delivery",
        {{"timestamp", after(2)},
         {"processingTimeMillis", 1042},
         {"recipients", Json::array({send.to})},
         {"smtpResponse", "250 2.6.0 Message received"},
         {"reportingMTA", "mta.example.com"}});
    if (fate.complained)
        add("Complaint", "complaint",
            {{"complainedRecipients", Json::array({Json{{"emailAddress", send.to}}})},
             {"timestamp", after(60)},
             {"feedbackId", "0102-complaint-" + send.messageId},
             {"complaintSubType", nullptr},
             {"userAgent", "ExampleFeedbackLoop/1.0"},
             {"complaintFeedbackType", "abuse"},
             {"arrivalDate", after(60)}});
    if (fate.opened)
        add("Open", "open",
            {{"ipAddress", "192.0.2.1"},
             {"timestamp", after(90)},
             {"userAgent", "Mozilla/5.0 (X11; Linux x86_64)"}});
    if (fate.clicked)
        add("Click", "click",
            {{"ipAddress", "192.0.2.1"},
             {"timestamp", after(95)},
             {"userAgent", "Mozilla/5.0 (X11; Linux x86_64)"},
             {"link", "https://shop.example.com/"},
             {"linkTags", nullptr}});
    return documents;
}

std::string snsNotification(const std::string &document, const std::string &id,
                            const FakeAwsConfig &config, Instant at, const std::string &topicArn) {
    return dumpJson(Json{
        {"Type", "Notification"},
        {"MessageId", id},
        {"TopicArn", topicArn},
        {"Subject", "Amazon SES Email Event Notification"},
        {"Message", document},
        {"Timestamp", stamp(at)},
        {"SignatureVersion", "1"},
        {"Signature", "RVhBTVBMRQ=="},
        {"SigningCertURL",
         "https://sns." + config.region + ".amazonaws.com/SimpleNotificationService-x.pem"},
        {"UnsubscribeURL", "https://sns." + config.region + ".amazonaws.com/?Action=Unsubscribe"}});
}

} // namespace audience::test
