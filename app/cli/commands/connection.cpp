#include "app/cli/commands/commands.h"
#include "app/cli/commands/connection_commands.h"
#include "app/cli/commands/event_commands.h"

#include "app/cli/secret_input.h"
#include "service/connection_service.h"
#include "service/remote_people.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#include "service/template_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct ConnectionOptions {
    std::string name, region, endpoint, from, postalAddress, unsubscribe, suppression = "account", credentials = "keychain",
        configurationSet, queue, host, tls = "starttls", user, to;
    int port = 0;
    double rate = 5;
    bool forget = false, simulator = false, force = false;
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

Result<int> addSmtp(const Console &console, Session &session, const ConnectionOptions &options) {
    Json body{{"name", options.name}, {"host", options.host}, {"tls", options.tls}, {"user", options.user}, {"credentials", options.credentials},
              {"from", options.from}, {"postal_address", options.postalAddress}, {"unsubscribe", options.unsubscribe}, {"rate", options.rate}};
    body["port"] = options.port != 0 ? options.port : options.tls == "implicit" ? 465 : 587;
    TRY_ASSIGN(const model::SmtpConnection smtp, model::smtpConnectionFromJson(body));
    TRY_ASSIGN(const ConnectionView saved, ConnectionService(session).save(smtp));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.name}});
    console.say("Connection " + saved.name + " saved. It hands emails over and reports nothing back; bounces come by mail to " + smtp.fromAddress +
                ". Next: audiencectl connection test " + saved.name);
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
    TRY_ASSIGN(const auto database, SourceService(session).find(options.name));
    if (database)
        return testSource(console, session, options.name);
    TRY_ASSIGN(const ConnectionTest result, ConnectionService(session).test(options.name));
    if (!options.to.empty()) {
        TRY_ASSIGN(const TestReport sent, ConnectionService(session).sendHello(options.name, options.to, "Test of " + options.name, "This email came through " + options.name + "."));
        console.say("An email is on its way to " + options.to + ", as " + sent.messageId + ".");
    }
    if (console.json)
        console.document(Json{{"ok", true}, {"ses_sandbox", result.isSandbox}, {"max_per_second", result.maxPerSecond},
                              {"max_per_day", result.maxPerDay}, {"sent_last_24_hours", result.sentToday},
                              {"sending_enabled", result.sendingEnabled}, {"enforcement", result.enforcement},
                              {"events_taken", result.takenEvents}, {"not_read_in_time", result.gap ? lostJson(*result.gap) : Json()}});
    console.say(options.name + " answers.");
    if (result.maxPerDay > 0)
        console.say("quota           " + grouped(static_cast<std::int64_t>(result.maxPerSecond)) + " per second, " +
                    grouped(static_cast<std::int64_t>(result.maxPerDay)) + " per day, " + grouped(static_cast<std::int64_t>(result.sentToday)) + " used");
    if (result.gap)
        console.say(lostWords(*result.gap));
    if (result.isSandbox)
        console.say("This account is in Amazon's own SES sandbox: only verified addresses are reached. Ask Amazon for production access.");
    return kDone;
}

Result<int> keys(const Console &console, Session &session, const ConnectionOptions &options) {
    ConnectionService connections(session);
    TRY_ASSIGN(const auto database, SourceService(session).find(options.name));
    if (database)
        return sourcePassword(console, session, options.name, options.forget);
    if (options.forget) {
        TRY(connections.forgetKeys(options.name));
        return console.done("The keychain holds no keys for " + options.name + " any more.");
    }
    net::AwsCredentials keys;
    TRY_ASSIGN(const auto smtp, connections.mailServer(options.name));
    if (smtp) {
        keys.accessKeyId = smtp->user;
        keys.secretKey = readSecretLine("Password: ");
        TRY(connections.storeKeys(options.name, keys));
        return console.done("The keychain holds the password for " + options.name + ". Next: audiencectl connection test " + options.name);
    }
    keys.accessKeyId = readSecretLine("Access key id: ").view();
    keys.secretKey = readSecretLine("Secret access key: ");
    keys.sessionToken = readSecretLine("Session token, if there is one: ");
    TRY(connections.storeKeys(options.name, keys));
    return console.done("The keychain holds the keys for " + options.name + ". Next: audiencectl connection test " + options.name);
}

// The syncs that read through it, and the people and events that stay there; by name.
Result<std::string> usersOf(Session &session, const std::string &connection) {
    std::string names;
    TRY_ASSIGN(const auto syncs, SyncService(session).list());
    for (const SyncView &one : syncs)
        if (one.plan.connection == connection)
            names += (names.empty() ? "" : ", ") + one.plan.name;
    TRY_ASSIGN(const auto remotes, RemoteService(session).list());
    for (const RemoteView &one : remotes)
        if (one.dataset.connection == connection)
            names += (names.empty() ? "" : ", ") + one.dataset.name;
    return names;
}

