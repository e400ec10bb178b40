#include "net/sigv4.h"

#include "base/digest.h"
#include "base/text.h"
#include "net/url.h"

#include <algorithm>
#include <map>
#include <vector>

namespace audience::net {

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

std::string shaHex(std::string_view bytes) {
    return toHex(sha256(bytes));
}

std::string scopeText(const SigningScope &scope) {
    return amzDate(scope.time).substr(0, 8) + '/' + scope.region + '/' + scope.service +
           "/aws4_request";
}

// Outer blanks go, inner runs of blanks (a folded line's break among them) become one space.
std::string collapsed(std::string_view value) {
    std::string out;
    bool gap = false;
    for (const char c : trimmed(value)) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            gap = true;
            continue;
        }
        if (gap)
            out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

std::map<std::string, std::string> canonicalHeaders(const HttpHeaders &headers) {
    std::map<std::string, std::string> merged;
    for (const HttpHeader &header : headers) {
        const auto [it, isNew] =
            merged.emplace(toLowerAscii(trimmed(header.name)), collapsed(header.value));
        if (!isNew)
            it->second += ',' + collapsed(header.value);
    }
    return merged;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

// Removes "." and ".." segments and doubled slashes; a slash at the end stays.
std::string normalized(std::string_view path) {
    std::vector<std::string_view> kept;
    const auto segments = split(path, '/');
    for (const std::string_view segment : segments) {
        if (segment == ".." && !kept.empty())
            kept.pop_back();
        else if (!segment.empty() && segment != "." && segment != "..")
            kept.push_back(segment);
    }
    std::string out;
    for (const std::string_view segment : kept)
        out.append("/").append(segment);
    const std::string_view last = segments.back();
    if (out.empty() || last.empty() || last == "." || last == "..")
        out += '/';
    return out;
}

std::string canonicalQuery(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string_view piece : split(query, '&')) {
        if (piece.empty())
            continue;
        const std::size_t equals = piece.find('=');
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1);
        pairs.emplace_back(percentEncode(percentDecode(piece.substr(0, equals))),
                           percentEncode(percentDecode(value)));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string out;
    for (const auto &[name, value] : pairs) {
        if (!out.empty())
            out += '&';
        out.append(name).append("=").append(value);
    }
    return out;
}

std::string joinQuery(std::string_view a, std::string_view b) {
    std::string out(a);
    if (!a.empty() && !b.empty())
        out += '&';
    return out.append(b);
}

} // namespace

std::string amzDate(Instant time) {
    // Whole seconds: a fraction has no place in the format.
    std::string iso = toIso(Instant{time.micros - time.micros % kMicrosPerSecond});
    std::erase_if(iso, [](char c) { return c == '-' || c == ':'; });
    return iso;
}

std::string signedHeaderNames(const HttpHeaders &headers) {
    std::string names;
    for (const auto &[name, value] : canonicalHeaders(headers)) {
        if (!names.empty())
            names += ';';
        names += name;
    }
    return names;
}

std::string canonicalRequest(const SignableRequest &request, std::string_view bodySha256Hex,
                             bool normalizePath, bool encodePath) {
    const std::string path = normalizePath          ? normalized(request.path)
                             : request.path.empty() ? std::string("/")
                                                    : std::string(request.path);
    std::string out(request.method);
    out.append("\n").append(encodePath ? percentEncode(path, "/") : path);
    out.append("\n").append(canonicalQuery(request.query)).append("\n");
    for (const auto &[name, value] : canonicalHeaders(request.headers))
        out.append(name).append(":").append(value).append("\n");
    out.append("\n").append(signedHeaderNames(request.headers));
    out.append("\n").append(bodySha256Hex);
    return out;
}

std::string stringToSign(const SigningScope &scope, std::string_view canonicalRequest) {
    std::string out(kAlgorithm);
    out.append("\n").append(amzDate(scope.time)).append("\n").append(scopeText(scope));
    return out.append("\n").append(shaHex(canonicalRequest));
}

