#include "app/cli/commands/commands.h"

#include "app/bootstrap/bootstrap.h"
#include "app/cli/stop_signal.h"
#include "service/demo_service.h"
#include "service/report_service.h"

#include <filesystem>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct DemoOptions {
    std::string report, until;
    std::uint64_t seed = DemoShopOptions{}.seed;
    int people = DemoShopOptions{}.people, events = DemoShopOptions{}.events;
};

Result<int> runDemo(const Console &console, const DemoOptions &options) {
    if (console.workspacePath.empty())
        return Error(ErrorKind::Invalid, "cli.no_workspace");
    const bool fresh = !std::filesystem::exists(console.workspacePath);
    TRY_ASSIGN(auto session, fresh ? Session::create(console.workspacePath, bootstrap::sessionOptions())
                                   : Session::open(console.workspacePath, bootstrap::sessionOptions()));
    DemoShopOptions shop;
    shop.seed = options.seed;
    shop.people = options.people;
    shop.events = options.events;
    shop.lastDay = {static_cast<std::int32_t>(session->workspace().clock().now().micros / kMicrosPerDay) - 1};
    if (!options.until.empty()) {
        const auto day = civilFromIso(options.until);
        if (!day)
            return Error(ErrorKind::Invalid, "cli.bad_time").with("value", options.until);
        shop.lastDay = *day;
    }
    StopSignal stop;
    DemoService demo(*session);
    const auto show = console.progress("working");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, state.total);
    });
    std::vector<DemoStep> steps;
    TRY_ASSIGN(const bool empty, demo.isEmpty());
    if (empty) {
        TRY_ASSIGN(steps, demo.fill(shop, &progress, stop.token()));
        TRY_ASSIGN(const auto past, demo.history(shop, &progress, stop.token()));
        steps.insert(steps.end(), past.begin(), past.end());
    }
    CampaignId campaign;
    TRY_ASSIGN(const auto sent, demo.campaign(&campaign, &progress, stop.token()));
    steps.insert(steps.end(), sent.begin(), sent.end());
    if (!options.report.empty())
        TRY(ReportService(*session).writeHtml(campaign, options.report));
    Json list = Json::object();
    for (const DemoStep &step : steps) {
        list[step.id] = step.count;
        console.say(step.id + std::string(step.id.size() < 24 ? 24 - step.id.size() : 1, ' ') + grouped(step.count));
    }
    if (console.json)
        console.document(Json{{"workspace", session->workspace().path()}, {"campaign", campaign.value}, {"practice", true}, {"steps", list}});
    console.say("Practice mode: no email left this computer. The messages are beside the workspace file.");
    if (!options.report.empty())
        console.say("The report is in " + options.report);
    return kDone;
}

} // namespace

void addDemoCommand(CLI::App &app, Console &console) {
    auto options = std::make_shared<DemoOptions>();
    CLI::App *demo = console.add(app, "demo", "The whole job on a made-up shop: data, segment, campaign, events, report", true, [&console, options] {
        Result<int> code = runDemo(console, *options);
        return code ? *code : console.fail(code.error());
    });
    demo->add_option("--report", options->report, "Write the result as a page with charts");
    demo->add_option("--seed", options->seed, "Another shop")->capture_default_str();
    demo->add_option("--people", options->people)->capture_default_str()->check(CLI::Range(10, 5'000'000));
    demo->add_option("--events", options->events)->capture_default_str()->check(CLI::Range(0, 100'000'000));
    demo->add_option("--until", options->until, "Last day of the data, YYYY-MM-DD (default: yesterday)");
}

} // namespace audience::cli
