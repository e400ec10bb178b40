#include "support/test_proxy.h"

#include "support/sockets.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <tuple>
#include <utility>

namespace audience::test {

TestProxy::TestProxy(Kind kind, int target, std::string user)
    : m_kind(kind), m_target(target), m_user(std::move(user)) {
    std::tie(m_listener, m_port) = listenOnLoopback();
    m_acceptor = std::thread([this] { run(); });
}

TestProxy::~TestProxy() {
    m_stop = true;
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
}

std::string TestProxy::log() const {
    const std::lock_guard lock(m_mutex);
    return m_log;
}

void TestProxy::run() {
    while (!m_stop)
        if (const int fd = acceptOne(m_listener, 20); fd >= 0)
            m_threads.emplace_back([this, fd] { serve(fd); });
}

void TestProxy::serve(int fd) {
    if (m_kind == Kind::Http ? greetHttp(fd) : greetSocks(fd))
        tunnel(fd);
    ::close(fd);
}

bool TestProxy::read(int fd, std::size_t count, std::string &bytes) {
    bytes.clear();
    while (bytes.size() < count && !m_stop) {
        if (!waitReadable(fd, 20))
            continue;
        char byte = 0;
        if (::recv(fd, &byte, 1, 0) != 1)
            return false;
        bytes += byte;
        const std::lock_guard lock(m_mutex);
        m_log += byte;
    }
    return bytes.size() == count;
}

// As real ones do: the first answer says what is missing, on the same connection.
bool TestProxy::greetHttp(int fd) {
    const std::string wanted = "Proxy-Authorization: Basic " + QByteArray::fromStdString(m_user).toBase64().toStdString() + "\r\n";
    while (true) {
        std::string head, byte;
        while (head.find("\r\n\r\n") == std::string::npos) {
            if (!read(fd, 1, byte))
                return false;
            head += byte;
        }
        if (m_user.empty() || head.find(wanted) != std::string::npos)
            return writeAll(fd, "HTTP/1.1 200 Connection established\r\n\r\n");
        if (!writeAll(fd, "HTTP/1.1 407 Who are you?\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"))
            return false;
    }
}

// RFC 1928 and 1929.
bool TestProxy::greetSocks(int fd) {
    std::string bytes;
    if (!read(fd, 2, bytes) || !read(fd, static_cast<unsigned char>(bytes[1]), bytes))
        return false;
    const char method = m_user.empty() ? '\0' : '\2';
    if (bytes.find(method) == std::string::npos)
        return writeAll(fd, std::string("\5\xff", 2)) && false;
    if (!writeAll(fd, std::string{'\5', method}))
        return false;
    if (!m_user.empty()) {
        std::string name, password;
        if (!read(fd, 2, bytes) || !read(fd, static_cast<unsigned char>(bytes[1]), name) || !read(fd, 1, bytes) ||
            !read(fd, static_cast<unsigned char>(bytes[0]), password))
            return false;
        const bool isKnown = name + ':' + password == m_user;
        if (!writeAll(fd, std::string{'\1', isKnown ? '\0' : '\1'}) || !isKnown)
            return false;
    }
    if (!read(fd, 4, bytes))
        return false;
    if (bytes[3] == '\3') {
        std::string size;
        if (!read(fd, 1, size) || !read(fd, static_cast<unsigned char>(size[0]) + 2u, bytes))
            return false;
    } else if (!read(fd, bytes[3] == '\1' ? 6 : 18, bytes)) {
        return false;
    }
    return writeAll(fd, std::string("\5\0\0\1\0\0\0\0\0\0", 10));
}

void TestProxy::tunnel(int fd) {
    ++m_tunnels;
    const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_target));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bool open = ::connect(far, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    while (open && !m_stop)
        for (const auto &[from, to] : {std::pair(fd, far), std::pair(far, fd)})
            if (open && waitReadable(from, 5)) {
                char buffer[16384];
                const ssize_t got = ::recv(from, buffer, sizeof buffer, 0);
                open = got > 0 && writeAll(to, {buffer, static_cast<std::size_t>(got)});
            }
    ::close(far);
}

} // namespace audience::test
