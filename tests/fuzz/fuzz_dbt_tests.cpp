// links: audience_quality
// Any bytes as a schema.yml: refused, or checks that are whole and left ones with a reason; no file stands for more than its limits.
#include "quality/dbt_tests.h"
#include "quality/yaml.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;

namespace {

std::size_t nodesOf(const Json &json) {
    std::size_t count = 1;
    if (json.is_structured())
        for (const Json &inner : json)
            count += nodesOf(inner);
    return count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    quality::YamlLimits limits;
    limits.nodes = 2'000;
    limits.depth = 20;
    const auto yaml = quality::parseYaml(text, limits);
    if (!yaml)
        return 0;
    if (nodesOf(*yaml) > limits.nodes)
        std::abort();
    store::DatasetInfo orders;
    orders.name = "orders";
    orders.fields = {{"order_id", engine::ColumnType::Int64, 0}, {"status", engine::ColumnType::Text, 0}, {"amount", engine::ColumnType::Decimal, 2}, {"at", engine::ColumnType::Instant, 0}};
    const auto tests = quality::dbtTestsIn(*yaml, {orders});
    if (!tests)
        return 0;
    for (const model::QualityCheck &check : tests->checks) {
        if (!model::checkQuality(check) || model::ruleOf(check).id.empty())
            std::abort();
        const auto back = model::qualityCheckFromJson(model::toJson(check));
        if (!back || model::fingerprint(*back) != model::fingerprint(check))
            std::abort();
    }
    for (const quality::LeftOut &left : tests->left)
        if (left.why.id.empty())
            std::abort();
    return 0;
}
