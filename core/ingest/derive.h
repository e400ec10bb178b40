// Derived columns: NAME=EXPR over the columns of the same row. Numbers are exact for + - *, a
// division gives a double; || joins texts; lower() and trim() change them. A null operand makes the
// result null. Columns are written bare (letters, digits, _) or in `backticks`; texts in 'quotes'.
#pragma once

#include "base/result.h"
#include "engine/column.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

struct DerivedColumn {
    std::string name;
    std::string expression;
};

// "gross=Quantity * Avg_Price". Error "ingest.derive_syntax" {text, position, reason}.
Result<DerivedColumn> derivedColumnFromText(std::string_view text);

class DeriveExpression {
public:
    // `fields` are the columns that the expression may name; their scales decide the result's.
    // Errors: "ingest.derive_syntax" {text, position, reason}, "ingest.unknown_column" {column,
    // nearest}, "ingest.derive_type" {text, reason}.
    static Result<DeriveExpression> compile(const DerivedColumn &column,
                                            const std::vector<engine::Field> &fields);
    DeriveExpression(DeriveExpression &&) noexcept;
    DeriveExpression &operator=(DeriveExpression &&) noexcept;
    ~DeriveExpression();

    const engine::Field &field() const { return m_field; }
    // Indexes into `fields` of the columns it reads.
    const std::vector<std::size_t> &inputs() const { return m_inputs; }
    // `row` has a cell for every field (only inputs() are read). Nothing when the result does not
    // fit.
    std::optional<engine::Cell> evaluate(const std::vector<engine::Cell> &row) const;

    struct Node;

private:
    DeriveExpression();
    engine::Field m_field;
    std::vector<std::size_t> m_inputs;
    std::unique_ptr<Node> m_root;
};

// The name in `names` that is closest to `wanted`; empty when none is near.
std::string nearestName(std::string_view wanted, const std::vector<std::string> &names);

} // namespace audience::ingest
