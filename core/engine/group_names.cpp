#include "engine/group_names.h"

namespace audience::engine {

std::string GroupNames::key() const {
    std::string key = "groups:";
    for (const Group &group : m_groups) {
        appendKey(key, group.name);
        appendKey(key, group.plan->key());
    }
    appendKey(key, m_otherwise);
    return key;
}

std::string GroupNames::versions(const Snapshot &snapshot) const {
    std::string versions = std::to_string(snapshot.schema().profileVersion);
    for (const Group &group : m_groups)
        appendKey(versions, group.plan->versions(snapshot));
    return versions;
}

Result<DenseColumn> GroupNames::compute(const EvaluateContext &context) const {
    const std::size_t size = context.snapshot.ordinals();
    DictionaryBuilder names;
    std::vector<std::uint32_t> codes(size);
    std::vector<std::uint64_t> valid((size + 63) / 64);
    const auto put = [&](Ordinal ordinal, std::uint32_t code) {
        std::uint64_t &word = valid[ordinal >> 6];
        const std::uint64_t bit = std::uint64_t{1} << (ordinal & 63);
        if ((word & bit) == 0) // else an earlier group has them
            codes[ordinal] = code;
        word |= bit;
        return true;
    };
    for (const Group &group : m_groups) {
        TRY_ASSIGN(const Bitmap members, context.evaluator.evaluate(*group.plan, context.snapshot, context.cancel));
        members.forEach([&, code = names.codeOf(group.name)](Ordinal ordinal) { return put(ordinal, code); });
    }
    if (!m_otherwise.empty())
        context.snapshot.members().forEach([&, code = names.codeOf(m_otherwise)](Ordinal ordinal) { return put(ordinal, code); });
    return denseFromCodes(ColumnType::Text, std::move(codes), names.finish(), std::move(valid));
}

} // namespace audience::engine
