// What the columns suggest together: which of them tell rows apart, what goes with what, and rows that are there twice.
#include "quality/suggest.h"

#include "quality/row_test.h"
#include "store/text_index.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace audience::quality {

using engine::ColumnData;
using engine::ColumnType;
using model::QualityCheck;
using model::QualityKind;

namespace {

constexpr std::uint32_t kNone = store::TextIndex::kAbsent;
constexpr std::uint32_t kMostRows = 1'000'000; // the first ones tell; what they suggest is tried on all
constexpr std::size_t kMostColumns = 32, kMostDeterminants = 8, kMostOnePer = 12;
constexpr std::int64_t kFewestGroups = 10; // of several rows each
constexpr double kNearly = 0.25, kAlmost = 0.02;

// A column as small numbers, the same for the same value.
struct Coded {
    std::size_t field = 0;
    std::vector<std::uint32_t> codes; // by row; kNone where there is no value
    std::uint32_t distinct = 0;
    std::vector<double> numbers; // of numbers: by code
};

Result<Coded> codedOf(const Subject &subject, std::size_t field) {
    Coded coded;
    coded.field = field;
    const engine::Field &of = subject.info().fields[field];
    const double unit = of.type == ColumnType::Decimal ? static_cast<double>(powerOfTen(of.scale)) : 1;
    store::TextIndex values;
    std::string key;
    for (std::size_t chunk = 0; chunk < subject.rows.chunks().size() && coded.codes.size() < kMostRows; ++chunk) {
        TRY(subject.cancel.check());
        TRY_ASSIGN(const ColumnData data, subject.rows.column(chunk, field));
        TRY_ASSIGN(const auto live, subject.rows.liveRows(chunk));
        Piece{{&data}, &live, data.rows, 0}.forRows([&](std::uint32_t at, std::uint32_t) {
            key.clear();
            if (!appendKey(key, data, at)) {
                coded.codes.push_back(kNone);
                return;
            }
            const auto [code, isNew] = values.insert(key);
            if (isNew && subject.facts[field].isNumber())
                coded.numbers.push_back(of.type == ColumnType::Double ? data.doubles[at] : static_cast<double>(data.ints[at]) / unit);
            coded.codes.push_back(code);
        });
    }
    coded.distinct = values.size();
    return coded;
}

// How one column goes with another.
struct Going {
    std::int64_t groups = 0, bad = 0; // with several rows; of them those that do not agree
    double once = 0;                  // the sum of numbers, one per group
};

Going going(const Coded &from, const Coded &to) {
    constexpr std::uint32_t kBad = kNone - 1;
    std::vector<std::uint32_t> first(from.distinct, kNone);
    std::vector<bool> isSeveral(from.distinct);
    Going found;
    for (std::size_t row = 0; row < from.codes.size(); ++row) {
        const std::uint32_t group = from.codes[row], value = to.codes[row];
        if (group == kNone || value == kNone)
            continue;
        if (first[group] == kNone) {
            first[group] = value;
            found.once += to.numbers.empty() ? 0 : to.numbers[value];
            continue;
        }
        if (!isSeveral[group])
            isSeveral[group] = true, ++found.groups;
        if (first[group] != value && first[group] != kBad)
            first[group] = kBad, ++found.bad;
    }
    return found;
}

std::string rounded(double value) {
    if (!(value > -1e15 && value < 1e15))
        return engine::toText(engine::Cell(value));
    const bool isWhole = value == static_cast<double>(static_cast<std::int64_t>(value));
    std::string text = toText(Decimal{static_cast<std::int64_t>(value * 100 + (value < 0 ? -0.5 : 0.5)), 2});
    return isWhole ? text.substr(0, text.find('.')) : text;
}

class RowFinder {
public:
    RowFinder(const Subject &subject, Suggestions &out) : m_subject(subject), m_out(out) {}

