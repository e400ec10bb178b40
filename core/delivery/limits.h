// What a workspace bears before it stops a campaign or an address: the breakers' rates and the rule for
// bounces that pass. One setting, visible and editable; everything that is not said is as built in.
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "delivery/breaker.h"
#include "delivery/ses_event.h"

#include <string>
#include <vector>

namespace audience::delivery {

// So many bounces that passed, of so many different emails, within so many days: nobody reads there.
struct SoftBounceRule {
    bool isOn = true;
    int bounces = 4, emails = 4, days = 60;
    // What says something about the mailbox; a message too large says it about the message.
    std::vector<std::string> types{"General", "MailboxFull"};
};

struct DeliveryLimits {
    BreakerLimits breakers;
    SoftBounceRule soft;
};

inline constexpr const char *kLimitsSetting = "delivery_limits"; // null: the built-in ones

// Error "limits.bad" {name}: what is out of its range.
Result<DeliveryLimits> limitsFromJson(const Json &json);
Json toJson(const DeliveryLimits &limits);
// Built-in ones where nothing, or nothing that can be read, is stored.
Result<DeliveryLimits> storedLimits(const store::Connection &connection);

bool countsAsSoft(const SoftBounceRule &rule, const SesEvent &event);
// Whether the bounces on record make the rule hold for the address that this one is about, in whatever
// order they came.
Result<bool> isWornOut(const store::Connection &connection, const SoftBounceRule &rule, std::string_view addressKey, Instant at);

} // namespace audience::delivery
