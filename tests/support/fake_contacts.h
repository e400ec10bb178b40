// The contact lists of the fake SES: read one, and replace its topics as a whole.
#pragma once

#include "support/fake_aws_state.h"

namespace audience::test {

// GET and PUT /v2/email/contact-lists/{name}; nothing else is answered, least of all a DELETE.
FakeReply contactListReply(const FakeRequest &request, FakeAwsConfig &config);

} // namespace audience::test
