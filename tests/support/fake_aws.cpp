#include "support/fake_aws.h"

#include "base/text.h"
#include "support/fake_aws_control.h"
#include "support/fake_ses.h"
#include "support/fake_sqs.h"
#include "support/fake_sts.h"
#include "support/sockets.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <ctime>
#include <mutex>
#include <thread>

namespace audience::test {

namespace {

FakeRequest parseRequest(std::string_view bytes) {
    FakeRequest request;
    const std::size_t headEnd = bytes.find("\r\n\r\n");
    std::size_t at = bytes.find("\r\n");
    const std::string line(bytes.substr(0, at));
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    const std::size_t mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    request.query = mark == std::string::npos ? std::string() : request.target.substr(mark + 1);
    for (at += 2; at < headEnd;) {
        const std::size_t end = bytes.find("\r\n", at), colon = bytes.find(':', at);
        if (colon < end)
            request.headers.push_back(
                {std::string(bytes.substr(at, colon - at)),
                 std::string(trimmed(bytes.substr(colon + 1, end - colon - 1)))});
        at = end + 2;
    }
    request.body = bytes.substr(headEnd + 4);
    return request;
}

std::string httpDate(Instant now) {
    const std::time_t seconds = now.micros / kMicrosPerSecond;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[64];
    const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, size};
}

} // namespace

