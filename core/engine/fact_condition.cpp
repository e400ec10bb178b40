#include "engine/fact_condition.h"

#include <algorithm>

namespace audience::engine {

FactCondition::FactCondition(std::string type, std::string about, std::shared_ptr<const Snapshot> facts, Plan plan)
    : m_type(std::move(type)), m_about(std::move(about)), m_facts(std::move(facts)), m_plan(std::move(plan)),
      m_key("facts:" + m_plan.key()) {}

Result<Bitmap> FactCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(Bitmap found, context.evaluator.evaluate(m_plan, *m_facts, context.cancel));
    if (found.size() == context.snapshot.ordinals()) {
        intersect(found, context.snapshot.members());
        return found;
    }
    // The facts are of another generation of the data, which has other people at its end.
    Bitmap members = context.snapshot.members();
    for (std::size_t i = 0; i < members.words().size(); ++i)
        members.words()[i] &= i < found.words().size() ? found.words()[i] : 0;
    return members;
}

} // namespace audience::engine
