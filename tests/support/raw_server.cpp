#include "support/raw_server.h"

#include "support/sockets.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace audience::test {

using Then = RawStep::Then;

RawServer::RawServer(Script script) : m_script(std::move(script)) {
    std::tie(m_listener, m_port) = listenOnLoopback();
    m_acceptor = std::thread([this] { acceptLoop(); });
}

RawServer::~RawServer() {
    m_stop = true;
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
}

std::string RawServer::url(const std::string &path) const {
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

std::vector<std::string> RawServer::texts() const {
    const std::lock_guard lock(m_mutex);
    return m_texts;
}

std::string RawServer::ok(const std::string &body, const std::string &type) {
    return answer(200, body, "Content-Type: " + type + "\r\n");
}

std::string RawServer::answer(int status, const std::string &body, const std::string &headers) {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void RawServer::acceptLoop() {
    while (!m_stop) {
        const int fd = acceptOne(m_listener, 20);
        if (fd < 0)
            continue;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const int connection = m_connections++;
        m_threads.emplace_back([this, fd, connection] { serve(fd, connection); });
    }
}

bool RawServer::readRequest(int fd, std::chrono::milliseconds idle, std::string &pending,
                            std::string &request) {
    const auto start = std::chrono::steady_clock::now();
    while (!m_stop) {
        if (const std::size_t size = completeRequestSize(pending)) {
            request = pending.substr(0, size);
            pending.erase(0, size);
            return true;
        }
        if (!waitReadable(fd, 20)) {
            if (idle.count() > 0 && std::chrono::steady_clock::now() - start > idle)
                break;
            continue;
        }
        char buffer[65536];
        const ssize_t got = ::recv(fd, buffer, sizeof buffer, 0);
        if (got <= 0)
            break;
        pending.append(buffer, static_cast<std::size_t>(got));
    }
    if (!pending.empty())
        ++m_fragments;
    return false;
}

void RawServer::waitForEnd(int fd) {
    char buffer[4096];
    while (!m_stop)
        if (waitReadable(fd, 20) && ::recv(fd, buffer, sizeof buffer, 0) <= 0)
            return;
}

void RawServer::serve(int fd, int connection) {
    std::string pending, request;
    RawStep step;
    for (int number = 0; readRequest(fd, step.closeAfter, pending, request); ++number) {
        {
            const std::lock_guard lock(m_mutex);
            m_texts.push_back(request);
        }
        ++m_requests;
        step = m_script(connection, number, request);
        std::this_thread::sleep_for(step.delay);
        bool alive = true;
        if (step.perByte.count() > 0) {
            for (const char c : step.bytes) {
                alive = alive && !m_stop && writeAll(fd, std::string_view(&c, 1));
                if (alive)
                    std::this_thread::sleep_for(step.perByte);
            }
        } else {
            alive = writeAll(fd, step.bytes);
        }
        while (alive && !m_stop && !step.forever.empty())
            alive = writeAll(fd, step.forever);
        if (!alive)
            break;
        if (step.then == Then::Reset) {
            resetConnection(fd);
            return;
        }
        if (step.then == Then::HalfClose)
            ::shutdown(fd, SHUT_WR);
        if (step.then == Then::HalfClose || step.then == Then::Silent)
            waitForEnd(fd);
        if (step.then != Then::KeepAlive)
            break;
    }
    ::close(fd);
}

} // namespace audience::test
