// AWS Signature Version 4 as pure functions, in its header and its query-string form.
// Source: AWS General Reference, "Signing AWS API requests"; proved by the public test suite.
// It signs and nothing else: clock skew is SkewTracker's, sending is HttpClient's and
// EffectSender's.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/aws_credentials.h"
#include "net/http_request.h"

#include <string>
#include <string_view>

namespace audience::net {

struct SigningScope {
    std::string region;
    std::string service; // the signing name: "ses" for email.<region>.amazonaws.com
    Instant time;
};

struct SigningOptions {
    bool normalizePath = true;     // every service but S3
    bool encodePath = true;        // likewise: S3 signs the path exactly as it is sent
    bool signBody = false;         // adds and signs x-amz-content-sha256
    bool omitSessionToken = false; // the token is sent but not signed
    int expiresSeconds = 3600;     // query form only
};

// What is signed, as on the wire; every header in it is signed.
struct SignableRequest {
    std::string_view method, path, query;
    HttpHeaders headers;
    std::string_view body;
};

struct Signature {
    std::string canonicalRequest, stringToSign, signature;
    HttpHeaders headers; // header form: to be added to the request
    std::string query;   // query form: the whole query of the signed request
};

Signature signByHeader(const SignableRequest &request, const AwsCredentials &credentials,
                       const SigningScope &scope, const SigningOptions &options = {});
Signature signByQuery(const SignableRequest &request, const AwsCredentials &credentials,
                      const SigningScope &scope, const SigningOptions &options = {});

// Signs a request for sending: host, content-type and x-amz-*; an older signature in it is
// replaced, so that a retry may simply be signed again. Errors: those of Url::parse.
Result<void> signRequest(HttpRequest &request, const AwsCredentials &credentials,
                         const SigningScope &scope, const SigningOptions &options = {});

// The pieces, for a peer that checks signatures.
std::string amzDate(Instant time); // "20150830T123600Z"
std::string canonicalRequest(const SignableRequest &request, std::string_view bodySha256Hex,
                             bool normalizePath, bool encodePath = true);
std::string signedHeaderNames(const HttpHeaders &headers);
std::string stringToSign(const SigningScope &scope, std::string_view canonicalRequest);
std::string signatureOf(std::string_view stringToSign, const Secret &secretKey,
                        const SigningScope &scope);

} // namespace audience::net
