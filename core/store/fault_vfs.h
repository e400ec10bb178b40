// A VFS for tests that counts the calls of SQLite and fails the n-th of a kind as a sick disk would.
// Open connections with its name; it must outlive them. Any thread.
#pragma once

#include "store/wrapped_vfs.h"

#include <array>
#include <atomic>

namespace audience::store {

enum class VfsFault {
    IoError,
    DiskFull,
    Busy,      // sensible for Lock
    ShortWrite // half of the bytes arrive, then an error; sensible for Write
};

class FaultVfs final : public WrappedVfs {
public:
    explicit FaultVfs(std::string name) : WrappedVfs(std::move(name)) {}

    // Counts from zero again; the n-th call of this kind (from 1) fails, and with `forGood` all
    // later ones too.
    void failAt(VfsCall call, std::int64_t nth, VfsFault fault, bool forGood = false);
    void disarm(); // all calls succeed; counts stay
    std::int64_t count(VfsCall call) const { return m_counts[static_cast<std::size_t>(call)]; }
    bool hasFired() const { return m_fired; }

private:
    Verdict before(const VfsOperation &operation) override;
    void after(const VfsOperation &) override {}

    std::array<std::atomic<std::int64_t>, kVfsCalls> m_counts{};
    std::atomic<bool> m_armed{false}, m_fired{false}, m_forGood{false};
    std::atomic<VfsCall> m_call{VfsCall::Open};
    std::atomic<VfsFault> m_fault{VfsFault::IoError};
    std::atomic<std::int64_t> m_nth{0};
};

} // namespace audience::store
