// links: audience_segment
// Any bytes as a rule: what reads must write the same again, compile or give findings, never crash.
#include "segment/compile.h"
#include "segment/rule_sql.h"
#include "segment/rule_text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto rule = model::segmentRuleFromText({reinterpret_cast<const char *>(data), size});
    if (!rule)
        return 0;
    const auto again = model::segmentRuleFromJson(toJson(*rule));
    if (!again || !(*again == *rule))
        std::abort();
    (void)model::validate(*rule);
    engine::Schema schema;
    using engine::ColumnType;
    schema.profileFields = {{"t", ColumnType::Text, 0}, {"n", ColumnType::Int64, 0}, {"d", ColumnType::Decimal, 2},
                            {"r", ColumnType::Double, 0}, {"b", ColumnType::Bool, 0}, {"day", ColumnType::Date, 0},
                            {"at", ColumnType::Instant, 0}, {"tz", ColumnType::Text, 0}, {"j", ColumnType::Json, 0}};
    schema.events = {{"shop", 1, schema.profileFields, {"purchase"}}};
    const auto compiled = segment::compile(*rule, schema, {Instant{1'795'251'600'000'000}, "Europe/Berlin"});
    if (!compiled.plan && !model::hasErrors(compiled.findings))
        std::abort();
    segment::SqlNames names;
    names.profiles = "profiles";
    names.keyColumn = "id";
    names.events = {{"shop", "shop", "who", "at", "name"}};
    if (compiled.plan) {
        const auto &dialects = sql::allDialects();
        const auto sql = segment::toSql(*compiled.plan, schema, names, dialects[size % dialects.size()], {size % 2 == 0});
        if (!sql && !sql.error().id.starts_with("segment.no_sql")) // what the dialect cannot say
            std::abort();
    }
    // Members are written group first, so the text of a rule is read back rather than compared.
    if (!segment::ruleFromText(segment::toText(*rule)))
        std::abort();
    return 0;
}
