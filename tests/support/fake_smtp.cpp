#include "support/fake_smtp.h"

#include "base/digest.h"
#include "base/text.h"
#include "support/sockets.h"

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <tuple>

namespace audience::test {

// One connection: lines in, replies out, plain or encrypted.
class FakeSmtp::Peer {
public:
    Peer(FakeSmtp &server, int fd, int connection) : m_server(server), m_fd(fd), m_connection(connection) {}
    ~Peer() {
        SSL_free(m_ssl);
        if (m_fd >= 0)
            ::close(m_fd);
    }

    void talk() {
        using Tls = FakeSmtpConfig::Tls;
        if (m_server.m_config.tls == Tls::Implicit && !encrypt())
            return;
        if (!answer(SmtpAt::Connect, {}, "220 fake ESMTP"))
            return;
        std::string line;
        while (readLine(line))
            if (!obey(line))
                return;
    }

private:
    bool encrypt() {
        m_ssl = SSL_new(m_server.m_certificate.context());
        SSL_set_fd(m_ssl, m_fd);
        m_pending.clear(); // what came with STARTTLS in plain text does not count
        return SSL_accept(m_ssl) == 1;
    }
    bool send(const std::string &text) {
        const std::string line = text + "\r\n";
        return m_ssl ? SSL_write(m_ssl, line.data(), static_cast<int>(line.size())) > 0 : writeAll(m_fd, line);
    }
    bool readLine(std::string &line) {
        std::size_t end;
        while ((end = m_pending.find("\r\n")) == std::string::npos) {
            char buffer[16'384];
            while ((!m_ssl || SSL_pending(m_ssl) == 0) && !waitReadable(m_fd, 20))
                if (m_server.m_stop)
                    return false;
            const auto got = m_ssl ? SSL_read(m_ssl, buffer, sizeof buffer) : static_cast<int>(::recv(m_fd, buffer, sizeof buffer, 0));
            if (got <= 0)
                return false;
            m_pending.append(buffer, static_cast<std::size_t>(got));
        }
        line = m_pending.substr(0, end);
        m_pending.erase(0, end + 2);
        return true;
    }
    // False: the connection is over.
    bool answer(SmtpAt at, const std::string &line, const std::string &usual) {
        m_isRefused = false;
        std::optional<SmtpFault> fault;
        if (m_server.m_config.script)
            fault = m_server.m_config.script(at, m_transaction, line);
        if (!fault)
            return usual.empty() || send(usual);
        std::this_thread::sleep_for(fault->delay);
        if (fault->code != 0) {
            m_isRefused = fault->code >= 400;
            if (!send(std::to_string(fault->code) + " scripted"))
                return false;
        }
        switch (fault->then) {
        case SmtpFault::Then::Go:
            return fault->code != 0 || usual.empty() || send(usual);
        case SmtpFault::Then::Close:
            return false;
        case SmtpFault::Then::Reset:
            resetConnection(std::exchange(m_fd, -1));
            return false;
        case SmtpFault::Then::Silent:
            while (!m_server.m_stop)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            return false;
        }
        return false;
    }

    bool obey(const std::string &line) {
        note(line);
        const auto is = [&](std::string_view verb) { return startsWithAscii(line, verb); };
        if (is("EHLO") || is("HELO"))
            return hello(line);
        if (is("STARTTLS"))
            return answer(SmtpAt::StartTls, line, "220 go ahead") && (m_isRefused || encrypt());
        if (is("AUTH"))
            return login(line);
        if (is("MAIL FROM:")) {
            m_transaction = m_server.m_transactions++;
            m_mail = {between(line), {}, {}, m_connection, m_ssl != nullptr, m_isLoggedIn, false};
            return answer(SmtpAt::Mail, line, "250 2.1.0 fine");
        }
        if (is("RCPT TO:")) {
            m_mail.to = between(line);
            return answer(SmtpAt::Rcpt, line, "250 2.1.5 fine");
        }
        if (is("DATA"))
            return answer(SmtpAt::Data, line, "354 go on") && (m_isRefused || takeBody());
        if (is("QUIT")) {
            send("221 bye");
            return false;
        }
        return send("250 2.0.0 fine"); // NOOP, RSET
    }
    bool hello(const std::string &line) {
        if (!answer(SmtpAt::Ehlo, line, {}))
            return false;
        if (m_isRefused)
            return true;
        std::string offer = "250-fake\r\n250-PIPELINING\r\n250-8BITMIME\r\n";
        if (m_server.m_config.tls == FakeSmtpConfig::Tls::StartTls && !m_ssl)
            offer += "250-STARTTLS\r\n";
        if (!m_server.m_config.user.empty())
            offer += "250-AUTH PLAIN\r\n";
        return send(offer + "250 SIZE 50000000");
    }
    bool login(const std::string &line) {
        std::string word = line.substr(std::min<std::size_t>(line.size(), std::string("AUTH PLAIN ").size()));
        if (word.empty() && (!send("334 ") || !readLine(word)))
            return false;
        const std::string wanted = std::string(1, '\0') + m_server.m_config.user + std::string(1, '\0') + m_server.m_config.password;
        m_isLoggedIn = fromBase64(word) == wanted;
        return answer(SmtpAt::Auth, line, m_isLoggedIn ? "235 2.7.0 welcome" : "535 5.7.8 no");
    }
    bool takeBody() {
        if (!answer(SmtpAt::Body, {}, {}))
            return false;
        std::string line;
        while (readLine(line)) {
            if (line == ".") {
                std::size_t index;
                {
                    const std::lock_guard lock(m_server.m_mutex);
                    index = m_server.m_mails.size();
                    m_server.m_mails.push_back(m_mail);
                }
                const bool goesOn = answer(SmtpAt::Dot, {}, "250 2.0.0 queued");
                const std::lock_guard lock(m_server.m_mutex);
                m_server.m_mails[index].isAcknowledged = goesOn && !m_isRefused;
                return goesOn;
            }
            m_mail.message += (line.rfind('.', 0) == 0 ? line.substr(1) : line) + "\r\n";
        }
        return false;
    }
    void note(const std::string &line) {
        const std::lock_guard lock(m_server.m_mutex);
        m_server.m_commands.push_back(line);
        if (!m_ssl)
            m_server.m_unencrypted += line + '\n';
    }
    static std::string between(const std::string &line) {
        const auto from = line.find('<'), to = line.find('>');
        return from == std::string::npos || to == std::string::npos ? std::string() : line.substr(from + 1, to - from - 1);
    }

    FakeSmtp &m_server;
    int m_fd;
    int m_connection, m_transaction = 0;
    SSL *m_ssl = nullptr;
    std::string m_pending;
    bool m_isRefused = false, m_isLoggedIn = false;
    ReceivedMail m_mail;
};

FakeSmtp::FakeSmtp(FakeSmtpConfig config) : m_config(std::move(config)), m_certificate(m_config.flaw) {
    std::tie(m_listener, m_port) = listenOnLoopback();
    m_acceptor = std::thread([this] {
        while (!m_stop) {
            const int fd = acceptOne(m_listener, 20);
            if (fd < 0)
                continue;
            const int connection = m_connections++;
            m_threads.emplace_back([this, fd, connection] { Peer(*this, fd, connection).talk(); });
        }
    });
}

FakeSmtp::~FakeSmtp() {
    m_stop = true;
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
}

std::vector<ReceivedMail> FakeSmtp::mails() const {
    const std::lock_guard lock(m_mutex);
    return m_mails;
}
std::vector<std::string> FakeSmtp::commands() const {
    const std::lock_guard lock(m_mutex);
    return m_commands;
}
std::string FakeSmtp::unencryptedCommands() const {
    const std::lock_guard lock(m_mutex);
    return m_unencrypted;
}

} // namespace audience::test
