#include "model/number_comparison.h"

#include "model/condition_reader.h"

namespace audience::model {

std::optional<NumberComparison> readNumberComparison(const Json &json, const std::string &path, Findings &out) {
    const auto op = readOp(json, path, out);
    if (!op)
        return std::nullopt;
    if (!comparesNumbers(*op)) {
        report(out, "segment.unknown_op", path + "/op", {{"op", std::string(toText(*op))}});
        return std::nullopt;
    }
    NumberComparison comparison{*op, {}};
    if (!readValues(json, *op, path, comparison.values, out))
        return std::nullopt;
    return comparison;
}

void putNumberComparison(Json &json, const NumberComparison &comparison) {
    json["op"] = toText(comparison.op);
    putValues(json, comparison.op, comparison.values);
}

std::string_view operandMember(const Json &json) {
    const auto op = testOpFromText(jsonText(json, "op"));
    return op && operandOf(*op) == Operand::Two ? "values" : "value";
}

} // namespace audience::model
