#include "model/set_condition.h"

#include "base/text.h"
#include "model/condition_reader.h"

namespace audience::model {

namespace {

// A text that is not empty, or a whole number as text.
std::optional<std::string> readId(const Json &json, const std::string &path, Findings &out) {
    const Json *id = jsonMember(json, "id");
    if (id && id->is_number_integer())
        return dumpJson(*id);
    if (id && id->is_string() && !id->get_ref<const std::string &>().empty())
        return id->get<std::string>();
    report(out, "segment.id_expected", path + "/id");
    return std::nullopt;
}

// An array of texts and whole numbers, or one text with a key per line: five million keys are then one
// piece of memory.
bool readKeys(const Json &keys, const std::string &path, ListCondition &to, Findings &out) {
    std::string lines;
    if (keys.is_string()) {
        lines = toNfc(keys.get_ref<const std::string &>());
    } else if (keys.is_array()) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const bool isText = keys[i].is_string();
            if ((!isText && !keys[i].is_number_integer()) ||
                (isText && keys[i].get_ref<const std::string &>().find('\n') != std::string::npos)) {
                report(out, "segment.value_expected", path + '/' + std::to_string(i));
                return false;
            }
            lines += isText ? toNfc(keys[i].get_ref<const std::string &>()) : dumpJson(keys[i]);
            lines += '\n';
        }
    } else {
        report(out, "segment.values_expected", path, {{"count", "any"}});
        return false;
    }
    to.keys = std::make_shared<const std::string>(std::move(lines));
    return true;
}

bool readBound(const Json &json, const char *name, const std::string &path, std::int64_t &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (member && member->is_number_integer() && member->get<double>() >= 0 &&
        member->get<double>() < static_cast<double>(kBuckets)) {
        to = member->get<std::int64_t>();
        return true;
    }
    report(out, "segment.bad_bucket", path + '/' + name);
    return false;
}

} // namespace

std::optional<SegmentMembership> readSegmentMembership(const Json &json, const std::string &path, Findings &out) {
    auto id = readId(json, path, out);
    if (!knowsAll(json, {"type", "id"}, path, out) || !id)
        return std::nullopt;
    return SegmentMembership{std::move(*id)};
}

std::optional<ListCondition> readList(const Json &json, const std::string &path, Findings &out) {
    ListCondition condition;
    const Json *keys = jsonMember(json, "keys");
    bool fine = knowsAll(json, {"type", keys ? "keys" : "id"}, path, out);
    if (keys) {
        fine = readKeys(*keys, path + "/keys", condition, out) && fine;
    } else if (auto id = readId(json, path, out)) {
        condition.id = std::move(*id);
    } else {
        fine = false;
    }
    return fine ? std::optional<ListCondition>(std::move(condition)) : std::nullopt;
}

std::optional<QueryCondition> readQuery(const Json &json, const std::string &path, Findings &out) {
    QueryCondition condition;
    bool fine = knowsAll(json, {"type", "sql"}, path, out);
    fine = readText(json, "sql", path, condition.sql, out) && fine;
    if (fine && trimmed(condition.sql).empty()) {
        report(out, "query.empty", path + "/sql");
        fine = false;
    }
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<BucketCondition> readBucket(const Json &json, const std::string &path, Findings &out) {
    BucketCondition condition;
    bool fine = knowsAll(json, {"type", "salt", "from", "to"}, path, out);
    fine = readText(json, "salt", path, condition.salt, out) && fine;
    fine = readBound(json, "from", path, condition.from, out) && fine;
    fine = readBound(json, "to", path, condition.to, out) && fine;
    if (fine && condition.from > condition.to) {
        report(out, "segment.bad_bucket", path + "/to");
        fine = false;
    }
    return fine ? std::optional<BucketCondition>(std::move(condition)) : std::nullopt;
}

Json toJson(const SegmentMembership &condition) {
    return Json::object({{"type", "segment"}, {"id", condition.id}});
}

Json toJson(const BucketCondition &condition) {
    Json json = Json::object({{"type", "bucket"}});
    if (!condition.salt.empty())
        json["salt"] = condition.salt;
    json["from"] = condition.from;
    json["to"] = condition.to;
    return json;
}

} // namespace audience::model
