#include "segment/lower_field.h"

#include "base/text.h"
#include "engine/number_test.h"
#include "engine/pattern.h"
#include "qbase/time_zone.h"
#include "segment/computed_fields.h"
#include "segment/resolve_time.h"
#include "segment/zone_rules.h"

#include <algorithm>
#include <cmath>

namespace audience::segment {

using engine::ColumnType;
using engine::IntRange;
using engine::kNoHigh;
using engine::kNoLow;
using engine::NumberTest;
using engine::Predicate;
using model::Findings;
using model::TestOp;

namespace {

class FieldLowering {
public:
    FieldLowering(const model::FieldTest &test, const engine::Field &field, const std::string &path,
                  const CompileOptions &options, Findings &findings, const FieldLookups &lookups)
        : m_test(test), m_field(field), m_path(path), m_options(options), m_findings(findings), m_lookups(lookups),
          m_op(model::positiveOf(test.op)), m_type(field.type) {
        m_predicate.field = field.name;
        m_predicate.path.text = path;
        m_predicate.negated = model::isNegative(test.op);
    }

    std::optional<Predicate> lower() {
        if (!m_test.path.empty() && m_type != ColumnType::Json)
            return refuse("segment.path_not_for_type", "/path");
        if (!m_test.path.empty() || (m_op == TestOp::Exists && m_type == ColumnType::Json))
            return m_test.path.empty() ? refuse("segment.path_expected", "/path") : lowerJson();
        if (!takePart())
            return refuse("segment.part_not_for_type", "/part");
        if (!takeZone())
            return std::nullopt;
        auto lowered = lowerWhole();
        return lowered && isZoned(*lowered) ? zoned(std::move(*lowered)) : lowered;
    }

private:
    // What the test compares with instead of values.
    std::optional<std::string> comparedField() const {
        if (const std::string *averaged = model::averagedField(m_test))
            return averageName(*averaged);
        const std::string *other = model::otherField(m_test);
        return other ? std::optional(*other) : std::nullopt;
    }
    bool takePart() {
        using model::FieldPart;
        switch (m_test.part) {
        case FieldPart::Whole:
            return true;
        case FieldPart::Domain:
            m_predicate.part = Predicate::Part::Domain;
            return m_type == ColumnType::Text;
        case FieldPart::Length:
            m_predicate.part = Predicate::Part::Length;
            m_type = ColumnType::Int64;
            return m_field.type == ColumnType::Text;
        case FieldPart::Hour:
            m_type = ColumnType::Int64;
            return m_field.type == ColumnType::Instant;
        case FieldPart::Weekday:
        case FieldPart::Day:
        case FieldPart::Month:
        case FieldPart::Year:
            m_type = ColumnType::Int64;
            return isTime();
        }
        return false;
    }
    bool isTime() const { return m_field.type == ColumnType::Date || m_field.type == ColumnType::Instant; }

    // Values inside JSON; the rule's own values say of which type they must be.
    std::optional<Predicate> lowerJson() {
        m_predicate.jsonPath = m_test.path;
        m_predicate.jsonAll = m_test.match == model::Match::All;
        m_predicate.negated = m_predicate.negated != (m_test.match == model::Match::None);
        if (!m_test.zone.empty() || !m_test.zoneField.empty())
            return refuse("segment.zone_not_for_type", "/zone");
        if (m_test.part == model::FieldPart::Length) {
            m_predicate.part = Predicate::Part::Length;
            m_type = ColumnType::Int64;
        } else if (m_test.part != model::FieldPart::Whole) {
            return refuse("segment.part_not_for_type", "/part");
        }
        if (m_test.ignoreCase && (m_type != ColumnType::Json || m_test.values.empty() || !m_test.values[0].is_string()))
            return refuse("segment.op_not_for_type", "/ignore_case");
        if (m_op == TestOp::Exists || m_op == TestOp::IsNotEmpty) {
            m_predicate.kind = m_op == TestOp::Exists ? Predicate::Kind::Present : Predicate::Kind::NotBlank;
            m_predicate.part = Predicate::Part::Whole;
            return m_predicate;
        }
        if (m_type == ColumnType::Int64)
            return lowerNumber();
        if (comparedField())
            return refuse("segment.value_not_for_type", "/value");
        if (m_op == TestOp::IsTrue || m_op == TestOp::IsFalse || (!m_test.values.empty() && m_test.values[0].is_boolean()))
            return lowerBool();
        if (!m_test.values.empty() && m_test.values[0].is_number())
            return lowerJsonNumber();
        return lowerText();
    }
    std::optional<Predicate> lowerJsonNumber() {
        for (std::size_t i = 0; i < m_test.values.size(); ++i)
            if (!m_test.values[i].is_number())
                return refuseValue(i);
        const auto tests = numberTests();
        if (!tests)
            return std::nullopt;
        std::vector<IntRange> whole;
        for (const NumberTest &test : *tests) {
            if (const auto range = engine::rangeAtScale(test, 0))
                whole.push_back(*range);
            m_predicate.doubles.push_back(doubleRange(test));
        }
        auto lowered = ints(std::move(whole));
        lowered->kind = Predicate::Kind::Doubles;
        return lowered;
    }

