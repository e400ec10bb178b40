// How long a source that says nothing, or hardly anything, is waited for, and what is done beside so that nobody waits for it.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace audience::warehouse {

struct LinePatience {
    std::chrono::milliseconds connect{15'000}; // to be greeted and signed in
    std::chrono::milliseconds idle{30'000};    // in which hardly a byte came, and no second line says that the server still works
    std::chrono::milliseconds whole{90'000};   // one answer of a web service, or what is written to go out
    std::chrono::milliseconds second{3'000};   // that second line
};

// More than this in the time of the patience is a line that goes, however slowly.
inline constexpr std::int64_t kLeastBytes = 1024;
// A row that is longer is given up before it fills the memory.
inline constexpr std::int64_t kMostRowBytes = std::int64_t{32} << 20;

// What came over a TCP line so far, as the system counts it; -1 where it does not.
std::int64_t bytesReceived(int socket);

// Tells a line that goes from one that stands still: only the time that was spent waiting counts.
class LinePace {
public:
    using Clock = std::chrono::steady_clock;
    void begin(int socket); // a statement was sent
    void moved();           // something went over the line that is not counted
    void waited(Clock::duration time, bool isReady) {
        m_waited += time;
        m_moved = m_moved || (isReady && m_last < 0);
    }
    // Whether the patience is over; begins anew when it is.
    bool isOver(std::chrono::milliseconds patience, int socket);
    void rowCame() { m_rowIsWhole = true; }
    // Whether what came since the last whole row is more than a row may have.
    bool isRowTooLong(int socket);

private:
    Clock::duration m_waited{0};
    std::int64_t m_last = -1, m_rowBegan = -1;
    bool m_moved = false, m_rowIsWhole = false;
};

// Does it on a thread of its own and waits so long for it; what takes longer goes on alone, some seconds beyond the end of
// the program at most. A job owns all it touches.
void doAside(std::function<void()> job, std::chrono::milliseconds patience);

// The addresses of a host, as digits. The system asks for them as long as it likes, and so does it beside. Errors:
// "source.unreachable" {host}, "cancelled".
Result<std::vector<std::string>> addressesOf(const std::string &host, std::chrono::milliseconds patience, const CancelToken &cancel);

} // namespace audience::warehouse