    Result<void> run() {
        for (std::size_t field = 0; field < m_subject.facts.size() && m_columns.size() < kMostColumns; ++field) {
            if (m_subject.facts[field].filled() == 0)
                continue;
            TRY_ASSIGN(Coded coded, codedOf(m_subject, field));
            m_columns.push_back(std::move(coded));
        }
        const bool hasKey = !m_subject.info().keyField.empty() ||
                            std::any_of(m_out.checks.begin(), m_out.checks.end(), [](const QualityCheck &check) { return check.kind == QualityKind::Unique; });
        if (!hasKey && !findPair())
            findRepeats();
        TRY(m_subject.cancel.check());
        findGoing();
        return {};
    }

private:
    const ColumnFacts &facts(const Coded &column) const { return m_subject.facts[column.field]; }
    const std::string &nameOf(const Coded &column) const { return facts(column).field.name; }

    // The two columns that tell all rows apart, those that look like keys first. Numbers that are measured do so by chance.
    bool findPair() {
        std::vector<const Coded *> possible;
        for (const Coded &column : m_columns) {
            const bool isMeasure = facts(column).field.type == ColumnType::Decimal || facts(column).field.type == ColumnType::Double || facts(column).field.type == ColumnType::Json ||
                                   (facts(column).field.type == ColumnType::Int64 && !m_subject.isName(nameOf(column)));
            if (facts(column).empty == 0 && column.distinct > 1 && !isMeasure)
                possible.push_back(&column);
        }
        std::stable_sort(possible.begin(), possible.end(), [&](const Coded *a, const Coded *b) { return m_subject.isName(nameOf(*a)) > m_subject.isName(nameOf(*b)); });
        possible.resize(std::min<std::size_t>(possible.size(), 10));
        for (std::size_t i = 0; i < possible.size(); ++i)
            for (std::size_t j = i + 1; j < possible.size(); ++j)
                if (tellApart(*possible[i], *possible[j])) {
                    QualityCheck check = m_subject.check(QualityKind::Unique, {nameOf(*possible[i]), nameOf(*possible[j])}, "quality.why.unique_together");
                    check.reasonArgs = {{"rows", std::to_string(m_subject.info().rows)}};
                    m_out.checks.push_back(std::move(check));
                    return true;
                }
        return false;
    }

    static bool tellApart(const Coded &a, const Coded &b) {
        const std::size_t rows = a.codes.size();
        if (static_cast<double>(a.distinct) * static_cast<double>(b.distinct) < static_cast<double>(rows))
            return false;
        std::unordered_set<std::uint64_t> seen;
        seen.reserve(rows);
        for (std::size_t row = 0; row < rows; ++row)
            if (!seen.insert(static_cast<std::uint64_t>(a.codes[row]) << 32 | b.codes[row]).second)
                return false;
        return true;
    }

    // Rows that are the same in every column. Each row's codes become one number, pair by pair.
    void findRepeats() {
        if (m_columns.empty() || m_columns.size() != m_subject.facts.size())
            return;
        std::vector<std::uint32_t> together = m_columns.front().codes;
        std::size_t different = 0;
        for (std::size_t i = 1; i <= m_columns.size(); ++i) {
            std::unordered_map<std::uint64_t, std::uint32_t> pairs;
            const Coded &column = m_columns[std::min(i, m_columns.size() - 1)];
            for (std::size_t row = 0; row < together.size(); ++row)
                together[row] = pairs.emplace(static_cast<std::uint64_t>(together[row]) << 32 | column.codes[row], static_cast<std::uint32_t>(pairs.size())).first->second;
            different = pairs.size();
        }
        const auto count = static_cast<std::int64_t>(together.size() - different);
        if (count == 0)
            return;
        Trap trap;
        trap.count = count;
        trap.finding.id = "quality.trap.repeated_rows";
        trap.finding.args = {{"count", std::to_string(count)}, {"dataset", m_subject.info().name}};
        QualityCheck check = m_subject.check(QualityKind::Unique, {}, {});
        for (const Coded &column : m_columns)
            if (facts(column).empty == 0)
                check.columns.push_back(nameOf(column));
        if (model::checkQuality(check))
            trap.check = std::move(check);
        m_out.traps.push_back(std::move(trap));
    }

