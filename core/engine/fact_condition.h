// A condition on facts that stand beside the data: of the same people, by the same ordinals, but from the
// workspace's ledgers. The facts are a snapshot of their own, so that all kernels serve them as well.
#pragma once

#include "engine/plan.h"

namespace audience::engine {

class FactCondition final : public Condition {
public:
    // `type`: the family's; `about`: for whoever reads the plan.
    FactCondition(std::string type, std::string about, std::shared_ptr<const Snapshot> facts, Plan plan);
    const std::string &type() const { return m_type; }
    const std::string &about() const { return m_about; }
    const Plan &plan() const { return m_plan; }
    const Snapshot &facts() const { return *m_facts; }
    std::string key() const override { return m_key; }
    std::string versions(const Snapshot &) const override { return m_plan.versions(*m_facts); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::string m_type, m_about;
    std::shared_ptr<const Snapshot> m_facts;
    Plan m_plan;
    std::string m_key;
};

} // namespace audience::engine
