// The files of a folder (or one file) as a source sees them: plain files alone, by name, in an order in which 9 comes before
// 10. Nothing that leads elsewhere is followed.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::warehouse {

struct FolderFile {
    std::string name; // in the folder
    std::string path;
    std::int64_t size = 0;
};

constexpr std::size_t kMostFolderFiles = 10'000;

// What is told apart from a file that was changed or replaced: size, time of change, and which file it is.
// Errors: "ingest.file_missing" {path}, "source.not_plain" {path} for links, pipes and devices.
Result<std::string> fileMark(const std::string &path);

// Of the file itself, where the path leads to a sheet in a workbook.
std::string diskPathOf(const std::string &path);

// The files that can be read, by name. Errors: "source.no_folder" {path}, "source.too_many_files" {path, limit}, those of
// fileMark() where the path is one file.
Result<std::vector<FolderFile>> listFolder(const std::string &path);

bool isWorkbookName(std::string_view name);
bool isPattern(std::string_view name); // with a *
bool matchesPattern(std::string_view pattern, std::string_view name);
// "orders_2026_01.csv" as "orders_*.csv"; empty where it has no digits.
std::string patternOf(std::string_view name);
bool naturallyBefore(std::string_view a, std::string_view b);

} // namespace audience::warehouse
