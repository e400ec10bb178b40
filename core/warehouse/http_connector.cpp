#include "warehouse/http_connector.h"

#include "base/json.h"
#include "base/text.h"
#include "ingest/type_guess.h"
#include "net/url.h"
#include "warehouse/http_pages.h"
#include "warehouse/http_rows.h"
#include "warehouse/http_session.h"
#include "warehouse/text_rows.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace audience::warehouse {

namespace {

constexpr std::int64_t kSampledRows = 1'000;
constexpr int kSampledPages = 3;
constexpr std::size_t kMostSorted = std::size_t{1} << 30; // bytes that are held to be sorted

// A place in the order of a column, and how it is written.
struct Position {
    std::int64_t number = 0;
    std::string text;
};

std::optional<Position> positionFrom(const std::optional<std::string> &cell, std::string_view base) {
    if (!cell || cell->empty())
        return std::nullopt;
    if (base == "int64") {
        std::int64_t number = 0;
        const auto read = std::from_chars(cell->data(), cell->data() + cell->size(), number);
        if (read.ec != std::errc() || read.ptr != cell->data() + cell->size())
            return std::nullopt;
        return Position{number, *cell};
    }
    const auto instant = instantFromIso(*cell);
    if (!instant)
        return std::nullopt;
    return Position{instant->micros, toIso(*instant)};
}

// A row that waits to be sorted.
struct HeldRow {
    Position position;
    std::vector<std::optional<std::string>> cells;
};

std::vector<std::optional<std::string>> cellsOf(const HttpRow &row, const std::vector<ReadColumn> &columns) {
    std::vector<std::optional<std::string>> cells(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const HttpCell &cell : row)
            if (cell.name == columns[i].name)
                cells[i] = cell.text;
    return cells;
}

const std::optional<std::string> *cellNamed(const HttpRow &row, std::string_view name) {
    const auto found = std::find_if(row.begin(), row.end(), [&](const HttpCell &cell) { return cell.name == name; });
    return found == row.end() ? nullptr : &found->text;
}

class HttpStream final : public RowStream {
public:
    HttpStream(HttpSession &session, const HttpRecipe &recipe, const HttpTable &table, ReadRequest request, const std::string &after, CancelToken cancel)
        : m_request(std::move(request)), m_pages(session, recipe, table, after), m_reader(table),
          m_rows(textColumns(m_request), !m_request.order.empty(), m_request.zone), m_cancel(std::move(cancel)) {}

    Result<std::optional<RawPage>> next() override {
        if (!m_request.order.empty())
            return nextSorted();
        while (!m_pager.isFull() && !m_ended)
            TRY(pull([&](HttpRow &&row) -> Result<void> {
                add(cellsOf(row, m_request.columns));
                return {};
            }));
        return m_pager.isEmpty() ? std::optional<RawPage>() : std::optional(m_pager.take());
    }
    std::int64_t bytes() const override { return m_pages.bytes(); }
    Result<TypedPage> decode(const RawPage &page) const override { return m_rows.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_rows.position(page, row); }

private:
    void add(const std::vector<std::optional<std::string>> &cells) {
        for (const auto &cell : cells)
            m_pager.add(cell ? std::optional<std::string_view>(*cell) : std::nullopt);
        m_pager.endRow();
    }

    template <class Take> Result<void> pull(Take take) {
        TRY_ASSIGN(const auto body, m_pages.next(m_cancel));
        if (!body) {
            m_ended = true;
            return {};
        }
        auto answer = JsonSlice::parse(*body);
        if (!answer) // cut off on the way: another read may bring it whole
            return Error(ErrorKind::Network, "source.garbled").with("reason", "no JSON");
        Result<void> taken;
        TRY_ASSIGN(const std::int64_t rows, m_reader.each(*answer, [&](HttpRow &&row) {
            taken = take(std::move(row));
            return bool(taken);
        }));
        TRY(std::move(taken));
        m_pages.took(*answer, rows);
        return {};
    }

    Result<void> hold(HttpRow &&row) {
        const auto *cell = cellNamed(row, m_request.order);
        const auto position = positionFrom(cell ? *cell : std::optional<std::string>(), m_request.orderBase);
        if (!position) { // without one it is left out; what is no value of the type would lose rows unseen
            if (cell && cell->has_value() && !(*cell)->empty())
                return Error(ErrorKind::Corrupt, "source.garbled").with("reason", m_request.order + ": " + repairUtf8((*cell)->substr(0, 100)));
            return {};
        }
        if (m_from && (position->number < *m_from || (position->number == *m_from && !m_request.withAfter)))
            return {};
        HeldRow held{*position, cellsOf(row, m_request.columns)};
        m_heldBytes += 64 + held.position.text.size();
        for (const auto &one : held.cells)
            m_heldBytes += sizeof one + (one ? one->size() : 0);
        if (m_heldBytes > kMostSorted)
            return Error(ErrorKind::Limit, "source.too_much_to_sort").with("limit", std::to_string(kMostSorted >> 20));
        m_held.push_back(std::move(held));
        return {};
    }

