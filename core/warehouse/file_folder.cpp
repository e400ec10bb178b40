#include "warehouse/file_folder.h"

#include "base/text.h"
#include "qbase/convert.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <array>

#ifndef _WIN32
#include <sys/stat.h>
#endif

namespace audience::warehouse {

namespace {

constexpr std::array<std::string_view, 9> kEndings = {".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".jsonlines", ".xlsx", ".xlsm"};

bool hasEnding(std::string_view name, std::string_view ending) { return name.size() > ending.size() && equalsAscii(name.substr(name.size() - ending.size()), ending); }

bool canBeRead(std::string_view name) {
    if (name.empty() || name.front() == '.' || name.front() == '~')
        return false;
    if (hasEnding(name, ".gz"))
        name.remove_suffix(3);
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return hasEnding(name, ending); });
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

Result<FolderFile> fileAt(const QFileInfo &info) {
    FolderFile file{toUtf8(info.fileName()), toUtf8(info.absoluteFilePath()), info.size()};
    TRY(fileMark(file.path));
    return file;
}

} // namespace

Result<std::string> fileMark(const std::string &path) {
    const auto missing = [&] { return Error(ErrorKind::NotFound, "ingest.file_missing").with("path", path); };
    const auto elsewhere = [&] { return Error(ErrorKind::Refused, "source.not_plain").with("path", path); };
#ifndef _WIN32
    struct stat about = {};
    if (::lstat(path.c_str(), &about) != 0)
        return missing();
    if (!S_ISREG(about.st_mode))
        return elsewhere();
#ifdef __APPLE__
    const auto &changed = about.st_mtimespec;
#else
    const auto &changed = about.st_mtim;
#endif
    return std::to_string(about.st_dev) + ':' + std::to_string(about.st_ino) + ':' + std::to_string(about.st_size) + ':' +
           std::to_string(changed.tv_sec) + '.' + std::to_string(changed.tv_nsec);
#else
    const QFileInfo info(toQString(path));
    if (!info.exists() && !info.isSymLink())
        return missing();
    if (info.isSymLink() || !info.isFile())
        return elsewhere();
    return std::to_string(info.size()) + ':' + std::to_string(info.lastModified().toMSecsSinceEpoch());
#endif
}

std::string diskPathOf(const std::string &path) {
    const std::size_t slash = path.rfind('/');
    const std::string book = slash == std::string::npos ? std::string() : path.substr(0, slash);
    return isWorkbookName(book) && fileMark(book) ? book : path;
}

Result<std::vector<FolderFile>> listFolder(const std::string &path) {
    const QFileInfo root(toQString(path));
    std::vector<FolderFile> files;
    if (!root.isDir()) {
        if (!root.exists() && !root.isSymLink())
            return Error(ErrorKind::NotFound, "source.no_folder").with("path", path);
        TRY_ASSIGN(FolderFile file, fileAt(root));
        files.push_back(std::move(file));
        return files;
    }
    if (!root.isReadable() || !root.isExecutable())
        return Error(ErrorKind::Io, "source.no_folder").with("path", path);
    QDirIterator entries(toQString(path), QDir::Files | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        if (!canBeRead(toUtf8(entries.fileName())))
            continue;
        auto file = fileAt(entries.fileInfo());
        if (!file) // gone meanwhile, or no plain one
            continue;
        if (files.size() == kMostFolderFiles)
            return Error(ErrorKind::Limit, "source.too_many_files").with("path", path).with("limit", std::to_string(kMostFolderFiles));
        files.push_back(*std::move(file));
    }
    std::sort(files.begin(), files.end(), [](const FolderFile &a, const FolderFile &b) { return naturallyBefore(a.name, b.name); });
    return files;
}

bool isWorkbookName(std::string_view name) { return hasEnding(name, ".xlsx") || hasEnding(name, ".xlsm"); }

bool isPattern(std::string_view name) { return name.find('*') != std::string_view::npos; }

bool matchesPattern(std::string_view pattern, std::string_view name) {
    std::size_t at = 0, in = 0, star = std::string_view::npos, tried = 0;
    while (in < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            tried = in;
        } else if (at < pattern.size() && pattern[at] == name[in]) {
            ++at;
            ++in;
        } else if (star != std::string_view::npos) { // the last star takes one more
            at = star + 1;
            in = ++tried;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*')
        ++at;
    return at == pattern.size();
}

std::string patternOf(std::string_view name) {
    std::string pattern;
    std::size_t last = std::string_view::npos; // where the last digits ended
    const std::size_t first = static_cast<std::size_t>(std::find_if(name.begin(), name.end(), isDigit) - name.begin());
    if (first == name.size())
        return {};
    // From the first digit to the last one before the ending is one part: a date with dashes is one, too.
    const std::size_t ending = name.find('.', first);
    for (std::size_t i = first; i < std::min(ending, name.size()); ++i)
        if (isDigit(name[i]))
            last = i + 1;
    return std::string(name.substr(0, first)) + '*' + std::string(name.substr(last));
}

bool naturallyBefore(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i;
            ++j;
            continue;
        }
        const auto number = [](std::string_view text, std::size_t &at) {
            while (at < text.size() && text[at] == '0')
                ++at;
            const std::size_t begin = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.substr(begin, at - begin);
        };
        const std::string_view x = number(a, i), y = number(b, j);
        if (x.size() != y.size())
            return x.size() < y.size();
        if (x != y)
            return x < y;
    }
    if ((i < a.size()) != (j < b.size()))
        return j < b.size();
    return a < b; // 007 and 7
}

} // namespace audience::warehouse
