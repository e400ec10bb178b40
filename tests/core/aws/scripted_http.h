// Answers from a list, on no network: what a client does about each kind of fault, on a fake clock.
#pragma once

#include "net/http_client.h"

#include <deque>
#include <vector>

namespace audience::test {

class ScriptedHttp final : public net::HttpClient {
public:
    Result<net::HttpResponse> send(const net::HttpRequest &request, const CancelToken &cancel = {}) override {
        TRY(cancel.check());
        requests.push_back(request);
        if (answers.empty())
            return net::HttpResponse{200, {}, "{}"};
        auto next = std::move(answers.front());
        answers.pop_front();
        return next;
    }
    void json(int status, const std::string &type) { answers.push_back(net::HttpResponse{status, {{"x-amzn-ErrorType", type}}, "{}"}); }
    void xml(int status, const std::string &code, const std::string &message = {}) {
        answers.push_back(net::HttpResponse{status, {},
                                            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>" + code +
                                                "</Code><Message>" + message + "</Message></Error><RequestId>8c4c-1</RequestId></ErrorResponse>"});
    }
    void ok(const std::string &body) { answers.push_back(net::HttpResponse{200, {}, body}); }

    std::deque<Result<net::HttpResponse>> answers;
    std::vector<net::HttpRequest> requests;
};

} // namespace audience::test