class FakeAws::Server {
public:
    explicit Server(FakeAwsConfig config)
        : m_config(std::move(config)), m_sqs(m_config), m_sns(m_config, m_sqs), m_ses(m_config, m_sqs, m_sns), m_sts(m_config) {
        m_sqs.createQueue("ses-events");
        std::tie(m_listener, m_port) = listenOnLoopback();
        m_thread = std::thread([this] { run(); });
    }
    ~Server() {
        m_stop = true;
        m_thread.join();
        for (const Connection &connection : m_connections)
            ::close(connection.fd);
        if (m_listener >= 0)
            ::close(m_listener);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

    mutable std::mutex m_mutex; // guards what follows, which FakeAws reads and changes
    FakeAwsConfig m_config;
    FakeSqs m_sqs;
    FakeSns m_sns;
    FakeSes m_ses;
    FakeSts m_sts;
    std::vector<std::string> m_operations;
    SystemClock m_clock;
    Instant m_downUntil{};
    int m_port = 0;
    std::atomic<int> m_requests{0};

private:
    struct Connection {
        int fd = -1;
        std::string in, out;
        FakeRequest held;  // a long poll, or an answer that is delayed
        Instant holdUntil; // of a long poll: when it is answered at the latest
        FakeReply delayed;
        Instant answerAt;
        bool isHeld = false, isDelayed = false, isDead = false;
    };

    Instant now() const {
        return m_clock.now() + std::chrono::seconds(m_config.clockOffsetSeconds);
    }
    void run();
    void downOrUp();
    void readFrom(Connection &connection);
    void serveAll(Connection &connection);
    FakeReply answer(const FakeRequest &request, bool mayWait);
    std::optional<FakeReply> scriptedFault(const FakeRequest &request, const std::string &service);
    void reply(Connection &connection, const FakeReply &reply);
    void flush(Connection &connection);
    void kill(Connection &connection, bool reset);

    std::vector<Connection> m_connections;
    int m_listener = -1;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

void FakeAws::Server::run() {
    while (!m_stop) {
        bool waiting = false;
        std::vector<pollfd> entries;
        entries.push_back({m_listener, POLLIN, 0}); // poll() ignores a negative descriptor
        for (const Connection &connection : m_connections) {
            const short events =
                static_cast<short>(POLLIN | (connection.out.empty() ? 0 : POLLOUT));
            entries.push_back({connection.fd, events, 0});
            waiting = waiting || connection.isHeld || connection.isDelayed;
        }
        ::poll(entries.data(), entries.size(), waiting ? 2 : 20);
        const std::lock_guard lock(m_mutex);
        downOrUp();
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            Connection &connection = m_connections[i];
            if (connection.isDead)
                continue;
            if (entries[i + 1].revents & (POLLIN | POLLHUP | POLLERR))
                readFrom(connection);
            if (!connection.isDead)
                serveAll(connection);
        }
        std::erase_if(m_connections,
                      [](const Connection &connection) { return connection.isDead; });
        if (m_listener >= 0 && entries[0].revents & POLLIN) {
            const int fd = acceptOne(m_listener, 0);
            const int on = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            Connection connection;
            connection.fd = fd;
            if (fd >= 0)
                m_connections.push_back(std::move(connection));
        }
    }
}

void FakeAws::Server::downOrUp() {
    const bool down = m_clock.now() < m_downUntil;
    if (down && m_listener >= 0) {
        ::close(m_listener);
        m_listener = -1;
        for (Connection &connection : m_connections)
            kill(connection, true);
    } else if (!down && m_listener < 0) {
        m_listener = listenOnLoopback(m_port).first;
    }
}

void FakeAws::Server::kill(Connection &connection, bool reset) {
    if (reset)
        resetConnection(connection.fd);
    else
        ::close(connection.fd);
    connection.isDead = true;
}

void FakeAws::Server::readFrom(Connection &connection) {
    char buffer[65536];
    const ssize_t got = ::recv(connection.fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got > 0)
        connection.in.append(buffer, static_cast<std::size_t>(got));
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        kill(connection, false);
}

void FakeAws::Server::serveAll(Connection &connection) {
    while (!connection.isDead) {
        if (connection.isDelayed) {
            if (m_clock.now() < connection.answerAt)
                break;
            connection.isDelayed = false;
            reply(connection, std::exchange(connection.delayed, {}));
            continue;
        }
        FakeReply next;
        if (connection.isHeld) {
            next = answer(connection.held, m_clock.now() < connection.holdUntil);
            if (next.hold)
                break;
            connection.isHeld = false;
        } else {
            const std::size_t size = completeRequestSize(connection.in);
            if (size == 0)
                break;
            ++m_requests;
            FakeRequest request = parseRequest(std::string_view(connection.in).substr(0, size));
            connection.in.erase(0, size);
            next = answer(request, true);
            if (next.hold) {
                const Result<Json> in = parseJson(request.body);
                connection.holdUntil =
                    m_clock.now() + std::chrono::seconds(in ? jsonInt(*in, "WaitTimeSeconds") : 0);
                connection.held = std::move(request);
                connection.isHeld = true;
                break;
            }
        }
        connection.delayed = std::move(next);
        connection.answerAt = m_clock.now() + std::chrono::milliseconds(m_config.delayMs);
        connection.isDelayed = true;
    }
    if (!connection.isDead)
        flush(connection);
}

FakeReply FakeAws::Server::answer(const FakeRequest &request, bool mayWait) {
    if (request.path.rfind("/__control", 0) == 0)
        return controlReply(
            request, m_config, m_ses, m_sqs, m_requests,
            [this](std::chrono::milliseconds t) { m_downUntil = m_clock.now() + t; });
    if (m_config.htmlNext > 0) {
        --m_config.htmlNext;
        return {200,
                "<html><body>Welcome to the hotel. Please sign in.</body></html>",
                {{"Content-Type", "text/html"}},
                false,
                false};
    }
    const bool isSqs = !net::headerValue(request.headers, "X-Amz-Target").empty();
    const bool isQuery = net::headerValue(request.headers, "Content-Type").rfind("application/x-www-form-urlencoded", 0) == 0;
    const std::string service = isSqs ? "sqs" : isQuery ? serviceOf(request) : "ses";
    if (auto fault = signatureFault(request, service, m_config, now()))
        return *std::move(fault);
    if (mayWait)
        m_operations.push_back(operationOf(request));
    if (auto fault = mayWait ? scriptedFault(request, service) : std::nullopt)
        return *std::move(fault);
    if (service == "sts")
        return m_sts.handle(request, now());
    if (service == "sns")
        return m_sns.handle(request);
    return isSqs ? m_sqs.handle(request, now(), url(), mayWait) : m_ses.handle(request, now());
}

std::optional<FakeReply> FakeAws::Server::scriptedFault(const FakeRequest &request, const std::string &service) {
    const std::string operation = operationOf(request);
    for (FakeFault &fault : m_config.faults) {
        if (fault.operation != operation || fault.times <= 0 || fault.skip-- > 0)
            continue;
        --fault.times;
        const std::string message =
            fault.message.empty() ? "User: arn:aws:iam::1:user/ops is not authorized to perform: " + operation + " on resource: arn:aws:x" : fault.message;
        FakeReply reply = service == "sqs" ? sqsError("com.amazon.coral.service#" + fault.code, message)
                          : service == "ses" ? sesError(fault.status, fault.code, message)
                                             : queryError(fault.status, fault.code, message);
        reply.status = fault.status;
        return reply;
    }
    return std::nullopt;
}

void FakeAws::Server::reply(Connection &connection, const FakeReply &reply) {
    if (reply.drop) {
        kill(connection, true);
        return;
    }
    std::string &out = connection.out;
    out += "HTTP/1.1 " + std::to_string(reply.status) + (reply.status == 200 ? " OK" : " Error") +
           "\r\n";
    out += "Date: " + httpDate(now()) + "\r\nx-amzn-RequestId: 00000000-0000-4000-8000-" +
           std::to_string(m_requests) + "\r\n";
    if (net::headerValue(reply.headers, "Content-Type").empty())
        out += "Content-Type: application/json\r\n";
    for (const net::HttpHeader &header : reply.headers)
        out.append(header.name).append(": ").append(header.value).append("\r\n");
    out += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body;
}

void FakeAws::Server::flush(Connection &connection) {
    while (!connection.out.empty()) {
        const ssize_t sent = ::send(connection.fd, connection.out.data(), connection.out.size(),
                                    MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (sent <= 0)
            return kill(connection, false);
        connection.out.erase(0, static_cast<std::size_t>(sent));
    }
}

FakeAws::FakeAws(FakeAwsConfig config) : m_server(std::make_unique<Server>(std::move(config))) {}
FakeAws::~FakeAws() = default;

int FakeAws::port() const {
    return m_server->m_port;
}
std::string FakeAws::url() const {
    return m_server->url();
}

std::string FakeAws::queueUrl(const std::string &name) const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->url() + '/' + m_server->m_config.accountId + '/' + name;
}

void FakeAws::update(const std::function<void(FakeAwsConfig &)> &change) {
    const std::lock_guard lock(m_server->m_mutex);
    change(m_server->m_config);
}

void FakeAws::createQueue(const std::string &name) {
    const std::lock_guard lock(m_server->m_mutex);
    m_server->m_sqs.createQueue(name);
}

void FakeAws::pushMessage(const std::string &queue, std::string body) {
    const std::lock_guard lock(m_server->m_mutex);
    SeededRng rng(1);
    m_server->m_sqs.push(queue, std::move(body), m_server->m_clock.now(), false, rng);
}

void FakeAws::goDown(std::chrono::milliseconds duration) {
    {
        const std::lock_guard lock(m_server->m_mutex);
        m_server->m_downUntil = m_server->m_clock.now() + duration;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50)); // until its thread has seen it
}

std::vector<ReceivedSend> FakeAws::sends() const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_ses.sends();
}

int FakeAws::sendCount() const {
    const std::lock_guard lock(m_server->m_mutex);
    return static_cast<int>(m_server->m_ses.sends().size());
}

int FakeAws::sendsOfAttempt(const std::string &attempt) const {
    int count = 0;
    for (const ReceivedSend &send : sends()) {
        const auto tag = send.tags.find("as_attempt");
        count += tag != send.tags.end() && tag->second == attempt;
    }
    return count;
}

int FakeAws::requests() const {
    return m_server->m_requests;
}

int FakeAws::refusedSends() const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_ses.refused();
}

int FakeAws::throttledSends() const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_ses.throttled();
}

std::vector<std::string> FakeAws::operations() const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_operations;
}

void FakeAws::withState(const std::function<void(FakeSns &, FakeSqs &)> &change) {
    const std::lock_guard lock(m_server->m_mutex);
    change(m_server->m_sns, m_server->m_sqs);
}

std::int64_t FakeAws::queuedMessages(const std::string &queue) const {
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_sqs.messages(queue);
}

} // namespace audience::test
