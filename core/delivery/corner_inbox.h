// Reads the public corner's inbox queue: receive, one transaction, then delete. What was not committed is not deleted and
// comes again. Synchronous, on the connection's thread.
#pragma once

#include "aws/client.h"
#include "delivery/corner_intake.h"

namespace audience::delivery {

// What the queue keeps no longer than this is lost where nobody reads it.
inline constexpr std::chrono::hours kInboxKeeps{14 * 24};

class CornerInbox {
public:
    CornerInbox(CornerIntake &intake, aws::Client &client, std::string queueUrl)
        : m_intake(intake), m_client(client), m_queueUrl(std::move(queueUrl)) {}

    // One receive, waiting up to `wait` (0..20 s) for the first message. Errors: the client's and those of the store.
    Result<CornerReport> receive(std::chrono::seconds wait, const CancelToken &cancel = {});
    // Until a receive that asked every part of the queue brought nothing. Error "corner.flooded" {limit}: it
    // fills as fast as it is read.
    Result<CornerReport> drain(const CancelToken &cancel = {});

private:
    CornerIntake &m_intake;
    aws::Client &m_client;
    std::string m_queueUrl;
};

} // namespace audience::delivery
