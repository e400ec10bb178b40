#include "ingest/workbook.h"

#include "ingest/file_source.h"
#include "qbase/convert.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace audience::ingest {

namespace {

constexpr std::size_t kMostTextBytes = std::size_t{64} << 20;
constexpr std::size_t kMostTexts = 4'000'000;
constexpr std::size_t kMostStyles = 65'536, kMostSheets = 1000;
constexpr std::string_view kEndsInDocument = "/officeDocument", kEndsInSheet = "/worksheet", kEndsInTexts = "/sharedStrings", kEndsInStyles = "/styles";

QLatin1StringView ascii(const char *text) { return QLatin1StringView(text); }

// "xl/workbook.xml" and "worksheets/sheet1.xml" make "xl/worksheets/sheet1.xml"; empty where it leads out.
std::string resolved(const std::string &from, std::string target) {
    if (target.starts_with('/'))
        return target.substr(1);
    std::string folder = from.substr(0, from.rfind('/') == std::string::npos ? 0 : from.rfind('/'));
    while (target.starts_with("../")) {
        if (folder.empty())
            return {};
        target.erase(0, 3);
        folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
    }
    return folder.empty() ? target : folder + '/' + target;
}

bool isTrue(const std::string &value) { return value == "1" || value == "true"; }

int number(const std::string &text, int fallback) {
    int value = fallback;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : fallback;
}

} // namespace

void appendSheetText(QStringView text, std::string &out) {
    const std::string utf8 = toUtf8(text.toString());
    for (std::size_t at = 0;;) {
        const std::size_t mark = utf8.find("_x", at);
        out += std::string_view(utf8).substr(at, mark - at);
        if (mark == std::string::npos)
            return;
        unsigned code = 0;
        const char *const digits = utf8.data() + mark + 2;
        const bool isWhole = mark + 7 <= utf8.size() && utf8[mark + 6] == '_' && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
        if (!isWhole || code == 0 || (code >= 0xD800 && code < 0xE000)) {
            out += "_x";
            at = mark + 2;
            continue;
        }
        out += toUtf8(QString(QChar(static_cast<char16_t>(code))));
        at = mark + 7;
    }
}

Result<void> readRuns(XmlPart &xml, QLatin1StringView element, std::string &text) {
    bool inText = false, aloud = false;
    for (;;) {
        TRY_ASSIGN(const auto token, xml.next());
        if (token == QXmlStreamReader::EndDocument || xml.isEnd(element))
            return {};
        if (xml.isStart(ascii("rPh")) || xml.isEnd(ascii("rPh")))
            aloud = token == QXmlStreamReader::StartElement;
        else if (xml.isStart(ascii("t")) || xml.isEnd(ascii("t")))
            inText = token == QXmlStreamReader::StartElement;
        else if (token == QXmlStreamReader::Characters && inText && !aloud)
            appendSheetText(xml.text(), text);
    }
}

bool SharedTexts::add(std::string_view text) {
    if (m_ends.size() >= kMostTexts || m_bytes.size() + text.size() > kMostTextBytes)
        return false;
    m_bytes += text;
    m_ends.push_back(m_bytes.size());
    return true;
}

Error Workbook::broken(const std::string &part, std::string_view why) const {
    return Error(ErrorKind::Corrupt, "ingest.workbook_broken").with("path", m_path).with("part", part).because(why);
}

Result<Workbook> Workbook::open(const std::string &path) {
    {
        TRY_ASSIGN(FileSource file, FileSource::openRaw(path));
        std::string start;
        TRY(file.read(8, start));
        if (start.starts_with("\xD0\xCF\x11\xE0"))
            return Error(ErrorKind::Invalid, "ingest.workbook_old").with("path", path);
    }
    TRY_ASSIGN(ZipReader zip, ZipReader::open(path));
    return over(std::move(zip), path);
}

Result<Workbook> Workbook::fromBytes(std::string bytes, const std::string &path) {
    TRY_ASSIGN(ZipReader zip, ZipReader::fromBytes(std::move(bytes), path));
    return over(std::move(zip), path);
}

Result<Workbook> Workbook::over(ZipReader zip, const std::string &path) {
    Workbook book(std::move(zip), path);
    std::string document = "xl/workbook.xml";
    if (book.m_zip.find("_rels/.rels")) {
        TRY_ASSIGN(const auto top, book.relations({}, true));
        for (const auto &[type, target] : top)
            if (type.ends_with(kEndsInDocument))
                document = target;
    }
    if (!book.m_zip.find(document))
        return Error(ErrorKind::Invalid, "ingest.workbook").with("path", path);
    if (document.ends_with(".bin")) // a form of its own
        return Error(ErrorKind::Invalid, "ingest.workbook_old").with("path", path);
    TRY(book.readSheets(document));
    return book;
}

