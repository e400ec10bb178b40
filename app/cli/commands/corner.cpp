#include "app/cli/commands/commands.h"
#include "app/cli/commands/corner_commands.h"

#include "app/cli/stop_signal.h"
#include "service/corner_service.h"

#include <fstream>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct CornerOptions {
    CornerPlan plan;
    std::string file, topic, address, name;
};

Json viewJson(const CornerView &view) {
    Json off = Json::array();
    for (const CornerFeature feature : view.off)
        off.push_back(toText(feature));
    return Json{{"ready", view.isReady},
                {"building", view.isBuilding},
                {"stack", view.plan.stack},
                {"stack_id", view.stackId},
                {"connection", view.plan.connection},
                {"base_url", view.baseUrl},
                {"cdn_host", view.cdnHost},
                {"tracking_host", view.trackingHost},
                {"bucket", view.bucket},
                {"inbox", view.inboxUrl},
                {"read_at", view.readAt.micros == 0 ? std::string() : toIso(view.readAt)},
                {"may_have_lost", view.mayHaveLost},
                {"off", off},
                {"forms", view.forms},
                {"webhooks", view.webhooks},
                {"malformed", view.malformed},
                {"refused", view.refused},
                {"sign_ups", Json{{"new", view.counts.unasked},
                                  {"waiting", view.counts.waiting},
                                  {"confirmed", view.counts.confirmed},
                                  {"taken", view.counts.taken},
                                  {"aside", view.counts.aside},
                                  {"expired", view.counts.expired},
                                  {"doubtful", view.counts.doubtful}}}};
}

std::string wordsOf(CornerFeature feature) {
    switch (feature) {
    case CornerFeature::OneClick: return "one-click unsubscribe at an address of your own";
    case CornerFeature::Preferences: return "the page where readers choose topics";
    case CornerFeature::ViewInBrowser: return "viewing an email in the browser";
    case CornerFeature::DoubleOptIn: return "confirming an address by a click";
    case CornerFeature::Forms: return "sign-up pages";
    case CornerFeature::Webhooks: return "webhooks of other programs";
    case CornerFeature::Images: return "publishing images";
    case CornerFeature::TrackingDomain: return "an own name for opens and clicks";
    }
    return {};
}

int show(const Console &console, const CornerView &view) {
    if (console.json)
        console.document(viewJson(view));
    if (view.isReady) {
        console.say("address         " + view.baseUrl);
        console.say("stack           " + view.plan.stack + " (keys of " + view.plan.connection + ")");
        console.say("bucket          " + view.bucket);
        if (!view.plan.domain.empty())
            console.say("DNS             CNAME " + view.plan.domain + " -> " + view.cdnHost);
        if (!view.trackingHost.empty())
            console.say("DNS             CNAME " + view.plan.trackingDomain + " -> " + view.trackingHost);
        console.say("inbox           " + (view.readAt.micros == 0 ? std::string("not read yet") : "read " + toIso(view.readAt)) + ", " + grouped(view.forms) +
                    " sign-ups, " + grouped(view.webhooks) + " webhooks, " + grouped(view.refused) + " refused, " + grouped(view.malformed) + " malformed");
        const CornerCounts &counts = view.counts;
        if (view.forms + view.webhooks > 0)
            console.say("sign-ups        " + grouped(counts.unasked) + " new, " + grouped(counts.waiting) + " asked to confirm, " + grouped(counts.confirmed) +
                        " confirmed, " + grouped(counts.taken) + " taken in, " + grouped(counts.aside) + " kept aside, " + grouped(counts.expired) + " expired");
        if (view.mayHaveLost)
            console.say(sentenceOf("check.corner_unread", {}));
    } else {
        console.say(view.isBuilding ? "Amazon is making the public corner. Go on watching with: audiencectl corner create" : "There is no public corner.");
    }
    for (const CornerFeature feature : view.off)
        console.say("off             " + wordsOf(feature));
    return kDone;
}

OnCornerStep steps(const Console &console) {
    return [&console](const CornerStep &step) {
        console.say(step.part + ": " + step.status + (step.reason.empty() ? std::string() : " - " + step.reason));
    };
}

Result<int> saveTemplate(const Console &console, const CornerOptions &options) {
    if (options.file.empty()) {
        console.line(CornerService::templateText());
        return kDone;
    }
    std::ofstream file(options.file, std::ios::binary);
    file << CornerService::templateText();
    file.close();
    if (!file)
        return Error(ErrorKind::Io, "cli.file_unwritable").with("path", options.file);
    return console.done("Saved the template as " + options.file + ". Run it in CloudFormation, then: audiencectl corner adopt", Json{{"path", options.file}});
}

Result<int> create(const Console &console, Session &session, const CornerOptions &options) {
    StopSignal stop;
    console.say("The stack makes one role, which may do this and nothing else:");
    console.say(CornerService::rolePolicy());
    TRY_ASSIGN(const CornerView view, CornerService(session).create(options.plan, steps(console), stop.token()));
    return show(console, view);
}

