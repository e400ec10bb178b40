// What Today says of things that went wrong out of sight: faults in data, connections that nobody has tried or
// that do not answer, sends that a restored file does not know of.
#include "base/json.h"
#include "service/connection_service.h"
#include "service/data_checks.h"
#include "service/data_service.h"
#include "service/session.h"
#include "service/sync_guess.h"
#include "service/today_service.h"

#include <algorithm>
#include <array>

namespace audience::service {

using Level = Remark::Level;

namespace {

constexpr const char *kChecksSetting = "today.checks"; // what the checks found, by dataset, while its data stay
constexpr std::size_t kMostFaults = 3;
constexpr std::chrono::hours kTold{24 * 7}; // so long a restored file's gap is told

// Faults that a person has to mend; what is only missing or untidy stands in Data.
constexpr std::array<std::string_view, 6> kFaults{"age_high", "below_zero", "email_invalid", "email_twice", "future", "unknown_key"};

Json lookAt(Session &session, const DatasetView &dataset, const CancelToken &cancel) {
    Json faults = Json::array();
    const auto checks = DataChecks(session).run(dataset.name, cancel);
    for (const DataCheck &check : checks.value_or(std::vector<DataCheck>{})) {
        if (check.count == 0 || check.isOff || std::find(kFaults.begin(), kFaults.end(), check.id) == kFaults.end())
            continue;
        std::string other;
        for (const auto &[name, value] : check.args)
            other = name == "other" ? value : other;
        faults.push_back({{"check", check.id}, {"column", check.column}, {"count", check.count}, {"other", other}});
    }
    return faults;
}

} // namespace

// The checks read every row: they run again only when the data or what is looked for has changed.
Result<void> TodayService::dataFaults(TodayView &view, const CancelToken &cancel) {
    TRY_ASSIGN(const auto datasets, DataService(m_session).datasets());
    TRY_ASSIGN(const Json off, m_session.workspace().setting("data_checks_off"));
    TRY_ASSIGN(const Json stored, m_session.workspace().setting(kChecksSetting));
    Json kept = Json::object();
    std::vector<Remark> found;
    for (const DatasetView &dataset : datasets) {
        TRY(cancel.check());
        const std::string state = toIso(dataset.updatedAt) + off.dump();
        const auto known = stored.is_object() ? stored.find(dataset.name) : stored.end();
        const bool isFresh = stored.is_object() && known != stored.end() && jsonText(*known, "state") == state;
        const Json faults = isFresh ? known->at("faults") : lookAt(m_session, dataset, cancel);
        kept[dataset.name] = Json{{"state", state}, {"faults", faults}};
        for (const Json &fault : faults)
            found.push_back({Level::Warning, "today.data_fault",
                             {{"check", jsonText(fault, "check")}, {"column", jsonText(fault, "column")}, {"count", std::to_string(fault.at("count").get<std::int64_t>())},
                              {"other", jsonText(fault, "other")}, {"dataset", dataset.name},
                              {"event", dataset.role == "events" && jsonText(fault, "column") == dataset.timeField ? "yes" : "no"}},
                             "data", dataset.name});
    }
    TRY(cancel.check());
    // A file that is busy or only read: looked at again the next time.
    if (kept != stored && !m_session.workspace().isReadOnly())
        (void)m_session.workspace().keepFigures(kChecksSetting, kept);
    const auto countOf = [](const Remark &one) { return std::stoll(one.args[2].second); };
    std::stable_sort(found.begin(), found.end(), [&](const Remark &a, const Remark &b) { return countOf(a) > countOf(b); });
    if (found.size() > kMostFaults)
        found.resize(kMostFaults);
    view.needsYou.insert(view.needsYou.end(), found.begin(), found.end());
    return {};
}

Result<void> TodayService::connections(TodayView &view) {
    const ConnectionService service(m_session);
    const auto all = service.list();
    if (!all)
        return {}; // one that cannot be read is told where connections are
    for (const ConnectionView &one : *all) {
        TRY_ASSIGN(const auto last, service.lastTest(one.name));
        if (!last)
            view.needsYou.push_back({Level::Note, "today.untested", {{"connection", one.name}}, "connections", one.name});
        else if (last->fault) {
            auto args = last->fault->args; // which may have a name of their own
            args.emplace_back("fault", last->fault->id);
            args.emplace_back("connection", one.name);
            view.needsYou.push_back({Level::Warning, "today.connection_fails", std::move(args), "connections", one.name});
        }
    }
    return {};
}

// Data that do not come over any more, and those that nobody brought up to date for long.
Result<void> TodayService::syncs(TodayView &view) {
    const auto lines = syncLines(m_session);
    if (!lines)
        return {}; // one that cannot be read is told where syncs are
    for (const SyncLine &line : *lines) {
        const std::string &name = line.view.plan.name;
        const Instant since = line.view.lastDone ? line.view.lastDone->startedAt : Instant{};
        if (line.isFailing) {
            auto args = line.view.last->fault ? line.view.last->fault->args : std::vector<std::pair<std::string, std::string>>(); // which may have a name of their own
            args.emplace_back("fault", line.view.last->fault ? line.view.last->fault->id : std::string());
            args.emplace_back("sync", name);
            args.emplace_back("dataset", line.view.plan.dataset);
            args.emplace_back("since", line.view.lastDone ? toIso(since) : std::string());
            view.needsYou.push_back({Level::Warning, "today.sync_fails", std::move(args), "sync", name});
        } else if (isOldData(line, view.asOf)) {
            view.needsYou.push_back({Level::Note, "today.sync_old", {{"sync", name}, {"dataset", line.view.plan.dataset}, {"since", toIso(since)}}, "sync", name});
        }
    }
    return {};
}

Result<void> TodayService::lostEvents(TodayView &view) {
    TRY_ASSIGN(const auto gaps, recentGaps(m_session));
    for (const QueueGap &gap : gaps)
        view.needsYou.push_back({Level::Warning, "today.events_lost", {{"connection", gap.connection}, {"from", toIso(gap.from)}, {"to", toIso(gap.to)}},
                                 "connections", gap.connection});
    return {};
}

// The journal of this computer tells of emails that went out after the backup was made.
Result<void> TodayService::unknownSends(TodayView &view) {
    TRY_ASSIGN(const Json stored, m_session.workspace().setting(kUnknownSends));
    const auto at = stored.is_object() ? instantFromIso(jsonText(stored, "at")) : std::nullopt;
    if (!at || view.asOf - *at > kTold)
        return {};
    view.needsYou.push_back({Level::Warning, "today.unknown_sends", {{"count", std::to_string(stored.at("emails").get<std::int64_t>())}}, "campaigns", {}});
    return {};
}

} // namespace audience::service
