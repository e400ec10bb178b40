#include "service/table_service.h"

#include "base/text.h"
#include "service/audience_question.h"
#include "service/csv_output.h"
#include "service/data_checks.h"
#include "service/data_service.h"
#include "service/quality_service.h"
#include "service/row_order.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace audience::service {

using engine::ColumnData;
using engine::ColumnType;

namespace {

constexpr std::uint32_t kCancelEvery = 1 << 16;

// At most `longest` bytes, whole characters.
std::string cut(std::string text, std::size_t longest) {
    if (longest == 0 || text.size() <= longest)
        return text;
    while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80)
        --longest;
    text.resize(longest);
    return text + "…";
}

// Which rows of a column hold the folded text. Dictionaries are looked through once.
class Finder {
public:
    Finder(const ColumnData &column, const std::string &folded) : m_column(column), m_folded(folded) {
        if (!column.codes.empty())
            for (std::uint32_t code = 0; code < column.dictionary.size(); ++code)
                m_codes.push_back(contains(column.dictionary.at(code)));
    }
    bool matches(std::uint32_t at) const {
        if (m_column.isNull(at))
            return false;
        if (!m_codes.empty())
            return m_codes[m_column.codes[at]];
        if (engine::isTextual(m_column.type))
            return contains(m_column.texts.at(at));
        return m_column.type != ColumnType::Bool && contains(engine::toText(engine::cellAt(m_column, at)));
    }

private:
    bool contains(std::string_view text) const { return foldCase(text).find(m_folded) != std::string::npos; }
    const ColumnData &m_column;
    const std::string &m_folded;
    std::vector<bool> m_codes;
};

using Columns = std::vector<std::shared_ptr<const ColumnData>>;

// Calls visit(column, position) for the rows placeAt(0), placeAt(1)... of one column; gives the columns
// of the chunks it met, for whoever keeps views into them.
template <class PlaceAt, class Visit>
Result<Columns> forPlaces(const PreparedTable &table, const TableSource &source, std::int64_t count, PlaceAt placeAt, std::size_t field,
                          const CancelToken &cancel, Visit visit) {
    Columns columns(source.chunks());
    for (std::int64_t i = 0; i < count; ++i) {
        if (i % kCancelEvery == 0)
            TRY(cancel.check());
        const std::uint32_t row = table.rowAt(placeAt(i));
        const std::size_t chunk = source.chunkOf(row);
        if (!columns[chunk]) {
            TRY_ASSIGN(columns[chunk], source.column(chunk, field));
        }
        visit(*columns[chunk], source.position(chunk, row));
    }
    return columns;
}

} // namespace

std::int64_t PreparedTable::placeOf(std::uint32_t row) const {
    if (!m_order)
        return row < m_source.rows() ? row : -1;
    const auto found = std::find(m_order->begin(), m_order->end(), row);
    return found == m_order->end() ? -1 : found - m_order->begin();
}

Result<Table> TableService::prepare(const TableQuery &query, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(auto source, TableSource::open(m_session.rowCache(), *connection, query.dataset));
    std::shared_ptr<PreparedTable> table(new PreparedTable(std::move(source)));
    const TableSource &rows = table->m_source;
    table->m_query = query;
    table->m_dataset = viewOf(rows.info());
    if (!query.sort.empty()) {
        TRY_ASSIGN(table->m_order, orderRows(rows, query.sort, cancel));
    }
    if (query.isFiltered()) {
        engine::Bitmap shown(rows.rows());
        std::fill(shown.words().begin(), shown.words().end(), ~std::uint64_t{0});
        for (const model::FieldTest &test : query.filters) {
            TRY_ASSIGN(const auto passed, matchRows(rows, test, countingNow(m_session), workspaceZone(m_session), cancel));
            shown &= *passed;
        }
        if (!query.check.empty()) {
            TRY_ASSIGN(const auto found, QualityService::isQuery(query.check) ? QualityService(m_session).rowsOf(rows, query.check, cancel)
                                                                              : DataChecks(m_session).rowsOf(rows, query.check, query.checkColumn, cancel));
            shown &= *found;
        }
        std::vector<std::uint32_t> order;
        if (table->m_order) {
            std::copy_if(table->m_order->begin(), table->m_order->end(), std::back_inserter(order), [&](std::uint32_t row) { return shown.contains(row); });
        } else {
            for (std::uint32_t row = 0; row < rows.rows(); ++row)
                if (shown.contains(row))
                    order.push_back(row);
        }
        table->m_order = std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
    }
    m_session.localAnswers().note({query.dataset});
    return Table(std::move(table));
}