    // The zone that the test itself names.
    bool takeZone() {
        if (m_test.zone.empty() && m_test.zoneField.empty())
            return true;
        if (!isTime() || comparedField()) {
            (void)refuse("segment.zone_not_for_type", "/zone");
            return false;
        }
        if (!m_test.zone.empty()) {
            m_options.zone = m_test.zone;
            if (!isKnownZone(m_test.zone))
                report(m_findings, "zone.unknown", m_path + "/zone", {{"zone", m_test.zone}});
            return isKnownZone(m_test.zone);
        }
        if (!m_lookups.person) {
            (void)refuse("segment.zone_not_for_type", "/zone");
            return false;
        }
        const engine::Field *field = m_lookups.person(m_test.zoneField, m_path + "/zone/field");
        if (field && field->type != ColumnType::Text)
            report(m_findings, "segment.zone_field_no_text", m_path + "/zone/field", {{"field", field->name}});
        return field && field->type == ColumnType::Text;
    }

    // Whether what passes depends on more than the value and one zone's spans.
    bool isZoned(const Predicate &lowered) const {
        const bool isPart = isTime() && m_test.part != model::FieldPart::Whole;
        return lowered.kind == Predicate::Kind::Local ||
               (lowered.kind == Predicate::Kind::Ints && (isPart || !m_test.zoneField.empty()));
    }
    Predicate zoned(Predicate lowered) const {
        using model::FieldPart;
        using Unit = Predicate::Unit;
        if (m_test.part != FieldPart::Whole) {
            lowered.kind = Predicate::Kind::Local;
            lowered.unit = m_test.part == FieldPart::Hour      ? Unit::Hour
                           : m_test.part == FieldPart::Weekday ? Unit::Weekday
                           : m_test.part == FieldPart::Day     ? Unit::Day
                           : m_test.part == FieldPart::Month   ? Unit::Month
                                                               : Unit::Year;
        } else if (lowered.kind == Predicate::Kind::Ints) {
            lowered.kind = Predicate::Kind::ZoneSpans;
            lowered.ints.clear();
        }
        const auto rules = std::make_shared<const TestInZones>(m_test, m_field, m_options);
        lowered.companion = m_test.zoneField;
        lowered.texts = {rules->key()};
        lowered.zones = rules;
        return lowered;
    }

    std::optional<Predicate> lowerWhole() {
        if (m_op == TestOp::IsNotEmpty) {
            m_predicate.kind = engine::isTextual(m_type) ? Predicate::Kind::NotBlank : Predicate::Kind::Present;
            return m_predicate;
        }
        if (m_test.ignoreCase && m_type != ColumnType::Text)
            return refuse("segment.op_not_for_type", "/ignore_case");
        if (comparedField())
            return lowerComparison();
        switch (m_type) {
        case ColumnType::Bool:
            return lowerBool();
        case ColumnType::Int64:
        case ColumnType::Decimal:
        case ColumnType::Double:
            return lowerNumber();
        case ColumnType::Text:
            return lowerText();
        case ColumnType::Date:
        case ColumnType::Instant:
            return lowerTime();
        case ColumnType::Json:
            break;
        }
        return refuse("segment.op_not_for_type", "/op");
    }

