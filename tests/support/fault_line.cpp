#include "support/fault_line.h"

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace audience::test {

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool sendAll(int fd, const char *data, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(fd, data, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

void resetOnClose(int fd) {
    const linger now{1, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

FaultLine::FaultLine(int target) : m_target(target) {
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 && ::listen(m_listener, 16) == 0 &&
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

FaultLine::~FaultLine() {
    m_stop = true;
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
}

void FaultLine::accept() {
    while (!m_stop) {
        pollfd look{m_listener, POLLIN, 0};
        if (::poll(&look, 1, 20) <= 0)
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        if (client < 0)
            continue;
        ++m_connections;
        m_threads.emplace_back([this, client] { relay(client); });
    }
}

void FaultLine::relay(int client) {
    using Kind = LineFault::Kind;
    const Kind kind = m_kind;
    const std::int64_t after = m_after;
    const int server = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(m_target);
    bool open = ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, isSilent = false;
    std::int64_t passed = 0;
    std::string buffer(16'384, '\0');
    // What goes wrong, goes wrong at its byte and not at the end of a piece.
    const auto forward = [&](const char *data, std::size_t size) {
        const bool isHit = kind != Kind::None && passed + static_cast<std::int64_t>(size) > after;
        const std::size_t whole = isHit ? static_cast<std::size_t>(std::max<std::int64_t>(0, after - passed)) : size;
        passed += static_cast<std::int64_t>(size);
        if (!sendAll(client, data, whole))
            return false;
        if (!isHit)
            return true;
        while (m_holds && !m_stop)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::string rest(data + whole, size - whole);
        switch (kind) {
        case Kind::Reset:
            resetOnClose(client);
            resetOnClose(server);
            return false;
        case Kind::Cut:
            return false;
        case Kind::Silent:
            isSilent = true;
            return true;
        case Kind::Slow:
            for (const char &byte : rest) {
                if (m_stop || !sendAll(client, &byte, 1))
                    return false;
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
            return true;
        case Kind::Flipped:
            if (passed - static_cast<std::int64_t>(rest.size()) <= after && !rest.empty())
                rest.front() = static_cast<char>(rest.front() ^ 0x55);
            return sendAll(client, rest.data(), rest.size());
        case Kind::Repeated:
            return sendAll(client, rest.data(), rest.size()) && sendAll(client, rest.data(), rest.size());
        case Kind::Dropped: // the first piece that is hit
            return passed - static_cast<std::int64_t>(size) > after ? sendAll(client, rest.data(), rest.size()) : true;
        case Kind::Endless:
            for (std::size_t i = 0; i < buffer.size(); ++i)
                buffer[i] = static_cast<char>(i * 131 + 7);
            while (!m_stop && sendAll(client, buffer.data(), buffer.size())) {
            }
            return false;
        case Kind::Noise:
            for (std::size_t i = 0; i < rest.size(); ++i)
                rest[i] = static_cast<char>(i * 131 + 7);
            return sendAll(client, rest.data(), rest.size());
        case Kind::None:
            break;
        }
        return true;
    };
    while (open && !m_stop) {
        pollfd looks[]{{client, POLLIN, 0}, {server, static_cast<short>(isSilent ? 0 : POLLIN), 0}};
        if (::poll(looks, 2, 20) <= 0)
            continue;
        if (looks[0].revents != 0) {
            const ssize_t got = ::recv(client, buffer.data(), buffer.size(), 0);
            open = got > 0 && sendAll(server, buffer.data(), static_cast<std::size_t>(got));
        }
        if (open && (looks[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !isSilent) {
            const ssize_t got = ::recv(server, buffer.data(), buffer.size(), 0);
            open = got > 0 && forward(buffer.data(), static_cast<std::size_t>(got));
        }
    }
    ::close(client);
    ::close(server);
}

} // namespace audience::test
