#include "store/fault_vfs.h"

#include <sqlite3.h>

namespace audience::store {

namespace {

constexpr int errorOf(VfsCall call) {
    constexpr int kErrors[kVfsCalls] = {
        SQLITE_CANTOPEN,       SQLITE_IOERR_READ, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC,
        SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_LOCK, SQLITE_IOERR_DELETE};
    return kErrors[static_cast<std::size_t>(call)];
}

} // namespace

void FaultVfs::failAt(VfsCall call, std::int64_t nth, VfsFault fault, bool forGood) {
    for (auto &count : m_counts)
        count = 0;
    m_call = call;
    m_nth = nth;
    m_fault = fault;
    m_forGood = forGood;
    m_fired = false;
    m_armed = true;
}

void FaultVfs::disarm() {
    m_armed = false;
}

WrappedVfs::Verdict FaultVfs::before(const VfsOperation &operation) {
    const VfsCall call = operation.call;
    const std::int64_t number = ++m_counts[static_cast<std::size_t>(call)];
    if (!m_armed || call != m_call || (number != m_nth && !(m_forGood && number > m_nth)))
        return {};
    m_fired = true;
    switch (m_fault.load()) {
    case VfsFault::DiskFull:
        return {SQLITE_FULL, 0};
    case VfsFault::Busy:
        return {SQLITE_BUSY, 0};
    case VfsFault::ShortWrite:
        return {errorOf(call), operation.bytes.size() / 2};
    case VfsFault::IoError:
        break;
    }
    return {errorOf(call), 0};
}

} // namespace audience::store
