#include "ingest/type_guess.h"

#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace audience::ingest {

using engine::ColumnType;

constexpr std::size_t kExampleBytes = 60;

void TypeTally::count(std::uint32_t bits, std::int64_t times, std::string_view example) {
    if (!m_shapes.empty() && m_shapes.front().bits == bits) {
        m_shapes.front().times += times;
        return;
    }
    const auto known = std::find_if(m_shapes.begin(), m_shapes.end(),
                                    [&](const Shape &shape) { return shape.bits == bits; });
    if (known == m_shapes.end()) {
        m_shapes.insert(m_shapes.begin(), {bits, times, std::string(example.substr(0, kExampleBytes))});
        return;
    }
    known->times += times;
    std::iter_swap(m_shapes.begin(), known);
}

void TypeTally::add(std::string_view cell) {
    if (cell.empty()) {
        ++m_nulls;
        return;
    }
    NumberDigits digits;
    const std::uint32_t bits = shapeOf(cell, &digits);
    count(bits, 1, cell);
    if ((bits & (shape::kPoint | shape::kComma)) != 0) {
        m_digits.pointWhole = std::max(m_digits.pointWhole, digits.pointWhole);
        m_digits.pointScale = std::max(m_digits.pointScale, digits.pointScale);
        m_digits.commaWhole = std::max(m_digits.commaWhole, digits.commaWhole);
        m_digits.commaScale = std::max(m_digits.commaScale, digits.commaScale);
    }
    constexpr std::uint32_t kBoth = shape::kDmy | shape::kMdy;
    if (m_ambiguousDate.empty() && (bits & kBoth) == kBoth && (bits & shape::kSameBothWays) == 0)
        m_ambiguousDate = cell;
}

void TypeTally::merge(const TypeTally &other) {
    m_nulls += other.m_nulls;
    for (const Shape &shape : other.m_shapes)
        count(shape.bits, shape.times, shape.example);
    m_digits.pointWhole = std::max(m_digits.pointWhole, other.m_digits.pointWhole);
    m_digits.pointScale = std::max(m_digits.pointScale, other.m_digits.pointScale);
    m_digits.commaWhole = std::max(m_digits.commaWhole, other.m_digits.commaWhole);
    m_digits.commaScale = std::max(m_digits.commaScale, other.m_digits.commaScale);
    if (m_ambiguousDate.empty())
        m_ambiguousDate = other.m_ambiguousDate;
}

std::int64_t TypeTally::values() const {
    std::int64_t total = 0;
    for (const Shape &shape : m_shapes)
        total += shape.times;
    return total;
}

std::int64_t TypeTally::withAny(std::uint32_t bits) const {
    return withAnyButNone(bits, 0);
}

std::int64_t TypeTally::withAnyButNone(std::uint32_t any, std::uint32_t none) const {
    std::int64_t total = 0;
    for (const Shape &shape : m_shapes)
        total += (shape.bits & any) != 0 && (shape.bits & none) == 0 ? shape.times : 0;
    return total;
}

std::string TypeTally::exampleWithout(std::uint32_t bits) const {
    const auto found = std::find_if(m_shapes.begin(), m_shapes.end(),
                                    [&](const Shape &shape) { return (shape.bits & bits) == 0; });
    return found == m_shapes.end() ? std::string() : repairUtf8(found->example);
}

namespace {

// Eight digits are a date only where the name says so: article numbers look the same.
bool nameSpeaksOfTime(std::string_view column) {
    const std::string name = toLowerAscii(column);
    constexpr std::array<std::string_view, 14> kHints = {
        "date", "day", "time",    "datum", "fecha", "birth", "dob",
        "_at",  "_on", "created", "since", "until", "when",  "jour"};
    return std::any_of(kHints.begin(), kHints.end(),
                       [&](std::string_view hint) { return name.find(hint) != std::string::npos; });
}

// The notation of the file: the columns that read only one way decide for those that read both
// ways.
template <class Choice> struct Vote {
    std::int64_t first = 0, second = 0;
    std::optional<Choice> winner(Choice a, Choice b) const {
        if (first == second)
            return std::nullopt;
        return first > second ? a : b;
    }
};

struct Notation {
    std::optional<NumberStyle> numbers;
    std::optional<DateOrder> dates;
};

Notation notationOf(const std::vector<TypeTally> &tallies) {
    Vote<NumberStyle> numbers;
    Vote<DateOrder> dates;
    for (const TypeTally &tally : tallies) {
        const std::int64_t values = tally.values();
        if (tally.withAny(shape::kNumbers) * 10 >= values * 9) {
            numbers.first += tally.withAnyButNone(shape::kPoint, shape::kComma);
            numbers.second += tally.withAnyButNone(shape::kComma, shape::kPoint);
        }
        if (tally.withAny(shape::kDates) * 10 >= values * 9) {
            dates.first += tally.withAnyButNone(shape::kDmy, shape::kMdy);
            dates.second += tally.withAnyButNone(shape::kMdy, shape::kDmy);
        }
    }
    return {numbers.winner(NumberStyle::Point, NumberStyle::Comma),
            dates.winner(DateOrder::Dmy, DateOrder::Mdy)};
}

class ColumnDecider {
public:
    ColumnDecider(const std::string &name, const TypeTally &tally, const TypeOptions &options,
                  const Notation &file, TypeDecision &out)
        : m_name(name), m_tally(tally), m_options(options), m_file(file), m_out(out),
          m_values(tally.values()) {}

