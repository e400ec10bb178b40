#include "store/open_files.h"

#include "store/open_files_registry.h"

#include <filesystem>

#ifndef _WIN32
#include <sys/stat.h>
#endif

namespace audience::store {

namespace {

// stat() opens nothing, so it is safe on a file that SQLite has locked.
std::string identityOf(const std::string &path) {
#ifndef _WIN32
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
#else
    std::error_code code;
    const auto canonical = std::filesystem::weakly_canonical(std::filesystem::u8path(path), code);
    return code ? std::string() : canonical.u8string();
#endif
}

} // namespace

OpenFilesRegistry &OpenFilesRegistry::instance() {
    static OpenFilesRegistry registry;
    return registry;
}

std::string OpenFilesRegistry::addLocked(const std::string &path) {
    std::string identity = identityOf(path);
    if (!identity.empty())
        ++m_open[identity];
    return identity;
}

void OpenFilesRegistry::removeLocked(const std::string &identity) {
    if (const auto it = m_open.find(identity); it != m_open.end() && --it->second == 0)
        m_open.erase(it);
}

bool OpenFilesRegistry::containsLocked(const std::string &path) const {
    return m_open.contains(identityOf(path));
}

bool whileUnopened(const std::string &path, const std::function<void()> &look) {
    OpenFilesRegistry &registry = OpenFilesRegistry::instance();
    const std::lock_guard lock(registry.mutex());
    if (registry.containsLocked(path))
        return false;
    look();
    return true;
}

} // namespace audience::store
