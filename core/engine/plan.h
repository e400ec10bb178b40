// A compiled rule: a tree of AND, OR and NOT over conditions, each condition once. evaluate() answers it
// for a snapshot, taking the answers to unchanged conditions, and the values of people that they look at,
// from a cache.
#pragma once

#include "engine/condition.h"
#include "engine/running_summary.h"

#include <cstdint>
#include <list>
#include <unordered_map>

namespace audience::engine {

struct PlanNode {
    enum class Kind : std::uint8_t { All, Any, None, Leaf };
    Kind kind = Kind::All;
    std::vector<std::size_t> children; // indexes of nodes
    std::size_t condition = 0;         // Leaf
    std::string path;                  // JSON pointer of the rule's part
};

struct Plan {
    std::vector<std::shared_ptr<const Condition>> conditions;
    std::vector<PlanNode> nodes; // children stand before their parents
    std::size_t root = 0;

    std::unordered_multimap<std::size_t, std::size_t> byKey; // hash of a condition's key: its place

    std::size_t addLeaf(std::shared_ptr<const Condition> condition, std::string path); // equal ones are one
    std::size_t addGroup(PlanNode::Kind kind, std::vector<std::size_t> children, std::string path);

    // It asks for nothing.
    bool isEverybody() const { return conditions.empty() && nodes[root].kind == PlanNode::Kind::All; }
    // As a condition's: for those that hold a plan.
    std::string key() const;
    std::string versions(const Snapshot &snapshot) const;
};

// Answers (a Bitmap or a DenseColumn) by what was asked, data version and number of ordinals; the least used
// go beyond `maxBytes`. Thread-safe.
template <class Answer> class AnswerCache {
public:
    explicit AnswerCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}
    std::shared_ptr<const Answer> find(const std::string &key);
    void store(const std::string &key, std::shared_ptr<const Answer> answer);
    void clear();

private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Answer> answer;
    };
    std::size_t bytesOf(const Entry &entry) const;
    std::mutex m_mutex;
    std::list<Entry> m_entries; // newest first
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> m_index;
    std::size_t m_maxBytes, m_bytes = 0;
};
using ConditionCache = AnswerCache<Bitmap>;
using ValueCache = AnswerCache<DenseColumn>;

struct GroupQuery; // group_query.h
struct GroupTable;

// Evaluates plans; keeps scratch memory and, unless told otherwise, answers. Thread-safe.
class Evaluator {
public:
    explicit Evaluator(std::size_t cacheBytes = 64 * 1024 * 1024) : m_cache(cacheBytes) {}

    // The members who meet the plan. Errors: "cancelled" and those of loading columns.
    Result<Bitmap> evaluate(const Plan &plan, const Snapshot &snapshot, CancelToken cancel = {});
    // The same for one node of the plan.
    Result<Bitmap> evaluateNode(const Plan &plan, std::size_t node, const Snapshot &snapshot,
                                CancelToken cancel = {});
    // A table instead of members; errors as in group_query.h.
    Result<GroupTable> evaluate(const GroupQuery &query, const Snapshot &snapshot, CancelToken cancel = {});
    // What the people of the snapshot come to, for conditions and for columns alike.
    Result<std::shared_ptr<const DenseColumn>> values(const PersonValues &values, const Snapshot &snapshot, CancelToken cancel = {});
    // For values of the past that go on from an earlier moment.
    RunningSummaries &running() { return m_running; }
    void forgetAnswers() {
        m_cache.clear();
        m_values.clear();
    }

private:
    Result<std::shared_ptr<const Bitmap>> answer(const Condition &condition,
                                                 const EvaluateContext &context);
    ConditionCache m_cache;
    ValueCache m_values{128 * 1024 * 1024};
    ScratchPool m_scratch;
    RunningSummaries m_running;
};

} // namespace audience::engine
