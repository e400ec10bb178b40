#include "net/url.h"

#include "base/text.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace audience::net {

namespace {

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::string part(CURLU *url, CURLUPart which) {
    char *text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK)
        return {};
    std::string value(text);
    curl_free(text);
    return value;
}

} // namespace

Result<Url> Url::parse(std::string_view text) {
    const auto invalid = [&] {
        // The query may carry a token, so a message shows only what stands before it.
        return Error(ErrorKind::Invalid, "net.url_invalid")
            .with("url", text.substr(0, text.find('?')));
    };
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle(curl_url(), &curl_url_cleanup);
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (!handle || !plain ||
        curl_url_set(handle.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_PATH_AS_IS) !=
            CURLUE_OK)
        return invalid();
    Url url;
    url.scheme = part(handle.get(), CURLUPART_SCHEME);
    url.host = part(handle.get(), CURLUPART_HOST);
    url.path = part(handle.get(), CURLUPART_PATH);
    url.query = part(handle.get(), CURLUPART_QUERY);
    const std::string port = part(handle.get(), CURLUPART_PORT);
    const bool secure = url.scheme == "https";
    if ((!secure && url.scheme != "http") || url.host.empty() ||
        !part(handle.get(), CURLUPART_USER).empty() ||
        !part(handle.get(), CURLUPART_PASSWORD).empty())
        return invalid();
    url.port = port.empty() ? (secure ? 443 : 80) : std::atoi(port.c_str());
    if (!secure && !url.isLoopback())
        return Error(ErrorKind::Refused, "net.plain_http_refused").with("host", url.host);
    return url;
}

bool Url::isLoopback() const {
    if (equalsAscii(host, "localhost") || host == "[::1]")
        return true;
    // A name such as 127.example.com must not pass, so the rest has to be an address.
    return host.compare(0, 4, "127.") == 0 &&
           host.find_first_not_of("0123456789.") == std::string::npos;
}

std::string Url::hostHeader() const {
    const int usual = scheme == "https" ? 443 : 80;
    return port == usual ? host : host + ':' + std::to_string(port);
}

std::string Url::origin() const {
    return scheme + "://" + toLowerAscii(host) + ':' + std::to_string(port);
}

std::string Url::target() const {
    return query.empty() ? path : path + '?' + query;
}

std::string percentEncode(std::string_view text, std::string_view keep) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                                c == '~';
        if (unreserved || keep.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

std::string percentDecode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 &&
            hexDigit(text[i + 2]) >= 0) {
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace audience::net