    std::optional<Predicate> refuse(std::string_view id, const std::string &at) {
        report(m_findings, id, m_path + at,
               {{"field", m_field.name},
                {"part", std::string(model::toText(m_test.part))},
                {"type", std::string(engine::toText(m_field.type))},
                {"op", std::string(model::toText(m_test.op))}});
        return std::nullopt;
    }
    std::optional<Predicate> refuseValue(std::size_t i) {
        return refuse("segment.value_not_for_type",
                      valuePath(m_path, m_test.op, i).substr(m_path.size()));
    }

    // Against another column of the same row: numbers with numbers, else one type.
    std::optional<Predicate> lowerComparison() {
        const std::string name = *comparedField();
        const std::string at = model::otherField(m_test) ? "/value/field" : "/value/average_of";
        if (!m_lookups.sibling)
            return refuse("segment.value_not_for_type", "/value");
        const engine::Field *other = m_lookups.sibling(name, m_path + at);
        if (!other)
            return std::nullopt;
        const bool same = isNumber(m_type) ? isNumber(other->type) : m_type == other->type;
        if (!same || m_test.part != model::FieldPart::Whole) {
            report(m_findings, "segment.fields_differ", m_path + at,
                   {{"field", m_field.name},
                    {"type", std::string(engine::toText(m_field.type))},
                    {"other", name},
                    {"other_type", std::string(engine::toText(other->type))}});
            return std::nullopt;
        }
        const bool ordered = isNumber(m_type) || m_type == ColumnType::Date || m_type == ColumnType::Instant;
        const std::uint8_t order = orderOf(m_op);
        if (m_type == ColumnType::Json || order == 0 || (order != Predicate::kSame && !ordered) ||
            (isNumber(m_type) && (m_op == TestOp::Before || m_op == TestOp::After)))
            return refuse("segment.op_not_for_type", "/op");
        m_predicate.kind = Predicate::Kind::Compare;
        m_predicate.order = order;
        m_predicate.companion = name;
        m_predicate.ignoreCase = m_test.ignoreCase;
        return m_predicate;
    }
    static bool isNumber(ColumnType type) {
        return type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double;
    }
    static std::uint8_t orderOf(TestOp op) {
        switch (op) {
        case TestOp::Equal:
            return Predicate::kSame;
        case TestOp::Less:
        case TestOp::Before:
            return Predicate::kBelow;
        case TestOp::LessOrEqual:
            return Predicate::kBelow | Predicate::kSame;
        case TestOp::Greater:
        case TestOp::After:
            return Predicate::kAbove;
        case TestOp::GreaterOrEqual:
            return Predicate::kAbove | Predicate::kSame;
        default:
            return 0;
        }
    }

    std::optional<Predicate> lowerBool() {
        bool wanted = true;
        if (m_op == TestOp::Equal) {
            if (!m_test.values[0].is_boolean())
                return refuseValue(0);
            wanted = m_test.values[0].get<bool>();
        } else if (m_op == TestOp::IsTrue || m_op == TestOp::IsFalse) {
            wanted = m_op == TestOp::IsTrue;
        } else {
            return refuse("segment.op_not_for_type", "/op");
        }
        return ints({{wanted ? 1 : 0, wanted ? 1 : 0}});
    }

    // What the operator asks of a number, positively; nothing after reporting why.
    std::optional<std::vector<NumberTest>> numberTests() {
        std::vector<NumberTest> tests;
        if (m_op == TestOp::In) {
            for (std::size_t i = 0; i < m_test.values.size(); ++i) {
                const auto value = decimalOf(m_test.values[i]);
                if (!value) {
                    (void)refuseValue(i);
                    return std::nullopt;
                }
                tests.push_back({NumberTest::End{*value}, NumberTest::End{*value}, false});
            }
        } else {
            if (!comparesNumbers(m_op)) {
                (void)refuse("segment.op_not_for_type", "/op");
                return std::nullopt;
            }
            auto test = numberTest(m_op, m_test.values, m_path, m_findings);
            if (!test)
                return std::nullopt;
            tests.push_back(std::move(*test));
        }
        return tests;
    }

