#include "service/dbt_files.h"

#include "base/digest.h"
#include "base/json.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace audience::service {

namespace fs = std::filesystem;

namespace {

constexpr const char *kOwn = ".audience-export.json"; // which files are the export's, with what they were

Error cannotWrite(const fs::path &path) { return Error(ErrorKind::Io, "data.cannot_write").with("path", path.string()); }

std::string digestOf(std::string_view text) { return toHex(sha256(text)); }

Result<std::string> textOf(const fs::path &path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file)
        return Error(ErrorKind::Io, "cli.file_unreadable").with("path", path.string());
    return text.str();
}

// Written beside it and then put in its place.
Result<void> write(const fs::path &path, const std::string &text) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    const fs::path fresh = path.string() + ".new";
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        return cannotWrite(path);
    fs::rename(fresh, path, failed);
    return failed ? Result<void>(cannotWrite(path)) : Result<void>();
}

// A list that somebody else wrote must not lead to files elsewhere.
bool isWithin(const fs::path &path) {
    return !path.empty() && path.is_relative() && !path.has_root_name() && path == path.lexically_normal() && *path.begin() != "..";
}

Result<std::map<std::string, std::string>> ownFiles(const fs::path &folder) {
    std::map<std::string, std::string> own;
    std::error_code failed;
    if (!fs::exists(folder / kOwn, failed)) {
        if (fs::exists(folder, failed) && !fs::is_empty(folder, failed))
            return Error(ErrorKind::Refused, "dbt.foreign_folder").with("path", folder.string());
        return own;
    }
    TRY_ASSIGN(const std::string text, textOf(folder / kOwn));
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return Error(ErrorKind::Refused, "dbt.foreign_folder").with("path", folder.string());
    for (const auto &[path, digest] : json->items()) {
        if (!digest.is_string() || !isWithin(path))
            return Error(ErrorKind::Refused, "dbt.foreign_folder").with("path", folder.string());
        own[path] = digest.get<std::string>();
    }
    return own;
}

} // namespace

Result<std::vector<std::string>> writeOwnFiles(const std::string &folder, const std::map<std::string, std::string> &texts) {
    const fs::path root(folder);
    TRY_ASSIGN(const auto own, ownFiles(root));
    std::error_code failed;
    // All of them before the first is written.
    for (const auto &[path, digest] : own)
        if (fs::exists(root / path, failed)) {
            TRY_ASSIGN(const std::string text, textOf(root / path));
            if (const auto now = texts.find(path); digestOf(text) != digest && (now == texts.end() || now->second != text))
                return Error(ErrorKind::Refused, "dbt.changed_file").with("path", (root / path).string());
        }
    for (const auto &[path, text] : texts)
        if (own.count(path) == 0 && fs::exists(root / path, failed))
            return Error(ErrorKind::Refused, "dbt.changed_file").with("path", (root / path).string());
    Json kept = Json::object();
    for (const auto &[path, digest] : own)
        kept[path] = digest;
    for (const auto &[path, text] : texts)
        kept[path] = digestOf(text);
    TRY(write(root / kOwn, dumpJsonPretty(kept) + "\n")); // first: after a kill every file is known as the export's
    std::vector<std::string> written;
    for (const auto &[path, text] : texts) {
        TRY(write(root / path, text));
        written.push_back(path);
    }
    for (const auto &[path, digest] : own)
        if (texts.count(path) == 0) {
            fs::remove(root / path, failed);
            kept.erase(path);
        }
    TRY(write(root / kOwn, dumpJsonPretty(kept) + "\n"));
    return written;
}

} // namespace audience::service
