// The registry of condition families beyond attribute, event and recency: everything that the compiler,
// the SQL writer and the text form need to know of one, in one place. A new family is one line in
// condition_family.cpp. Internal.
#pragma once

#include "segment/compile_context.h"
#include "segment/rule_reader.h"
#include "segment/sql_parts.h"

#include <vector>

namespace audience::segment {

struct ConditionFamily {
    std::string_view type;
    // Nothing with findings when the condition cannot be compiled.
    ConditionPtr (*compile)(CompileContext &context, const Json &json, const std::string &path);

    // The SQL of what compile() gives. `describe` says in a few words what it is; "" when the condition is
    // of another family. `prepare` writes the CTEs it stands on, their names beginning with `name`, each
    // ended by a comma; `write` the SELECT of its members.
    std::string (*describe)(const engine::Condition &condition);
    Result<void> (*prepare)(SqlParts &parts, const engine::Condition &condition, const std::string &name);
    Result<void> (*write)(SqlParts &parts, const engine::Condition &condition, const std::string &name);

    // The words of a condition; nothing when they cannot say it.
    std::optional<std::string> (*print)(const Json &json);
    // The condition whose words begin here; nothing, and nothing read, when it is another's.
    std::optional<Json> (*parse)(RuleReader &reader);
};

const std::vector<ConditionFamily> &moreFamilies();
const ConditionFamily *familyNamed(std::string_view type);
const ConditionFamily *familyOf(const engine::Condition &condition);

} // namespace audience::segment
