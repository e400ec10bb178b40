// A VFS for tests that notes everything SQLite writes, cuts, syncs, makes and deletes, and builds from
// that what a power cut at any moment could have left on the disk: synced bytes are safe; of the rest any
// part may be there, in any order, in torn sectors of 512 bytes. Names in the folder survive in the order
// in which they were made, as on a journaling file system. Shared memory never survives. Any thread.
#pragma once

#include "base/rng.h"
#include "store/wrapped_vfs.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace audience::test {

class RecordingVfs final : public store::WrappedVfs {
public:
    explicit RecordingVfs(std::string name) : WrappedVfs(std::move(name)) {}

    // What happens to the files past SQLite: the newest file whose name begins with `to` got that name, if none has it;
    // the folder was synced.
    void noteRename(const std::string &to);
    void noteFolderSync();
    // Something was promised: "it is on disk".
    void promise(const std::string &what);

    std::size_t moments() const;           // one after each event, and the one before all
    std::vector<std::size_t> syncs() const; // the moments just before and after each sync
    std::vector<std::string> promises(std::size_t moment) const;

    enum class Loss {
        NotSynced, // all that was not synced is gone
        Nothing,   // it was all on its way already: a crash of the program, not of the power
        Random     // any of it is gone, torn or out of order
    };
    using Image = std::map<std::string, std::string>; // path to content
    Image afterPowerCut(std::size_t moment, Loss loss, Rng &rng) const;

private:
    enum class Kind { Found, Make, Write, Truncate, Sync, Delete, Rename, FolderSync, Promise };
    struct Event {
        Kind kind;
        int file = -1;
        std::string text;     // bytes, path or promise
        std::string content;  // of a file that was found
        std::int64_t at = 0;  // of a write; size of a truncate
        bool isSafe = false;  // a delete that synced the folder
    };
    struct Disk; // while an image is built

    Verdict before(const store::VfsOperation &operation) override;
    void after(const store::VfsOperation &operation) override;
    int fileAt(const std::string &path) const; // -1: none
    void add(Event event) { m_events.push_back(std::move(event)); }

    mutable std::mutex m_mutex;
    std::vector<Event> m_events;
    std::map<std::string, int> m_paths; // as they are now
    int m_files = 0;
};

} // namespace audience::test
