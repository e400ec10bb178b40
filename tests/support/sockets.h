// The few socket calls that the test servers share. POSIX only.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace audience::test {

// Listens on a free port of 127.0.0.1, or on the one given; {-1, 0} when that fails.
std::pair<int, int> listenOnLoopback(int port = 0);
int acceptOne(int listener, int milliseconds); // -1 when nobody came
bool waitReadable(int fd, int milliseconds);
bool writeAll(int fd, std::string_view bytes);
void resetConnection(int fd); // closes with RST
// The size of the complete HTTP request at the start of `bytes`: 0 when it is not complete yet.
std::size_t completeRequestSize(std::string_view bytes);

} // namespace audience::test
