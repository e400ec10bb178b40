// audiencectl connection setup, identity and policy, and the test through Amazon's mailbox simulator.
#include "app/cli/commands/connection_commands.h"

#include "service/aws_setup_service.h"

#include <algorithm>

namespace audience::cli {

using namespace service;

namespace {

Json faultDocument(const Error &fault) {
    auto args = fault.args;
    args.emplace_back("detail", fault.detail);
    return Json{{"id", fault.id}, {"text", sentenceOf(fault.id, args)}, {"detail", fault.detail}};
}

Json stepDocument(const aws::Step &step) {
    Json document{{"id", step.id}, {"state", toText(step.state)}, {"written", step.isWritten}};
    if (!step.resource.empty())
        document["resource"] = step.resource;
    if (!step.differences.empty()) {
        Json &list = document["differences"] = Json::array();
        for (const aws::StepDifference &one : step.differences)
            list.push_back(Json{{"what", one.what}, {"found", one.found}, {"wanted", one.wanted}});
    }
    if (step.fault)
        document["fault"] = faultDocument(*step.fault);
    return document;
}

aws::TellStep teller(const Console &console) {
    return [&console](const aws::Step &step) {
        std::string line = step.id;
        line.resize(std::max<std::size_t>(line.size() + 2, 20), ' ');
        line += toText(step.state);
        if (step.isWritten)
            line += ", written";
        if (!step.resource.empty())
            line += "  " + step.resource;
        console.say(line);
        for (const aws::StepDifference &one : step.differences)
            console.say("    " + one.what + ": \"" + one.found + "\" instead of \"" + one.wanted + '"');
        if (step.fault && step.state == aws::StepState::Kept)
            console.say("    " + sentenceOf(step.fault->id, step.fault->args));
    };
}

// The document, and the fault of the step that failed as the error of the command.
Result<int> tell(const Console &console, const SetupReport &report, bool isEnough) {
    if (console.json) {
        Json steps = Json::array();
        for (const aws::Step &step : report.path.steps)
            steps.push_back(stepDocument(step));
        console.document(Json{{"ok", isEnough && !report.path.fault()}, {"complete", report.path.isComplete()}, {"proven", report.isProven},
                              {"saved", report.isSaved}, {"events_connection", report.eventsConnection}, {"account", report.path.place.account},
                              {"region", report.path.place.region}, {"queue", report.path.queueUrl}, {"steps", steps}});
    }
    if (const auto fault = report.path.fault())
        return *fault;
    return isEnough ? kDone : kFailed;
}

Result<int> setup(const Console &console, Session &session, const SetupCommand &options) {
    AwsSetupService service(session);
    SetupOptions how;
    how.profile = options.profile;
    how.adopt = options.adopt;
    how.waitForRights = options.waitForRights;
    if (options.check) {
        TRY_ASSIGN(const SetupReport report, service.check(options.name, how, {}, teller(console)));
        return tell(console, report, report.path.isComplete());
    }
    if (options.remove) {
        TRY_ASSIGN(const SetupReport report, service.remove(options.name, how, {}, teller(console)));
        return tell(console, report, true);
    }
    TRY_ASSIGN(const SetupReport report, service.build(options.name, how, {}, teller(console)));
    if (report.isSaved)
        console.say(options.name + " is set up; events arrive through " + report.eventsConnection + ".");
    return tell(console, report, report.isSaved);
}

Json recordDocument(const aws::RecordReport &record) {
    Json document{{"verdict", toText(record.verdict)}, {"name", record.name}, {"found", record.found}};
    if (!record.finding.empty())
        document["text"] = sentenceOf(record.finding, {{"name", record.name}});
    return document;
}

Result<int> identity(const Console &console, Session &session, const SetupCommand &options) {
    TRY_ASSIGN(const SenderView view, AwsSetupService(session).sender(options.name, !options.withoutDns));
    const aws::SenderReport &sender = view.sender;
    if (console.json) {
        Json records = Json::array();
        for (const aws::DnsRecord &one : sender.dkimRecords)
            records.push_back(Json{{"name", one.name}, {"type", one.type}, {"value", one.value}});
        console.document(Json{{"identity", sender.identity}, {"domain", sender.domain}, {"known", sender.isKnown}, {"verified", sender.isVerified},
                              {"dkim", {{"signs", sender.signs}, {"status", sender.dkimStatus}, {"records", records}}},
                              {"mail_from", {{"domain", sender.mailFromDomain}, {"status", sender.mailFromStatus}}},
                              {"spf", recordDocument(sender.spf)}, {"dmarc", recordDocument(sender.dmarc)},
                              {"ses_sandbox", view.account.isSandbox}, {"sending_enabled", view.account.isEnabled},
                              {"enforcement", view.account.enforcement}, {"max_per_second", view.account.perSecond},
                              {"max_per_day", view.account.perDay}, {"sent_last_24_hours", view.account.sentToday}});
    }
    console.say("identity   " + (sender.isKnown ? sender.identity + (sender.isVerified ? ", verified" : ", not verified") : sender.domain + ", not known to Amazon SES"));
    console.say("DKIM       " + (sender.dkimStatus.empty() ? std::string("none") : sender.dkimStatus));
    if (sender.dkimStatus != "SUCCESS")
        for (const aws::DnsRecord &one : sender.dkimRecords)
            console.say("    " + one.name + "  " + one.type + "  " + one.value);
    for (const auto &[label, record] : {std::pair<const char *, const aws::RecordReport *>{"SPF        ", &sender.spf}, {"DMARC      ", &sender.dmarc}}) {
        console.say(label + std::string(toText(record->verdict)) + (record->found.empty() ? std::string() : "  " + record->found));
        if (!record->finding.empty())
            console.say("    " + sentenceOf(record->finding, {{"name", record->name}}));
    }
    if (view.account.isSandbox)
        console.say("This account is in Amazon's own SES sandbox: only verified addresses are reached. Ask Amazon for production access.");
    return sender.isVerified ? kDone : kFailed;
}

Result<int> policy(const Console &console, Session &session, const SetupCommand &options) {
    TRY_ASSIGN(const std::string text, AwsSetupService(session).policy(options.name, !options.withoutSetup));
    console.line(text);
    return kDone;
}

} // namespace

Result<int> testThroughSimulator(const Console &console, Session &session, const std::string &name) {
    TRY_ASSIGN(const SetupReport report, AwsSetupService(session).prove(name, {}, teller(console)));
    return tell(console, report, report.isProven);
}

void addConnectionSetupCommands(CLI::App &noun, Console &console) {
    auto options = std::make_shared<SetupCommand>();
    const auto add = [&](const char *verb, const char *about, auto body) {
        CLI::App *command = console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        command->add_option("NAME", options->name, "An Amazon SES connection")->required();
        return command;
    };
    CLI::App *making = add("setup", "Make what it needs at Amazon: configuration set, topic, own queue; then prove it with a test mail", setup);
    CLI::Option *check = making->add_flag("--check", options->check, "Only say what is missing or differs; write nothing");
    making->add_flag("--remove", options->remove, "Take down what this workspace made; what others use or made stays")->excludes(check);
    making->add_option("--profile", options->profile, "An AWS profile with the rights to set up, for this time only");
    making->add_flag("--adopt", options->adopt, "Also use things under our names that somebody else made");
    making->add_flag("--wait-for-rights", options->waitForRights, "Keys or rights were changed just now: wait up to two minutes for them");
    add("identity", "What Amazon and mailboxes know of the sender: DKIM, SPF, DMARC, sandbox, quota", identity)
        ->add_flag("--no-dns", options->withoutDns, "Do not ask for the domain's own records");
    add("policy", "The rights its keys need, as the JSON text of an IAM policy", policy)
        ->add_flag("--without-setup", options->withoutSetup, "Without the rights to set up and take down");
}

} // namespace audience::cli