Result<int> forget(const Console &console, Session &session, const ConnectionOptions &options) {
    TRY_ASSIGN(const std::string users, usersOf(session, options.name));
    if (!users.empty() && !options.force)
        return Error(ErrorKind::Conflict, "connection.used").with("name", options.name).with("users", users);
    TRY(ConnectionService(session).remove(options.name));
    return console.done("Removed " + options.name + (users.empty() ? "" : "; without a connection of that name these cannot run: " + users));
}

Result<int> usual(const Console &console, Session &session, const ConnectionOptions &options) {
    ConnectionService connections(session);
    if (!options.name.empty())
        TRY(connections.setUsual(options.name));
    TRY_ASSIGN(const std::string name, connections.usual());
    if (console.json)
        console.document(Json{{"name", name}});
    console.say("In the window, new campaigns and tests go through " + name + ".");
    return kDone;
}

} // namespace

void addConnectionCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<ConnectionOptions>();
    CLI::App *noun = app.add_subcommand("connection", "Amazon SES, mail servers, event queues, databases");
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
    CLI::App *smtp = add(*adding, "smtp", "A mail server of your own", addSmtp);
    smtp->add_option("NAME", options->name)->required();
    smtp->add_option("--host", options->host)->required();
    smtp->add_option("--port", options->port, "587, or 465 where it is encrypted from the first byte");
    smtp->add_option("--tls", options->tls, "none: only for a server on this computer")->check(CLI::IsMember({"starttls", "implicit", "none"}))->capture_default_str();
    smtp->add_option("--user", options->user, "For the login; without it there is none");
    smtp->add_option("--credentials", options->credentials, "Where the password is: keychain, or env (AUDIENCE_SMTP_PASSWORD)")
        ->check(CLI::IsMember({"keychain", "env"}))
        ->capture_default_str();
    smtp->add_option("--from", options->from, "Sender, e.g. \"Shop <news@example.com>\"")->required();
    smtp->add_option("--postal-address", options->postalAddress, "Your postal address, for the footer")->required();
    smtp->add_option("--unsubscribe", options->unsubscribe, "url:TEMPLATE or mailto:ADDR")->required();
    smtp->add_option("--rate", options->rate, "Emails per second that the server takes")->capture_default_str();
    CLI::App *sqs = add(*adding, "sqs", "The queue the events arrive in", addSqs);
    sqs->add_option("NAME", options->name)->required();
    sqs->add_option("--queue", options->queue, "Its URL")->required();
    sqs->add_option("--region", options->region)->required();
    sqs->add_option("--endpoint", options->endpoint);
    sqs->add_option("--credentials", options->credentials)->capture_default_str();
    CLI::App *keeping = add(*noun, "keys", "Keep the keys of a connection in the system's keychain: access key id, secret and session token, one a line; of a mail server or a database the password", keys);
    keeping->add_option("NAME", options->name)->required();
    keeping->add_flag("--forget", options->forget, "Remove them instead");
    CLI::App *testing = add(*noun, "test", "Ask the service, with these keys", test);
    testing->add_option("NAME", options->name)->required();
    testing->add_option("--to", options->to, "Also send a short email to this address of your own");
    testing->add_flag("--simulator", options->simulator, "Send a mail to Amazon's mailbox simulator and wait for its events");
    addConnectionSetupCommands(*noun, console);
    addSourceCommands(*noun, *adding, console);
    CLI::App *forgetting = add(*noun, "remove", "Forget a connection", forget);
    forgetting->add_option("NAME", options->name)->required();
    forgetting->add_flag("--force", options->force, "Also one that syncs or remote data need");
    add(*noun, "default", "Which one new campaigns and tests go through in the window; with a name, choose it", usual)->add_option("NAME", options->name);
    add(*noun, "list", "All connections", [](const Console &c, Session &s, const ConnectionOptions &) -> Result<int> {
        TRY_ASSIGN(const auto all, ConnectionService(s).list());
        Json list = Json::array();
        for (const ConnectionView &one : all) {
            list.push_back(Json{{"name", one.name}, {"kind", one.kind}});
            c.say(one.name + "\t" + one.kind);
        }
        TRY_ASSIGN(const auto databases, SourceService(s).list());
        for (const model::SourceConnection &one : databases) {
            list.push_back(Json{{"name", one.name}, {"kind", one.kind}});
            c.say(one.name + "\t" + one.kind);
        }
        if (list.empty())
            c.say("No connections yet.");
        if (c.json)
            c.document(list);
        return kDone;
    });
}

} // namespace audience::cli
