// Sets of people: another plan's members, keys that are listed, and buckets that follow from the key.
#pragma once

#include "engine/key_source.h"
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

// Whose key, as text, is one of the source's.
class KeyListCondition final : public Condition {
public:
    explicit KeyListCondition(std::shared_ptr<const KeySource> keys) : m_keys(std::move(keys)) {}
    const KeySource &keys() const { return *m_keys; }
    std::string key() const override { return "keys:" + m_keys->key(); }
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::shared_ptr<const KeySource> m_keys;
};

// Whose key is in the answer to a query.
class QueryCondition final : public Condition {
public:
    QueryCondition(std::string sql, std::shared_ptr<const KeySource> answer)
        : m_sql(std::move(sql)), m_answer(std::move(answer)) {}
    const std::string &sql() const { return m_sql; }
    std::string key() const override { return "query:" + m_answer->key(); }
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    std::string m_sql;
    std::shared_ptr<const KeySource> m_answer;
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

} // namespace audience::engine