Result<RowsPage> TableService::rows(const Table &table, std::int64_t first, int count, const std::vector<int> &columns, std::size_t longest,
                                    const CancelToken &cancel) const {
    const std::int64_t shown = std::min<std::int64_t>(count, table->rows() - first);
    std::vector<std::int64_t> places(static_cast<std::size_t>(std::max<std::int64_t>(0, shown)));
    std::iota(places.begin(), places.end(), first);
    return rowsAt(table, places, columns, longest, cancel);
}

Result<RowsPage> TableService::rowsAt(const Table &table, const std::vector<std::int64_t> &places, const std::vector<int> &columns, std::size_t longest,
                                      const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    RowsPage page;
    page.total = table->rows();
    page.rows.resize(places.size());
    const auto placeAt = [&](std::int64_t i) { return places[static_cast<std::size_t>(i)]; };
    for (const int column : columns) {
        TRY(cancel.check());
        page.columns.push_back(source.info().fields[static_cast<std::size_t>(column)].name);
        std::size_t row = 0;
        TRY(forPlaces(*table, source, static_cast<std::int64_t>(places.size()), placeAt, static_cast<std::size_t>(column), cancel, [&](const ColumnData &data, std::uint32_t at) {
            page.rows[row++].push_back(cut(engine::toText(engine::cellAt(data, at)), longest));
        }));
    }
    return page;
}

Result<std::vector<std::int64_t>> TableService::find(const Table &table, const std::string &text, const std::vector<int> &columns,
                                                     const CancelToken &cancel) const {
    std::vector<std::int64_t> places;
    if (text.empty())
        return places;
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    const std::string folded = foldCase(toNfc(text));
    engine::Bitmap found(source.rows());
    for (const int column : columns)
        for (std::size_t chunk = 0; chunk < source.chunks(); ++chunk) {
            TRY(cancel.check());
            TRY_ASSIGN(const auto data, source.column(chunk, static_cast<std::size_t>(column)));
            const Finder finder(*data, folded);
            for (std::uint32_t row = source.start(chunk); row < source.start(chunk + 1); ++row)
                if (finder.matches(source.position(chunk, row)))
                    found.add(row);
        }
    for (std::int64_t place = 0; place < table->rows(); ++place)
        if (found.contains(table->rowAt(place)))
            places.push_back(place);
    return places;
}

Result<std::int64_t> TableService::placeOfKey(const Table &table, const std::string &key, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    TRY_ASSIGN(const std::size_t field, source.field(table->dataset().keyField));
    std::int64_t place = -1;
    TRY(source.forColumn(field, cancel, [&](const engine::ColumnData &column, std::uint32_t position, std::uint32_t row) {
        if (place >= 0 || column.isNull(position))
            return;
        const bool isIt = engine::isTextual(column.type) ? column.textAt(position) == key : engine::toText(engine::cellAt(column, position)) == key;
        if (isIt)
            place = table->placeOf(row);
    }));
    return place;
}

