// setting price: what a thousand emails cost.
#include "app/cli/commands/setting_sending.h"

#include "base/json.h"
#include "service/send_cost.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct PriceOptions {
    std::string perThousand, currency, source;
};

Result<int> price(const Console &console, Session &session, const PriceOptions &options) {
    TRY_ASSIGN(EmailPrice price, emailPriceOf(session));
    if (!options.perThousand.empty() || !options.currency.empty() || !options.source.empty()) {
        TRY(saveEmailPrice(session, options.perThousand.empty() ? toText(price.perThousand) : options.perThousand,
                           options.currency.empty() ? price.currency : options.currency, options.source));
        TRY_ASSIGN(price, emailPriceOf(session));
    }
    return console.done("A thousand emails cost " + toText(price.perThousand) + " " + price.currency +
                            (price.source.empty() ? std::string(".") : ", as " + price.source + " has it."),
                        toJson(price));
}

} // namespace

void addPriceCommand(CLI::App &setting, Console &console) {
    auto options = std::make_shared<PriceOptions>();
    CLI::App *command = console.add(setting, "price", "What a thousand emails cost, for the budget of a campaign; with options, change it", true, [&console, options] {
        return withSession(console, [&](Session &session) { return price(console, session, *options); });
    });
    command->add_option("--per-thousand", options->perThousand, "An amount, e.g. 0.10");
    command->add_option("--currency", options->currency, "Three letters, e.g. EUR");
    command->add_option("--source", options->source, "Where the price is from, e.g. a contract");
}

} // namespace audience::cli
