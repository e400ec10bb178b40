// Sets of people: another plan's members, keys that are listed, and buckets that follow from the key.
#pragma once

#include "engine/plan.h"

namespace audience::engine {

// The members of another rule, as one condition.
class PlanCondition final : public Condition {
public:
    // `name`: of the rule, for whoever reads the SQL.
    PlanCondition(std::string name, std::shared_ptr<const Plan> plan);
    const std::string &name() const { return m_name; }
    const Plan &plan() const { return *m_plan; }
    std::string key() const override { return m_key; }
    std::string versions(const Snapshot &snapshot) const override { return m_plan->versions(snapshot); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::string m_name;
    std::shared_ptr<const Plan> m_plan;
    std::string m_key;
};

// Whose key, as text, is one of the lines.
class KeyListCondition final : public Condition {
public:
    explicit KeyListCondition(std::shared_ptr<const std::string> lines);
    const std::string &lines() const { return *m_lines; }
    std::string key() const override { return m_key; }
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::shared_ptr<const std::string> m_lines;
    std::string m_key;
};

// Whose bucket lies between two others, both included.
class BucketCondition final : public Condition {
public:
    BucketCondition(std::string salt, std::uint32_t from, std::uint32_t to)
        : m_salt(std::move(salt)), m_from(from), m_to(to) {}
    const std::string &salt() const { return m_salt; }
    std::uint32_t from() const { return m_from; }
    std::uint32_t to() const { return m_to; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::string m_salt;
    std::uint32_t m_from, m_to;
};

// The first 8 hexadecimal digits of the MD5 of `text` as a number, modulo 10,000.
std::uint32_t bucketOf(std::string_view text);
// Calls visit(line) for each line of `lines` that is not empty.
template <class Visit> void forEachLine(std::string_view lines, Visit visit) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (!line.empty())
            visit(line);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

} // namespace audience::engine
