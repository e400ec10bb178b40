// A proxy on 127.0.0.1 that tunnels whatever name is asked for to one port of this computer: HTTP CONNECT or
// SOCKS 5, with or without a name and a password. Keeps what it was told in the clear, as a proxy's log
// would. POSIX only.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace audience::test {

class TestProxy {
public:
    enum class Kind { Http, Socks5 };
    // `user`: "name:password"; empty: everybody may.
    TestProxy(Kind kind, int target, std::string user = {});
    ~TestProxy();
    TestProxy(const TestProxy &) = delete;
    TestProxy &operator=(const TestProxy &) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    int tunnels() const { return m_tunnels; }
    std::string log() const; // what came in the clear, tunnels excepted

private:
    void run();
    void serve(int fd);
    bool greetHttp(int fd);
    bool greetSocks(int fd);
    bool read(int fd, std::size_t count, std::string &bytes);
    void tunnel(int fd);

    Kind m_kind;
    int m_target, m_listener = -1, m_port = 0;
    std::string m_user;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_tunnels{0};
    mutable std::mutex m_mutex;
    std::string m_log;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace audience::test
