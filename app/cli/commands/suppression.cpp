#include "app/cli/commands/commands.h"

#include "app/cli/stop_signal.h"
#include "base/text.h"
#include "service/suppression_service.h"
#include "service/suppression_sync.h"

#include <fstream>
#include <memory>

namespace audience::cli {

using namespace service;
using workspace::SuppressionReason;

namespace {

struct SuppressionOptions {
    std::string address, why, file, rejects, via;
    std::vector<std::string> push;
    int limit = 1000;
    bool account = false;
};

Json jsonOf(const BlockedAddress &one) {
    return Json{{"address", one.address}, {"hash", one.hash}, {"reason", one.reason}, {"source", one.source}, {"at", toIso(one.at)}};
}

Result<int> list(const Console &console, Session &session, const SuppressionOptions &options) {
    TRY_ASSIGN(const BlockedList blocked, SuppressionService(session).list(options.address, options.limit));
    Json all = Json::array();
    for (const BlockedAddress &one : blocked.newest) {
        all.push_back(jsonOf(one));
        console.say(toIso(one.at) + "\t" + one.reason + "\t" + (one.address.empty() ? one.hash : one.address) + "\t" + one.source);
    }
    if (console.json)
        console.document(Json{{"total", blocked.total}, {"addresses", all}});
    console.say(grouped(blocked.total) + " addresses are never written to.");
    return options.address.empty() || !blocked.newest.empty() ? kDone : kFailed;
}

Result<int> add(const Console &console, Session &session, const SuppressionOptions &options) {
    TRY_ASSIGN(const bool isNew, SuppressionService(session).add(options.address, options.why));
    return console.done(options.address + (isNew ? " is blocked from now on." : " was blocked before."), Json{{"added", isNew}});
}

Result<int> remove(const Console &console, Session &session, const SuppressionOptions &options) {
    // The account first: were it last and failed, the next reading would block the address again.
    std::vector<std::string> accounts;
    if (options.account) {
        TRY_ASSIGN(accounts, SuppressionSync(session).removeFromAccounts(options.address));
    }
    TRY_ASSIGN(const auto was, SuppressionService(session).remove(options.address));
    std::string text = was ? options.address + " is not blocked any more." : options.address + " was not blocked.";
    for (const std::string &account : accounts)
        text += " Taken off the account of " + account + ".";
    return console.done(text, Json{{"removed", was.has_value()}, {"reason", was ? Json(toText(was->reason)) : Json()}, {"accounts", accounts}});
}

// Lines that hold no address and no hash are kept aside, so that the others come in.
struct Split {
    std::string good;
    std::vector<std::pair<int, std::string>> rejects;
};
Split split(const std::string &text) {
    Split result;
    std::string_view rest = text;
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::string_view cell = line.substr(0, line.find(','));
        const bool isHash = cell.size() == 64 && cell.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        if (line.empty() || number == 1 || isHash || line.find('@') != std::string_view::npos)
            result.good.append(line).append("\n");
        else
            result.rejects.emplace_back(number, std::string(line));
    }
    return result;
}

Result<int> importFile(const Console &console, Session &session, const SuppressionOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.file));
    const Split lines = split(text);
    TRY_ASSIGN(const auto added, SuppressionService(session).importText(lines.good, options.file == "-" ? "standard input" : options.file));
    Json rejects = Json::array();
    std::string csv = "line,text\n";
    for (const auto &[number, line] : lines.rejects) {
        rejects.push_back(Json{{"line", number}, {"text", repairUtf8(line)}});
        std::string quoted = line;
        for (std::size_t at = quoted.find('"'); at != std::string::npos; at = quoted.find('"', at + 2))
            quoted.insert(at, 1, '"');
        csv += std::to_string(number) + ",\"" + quoted + "\"\n";
    }
    if (!options.rejects.empty()) {
        std::ofstream out(options.rejects, std::ios::binary);
        if (!(out << csv) || !out.flush())
            return Error(ErrorKind::Io, "store.file_unwritable").with("path", options.rejects).with("reason", "");
    }
    if (console.json)
        console.document(Json{{"added", added.size()}, {"rejects", rejects}});
    console.say(grouped(static_cast<std::int64_t>(added.size())) + " addresses are blocked that were not before; " +
                grouped(static_cast<std::int64_t>(lines.rejects.size())) + " lines hold no address.");
    return kDone;
}

Result<int> sync(const Console &console, Session &session, const SuppressionOptions &options) {
    std::set<SuppressionReason> reasons;
    for (const std::string &reason : options.push)
        if (const auto known = workspace::suppressionReasonFromText(reason))
            reasons.insert(*known);
    StopSignal stop;
    TRY_ASSIGN(const auto views, SuppressionSync(session).run(options.via, reasons, stop.token()));
    Json all = Json::array();
    for (const SuppressionSyncView &one : views) {
        const auto here = static_cast<std::int64_t>(one.differences.onlyHere.size()), left = static_cast<std::int64_t>(one.differences.onlyLeft.size());
        all.push_back(Json{{"connection", one.connection}, {"on_account", one.pull.listed + one.push.put}, {"added", one.pull.added}, {"resumed", one.pull.wentOn},
                           {"put", one.push.put}, {"without_address", one.push.nameless}, {"refused", one.push.refused}, {"only_here", here}, {"left_account", left}, {"other_reason", one.differences.reasons}});
        console.say(one.connection + ": " + grouped(one.pull.listed + one.push.put) + " on the account, " + grouped(one.pull.added) + " new here, " + grouped(one.push.put) + " put on the account");
        console.say("only here " + grouped(here) + ", taken off the account by somebody " + grouped(left) + ", other reason there " + grouped(one.differences.reasons));
        if (one.push.nameless > 0)
            console.say(grouped(one.push.nameless) + " are known here by their hash alone and could not be told to the account.");
        if (one.push.refused > 0)
            console.say(grouped(one.push.refused) + " are no addresses that the account takes; they stay blocked here.");
    }
    if (console.json)
        console.document(all);
    return kDone;
}

} // namespace

void addSuppressionCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<SuppressionOptions>();
    CLI::App *noun = app.add_subcommand("suppression", "Addresses that are never written to");
    noun->require_subcommand(1);
    const auto command = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *adding = command("add", "Never write to this address", add);
    adding->add_option("ADDRESS", options->address)->required();
    adding->add_option("--why", options->why, "Kept with it")->required();
    CLI::App *removing = command("remove", "Write to this address again", remove);
    removing->add_option("ADDRESS", options->address)->required();
    removing->add_flag("--account", options->account, "Take it off the list of the SES account too");
    CLI::App *listing = command("list", "The newest, or one address; exit 1 if that is not blocked", list);
    listing->add_option("ADDRESS", options->address);
    listing->add_option("--limit", options->limit)->check(CLI::Range(1, 1'000'000))->capture_default_str();
    CLI::App *importing = command("import", "A file with an address or a hash in each line", importFile);
    importing->add_option("FILE", options->file, "- for standard input")->required();
    importing->add_option("--rejects", options->rejects, "Where to write the lines without one, as CSV");
    CLI::App *syncing = command("sync", "Read the list of the SES account, and tell it what was learnt here", sync);
    syncing->add_option("--via", options->via, "Connection; all where it is not given");
    syncing->add_option("--push", options->push, "Reasons to put on the account: complaint, bounce, manual, unsubscribe, import")
        ->delimiter(',')
        ->check(CLI::IsMember({"complaint", "bounce", "manual", "unsubscribe", "import"}));
}

} // namespace audience::cli
