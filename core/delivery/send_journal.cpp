#include "delivery/send_journal.h"

#include "base/digest.h"
#include "base/fault_point.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>
#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace audience::delivery {

namespace {

#ifdef _WIN32
int openFile(const std::string &path) {
    const std::filesystem::path native(std::u8string(path.begin(), path.end()));
    return ::_wopen(native.c_str(), _O_RDWR | _O_CREAT | _O_APPEND | _O_BINARY,
                    _S_IREAD | _S_IWRITE);
}
void closeFile(int file) {
    ::_close(file);
}
long long writeFile(int file, const char *data, std::size_t size) {
    return ::_write(file, data, static_cast<unsigned>(size));
}
bool syncFile(int file) {
    return ::_commit(file) == 0;
}
#else
int openFile(const std::string &path) {
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}
void closeFile(int file) {
    ::close(file);
}
long long writeFile(int file, const char *data, std::size_t size) {
    return ::write(file, data, size);
}
bool syncFile(int file) {
#ifdef __APPLE__
    return ::fcntl(file, F_FULLFSYNC) == 0; // fsync() leaves the data in the drive's cache there
#else
    return ::fdatasync(file) == 0;
#endif
}
#endif

Error unusable(const std::string &path) {
    return Error(ErrorKind::Io, "delivery.journal_unusable")
        .with("path", path)
        .because(std::strerror(errno));
}

std::string checksum(std::string_view line) {
    const std::uint32_t crc = crc32(line);
    std::string bytes(4, '\0');
    for (int i = 0; i < 4; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<char>(crc >> (24 - 8 * i));
    return toHex(bytes);
}

// "tag run step hash crc\n"; the step in hex, "-" where it is empty.
std::string lineOf(const JournalEntry &entry) {
    std::string line = entry.tag + ' ' + entry.run + ' ' +
                       (entry.step.empty() ? std::string("-") : toHex(entry.step)) + ' ' +
                       entry.recipientHash;
    return line + ' ' + checksum(line) + '\n';
}

bool parseLine(std::string_view line, JournalEntry &entry) {
    const auto last = line.rfind(' ');
    if (last == std::string_view::npos || checksum(line.substr(0, last)) != line.substr(last + 1))
        return false;
    std::vector<std::string> parts;
    std::string_view rest = line.substr(0, last);
    while (true) {
        const auto blank = rest.find(' ');
        parts.emplace_back(rest.substr(0, blank));
        if (blank == std::string_view::npos)
            break;
        rest.remove_prefix(blank + 1);
    }
    if (parts.size() != 4)
        return false;
    const auto step = parts[2] == "-" ? std::optional<std::string>("") : fromHex(parts[2]);
    if (!step)
        return false;
    entry = {parts[0], parts[1], *step, parts[3]};
    return true;
}

} // namespace

std::string recipientHash(std::string_view workspaceUuid, std::string_view addressKey) {
    return toHex(hmacSha256(workspaceUuid, addressKey)).substr(0, 32);
}

Result<SendJournal> SendJournal::open(const std::string &path, JournalFlush flush) {
    const int file = openFile(path);
    if (file < 0)
        return unusable(path);
    SendJournal journal(file, path, flush);
    // Ends a line that a power cut has torn, so that the next one stays whole.
    if (writeFile(file, "\n", 1) != 1)
        return unusable(path);
    return journal;
}

SendJournal::SendJournal(SendJournal &&other) noexcept
    : m_file(std::exchange(other.m_file, -1)), m_path(std::move(other.m_path)),
      m_flush(other.m_flush) {}

SendJournal &SendJournal::operator=(SendJournal &&other) noexcept {
    std::swap(m_file, other.m_file);
    std::swap(m_path, other.m_path);
    std::swap(m_flush, other.m_flush);
    return *this;
}

SendJournal::~SendJournal() {
    if (m_file >= 0)
        closeFile(m_file);
}

Result<void> SendJournal::append(std::span<const JournalEntry> entries) {
    if (entries.empty())
        return {};
    std::string lines;
    for (const JournalEntry &entry : entries)
        lines += lineOf(entry);
    faultPoint("journal.before_write");
    std::string_view rest = lines;
    while (!rest.empty()) {
        const long long written = writeFile(m_file, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return unusable(m_path);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    faultPoint("journal.before_sync");
    if (m_flush == JournalFlush::ToDisk && !syncFile(m_file))
        return unusable(m_path);
    faultPoint("journal.synced");
    return {};
}

Result<SendJournal::Content> SendJournal::read(const std::string &path) {
    Content content;
    const std::filesystem::path native(std::u8string(path.begin(), path.end()));
    std::error_code missing;
    if (!std::filesystem::exists(native, missing))
        return content;
    std::ifstream file(native, std::ios::binary);
    if (!file)
        return unusable(path);
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty())
            continue;
        JournalEntry entry;
        if (parseLine(line, entry))
            content.entries.push_back(std::move(entry));
        else
            ++content.damagedLines;
    }
    return content;
}

} // namespace audience::delivery
