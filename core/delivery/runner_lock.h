// An exclusive lock on a small file beside the workspace, held by the one process that sends. The
// system drops it when the process dies. It never touches the workspace file itself, whose locks a
// second open in the same process would break. One owner, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace audience::delivery {

class RunnerLock {
public:
    explicit RunnerLock(std::string path) : m_path(std::move(path)) {}
    ~RunnerLock() { unlock(); }
    RunnerLock(const RunnerLock &) = delete;
    RunnerLock &operator=(const RunnerLock &) = delete;

    // False while another process (or another RunnerLock) holds it.
    // Error "delivery.lock_unusable" {path}.
    Result<bool> tryLock();
    void unlock();
    bool isHeld() const { return m_handle != kNoHandle; }

private:
    static constexpr std::intptr_t kNoHandle = -1;
    std::string m_path;
    std::intptr_t m_handle = kNoHandle;
};

// "<workspace>.runner": the lock file that belongs to a workspace.
std::string runnerLockPath(const std::string &workspacePath);

} // namespace audience::delivery
