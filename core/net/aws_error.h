// What an AWS service says went wrong, from any of the places where it says so.
#pragma once

#include "net/http_request.h"

#include <string>

namespace audience::net {

struct AwsError {
    std::string code;    // "TooManyRequestsException"; empty when the answer names none
    std::string message; // the service's own words: for the log and the details, never translated
};

// The header x-amzn-ErrorType (cut at ':' or ','), else the body's "__type" (after '#'), else
// "code".
AwsError awsError(const HttpResponse &response);

} // namespace audience::net
