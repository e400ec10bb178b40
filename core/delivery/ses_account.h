// Reads the state of an SES account: quota, identities, suppression list. Synchronous, for a worker
// thread; requests without an effect, so they may be tried again. At most one call a second, as
// the service allows: the next one waits.
#pragma once

#include "base/clock.h"
#include "delivery/ses_settings.h"
#include "delivery/transport.h"
#include "model/connection.h"
#include "net/http_client.h"
#include "net/token_bucket.h"
#include "store/connection.h"

#include <string>

namespace audience::delivery {

struct SesIdentity {
    std::string name;
    bool isVerified = false;
    bool signsWithDkim = false;
    std::string dkimStatus; // the service's word: "SUCCESS", "PENDING", ...
};

class SesAccount {
public:
    SesAccount(net::HttpClient &client, Clock &clock, model::SesConnection connection,
               CredentialSource credentials)
        : m_client(client), m_clock(clock), m_pace(clock, {}),
          m_connection(std::move(connection)), m_credentials(std::move(credentials)) {}

    // Errors of each: "ses.denied" {code}, "ses.failed" {status, code}, "ses.answer_malformed"
    // {call}, those of the network and the credentials.
    Result<SendQuota> quota(const CancelToken &cancel = {});
    // Of the domain or address; error "ses.identity_missing" {identity}.
    Result<SesIdentity> identity(const std::string &name);

    // The whole account suppression list into the workspace, page by page, then the feed is marked
    // as complete: a failed or cut-off list leaves it stale. Returns how many were new.
    Result<std::int64_t> syncSuppression(const store::Connection &connection,
                                         const CancelToken &cancel = {});
    // Any other call of the service; one that has an effect must bear being tried again. The body is
    // JSON or empty. Errors as above; an answer without a body is an empty object.
    Result<Json> request(std::string_view method, const std::string &pathAndQuery, const std::string &body,
                         std::string_view call, const CancelToken &cancel = {});
    // The name of that feed in the workspace; see feed.h.
    std::string suppressionFeed() const { return "suppression:" + m_connection.name; }

private:
    Result<Json> get(const std::string &pathAndQuery, std::string_view call,
                     const CancelToken &cancel = {});

    net::HttpClient &m_client;
    Clock &m_clock;
    net::TokenBucket m_pace;
    model::SesConnection m_connection;
    CredentialSource m_credentials;
};

} // namespace audience::delivery