    ColumnFormat decide() {
        m_format.field.name = m_name;
        m_format.compactDates = m_name == m_options.timeColumn || nameSpeaksOfTime(m_name);
        chooseNumbers();
        chooseDates();
        const auto forced = m_options.forced.find(m_name);
        if (forced != m_options.forced.end())
            force(forced->second);
        else
            guess();
        if (isDateType(m_format.field.type) && m_openDates)
            m_out.ambiguousDates.push_back({m_name, m_tally.ambiguousDate()});
        if (isDateType(m_format.field.type) && m_datesFromFile)
            m_out.findings.push_back(
                {"ingest.dates_from_other_columns",
                 {{"column", m_name},
                  {"order", m_format.dates == DateOrder::Dmy ? "dmy" : "mdy"}}});
        return m_format;
    }

private:
    static bool isDateType(ColumnType type) {
        return type == ColumnType::Date || type == ColumnType::Instant;
    }

    void chooseNumbers() {
        const std::int64_t point = m_tally.withAny(shape::kPoint),
                           comma = m_tally.withAny(shape::kComma);
        const NumberStyle fallback =
            m_options.numbers.value_or(m_file.numbers.value_or(NumberStyle::Point));
        m_format.numbers = m_options.numbers ? *m_options.numbers
                           : point > comma   ? NumberStyle::Point
                           : comma > point   ? NumberStyle::Comma
                                             : fallback;
        m_openNumbers = point == comma && !m_options.numbers && !m_file.numbers &&
                        m_tally.withAnyButNone(shape::kPoint, shape::kInt) > 0;
    }

    void chooseDates() {
        const std::int64_t dmy = m_tally.withAny(shape::kDmy), mdy = m_tally.withAny(shape::kMdy);
        if (m_options.dates) {
            m_format.dates = *m_options.dates;
        } else if (dmy != mdy) {
            m_format.dates = dmy > mdy ? DateOrder::Dmy : DateOrder::Mdy;
        } else if (!m_tally.ambiguousDate().empty()) {
            m_format.dates = m_file.dates.value_or(DateOrder::Dmy);
            m_openDates = !m_file.dates;
            m_datesFromFile = m_file.dates.has_value();
        }
    }

    std::uint32_t dateBits() const {
        const std::uint32_t order = m_format.dates == DateOrder::Dmy   ? shape::kDmy
                                    : m_format.dates == DateOrder::Mdy ? shape::kMdy
                                                                       : 0;
        return shape::kYmd | order | (m_format.compactDates ? shape::kCompact : 0);
    }
    int whole() const {
        return m_format.numbers == NumberStyle::Point ? m_tally.digits().pointWhole
                                                      : m_tally.digits().commaWhole;
    }
    int scale() const {
        return m_format.numbers == NumberStyle::Point ? m_tally.digits().pointScale
                                                      : m_tally.digits().commaScale;
    }

    void force(const engine::Field &wanted) {
        m_format.field.type = wanted.type;
        m_format.compactDates = m_format.compactDates || isDateType(wanted.type);
        if (wanted.type == ColumnType::Decimal)
            m_format.field.scale =
                wanted.scale != 0 ? wanted.scale : static_cast<std::uint8_t>(scale());
    }

    void guess() {
        // Digits that are no numbers (007) are codes, however few there are.
        if (m_values == 0 || m_tally.withAny(shape::kDigitText) > 0)
            return;
        const std::uint32_t style =
            m_format.numbers == NumberStyle::Point ? shape::kPoint : shape::kComma;
        const bool exact = whole() + scale() <= Decimal::kMaxScale;
        struct Candidate {
            ColumnType type;
            std::int64_t fits;
        };
        const std::array<Candidate, 7> candidates = {{
            {ColumnType::Bool, m_tally.withAny(shape::kBool)},
            {ColumnType::Date, m_tally.withAnyButNone(dateBits(), shape::kTime)},
            {ColumnType::Instant, m_tally.withAny(dateBits())},
            {ColumnType::Int64,
             scale() == 0 ? m_tally.withAny(style) : m_tally.withAny(shape::kInt)},
            {ColumnType::Decimal, exact ? m_tally.withAny(style) : 0},
            {ColumnType::Double, m_tally.withAny(style | shape::kExponent)},
            {ColumnType::Json, m_tally.withAny(shape::kJson)},
        }};
        Candidate best{ColumnType::Text, 0};
        for (const Candidate &candidate : candidates)
            if (candidate.fits > best.fits)
                best = candidate;
        const std::int64_t misfits = m_values - best.fits;
        if (misfits * 100 > m_values) {
            if (isDateType(best.type) && best.fits * 2 >= m_values)
                m_out.findings.push_back({"ingest.dates_unread",
                                          {{"column", m_name},
                                           {"count", std::to_string(misfits)},
                                           {"rows", std::to_string(m_values)},
                                           {"example", m_tally.exampleWithout(dateBits())}}});
            return;
        }
        m_format.field.type = best.type;
        if (best.type == ColumnType::Decimal)
            m_format.field.scale = static_cast<std::uint8_t>(scale());
        if (misfits > 0)
            m_out.findings.push_back({"ingest.few_misfits",
                                      {{"column", m_name},
                                       {"type", std::string(engine::toText(best.type))},
                                       {"count", std::to_string(misfits)}}});
        const bool number = best.type == ColumnType::Int64 || best.type == ColumnType::Decimal;
        if (number && m_openNumbers)
            m_out.findings.push_back({"ingest.number_style_assumed", {{"column", m_name}}});
    }

