#include "engine/group_query.h"

#include "engine/group_measures.h"
#include "engine/key_table.h"

#include <algorithm>
#include <numeric>

namespace audience::engine {

namespace {

constexpr std::size_t kMaxGroups = 10'000'000;
// Groups that have a place each whether they occur or not; beyond that they are looked up.
constexpr std::uint64_t kFewPlaces = 65'536, kMostPlaces = std::uint64_t{1} << 22;

// A query with its columns loaded: how rows become group numbers, and what is gathered of them.
struct Layout {
    // Gatherers that see the rows of the same people.
    struct Filter {
        std::optional<std::string> key;       // none: all rows
        std::shared_ptr<const Bitmap> people; // null then
        std::vector<std::size_t> gatherers;
    };
    GroupRows rows;
    std::vector<KeyCoder> keys;
    std::uint64_t numbers = 1; // group numbers are below this
    bool isDirect = true;      // the number of a group is its place
    std::vector<GatherPlan> plans; // the first counts rows
    std::vector<std::size_t> gathererOf; // by measure
    std::vector<Filter> filters;
    bool isInOrder = false;

    static Result<Layout> make(const GroupQuery &query, const EvaluateContext &context);

private:
    Result<void> addKeys(const GroupQuery &query, const EvaluateContext &context);
    Result<void> addMeasure(const GroupMeasure &measure, const EvaluateContext &context);
};

Result<Layout> Layout::make(const GroupQuery &query, const EvaluateContext &context) {
    Layout layout;
    TRY_ASSIGN(layout.rows, GroupRows::open(context, query));
    TRY(layout.addKeys(query, context));
    layout.plans.push_back({makeRowCount(), false});
    layout.plans[0].key = gatherKey({});
    layout.filters.push_back({std::nullopt, nullptr, {0}});
    for (const GroupMeasure &measure : query.measures) {
        TRY(layout.addMeasure(measure, context));
        TRY(context.cancel.check());
    }
    return layout;
}

Result<void> Layout::addKeys(const GroupQuery &query, const EvaluateContext &context) {
    for (const GroupKey &key : query.keys) {
        TRY_ASSIGN(KeyCoder coder, KeyCoder::make(context, rows, key));
        keys.push_back(std::move(coder));
    }
    const auto product = [&] {
        Int128 all = 1;
        for (const KeyCoder &key : keys)
            all = std::min<Int128>(all * static_cast<Int128>(key.domain()), Int128{1} << 63);
        return all;
    };
    // Numbers of more than 63 bits: values that do not occur must go.
    for (std::size_t i = 0; i < keys.size() && product() == Int128{1} << 63; ++i)
        keys[i].condense(rows);
    if (product() == Int128{1} << 63)
        return tooManyGroups();
    numbers = static_cast<std::uint64_t>(product());
    isDirect = numbers <= kFewPlaces || (numbers <= kMostPlaces && (query.fill || numbers <= 2 * rows.rows()));
    return {};
}

Result<void> Layout::addMeasure(const GroupMeasure &measure, const EvaluateContext &context) {
    const bool areMembers = !measure.people && measure.of == GroupMeasure::Of::People && rows.haveStrangers();
    std::optional<std::string> people;
    if (measure.people || areMembers)
        people = areMembers ? std::string() : measure.people->key();
    auto filter = std::find_if(filters.begin(), filters.end(), [&](const Filter &known) { return known.key == people; });
    if (filter == filters.end()) {
        Bitmap bits = context.snapshot.members();
        if (measure.people) {
            TRY_ASSIGN(bits, context.evaluator.evaluate(*measure.people, context.snapshot, context.cancel));
        }
        filters.push_back({people, std::make_shared<const Bitmap>(std::move(bits)), {}});
        filter = filters.end() - 1;
    }
    const std::string key = gatherKey(measure);
    for (const std::size_t known : filter->gatherers)
        if (plans[known].key == key) {
            gathererOf.push_back(known);
            return {};
        }
    TRY_ASSIGN(GatherPlan plan, makeGatherer(context, rows, measure, isDirect ? static_cast<std::size_t>(numbers) : 0));
    plan.key = key;
    isInOrder = isInOrder || plan.isInOrder;
    filter->gatherers.push_back(plans.size());
    gathererOf.push_back(plans.size());
    plans.push_back(std::move(plan));
    return {};
}

// What one thread has seen.
class Worker {
public:
    explicit Worker(const Layout &layout) : m_layout(&layout), m_buffers(std::make_unique<Buffers>()) {
        for (const GatherPlan &plan : layout.plans)
            m_gatherers.push_back(plan.empty->another());
        makeRoom(layout.isDirect ? static_cast<std::size_t>(layout.numbers) : 1'024);
    }

    // A share of the rows: the piece `index` of `count`.
    Result<void> walk(std::size_t index, std::size_t count, const CancelToken &cancel) {
        for (std::size_t part = 0; part < m_layout->rows.parts().size(); ++part) {
            const auto &rows = m_layout->rows.parts()[part];
            // Pieces begin at whole words of bitmaps.
            const auto cut = [&](std::size_t i) {
                return i == count ? rows.end : rows.begin + (rows.end - rows.begin) * i / count / 64 * 64;
            };
            for (std::size_t at = cut(index); at < cut(index + 1); at += kBlockRows) {
                TRY(cancel.check());
                add(m_layout->rows.block(part, at, std::min(at + kBlockRows, cut(index + 1)), m_buffers->rows));
                TRY(check());
            }
        }
        return {};
    }

    Result<void> merge(Worker &other) {
        std::vector<std::uint32_t> places;
        for (const std::uint64_t number : other.m_table.keys())
            places.push_back(m_table.place(number));
        if (!m_layout->isDirect && m_table.size() > m_room)
            makeRoom(m_table.size());
        for (std::size_t i = 0; i < m_gatherers.size(); ++i) {
            if (!m_layout->isDirect)
                other.m_gatherers[i]->grow(places.size());
            m_gatherers[i]->merge(*other.m_gatherers[i], m_layout->isDirect ? nullptr : &places);
        }
        return check();
    }
    Result<void> finish() {
        for (const auto &gatherer : m_gatherers)
            TRY(gatherer->finish());
        return {};
    }
    Gatherer &gatherer(std::size_t index) const { return *m_gatherers[index]; }
    std::size_t places() const { return m_layout->isDirect ? static_cast<std::size_t>(m_layout->numbers) : m_table.size(); }
    std::uint64_t numberAt(std::size_t place) const { return m_layout->isDirect ? place : m_table.keys()[place]; }

private:
    struct Buffers {
        GroupRows::Buffers rows;
        std::uint64_t numbers[kBlockRows];
        std::uint32_t someRows[kBlockRows], somePeople[kBlockRows], someGroups[kBlockRows];
    };
    void makeRoom(std::size_t places) {
        m_room = places;
        for (const auto &gatherer : m_gatherers)
            gatherer->grow(places);
    }
    Result<void> check() const {
        if (m_table.size() > kMaxGroups)
            return tooManyGroups();
        for (const auto &gatherer : m_gatherers)
            if (gatherer->isTooMuch())
                return tooManyValues();
        return {};
    }
    void add(RowBlock block) {
        if (block.size == 0)
            return;
        std::uint32_t *groups = m_buffers->rows.groups;
        if (m_layout->isDirect) {
            std::fill_n(groups, block.size, 0U);
            for (const KeyCoder &key : m_layout->keys)
                key.append(block, groups);
        } else {
            std::fill_n(m_buffers->numbers, block.size, std::uint64_t{0});
            for (const KeyCoder &key : m_layout->keys)
                key.append(block, m_buffers->numbers);
            for (std::size_t i = 0; i < block.size; ++i)
                groups[i] = m_table.place(m_buffers->numbers[i]);
            if (m_table.size() > m_room)
                makeRoom(std::max(m_table.size(), m_room * 2));
        }
        std::uint32_t differences = 0;
        for (std::size_t i = 0; i < block.size; ++i)
            differences |= groups[i] ^ groups[0];
        block.groups = groups;
        block.isOneGroup = differences == 0;
        const bool ofGuests = m_layout->rows.parts()[block.part].ofGuests;
        for (const Layout::Filter &filter : m_layout->filters)
            if (!filter.people || !ofGuests)
                give(filter, filter.people ? some(block, *filter.people) : block);
    }
    void give(const Layout::Filter &filter, const RowBlock &block) {
        if (block.size > 0)
            for (const std::size_t index : filter.gatherers)
                m_gatherers[index]->add(block);
    }
    // The rows of these people alone.
    RowBlock some(const RowBlock &block, const Bitmap &people) {
        RowBlock kept = block;
        kept.size = 0;
        for (std::size_t i = 0; i < block.size; ++i) {
            m_buffers->someRows[kept.size] = block.rows ? block.rows[i] : static_cast<std::uint32_t>(block.begin + i);
            m_buffers->somePeople[kept.size] = block.people[i];
            m_buffers->someGroups[kept.size] = block.groups[i];
            kept.size += people.contains(block.people[i]) ? 1 : 0;
        }
        kept.rows = m_buffers->someRows;
        kept.people = m_buffers->somePeople;
        kept.groups = m_buffers->someGroups;
        return kept;
    }

    const Layout *m_layout;
    std::unique_ptr<Buffers> m_buffers;
    KeyTable m_table; // places of group numbers
    std::size_t m_room = 0;
    std::vector<std::unique_ptr<Gatherer>> m_gatherers;
};

Result<Worker> gather(const Layout &layout, const EvaluateContext &context) {
    // Waking another thread costs more than it saves below about two milliseconds of work.
    const double nanos = 1.5 * static_cast<double>(1 + layout.keys.size() + layout.plans.size());
    const bool isMuch = static_cast<double>(layout.rows.rows()) * nanos > 2e6;
    const int threads = isMuch && !layout.isInOrder ? std::max(1, context.threads) : 1;
    const auto pieces = static_cast<std::size_t>(threads);
    std::vector<Worker> workers;
    for (std::size_t i = 0; i < pieces; ++i)
        workers.emplace_back(layout);
    std::vector<Result<void>> done(pieces);
    const auto piece = [&](std::size_t i, int) { done[i] = workers[i].walk(i, pieces, context.cancel); };
    if (threads == 1)
        piece(0, 0);
    else
        parallelFor(pieces, threads, piece);
    for (const auto &one : done)
        TRY(Result<void>(one));
    for (std::size_t i = 1; i < pieces; ++i)
        TRY(workers[0].merge(workers[i]));
    TRY(workers[0].finish());
    return std::move(workers[0]);
}

// Puts groups in the order of the query and writes the first of them down.
class TableWriter {
public:
    TableWriter(const GroupQuery &query, const Layout &layout, const Worker &gathered) : m_query(query), m_layout(layout), m_gathered(gathered) {
        std::uint64_t stride = 1;
        for (auto key = layout.keys.rbegin(); key != layout.keys.rend(); ++key) {
            m_strides.insert(m_strides.begin(), stride);
            stride *= key->domain();
        }
        m_isOrdered = std::all_of(layout.keys.begin(), layout.keys.end(), [](const KeyCoder &key) { return key.isOrdered(); });
    }

