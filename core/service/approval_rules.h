// What has to be approved before it is sent, by somebody other than who wrote it. Plain values for window and command
// line. Any thread.
#pragma once

#include "base/result.h"

namespace audience::service {

class Session;

struct ApprovalRules {
    bool emails = false;    // the words: the setting "require_template_approval"
    bool campaigns = false; // who gets them, when and from whom: the setting "require_approval"
    friend bool operator==(const ApprovalRules &, const ApprovalRules &) = default;
};

Result<ApprovalRules> approvalRulesOf(const Session &session);
// Only what differs between the two is written: what others changed meanwhile stays.
Result<void> changeApprovalRules(Session &session, const ApprovalRules &read, const ApprovalRules &wanted);

} // namespace audience::service
