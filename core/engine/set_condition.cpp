#include "engine/set_condition.h"

#include "async/parallel.h"
#include "base/digest.h"
#include "engine/key_index.h"

#include <algorithm>
#include <charconv>

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

// Who is named in `lines`, split over the threads where there are many.
void addNamed(const EvaluateContext &context, const KeyIndex &people, std::string_view lines, Bitmap &to) {
    constexpr std::size_t kWorthAThread = 256 * 1024;
    const auto wanted = std::min(lines.size() / kWorthAThread + 1, static_cast<std::size_t>(std::max(context.threads, 1)));
    std::vector<std::string_view> parts;
    for (std::size_t left = wanted; left > 0 && !lines.empty(); --left) {
        const std::size_t end = left == 1 ? std::string_view::npos : lines.find('\n', lines.size() / left);
        parts.push_back(lines.substr(0, end));
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    std::vector<std::vector<Ordinal>> found(parts.size());
    parallelFor(parts.size(), static_cast<int>(parts.size()), [&](std::size_t part, int) {
        forEachLine(parts[part], [&](std::string_view line) {
            if (const auto person = people.find(line))
                found[part].push_back(*person);
        });
    });
    for (const std::vector<Ordinal> &some : found)
        for (const Ordinal person : some)
            to.add(person);
}

Result<Bitmap> membersOf(const EvaluateContext &context, const KeySource &keys) {
    TRY_ASSIGN(const auto people, context.snapshot.keyIndex());
    Bitmap result(context.snapshot.ordinals());
    TRY(keys.forEachPiece(context.cancel, [&](std::string_view lines) { addNamed(context, *people, lines, result); }));
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

HeldKeys::HeldKeys(std::shared_ptr<const std::string> lines)
    : m_lines(std::move(lines)), m_key(toHex(sha256(*m_lines))) {}

std::string KeyListCondition::versions(const Snapshot &snapshot) const {
    return profileVersion(snapshot) + ',' + m_keys->versions();
}

Result<Bitmap> KeyListCondition::evaluate(const EvaluateContext &context) const { return membersOf(context, *m_keys); }

std::string QueryCondition::versions(const Snapshot &snapshot) const {
    return profileVersion(snapshot) + ',' + m_answer->versions();
}

Result<Bitmap> QueryCondition::evaluate(const EvaluateContext &context) const { return membersOf(context, *m_answer); }

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
