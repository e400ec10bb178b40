// A scripted server on a raw socket of 127.0.0.1: reads each whole HTTP request, then does exactly
// what the script says, to the byte. One thread per connection; counts what really arrived. POSIX
// only.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace audience::test {

// What to do after one complete request was read.
struct RawStep {
    enum class Then {
        KeepAlive, // read the next request on this connection
        Close,     // FIN both ways
        Reset,     // RST
        HalfClose, // FIN our way, keep reading
        Silent     // neither answer nor close until the client goes
    };
    std::string bytes; // written first, as they are
    Then then = Then::KeepAlive;
    std::chrono::milliseconds delay{0};   // before anything
    std::chrono::milliseconds perByte{0}; // between the bytes
    std::chrono::milliseconds closeAfter{
        0}; // KeepAlive: close when the client is idle this long (0: never)
    std::string forever = {}; // after `bytes`, again and again until the client goes
};

class RawServer {
public:
    // `connection` and `request` count from 0; `request` within its connection.
    using Script = std::function<RawStep(int connection, int request, const std::string &text)>;

    explicit RawServer(Script script);
    ~RawServer(); // closes everything and joins
    RawServer(const RawServer &) = delete;
    RawServer &operator=(const RawServer &) = delete;

    int port() const { return m_port; }
    std::string url(const std::string &path = "/") const;
    int connections() const { return m_connections; }
    int requests() const { return m_requests; }   // complete ones: head and whole body
    int fragments() const { return m_fragments; } // begun and never completed
    std::vector<std::string> texts() const;       // each complete request

    // A complete 200 answer, kept alive.
    static std::string ok(const std::string &body, const std::string &type = "application/json");
    static std::string answer(int status, const std::string &body, const std::string &headers = {});

private:
    void acceptLoop();
    void serve(int fd, int connection);
    bool readRequest(int fd, std::chrono::milliseconds idle, std::string &pending,
                     std::string &request);
    void waitForEnd(int fd);

    Script m_script;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_connections{0}, m_requests{0}, m_fragments{0};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_texts;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace audience::test
