// A SQLite VFS for tests that passes everything to the system's one and lets whoever derives from it
// see each call before and after it happens. Open connections with its name; it must outlive them.
// Any thread. It changes nothing by itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace audience::store {

enum class VfsCall { Open, Read, Write, Sync, Truncate, Lock, Delete };
inline constexpr std::size_t kVfsCalls = 7;

struct VfsOperation {
    VfsCall call;
    const char *path = nullptr; // null for SQLite's own temporary files
    std::string_view bytes;     // of a write
    std::int64_t at = 0;        // of a write; the new size of a truncate
    bool syncsFolder = false;   // of a delete
};

class WrappedVfs {
public:
    virtual ~WrappedVfs();
    WrappedVfs(const WrappedVfs &) = delete;
    WrappedVfs &operator=(const WrappedVfs &) = delete;
    const std::string &name() const { return m_name; }

protected:
    struct Verdict {
        int code = 0;                // not 0: SQLite gets this instead of the call
        std::size_t writesFirst = 0; // so many bytes of a write arrive all the same
    };
    explicit WrappedVfs(std::string name); // registers it, never as the default
    virtual Verdict before(const VfsOperation &operation) = 0;
    virtual void after(const VfsOperation &operation) = 0; // it has succeeded

private:
    struct Glue;
    const std::string m_name;
    std::unique_ptr<Glue> m_glue;
};

} // namespace audience::store
