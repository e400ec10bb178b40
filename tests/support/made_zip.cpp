#include "support/made_zip.h"

#include <cstdlib>
#include <zip.h>

namespace audience::test {

std::string madeZip(const ZipParts &parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive)
        std::abort();
    for (const auto &[name, content] : parts)
        if (zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8) < 0)
            std::abort();
    if (zip_close(archive) != 0)
        std::abort();
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    if (zip_source_read(target, bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
        std::abort();
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::string madeWorkbook(const std::vector<MadeSheet> &sheets, const std::vector<std::string> &texts, bool from1904) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const std::string relations = head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    ZipParts parts;
    parts.emplace_back("_rels/.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    std::string book = head + "<workbook" + main + " xmlns:r=\"" + office + "\"><workbookPr" + (from1904 ? " date1904=\"1\"" : "") + "/><sheets>";
    std::string links = relations;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string id = std::to_string(i + 1);
        book += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\"" + (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + " r:id=\"rId" + id + "\"/>";
        links += "<Relationship Id=\"rId" + id + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
        parts.emplace_back("xl/worksheets/sheet" + id + ".xml", head + "<worksheet" + main + "><sheetData>" + sheets[i].rows + "</sheetData></worksheet>");
    }
    parts.emplace_back("xl/workbook.xml", book + "</sheets></workbook>");
    links += "<Relationship Id=\"rIdS\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/>";
    parts.emplace_back("xl/styles.xml", head + "<styleSheet" + main + "><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/></numFmts>"
                                                "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                                                "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>");
    if (!texts.empty()) {
        links += "<Relationship Id=\"rIdT\" Type=\"" + office + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
        std::string shared = head + "<sst" + main + ">";
        for (const std::string &text : texts)
            shared += "<si>" + text + "</si>";
        parts.emplace_back("xl/sharedStrings.xml", shared + "</sst>");
    }
    parts.emplace_back("xl/_rels/workbook.xml.rels", links + "</Relationships>");
    return madeZip(parts);
}

} // namespace audience::test