    // What all rows of an order, a product, a person agree in; nearly always is worth telling.
    void findGoing() {
        std::vector<const Coded *> from;
        for (const Coded &column : m_columns) {
            const ColumnFacts &of = facts(column);
            const bool isWord = of.field.type == ColumnType::Text || (of.field.type == ColumnType::Int64 && m_subject.isName(of.field.name));
            if (isWord && of.distinct >= 5 && of.distinct < of.filled() && of.filled() * 2 >= of.distinct * 3)
                from.push_back(&column);
        }
        std::stable_sort(from.begin(), from.end(), [&](const Coded *a, const Coded *b) { return m_subject.isName(nameOf(*a)) > m_subject.isName(nameOf(*b)); });
        from.resize(std::min(from.size(), kMostDeterminants));
        std::size_t told = 0;
        std::unordered_set<std::size_t> amounts;
        std::stable_sort(from.begin(), from.end(), [](const Coded *a, const Coded *b) { return a->distinct > b->distinct; });
        for (const Coded *one : from)
            for (const Coded &other : m_columns) {
                const ColumnFacts &of = facts(other);
                if (&other == one || of.distinct < 2 || of.mostOften * 20 > of.filled() * 19 || of.field.type == ColumnType::Json)
                    continue;
                const Going found = going(*one, other);
                if (found.groups < kFewestGroups)
                    continue;
                if (found.bad > 0) {
                    tellNearly(*one, other, found);
                } else if (told < kMostOnePer) {
                    ++told;
                    tellAlways(*one, other, found);
                }
                if (found.bad == 0 && amounts.insert(other.field).second)
                    tellRepeatedAmount(*one, other, found);
            }
    }

    void tellAlways(const Coded &one, const Coded &other, const Going &found) {
        QualityCheck check = m_subject.check(QualityKind::OnePer, {nameOf(other), nameOf(one)}, "quality.why.one_per");
        check.reasonArgs = {{"count", std::to_string(found.groups)}};
        m_out.checks.push_back(std::move(check));
    }

    void tellNearly(const Coded &one, const Coded &other, const Going &found) {
        const double share = static_cast<double>(found.bad) / static_cast<double>(found.groups);
        const bool namesBoth = m_subject.isName(nameOf(one)) && m_subject.isName(nameOf(other)) && share <= kNearly;
        const bool isAlmost = share <= kAlmost && found.groups >= 50;
        if (!namesBoth && !isAlmost)
            return;
        Trap trap;
        trap.count = found.bad;
        trap.finding.id = "quality.trap.several_per";
        trap.finding.args = {{"count", std::to_string(found.bad)}, {"column", nameOf(other)}, {"per", nameOf(one)}};
        trap.check = m_subject.check(QualityKind::OnePer, {nameOf(other), nameOf(one)}, {});
        m_out.traps.push_back(std::move(trap));
    }

    // An amount that stands on each row of an order is counted once per row by whoever adds it up. A price per piece is none.
    void tellRepeatedAmount(const Coded &one, const Coded &other, const Going &found) {
        const ColumnFacts &of = facts(other);
        const bool isAmount = of.field.type == ColumnType::Decimal || of.field.type == ColumnType::Double ||
                              isNamed(of.field.name, {"amount", "total", "sum", "cost", "costs", "charge", "charges", "fee", "fees", "revenue", "shipping", "delivery"});
        const bool isRate = isNamed(of.field.name, {"price", "rate", "pct", "percent", "percentage", "share", "gst", "vat", "tax", "preis", "lat", "lon", "latitude", "longitude", "score"});
        if (!of.isNumber() || !isAmount || isRate || !m_subject.isName(nameOf(one)) || m_subject.isName(of.field.name) || other.codes.size() != static_cast<std::size_t>(of.rows) || of.rows != m_subject.info().rows ||
            found.once == of.sum)
            return;
        Trap trap;
        trap.count = found.groups;
        trap.finding.id = "quality.trap.repeated_amount";
        trap.finding.args = {{"column", of.field.name}, {"per", nameOf(one)}, {"sum", rounded(of.sum)}, {"once", rounded(found.once)}};
        m_out.traps.push_back(std::move(trap));
    }

    const Subject &m_subject;
    Suggestions &m_out;
    std::vector<Coded> m_columns;
};

} // namespace

Result<void> suggestByRows(const Subject &subject, Suggestions &out) {
    return subject.info().rows < kFewRows ? Result<void>() : RowFinder(subject, out).run();
}

} // namespace audience::quality
