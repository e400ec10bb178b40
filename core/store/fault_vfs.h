// A SQLite VFS for tests: passes everything to the system's one, counts the calls, and fails the
// n-th of a kind as a sick disk would. Open connections with its name; it must outlive them. Any
// thread.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace audience::store {

enum class VfsCall { Open, Read, Write, Sync, Truncate, Lock, Delete };
inline constexpr std::size_t kVfsCalls = 7;

enum class VfsFault {
    IoError,
    DiskFull,
    Busy,      // sensible for Lock
    ShortWrite // half of the bytes arrive, then an error; sensible for Write
};

class FaultVfs {
public:
    explicit FaultVfs(std::string name); // registers it, never as the default
    ~FaultVfs();
    FaultVfs(const FaultVfs &) = delete;
    FaultVfs &operator=(const FaultVfs &) = delete;

    const std::string &name() const { return m_name; }
    // Counts from zero again; the n-th call of this kind (from 1) fails, and with `forGood` all
    // later ones too.
    void failAt(VfsCall call, std::int64_t nth, VfsFault fault, bool forGood = false);
    void disarm(); // all calls succeed; counts stay
    std::int64_t count(VfsCall call) const { return m_counts[static_cast<std::size_t>(call)]; }
    bool hasFired() const { return m_fired; }

private:
    struct Glue;
    // The error code to give, or 0 to go on.
    int next(VfsCall call);

    const std::string m_name;
    std::unique_ptr<Glue> m_glue;
    std::array<std::atomic<std::int64_t>, kVfsCalls> m_counts{};
    std::atomic<bool> m_armed{false}, m_fired{false}, m_forGood{false};
    std::atomic<VfsCall> m_call{VfsCall::Open};
    std::atomic<VfsFault> m_fault{VfsFault::IoError};
    std::atomic<std::int64_t> m_nth{0};
};

} // namespace audience::store
