// A line to a server of this computer that goes wrong after so many bytes of the server's: for any protocol. POSIX only.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace audience::test {

struct LineFault {
    enum class Kind {
        None,
        Reset,    // RST to both
        Cut,      // ended as if all were said
        Silent,   // nothing more, and no end
        Slow,     // a byte every 50 ms from there on
        Flipped,  // the byte there is another
        Repeated, // the bytes of one piece come twice
        Noise,    // from there on bytes that nobody sent
        Dropped,  // the piece there never comes, what is behind it does
        Endless   // from there on bytes that nobody sent, again and again
    };
    Kind kind = Kind::None;
    std::int64_t after = 0; // bytes from the server
};

class FaultLine {
public:
    explicit FaultLine(int target);
    ~FaultLine(); // closes everything and joins
    FaultLine(const FaultLine &) = delete;
    FaultLine &operator=(const FaultLine &) = delete;
    // Of connections that are made from now on.
    void set(LineFault fault) {
        m_kind = fault.kind;
        m_after = fault.after;
    }
    // Before something goes wrong it waits until it may, so that what came before has been dealt with.
    void hold() { m_holds = true; }
    void release() { m_holds = false; }
    int port() const { return m_port; }
    int connections() const { return m_connections; }

private:
    void accept();
    void relay(int client);
    int m_target, m_listener = -1, m_port = 0;
    std::atomic<LineFault::Kind> m_kind{LineFault::Kind::None};
    std::atomic<std::int64_t> m_after{0};
    std::atomic<bool> m_stop{false}, m_holds{false};
    std::atomic<int> m_connections{0};
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace audience::test
