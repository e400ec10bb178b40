// links: audience_net
#include "net/sigv4.h"
#include "net/url.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience::net;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (percentDecode(percentEncode(text)) != text)
        std::abort();
    const auto url = Url::parse(text);
    if (!url)
        return 0;
    if (url->scheme == "http" && !url->isLoopback())
        std::abort(); // plain http to another computer
    const SignableRequest request{"GET", url->path, url->query, {{"Host", url->hostHeader()}}, {}};
    canonicalRequest(request, "", true);
    canonicalRequest(request, "", false);
    return 0;
}