Result<XmlPart> Workbook::part(const std::string &name) const {
    const ZipEntry *entry = m_zip.find(name);
    if (!entry)
        return broken(name, "it is not there");
    TRY_ASSIGN(ZipStream stream, m_zip.stream(*entry));
    return XmlPart(std::move(stream), m_path, name);
}

std::int64_t Workbook::partBytes(const std::string &name) const {
    const ZipEntry *entry = m_zip.find(name);
    return entry ? entry->bytes : 0;
}

// The parts that one refers to, each with the name it is called by there or the kind of part it is.
Result<std::vector<std::pair<std::string, std::string>>> Workbook::relations(const std::string &of, bool byType) const {
    const std::size_t slash = of.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : of.substr(0, slash + 1);
    const std::string name = folder + "_rels/" + of.substr(folder.size()) + ".rels";
    std::vector<std::pair<std::string, std::string>> found;
    if (!m_zip.find(name))
        return found;
    TRY_ASSIGN(XmlPart xml, part(name));
    for (;;) {
        TRY_ASSIGN(const auto token, xml.next());
        if (token == QXmlStreamReader::EndDocument)
            return found;
        if (!xml.isStart(ascii("Relationship")) || xml.attribute(ascii("TargetMode")) == "External")
            continue;
        if (found.size() > 4 * kMostSheets)
            return broken(name, "too many parts");
        found.emplace_back(xml.attribute(byType ? ascii("Type") : ascii("Id")), resolved(of, xml.attribute(ascii("Target"))));
    }
}

Result<void> Workbook::readSheets(const std::string &document) {
    TRY_ASSIGN(const auto byId, relations(document, false));
    TRY_ASSIGN(const auto byType, relations(document, true));
    for (const auto &[type, target] : byType) {
        if (type.ends_with(kEndsInTexts))
            m_textsPart = target;
        if (type.ends_with(kEndsInStyles))
            m_stylesPart = target;
    }
    const auto isSheet = [&](const std::string &target) {
        return std::any_of(byType.begin(), byType.end(), [&](const auto &one) { return one.second == target && one.first.ends_with(kEndsInSheet); });
    };
    TRY_ASSIGN(XmlPart xml, part(document));
    for (;;) {
        TRY_ASSIGN(const auto token, xml.next());
        if (token == QXmlStreamReader::EndDocument)
            break;
        if (xml.isStart(ascii("workbookPr")))
            m_from1904 = isTrue(xml.attribute(ascii("date1904")));
        if (!xml.isStart(ascii("sheet")))
            continue;
        if (m_sheets.size() >= kMostSheets)
            return broken(document, "too many sheets");
        const std::string id = xml.attribute(ascii("id"));
        for (const auto &[name, target] : byId)
            if (name == id && isSheet(target) && m_zip.find(target))
                m_sheets.push_back({xml.attribute(ascii("name")), !xml.attribute(ascii("state")).empty() && xml.attribute(ascii("state")) != "visible", target});
    }
    if (m_sheets.empty())
        return broken(document, "it has no sheets");
    return {};
}

Result<SharedTexts> Workbook::sharedTexts() const {
    SharedTexts texts;
    if (m_textsPart.empty() || !m_zip.find(m_textsPart))
        return texts;
    TRY_ASSIGN(XmlPart xml, part(m_textsPart));
    std::string text;
    for (;;) {
        TRY_ASSIGN(const auto token, xml.next());
        if (token == QXmlStreamReader::EndDocument)
            return texts;
        if (!xml.isStart(ascii("si")))
            continue;
        text.clear();
        TRY(readRuns(xml, ascii("si"), text));
        if (!texts.add(text))
            return Error(ErrorKind::Limit, "ingest.workbook_too_large").with("path", m_path).with("limit", std::to_string(kMostTexts));
    }
}

Result<std::vector<SheetFormat>> Workbook::formats() const {
    std::vector<SheetFormat> formats;
    if (m_stylesPart.empty() || !m_zip.find(m_stylesPart))
        return formats;
    TRY_ASSIGN(XmlPart xml, part(m_stylesPart));
    std::map<int, SheetFormat> own;
    bool inCells = false; // what is there before describes named styles
    for (;;) {
        TRY_ASSIGN(const auto token, xml.next());
        if (token == QXmlStreamReader::EndDocument)
            return formats;
        if (xml.isStart(ascii("cellXfs")) || xml.isEnd(ascii("cellXfs")))
            inCells = token == QXmlStreamReader::StartElement;
        if (xml.isStart(ascii("numFmt")) && own.size() < kMostStyles)
            own[number(xml.attribute(ascii("numFmtId")), -1)] = sheetFormatFromCode(xml.attribute(ascii("formatCode")));
        if (!inCells || !xml.isStart(ascii("xf")))
            continue;
        if (formats.size() >= kMostStyles)
            return broken(m_stylesPart, "too many styles");
        const int id = number(xml.attribute(ascii("numFmtId")), 0);
        const auto known = own.find(id);
        formats.push_back(known == own.end() ? sheetFormatFromId(id) : known->second);
    }
}

} // namespace audience::ingest
