// The answers of practice readers, read as they are written: only what was added to the file since the
// last look, and each answer until it is said to be taken. Thread-safe.
#pragma once

#include "base/clock.h"
#include "delivery/event_intake.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace audience::delivery {

class PracticeInbox {
public:
    explicit PracticeInbox(std::string folder) : m_folder(std::move(folder)) {}
    // What is due by then, in order; again at the next call unless it was taken in between.
    std::vector<RawEvent> due(Instant until);
    void taken(Instant until); // everything that was due by then is stored

private:
    void readOn();
    const std::string m_folder;
    std::mutex m_mutex;
    std::uintmax_t m_offset = 0;
    std::multimap<std::int64_t, std::string> m_waiting; // by due time
};

} // namespace audience::delivery
