#include "delivery/runner_lock.h"

#ifdef _WIN32
#define NOMINMAX
#include <windows.h>

#include <filesystem>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace audience::delivery {

std::string runnerLockPath(const std::string &workspacePath) {
    return workspacePath + ".runner";
}

#ifdef _WIN32

Result<bool> RunnerLock::tryLock() {
    if (isHeld())
        return true;
    const std::filesystem::path path(std::u8string(m_path.begin(), m_path.end()));
    HANDLE file =
        CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                    nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return Error(ErrorKind::Io, "delivery.lock_unusable")
            .with("path", m_path)
            .because("error " + std::to_string(GetLastError()));
    OVERLAPPED region{};
    if (!LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &region)) {
        CloseHandle(file);
        return false;
    }
    m_handle = reinterpret_cast<std::intptr_t>(file);
    return true;
}

void RunnerLock::unlock() {
    if (isHeld())
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
    m_handle = kNoHandle;
}

#else

Result<bool> RunnerLock::tryLock() {
    if (isHeld())
        return true;
    const int file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return Error(ErrorKind::Io, "delivery.lock_unusable")
            .with("path", m_path)
            .because(std::strerror(errno));
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(file);
        if (reason == EWOULDBLOCK)
            return false;
        return Error(ErrorKind::Io, "delivery.lock_unusable")
            .with("path", m_path)
            .because(std::strerror(reason));
    }
    m_handle = file;
    return true;
}

void RunnerLock::unlock() {
    if (isHeld())
        ::close(static_cast<int>(m_handle));
    m_handle = kNoHandle;
}

#endif

} // namespace audience::delivery
