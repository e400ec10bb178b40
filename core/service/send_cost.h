// What sending costs: a price per thousand emails, a setting of the workspace ("email_price") with where it is from. Any thread.
#pragma once

#include "base/decimal.h"
#include "base/json_fwd.h"
#include "base/result.h"
#include "model/delivery_plan.h"

#include <cstdint>
#include <string>

namespace audience::service {

class Session;

struct EmailPrice {
    Decimal perThousand{10, 2};
    std::string currency = "USD"; // three letters
    std::string source = "https://aws.amazon.com/ses/pricing/, outbound email, without taxes and data";
};

// Where nothing was said: Amazon's for outbound email.
Result<EmailPrice> emailPriceOf(const Session &session);
// Error "campaign.bad_price" {text, currency}.
Result<void> saveEmailPrice(Session &session, const std::string &perThousand, const std::string &currency, const std::string &source);
Json toJson(const EmailPrice &price);

// Rounded up to the smallest unit that is shown, two digits after the point.
Decimal costOf(const EmailPrice &price, std::int64_t emails);
// How many emails one start sends to so many, as far as lots do not decide.
std::int64_t expectedEmails(const model::DeliveryPlan &plan, std::int64_t reachable);

} // namespace audience::service
