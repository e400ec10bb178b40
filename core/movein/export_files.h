// The files of an export: a folder with everything below it, a zip (also with zips in it), or a single file. What was packed
// as zip or gzip is unpacked into a folder of this that only its user can read, and goes with it.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QTemporaryDir;

namespace audience::movein {

struct ExportFile {
    std::string name; // within the export, with "/"
    std::string path;
    std::int64_t bytes = 0;
    std::optional<Error> trouble; // why it could not be unpacked
};

class ExportFiles {
public:
    // `scratch`: a folder in which one may be made. Errors: "movein.no_such_export" {path}, "movein.too_many_files" {limit},
    // "movein.no_scratch" {path}, those of unpackZip() and unpackGzip() of an export
    // that is a single file.
    static Result<ExportFiles> open(const std::string &path, const std::string &scratch, const CancelToken &cancel = {});
    ExportFiles(ExportFiles &&) noexcept;
    ExportFiles &operator=(ExportFiles &&) noexcept;
    ~ExportFiles();

    const std::vector<ExportFile> &files() const { return m_files; } // by name
    std::int64_t bytes() const { return m_bytes; }
    std::string label() const { return m_label; } // the name of the folder or file without its ending
    // Tells one export from another by the names and sizes of its files and their first bytes.
    Result<std::string> digest() const;
    static void sweep(const std::string &scratch); // what a killed one left there

private:
    ExportFiles() = default;
    std::vector<ExportFile> m_files;
    std::int64_t m_bytes = 0;
    std::string m_label;
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace audience::movein