Result<std::vector<Bucket>> TableService::values(const Table &table, const std::string &column, const std::string &text, int most,
                                                 const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    TRY_ASSIGN(const std::size_t field, source.field(column));
    std::unordered_map<std::string, std::int64_t> counts;
    std::unordered_map<std::string_view, std::int64_t> texts; // views into `held`
    const auto held = forPlaces(*table, source, table->rows(), [](std::int64_t i) { return i; }, field, cancel, [&](const ColumnData &data, std::uint32_t at) {
        if (data.isNull(at))
            return;
        if (engine::isTextual(data.type)) {
            if (const std::string_view value = data.textAt(at); !value.empty())
                ++texts[value];
        } else {
            ++counts[engine::toText(engine::cellAt(data, at))];
        }
    });
    if (!held)
        return held.error();
    const std::string folded = foldCase(toNfc(text));
    std::vector<Bucket> buckets;
    const auto take = [&](std::string_view value, std::int64_t count) {
        if (folded.empty() || foldCase(value).find(folded) != std::string::npos)
            buckets.push_back({std::string(value), count});
    };
    for (const auto &[value, count] : counts)
        take(value, count);
    for (const auto &[value, count] : texts)
        take(value, count);
    const auto before = [](const Bucket &a, const Bucket &b) { return a.count != b.count ? a.count > b.count : a.label < b.label; };
    const std::size_t kept = std::min(buckets.size(), static_cast<std::size_t>(most));
    std::partial_sort(buckets.begin(), buckets.begin() + static_cast<std::ptrdiff_t>(kept), buckets.end(), before);
    buckets.resize(kept);
    return buckets;
}

Result<NumberSummary> TableService::sum(const Table &table, std::int64_t first, std::int64_t count, int column, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    const engine::Field field = source.info().fields[static_cast<std::size_t>(column)];
    NumberSummary summary;
    std::int64_t whole = 0;
    bool isExact = true;
    double real = 0;
    count = std::min(count, table->rows() - first);
    const auto placeAt = [first](std::int64_t i) { return first + i; };
    TRY(forPlaces(*table, source, count, placeAt, static_cast<std::size_t>(column), cancel, [&](const ColumnData &data, std::uint32_t at) {
        if (data.isNull(at))
            return;
        ++summary.count;
        const double value = data.type == ColumnType::Double ? data.doubles[at] : static_cast<double>(data.ints[at]);
        real += value;
        isExact = isExact && data.type != ColumnType::Double && std::abs(real) < 9e18;
        if (isExact)
            whole += data.ints[at];
    }));
    const double scaled = real / static_cast<double>(powerOfTen(field.scale));
    if (summary.count > 0) {
        summary.sum = isExact ? engine::toText(field.type == ColumnType::Decimal ? engine::Cell(Decimal{whole, field.scale}) : engine::Cell(whole))
                              : fmt::format("{:.4g}", scaled);
        summary.mean = fmt::format("{:.2f}", scaled / static_cast<double>(summary.count));
    }
    return summary;
}

Result<std::shared_ptr<const ColumnProfile>> TableService::profile(const Table &table, int column, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    return profileOf(table->m_source.on(*connection), static_cast<std::size_t>(column), cancel);
}

Result<std::vector<Companion>> TableService::companions(const Table &table, int column, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    return companionsOf(table->m_source.on(*connection), static_cast<std::size_t>(column), cancel);
}

Result<std::int64_t> TableService::exportCsv(const Table &table, const std::vector<int> &columns, const std::string &path,
                                             Progress *progress, const CancelToken &cancel) const {
    ExportSteps steps(progress, cancel, table->rows());
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const TableSource source = table->m_source.on(*connection);
    TRY_ASSIGN(CsvOutput output, CsvOutput::open(m_session, path));
    for (const int column : columns)
        output.cell(source.info().fields[static_cast<std::size_t>(column)].name);
    output.endRow();
    for (std::int64_t place = 0; place < table->rows(); ++place) {
        TRY(steps.next());
        const std::uint32_t row = table->rowAt(place);
        const std::size_t chunk = source.chunkOf(row);
        for (const int column : columns) {
            TRY_ASSIGN(const auto data, source.column(chunk, static_cast<std::size_t>(column)));
            output.cell(engine::cellAt(*data, source.position(chunk, row)));
        }
        output.endRow();
    }
    TRY(output.finish());
    return table->rows();
}

} // namespace audience::service
