// The tests of a dbt project's schema.yml as checks. What cannot be said here is told, never guessed.
#pragma once

#include "base/json_fwd.h"
#include "model/quality_check.h"
#include "store/dataset_info.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::quality {

// A test that did not come over: "orders.amount", "dbt_utils.expression_is_true" and why, for a sentence.
struct LeftOut {
    std::string where, test;
    model::Finding why; // "quality.dbt.*", or the error that running it would give
};

struct DbtTests {
    std::vector<model::QualityCheck> checks;
    std::vector<LeftOut> left;
    int models = 0; // and sources, seeds, snapshots
};

// `text` is the file's. Severity error, which is dbt's usual, becomes stop. Errors: those of parseYaml(), "quality.not_dbt" when
// there is nothing that dbt knows.
Result<DbtTests> readDbtTests(std::string_view text, const std::vector<store::DatasetInfo> &datasets);
Result<DbtTests> dbtTestsIn(const Json &document, const std::vector<store::DatasetInfo> &datasets);

} // namespace audience::quality