    Result<std::optional<RawPage>> nextSorted() {
        if (!m_sorted) {
            if (const auto after = positionFrom(m_request.after, m_request.orderBase))
                m_from = after->number - (m_request.orderBase == "int64" ? 0 : m_request.lookBackSeconds * 1'000'000);
            while (!m_ended)
                TRY(pull([&](HttpRow &&row) { return hold(std::move(row)); }));
            std::stable_sort(m_held.begin(), m_held.end(), [](const HeldRow &a, const HeldRow &b) { return a.position.number < b.position.number; });
            m_sorted = true;
        }
        for (; m_given < m_held.size() && !m_pager.isFull(); ++m_given) {
            HeldRow row = std::move(m_held[m_given]);
            row.cells.emplace_back(std::move(row.position.text));
            add(row.cells);
        }
        return m_pager.isEmpty() ? std::optional<RawPage>() : std::optional(m_pager.take());
    }

    const ReadRequest m_request;
    HttpPages m_pages;
    HttpRows m_reader;
    const TextRows m_rows;
    TextPager m_pager;
    CancelToken m_cancel;
    std::vector<HeldRow> m_held;
    std::optional<std::int64_t> m_from;
    std::size_t m_heldBytes = 0, m_given = 0;
    bool m_ended = false, m_sorted = false;
};

class HttpConnector final : public Connector {
public:
    HttpConnector(HttpRecipe recipe, Secret secret, std::unique_ptr<net::HttpClient> client, Clock &clock, int seconds,
                  const LinePatience &patience)
        : m_recipe(std::move(recipe)), m_session(m_recipe, std::move(secret), std::move(client), clock, seconds, patience) {}

    Capabilities capabilities() const override {
        Capabilities can;
        can.holdsToOrder = true;
        return can;
    }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY(sample(m_recipe.tables.front(), 1, cancel));
        ServerInfo info;
        info.product = m_recipe.title;
        info.database = m_session.host();
        info.encryption = startsWithAscii(m_recipe.base, "https:") ? "TLS" : "";
        return info;
    }
    Result<std::vector<std::string>> catalogs(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<std::string>> schemas(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<TableInfo>> tables(const std::string &, const CancelToken &) override {
        std::vector<TableInfo> all;
        for (const HttpTable &table : m_recipe.tables)
            all.push_back({{{}, table.name}, TableKind::Table, -1, true});
        return all;
    }

    Result<TableShape> shape(const TableName &name, Sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(const HttpTable *const table, known(name));
        TableShape shape;
        shape.table.name = name;
        if (table->columns.empty()) {
            TRY_ASSIGN(shape.columns, sample(*table, kSampledPages, cancel));
        }
        for (const HttpColumn &column : table->columns)
            shape.columns.push_back({column.name, std::string(engine::toText(column.field.type)), std::string(engine::toText(column.field.type)),
                                     column.name != table->key, column.field});
        if (!table->key.empty() && shape.find(table->key))
            shape.keys.push_back({KeyInfo::Kind::Primary, {table->key}, {}, {}});
        return shape;
    }

    // What a cell says is only known when it is there; a row in which it is something else is a reject.
    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        if (field.type == engine::ColumnType::Text || field.type == column.field.type || column.field.type == engine::ColumnType::Text ||
            (column.field.type == engine::ColumnType::Int64 && (field.type == engine::ColumnType::Decimal || field.type == engine::ColumnType::Double)) ||
            (column.field.type == engine::ColumnType::Decimal && field.type == engine::ColumnType::Double) ||
            (column.field.type == engine::ColumnType::Date && field.type == engine::ColumnType::Instant))
            return {};
        return Error(ErrorKind::Invalid, "source.not_readable_as").with("column", column.name).with("type", column.type).with("wanted", engine::toText(field.type));
    }
    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (column.base == "int64" || column.base == "date" || column.base == "instant")
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }
    Result<Estimate> estimate(const ReadRequest &, const CancelToken &) override { return Estimate{}; }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(const HttpTable *const table, known(request.table));
        std::string after;
        if (!request.after.empty() && request.order == table->cursor)
            after = wordFor(*table, request);
        return std::unique_ptr<RowStream>(std::make_unique<HttpStream>(m_session, m_recipe, *table, request, after, cancel));
    }

