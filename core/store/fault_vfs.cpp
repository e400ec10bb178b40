#include "store/fault_vfs.h"

#include <sqlite3.h>

#include <utility>

namespace audience::store {

namespace {

constexpr int errorOf(VfsCall call) {
    constexpr int kErrors[kVfsCalls] = {
        SQLITE_CANTOPEN,       SQLITE_IOERR_READ, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC,
        SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_LOCK, SQLITE_IOERR_DELETE};
    return kErrors[static_cast<std::size_t>(call)];
}

// What SQLite sees as its file; the system's file object follows it in the same allocation.
struct FaultFile {
    sqlite3_file base;
    FaultVfs *owner;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

FaultFile *faultFile(sqlite3_file *file) {
    return reinterpret_cast<FaultFile *>(file);
}
sqlite3_file *realFile(sqlite3_file *file) {
    return faultFile(file)->real();
}

} // namespace

struct FaultVfs::Glue {
    sqlite3_vfs vfs{};
    sqlite3_vfs *system = nullptr;

    static FaultVfs &owner(sqlite3_vfs *vfs) { return *static_cast<FaultVfs *>(vfs->pAppData); }
    static sqlite3_vfs *systemOf(sqlite3_vfs *vfs) { return owner(vfs).m_glue->system; }
    static int next(sqlite3_file *file, VfsCall call) { return faultFile(file)->owner->next(call); }
    static bool writesHalf(sqlite3_file *file) {
        return faultFile(file)->owner->m_fault == VfsFault::ShortWrite;
    }
    static const sqlite3_io_methods &methods();

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                    int *outFlags) {
        file->pMethods = nullptr; // nothing to close when this fails
        if (const int fault = owner(vfs).next(VfsCall::Open))
            return fault;
        faultFile(file)->owner = &owner(vfs);
        const int code = systemOf(vfs)->xOpen(systemOf(vfs), name, realFile(file), flags, outFlags);
        if (realFile(file)->pMethods)
            file->pMethods = &methods();
        return code;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncFolder) {
        const int fault = owner(vfs).next(VfsCall::Delete);
        return fault ? fault : systemOf(vfs)->xDelete(systemOf(vfs), name, syncFolder);
    }
};

const sqlite3_io_methods &FaultVfs::Glue::methods() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2; // shared memory for WAL, but no mapped reads, which could not be failed
        m.xClose = [](sqlite3_file *f) { return realFile(f)->pMethods->xClose(realFile(f)); };
        m.xRead = [](sqlite3_file *f, void *bytes, int size, sqlite3_int64 at) {
            const int fault = next(f, VfsCall::Read);
            return fault ? fault : realFile(f)->pMethods->xRead(realFile(f), bytes, size, at);
        };
        m.xWrite = [](sqlite3_file *f, const void *bytes, int size, sqlite3_int64 at) {
            const int fault = next(f, VfsCall::Write);
            if (fault != SQLITE_OK && writesHalf(f))
                realFile(f)->pMethods->xWrite(realFile(f), bytes, size / 2, at);
            return fault ? fault : realFile(f)->pMethods->xWrite(realFile(f), bytes, size, at);
        };
        m.xTruncate = [](sqlite3_file *f, sqlite3_int64 size) {
            const int fault = next(f, VfsCall::Truncate);
            return fault ? fault : realFile(f)->pMethods->xTruncate(realFile(f), size);
        };
        m.xSync = [](sqlite3_file *f, int flags) {
            const int fault = next(f, VfsCall::Sync);
            return fault ? fault : realFile(f)->pMethods->xSync(realFile(f), flags);
        };
        m.xFileSize = [](sqlite3_file *f, sqlite3_int64 *size) {
            return realFile(f)->pMethods->xFileSize(realFile(f), size);
        };
        m.xLock = [](sqlite3_file *f, int level) {
            const int fault = next(f, VfsCall::Lock);
            return fault ? fault : realFile(f)->pMethods->xLock(realFile(f), level);
        };
        m.xUnlock = [](sqlite3_file *f, int level) {
            return realFile(f)->pMethods->xUnlock(realFile(f), level);
        };
        m.xCheckReservedLock = [](sqlite3_file *f, int *held) {
            return realFile(f)->pMethods->xCheckReservedLock(realFile(f), held);
        };
        m.xFileControl = [](sqlite3_file *f, int operation, void *argument) {
            return realFile(f)->pMethods->xFileControl(realFile(f), operation, argument);
        };
        m.xSectorSize = [](sqlite3_file *f) {
            return realFile(f)->pMethods->xSectorSize(realFile(f));
        };
        m.xDeviceCharacteristics = [](sqlite3_file *f) {
            return realFile(f)->pMethods->xDeviceCharacteristics(realFile(f));
        };
        m.xShmMap = [](sqlite3_file *f, int page, int size, int extend, void volatile **out) {
            return realFile(f)->pMethods->xShmMap(realFile(f), page, size, extend, out);
        };
        m.xShmLock = [](sqlite3_file *f, int offset, int count, int flags) {
            const int fault = (flags & SQLITE_SHM_LOCK) != 0 ? next(f, VfsCall::Lock) : SQLITE_OK;
            return fault ? fault
                         : realFile(f)->pMethods->xShmLock(realFile(f), offset, count, flags);
        };
        m.xShmBarrier = [](sqlite3_file *f) { realFile(f)->pMethods->xShmBarrier(realFile(f)); };
        m.xShmUnmap = [](sqlite3_file *f, int remove) {
            return realFile(f)->pMethods->xShmUnmap(realFile(f), remove);
        };
        return m;
    }();
    return methods;
}

