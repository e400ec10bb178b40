#include "service/asset_files.h"

#include "base/text.h"
#include "delivery/ip_network.h"

#include <filesystem>
#include <fstream>

namespace audience::service {

namespace fs = std::filesystem;

Result<void> writeAssetFile(const std::string &folder, const std::string &name, std::string_view bytes) {
    const fs::path path = fs::path(folder) / name, unfinished = fs::path(folder) / (name + ".part");
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code failed;
    if (file)
        fs::rename(unfinished, path, failed);
    if (file && !failed)
        return {};
    std::error_code ignored;
    fs::remove(unfinished, ignored);
    return Error(ErrorKind::Io, "asset.cannot_write").with("path", path.string());
}

Result<std::string> readAssetFile(const std::string &path) {
    const auto unreadable = [&](const std::string &reason) { return Error(ErrorKind::NotFound, "asset.unreadable").with("path", path).with("reason", reason); };
    std::error_code failed;
    if (!fs::is_regular_file(path, failed))
        return unreadable(failed ? failed.message() : "there is no such file");
    std::ifstream file(path, std::ios::binary);
    std::string bytes(kMostGivenBytes + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (!file.is_open() || file.bad())
        return unreadable("it cannot be read");
    return bytes;
}

bool isPublicHost(std::string_view host) {
    const std::string name = toLowerAscii(host.substr(0, 1) == "[" ? host.substr(1, host.size() - 2) : host);
    if (const auto address = delivery::ipAddress(name)) {
        for (const char *own : {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "::/127",
                                "fc00::/7", "fe80::/10"})
            if (const auto network = delivery::ipNetwork(own); network && network->contains(*address))
                return false;
        return true;
    }
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size())
        return false;
    const std::string top = name.substr(dot + 1);
    for (const char *local : {"local", "localhost", "internal", "lan", "home", "test", "invalid"})
        if (top == local)
            return false;
    return true;
}

} // namespace audience::service