private:
    Result<const HttpTable *> known(const TableName &name) const {
        if (const HttpTable *table = m_recipe.find(name.name))
            return table;
        return Error(ErrorKind::NotFound, "source.no_table").with("table", name.name);
    }

    // The position as the service wants to be asked: as it comes, or as a number of the epoch.
    static std::string wordFor(const HttpTable &table, const ReadRequest &request) {
        const auto position = positionFrom(request.after, request.orderBase);
        if (!position)
            return {};
        const std::int64_t number = request.orderBase == "int64" ? position->number : position->number - request.lookBackSeconds * 1'000'000;
        for (const HttpColumn &column : table.columns)
            if (column.name == table.cursor && column.epoch != HttpColumn::Epoch::None)
                return std::to_string(number / (column.epoch == HttpColumn::Epoch::Seconds ? 1'000'000 : 1'000));
        return request.orderBase == "int64" ? std::to_string(number) : toIso(Instant{number});
    }

    // The columns of the first rows, in the order in which they turn up, with the types that all their values fit.
    Result<std::vector<ColumnInfo>> sample(const HttpTable &table, int mostPages, const CancelToken &cancel) {
        HttpPages pages(m_session, m_recipe, table, {});
        HttpRows reader(table);
        std::vector<std::string> names;
        std::map<std::string, ingest::TypeTally> tallies;
        std::map<std::string, bool> nested, worded, counted;
        std::int64_t seen = 0;
        for (int page = 0; page < mostPages && seen < kSampledRows; ++page) {
            TRY_ASSIGN(const auto body, pages.next(cancel));
            if (!body)
                break;
            const auto answer = JsonSlice::parse(*body);
            if (!answer)
                return Error(ErrorKind::Network, "source.garbled").with("reason", "no JSON");
            TRY_ASSIGN(const std::int64_t rows, reader.each(*answer, [&](HttpRow &&row) {
                for (HttpCell &cell : row) {
                    const auto [tally, isNew] = tallies.try_emplace(cell.name);
                    if (isNew)
                        names.push_back(cell.name);
                    nested[cell.name] |= cell.isNested;
                    worded[cell.name] |= cell.isText;
                    counted[cell.name] |= cell.isNumber;
                    tally->second.add(cell.text ? trimmed(*cell.text) : std::string_view());
                }
                return ++seen < kSampledRows;
            }));
            pages.took(*answer, rows);
        }
        std::vector<ingest::TypeTally> inOrder;
        for (const std::string &name : names)
            inOrder.push_back(tallies.at(name));
        const ingest::TypeDecision decision = ingest::decideTypes(names, inOrder, {ingest::DateOrder::Ymd, ingest::NumberStyle::Point, {}, {}});
        std::vector<ColumnInfo> columns;
        for (std::size_t i = 0; i < names.size(); ++i) {
            engine::Field field = decision.columns[i].field;
            // What a service writes as a text is one, as a later row may show; only times have no other form. Of numbers nobody
            // knows how many digits the next one has.
            const bool isTime = field.type == engine::ColumnType::Date || field.type == engine::ColumnType::Instant;
            if (nested[names[i]])
                field = {names[i], engine::ColumnType::Json, 0};
            else if (worded[names[i]] && (!isTime || counted[names[i]]))
                field = {names[i], engine::ColumnType::Text, 0};
            else if (field.type == engine::ColumnType::Decimal)
                field = {names[i], engine::ColumnType::Double, 0};
            columns.push_back({names[i], std::string(engine::toText(field.type)), std::string(engine::toText(field.type)), names[i] != table.key, field});
        }
        return columns;
    }

    const HttpRecipe m_recipe;
    HttpSession m_session;
};

// The service at another address; where it makes its tokens itself, these too.
Result<void> moveTo(const std::string &base, HttpRecipe &recipe) {
    TRY_ASSIGN(const net::Url from, net::Url::parse(recipe.base));
    TRY_ASSIGN(const net::Url to, net::Url::parse(base));
    if (const auto tokens = net::Url::parse(recipe.auth.tokenUrl); tokens && tokens->origin() == from.origin())
        recipe.auth.tokenUrl = to.origin() + tokens->target();
    recipe.base = base;
    return {};
}

} // namespace

Result<HttpRecipe> recipeOf(const model::SourceConnection &connection) {
    const std::string name = connection.option("recipe"), own = connection.option("definition"), base = connection.option("url");
    HttpRecipe recipe;
    if (!own.empty()) {
        TRY_ASSIGN(const Json json, parseJson(own));
        TRY_ASSIGN(recipe, httpRecipeFromJson(json));
    } else if (!name.empty()) {
        TRY_ASSIGN(recipe, builtInRecipe(name));
    } else {
        return Error(ErrorKind::Invalid, "source.needs").with("what", "recipe");
    }
    constexpr std::string_view kMark = "set.";
    std::map<std::string, std::string> settings;
    for (const auto &[id, value] : connection.options)
        if (startsWithAscii(id, kMark))
            settings.emplace(id.substr(kMark.size()), value);
    TRY_ASSIGN(recipe, settleRecipe(std::move(recipe), settings));
    if (!base.empty()) {
        TRY(moveTo(base, recipe));
    }
    TRY_ASSIGN(const net::Url url, net::Url::parse(recipe.base));
    if (recipe.auth.makesTokens()) {
        TRY_ASSIGN(const net::Url tokens, net::Url::parse(recipe.auth.tokenUrl));
    }
    return recipe;
}

Result<std::unique_ptr<Connector>> makeHttpConnector(const model::SourceConnection &connection, Secret secret, std::unique_ptr<net::HttpClient> client,
                                                     Clock &clock, const LinePatience &patience) {
    TRY_ASSIGN(HttpRecipe recipe, recipeOf(connection));
    return std::unique_ptr<Connector>(
        std::make_unique<HttpConnector>(std::move(recipe), std::move(secret), std::move(client), clock, connection.statementSeconds, patience));
}

} // namespace audience::warehouse
