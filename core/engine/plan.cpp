#include "engine/plan.h"

#include "async/parallel.h"
#include "engine/group_query.h"

#include <algorithm>
#include <type_traits>

namespace audience::engine {

std::size_t Plan::addLeaf(std::shared_ptr<const Condition> condition, std::string path) {
    const std::string key = condition->key();
    const std::size_t hash = std::hash<std::string>()(key);
    const auto [first, last] = byKey.equal_range(hash);
    const auto known = std::find_if(first, last, [&](const auto &one) { return conditions[one.second]->key() == key; });
    const std::size_t index = known == last ? conditions.size() : known->second;
    if (known == last) {
        byKey.emplace(hash, index);
        conditions.push_back(std::move(condition));
    }
    PlanNode node;
    node.kind = PlanNode::Kind::Leaf;
    node.condition = index;
    node.path = std::move(path);
    nodes.push_back(std::move(node));
    return root = nodes.size() - 1;
}

std::size_t Plan::addGroup(PlanNode::Kind kind, std::vector<std::size_t> children, std::string path) {
    PlanNode node;
    node.kind = kind;
    node.children = std::move(children);
    node.path = std::move(path);
    nodes.push_back(std::move(node));
    return root = nodes.size() - 1;
}

std::string Plan::key() const {
    std::string key;
    for (const auto &condition : conditions)
        appendKey(key, condition->key());
    for (const PlanNode &node : nodes) {
        key += '(' + std::to_string(static_cast<int>(node.kind)) + ':' + std::to_string(node.condition);
        for (const std::size_t child : node.children)
            key += ',' + std::to_string(child);
        key += ')';
    }
    return key + std::to_string(root);
}

std::string Plan::versions(const Snapshot &snapshot) const {
    std::string versions;
    for (const auto &condition : conditions)
        appendKey(versions, condition->versions(snapshot));
    return versions;
}

template <class Answer> std::size_t AnswerCache<Answer>::bytesOf(const Entry &entry) const {
    std::size_t bytes = entry.key.size() + 128;
    if constexpr (std::is_same_v<Answer, Bitmap>)
        bytes += entry.answer->words().size() * 8;
    else
        bytes += entry.answer->byteCount();
    return bytes;
}

template <class Answer> std::shared_ptr<const Answer> AnswerCache<Answer>::find(const std::string &key) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_index.find(key);
    if (found == m_index.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->answer;
}

template <class Answer> void AnswerCache<Answer>::store(const std::string &key, std::shared_ptr<const Answer> answer) {
    const std::lock_guard lock(m_mutex);
    if (m_index.count(key) != 0)
        return;
    m_entries.push_front({key, std::move(answer)});
    m_index.emplace(m_entries.front().key, m_entries.begin());
    m_bytes += bytesOf(m_entries.front());
    while (m_bytes > m_maxBytes && !m_entries.empty()) {
        m_bytes -= bytesOf(m_entries.back());
        m_index.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

template <class Answer> void AnswerCache<Answer>::clear() {
    const std::lock_guard lock(m_mutex);
    m_index.clear();
    m_entries.clear();
    m_bytes = 0;
}

template class AnswerCache<Bitmap>;
template class AnswerCache<DenseColumn>;

Result<std::shared_ptr<const DenseColumn>> Evaluator::values(const PersonValues &values, const Snapshot &snapshot, CancelToken cancel) {
    const std::string key = std::to_string(snapshot.ordinals()) + '|' + values.versions(snapshot) + '|' + values.key();
    if (auto cached = m_values.find(key))
        return cached;
    TRY_ASSIGN(DenseColumn column, values.compute({snapshot, m_scratch, *this, cancel, computeThreads()}));
    TRY(cancel.check()); // whatever a kernel left undone is not kept
    auto shared = std::make_shared<const DenseColumn>(std::move(column));
    m_values.store(key, shared);
    return std::shared_ptr<const DenseColumn>(std::move(shared));
}

Result<std::shared_ptr<const Bitmap>> Evaluator::answer(const Condition &condition,
                                                        const EvaluateContext &context) {
    const std::string key = std::to_string(context.snapshot.ordinals()) + '|' +
                            condition.versions(context.snapshot) + '|' + condition.key();
    if (auto cached = m_cache.find(key))
        return cached;
    TRY_ASSIGN(Bitmap bitmap, condition.evaluate(context));
    auto shared = std::make_shared<const Bitmap>(std::move(bitmap));
    m_cache.store(key, shared);
    return std::shared_ptr<const Bitmap>(std::move(shared));
}

Result<Bitmap> Evaluator::evaluate(const Plan &plan, const Snapshot &snapshot, CancelToken cancel) {
    return evaluateNode(plan, plan.root, snapshot, std::move(cancel));
}

Result<GroupTable> Evaluator::evaluate(const GroupQuery &query, const Snapshot &snapshot, CancelToken cancel) {
    return engine::evaluate(query, {snapshot, m_scratch, *this, std::move(cancel), computeThreads()});
}

Result<Bitmap> Evaluator::evaluateNode(const Plan &plan, std::size_t index, const Snapshot &snapshot,
                                       CancelToken cancel) {
    const PlanNode &node = plan.nodes[index];
    if (node.kind == PlanNode::Kind::Leaf) {
        const EvaluateContext context{snapshot, m_scratch, *this, cancel, computeThreads()};
        TRY_ASSIGN(const auto shared, answer(*plan.conditions[node.condition], context));
        return *shared;
    }
    // Nobody fails an empty "all" and nobody passes an empty "any"; "none" excludes whom "any" finds.
    Bitmap result = node.kind == PlanNode::Kind::Any ? Bitmap(snapshot.ordinals()) : snapshot.members();
    for (const std::size_t child : node.children) {
        TRY_ASSIGN(const Bitmap part, evaluateNode(plan, child, snapshot, cancel));
        if (node.kind == PlanNode::Kind::All)
            intersect(result, part);
        else if (node.kind == PlanNode::Kind::Any)
            unite(result, part);
        else
            subtract(result, part);
    }
    return result;
}

} // namespace audience::engine
