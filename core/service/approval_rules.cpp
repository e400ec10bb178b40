#include "service/approval_rules.h"

#include "base/json.h"
#include "service/session.h"

#include <array>
#include <string_view>

namespace audience::service {

namespace {

struct Rule {
    std::string_view setting;
    bool ApprovalRules::*rule;
};
constexpr std::array<Rule, 2> kRules{{{"require_template_approval", &ApprovalRules::emails}, {"require_approval", &ApprovalRules::campaigns}}};

} // namespace

Result<ApprovalRules> approvalRulesOf(const Session &session) {
    ApprovalRules rules;
    for (const Rule &one : kRules) {
        TRY_ASSIGN(const Json stored, session.workspace().setting(std::string(one.setting)));
        rules.*one.rule = stored.is_boolean() && stored.get<bool>();
    }
    return rules;
}

Result<void> changeApprovalRules(Session &session, const ApprovalRules &read, const ApprovalRules &wanted) {
    for (const Rule &one : kRules)
        if (read.*one.rule != wanted.*one.rule)
            TRY(session.workspace().setSetting(std::string(one.setting), Json(wanted.*one.rule)));
    return {};
}

} // namespace audience::service
