// An Excel workbook (.xlsx): its sheets, and what their cells refer to. Nothing in it is run; links to other files are not
// followed.
#pragma once

#include "ingest/sheet_value.h"
#include "ingest/xml_part.h"
#include "ingest/zip_reader.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::ingest {

struct WorkbookSheet {
    std::string name;
    bool hidden = false;
    std::string part; // in the zip
};

// Texts that cells share, one after the other.
class SharedTexts {
public:
    std::size_t size() const { return m_ends.size(); }
    std::string_view at(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
    }
    // False where there would be too many.
    bool add(std::string_view text);

private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

class Workbook {
public:
    // Errors: "ingest.workbook_old" {path} (.xls, or with a password), "ingest.workbook" {path} (another zip),
    // "ingest.workbook_broken" {path, part}, those of ZipReader.
    static Result<Workbook> open(const std::string &path);
    static Result<Workbook> fromBytes(std::string bytes, const std::string &path);

    const std::string &path() const { return m_path; }
    const std::vector<WorkbookSheet> &sheets() const { return m_sheets; } // of cells, in the workbook's order
    bool countsFrom1904() const { return m_from1904; }
    Result<XmlPart> part(const std::string &name) const; // Error "ingest.workbook_broken" {path, part}
    std::int64_t partBytes(const std::string &name) const;
    // For a sheet's cells. Errors beside those above: "ingest.workbook_too_large" {path, limit}.
    Result<SharedTexts> sharedTexts() const;
    Result<std::vector<SheetFormat>> formats() const; // by the number of a cell's style

private:
    Workbook(ZipReader zip, std::string path) : m_zip(std::move(zip)), m_path(std::move(path)) {}
    static Result<Workbook> over(ZipReader zip, const std::string &path);
    Result<void> readSheets(const std::string &part);
    Result<std::vector<std::pair<std::string, std::string>>> relations(const std::string &of, bool byType) const;
    Error broken(const std::string &part, std::string_view why) const;
    ZipReader m_zip;
    std::string m_path, m_textsPart, m_stylesPart;
    std::vector<WorkbookSheet> m_sheets;
    bool m_from1904 = false;
};

// The text of an element that may be made of several runs, up to its end: of <si> and <is>. How words are read aloud is
// no part of them. The part stands on the element's start.
Result<void> readRuns(XmlPart &xml, QLatin1StringView element, std::string &text);
// "_x000D_" stands for a character.
void appendSheetText(QStringView text, std::string &out);

} // namespace audience::ingest