    std::optional<Predicate> lowerNumber() {
        const auto tests = numberTests();
        if (!tests)
            return std::nullopt;
        if (m_type == ColumnType::Double) {
            m_predicate.kind = Predicate::Kind::Doubles;
            for (const NumberTest &test : *tests)
                m_predicate.doubles.push_back(doubleRange(test));
            return m_predicate;
        }
        std::vector<IntRange> ranges;
        for (const NumberTest &test : *tests)
            if (const auto range =
                    engine::rangeAtScale(test, m_type == ColumnType::Decimal ? m_field.scale : 0))
                ranges.push_back(*range);
        return ints(std::move(ranges));
    }

    static engine::DoubleRange doubleRange(const NumberTest &test) {
        engine::DoubleRange range;
        if (test.low) {
            range.low = toDouble(test.low->value);
            if (!test.low->inclusive)
                range.low = std::nextafter(range.low, std::numeric_limits<double>::infinity());
        }
        if (test.high) {
            range.high = toDouble(test.high->value);
            if (!test.high->inclusive)
                range.high = std::nextafter(range.high, -std::numeric_limits<double>::infinity());
        }
        return range;
    }

    std::optional<Predicate> lowerText() {
        switch (m_op) {
        case TestOp::Equal:
        case TestOp::In:
            m_predicate.kind = Predicate::Kind::TextIn;
            break;
        case TestOp::Contains:
            m_predicate.kind = Predicate::Kind::TextContains;
            break;
        case TestOp::StartsWith:
            m_predicate.kind = Predicate::Kind::TextStarts;
            break;
        case TestOp::EndsWith:
            m_predicate.kind = Predicate::Kind::TextEnds;
            break;
        case TestOp::Like:
            m_predicate.kind = Predicate::Kind::TextLike;
            break;
        case TestOp::Matches:
            m_predicate.kind = Predicate::Kind::TextMatches;
            break;
        default:
            return refuse("segment.op_not_for_type", "/op");
        }
        const bool isPattern = m_predicate.kind == Predicate::Kind::TextMatches;
        // A domain has no case.
        m_predicate.ignoreCase = m_test.ignoreCase || m_predicate.part == Predicate::Part::Domain;
        for (std::size_t i = 0; i < m_test.values.size(); ++i) {
            if (!m_test.values[i].is_string())
                return refuseValue(i);
            std::string text = toNfc(m_test.values[i].get<std::string>());
            // Every text contains the empty one: surely not what was meant.
            if (text.empty() && m_predicate.kind != Predicate::Kind::TextIn && m_predicate.kind != Predicate::Kind::TextLike)
                return refuseValue(i);
            if (isPattern) {
                const auto pattern = engine::Pattern::compile(text, m_predicate.ignoreCase);
                if (!pattern) {
                    report(m_findings, "segment.bad_pattern", valuePath(m_path, m_test.op, i),
                           {{"reason", std::string(pattern.error().arg("reason"))}});
                    return std::nullopt;
                }
            } else if (m_predicate.ignoreCase) {
                text = foldCase(text);
            }
            m_predicate.texts.push_back(std::move(text));
        }
        std::sort(m_predicate.texts.begin(), m_predicate.texts.end());
        m_predicate.texts.erase(std::unique(m_predicate.texts.begin(), m_predicate.texts.end()),
                                m_predicate.texts.end());
        return m_predicate;
    }

    // What a written time covers in the column's units, half-open.
    std::optional<std::pair<std::int64_t, std::int64_t>> covered(std::size_t i) {
        if (!m_test.values[i].is_string())
            return std::nullopt;
        const std::string text = m_test.values[i].get<std::string>();
        if (m_field.type == ColumnType::Date) {
            const auto date = civilFromIso(text);
            if (!date)
                return std::nullopt;
            return std::pair<std::int64_t, std::int64_t>(date->days, std::int64_t{date->days} + 1);
        }
        const auto span = spanOfTime(text, m_options.zone);
        if (!span)
            return std::nullopt;
        return std::pair(span->from, span->to);
    }

