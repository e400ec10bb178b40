#include "app/cli/commands/commands.h"
#include "app/cli/commands/connection_commands.h"

#include "app/cli/secret_input.h"
#include "service/connection_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct ConnectionOptions {
    std::string name, region, endpoint, from, postalAddress, unsubscribe, suppression = "account", credentials = "keychain",
        configurationSet, queue;
    bool forget = false, simulator = false;
};

Result<int> addSes(const Console &console, Session &session, const ConnectionOptions &options) {
    model::SesConnection ses;
    ses.name = options.name;
    ses.region = options.region;
    ses.endpoint = options.endpoint;
    ses.fromAddress = options.from;
    ses.postalAddress = options.postalAddress;
    TRY_ASSIGN(ses.unsubscribe, model::unsubscribeFromText(options.unsubscribe));
    ses.accountSuppression = options.suppression == "account";
    ses.credentials = options.credentials;
    ses.configurationSet = options.configurationSet;
    TRY_ASSIGN(const ConnectionView saved, ConnectionService(session).save(ses));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.name}});
    console.say("Connection " + saved.name + " saved. Next: audiencectl connection test " + saved.name);
    return kDone;
}

Result<int> addSqs(const Console &console, Session &session, const ConnectionOptions &options) {
    model::SqsConnection sqs;
    sqs.name = options.name;
    sqs.queueUrl = options.queue;
    sqs.region = options.region;
    sqs.endpoint = options.endpoint;
    sqs.credentials = options.credentials;
    TRY_ASSIGN(const ConnectionView saved, ConnectionService(session).save(sqs));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.name}});
    console.say("Connection " + saved.name + " saved.");
    return kDone;
}

Result<int> test(const Console &console, Session &session, const ConnectionOptions &options) {
    if (options.simulator)
        return testThroughSimulator(console, session, options.name);
    TRY_ASSIGN(const ConnectionTest result, ConnectionService(session).test(options.name));
    if (console.json)
        console.document(Json{{"ok", true}, {"ses_sandbox", result.isSandbox}, {"max_per_second", result.maxPerSecond},
                              {"max_per_day", result.maxPerDay}, {"sent_last_24_hours", result.sentToday},
                              {"sending_enabled", result.sendingEnabled}, {"enforcement", result.enforcement},
                              {"events_taken", result.takenEvents}});
    console.say(options.name + " answers.");
    if (result.maxPerSecond > 0)
        console.say("quota           " + grouped(static_cast<std::int64_t>(result.maxPerSecond)) + " per second, " +
                    grouped(static_cast<std::int64_t>(result.maxPerDay)) + " per day, " + grouped(static_cast<std::int64_t>(result.sentToday)) + " used");
    if (result.isSandbox)
        console.say("This account is in Amazon's own SES sandbox: only verified addresses are reached. Ask Amazon for production access.");
    return kDone;
}

Result<int> keys(const Console &console, Session &session, const ConnectionOptions &options) {
    ConnectionService connections(session);
    if (options.forget) {
        TRY(connections.forgetKeys(options.name));
        return console.done("The keychain holds no keys for " + options.name + " any more.");
    }
    net::AwsCredentials keys;
    keys.accessKeyId = readSecretLine("Access key id: ").view();
    keys.secretKey = readSecretLine("Secret access key: ");
    keys.sessionToken = readSecretLine("Session token, if there is one: ");
    TRY(connections.storeKeys(options.name, keys));
    return console.done("The keychain holds the keys for " + options.name + ". Next: audiencectl connection test " + options.name);
}

} // namespace

void addConnectionCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<ConnectionOptions>();
    CLI::App *noun = app.add_subcommand("connection", "Amazon SES, event queues");
    noun->require_subcommand(1);
    const auto add = [&](CLI::App &parent, const std::string &verb, const std::string &about, auto body) {
        return console.add(parent, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *adding = noun->add_subcommand("add", "Add or change a connection");
    adding->require_subcommand(1);
    CLI::App *ses = add(*adding, "ses", "Amazon SES", addSes);
    ses->add_option("NAME", options->name)->required();
    ses->add_option("--region", options->region)->required();
    ses->add_option("--endpoint", options->endpoint, "Another base address than Amazon's");
    ses->add_option("--from", options->from, "Sender, e.g. \"Shop <news@example.com>\"")->required();
    ses->add_option("--postal-address", options->postalAddress, "Your postal address, for the footer")->required();
    ses->add_option("--unsubscribe", options->unsubscribe, "url:TEMPLATE, ses-list:NAME, mailto:ADDR, corner or corner+mailto:ADDR")->required();
    ses->add_option("--suppression", options->suppression)->check(CLI::IsMember({"account", "local"}))->capture_default_str();
    ses->add_option("--credentials", options->credentials, "env, keychain, profile:NAME, file:PATH or role:ARN[,external-id=ID][,source=…]")->capture_default_str();
    ses->add_option("--configuration-set", options->configurationSet);
    CLI::App *sqs = add(*adding, "sqs", "The queue the events arrive in", addSqs);
    sqs->add_option("NAME", options->name)->required();
    sqs->add_option("--queue", options->queue, "Its URL")->required();
    sqs->add_option("--region", options->region)->required();
    sqs->add_option("--endpoint", options->endpoint);
    sqs->add_option("--credentials", options->credentials)->capture_default_str();
    CLI::App *keeping = add(*noun, "keys", "Keep the keys of a connection in the system's keychain: access key id, secret and session token, one a line", keys);
    keeping->add_option("NAME", options->name)->required();
    keeping->add_flag("--forget", options->forget, "Remove them instead");
    CLI::App *testing = add(*noun, "test", "Ask the service, with these keys", test);
    testing->add_option("NAME", options->name)->required();
    testing->add_flag("--simulator", options->simulator, "Send a mail to Amazon's mailbox simulator and wait for its events");
    addConnectionSetupCommands(*noun, console);
    add(*noun, "remove", "Forget a connection", [](const Console &c, Session &s, const ConnectionOptions &o) -> Result<int> {
        TRY(ConnectionService(s).remove(o.name));
        return c.done("Removed " + o.name);
    })->add_option("NAME", options->name)->required();
    add(*noun, "list", "All connections", [](const Console &c, Session &s, const ConnectionOptions &) -> Result<int> {
        TRY_ASSIGN(const auto all, ConnectionService(s).list());
        Json list = Json::array();
        for (const ConnectionView &one : all) {
            list.push_back(Json{{"name", one.name}, {"kind", one.kind}});
            c.say(one.name + "\t" + one.kind);
        }
        if (c.json)
            c.document(list);
        return kDone;
    });
}

} // namespace audience::cli
