// What a session with the service needs besides the connection: where the keys come from.
#pragma once

#include "base/result.h"
#include "net/aws_credentials.h"

#include <functional>

namespace audience::delivery {

// Asked before every signature, so that short-lived keys may change between two requests.
using CredentialSource = std::function<Result<net::AwsCredentials>()>;

} // namespace audience::delivery
