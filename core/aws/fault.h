// What a service of Amazon says went wrong, and what that asks of us. Source of the classes: the contract's table
// "Errors: what to retry".
#pragma once

#include "base/result.h"
#include "net/http_request.h"

#include <string>

namespace audience::aws {

struct Fault {
    int status = 0;
    std::string code, message, requestId;
};

enum class FaultClass {
    Transient, // the same request again, later
    Throttled, // the same, and slower
    Denied,    // a right is missing; one just granted takes up to two minutes to arrive
    BadKeys,   // the key is not known; likewise
    Expired,   // other keys, once
    Signature, // wrong secret, region or clock
    Conflict,  // read again, then write again
    DeletedRecently, // the same, after a minute
    Exists,
    Missing,
    Final
};

// From the XML of the Query protocol and S3, or from headers and JSON.
Fault faultOf(const net::HttpResponse &response);
FaultClass classify(const Fault &fault);
// `operation`: "sns:CreateTopic". Errors, each with {operation, code}: "aws.denied" {action, resource}, "aws.keys_refused",
// "aws.keys_expired", "aws.signature_refused", "aws.throttled", "aws.unavailable" {status}, "aws.conflict", "aws.exists",
// "aws.missing", "aws.refused" {message}. Their detail holds the service's words and the number of the request.
Error errorOf(const Fault &fault, const std::string &operation);

} // namespace audience::aws
