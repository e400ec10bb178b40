// One email at once to one's own address: through a connection that can send, or written beside the workspace. Waits for the
// answer, so for a worker thread.
#pragma once

#include "email/mime.h"
#include "service/connection_service.h"
#include "service/template_service.h"

namespace audience::service {

// The named connection; without a name the one for new campaigns; nothing for practice. Error "connection.unknown" {name}.
Result<std::optional<ConnectionView>> senderFor(Session &session, const std::string &through);
// Without a connection: practice. Errors: "template.test_suppressed" {address}, "template.test_failed" {code},
// "template.test_in_doubt" {address}, the standing's and the connection's.
Result<TestReport> sendTestMessage(Session &session, const std::optional<ConnectionView> &through, email::OutgoingEmail message);

} // namespace audience::service
