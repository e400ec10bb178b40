#include "engine/person_values.h"

#include "engine/plan.h"

#include <algorithm>

namespace audience::engine {

Result<std::shared_ptr<const DenseColumn>> columnNamed(const EvaluateContext &context, const ValueSources &computed,
                                                       const std::string &field) {
    for (const auto &values : computed)
        if (values->field().name == field)
            return context.evaluator.values(*values, context.snapshot, context.cancel);
    return context.snapshot.profileColumn(field);
}

std::string keyOf(const ValueSources &computed) {
    std::string key;
    for (const auto &values : computed) {
        appendKey(key, values->field().name);
        appendKey(key, values->key());
    }
    return key;
}

std::string versionsOf(const ValueSources &computed, const Snapshot &snapshot) {
    std::string versions;
    for (const auto &values : computed)
        appendKey(versions, values->versions(snapshot));
    return versions;
}

double doubleAt(const DenseColumn &column, std::size_t row) {
    if (column.width == DenseColumn::Width::F64)
        return column.f64[row];
    const auto value = static_cast<double>(column.intAt(row));
    return column.scale == 0 ? value : value / static_cast<double>(powerOfTen(column.scale));
}

std::string AverageValues::key() const {
    std::string key = "average:";
    appendKey(key, m_of.name);
    return key + keyOf(m_source);
}

std::string AverageValues::versions(const Snapshot &snapshot) const {
    return std::to_string(snapshot.schema().profileVersion) + '/' + versionsOf(m_source, snapshot);
}

Result<DenseColumn> AverageValues::compute(const EvaluateContext &context) const {
    TRY_ASSIGN(const auto column, columnNamed(context, m_source, m_of.name));
    const bool doubles = column->width == DenseColumn::Width::F64;
    Int128 sum = 0;
    double doubleSum = 0;
    std::int64_t count = 0;
    context.snapshot.members().forEach([&](Ordinal ordinal) {
        if (!column->isValid(ordinal))
            return true;
        ++count;
        if (doubles)
            doubleSum += column->f64[ordinal];
        else
            sum += column->intAt(ordinal);
        return true;
    });
    const std::size_t size = context.snapshot.ordinals();
    if (count == 0)
        return denseFromDoubles(std::vector<double>(size), std::vector<std::uint64_t>((size + 63) / 64));
    const double average = (doubles ? doubleSum : static_cast<double>(sum)) /
                           static_cast<double>(static_cast<Int128>(count) * powerOfTen(column->scale));
    return denseFromDoubles(std::vector<double>(size, average), {});
}

} // namespace audience::engine
