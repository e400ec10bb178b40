// What this machine and user know about workspaces, outside the files themselves: where each was
// seen last and how often opened, the key that signs audit heads, and each one's journal of sends.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/rng.h"
#include "workspace/handover.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace audience::workspace {

class StateFolder {
public:
    struct Record {
        std::string path;       // absolute
        std::int64_t opens = 0; // the file's counter when it was here last
        Instant acceptedAt;     // made, trusted, acknowledged or adopted
        Handover handover = {}; // the newest that was seen here
    };

    // `directory` empty: AUDIENCE_STATE_DIR, else the platform's place for state.
    // Errors: "store.file_unwritable", "store.file_unreadable".
    static Result<StateFolder> open(std::string directory, Rng &rng);

    const std::string &machine() const { return m_machine; } // random, made at first use
    std::string signingKeyPath() const { return m_directory + "/audit.key"; }
    std::string journalPath(const std::string &uuid) const;
    std::string draftsPath(const std::string &uuid) const; // a folder; it may not be there yet
    Result<std::optional<Record>> find(const std::string &uuid) const;
    Result<void> save(const std::string &uuid, const Record &record) const; // of a file that is new here
    // Several programs keep one record: what `change` makes of what is there (none: leave it) is saved before another
    // one reads it. Error "store.busy" where that does not come to its turn.
    using Change = std::function<std::optional<Record>(const std::optional<Record> &)>;
    Result<void> update(const std::string &uuid, const Change &change) const;

private:
    std::string recordPath(const std::string &uuid) const;
    std::string m_directory;
    std::string m_machine;
};

} // namespace audience::workspace
