// Which files of a set were read, known by size and contents: one that only got another name or time is the same, one that was
// replaced under its name is another. Its text is the position of a set's rows.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "warehouse/file_folder.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace audience::warehouse {

struct ReadFile {
    std::string name;
    std::int64_t size = 0;
    std::string hash; // XXH3 of the contents, in hex
    std::string mark; // of fileMark(): as long as it is the same nobody looks into the file
};

// Reads the whole file. Errors: "ingest.file_missing" {path}, "ingest.read_failed" {path}, "cancelled".
Result<std::string> fileHash(const std::string &path, const CancelToken &cancel);

class FileLedger {
public:
    FileLedger() = default;
    // Any other text is taken for the name of the last file that was read, as positions were once: all up to it are known.
    explicit FileLedger(std::string_view text);

    enum class Standing { New, Replaced, Read };
    // One that was read under another name or time, as it is now.
    struct Now {
        ReadFile file;
        std::string former; // its name then
    };
    // Looks into the file only where another of its size was read. `taken`: the names of all files of the set, which stand for
    // themselves, so that a second file of the same contents is none that got another name; one that got the name of this one is
    // entered. `as` is filled for a file that was read under another name or time; else its names stay empty.
    Result<Standing> standingOf(const FolderFile &file, std::set<std::string, std::less<>> &taken, const CancelToken &cancel, Now *as = nullptr) const;
    void add(ReadFile file); // in the place of one of its name
    void rename(std::vector<Now> all);
    // The name of the file that was added last; empty where none was.
    const std::string &last() const { return m_last; }
    std::string text() const { return m_files.empty() ? m_upTo : R"({"files":[)" + m_text + R"(],"up_to":)" + m_upToText + "}"; }

private:
    void append(const ReadFile &file);
    void tellAnew();
    void setUpTo(std::string name);
    std::vector<ReadFile> m_files;
    std::unordered_map<std::string, std::size_t> m_byName;
    std::unordered_multimap<std::int64_t, std::size_t> m_bySize;
    std::string m_text, m_last, m_upTo, m_upToText = "\"\"";
};

} // namespace audience::warehouse
