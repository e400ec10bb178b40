// A sheet of a workbook as CSV text, a line for each of its rows, so that a row has the number it has there.
#include "ingest/csv_dialect.h"
#include "ingest/text_conversion.h"
#include "ingest/workbook.h"
#include "qbase/convert.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace audience::ingest {

namespace {

constexpr std::size_t kTextBytes = std::size_t{256} << 10;
constexpr std::size_t kFirstRows = 1000, kFirstCells = 200'000; // which say how wide the sheet is
constexpr std::int64_t kMostRows = 1'048'576;
constexpr std::size_t kMostSheetColumns = 16'384;
constexpr std::size_t kRawBytes = 4096;

QLatin1StringView ascii(const char *text) { return QLatin1StringView(text); }

// The column of "AB12", from 0 on; nothing where it is none.
std::optional<std::size_t> columnOf(const std::string &place) {
    std::size_t column = 0, letters = 0;
    while (letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z' && letters < 4)
        column = column * 26 + static_cast<std::size_t>(place[letters++] - 'A') + 1;
    return column == 0 || column > kMostSheetColumns ? std::nullopt : std::optional(column - 1);
}

std::string columnName(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

struct SheetRow {
    std::int64_t number = 0; // from 1 on
    std::vector<std::string> cells;
    std::size_t width = 0;            // behind the last one that holds something
    std::string reason, blamed;       // why it cannot be taken
};

// The rows of a sheet that have cells.
class SheetRows {
public:
    SheetRows(const Workbook &book, const SharedTexts &texts, const std::vector<SheetFormat> &formats, XmlPart xml)
        : m_book(book), m_texts(texts), m_formats(formats), m_xml(std::move(xml)) {}

    // False at the end.
    Result<bool> next(SheetRow &row) {
        for (;;) {
            TRY_ASSIGN(const auto token, m_xml.next());
            if (token == QXmlStreamReader::EndDocument || m_xml.isEnd(ascii("sheetData")))
                return false;
            if (m_xml.isStart(ascii("row")))
                break;
        }
        const std::string at = m_xml.attribute(ascii("r"));
        std::int64_t number = m_number + 1;
        if (!at.empty() && std::from_chars(at.data(), at.data() + at.size(), number).ec != std::errc())
            return broken("a row has no number");
        if (number <= m_number || number > kMostRows)
            return broken("its rows are in no order");
        row.number = m_number = number;
        std::fill(row.cells.begin(), row.cells.end(), std::string());
        row.width = 0;
        row.reason.clear();
        std::size_t column = 0;
        for (;;) {
            TRY_ASSIGN(const auto token, m_xml.next());
            if (token == QXmlStreamReader::EndDocument || m_xml.isEnd(ascii("row")))
                return true;
            if (!m_xml.isStart(ascii("c")))
                continue;
            const std::string place = m_xml.attribute(ascii("r"));
            if (!place.empty()) {
                const auto named = columnOf(place);
                if (!named)
                    return broken("a cell is in no column");
                column = *named;
            }
            TRY(readCell(row, column));
            ++column;
        }
    }

private:
    Error broken(std::string_view why) const {
        return Error(ErrorKind::Corrupt, "ingest.workbook_broken").with("path", m_book.path()).with("part", "sheet").because(why);
    }

    Result<void> readCell(SheetRow &row, std::size_t column) {
        const std::string type = m_xml.attribute(ascii("t")), style = m_xml.attribute(ascii("s"));
        m_value.clear();
        bool inValue = false;
        for (;;) {
            TRY_ASSIGN(const auto token, m_xml.next());
            if (token == QXmlStreamReader::EndDocument || m_xml.isEnd(ascii("c")))
                break;
            if (m_xml.isStart(ascii("is")))
                TRY(readRuns(m_xml, ascii("is"), m_value));
            else if (m_xml.isStart(ascii("v")) || m_xml.isEnd(ascii("v")))
                inValue = token == QXmlStreamReader::StartElement;
            else if (token == QXmlStreamReader::Characters && inValue)
                type == "str" ? appendSheetText(m_xml.text(), m_value) : void(m_value += toUtf8(m_xml.text().toString()));
        }
        if (m_value.empty())
            return {};
        if (column >= kMostSheetColumns)
            return broken("it has too many columns");
        if (row.cells.size() <= column)
            row.cells.resize(column + 1);
        std::string &cell = row.cells[column];
        TRY(put(type, style, cell, row, column));
        if (!cell.empty())
            row.width = std::max(row.width, column + 1);
        return {};
    }

    Result<void> put(const std::string &type, const std::string &style, std::string &cell, SheetRow &row, std::size_t column) {
        if (type == "s") {
            std::size_t index = 0;
            const auto read = std::from_chars(m_value.data(), m_value.data() + m_value.size(), index);
            if (read.ec != std::errc() || index >= m_texts.size())
                return broken("a cell refers to a text that is not there");
            cell = m_texts.at(index);
        } else if (type == "b") {
            cell = m_value == "1" ? "true" : m_value == "0" ? "false" : m_value;
        } else if (type == "e") {
            cell = m_value;
            refuse(row, "ingest.reject.cell_error", column);
        } else if (type.empty() || type == "n") {
            std::size_t index = 0;
            (void)std::from_chars(style.data(), style.data() + style.size(), index);
            const SheetFormat format = index < m_formats.size() ? m_formats[index] : SheetFormat::Number;
            if (format == SheetFormat::Number) {
                cell = plainNumber(m_value);
            } else if (auto date = sheetDate(m_value, format, m_book.countsFrom1904())) {
                cell = *std::move(date);
            } else {
                cell = m_value;
                refuse(row, "ingest.reject.no_date", column);
            }
        } else { // "str", "inlineStr", "d": as it stands
            cell = m_value;
        }
        return {};
    }

    static void refuse(SheetRow &row, const char *reason, std::size_t column) {
        if (!row.reason.empty())
            return;
        row.reason = reason;
        row.blamed = columnName(column);
    }

    const Workbook &m_book;
    const SharedTexts &m_texts;
    const std::vector<SheetFormat> &m_formats;
    XmlPart m_xml;
    std::string m_value;
    std::int64_t m_number = 0;
};

class SheetConversion final : public TextConversion {
public:
    SheetConversion(Workbook book, WorkbookSheet sheet, SharedTexts texts, std::vector<SheetFormat> formats)
        : m_book(std::move(book)), m_sheet(std::move(sheet)), m_texts(std::move(texts)), m_formats(std::move(formats)) {}

    Result<void> restart() override {
        m_rows.reset();
        m_first.clear();
        m_firstAt = m_line = 0;
        return {};
    }

    Result<bool> more(std::string &out) override {
        if (!m_rows)
            TRY(start());
        TRY(m_cancel.check());
        const std::size_t before = out.size();
        while (m_firstAt < m_first.size() && out.size() - before < kTextBytes)
            write(m_first[m_firstAt++], out);
        while (m_firstAt == m_first.size() && !m_atEnd && out.size() - before < kTextBytes) {
            TRY_ASSIGN(const bool some, m_rows->next(m_row));
            m_atEnd = !some;
            if (some)
                write(m_row, out);
        }
        return out.size() > before;
    }

    std::int64_t sizeGuess() const override { return m_book.partBytes(m_sheet.part) / 3; }
    void cancelWith(const CancelToken &cancel) override { m_cancel = cancel; }
    Result<bool> hasCells() {
        TRY(start());
        const bool any = !m_first.empty();
        TRY(restart());
        return any;
    }

private:
    Result<void> start() {
        TRY_ASSIGN(XmlPart xml, m_book.part(m_sheet.part));
        m_rows.emplace(m_book, m_texts, m_formats, std::move(xml));
        m_first.clear();
        m_firstAt = 0;
        m_line = 0;
        m_atEnd = false;
        m_row = SheetRow();
        for (std::size_t cells = 0; m_first.size() < kFirstRows && cells < kFirstCells && !m_atEnd; cells += m_row.width) {
            TRY_ASSIGN(const bool some, m_rows->next(m_row));
            m_atEnd = !some;
            if (!some)
                break;
            if (m_row.width == 0)
                continue;
            m_first.push_back(m_row);
            m_first.back().cells.resize(m_row.width);
            m_first.back().cells.shrink_to_fit();
        }
        m_width = widthOfFirst();
        if (m_width > kMaxColumns)
            return Error(ErrorKind::Limit, "ingest.too_many_columns").with("count", std::to_string(m_width)).with("limit", std::to_string(kMaxColumns));
        return {};
    }

    // That of the header: the first row that is no narrower than most. Titles above it are, and a remark beside the list is not
    // to make it wider.
    std::size_t widthOfFirst() const {
        std::vector<std::size_t> widths;
        for (const SheetRow &row : m_first)
            widths.push_back(row.width);
        if (widths.empty())
            return 0;
        const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
        std::nth_element(widths.begin(), middle, widths.end());
        return std::find_if(m_first.begin(), m_first.end(), [&](const SheetRow &row) { return row.width >= *middle; })->width;
    }

    void write(const SheetRow &row, std::string &out) {
        if (row.width == 0)
            return;
        for (++m_line; m_line < row.number; ++m_line)
            out += '\n';
        CsvLine line(out);
        if (!row.reason.empty()) {
            std::string raw;
            for (std::size_t i = 0; i < row.width && raw.size() < kRawBytes; ++i)
                raw += (i == 0 ? "" : ", ") + row.cells[i];
            line.reject(row.reason, row.blamed, raw);
            return;
        }
        // One with more cells than the header is refused, rather than cut.
        for (std::size_t i = 0; i < std::max(m_width, row.width); ++i)
            line.cell(i < row.width ? std::string_view(row.cells[i]) : std::string_view());
        line.end();
    }

    Workbook m_book;
    WorkbookSheet m_sheet;
    SharedTexts m_texts;
    std::vector<SheetFormat> m_formats;
    CancelToken m_cancel;
    std::optional<SheetRows> m_rows;
    std::vector<SheetRow> m_first;
    SheetRow m_row;
    std::size_t m_firstAt = 0, m_width = 0;
    std::int64_t m_line = 0;
    bool m_atEnd = false;
};

} // namespace

Result<std::unique_ptr<TextConversion>> makeSheetConversion(const std::string &path, const std::string &sheet) {
    TRY_ASSIGN(const Workbook first, Workbook::open(path));
    std::string names;
    for (const WorkbookSheet &one : first.sheets())
        names += (names.empty() ? "" : ", ") + one.name;
    for (const WorkbookSheet &one : first.sheets()) {
        if (sheet.empty() ? one.hidden : one.name != sheet)
            continue;
        TRY_ASSIGN(Workbook book, Workbook::open(path));
        TRY_ASSIGN(SharedTexts texts, book.sharedTexts());
        TRY_ASSIGN(std::vector<SheetFormat> formats, book.formats());
        auto conversion = std::make_unique<SheetConversion>(std::move(book), one, std::move(texts), std::move(formats));
        TRY_ASSIGN(const bool hasCells, conversion->hasCells());
        if (hasCells)
            return std::unique_ptr<TextConversion>(std::move(conversion));
        if (!sheet.empty())
            return Error(ErrorKind::Invalid, "ingest.no_rows").with("path", path + '/' + sheet);
    }
    if (sheet.empty())
        return Error(ErrorKind::Invalid, "ingest.no_rows").with("path", path);
    return Error(ErrorKind::NotFound, "ingest.no_sheet").with("path", path).with("sheet", sheet).with("sheets", names);
}

} // namespace audience::ingest
