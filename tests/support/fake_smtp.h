// A mail server on 127.0.0.1 that fails where a test wants it to: any reply to any command, a closed, reset or
// silent connection at any of them, encryption refused, missing or with a wrong certificate. Keeps what arrived.
// One thread per connection. POSIX only.
#pragma once

#include "support/tls_server.h"

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace audience::test {

enum class SmtpAt { Connect, Ehlo, StartTls, Auth, Mail, Rcpt, Data, Body, Dot };

struct SmtpFault {
    int code = 0; // sent in place of the usual reply; 0: none is sent
    enum class Then { Go, Close, Reset, Silent } then = Then::Go;
    std::chrono::milliseconds delay{0}; // before all of it
};

struct FakeSmtpConfig {
    enum class Tls { None, StartTls, Implicit } tls = Tls::None;
    TlsFlaw flaw;
    std::string user, password; // empty: no login is offered
    // Asked at each step; `transaction` counts the messages begun on all connections, from 0.
    std::function<std::optional<SmtpFault>(SmtpAt at, int transaction, const std::string &line)> script;
};

struct ReceivedMail {
    std::string from, to, message; // as it was before dot-stuffing
    int connection = 0;
    bool isEncrypted = false, isLoggedIn = false, isAcknowledged = false;
};

class FakeSmtp {
public:
    explicit FakeSmtp(FakeSmtpConfig config = {});
    ~FakeSmtp(); // closes everything and joins
    FakeSmtp(const FakeSmtp &) = delete;
    FakeSmtp &operator=(const FakeSmtp &) = delete;

    int port() const { return m_port; }
    const std::string &caPem() const { return m_certificate.caPem(); }
    int connections() const { return m_connections; }
    std::vector<ReceivedMail> mails() const;    // those whose end came, acknowledged or not
    std::vector<std::string> commands() const;  // of all connections; secrets as they came
    std::string unencryptedCommands() const;    // those that anybody on the way could read

private:
    class Peer;
    void serve(int fd, int connection);

    FakeSmtpConfig m_config;
    TlsServer m_certificate;
    int m_listener = -1, m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_connections{0}, m_transactions{0};
    mutable std::mutex m_mutex;
    std::vector<ReceivedMail> m_mails;
    std::vector<std::string> m_commands;
    std::string m_unencrypted;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace audience::test
