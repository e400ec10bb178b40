// What the tests of sick peers share: ports that nobody answers at, a server of lines, and how much memory is taken.
#pragma once

#include "support/sockets.h"

#include <QFile>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace audience::test {

// A listener whose queue is full: the next connection is never taken.
class DeafPort {
public:
    DeafPort() {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 0);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        for (int &waiting : m_waiting) {
            waiting = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            ::connect(waiting, reinterpret_cast<sockaddr *>(&address), sizeof address);
        }
    }
    ~DeafPort() {
        for (const int waiting : m_waiting)
            ::close(waiting);
        ::close(m_listener);
    }
    int port() const { return m_port; }

private:
    int m_listener = -1, m_port = 0;
    int m_waiting[4] = {};
};

// A server that speaks first, as mail servers do: the first text when somebody comes, each next one to a line of theirs;
// what it does after the last of them decides how it ends. One connection after the other.
class RawTalker {
public:
    enum class Then { Close, Reset, Silent };
    RawTalker(std::vector<std::string> texts, Then then, std::string forever, std::chrono::milliseconds perByte)
        : m_texts(std::move(texts)), m_then(then), m_forever(std::move(forever)), m_perByte(perByte) {
        std::tie(m_listener, m_port) = listenOnLoopback();
        m_thread = std::thread([this] {
            while (!m_stop)
                if (const int fd = acceptOne(m_listener, 20); fd >= 0)
                    talk(fd);
        });
    }
    ~RawTalker() {
        m_stop = true;
        m_thread.join();
        ::close(m_listener);
    }
    RawTalker(const RawTalker &) = delete;
    RawTalker &operator=(const RawTalker &) = delete;
    int port() const { return m_port; }

private:
    // False: they are gone.
    bool hearLine(int fd) const {
        for (char c = 0; !m_stop;)
            if (waitReadable(fd, 20)) {
                if (::recv(fd, &c, 1, 0) <= 0)
                    return false;
                if (c == '\n')
                    return true;
            }
        return false;
    }
    bool say(int fd, const std::string &text) const {
        if (m_perByte.count() == 0)
            return writeAll(fd, text);
        for (const char c : text) {
            if (m_stop || !writeAll(fd, std::string_view(&c, 1)))
                return false;
            std::this_thread::sleep_for(m_perByte);
        }
        return true;
    }
    void talk(int fd) const {
        bool isThere = true;
        for (std::size_t i = 0; i < m_texts.size() && isThere; ++i)
            isThere = (i == 0 || hearLine(fd)) && say(fd, m_texts[i]);
        while (isThere && !m_stop && !m_forever.empty())
            isThere = writeAll(fd, m_forever);
        if (isThere && m_then == Then::Reset)
            return resetConnection(fd);
        while (isThere && m_then == Then::Silent && hearLine(fd)) {
        }
        ::close(fd);
    }

    std::vector<std::string> m_texts;
    Then m_then;
    std::string m_forever;
    std::chrono::milliseconds m_perByte;
    int m_listener = -1, m_port = 0;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

// In MB, of this process; 0 where the system does not tell.
inline double memoryOf(const char *field) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith(field))
            return line.mid(qstrlen(field) + 1).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}
inline double memoryNow() { return memoryOf("VmRSS:"); }
inline double peakMemory() { return memoryOf("VmHWM:"); }
inline void forgetPeakMemory() {
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
}

} // namespace audience::test
