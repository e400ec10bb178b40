// What a plan is made of: a condition turns a snapshot into the set of members that meet it. Families
// derive from it; the two that every workspace has stand here, the event ones in event_condition.h.
#pragma once

#include "async/cancel.h"
#include "engine/bitmap.h"
#include "engine/person_values.h"
#include "engine/predicate.h"
#include "engine/snapshot.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace audience::engine {

// Zeroed arrays for kernels, kept for the next one: fresh pages cost more than the work on them.
class ScratchPool {
public:
    class Lease {
    public:
        Lease(ScratchPool &pool, std::vector<std::uint64_t> memory)
            : m_pool(&pool), m_memory(std::move(memory)) {}
        Lease(Lease &&other) noexcept = default;
        Lease &operator=(Lease &&) = delete;
        ~Lease();
        template <class T> T *as() { return reinterpret_cast<T *>(m_memory.data()); }

    private:
        ScratchPool *m_pool;
        std::vector<std::uint64_t> m_memory;
    };
    // At least `bytes` bytes, all zero.
    Lease take(std::size_t bytes);

private:
    std::mutex m_mutex;
    std::vector<std::vector<std::uint64_t>> m_free;
};

class Evaluator; // plan.h

struct EvaluateContext {
    const Snapshot &snapshot;
    ScratchPool &scratch;
    Evaluator &evaluator; // for conditions that hold a plan of their own
    CancelToken cancel;
    int threads = 1; // a kernel uses more than one only where it has enough to do
};

class Condition {
public:
    virtual ~Condition() = default;
    // Equal for conditions that mean the same; with versions() it names a cached answer.
    virtual std::string key() const = 0;
    virtual std::string versions(const Snapshot &snapshot) const = 0;
    // Members only; as long as snapshot.ordinals(). Errors: those of loading columns, "cancelled".
    virtual Result<Bitmap> evaluate(const EvaluateContext &context) const = 0;
};

// Length first, so that no two lists of parts give one key.
void appendKey(std::string &key, std::string_view part);

// A test on one attribute, or on a value that is computed and looked at like one.
class ColumnCondition final : public Condition {
public:
    // `computed`: those fields of the test that are no columns of the profiles.
    explicit ColumnCondition(Predicate predicate, ValueSources computed = {})
        : m_predicate(std::move(predicate)), m_computed(std::move(computed)) {}
    const Predicate &predicate() const { return m_predicate; }
    const ValueSources &computed() const { return m_computed; }
    std::string key() const override { return "col:" + m_predicate.key() + keyOf(m_computed); }
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    Predicate m_predicate;
    ValueSources m_computed;
};

// a &= b, a |= b, a &= ~b for bitmaps of one length.
void intersect(Bitmap &a, const Bitmap &b);
void unite(Bitmap &a, const Bitmap &b);
void subtract(Bitmap &a, const Bitmap &b);

} // namespace audience::engine
