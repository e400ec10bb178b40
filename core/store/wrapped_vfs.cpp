#include "store/wrapped_vfs.h"

#include <sqlite3.h>

#include <utility>

namespace audience::store {

namespace {

// What SQLite sees as its file; the system's file object follows it in the same allocation.
struct WrappedFile {
    sqlite3_file base;
    WrappedVfs *owner;
    const char *path; // SQLite keeps it for as long as the file is open
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

WrappedFile *wrapped(sqlite3_file *file) {
    return reinterpret_cast<WrappedFile *>(file);
}
sqlite3_file *realFile(sqlite3_file *file) {
    return wrapped(file)->real();
}

} // namespace

struct WrappedVfs::Glue {
    sqlite3_vfs vfs{};
    sqlite3_vfs *system = nullptr;

    static WrappedVfs &owner(sqlite3_vfs *vfs) { return *static_cast<WrappedVfs *>(vfs->pAppData); }
    static sqlite3_vfs *systemOf(sqlite3_vfs *vfs) { return owner(vfs).m_glue->system; }
    static const sqlite3_io_methods &methods();

    // Asks, does, tells.
    template <class Call>
    static int around(WrappedVfs &owner, const VfsOperation &operation, const Call &call) {
        if (const Verdict verdict = owner.before(operation); verdict.code != SQLITE_OK)
            return verdict.code;
        const int code = call();
        if (code == SQLITE_OK)
            owner.after(operation);
        return code;
    }
    template <class Call>
    static int around(sqlite3_file *file, VfsCall kind, std::int64_t at, const Call &call) {
        return around(*wrapped(file)->owner, {kind, wrapped(file)->path, {}, at, false}, call);
    }

    static int open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                    int *outFlags) {
        file->pMethods = nullptr; // nothing to close when this fails
        return around(owner(vfs), {VfsCall::Open, path, {}, 0, false}, [&] {
            wrapped(file)->owner = &owner(vfs);
            wrapped(file)->path = path;
            const int code =
                systemOf(vfs)->xOpen(systemOf(vfs), path, realFile(file), flags, outFlags);
            if (realFile(file)->pMethods)
                file->pMethods = &methods();
            return code;
        });
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at) {
        const VfsOperation operation{
            VfsCall::Write,
            wrapped(file)->path,
            {static_cast<const char *>(bytes), static_cast<std::size_t>(size)},
            at,
            false};
        WrappedVfs &owner = *wrapped(file)->owner;
        const auto writeReal = [&](int count) {
            return realFile(file)->pMethods->xWrite(realFile(file), bytes, count, at);
        };
        const Verdict verdict = owner.before(operation);
        if (verdict.code != SQLITE_OK) {
            if (verdict.writesFirst > 0)
                writeReal(static_cast<int>(verdict.writesFirst));
            return verdict.code;
        }
        const int code = writeReal(size);
        if (code == SQLITE_OK)
            owner.after(operation);
        return code;
    }
    static int remove(sqlite3_vfs *vfs, const char *path, int syncsFolder) {
        return around(owner(vfs), {VfsCall::Delete, path, {}, 0, syncsFolder != 0},
                      [&] { return systemOf(vfs)->xDelete(systemOf(vfs), path, syncsFolder); });
    }
};

const sqlite3_io_methods &WrappedVfs::Glue::methods() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2; // shared memory for WAL, but no mapped reads, which nobody could see
        m.xClose = [](sqlite3_file *f) { return realFile(f)->pMethods->xClose(realFile(f)); };
        m.xRead = [](sqlite3_file *f, void *bytes, int size, sqlite3_int64 at) {
            return around(f, VfsCall::Read, at, [&] {
                return realFile(f)->pMethods->xRead(realFile(f), bytes, size, at);
            });
        };
        m.xWrite = &Glue::write;
        m.xTruncate = [](sqlite3_file *f, sqlite3_int64 size) {
            return around(f, VfsCall::Truncate, size,
                          [&] { return realFile(f)->pMethods->xTruncate(realFile(f), size); });
        };
        m.xSync = [](sqlite3_file *f, int flags) {
            return around(f, VfsCall::Sync, 0,
                          [&] { return realFile(f)->pMethods->xSync(realFile(f), flags); });
        };
        m.xFileSize = [](sqlite3_file *f, sqlite3_int64 *size) {
            return realFile(f)->pMethods->xFileSize(realFile(f), size);
        };
        m.xLock = [](sqlite3_file *f, int level) {
            return around(f, VfsCall::Lock, level,
                          [&] { return realFile(f)->pMethods->xLock(realFile(f), level); });
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
            const auto lock = [&] {
                return realFile(f)->pMethods->xShmLock(realFile(f), offset, count, flags);
            };
            return (flags & SQLITE_SHM_LOCK) != 0 ? around(f, VfsCall::Lock, flags, lock) : lock();
        };
        m.xShmBarrier = [](sqlite3_file *f) { realFile(f)->pMethods->xShmBarrier(realFile(f)); };
        m.xShmUnmap = [](sqlite3_file *f, int remove) {
            return realFile(f)->pMethods->xShmUnmap(realFile(f), remove);
        };
        return m;
    }();
    return methods;
}

WrappedVfs::WrappedVfs(std::string name)
    : m_name(std::move(name)), m_glue(std::make_unique<Glue>()) {
    m_glue->system = sqlite3_vfs_find(nullptr);
    sqlite3_vfs &vfs = m_glue->vfs;
    vfs = *m_glue->system;
    vfs.pNext = nullptr;
    vfs.zName = m_name.c_str();
    vfs.pAppData = this;
    vfs.szOsFile = static_cast<int>(sizeof(WrappedFile)) + m_glue->system->szOsFile;
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

WrappedVfs::~WrappedVfs() {
    sqlite3_vfs_unregister(&m_glue->vfs);
}

} // namespace audience::store
