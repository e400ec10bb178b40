#include "liquid/filters.h"
#include "liquid/number.h"
#include "liquid/number_text.h"

namespace audience::liquid {

namespace {

template <Arithmetic operation>
bool arithmetic(FilterContext &context, Value &value, const FilterArguments &arguments) {
    if (calculate(operation, toNumber(value), toNumber(arguments.at(0)), value))
        return true;
    return context.fail("liquid.division_by_zero", "divided by 0");
}

bool rounded(FilterContext &context, Value &value, Rounding rounding, std::int64_t digits) {
    if (roundNumber(rounding, toNumber(value), digits, value))
        return true;
    std::string shown(context.textOf(value));
    shown = shown == "NaN" ? "'NaN' (Not a Number)" : "'" + shown + "'";
    return context.fail("liquid.not_a_finite_number", "Computation results in " + shown);
}

bool round(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return rounded(context, value, Rounding::Nearest, integerPrefix(toNumber(arguments.at(0))));
}

bool ceil(FilterContext &context, Value &value, const FilterArguments &) {
    return rounded(context, value, Rounding::Up, 0);
}

bool floor(FilterContext &context, Value &value, const FilterArguments &) {
    return rounded(context, value, Rounding::Down, 0);
}

bool abs(FilterContext &, Value &value, const FilterArguments &) {
    value = absolute(toNumber(value));
    return true;
}

bool atLeast(FilterContext &, Value &value, const FilterArguments &arguments) {
    const Value number = toNumber(value), least = toNumber(arguments.at(0));
    value = compareNumbers(least, number) > 0 ? least : number;
    return true;
}

bool atMost(FilterContext &, Value &value, const FilterArguments &arguments) {
    const Value number = toNumber(value), most = toNumber(arguments.at(0));
    value = compareNumbers(most, number) < 0 ? most : number;
    return true;
}

} // namespace

std::vector<Filter> numberFilters() {
    return {{"plus", arithmetic<Arithmetic::Add>, 1, 1},
            {"minus", arithmetic<Arithmetic::Subtract>, 1, 1},
            {"times", arithmetic<Arithmetic::Multiply>, 1, 1},
            {"divided_by", arithmetic<Arithmetic::Divide>, 1, 1},
            {"modulo", arithmetic<Arithmetic::Modulo>, 1, 1},
            {"round", round, 0, 1},
            {"ceil", ceil, 0, 0},
            {"floor", floor, 0, 0},
            {"abs", abs, 0, 0},
            {"at_least", atLeast, 1, 1},
            {"at_most", atMost, 1, 1}};
}

} // namespace audience::liquid