    GroupTable write() {
        GroupTable table;
        findGroups(table);
        const std::size_t wanted = std::min(m_query.limit, m_groups.size());
        std::vector<std::uint32_t> order(m_groups.size()); // indexes of m_groups
        std::iota(order.begin(), order.end(), 0U);
        rank();
        const auto before = [this](std::uint32_t a, std::uint32_t b) { return isBefore(a, b); };
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(wanted);
        if (wanted < order.size())
            std::nth_element(order.begin(), end, order.end(), before);
        std::sort(order.begin(), end, before);
        for (const GroupKey &key : m_query.keys)
            table.columns.push_back(key.result);
        for (const KeyCoder &key : m_layout.keys)
            table.widths.push_back(key.binWidth());
        for (const GroupMeasure &measure : m_query.measures)
            table.columns.push_back(measure.result);
        for (std::size_t i = 0; i < wanted; ++i) {
            std::vector<Cell> row;
            for (std::size_t key = 0; key < m_layout.keys.size(); ++key)
                row.push_back(m_layout.keys[key].cellOf(codeOf(m_groups[order[i]], key)));
            for (std::size_t measure = 0; measure < m_query.measures.size(); ++measure)
                row.push_back(measured(measure, m_groups[order[i]]));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

private:
    struct Rank {
        std::int64_t value = 0;
        bool isNone = false;
    };
    void findGroups(GroupTable &table) {
        const std::size_t places = m_gathered.places();
        for (std::uint32_t place = 0; place < places; ++place) {
            const std::uint64_t rows = rowsOf(m_gathered.gatherer(0), place);
            table.counted += rows;
            if (rows > 0 || m_layout.keys.empty())
                m_groups.push_back(place);
        }
        if (m_query.fill && !m_groups.empty()) {
            const bool hasNone = m_layout.keys[0].isNone(m_groups.back());
            const std::uint32_t last = m_groups.back();
            if (hasNone)
                m_groups.pop_back();
            if (!m_groups.empty()) {
                const std::uint32_t first = m_groups.front(), end = m_groups.back();
                m_groups.resize(end - first + 1);
                std::iota(m_groups.begin(), m_groups.end(), first);
            }
            if (hasNone)
                m_groups.push_back(last);
        }
        table.groups = m_groups.size();
    }
    Cell measured(std::size_t measure, std::uint32_t group) const {
        return m_gathered.gatherer(m_layout.gathererOf[measure]).cellOf(m_query.measures[measure], group);
    }
    std::uint64_t codeOf(std::uint32_t group, std::size_t key) const {
        return m_gathered.numberAt(group) / m_strides[key] % m_layout.keys[key].domain();
    }
    static Rank rankOf(const Cell &cell) {
        if (const auto *number = std::get_if<std::int64_t>(&cell))
            return {*number, false};
        if (const auto *decimal = std::get_if<Decimal>(&cell)) // of one scale
            return {decimal->mantissa, false};
        if (const auto *number = std::get_if<double>(&cell))
            return {orderedBits(*number), false};
        if (const auto *date = std::get_if<CivilDate>(&cell))
            return {date->days, false};
        if (const auto *instant = std::get_if<Instant>(&cell))
            return {instant->micros, false};
        return {0, true};
    }
    void rank() {
        for (const GroupOrder &order : m_query.order) {
            std::vector<Rank> &ranks = m_ranks.emplace_back();
            if (order.isMeasure)
                for (const std::uint32_t group : m_groups)
                    ranks.push_back(rankOf(measured(order.index, group)));
        }
    }
    // Below, at or above 0 as group `a` stands before, with or after group `b`.
    int compareKey(std::size_t key, std::uint32_t a, std::uint32_t b, bool descending) const {
        const KeyCoder &coder = m_layout.keys[key];
        const std::uint64_t codeA = codeOf(a, key), codeB = codeOf(b, key);
        if (codeA == codeB)
            return 0;
        const bool flip = descending && !coder.isNone(codeA) && !coder.isNone(codeB);
        return coder.isLess(codeA, codeB) != flip ? -1 : 1;
    }
    bool isBefore(std::uint32_t a, std::uint32_t b) const {
        for (std::size_t i = 0; i < m_query.order.size(); ++i) {
            const GroupOrder &order = m_query.order[i];
            if (!order.isMeasure) {
                if (const int compared = compareKey(order.index, m_groups[a], m_groups[b], order.descending); compared != 0)
                    return compared < 0;
                continue;
            }
            const Rank left = m_ranks[i][a], right = m_ranks[i][b];
            if (left.isNone != right.isNone)
                return right.isNone;
            if (left.value != right.value)
                return (left.value < right.value) != order.descending;
        }
        if (m_isOrdered)
            return m_gathered.numberAt(m_groups[a]) < m_gathered.numberAt(m_groups[b]);
        for (std::size_t key = 0; key < m_layout.keys.size(); ++key)
            if (const int compared = compareKey(key, m_groups[a], m_groups[b], false); compared != 0)
                return compared < 0;
        return false;
    }

    const GroupQuery &m_query;
    const Layout &m_layout;
    const Worker &m_gathered;
    std::vector<std::uint64_t> m_strides; // by key, in group numbers
    bool m_isOrdered = true;
    std::vector<std::uint32_t> m_groups; // places that occur
    std::vector<std::vector<Rank>> m_ranks; // by order
};

// So many bins become bins of one width, which the lowest and highest value say.
Result<void> settleBins(GroupQuery &query, const EvaluateContext &context) {
    for (GroupKey &key : query.keys) {
        if (!key.bins || key.bins->count == 0)
            continue;
        GroupQuery ends;
        ends.events = query.events;
        ends.people = query.people;
        ends.withGuests = query.withGuests;
        for (const auto of : {GroupMeasure::Of::Minimum, GroupMeasure::Of::Maximum})
            ends.measures.push_back({of, key.column, {}, nullptr, key.column.field});
        TRY_ASSIGN(const GroupTable table, evaluate(ends, context));
        const Cell &low = table.rows[0][0], &high = table.rows[0][1];
        if (const double *least = std::get_if<double>(&low)) {
            const double span = std::get<double>(high) - *least, width = span / static_cast<double>(key.bins->count);
            key.bins->doubleFrom = *least;
            key.bins->doubleWidth = width > 0 ? width : 1;
            continue;
        }
        const auto whole = [](const Cell &cell) {
            const auto *decimal = std::get_if<Decimal>(&cell);
            const auto *number = std::get_if<std::int64_t>(&cell);
            return decimal ? decimal->mantissa : number ? *number : 0;
        };
        const Int128 values = static_cast<Int128>(whole(high)) - whole(low) + 1;
        key.bins->from = whole(low);
        key.bins->width = static_cast<std::int64_t>(std::min<Int128>((values + key.bins->count - 1) / key.bins->count, kNoHigh));
        key.bins->count = 0;
    }
    return {};
}

} // namespace

Error tooManyGroups() { return Error(ErrorKind::Limit, "query.too_many_groups").with("limit", std::to_string(kMaxGroups)); }
Error tooManyValues() { return Error(ErrorKind::Limit, "query.too_many_values"); }

Result<GroupTable> evaluate(const GroupQuery &asked, const EvaluateContext &context) {
    GroupQuery query = asked;
    TRY(settleBins(query, context));
    TRY_ASSIGN(const Layout layout, Layout::make(query, context));
    TRY_ASSIGN(const Worker gathered, gather(layout, context));
    GroupTable table = TableWriter(query, layout, gathered).write();
    TRY(context.cancel.check());
    return table;
}

} // namespace audience::engine
