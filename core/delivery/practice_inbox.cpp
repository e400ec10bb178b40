#include "delivery/practice_inbox.h"

#include "base/json.h"

#include <filesystem>
#include <fstream>

namespace audience::delivery {

void PracticeInbox::readOn() {
    const std::filesystem::path path =
        std::filesystem::path(std::u8string(m_folder.begin(), m_folder.end())) / "events.jsonl";
    std::error_code absent;
    const std::uintmax_t size = std::filesystem::file_size(path, absent);
    if (absent || size == m_offset)
        return;
    if (size < m_offset) { // another file by that name: from its beginning
        m_offset = 0;
        m_waiting.clear();
    }
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(m_offset));
    std::string line;
    while (std::getline(file, line) && !file.eof()) { // a line without its end is still being written
        m_offset += line.size() + 1;
        const auto envelope = parseJson(line);
        const auto due = envelope ? instantFromIso(jsonText(*envelope, "Timestamp")) : std::nullopt;
        if (due)
            m_waiting.emplace(due->micros, line);
    }
}

std::vector<RawEvent> PracticeInbox::due(Instant until) {
    const std::lock_guard lock(m_mutex);
    readOn();
    std::vector<RawEvent> events;
    for (auto one = m_waiting.begin(); one != m_waiting.end() && one->first <= until.micros; ++one)
        events.push_back({"practice", one->second});
    return events;
}

void PracticeInbox::taken(Instant until) {
    const std::lock_guard lock(m_mutex);
    m_waiting.erase(m_waiting.begin(), m_waiting.upper_bound(until.micros));
}

} // namespace audience::delivery
