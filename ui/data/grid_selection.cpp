#include "ui/data/grid_selection.h"

#include "qbase/convert.h"

#include <algorithm>

namespace audience::ui {

using Range = GridSelection::Range;

namespace {

constexpr std::size_t kReadAtOnce = 1024;

// Rows [top, bottom] of which the same cells are selected.
struct Band {
    std::int64_t top = 0, bottom = 0;
    std::vector<bool> isIn; // per wished column
};

// The rows that are selected at all, as ranges that do not touch; rising.
std::vector<Range> merged(std::vector<Range> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) { return a.top < b.top; });
    std::vector<Range> rows;
    for (const Range &range : ranges)
        if (!rows.empty() && range.top <= rows.back().bottom + 1)
            rows.back().bottom = std::max(rows.back().bottom, range.bottom);
        else
            rows.push_back(range);
    return rows;
}

std::vector<Band> bandsOf(const CopyWish &wish) {
    std::vector<std::int64_t> edges;
    for (const Range &range : wish.selection.ranges) {
        edges.push_back(range.top);
        edges.push_back(range.bottom + 1);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<Band> bands;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        Band band{edges[i], edges[i + 1] - 1, std::vector<bool>(wish.columns.size())};
        bool isAny = false;
        for (const Range &range : wish.selection.ranges)
            if (range.top <= band.top && range.bottom >= band.bottom)
                for (std::size_t column = 0; column < wish.columns.size(); ++column)
                    if (wish.columns[column] >= range.left && wish.columns[column] <= range.right)
                        band.isIn[column] = isAny = true;
        if (isAny)
            bands.push_back(std::move(band));
    }
    return bands;
}

void addCell(std::string &line, const std::string &value) {
    if (value.find_first_of("\t\r\n") == std::string::npos && (value.empty() || value.front() != '"')) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value)
        line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
}

// The text in the making; full as soon as the next row would be too much.
class Writer {
public:
    Writer(const service::PreparedTable &table, const CopyWish &wish) : m_wish(wish), m_yes(toUtf8(wish.yes)), m_no(toUtf8(wish.no)) {
        for (const int column : wish.columns)
            m_isTruth.push_back(table.dataset().fields[static_cast<std::size_t>(column)].type == "bool");
        if (wish.head.isEmpty())
            return;
        std::vector<std::string> names;
        for (const QString &name : wish.head)
            names.push_back(toUtf8(name));
        std::string line;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i > 0)
                line += '\t';
            addCell(line, names[i]);
        }
        m_text = std::move(line);
        m_isFirst = false;
    }
    // The cells are those of the columns of the band.
    bool add(const std::vector<std::string> &cells, const std::vector<bool> &isIn) {
        std::string line;
        std::size_t cell = 0;
        for (std::size_t i = 0; i < isIn.size(); ++i) {
            if (i > 0)
                line += '\t';
            if (!isIn[i])
                continue;
            const std::string &value = cells[cell++];
            addCell(line, m_isTruth[i] && !value.empty() ? (value == "true" ? m_yes : m_no) : value);
        }
        const auto width = static_cast<std::int64_t>(isIn.size());
        if (m_rows > 0 && ((m_rows + 1) * width > m_wish.mostCells || m_text.size() + line.size() > m_wish.mostBytes))
            return false;
        if (!m_isFirst)
            m_text += '\n';
        m_isFirst = false;
        m_text += line;
        ++m_rows;
        return true;
    }
    std::int64_t rows() const { return m_rows; }
    const std::string &text() const { return m_text; }

private:
    const CopyWish &m_wish;
    std::string m_yes, m_no, m_text;
    std::vector<bool> m_isTruth;
    std::int64_t m_rows = 0;
    bool m_isFirst = true;
};

} // namespace

std::int64_t GridSelection::rows() const {
    std::int64_t count = 0;
    for (const Range &range : merged(ranges))
        count += range.bottom - range.top + 1;
    return count;
}

std::vector<std::int64_t> GridSelection::places(std::int64_t most) const {
    std::vector<std::int64_t> places;
    for (const Range &range : merged(ranges))
        for (std::int64_t place = range.top; place <= range.bottom && static_cast<std::int64_t>(places.size()) < most; ++place)
            places.push_back(place);
    return places;
}

bool GridSelection::hasColumn(int column) const {
    return std::any_of(ranges.begin(), ranges.end(), [column](const Range &range) { return column >= range.left && column <= range.right; });
}

Result<CopiedText> copiedText(service::Session &session, const service::Table &table, const CopyWish &wish, const CancelToken &cancel) {
    const service::TableService tables(session);
    const std::vector<Band> bands = bandsOf(wish);
    CopiedText copied;
    for (const Band &band : bands)
        copied.allRows += band.bottom - band.top + 1;
    Writer writer(*table, wish);
    bool isFull = false;
    for (std::size_t first = 0; first < bands.size() && !isFull;) {
        // Bands of the same cells are read together, so that single rows far apart cost no more than neighbours.
        std::size_t last = first;
        while (last < bands.size() && bands[last].isIn == bands[first].isIn)
            ++last;
        std::vector<int> columns;
        for (std::size_t i = 0; i < wish.columns.size(); ++i)
            if (bands[first].isIn[i])
                columns.push_back(wish.columns[i]);
        std::vector<std::int64_t> places;
        const auto flush = [&]() -> Result<void> {
            TRY_ASSIGN(const auto page, tables.rowsAt(table, places, columns, 0, cancel));
            places.clear();
            for (const auto &cells : page.rows)
                isFull = isFull || !writer.add(cells, bands[first].isIn);
            return {};
        };
        for (std::size_t at = first; at < last && !isFull; ++at)
            for (std::int64_t place = bands[at].top; place <= bands[at].bottom && !isFull; ++place) {
                places.push_back(place);
                if (places.size() == kReadAtOnce)
                    TRY(flush());
            }
        if (!isFull)
            TRY(flush());
        first = last;
    }
    copied.rows = writer.rows();
    copied.text = toQString(writer.text());
    return copied;
}

} // namespace audience::ui
