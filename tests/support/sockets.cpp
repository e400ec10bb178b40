#include "support/sockets.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace audience::test {

std::pair<int, int> listenOnLoopback(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(fd, 256) != 0 ||
        ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        ::close(fd);
        return {-1, 0};
    }
    return {fd, ntohs(address.sin_port)};
}

int acceptOne(int listener, int milliseconds) {
    return waitReadable(listener, milliseconds)
               ? ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC)
               : -1;
}

bool waitReadable(int fd, int milliseconds) {
    pollfd entry{fd, POLLIN, 0};
    return ::poll(&entry, 1, milliseconds) > 0;
}

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void resetConnection(int fd) {
    const linger hard{1, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(fd);
}

std::size_t completeRequestSize(std::string_view bytes) {
    const std::size_t headEnd = bytes.find("\r\n\r\n");
    if (headEnd == std::string_view::npos)
        return 0;
    std::size_t length = 0;
    std::size_t at = bytes.find("\r\n") + 2;
    while (at < headEnd) {
        const std::size_t end = bytes.find("\r\n", at);
        const std::string_view line = bytes.substr(at, end - at);
        if (startsWithAscii(line, "content-length:"))
            length = std::strtoull(std::string(line.substr(15)).c_str(), nullptr, 10);
        at = end + 2;
    }
    const std::size_t total = headEnd + 4 + length;
    return bytes.size() >= total ? total : 0;
}

} // namespace audience::test
