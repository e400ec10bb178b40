// links: audience_segment
// Any bytes as an analytic query: what reads must write the same again, compile or give findings, never crash.
#include "segment/compile_query.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    model::Findings findings;
    const auto query = model::analyticQueryFromText({reinterpret_cast<const char *>(data), size}, findings);
    if (query.has_value() == model::hasErrors(findings))
        std::abort();
    if (!query)
        return 0;
    const Json json = toJson(*query);
    const auto again = model::analyticQueryFromJson(json, findings);
    if (!again || toJson(*again) != json)
        std::abort();
    engine::Schema schema;
    using engine::ColumnType;
    schema.profileFields = {{"t", ColumnType::Text, 0}, {"n", ColumnType::Int64, 0}, {"d", ColumnType::Decimal, 2},
                            {"r", ColumnType::Double, 0}, {"b", ColumnType::Bool, 0}, {"day", ColumnType::Date, 0},
                            {"at", ColumnType::Instant, 0}, {"j", ColumnType::Json, 0}};
    schema.events = {{"shop", 1, schema.profileFields, {"purchase"}}};
    const auto compiled = segment::compileQuery(*query, schema, {Instant{1'795'251'600'000'000}, "Europe/Berlin"});
    if (compiled.query.has_value() == model::hasErrors(compiled.findings))
        std::abort();
    if (!compiled.query)
        return 0;
    // Steps must cover what they are asked for, rising.
    const std::int64_t low = 1'700'000'000'000'000 + static_cast<std::int64_t>(size) * 1'000'003, high = low + 400 * kMicrosPerDay;
    for (const engine::GroupKey &key : compiled.query->keys) {
        if (!key.steps)
            continue;
        const bool isDate = key.column.field.type == ColumnType::Date;
        const auto steps = isDate ? key.steps(low / kMicrosPerDay, high / kMicrosPerDay) : key.steps(low, high);
        if (!steps || steps->starts.empty() || steps->starts.size() != steps->values.size() || steps->starts[0] > (isDate ? low / kMicrosPerDay : low))
            std::abort();
        for (std::size_t i = 1; i < steps->starts.size(); ++i)
            if (steps->starts[i] <= steps->starts[i - 1])
                std::abort();
    }
    return 0;
}
