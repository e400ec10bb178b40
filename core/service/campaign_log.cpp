// A campaign person by person: the log, one person's history, the log as a file.
#include "delivery/run_log.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/csv_output.h"
#include "service/people.h"
#include "service/session.h"

namespace audience::service {

namespace {

// An attempt's outcome or an event's kind as the states of look.md have it.
std::string stepName(const delivery::MessageStep &step) {
    static const std::map<std::string, std::string> kNames{
        {"accepted", "handed_over"}, {"throttled", "retry_at"}, {"not_sent", "retry_at"},     {"delivery", "delivered"},
        {"open", "opened"},          {"click", "clicked"},      {"complaint", "complained"},  {"subscription", "unsubscribed"},
        {"delivery_delay", "delayed"}, {"reject", "rejected"},  {"rendering_failure", "rejected"}};
    if (step.what == "bounce")
        return step.detail.rfind("Permanent", 0) == 0 ? "bounced" : "bounced_soft";
    const auto it = kNames.find(step.what);
    return it == kNames.end() ? step.what : it->second;
}

// Nothing where it never started.
Result<std::optional<delivery::Run>> logRun(const Session &session, CampaignId id, RunId wanted) {
    if (!wanted.isValid())
        return newestRun(session, id);
    TRY_ASSIGN(delivery::Run run, requireRun(session, id, wanted));
    return std::optional(std::move(run));
}

} // namespace

Result<std::vector<LogRow>> CampaignService::log(CampaignId id, const std::string &filter, std::int64_t first, int count,
                                                 const std::string &search, RunId wanted) const {
    TRY_ASSIGN(const auto run, logRun(m_session, id, wanted));
    if (!run)
        return std::vector<LogRow>{};
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto entries, delivery::runLog(*reader, run->id, {filter, search}, first, count));
    const auto people = People::load(m_session);
    std::vector<LogRow> rows;
    for (const delivery::RunLogEntry &entry : entries) {
        LogRow row;
        if (people)
            if (auto key = people->keyOf(entry.ordinal))
                row.person = std::move(*key);
        row.message = entry.message;
        row.address = entry.address;
        row.variant = entry.variant;
        row.state = entry.state;
        row.outcome = entry.outcome;
        row.at = entry.at;
        row.reason = entry.reason;
        row.detail = entry.nextTry.micros != 0 ? toIso(entry.nextTry) : entry.link;
        if (entry.twin && people)
            row.detail = people->keyOf(*entry.twin).value_or(std::string());
        row.messageId = entry.messageId;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::int64_t> CampaignService::logCount(CampaignId id, const std::string &filter, const std::string &search, RunId wanted) const {
    TRY_ASSIGN(const auto run, logRun(m_session, id, wanted));
    if (!run)
        return std::int64_t{0};
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return delivery::runLogCount(*reader, run->id, {filter, search});
}

Result<std::vector<LogEvent>> CampaignService::history(CampaignId id, std::int64_t message) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(store::Statement row, reader->prepare("SELECT m.run FROM message m JOIN run r ON r.id = m.run WHERE m.id = ? AND r.campaign = ?"));
    row.bind(1, message).bind(2, id.value);
    TRY_ASSIGN(const bool isThere, row.step());
    TRY_ASSIGN(const auto run, requireRun(m_session, id, isThere ? RunId{row.int64(0)} : RunId{}));
    TRY_ASSIGN(const auto steps, delivery::messageHistory(*reader, run.id, MessageId{message}));
    std::vector<LogEvent> events;
    for (const delivery::MessageStep &step : steps)
        if (step.what != "send") // the service's echo of what was handed over
            events.push_back({step.at, stepName(step), step.detail, step.messageId, step.byMachine});
    return events;
}

Result<std::int64_t> CampaignService::exportLog(CampaignId id, const std::string &filter, const std::string &search, const std::string &path, Progress *progress,
                                                const CancelToken &cancel, RunId run) const {
    constexpr int kPage = 2000;
    TRY_ASSIGN(const std::int64_t total, logCount(id, filter, search, run));
    ExportSteps steps(progress, cancel, total);
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(m_session, path));
    const auto line = [&file](const std::vector<std::string> &cells) {
        for (const std::string &cell : cells)
            file.cell(cell);
        file.endRow();
    };
    line({"person", "address", "state", "outcome", "at", "reason", "link", "message_id", "next_try", "same_address_as"});
    std::int64_t written = 0;
    for (;;) {
        TRY_ASSIGN(const auto rows, log(id, filter, written, kPage, search, run));
        for (const LogRow &row : rows) {
            TRY(steps.next());
            const bool isWaiting = row.state == "retry_at", isTwin = row.reason == "duplicate_address";
            line({row.person, row.address, row.state, row.outcome, toIso(row.at), row.reason, isWaiting || isTwin ? "" : row.detail, row.messageId,
                  isWaiting ? row.detail : "", isTwin ? row.detail : ""});
        }
        written += static_cast<std::int64_t>(rows.size());
        if (static_cast<int>(rows.size()) < kPage)
            break;
    }
    TRY(file.finish());
    return written;
}

} // namespace audience::service
