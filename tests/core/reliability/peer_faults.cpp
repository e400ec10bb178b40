#include "peer_faults.h"

#include <zlib.h>

namespace audience::test {

namespace {

using Then = RawStep::Then;
using Kind = PeerFault::Kind;

// Of so many equal bytes.
std::string gzipped(std::size_t size) {
    std::string text(1 << 20, 'a'), out;
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string buffer(1 << 16, '\0');
    for (std::size_t done = 0; done < size; done += text.size()) {
        stream.next_in = reinterpret_cast<Bytef *>(text.data());
        stream.avail_in = static_cast<uInt>(text.size());
        const int flush = done + text.size() < size ? Z_NO_FLUSH : Z_FINISH;
        do {
            stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
            stream.avail_out = static_cast<uInt>(buffer.size());
            deflate(&stream, flush);
            out.append(buffer, 0, buffer.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return out;
}

RawStep slowly(std::string bytes) {
    RawStep step{std::move(bytes), Then::Silent, {}, {}, {}};
    step.perByte = std::chrono::milliseconds(40);
    return step;
}
RawStep endlessly(std::string bytes, std::string forever) {
    RawStep step{std::move(bytes), Then::Close, {}, {}, {}};
    step.forever = std::move(forever);
    return step;
}
RawStep once(std::string bytes, Then then) {
    return {std::move(bytes), then, {}, {}, {}};
}
RawStep answer(int status, const std::string &body, const std::string &headers = {}) {
    return once(RawServer::answer(status, body, headers), Then::KeepAlive);
}

std::vector<PeerFault> makeFaults() {
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string portal = "<!DOCTYPE html><html><body>Please log in to the hotel's network</body></html>";
    const std::string html = "Content-Type: text/html\r\n";
    return {
        {"nobody listens", Kind::Refused, {}, "not_sent"},
        {"connection never taken", Kind::Deaf, {}, "not_sent"},
        {"unknown name", Kind::NoName, {}, "not_sent"},
        {"closed without an answer", Kind::Answer, once("", Then::Close)},
        {"reset without an answer", Kind::Answer, once("", Then::Reset)},
        {"half-closed without an answer", Kind::Answer, once("", Then::HalfClose)},
        {"silence", Kind::Answer, once("", Then::Silent)},
        {"reset at byte 1", Kind::Answer, once("H", Then::Reset)},
        {"reset in the status line", Kind::Answer, once("HTTP/1.1 2", Then::Reset)},
        {"reset in the headers", Kind::Answer, once("HTTP/1.1 200 OK\r\nContent-", Then::Reset)},
        {"reset after the headers", Kind::Answer, once(head + "Content-Length: 20\r\n\r\n", Then::Reset)},
        {"reset in the body", Kind::Answer, once(head + "Content-Length: 20\r\n\r\n{\"Mess", Then::Reset)},
        {"half a head, then silence", Kind::Answer, once("HTTP/1.1 200 OK\r\nConte", Then::Silent)},
        {"half a body, then silence", Kind::Answer, once(head + "Content-Length: 20\r\n\r\n{\"Mess", Then::Silent)},
        {"a head byte by byte", Kind::Answer, slowly(head + std::string(400, 'x'))},
        {"a body byte by byte", Kind::Answer, slowly(head + "Content-Length: 500\r\n\r\n" + std::string(400, ' '))},
        {"429", Kind::Answer, answer(429, "{\"message\":\"slow down\"}"), "throttled"},
        {"500", Kind::Answer, answer(500, "{}")},
        {"503", Kind::Answer, answer(503, "busy")},
        {"redirect loop", Kind::Answer, answer(302, "", "Location: /again\r\n")},
        {"captive portal, redirect", Kind::Answer, answer(302, "", "Location: https://portal.example/login\r\n")},
        {"captive portal, page", Kind::Answer, answer(200, portal, html)},
        {"empty answer", Kind::Answer, answer(200, ""), "in_doubt", false, true},
        {"broken JSON", Kind::Answer, answer(200, "{\"MessageId\":\"0100")},
        {"another document", Kind::Answer, answer(200, "{\"hello\":\"world\"}"), "in_doubt", false, true},
        {"length too long", Kind::Answer, once(head + "Content-Length: 99\r\n\r\n{}", Then::Close)},
        {"length too short", Kind::Answer, once(head + "Content-Length: 9\r\n\r\n{\"MessageId\":\"0100\"}", Then::Close)},
        {"length that is no number", Kind::Answer, once(head + "Content-Length: ten\r\n\r\n{}", Then::Close)},
        {"chunks cut off", Kind::Answer, once(chunked + "400\r\n{\"Message", Then::Close)},
        {"chunk of a bad size", Kind::Answer, once(chunked + "zz\r\n{}\r\n0\r\n\r\n", Then::Close)},
        {"no HTTP", Kind::Answer, once("SSH-2.0-OpenSSH_9.2\r\n", Then::Close)},
        {"interim answers without end", Kind::Answer, endlessly("", "HTTP/1.1 100 Continue\r\n\r\n"), "in_doubt", true},
        {"headers without end", Kind::Answer, endlessly("HTTP/1.1 200 OK\r\n", "X-More: 0123456789abcdef0123456789abcdef\r\n"), "in_doubt", true},
        {"chunks without end", Kind::Answer, endlessly(chunked, "1000\r\n" + std::string(4096, ' ') + "\r\n"), "in_doubt", true},
        {"gzip bomb", Kind::Answer, answer(200, gzipped(std::size_t{128} << 20), "Content-Encoding: gzip\r\n"), "in_doubt", true},
        {"gzip that is none", Kind::Answer, answer(200, "{\"MessageId\":\"1\"", "Content-Encoding: gzip\r\n")},
    };
}

} // namespace

const std::vector<PeerFault> &peerFaults() {
    static const std::vector<PeerFault> faults = makeFaults();
    return faults;
}

} // namespace audience::test