FaultVfs::FaultVfs(std::string name) : m_name(std::move(name)), m_glue(std::make_unique<Glue>()) {
    m_glue->system = sqlite3_vfs_find(nullptr);
    sqlite3_vfs &vfs = m_glue->vfs;
    vfs = *m_glue->system;
    vfs.pNext = nullptr;
    vfs.zName = m_name.c_str();
    vfs.pAppData = this;
    vfs.szOsFile = static_cast<int>(sizeof(FaultFile)) + m_glue->system->szOsFile;
    vfs.xOpen = &Glue::open;
    vfs.xDelete = &Glue::remove;
    // The rest is told apart from the system's by its first argument alone.
    vfs.xAccess = [](sqlite3_vfs *v, const char *path, int flags, int *out) {
        return Glue::systemOf(v)->xAccess(Glue::systemOf(v), path, flags, out);
    };
    vfs.xFullPathname = [](sqlite3_vfs *v, const char *path, int size, char *out) {
        return Glue::systemOf(v)->xFullPathname(Glue::systemOf(v), path, size, out);
    };
    vfs.xRandomness = [](sqlite3_vfs *v, int size, char *out) {
        return Glue::systemOf(v)->xRandomness(Glue::systemOf(v), size, out);
    };
    vfs.xSleep = [](sqlite3_vfs *v, int micros) {
        return Glue::systemOf(v)->xSleep(Glue::systemOf(v), micros);
    };
    vfs.xCurrentTimeInt64 = [](sqlite3_vfs *v, sqlite3_int64 *now) {
        return Glue::systemOf(v)->xCurrentTimeInt64(Glue::systemOf(v), now);
    };
    vfs.xGetLastError = [](sqlite3_vfs *v, int size, char *out) {
        return Glue::systemOf(v)->xGetLastError(Glue::systemOf(v), size, out);
    };
    sqlite3_vfs_register(&vfs, 0);
}

FaultVfs::~FaultVfs() {
    sqlite3_vfs_unregister(&m_glue->vfs);
}

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

int FaultVfs::next(VfsCall call) {
    const std::int64_t number = ++m_counts[static_cast<std::size_t>(call)];
    if (!m_armed || call != m_call || (number != m_nth && !(m_forGood && number > m_nth)))
        return SQLITE_OK;
    m_fired = true;
    switch (m_fault.load()) {
    case VfsFault::DiskFull:
        return SQLITE_FULL;
    case VfsFault::Busy:
        return SQLITE_BUSY;
    case VfsFault::IoError:
    case VfsFault::ShortWrite:
        break;
    }
    return errorOf(call);
}

} // namespace audience::store
