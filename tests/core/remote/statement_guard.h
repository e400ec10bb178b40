// Stands between a client and a PostgreSQL on this computer, without encryption, and refuses statements by a list, as a service
// does that does not know them; remembers all that came through.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace audience::test {

class StatementGuard {
public:
    // `refused`: parts of statements, in upper case.
    StatementGuard(int serverPort, std::vector<std::string> refused);
    ~StatementGuard();
    int port() const { return m_port; }
    std::vector<std::string> refusals() const;
    std::vector<std::string> statements() const;

private:
    void serve(int client);
    // What stands at the start of `bytes` whole goes on to the server or is answered; false when the connection is over.
    bool pass(std::string &bytes, bool &begun, int client, int server);
    const int m_serverPort;
    const std::vector<std::string> m_refused;
    int m_port = 0, m_listener = -1;
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_refusals, m_statements;
    std::vector<std::thread> m_threads;
    std::thread m_accept;
};

} // namespace audience::test