std::string signatureOf(std::string_view stringToSign, const Secret &secretKey,
                        const SigningScope &scope) {
    std::string first = "AWS4";
    first.append(secretKey.view());
    Sha256 key = hmacSha256(first, amzDate(scope.time).substr(0, 8));
    secureZero(first.data(), first.size());
    for (const std::string_view step :
         {std::string_view(scope.region), std::string_view(scope.service),
          std::string_view("aws4_request")})
        key = hmacSha256(asView(key), step);
    const std::string signature = toHex(hmacSha256(asView(key), stringToSign));
    secureZero(key.data(), key.size());
    return signature;
}

Signature signByHeader(const SignableRequest &request, const AwsCredentials &credentials,
                       const SigningScope &scope, const SigningOptions &options) {
    Signature out;
    SignableRequest signable = request;
    const std::string bodyHash = shaHex(request.body);
    const auto add = [&](const char *name, std::string_view value, bool isSigned) {
        out.headers.push_back({name, std::string(value)});
        if (isSigned)
            signable.headers.push_back({name, std::string(value)});
    };
    if (!credentials.sessionToken.empty())
        add("X-Amz-Security-Token", credentials.sessionToken.view(), !options.omitSessionToken);
    add("X-Amz-Date", amzDate(scope.time), true);
    if (options.signBody)
        add("x-amz-content-sha256", bodyHash, true);
    out.canonicalRequest = canonicalRequest(signable, bodyHash, options.normalizePath, options.encodePath);
    out.stringToSign = stringToSign(scope, out.canonicalRequest);
    out.signature = signatureOf(out.stringToSign, credentials.secretKey, scope);
    std::string authorization(kAlgorithm);
    authorization.append(" Credential=").append(credentials.accessKeyId);
    authorization.append("/").append(scopeText(scope));
    authorization.append(", SignedHeaders=").append(signedHeaderNames(signable.headers));
    authorization.append(", Signature=").append(out.signature);
    out.headers.push_back({"Authorization", std::move(authorization)});
    return out;
}

Signature signByQuery(const SignableRequest &request, const AwsCredentials &credentials,
                      const SigningScope &scope, const SigningOptions &options) {
    std::string added = "X-Amz-Algorithm=";
    added.append(kAlgorithm);
    added.append("&X-Amz-Credential=")
        .append(percentEncode(credentials.accessKeyId + '/' + scopeText(scope)));
    added.append("&X-Amz-Date=").append(amzDate(scope.time));
    added.append("&X-Amz-SignedHeaders=").append(percentEncode(signedHeaderNames(request.headers)));
    added.append("&X-Amz-Expires=").append(std::to_string(options.expiresSeconds));
    std::string token;
    if (!credentials.sessionToken.empty())
        token = "X-Amz-Security-Token=" + percentEncode(credentials.sessionToken.view());

    Signature out;
    out.query = joinQuery(joinQuery(request.query, added), token);
    SignableRequest signable = request;
    const std::string signedQuery =
        options.omitSessionToken ? joinQuery(request.query, added) : out.query;
    signable.query = signedQuery;
    out.canonicalRequest = canonicalRequest(signable, shaHex(request.body), options.normalizePath, options.encodePath);
    out.stringToSign = stringToSign(scope, out.canonicalRequest);
    out.signature = signatureOf(out.stringToSign, credentials.secretKey, scope);
    out.query.append("&X-Amz-Signature=").append(out.signature);
    return out;
}

Result<void> signRequest(HttpRequest &request, const AwsCredentials &credentials,
                         const SigningScope &scope, const SigningOptions &options) {
    TRY_ASSIGN(const Url url, Url::parse(request.url));
    for (const char *stale : {"Authorization", "X-Amz-Date", "X-Amz-Security-Token"})
        removeHeader(request.headers, stale);
    if (options.signBody)
        removeHeader(request.headers, "x-amz-content-sha256");
    SignableRequest signable{
        request.method, url.path, url.query, {{"Host", url.hostHeader()}}, request.body};
    for (const HttpHeader &header : request.headers)
        if (equalsAscii(header.name, "content-type") || startsWithAscii(header.name, "x-amz-"))
            signable.headers.push_back(header);
    for (HttpHeader &header : signByHeader(signable, credentials, scope, options).headers)
        request.headers.push_back(std::move(header));
    return {};
}

} // namespace audience::net
