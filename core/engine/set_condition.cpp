#include "engine/set_condition.h"

#include "base/digest.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace audience::engine {

namespace {

// Members whose key, as text, passes.
template <class Test> Result<Bitmap> membersByKey(const EvaluateContext &context, Test test) {
    const Snapshot &snapshot = context.snapshot;
    TRY_ASSIGN(const auto column, snapshot.profileColumn(snapshot.schema().profileKey));
    Bitmap result(snapshot.ordinals());
    std::size_t seen = 0;
    snapshot.members().forEach([&](Ordinal ordinal) {
        if (!column->isValid(ordinal))
            return true;
        char digits[24];
        std::string_view key;
        if (column->dictionary) {
            key = column->dictionary->at(static_cast<std::uint32_t>(column->intAt(ordinal)));
        } else {
            const auto end = std::to_chars(digits, digits + sizeof digits, column->intAt(ordinal)).ptr;
            key = {digits, static_cast<std::size_t>(end - digits)};
        }
        if (test(key))
            result.add(ordinal);
        return (++seen & 0xFFFF) != 0 || !context.cancel.isCancelled();
    });
    TRY(context.cancel.check());
    return result;
}

std::string profileVersion(const Snapshot &snapshot) { return std::to_string(snapshot.schema().profileVersion); }

} // namespace

PlanCondition::PlanCondition(std::string name, std::shared_ptr<const Plan> plan)
    : m_name(std::move(name)), m_plan(std::move(plan)), m_key("plan:" + toHex(sha256(m_plan->key()))) {}

Result<Bitmap> PlanCondition::evaluate(const EvaluateContext &context) const {
    return context.evaluator.evaluate(*m_plan, context.snapshot, context.cancel);
}

KeyListCondition::KeyListCondition(std::shared_ptr<const std::string> lines)
    : m_lines(std::move(lines)), m_key("keys:" + toHex(sha256(*m_lines))) {}

std::string KeyListCondition::versions(const Snapshot &snapshot) const { return profileVersion(snapshot); }

Result<Bitmap> KeyListCondition::evaluate(const EvaluateContext &context) const {
    std::unordered_set<std::string_view> wanted;
    wanted.reserve(static_cast<std::size_t>(std::count(m_lines->begin(), m_lines->end(), '\n')) + 1);
    forEachLine(*m_lines, [&](std::string_view line) { wanted.insert(line); });
    return membersByKey(context, [&](std::string_view key) { return wanted.count(key) != 0; });
}

std::uint32_t bucketOf(std::string_view text) {
    const auto digest = md5(text);
    const std::uint32_t number = std::uint32_t{digest[0]} << 24 | std::uint32_t{digest[1]} << 16 |
                                 std::uint32_t{digest[2]} << 8 | std::uint32_t{digest[3]};
    return number % 10'000;
}

std::string BucketCondition::key() const {
    std::string key = "bucket:" + std::to_string(m_from) + '-' + std::to_string(m_to) + ':';
    appendKey(key, m_salt);
    return key;
}

std::string BucketCondition::versions(const Snapshot &snapshot) const { return profileVersion(snapshot); }

Result<Bitmap> BucketCondition::evaluate(const EvaluateContext &context) const {
    std::string salted = m_salt + ':';
    const std::size_t prefix = salted.size();
    return membersByKey(context, [&](std::string_view key) {
        salted.resize(prefix);
        salted += key;
        const std::uint32_t bucket = bucketOf(salted);
        return bucket >= m_from && bucket <= m_to;
    });
}

} // namespace audience::engine
