// The table behind open_files.h, kept by Connection alone.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace audience::store {

class OpenFilesRegistry {
public:
    static OpenFilesRegistry &instance();
    std::mutex &mutex() { return m_mutex; }
    // With the mutex held. The identity is of the file (device and inode), not of its name.
    std::string addLocked(const std::string &path);
    void removeLocked(const std::string &identity);
    bool containsLocked(const std::string &path) const;

private:
    std::mutex m_mutex;
    std::map<std::string, int> m_open;
};

} // namespace audience::store
