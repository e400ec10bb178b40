#include "sending/lean_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <strings.h>
#include <vector>

namespace audience::bench {

namespace {

constexpr const char *kAccount =
    R"({"SendQuota":{"Max24HourSend":100000000,"MaxSendRate":1000000,"SentLast24Hours":0},)"
    R"("SendingEnabled":true,"ProductionAccessEnabled":true,"EnforcementStatus":"HEALTHY"})";

std::size_t contentLength(const std::string &head) {
    for (std::size_t line = head.find('\n'); line != std::string::npos; line = head.find('\n', line + 1))
        if (::strncasecmp(head.c_str() + line + 1, "content-length:", 15) == 0)
            return static_cast<std::size_t>(std::atoll(head.c_str() + line + 16));
    return 0;
}

} // namespace

int LeanServer::listen() {
    m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::listen(m_socket, 128) != 0 ||
        ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return -1;
    return ntohs(address.sin_port);
}

std::string LeanServer::bodyFor(const std::string &requestLine) {
    if (requestLine.rfind("POST", 0) == 0) {
        char body[96];
        std::snprintf(body, sizeof body, R"({"MessageId":"0102018f5c8e4a3b-%020ld-000000"})", ++m_answered);
        return body;
    }
    return requestLine.find("/suppression/") != std::string::npos
               ? R"({"SuppressedDestinationSummaries":[]})"
               : kAccount;
}

// False: the peer has gone.
bool LeanServer::answer(Peer &peer) {
    char buffer[65'536];
    const auto got = ::recv(peer.socket, buffer, sizeof buffer, 0);
    if (got <= 0)
        return false;
    peer.received.append(buffer, static_cast<std::size_t>(got));
    while (true) {
        const std::size_t end = peer.received.find("\r\n\r\n");
        if (end == std::string::npos)
            return true;
        const std::size_t body = end + 4, size = contentLength(peer.received.substr(0, end));
        if (peer.received.size() < body + size)
            return true;
        if (m_keep > 0 && size > 0) {
            m_kept.append(peer.received, body, size) += '\n';
            if (--m_keep == 0) {
                std::FILE *const file = std::fopen(m_keepIn.c_str(), "wb");
                if (!file || std::fwrite(m_kept.data(), 1, m_kept.size(), file) != m_kept.size())
                    std::perror(m_keepIn.c_str());
                if (file)
                    std::fclose(file);
            }
        }
        const std::string content = bodyFor(peer.received.substr(0, peer.received.find('\r')));
        const std::string whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                                  std::to_string(content.size()) + "\r\n\r\n" + content;
        if (::send(peer.socket, whole.data(), whole.size(), 0) != static_cast<ssize_t>(whole.size()))
            return false;
        peer.received.erase(0, body + size);
    }
}

void LeanServer::serve(const std::string &keepIn, int keep) {
    m_keepIn = keepIn;
    m_keep = keep;
    std::vector<Peer> peers;
    while (true) {
        std::vector<pollfd> waits{{m_socket, POLLIN, 0}};
        for (const Peer &peer : peers)
            waits.push_back({peer.socket, POLLIN, 0});
        if (::poll(waits.data(), waits.size(), -1) < 0)
            continue;
        for (std::size_t i = waits.size() - 1; i > 0; --i)
            if (waits[i].revents != 0 && !answer(peers[i - 1])) {
                ::close(peers[i - 1].socket);
                peers.erase(peers.begin() + static_cast<std::ptrdiff_t>(i - 1));
            }
        if (waits[0].revents == 0)
            continue;
        const int socket = ::accept(m_socket, nullptr, nullptr);
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        peers.push_back({socket, {}});
    }
}

} // namespace audience::bench
