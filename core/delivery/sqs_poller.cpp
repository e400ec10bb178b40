#include "delivery/sqs_poller.h"

#include "base/fault_point.h"
#include "delivery/sqs_calls.h"

namespace audience::delivery {

Result<net::HttpResponse> SqsPoller::call(std::string_view action, const std::string &body,
                                          std::chrono::seconds wait, const CancelToken &cancel) {
    TRY_ASSIGN(const net::HttpRequest request,
               sqsRequest(m_connection, action, body, wait, m_credentials, m_clock));
    TRY_ASSIGN(net::HttpResponse response, m_client.send(request, cancel));
    if (response.status != 200)
        return sqsError(response, m_connection.queueUrl);
    return response;
}

Result<SqsPoller::Poll> SqsPoller::pollOnce(std::chrono::seconds wait, const CancelToken &cancel) {
    TRY_ASSIGN(const net::HttpResponse answer,
               call("ReceiveMessage", receiveBody(m_connection.queueUrl, wait), wait, cancel));
    TRY_ASSIGN(std::vector<SqsMessage> messages, receivedMessages(answer.body));
    Poll poll;
    std::vector<RawEvent> events;
    std::vector<std::string> handles;
    for (SqsMessage &message : messages) {
        ++poll.received;
        if (message.isDamaged) {
            ++poll.damaged;
            continue;
        }
        events.push_back({"sqs", std::move(message.body)});
        handles.push_back(std::move(message.handle));
    }
    TRY_ASSIGN(poll.intake, m_intake.take(events));
    if (handles.empty())
        return poll;
    faultPoint("events.before_delete");
    // Entries that the service could not delete come again and are recognised as duplicates.
    TRY(call("DeleteMessageBatch", deleteBody(m_connection.queueUrl, handles), std::chrono::seconds(0), cancel));
    return poll;
}

Result<SqsPoller::Poll> SqsPoller::pollUntilIdle(std::chrono::seconds wait,
                                                 const CancelToken &cancel) {
    Poll total;
    int empty = 0;
    while (empty < 2) {
        TRY_ASSIGN(const Poll poll, pollOnce(wait, cancel));
        total.received += poll.received;
        total.damaged += poll.damaged;
        total.intake.add(poll.intake);
        empty = poll.received == 0 ? empty + 1 : 0;
    }
    return total;
}

} // namespace audience::delivery
