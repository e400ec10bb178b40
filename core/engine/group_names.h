// The name of the group that a person is in: of several groups, each with a plan, the first that fits.
#pragma once

#include "engine/person_values.h"
#include "engine/plan.h"

namespace audience::engine {

class GroupNames final : public PersonValues {
public:
    struct Group {
        std::string name;
        std::shared_ptr<const Plan> plan;
    };
    // `otherwise`: of whoever is in none; empty: they have no value.
    GroupNames(std::string name, std::vector<Group> groups, std::string otherwise)
        : PersonValues({std::move(name), ColumnType::Text, 0}, false), m_groups(std::move(groups)), m_otherwise(std::move(otherwise)) {}
    const std::vector<Group> &groups() const { return m_groups; }
    const std::string &otherwise() const { return m_otherwise; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    std::vector<Group> m_groups;
    std::string m_otherwise;
};

} // namespace audience::engine
