#include "warehouse/line_patience.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif
#ifdef __linux__
#include <linux/tcp.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kFarewell = 4s;
constexpr auto kStep = 20ms; // how soon a cancel is seen

struct Asides {
    std::mutex mutex;
    std::condition_variable changed;
    int open = 0;
};

// The threads keep what they need; the program's end waits for them a little.
const std::shared_ptr<Asides> &asides() {
    struct Holder {
        std::shared_ptr<Asides> all = std::make_shared<Asides>();
        Holder() = default;
        ~Holder() {
            std::unique_lock lock(all->mutex);
            all->changed.wait_for(lock, kFarewell, [this] { return all->open == 0; });
        }
        Holder(const Holder &) = delete;
        Holder &operator=(const Holder &) = delete;
    };
    static const Holder holder;
    return holder.all;
}

std::optional<std::vector<std::string>> askForAddresses(const std::string &host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0)
        return std::nullopt;
    std::vector<std::string> addresses;
    for (const addrinfo *one = found; one; one = one->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(one->ai_addr, static_cast<socklen_t>(one->ai_addrlen), text.data(), static_cast<socklen_t>(text.size()), nullptr, 0, NI_NUMERICHOST) == 0 &&
            std::find(addresses.begin(), addresses.end(), text.data()) == addresses.end())
            addresses.emplace_back(text.data());
    }
    freeaddrinfo(found);
    return addresses;
}

} // namespace

std::int64_t bytesReceived([[maybe_unused]] int socket) {
#ifdef __linux__
    tcp_info info{};
    socklen_t size = sizeof info;
    if (socket >= 0 && getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
        size >= offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received)
        return static_cast<std::int64_t>(info.tcpi_bytes_received);
#endif
    return -1;
}

void LinePace::begin(int socket) {
    m_waited = {};
    m_moved = m_rowIsWhole = false;
    m_last = m_rowBegan = bytesReceived(socket);
}

void LinePace::moved() {
    m_waited = {};
    m_moved = false;
}

bool LinePace::isOver(std::chrono::milliseconds patience, int socket) {
    if (m_waited < patience)
        return false;
    const std::int64_t now = bytesReceived(socket);
    const bool stands = m_last < 0 ? !m_moved : now - m_last < kLeastBytes;
    moved();
    m_last = now;
    return stands;
}

bool LinePace::isRowTooLong(int socket) {
    const std::int64_t now = bytesReceived(socket);
    if (std::exchange(m_rowIsWhole, false))
        m_rowBegan = now;
    return m_rowBegan >= 0 && now - m_rowBegan > kMostRowBytes;
}

void doAside(std::function<void()> job, std::chrono::milliseconds patience) {
    const auto all = asides();
    const auto isDone = std::make_shared<bool>(false);
    std::unique_lock lock(all->mutex);
    ++all->open;
    std::thread([all, isDone, job = std::move(job)] {
        job();
        const std::lock_guard guard(all->mutex);
        *isDone = true;
        --all->open;
        all->changed.notify_all();
    }).detach();
    all->changed.wait_for(lock, patience, [&] { return *isDone; });
}

Result<std::vector<std::string>> addressesOf(const std::string &host, std::chrono::milliseconds patience, const CancelToken &cancel) {
    struct Asked {
        std::mutex mutex;
        bool isOver = false;
        std::optional<std::vector<std::string>> addresses;
    };
    const auto asked = std::make_shared<Asked>();
    const auto isOver = [&] {
        const std::lock_guard lock(asked->mutex);
        return asked->isOver;
    };
    const auto end = LinePace::Clock::now() + patience;
    doAside(
        [asked, host] {
            auto found = askForAddresses(host);
            const std::lock_guard lock(asked->mutex);
            asked->addresses = std::move(found);
            asked->isOver = true;
        },
        kStep);
    while (!isOver() && LinePace::Clock::now() < end) {
        TRY(cancel.check());
        std::this_thread::sleep_for(kStep);
    }
    const std::lock_guard lock(asked->mutex);
    if (!asked->addresses || asked->addresses->empty())
        return Error(ErrorKind::Network, "source.unreachable").with("host", host).because(asked->isOver ? "no such name" : "no answer to the name");
    return *asked->addresses;
}

} // namespace audience::warehouse
