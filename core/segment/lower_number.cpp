#include "segment/lower_field.h"

#include <charconv>

namespace audience::segment {

using engine::kNoHigh;
using engine::NumberTest;
using model::Findings;
using model::TestOp;

void report(Findings &findings, std::string_view id, const std::string &path,
            std::vector<std::pair<std::string, std::string>> args) {
    findings.push_back({model::Finding::Severity::Error, std::string(id), path, std::move(args)});
}

std::string valuePath(const std::string &path, TestOp op, std::size_t i) {
    return model::operandOf(op) == model::Operand::One ? path + "/value"
                                                       : path + "/values/" + std::to_string(i);
}

std::optional<Decimal> decimalOf(const Json &value) {
    if (value.is_string())
        return decimalFromText(value.get_ref<const std::string &>());
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(kNoHigh))
            return std::nullopt;
        return Decimal{static_cast<std::int64_t>(number), 0};
    }
    if (value.is_number_integer())
        return Decimal{value.get<std::int64_t>(), 0};
    if (!value.is_number_float())
        return std::nullopt;
    // The shortest text that reads back as this double is what was written, up to 15 digits.
    char digits[400];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value.get<double>(),
                                            std::chars_format::fixed);
    if (error != std::errc())
        return std::nullopt;
    return decimalFromText(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

std::optional<NumberTest> numberTest(TestOp op, const std::vector<Json> &values, const std::string &path,
                                     Findings &findings) {
    std::vector<NumberTest::End> ends;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = decimalOf(values[i]);
        if (!value) {
            report(findings, "segment.number_expected", valuePath(path, op, i));
            return std::nullopt;
        }
        ends.push_back({*value, true});
    }
    NumberTest test;
    test.negated = model::isNegative(op);
    switch (model::positiveOf(op)) {
    case TestOp::Equal:
        test.low = test.high = ends[0];
        break;
    case TestOp::Less:
        test.high = NumberTest::End{ends[0].value, false};
        break;
    case TestOp::LessOrEqual:
        test.high = ends[0];
        break;
    case TestOp::Greater:
        test.low = NumberTest::End{ends[0].value, false};
        break;
    case TestOp::GreaterOrEqual:
        test.low = ends[0];
        break;
    default:
        test.low = ends[0];
        test.high = ends[1];
    }
    return test;
}

} // namespace audience::segment
