#include "aws/s3.h"

#include "base/digest.h"
#include "net/url.h"

namespace audience::aws {

namespace {

// S3 names what it stores; an answer without that came from something in between.
Error malformed(const Call &call) {
    return Error(ErrorKind::Network, "aws.answer_malformed").with("operation", call.operation);
}

bool startsWith(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

} // namespace

std::string Bucket::url(const std::string &key) const {
    constexpr std::string_view kHost = "https://s3.";
    const std::string base = m_client.endpoints().base("s3"), path = '/' + net::percentEncode(key, "/");
    // Another server than Amazon's has one name for all buckets.
    if (!startsWith(base, kHost))
        return base + '/' + m_name + path;
    return "https://" + m_name + "." + base.substr(std::string_view("https://").size()) + path;
}

Call Bucket::callOf(const std::string &method, const std::string &operation, const std::string &key) const {
    Call call{"s3", "s3:" + operation, {}, {}};
    call.signing.normalizePath = false;
    call.signing.encodePath = false;
    call.signing.signBody = true;
    call.request.method = method;
    call.request.url = url(key);
    return call;
}

Result<bool> Bucket::put(const S3Object &object, const CancelToken &cancel) {
    Call call = callOf("PUT", "PutObject", object.key);
    net::setHeader(call.request.headers, "Content-Type", object.contentType);
    net::setHeader(call.request.headers, "Cache-Control", object.cacheControl);
    if (object.onlyIfNew)
        net::setHeader(call.request.headers, "If-None-Match", "*");
    call.request.body = object.body;
    const auto answer = m_client.send(call, cancel);
    if (!answer && object.onlyIfNew && answer.error().id == "aws.exists")
        return false;
    if (!answer)
        return answer.error();
    if (net::headerValue(answer->headers, "ETag").empty())
        return malformed(call);
    return true;
}

Result<std::optional<S3Head>> Bucket::head(const std::string &key, const CancelToken &cancel) {
    const Call call = callOf("HEAD", "HeadObject", key);
    const auto answer = m_client.send(call, cancel);
    if (!answer && (answer.error().id == "aws.missing" || answer.error().id == "aws.denied"))
        return std::optional<S3Head>();
    if (!answer)
        return answer.error();
    if (net::headerValue(answer->headers, "ETag").empty())
        return malformed(call);
    const auto header = [&](const char *name) { return std::string(net::headerValue(answer->headers, name)); };
    return std::optional<S3Head>(S3Head{header("ETag"), header("Content-Type"), header("Cache-Control")});
}

std::optional<ImageName> imageName(std::string_view bytes) {
    const auto named = [&](const char *ending, const char *type) {
        return ImageName{"img/" + toHex(sha256(bytes)) + '.' + ending, type};
    };
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n"))
        return named("png", "image/png");
    if (startsWith(bytes, "\xff\xd8\xff"))
        return named("jpg", "image/jpeg");
    if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a"))
        return named("gif", "image/gif");
    if (startsWith(bytes, "RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP")
        return named("webp", "image/webp");
    return std::nullopt;
}

} // namespace audience::aws
