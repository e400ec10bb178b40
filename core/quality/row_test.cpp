#include "quality/row_test.h"

#include "base/text.h"
#include "email/address.h"
#include "engine/pattern.h"
#include "store/text_index.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace audience::quality {

using engine::ColumnData;
using engine::ColumnType;
using model::QualityCheck;
using model::QualityKind;

std::vector<std::uint32_t> Failing::first() const {
    std::vector<std::uint32_t> rows = m_first;
    std::sort(rows.begin(), rows.end());
    rows.resize(std::min(rows.size(), kSampledRows));
    return rows;
}

// The lowest ones stay; the last of them is the highest.
void Failing::keep(std::uint32_t row) {
    m_first.back() = row;
    std::sort(m_first.begin(), m_first.end());
}

namespace {

constexpr std::string_view kHardBlank = "\xC2\xA0";

// Empty texts are no values.
bool hasValue(const ColumnData &column, std::uint32_t at) {
    if (column.isNull(at))
        return false;
    if (column.type == ColumnType::Double)
        return !std::isnan(column.doubles[at]);
    return !engine::isTextual(column.type) || !trimmed(column.textAt(at)).empty();
}

class NotEmptyTest final : public RowTest {
public:
    void look(const Piece &piece, Failing &failing) override {
        const ColumnData &column = *piece.columns.front();
        const bool isPlain = column.valid.empty() && column.type != ColumnType::Double && !engine::isTextual(column.type);
        piece.forRows([&](std::uint32_t at, std::uint32_t row) {
            ++m_checked;
            if (!isPlain && !hasValue(column, at))
                failing.add(row);
        });
    }
};

// Texts, each different one of a chunk asked once where they repeat.
template <class Passes> class TextTest final : public RowTest {
public:
    explicit TextTest(Passes passes) : m_passes(std::move(passes)) {}
    void look(const Piece &piece, Failing &failing) override {
        const ColumnData &column = *piece.columns.front();
        enum : std::uint8_t { Empty, Passed, Failed };
        const auto judge = [&](std::string_view text) -> std::uint8_t { return trimmed(text).empty() ? Empty : m_passes(text) ? Passed : Failed; };
        std::vector<std::uint8_t> ofCode;
        if (!column.codes.empty())
            for (std::uint32_t code = 0; code < column.dictionary.size(); ++code)
                ofCode.push_back(judge(column.dictionary.at(code)));
        piece.forRows([&](std::uint32_t at, std::uint32_t row) {
            if (column.isNull(at))
                return;
            const std::uint8_t verdict = column.codes.empty() ? judge(column.texts.at(at)) : ofCode[column.codes[at]];
            if (verdict == Empty)
                return;
            ++m_checked;
            if (verdict == Failed)
                failing.add(row);
        });
    }

private:
    Passes m_passes;
};
template <class Passes> std::unique_ptr<RowTest> textTest(Passes passes) {
    return std::make_unique<TextTest<Passes>>(std::move(passes));
}

template <class Passes> class NumberTest final : public RowTest {
public:
    explicit NumberTest(Passes passes) : m_passes(std::move(passes)) {}
    void look(const Piece &piece, Failing &failing) override {
        const ColumnData &column = *piece.columns.front();
        piece.forRows([&](std::uint32_t at, std::uint32_t row) {
            if (!hasValue(column, at))
                return;
            ++m_checked;
            if (!m_passes(column, at))
                failing.add(row);
        });
    }

private:
    Passes m_passes;
};
template <class Passes> std::unique_ptr<RowTest> numberTest(Passes passes) {
    return std::make_unique<NumberTest<Passes>>(std::move(passes));
}

Error wrongType(const QualityCheck &check, ColumnType type) {
    return Error(ErrorKind::Invalid, "quality.wrong_type").with("column", check.column()).with("type", engine::toText(type)).with("rule", model::toText(check.kind));
}

// "number", "whole", "day", "truth": what it should have been.
Error badValue(std::string_view needed, std::string_view value, const engine::Field &field) {
    return Error(ErrorKind::Invalid, "quality.bad_value." + std::string(needed)).with("value", value).with("column", field.name);
}

// The lowest (or, rounding down, the highest) whole number of the column's unit that is inside.
struct Ends {
    std::int64_t low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
};

// floor(value * 10^scale), and whether that is exact; what is too large is the largest.
std::optional<std::pair<std::int64_t, bool>> scaledDown(const std::string &text, int scale) {
    const auto value = decimalFromText(trimmed(text));
    if (!value)
        return std::nullopt;
    if (const auto exact = rescaled(*value, scale))
        return std::pair(exact->mantissa, true);
    if (value->scale > scale) {
        const std::int64_t unit = powerOfTen(value->scale - scale);
        const std::int64_t down = value->mantissa / unit - (value->mantissa % unit < 0 ? 1 : 0);
        return std::pair(down, value->mantissa % unit == 0);
    }
    return std::pair(value->mantissa < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max(), false);
}

Result<std::int64_t> momentOf(const std::string &text, const engine::Field &field, Instant now) {
    constexpr std::int64_t kDay = kMicrosPerDay;
    if (field.type == ColumnType::Date) {
        if (text == "now")
            return now.micros >= 0 ? now.micros / kDay : -((-now.micros + kDay - 1) / kDay);
        if (const auto day = civilFromIso(text.substr(0, 10)))
            return std::int64_t{day->days};
        return badValue("day", text, field);
    }
    if (text == "now")
        return now.micros;
    if (const auto at = instantFromIso(text))
        return at->micros;
    return badValue("day", text, field);
}

Result<Ends> endsOf(const QualityCheck &check, const engine::Field &field, Instant now) {
    Ends ends;
    const bool isTime = field.type == ColumnType::Date || field.type == ColumnType::Instant;
    if (isTime) {
        if (!check.low.empty()) {
            TRY_ASSIGN(ends.low, momentOf(check.low, field, now));
            ends.low += check.openLow ? 1 : 0;
        }
        if (!check.high.empty()) {
            TRY_ASSIGN(ends.high, momentOf(check.high, field, now));
            ends.high -= check.openHigh ? 1 : 0;
        }
        return ends;
    }
    const int scale = field.type == ColumnType::Decimal ? field.scale : 0;
    if (!check.low.empty()) {
        const auto low = scaledDown(check.low, scale);
        if (!low)
            return badValue("number", check.low, field);
        ends.low = low->first + ((!low->second || check.openLow) && low->first < std::numeric_limits<std::int64_t>::max() ? 1 : 0);
    }
    if (!check.high.empty()) {
        const auto high = scaledDown(check.high, scale);
        if (!high)
            return badValue("number", check.high, field);
        ends.high = high->first - (high->second && check.openHigh ? 1 : 0);
    }
    return ends;
}

std::optional<double> realOf(const std::string &text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Result<std::unique_ptr<RowTest>> rangeTest(const QualityCheck &check, const engine::Field &field, Instant now) {
    if (engine::isTextual(field.type) || field.type == ColumnType::Bool)
        return wrongType(check, field.type);
    if (field.type == ColumnType::Double) {
        double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
        for (const auto &[text, to] : {std::pair{&check.low, &low}, {&check.high, &high}})
            if (!text->empty()) {
                const auto value = realOf(*text);
                if (!value)
                    return badValue("number", *text, field);
                *to = *value;
            }
        return numberTest([low, high, openLow = check.openLow, openHigh = check.openHigh](const ColumnData &column, std::uint32_t at) {
            const double value = column.doubles[at];
            return (openLow ? value > low : value >= low) && (openHigh ? value < high : value <= high);
        });
    }
    TRY_ASSIGN(const Ends ends, endsOf(check, field, now));
    return numberTest([ends](const ColumnData &column, std::uint32_t at) { return column.ints[at] >= ends.low && column.ints[at] <= ends.high; });
}

Result<std::unique_ptr<RowTest>> acceptedTest(const QualityCheck &check, const engine::Field &field) {
    if (engine::isTextual(field.type)) {
        std::unordered_set<std::string> values;
        for (const std::string &value : check.values)
            values.insert(check.ignoreCase ? foldCase(value) : value);
        return textTest([values = std::move(values), ignoreCase = check.ignoreCase, negated = check.negated](std::string_view text) {
            return (values.count(ignoreCase ? foldCase(text) : std::string(text)) > 0) != negated;
        });
    }
    // What is no value of the column's type is met by no row; fitsData() says so before a check is kept.
    std::unordered_set<std::int64_t> ints;
    std::unordered_set<double> reals;
    for (const std::string &value : check.values) {
        if (field.type == ColumnType::Double) {
            if (const auto real = realOf(value))
                reals.insert(*real);
        } else if (field.type == ColumnType::Bool) {
            if (equalsAscii(value, "true") || equalsAscii(value, "false"))
                ints.insert(equalsAscii(value, "true") ? 1 : 0);
        } else if (field.type == ColumnType::Date || field.type == ColumnType::Instant) {
            if (const auto at = momentOf(value, field, {}))
                ints.insert(*at);
        } else if (const auto scaled = scaledDown(value, field.type == ColumnType::Decimal ? field.scale : 0); scaled && scaled->second) {
            ints.insert(scaled->first);
        }
    }
    return numberTest([ints = std::move(ints), reals = std::move(reals), negated = check.negated](const ColumnData &column, std::uint32_t at) {
        const bool isIn = column.type == ColumnType::Double ? reals.count(column.doubles[at]) > 0 : ints.count(column.ints[at]) > 0;
        return isIn != negated;
    });
}

// Whether no value of the column can lie between them. "now" moves.
bool isTurned(const QualityCheck &check, const engine::Field &field) {
    if (check.low.empty() || check.high.empty() || check.low == "now" || check.high == "now")
        return false;
    if (field.type == ColumnType::Double) {
        const auto low = realOf(check.low), high = realOf(check.high);
        return low && high && (*low > *high || (*low == *high && (check.openLow || check.openHigh)));
    }
    const auto ends = endsOf(check, field, {});
    return ends && ends->low > ends->high;
}

bool isTidy(std::string_view text) {
    return trimmed(text).size() == text.size() && text.substr(0, 2) != kHardBlank && (text.size() < 2 || text.substr(text.size() - 2) != kHardBlank);
}

Result<std::unique_ptr<RowTest>> lengthTest(const QualityCheck &check) {
    TRY_ASSIGN(const Ends ends, endsOf(check, {check.column(), ColumnType::Int64, 0}, {}));
    return textTest([ends](std::string_view text) {
        const auto length = static_cast<std::int64_t>(codePoints(text));
        return length >= ends.low && length <= ends.high;
    });
}

} // namespace

struct AllowedValues {
    store::TextIndex texts; // as appendKey() writes them
    ColumnType type = ColumnType::Text;
    std::uint8_t scale = 0;
};

Result<std::shared_ptr<const AllowedValues>> allowedValues(const store::DatasetReader &other, const std::string &column, const CancelToken &cancel) {
    const auto field = other.info().fieldIndex(column);
    if (!field)
        return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", other.info().name).with("column", column);
    auto allowed = std::make_shared<AllowedValues>();
    allowed->type = other.info().fields[*field].type;
    allowed->scale = other.info().fields[*field].scale;
    std::string key;
    for (std::size_t chunk = 0; chunk < other.chunks().size(); ++chunk) {
        TRY(cancel.check());
        TRY_ASSIGN(const ColumnData data, other.column(chunk, *field));
        TRY_ASSIGN(const auto live, other.liveRows(chunk));
        Piece piece{{&data}, &live, data.rows, 0};
        piece.forRows([&](std::uint32_t at, std::uint32_t) {
            key.clear();
            if (appendKey(key, data, at))
                allowed->texts.insert(key);
        });
    }
    return std::shared_ptr<const AllowedValues>(std::move(allowed));
}

Result<void> checkValues(const QualityCheck &check, const engine::Field &field) {
    for (const std::string &value : check.values) {
        if (field.type == ColumnType::Double || field.type == ColumnType::Int64 || field.type == ColumnType::Decimal) {
            const auto scaled = scaledDown(value, field.type == ColumnType::Decimal ? field.scale : 0);
            if (field.type == ColumnType::Double ? !realOf(value) : !scaled || (field.type == ColumnType::Int64 && !scaled->second))
                return badValue(field.type == ColumnType::Int64 ? "whole" : "number", value, field);
        } else if (field.type == ColumnType::Bool) {
            if (!equalsAscii(value, "true") && !equalsAscii(value, "false"))
                return badValue("truth", value, field);
        } else if (field.type == ColumnType::Date || field.type == ColumnType::Instant) {
            TRY_ASSIGN(const std::int64_t at, momentOf(value, field, {}));
            (void)at;
        }
    }
    return {};
}

Result<void> checkEnds(const QualityCheck &check, const engine::Field &field) {
    if (field.type == ColumnType::Double) {
        for (const std::string *end : {&check.low, &check.high})
            if (!end->empty() && !realOf(*end))
                return badValue("number", *end, field);
    } else {
        TRY_ASSIGN(const Ends ends, endsOf(check, field, {}));
        (void)ends;
    }
    if (isTurned(check, field))
        return Error(ErrorKind::Invalid, "quality.bad_value.turned").with("low", check.low).with("high", check.high).with("column", field.name);
    return {};
}

Result<void> checkCounts(const QualityCheck &check) {
    const engine::Field counted{check.column().empty() ? check.dataset : check.column(), ColumnType::Int64, 0};
    for (const std::string *end : {&check.low, &check.high})
        if (const auto whole = scaledDown(*end, 0); !end->empty() && (!whole || !whole->second || whole->first < 0))
            return badValue("count", *end, counted);
    return checkEnds(check, counted);
}

Result<std::unique_ptr<RowTest>> makeRowTest(const QualityCheck &check, const TestContext &context, std::shared_ptr<const AllowedValues> allowed) {
    const auto index = context.info.fieldIndex(check.column());
    if (!index)
        return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", context.info.name).with("column", check.column());
    const engine::Field &field = context.info.fields[*index];
    const bool isText = engine::isTextual(field.type);
    switch (check.kind) {
    case QualityKind::NotEmpty:
        return std::unique_ptr<RowTest>(std::make_unique<NotEmptyTest>());
    case QualityKind::Unique:
        return makeUniqueTest();
    case QualityKind::OnePer:
        return makeOnePerTest();
    case QualityKind::Accepted:
        return acceptedTest(check, field);
    case QualityKind::Range:
        return rangeTest(check, field, context.now);
    case QualityKind::Related:
        // The same number as text and as number is not the same; the types tell before every row does.
        if (!allowed || isText != engine::isTextual(allowed->type) || (!isText && (field.type != allowed->type || field.scale != allowed->scale)))
            return wrongType(check, field.type);
        return numberTest([allowed, key = std::string()](const ColumnData &column, std::uint32_t at) mutable {
            key.clear();
            return !appendKey(key, column, at) || allowed->texts.find(key) != store::TextIndex::kAbsent;
        });
    case QualityKind::Length:
    case QualityKind::Pattern:
    case QualityKind::Email:
    case QualityKind::Tidy:
        break;
    case QualityKind::Fresh:
    case QualityKind::RowCount:
    case QualityKind::RowDrift:
    case QualityKind::Drift:
        return Error(ErrorKind::Internal, "quality.bad_check").with("what", "kind").with("value", model::toText(check.kind));
    }
    if (!isText)
        return wrongType(check, field.type);
    if (check.kind == QualityKind::Length)
        return lengthTest(check);
    if (check.kind == QualityKind::Email)
        return textTest([](std::string_view text) { return email::isValidAddress(text); });
    if (check.kind == QualityKind::Tidy)
        return textTest(isTidy);
    TRY_ASSIGN(const engine::Pattern pattern, engine::Pattern::compile(check.pattern, check.ignoreCase));
    return textTest([pattern, negated = check.negated](std::string_view text) { return pattern.occursIn(text) != negated; });
}

} // namespace audience::quality
