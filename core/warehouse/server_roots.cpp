#include "warehouse/server_roots.h"

#include <array>
#include <filesystem>
#include <fstream>

namespace audience::warehouse {

namespace {

// Where the systems keep them; the libraries of databases do not all find them by themselves.
constexpr std::array kTrusted{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

bool isFile(const std::string &path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored) && std::ifstream(path).good();
}

} // namespace

Result<std::string> serverRoots(const model::SourceConnection &about) {
    if (!about.rootCertificate.empty()) {
        if (!isFile(about.rootCertificate))
            return Error(ErrorKind::Io, "source.root_unreadable").with("path", about.rootCertificate);
        return about.rootCertificate;
    }
    for (const char *path : kTrusted)
        if (isFile(path))
            return std::string(path);
    return Error(ErrorKind::Invalid, "source.no_roots");
}

} // namespace audience::warehouse
