// What HttpClient and EffectSender share: one libcurl easy handle with its buffers, the options
// that every request gets, and the translation of libcurl's results into our errors. Private to
// net.
#pragma once

#include "net/net.h"
#include "net/url.h"

#include <curl/curl.h>

#include <memory>
#include <string>

namespace audience::net {

struct EasyDeleter {
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};
struct ListDeleter {
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;
using MultiHandle = std::unique_ptr<CURLM, MultiDeleter>;
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

MultiHandle makeMulti(long maxConnections);
// What went wrong with a connection, whatever was spoken over it: "net.dns_failed", "net.timeout", ..., "net.failed".
const char *curlErrorId(CURLcode code);

// The values are stable in memory while the transfer runs: libcurl holds pointers to them.
struct CurlTransfer {
    EasyHandle easy;
    HeaderList headers;
    HttpRequest request;
    HttpResponse response;
    std::size_t bodyRead = 0; // of the request, by libcurl
    bool answerTooLarge = false;
    char reason[CURL_ERROR_SIZE] = {};

    // Everything both kinds of request want: verification, limits, times, no redirects, no
    // rewinding.
    void prepare(HttpRequest toSend, const Url &url, const NetConfig &config);
    // The reason of a failed transfer; call before the handle goes.
    Error error(CURLcode code) const;
    int status() const;
};

} // namespace audience::net
