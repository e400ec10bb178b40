// A believable outdoor shop made from a seed: people with consent, two years of events, products and
// past campaigns, as CSV texts that go through the same import as a customer's own files. Pure: the
// same options give the same texts.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace audience::service {

struct DemoShopOptions {
    std::uint64_t seed = 20'261'121;
    int people = 20'000;
    int events = 400'000; // about; visits come in whole
    CivilDate lastDay;    // events end in the evening of this day (UTC)
};

struct DemoShop {
    std::string customersCsv; // customer_id, names, email, country, ..., newsletter, offers, consent_at
    std::string eventsCsv;    // customer_id, event, happened_at, product_id, category, quantity, amount
    std::string productsCsv;  // product_id, name, category, price, stock
    std::string campaignsCsv; // campaign_id, name, sent_on, recipients, delivered, opened, clicked, revenue
};

DemoShop makeDemoShop(const DemoShopOptions &options);

} // namespace audience::service
