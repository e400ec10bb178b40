#include "statement_guard.h"

#include "support/sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <tuple>

namespace audience::test {

namespace {

std::uint32_t bigEndian(const char *at) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(at[i]);
    return value;
}

std::string message(char type, const std::string &body) {
    const auto size = static_cast<std::uint32_t>(body.size() + 4);
    std::string bytes(1, type);
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(size >> shift & 0xff);
    return bytes + body;
}

std::string refusal() {
    using namespace std::string_literals;
    return message('E', "SERROR\0VERROR\0C0A000\0Mthis statement is not supported here\0\0"s) + message('Z', "E");
}

int connectTo(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

} // namespace

StatementGuard::StatementGuard(int serverPort, std::vector<std::string> refused) : m_serverPort(serverPort), m_refused(std::move(refused)) {
    std::tie(m_listener, m_port) = listenOnLoopback();
    m_accept = std::thread([this] {
        while (!m_stop)
            if (const int client = acceptOne(m_listener, 50); client >= 0)
                m_threads.emplace_back([this, client] { serve(client); });
    });
}

StatementGuard::~StatementGuard() {
    m_stop = true;
    m_accept.join();
    for (std::thread &thread : m_threads)
        thread.join();
    ::close(m_listener);
}

std::vector<std::string> StatementGuard::refusals() const {
    const std::lock_guard lock(m_mutex);
    return m_refusals;
}

std::vector<std::string> StatementGuard::statements() const {
    const std::lock_guard lock(m_mutex);
    return m_statements;
}

bool StatementGuard::pass(std::string &bytes, bool &begun, int client, int server) {
    for (;;) {
        const std::size_t head = begun ? 5 : 4; // the first message has no type
        if (bytes.size() < head)
            return true;
        const std::size_t size = bigEndian(bytes.data() + head - 4) + head - 4;
        if (bytes.size() < size)
            return true;
        const std::string whole = bytes.substr(0, size);
        bytes.erase(0, size);
        const char type = begun ? whole[0] : '\0';
        begun = true;
        if (type == 'Q' || type == 'P') {
            std::string sql = whole.substr(5);
            if (type == 'P')
                sql.erase(0, sql.find('\0') + 1);
            sql.resize(std::min(sql.find('\0'), sql.size()));
            std::string upper = sql;
            std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            const bool isRefused = std::any_of(m_refused.begin(), m_refused.end(), [&](const std::string &part) { return upper.find(part) != std::string::npos; });
            const std::lock_guard lock(m_mutex);
            m_statements.push_back(sql);
            if (isRefused) {
                m_refusals.push_back(sql);
                if (type == 'Q') {
                    if (!writeAll(client, refusal()))
                        return false;
                    continue;
                }
                return false; // of the longer dialogue nothing is answered: the connection is lost
            }
        }
        if (!writeAll(server, whole))
            return false;
    }
}

void StatementGuard::serve(int client) {
    const int server = connectTo(m_serverPort);
    std::string fromClient;
    bool begun = false, goesOn = server >= 0;
    while (goesOn && !m_stop) {
        pollfd both[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(both, 2, 50) <= 0)
            continue;
        char block[65'536];
        if (both[0].revents != 0) {
            const ssize_t count = ::read(client, block, sizeof block);
            goesOn = count > 0;
            if (goesOn) {
                fromClient.append(block, static_cast<std::size_t>(count));
                goesOn = pass(fromClient, begun, client, server);
            }
        }
        if (goesOn && both[1].revents != 0) {
            const ssize_t count = ::read(server, block, sizeof block);
            goesOn = count > 0 && writeAll(client, {block, static_cast<std::size_t>(count)});
        }
    }
    if (server >= 0)
        ::close(server);
    ::close(client);
}

} // namespace audience::test
