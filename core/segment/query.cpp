#include "segment/query.h"

#include <chrono>

namespace audience::segment {

using engine::Bitmap;
using engine::PlanNode;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace

Result<std::uint64_t> count(engine::Evaluator &evaluator, const engine::Plan &plan,
                            const engine::Snapshot &snapshot, CancelToken cancel) {
    TRY_ASSIGN(const Bitmap result, evaluator.evaluate(plan, snapshot, std::move(cancel)));
    return result.count();
}

Result<std::vector<Ordinal>> members(engine::Evaluator &evaluator, const engine::Plan &plan,
                                     const engine::Snapshot &snapshot, CancelToken cancel) {
    TRY_ASSIGN(const Bitmap result, evaluator.evaluate(plan, snapshot, std::move(cancel)));
    std::vector<Ordinal> ordinals;
    result.forEach([&](Ordinal ordinal) {
        ordinals.push_back(ordinal);
        return true;
    });
    return ordinals;
}

Result<std::vector<Step>> leftAfterEach(engine::Evaluator &evaluator, const engine::Plan &plan,
                                        const engine::Snapshot &snapshot, CancelToken cancel) {
    const PlanNode &root = plan.nodes[plan.root];
    const bool isLeaf = root.kind == PlanNode::Kind::Leaf;
    Bitmap left = root.kind == PlanNode::Kind::Any ? Bitmap(snapshot.ordinals()) : snapshot.members();
    std::vector<Step> steps;
    for (const std::size_t child : isLeaf ? std::vector<std::size_t>{plan.root} : root.children) {
        const Clock::time_point start = Clock::now();
        TRY_ASSIGN(const Bitmap part, evaluator.evaluateNode(plan, child, snapshot, cancel));
        if (root.kind == PlanNode::Kind::Any)
            engine::unite(left, part);
        else if (root.kind == PlanNode::Kind::None)
            engine::subtract(left, part);
        else
            engine::intersect(left, part);
        steps.push_back({plan.nodes[child].path, part.count(), left.count(), millisecondsSince(start)});
    }
    return steps;
}

Result<std::vector<Step>> explain(engine::Evaluator &evaluator, const engine::Plan &plan,
                                  const engine::Snapshot &snapshot, CancelToken cancel) {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        if (plan.nodes[i].kind != PlanNode::Kind::Leaf)
            continue;
        const Clock::time_point start = Clock::now();
        TRY_ASSIGN(const Bitmap part, evaluator.evaluateNode(plan, i, snapshot, cancel));
        steps.push_back({plan.nodes[i].path, part.count(), 0, millisecondsSince(start)});
    }
    return steps;
}

} // namespace audience::segment