    std::optional<Predicate> lowerTime() {
        if (m_op == TestOp::Within)
            return lowerWithin();
        std::vector<std::pair<std::int64_t, std::int64_t>> spans;
        for (std::size_t i = 0; i < m_test.values.size(); ++i) {
            const auto span = covered(i);
            if (!span)
                return refuseValue(i);
            spans.push_back(*span);
        }
        std::vector<IntRange> ranges;
        switch (m_op) {
        case TestOp::Equal:
        case TestOp::On:
        case TestOp::In:
            for (const auto &[from, to] : spans)
                ranges.push_back({from, to - 1});
            break;
        case TestOp::Before:
        case TestOp::Less:
            ranges.push_back({kNoLow, spans[0].first - 1});
            break;
        case TestOp::LessOrEqual:
            ranges.push_back({kNoLow, spans[0].second - 1});
            break;
        case TestOp::After:
        case TestOp::Greater:
            ranges.push_back({spans[0].second, kNoHigh});
            break;
        case TestOp::GreaterOrEqual:
            ranges.push_back({spans[0].first, kNoHigh});
            break;
        case TestOp::Between:
            ranges.push_back({spans[0].first, spans[1].second - 1});
            break;
        default:
            return refuse("segment.op_not_for_type", "/op");
        }
        return ints(std::move(ranges));
    }

    std::optional<Predicate> lowerWithin() {
        using Kind = model::Window::Kind;
        if (m_test.window.kind == Kind::AnniversaryLast || m_test.window.kind == Kind::AnniversaryNext) {
            std::vector<IntRange> days;
            for (const std::int64_t day : anniversaryDays(m_test.window, m_options.now, m_options.zone))
                days.push_back({day, day});
            auto lowered = ints(std::move(days));
            lowered->kind = Predicate::Kind::Local;
            lowered->unit = Predicate::Unit::MonthDay;
            return lowered;
        }
        if (m_field.type == ColumnType::Date) {
            const auto days = resolveDays(m_test.window, m_options.now, m_options.zone);
            if (!days)
                return refuse("segment.window_not_for_type", "/window");
            return ints({{days->from, days->to == kNoHigh ? kNoHigh : days->to - 1}});
        }
        const auto span = resolveWindow(m_test.window, m_options.now, m_options.zone);
        if (!span)
            return refuse("segment.window_not_for_type", "/window");
        return ints({{span->from, span->to == kNoHigh ? kNoHigh : span->to - 1}});
    }

    // Sorted, joined, without empty ones: equal tests get equal keys, and matchers rely on the order.
    std::optional<Predicate> ints(std::vector<IntRange> ranges) {
        m_predicate.kind = Predicate::Kind::Ints;
        std::sort(ranges.begin(), ranges.end(),
                  [](const IntRange &a, const IntRange &b) { return a.low < b.low; });
        for (const IntRange &range : ranges) {
            if (range.low > range.high)
                continue;
            auto &joined = m_predicate.ints;
            if (!joined.empty() && range.low <= joined.back().high)
                joined.back().high = std::max(joined.back().high, range.high);
            else
                joined.push_back(range);
        }
        return m_predicate;
    }

    const model::FieldTest &m_test;
    const engine::Field &m_field;
    const std::string &m_path;
    CompileOptions m_options; // with the test's own zone
    Findings &m_findings;
    const FieldLookups &m_lookups;
    TestOp m_op;
    ColumnType m_type; // of what is tested
    Predicate m_predicate;
};

} // namespace

std::optional<Predicate> lowerField(const model::FieldTest &test, const engine::Field &field,
                                    const std::string &path, const CompileOptions &options,
                                    Findings &findings, const FieldLookups &lookups) {
    return FieldLowering(test, field, path, options, findings, lookups).lower();
}

} // namespace audience::segment
