// The condition families "segment", "list", "query" and "bucket": who belongs to a set that stands outside the rule,
// is written out in it, or follows from the key alone.
#pragma once

#include "model/segment_condition.h"

#include <memory>

namespace audience::model {

struct SegmentMembership {
    std::string id; // of the other segment
};
struct ListCondition {
    std::string id;                          // of a stored list; empty: the keys below
    std::shared_ptr<const std::string> keys; // one per line
};
// Whose key a reading query over the workspace answers with.
struct QueryCondition {
    std::string sql;
};
// Buckets from..to of 0..9999, both included.
struct BucketCondition {
    std::string salt; // other salts, other buckets
    std::int64_t from = 0, to = 0;
};
constexpr std::int64_t kBuckets = 10'000;

std::optional<SegmentMembership> readSegmentMembership(const Json &json, const std::string &path, Findings &out);
std::optional<ListCondition> readList(const Json &json, const std::string &path, Findings &out);
std::optional<QueryCondition> readQuery(const Json &json, const std::string &path, Findings &out);
std::optional<BucketCondition> readBucket(const Json &json, const std::string &path, Findings &out);

Json toJson(const SegmentMembership &condition);
Json toJson(const BucketCondition &condition);

} // namespace audience::model
