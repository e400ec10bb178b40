// What is written of a connection and not saved, as the body of a draft: never its keys. Unlike the model it may be
// half filled in. Plain functions, any thread.
#pragma once

#include "base/json_fwd.h"
#include "service/connection_service.h"

namespace audience::ui {

Json draftOf(const service::ConnectionView &written);
service::ConnectionView writtenIn(const Json &draft);
// Whether both say the same of the service; who read it when does not count.
bool saysTheSame(const service::ConnectionView &a, const service::ConnectionView &b);
// One of "ses" or "sqs" nobody has written in.
service::ConnectionView freshConnection(const std::string &kind);

} // namespace audience::ui
