// links: audience_email
// Any bytes as the fields of an email: the message has exactly the headers that were asked for.
#include "email/mime.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace audience::email;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    const auto take = [&rest] { // fields end at byte 0xff
        const std::size_t end = rest.find('\xff');
        const std::string field(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        return field;
    };
    OutgoingEmail email;
    email.from = {take(), "a@example.com"};
    email.to = {take(), "b@example.com"};
    email.subject = take();
    email.headers = {{"X-Note", take()}, {take(), take()}};
    email.unsubscribe = {take(), take()};
    email.messageId = take();
    email.text = take();
    email.html = take();
    const auto message = composeMime(email);
    if (!message)
        return 0;
    std::size_t headers = 0, line = 0;
    bool body = false;
    for (std::size_t i = 0; i < message->size(); ++i) {
        const char c = (*message)[i];
        const bool lineEnd = c == '\r' && i + 1 < message->size() && (*message)[i + 1] == '\n';
        const bool tab = c == '\t' && body; // quoted-printable keeps it
        if ((c < 0x20 && !lineEnd && !tab) || c > 0x7e || line > 998)
            std::abort();
        if (!lineEnd) {
            headers += !body && line == 0 && c != ' ' ? 1 : 0;
            ++line;
            continue;
        }
        body = body || line == 0;
        line = 0;
        ++i;
    }
    // From, To, Subject, Date, MIME-Version, Content-Type and two of its own; a text-only email has
    // one more.
    const std::size_t expected = 8 + (email.messageId.empty() ? 0 : 1) +
                                 (email.html.empty() ? 1 : 0) +
                                 listHeaders(email.unsubscribe)->size();
    if (headers != expected)
        std::abort();
    return 0;
}