Result<int> test(const Console &console, Session &session, const CornerOptions &) {
    TRY_ASSIGN(const auto checks, CornerService(session).test());
    Json list = Json::array();
    bool isGood = true;
    for (const CornerCheck &check : checks) {
        isGood = isGood && check.isPassed;
        list.push_back(Json{{"check", check.id}, {"ok", check.isPassed}, {"detail", check.detail}});
        console.say(std::string(check.isPassed ? "ok      " : "failed  ") + check.id + "  " + check.detail);
    }
    if (console.json)
        console.document(Json{{"ok", isGood}, {"checks", list}});
    return isGood ? kDone : kFailed;
}

Result<int> link(const Console &console, Session &session, const CornerOptions &options) {
    CornerService corner(session);
    Result<std::string> url = !options.name.empty()      ? corner.hookLink(options.name)
                              : !options.address.empty() ? corner.confirmLink(options.address, options.topic)
                                                         : corner.formLink(options.topic);
    if (!url)
        return url.error();
    if (console.json)
        console.document(Json{{"url", *url}});
    console.say(*url);
    return kDone;
}

Result<int> image(const Console &console, Session &session, const CornerOptions &options) {
    TRY_ASSIGN(const std::string bytes, readText(options.file));
    TRY_ASSIGN(const std::string url, CornerService(session).publishImage(bytes));
    return console.done(url, Json{{"url", url}});
}

} // namespace

void addCornerCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<CornerOptions>();
    CLI::App *noun = app.add_subcommand("corner", "The public addresses emails need, in your own AWS account");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    const auto addNames = [&](CLI::App *command) {
        command->add_option("--domain", options->plan.domain, "Your own name for the addresses, e.g. mail.example.com");
        command->add_option("--certificate", options->plan.certificate, "Its certificate's ARN, in us-east-1");
        command->add_option("--tracking-domain", options->plan.trackingDomain, "Your own name for opens and clicks");
        command->add_option("--tracking-certificate", options->plan.trackingCertificate);
    };
    const auto addPlace = [&](CLI::App *command) {
        command->add_option("--connection", options->plan.connection, "The SES connection whose keys and region are used; else the first one");
        command->add_option("--stack", options->plan.stack)->capture_default_str();
        command->add_option("--endpoint", options->plan.endpoint, "Another base address than Amazon's");
    };
    console.add(*noun, "template", "The CloudFormation template, for an administrator", false, [&console, options] {
        const Result<int> code = saveTemplate(console, *options);
        return code ? *code : console.fail(code.error());
    })->add_option("FILE", options->file, "Where to save it; else it is printed");
    CLI::App *making = add("create", "Make it, or go on watching how it is made", create);
    addPlace(making);
    addNames(making);
    CLI::App *adopting = add("adopt", "Use a stack that was made from the template", [](const Console &c, Session &s, const CornerOptions &o) -> Result<int> {
        TRY_ASSIGN(const CornerView view, CornerService(s).adopt(o.plan));
        return show(c, view);
    });
    addPlace(adopting);
    addNames(adopting);
    addNames(add("update", "Bring the stack and its pages up to this version", [](const Console &c, Session &s, const CornerOptions &o) -> Result<int> {
        StopSignal stop;
        CornerService corner(s);
        TRY_ASSIGN(const CornerView now, corner.status());
        CornerPlan plan = now.plan;
        for (const auto &[mine, given] : {std::pair<std::string *, const std::string *>{&plan.domain, &o.plan.domain}, {&plan.certificate, &o.plan.certificate},
                                          {&plan.trackingDomain, &o.plan.trackingDomain}, {&plan.trackingCertificate, &o.plan.trackingCertificate}})
            if (!given->empty())
                *mine = *given;
        TRY_ASSIGN(const CornerView view, corner.update(plan, steps(c), stop.token()));
        return show(c, view);
    }));
    add("test", "Whether pages, inbox and privacy are as they must be", test);
    add("status", "What there is, and which features are off", [](const Console &c, Session &s, const CornerOptions &) -> Result<int> {
        TRY_ASSIGN(const CornerView view, CornerService(s).status());
        return show(c, view);
    });
    add("remove", "Remove the stack; links in emails that were sent stop working, the bucket stays", [](const Console &c, Session &s, const CornerOptions &) -> Result<int> {
        StopSignal stop;
        TRY_ASSIGN(const std::string bucket, CornerService(s).remove(steps(c), stop.token()));
        return c.done(bucket.empty() ? "Removed." : "Removed. The bucket " + bucket + " stays, as emails that were sent show its images; delete it at Amazon when nobody reads them any more.",
                      Json{{"bucket", bucket}});
    });
    CLI::App *linking = add("link", "An address for a sign-up page, a confirmation or a webhook", link);
    auto *topic = linking->add_option("--topic", options->topic, "Sign-up page for this topic");
    linking->add_option("--confirm", options->address, "Confirmation of this address for the topic")->needs(topic);
    linking->add_option("--webhook", options->name, "Webhook of this name")->excludes(topic);
    addCornerEntryCommands(*noun, console);
    add("image", "Publish an image under its content's name", image)->add_option("FILE", options->file)->required();
}

} // namespace audience::cli
