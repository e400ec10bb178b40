// A value per person that is worked out from stored facts when a test asks for it: what computed traits,
// sessions, RFM cells and averages are. Tests and rankings look at it as at a column of the profiles.
#pragma once

#include "engine/column.h"
#include "engine/dense_column.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::engine {

class Snapshot;
struct EvaluateContext;

class PersonValues {
public:
    // `zero`: who has no value has 0.
    PersonValues(Field field, bool zero) : m_field(std::move(field)), m_zero(zero) {}
    virtual ~PersonValues() = default;
    const Field &field() const { return m_field; } // under the name by which tests ask for it
    bool zero() const { return m_zero; }
    // As a condition's.
    virtual std::string key() const = 0;
    virtual std::string versions(const Snapshot &snapshot) const = 0;
    // One value per ordinal. Errors: those of loading columns, "cancelled", "engine.number_too_large" {field}.
    virtual Result<DenseColumn> compute(const EvaluateContext &context) const = 0;

private:
    Field m_field;
    bool m_zero;
};
using ValueSources = std::vector<std::shared_ptr<const PersonValues>>;

// The one of `computed` with this name, else the stored column.
Result<std::shared_ptr<const DenseColumn>> columnNamed(const EvaluateContext &context, const ValueSources &computed,
                                                       const std::string &field);
std::string keyOf(const ValueSources &computed); // "" of none
std::string versionsOf(const ValueSources &computed, const Snapshot &snapshot);

// Everybody's average of an attribute, the same for each person. Missing values do not count; without any
// there is none. A 64-bit floating point number.
class AverageValues final : public PersonValues {
public:
    // `source`: what is averaged, where that is computed itself.
    AverageValues(std::string name, Field of, ValueSources source)
        : PersonValues({std::move(name), ColumnType::Double, 0}, false), m_of(std::move(of)), m_source(std::move(source)) {}
    const Field &of() const { return m_of; }
    const ValueSources &source() const { return m_source; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    Field m_of;
    ValueSources m_source;
};

// The value of a number as a double; rows without one give 0.
double doubleAt(const DenseColumn &column, std::size_t row);

} // namespace audience::engine
