// How fast files go into a workspace, and what it costs: bench_import [rows=1000000]
// Makes people and events of the usual shape, imports them, upserts a scattered tenth and late
// events. One JSON line per step: rows per second, seconds, peak memory, largest write-ahead log,
// file size. A second thread writes a setting every few milliseconds meanwhile; its longest wait is
// printed too.
#include "base/json.h"
#include "base/rng.h"
#include "ingest/importer.h"
#include "workspace/workspace.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <thread>

#ifndef _WIN32
#include <sys/resource.h>
#endif

using namespace audience;

namespace {

std::int64_t peakMemoryBytes() {
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss;
#else
    return usage.ru_maxrss * 1024;
#endif
#endif
}

double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::int64_t sizeOf(const std::string &path) {
    return QFileInfo(QString::fromStdString(path)).size();
}

std::string timeText(std::int64_t secondsBefore) {
    std::string text = toIso(Instant{(1'795'219'200 - secondsBefore) * kMicrosPerSecond});
    text[10] = ' ';
    text.pop_back();
    return text;
}

std::string person(std::int64_t id, SeededRng &rng) {
    static const char *const kHosts[] = {"gmail.com", "outlook.com", "yahoo.com", "example.org",
                                         "corp.example"};
    static const char *const kCountries[] = {"US", "CA", "GB", "DE", "FR", "IN",
                                             "BR", "JP", "AU", "NL", "SE", "ES"};
    static const char *const kCities[] = {"Hamburg", "Paris", "Austin", "Edinburgh",
                                          "Toronto", "Lyon",  "Pune",   "Tokyo"};
    const std::string number = std::to_string(id);
    return number + ",user" + number + "@" + kHosts[rng.below(5)] + "," +
           kCountries[rng.below(12)] + "," + kCities[rng.below(8)] + " " +
           std::to_string(rng.below(500)) + "," + std::to_string(18 + rng.below(60)) +
           (rng.below(100) < 72 ? ",true," : ",false,") + timeText(rng.between(0, 400 * 86'400)) +
           "\n";
}

std::string event(std::int64_t people, std::int64_t secondsBefore, SeededRng &rng) {
    static const char *const kCategories[] = {"Apparel",   "Office", "Drinkware",
                                              "Lifestyle", "Bags",   "Headgear"};
    const auto dice = rng.below(100);
    const char *name = dice < 12   ? "purchase"
                       : dice < 30 ? "add_to_cart"
                       : dice < 75 ? "view"
                                   : "email_open";
    return std::to_string(rng.below(static_cast<std::uint64_t>(people))) + "," +
           timeText(secondsBefore) + "," + name + "," + kCategories[rng.below(6)] + "," +
           toText(Decimal{rng.between(0, 20'000), 2}) + "\n";
}

// What another part of the program notices of an import.
class Neighbour {
public:
    explicit Neighbour(workspace::Workspace &workspace)
        : m_thread([this, &workspace] {
              while (!m_stop) {
                  const auto began = std::chrono::steady_clock::now();
                  if (!workspace.setSetting("bench", Json(m_writes.load())))
                      ++m_failures;
                  const auto took = std::chrono::steady_clock::now() - began;
                  ++m_writes;
                  m_longest = std::max(m_longest.load(),
                                       std::chrono::duration<double, std::milli>(took).count());
                  m_wal = std::max(m_wal.load(), sizeOf(workspace.path() + "-wal"));
                  std::this_thread::sleep_for(std::chrono::milliseconds(5));
              }
          }) {}
    void stop(Json &line) {
        m_stop = true;
        m_thread.join();
        line["neighbour_writes"] = m_writes.load();
        line["neighbour_failures"] = m_failures.load();
        line["neighbour_longest_ms"] = m_longest.load();
        line["wal_peak_mb"] = static_cast<double>(m_wal.load()) / 1e6;
    }

private:
    std::atomic<bool> m_stop{false};
    std::atomic<std::int64_t> m_writes{0}, m_failures{0}, m_wal{0};
    std::atomic<double> m_longest{0};
    std::thread m_thread;
};

bool run(workspace::Workspace &workspace, const char *step, const ingest::ImportSpec &spec) {
    Neighbour neighbour(workspace);
    const double processorBefore = processorSeconds();
    const auto report = ingest::importFile(workspace, spec);
    Json line{{"step", step}};
    neighbour.stop(line);
    if (!report) {
        std::fprintf(stderr, "%s: %s %s\n", step, report.error().id.c_str(),
                     report.error().detail.c_str());
        return false;
    }
    line["rows"] = report->kept;
    line["rejected"] = report->rejected;
    line["seconds"] = report->seconds;
    line["cpu_seconds"] = processorSeconds() - processorBefore;
    line["rows_per_s"] =
        static_cast<std::int64_t>(static_cast<double>(report->rows) / report->seconds);
    line["csv_mb"] = static_cast<double>(sizeOf(spec.path)) / 1e6;
    line["file_mb"] = static_cast<double>(sizeOf(workspace.path())) / 1e6;
    line["peak_rss_mb"] = static_cast<double>(peakMemoryBytes()) / 1e6;
    std::puts(dumpJson(line).c_str());
    std::fflush(stdout);
    return true;
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    QTemporaryDir folder;
    const std::string at = folder.path().toStdString() + "/";
    workspace::OpenOptions options;
    options.environment.stateDirectory = at + "state";
    const auto workspace = workspace::Workspace::create(at + "bench.audience", options);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", workspace.error().id.c_str());
        return 1;
    }
    SeededRng rng(1);
    const auto file = [&](const char *name, const char *header, std::int64_t count,
                          const std::function<std::string(std::int64_t)> &row) {
        std::ofstream out(at + name, std::ios::binary);
        out << header << "\n";
        for (std::int64_t i = 0; i < count; ++i)
            out << row(i);
        return at + name;
    };
    constexpr const char *kPeople = "id,email,country,city,age,consent,last_seen";
    constexpr const char *kEvents = "profile_id,ts,name,category,amount";
    constexpr std::int64_t kYear = 365 * 86'400;

    ingest::ImportSpec people;
    people.name = "people";
    people.role = store::DatasetRole::Profiles;
    people.key = "id";
    people.path = file("people.csv", kPeople, rows, [&](std::int64_t i) { return person(i, rng); });
    ingest::ImportSpec events;
    events.name = "events";
    events.role = store::DatasetRole::Events;
    events.profile = "profile_id";
    events.time = "ts";
    events.nameColumn = "name";
    events.path = file("events.csv", kEvents, rows * 4, [&](std::int64_t i) {
        return event(rows, kYear - i * kYear / (rows * 4), rng);
    });
    ingest::ImportSpec changed = people;
    changed.mode = store::WriteMode::Upsert;
    changed.path = file("changed.csv", kPeople, rows / 10, [&](std::int64_t i) {
        return person(i * 10 + static_cast<std::int64_t>(rng.below(10)), rng);
    });
    ingest::ImportSpec late = events;
    late.path = file("late.csv", kEvents, rows / 10,
                     [&](std::int64_t) { return event(rows, rng.between(0, kYear), rng); });
    ingest::ImportSpec whole = people; // with addresses and consent, into a dataset of their own
    whole.name = "subscribers";
    whole.email = "email";
    whole.consent = "consent";

    return run(**workspace, "people", people) && run(**workspace, "events", events) &&
                   run(**workspace, "upsert a scattered tenth", changed) &&
                   run(**workspace, "late events", late) &&
                   run(**workspace, "people with email and consent", whole)
               ? 0
               : 1;
}
