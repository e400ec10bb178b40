#include "delivery/practice_transport.h"

#include "base/json.h"

#include <filesystem>
#include <fstream>

namespace audience::delivery {

namespace {

constexpr std::string_view kEventsFile = "events.jsonl";

std::filesystem::path native(const std::string &path) {
    return std::filesystem::path(std::u8string(path.begin(), path.end()));
}

Error folderError(const std::string &path) {
    return Error(ErrorKind::Io, "delivery.practice_folder").with("path", path);
}

} // namespace

Result<std::unique_ptr<PracticeTransport>> PracticeTransport::open(const std::string &folder,
                                                                   const Clock &clock,
                                                                   PracticeBehaviour behaviour) {
    std::error_code failed;
    std::filesystem::create_directories(native(folder), failed);
    if (failed)
        return folderError(folder).because(failed.message());
    std::unique_ptr<PracticeTransport> transport(
        new PracticeTransport(folder, clock, std::move(behaviour)));
    std::ifstream file(native(folder) / kEventsFile, std::ios::binary);
    std::string line;
    while (std::getline(file, line)) {
        const auto envelope = parseJson(line);
        const auto due = envelope ? instantFromIso(jsonText(*envelope, "Timestamp")) : std::nullopt;
        if (due)
            transport->m_events.emplace(due->micros, line);
    }
    return transport;
}

Result<void> PracticeTransport::append(const std::string &file, const std::string &text,
                                       bool truncate) const {
    const std::filesystem::path path = native(m_folder) / native(file);
    std::ofstream out(path, std::ios::binary | (truncate ? std::ios::trunc : std::ios::app));
    out << text;
    out.close();
    if (!out)
        return folderError(m_folder);
    return {};
}

Result<void> PracticeTransport::submit(const Parcel &parcel, Callback callback) {
    const std::string messageId = "practice-" + parcel.tag;
    email::OutgoingEmail email = parcel.email;
    email.headers.push_back({"X-Audience-Sync-Mode", "practice; no email left this computer"});
    email.messageId = messageId + "@practice.invalid";
    TRY_ASSIGN(const std::string message, email::composeMime(email));
    TRY(append(parcel.tag + ".eml", message, true));
    std::string lines;
    const auto events = practiceEvents(parcel, messageId, m_clock.now(), m_behaviour);
    for (const TimedEvent &event : events)
        lines += event.body + '\n';
    TRY(append(std::string(kEventsFile), lines, false));
    for (const TimedEvent &event : events)
        m_events.emplace(event.due.micros, event.body);
    m_accepted.emplace_back(Outcome{OutcomeClass::Accepted, {}, {}, messageId},
                            std::move(callback));
    return {};
}

void PracticeTransport::poll(std::chrono::milliseconds) {
    auto accepted = std::move(m_accepted);
    m_accepted.clear();
    for (auto &[outcome, callback] : accepted)
        callback(std::move(outcome));
}

Result<SendQuota> PracticeTransport::quota() {
    SendQuota quota;
    quota.perSecond = 2'000; // as fast as files are written
    quota.enforcement = "practice";
    return quota;
}

std::vector<RawEvent> PracticeTransport::takeEvents(Instant until) {
    std::vector<RawEvent> events;
    while (!m_events.empty() && m_events.begin()->first <= until.micros) {
        events.push_back({"practice", std::move(m_events.begin()->second)});
        m_events.erase(m_events.begin());
    }
    return events;
}

std::optional<Instant> PracticeTransport::nextEvent() const {
    if (m_events.empty())
        return std::nullopt;
    return Instant{m_events.begin()->first};
}

} // namespace audience::delivery
