#include "service/sleep_risk.h"

#include <filesystem>
#include <fstream>

namespace audience::service {

static std::string firstLine(const std::filesystem::path &path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

SleepRisk sleepRisk(const std::string &powerSupplies) {
#ifdef __linux__
    std::error_code error;
    for (std::filesystem::directory_iterator it(powerSupplies, error), end; !error && it != end; it.increment(error))
        // The battery of a mouse says that it is a device's.
        if (firstLine(it->path() / "type") == "Battery" && firstLine(it->path() / "scope") != "Device")
            return SleepRisk::Laptop;
    return SleepRisk::Low;
#else
    (void)powerSupplies;
    return SleepRisk::Unknown;
#endif
}

} // namespace audience::service