    const std::string &m_name;
    const TypeTally &m_tally;
    const TypeOptions &m_options;
    const Notation &m_file;
    TypeDecision &m_out;
    std::int64_t m_values;
    ColumnFormat m_format;
    bool m_openDates = false, m_datesFromFile = false, m_openNumbers = false;
};

} // namespace

TypeDecision decideTypes(const std::vector<std::string> &columns,
                         const std::vector<TypeTally> &tallies, const TypeOptions &options) {
    TypeDecision out;
    const Notation file = notationOf(tallies);
    for (std::size_t i = 0; i < columns.size(); ++i)
        out.columns.push_back(ColumnDecider(columns[i], tallies[i], options, file, out).decide());
    return out;
}

namespace {

constexpr std::uint32_t kWordShapes = shape::kDigitText; // beside 0

bool shapeFits(ColumnType type, std::uint32_t bits) {
    switch (type) {
    case ColumnType::Bool:
        return bits == shape::kBool;
    case ColumnType::Int64:
        return (bits & shape::kInt) != 0;
    case ColumnType::Decimal:
        return (bits & shape::kPoint) != 0 && (bits & (shape::kDates | shape::kExponent)) == 0;
    case ColumnType::Date:
        return bits == shape::kYmd;
    case ColumnType::Instant:
        return (bits & ~shape::kTime) == shape::kYmd;
    case ColumnType::Text:
        return true;
    default:
        return false;
    }
}

} // namespace

// Values that read one way only, so that they speak for no other notation of the file either.
bool isSettled(const ColumnFormat &format, const TypeTally &tally) {
    const ColumnType type = format.field.type;
    if (type == ColumnType::Text) {
        const std::int64_t values = tally.values();
        const std::int64_t words = values - tally.withAny(~kWordShapes);
        return values == 0 || words * kWordShare > values;
    }
    if (type == ColumnType::Decimal) {
        if (format.numbers != NumberStyle::Point || tally.withAnyButNone(shape::kPoint, shape::kComma) == 0 ||
            tally.digits().pointScale > format.field.scale ||
            tally.digits().pointWhole + format.field.scale > Decimal::kMaxScale)
            return false;
    }
    return tally.all([&](std::uint32_t bits) { return shapeFits(type, bits); });
}

bool fits(const ColumnFormat &format, std::string_view cell) {
    if (cell.empty() || format.field.type == ColumnType::Text)
        return true;
    NumberDigits digits;
    if (!shapeFits(format.field.type, shapeOf(cell, &digits)))
        return false;
    return format.field.type != ColumnType::Decimal ||
           (digits.pointScale <= format.field.scale &&
            digits.pointWhole + format.field.scale <= Decimal::kMaxScale);
}

bool isWord(std::string_view cell) {
    return !cell.empty() && (shapeOf(cell) & ~kWordShapes) == 0;
}

std::optional<ColumnType> columnTypeFromText(std::string_view name) {
    for (int value = 1; value <= 8; ++value)
        if (equalsAscii(engine::toText(static_cast<ColumnType>(value)), name))
            return static_cast<ColumnType>(value);
    if (equalsAscii(name, "int") || equalsAscii(name, "integer"))
        return ColumnType::Int64;
    return std::nullopt;
}

Result<std::map<std::string, engine::Field>> typesFromJson(std::string_view text) {
    auto json = parseJson(text);
    if (!json || !json->is_object())
        return Error(ErrorKind::Invalid, "ingest.types_file")
            .with("reason", json ? "it is not a JSON object" : json.error().arg("reason"));
    std::map<std::string, engine::Field> fields;
    for (const auto &[column, value] : json->items()) {
        const std::string name =
            value.is_string() ? value.get<std::string>() : jsonText(value, "type");
        const auto type = columnTypeFromText(name);
        if (!type)
            return Error(ErrorKind::Invalid, "ingest.unknown_type")
                .with("type", name)
                .with("column", column);
        const std::int64_t scale = value.is_object() ? jsonInt(value, "scale") : 0;
        if (scale < 0 || scale > Decimal::kMaxScale)
            return Error(ErrorKind::Invalid, "ingest.types_file")
                .with("reason", "the scale of " + column + " is not between 0 and 18");
        fields[column] = {column, *type, static_cast<std::uint8_t>(scale)};
    }
    return fields;
}

} // namespace audience::ingest
