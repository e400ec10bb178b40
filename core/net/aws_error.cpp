#include "net/aws_error.h"

#include "base/json.h"
#include "base/text.h"

namespace audience::net {

AwsError awsError(const HttpResponse &response) {
    AwsError error;
    const std::string_view named = headerValue(response.headers, "x-amzn-ErrorType");
    error.code = trimmed(named.substr(0, named.find_first_of(":,")));
    const Result<Json> body = parseJson(response.body);
    if (!body || !body->is_object())
        return error;
    for (const char *member : {"__type", "code", "type"}) {
        if (!error.code.empty())
            break;
        const std::string text = jsonText(*body, member);
        error.code = text.substr(text.find('#') + 1);
    }
    error.message = jsonText(*body, "message", jsonText(*body, "Message"));
    return error;
}

} // namespace audience::net
