// The append-only record, outside the workspace, of every attempt that was about to leave: synced
// before the request. It is what a restored or copied workspace is compared with. No addresses,
// only keyed hashes. One owner thread; several processes may append to one file.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

struct JournalEntry {
    std::string tag;           // of the attempt
    std::string run;           // uid of the run
    std::string step;          // of the run
    std::string recipientHash; // see recipientHash()
    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

// Hex, 32 digits; the same person gives different hashes in different workspaces.
std::string recipientHash(std::string_view workspaceUuid, std::string_view addressKey);

// ToSystem survives a crash of the program only: for simulations.
enum class JournalFlush { ToDisk, ToSystem };

class SendJournal {
public:
    // Creates the file, mode 0600, where it is missing. Error "delivery.journal_unusable" {path}.
    static Result<SendJournal> open(const std::string &path,
                                    JournalFlush flush = JournalFlush::ToDisk);
    SendJournal(SendJournal &&other) noexcept;
    SendJournal &operator=(SendJournal &&other) noexcept;
    ~SendJournal();

    // On disk when it returns. Error "delivery.journal_unusable" {path}: nothing may be sent.
    Result<void> append(std::span<const JournalEntry> entries);

    struct Content {
        std::vector<JournalEntry> entries;
        std::int64_t damagedLines = 0; // torn by a power cut, or edited
    };
    // A missing file is empty.
    static Result<Content> read(const std::string &path);

private:
    SendJournal(int file, std::string path, JournalFlush flush)
        : m_file(file), m_path(std::move(path)), m_flush(flush) {}
    int m_file = -1;
    std::string m_path;
    JournalFlush m_flush;
};

} // namespace audience::delivery
