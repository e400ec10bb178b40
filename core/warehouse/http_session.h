// Asks one web service: at its pace, as who the recipe says, at no other address than its own. One thread.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "net/http_client.h"
#include "net/token_bucket.h"
#include "warehouse/http_recipe.h"
#include "warehouse/line_patience.h"

#include <memory>
#include <string>

namespace audience::warehouse {

struct HttpAnswer {
    std::string body; // JSON, of a status that is fine
    net::HttpHeaders headers;
};

class HttpSession {
public:
    HttpSession(const HttpRecipe &recipe, Secret secret, std::unique_ptr<net::HttpClient> client, Clock &clock, int seconds, const LinePatience &patience);
    // `address` is whole and in wire form. Errors: those of net::HttpClient, "source.foreign_address" {host},
    // "source.token_refused" {host, status}, "source.not_allowed" {reason}, "source.table_gone" {reason},
    // "source.unavailable" {host, status}, "source.refused" {reason}, "source.bad_secret" {form}.
    Result<HttpAnswer> get(const std::string &address, const CancelToken &cancel);
    const std::string &host() const { return m_host; }

private:
    Result<void> authorise(net::HttpRequest &request, const CancelToken &cancel);
    Result<void> makeToken(const CancelToken &cancel);
    Result<void> waitForTurn(const CancelToken &cancel);

    const HttpRecipe &m_recipe;
    Secret m_secret;
    std::unique_ptr<net::HttpClient> m_client;
    Clock &m_clock;
    net::TokenBucket m_pace;
    const std::chrono::seconds m_limit; // of one request with all its tries
    net::HttpTimeouts m_timeouts;
    std::string m_origin, m_host;
    Secret m_token; // that was made of the secret
    std::chrono::microseconds m_tokenEnds{0};
};

} // namespace audience::warehouse
