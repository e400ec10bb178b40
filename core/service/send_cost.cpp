#include "service/send_cost.h"

#include "base/int128.h"
#include "base/json.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr const char *kSetting = "email_price";
constexpr int kMostDigits = 6; // after the point

bool isCurrency(const std::string &text) {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Decimal> priceFromText(const std::string &text) {
    const auto price = decimalFromText(text);
    return price && price->mantissa >= 0 && price->scale <= kMostDigits && toDouble(*price) <= 1'000'000 ? price : std::nullopt;
}

} // namespace

Result<EmailPrice> emailPriceOf(const Session &session) {
    TRY_ASSIGN(const Json json, session.workspace().setting(kSetting));
    EmailPrice price;
    const auto amount = json.is_object() ? priceFromText(jsonText(json, "per_thousand")) : std::nullopt;
    const std::string currency = json.is_object() ? jsonText(json, "currency") : std::string();
    if (!amount || !isCurrency(currency))
        return price;
    return EmailPrice{*amount, currency, jsonText(json, "source")};
}

Result<void> saveEmailPrice(Session &session, const std::string &perThousand, const std::string &currency, const std::string &source) {
    const auto amount = priceFromText(perThousand);
    if (!amount || !isCurrency(currency))
        return Error(ErrorKind::Invalid, "campaign.bad_price").with("text", perThousand).with("currency", currency);
    return session.workspace().setSetting(kSetting, toJson(EmailPrice{*amount, currency, source}));
}

Json toJson(const EmailPrice &price) {
    return Json{{"per_thousand", toText(price.perThousand)}, {"currency", price.currency}, {"source", price.source}};
}

Decimal costOf(const EmailPrice &price, std::int64_t emails) {
    // In hundredths: emails * mantissa * 100 / (1000 * 10^scale).
    const Int128 amount = Int128(std::max<std::int64_t>(emails, 0)) * price.perThousand.mantissa;
    const Int128 unit = Int128(10) * powerOfTen(price.perThousand.scale);
    return {static_cast<std::int64_t>((amount + unit - 1) / unit), 2};
}

std::int64_t expectedEmails(const model::DeliveryPlan &plan, std::int64_t reachable) {
    const auto held = static_cast<std::int64_t>(static_cast<double>(reachable) * plan.holdoutShare);
    return plan.maxPeople > 0 ? std::min(plan.maxPeople, reachable - held) : reachable - held;
}

} // namespace audience::service
