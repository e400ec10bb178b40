#include "delivery/corner_inbox.h"

#include "base/fault_point.h"

namespace audience::delivery {

namespace {

constexpr int kMaxMessages = 10, kVisibilitySeconds = 120;
constexpr std::int64_t kMostInOneDrain = 200'000;

} // namespace

Result<CornerReport> CornerInbox::receive(std::chrono::seconds wait, const CancelToken &cancel) {
    TRY_ASSIGN(const Json answer, m_client.sqs("ReceiveMessage",
                                               Json{{"QueueUrl", m_queueUrl},
                                                    {"MaxNumberOfMessages", kMaxMessages},
                                                    {"WaitTimeSeconds", wait.count()},
                                                    {"VisibilityTimeout", kVisibilitySeconds},
                                                    {"MessageAttributeNames", Json::array({"All"})}},
                                               cancel, wait));
    const Json *found = jsonMember(answer, "Messages");
    std::vector<Json> messages;
    Json deletions = Json::array();
    for (const Json &message : found && found->is_array() ? *found : Json::array()) {
        if (!message.is_object())
            continue;
        messages.push_back(message);
        deletions.push_back({{"Id", std::to_string(deletions.size())}, {"ReceiptHandle", jsonText(message, "ReceiptHandle")}});
    }
    TRY_ASSIGN(CornerReport report, m_intake.take(messages));
    if (deletions.empty())
        return report;
    faultPoint("corner.before_delete");
    // What the service could not delete comes again and is recognised.
    TRY(m_client.sqs("DeleteMessageBatch", Json{{"QueueUrl", m_queueUrl}, {"Entries", deletions}}, cancel));
    return report;
}

Result<CornerReport> CornerInbox::drain(const CancelToken &cancel) {
    CornerReport total;
    while (total.received < kMostInOneDrain) {
        // A wait of one second asks every server of the queue; without one an answer may be empty though it is not.
        TRY_ASSIGN(const CornerReport one, receive(std::chrono::seconds(1), cancel));
        total.add(one);
        if (one.received == 0)
            return total;
    }
    return Error(ErrorKind::Limit, "corner.flooded").with("limit", std::to_string(kMostInOneDrain));
}

} // namespace audience::delivery
