// A bare ledger for tests: a database with the whole schema in a temporary folder, a clock that
// moves when told to, and short forms for what tests set up again and again.
#pragma once

#include "base/clock.h"
#include "base/rng.h"
#include "delivery/invariants.h"
#include "delivery/ledger.h"
#include "delivery/runner_lease.h"
#include "store/schema.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace audience::test {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

inline store::Connection openLedger(const std::string &path) {
    store::OpenOptions options;
    options.mode = store::OpenMode::Create;
    auto connection = store::Connection::open(path, options);
    if (!connection)
        qFatal("%s", connection.error().detail.c_str());
    const auto exists = connection->scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'run'");
    if (exists && *exists == 0) {
        auto transaction = store::Transaction::begin(*connection);
        if (!transaction || !store::createSchema(*connection) || !transaction->commit())
            qFatal("no schema");
    }
    return *std::move(connection);
}

struct LedgerFixture {
    QTemporaryDir folder;
    FakeClock clock{Instant{1'790'000'000'000'000}};
    SeededRng rng{7};
    store::Connection connection;
    delivery::Ledger ledger{connection, clock};

    // ":memory:" where nothing but the rules of one connection are of interest.
    explicit LedgerFixture(const std::string &file = {})
        : connection(openLedger(file.empty() ? path() : file)) {}

    std::string path() const { return folder.filePath(QStringLiteral("ledger.db")).toStdString(); }
    std::string lockPath() const { return delivery::runnerLockPath(path()); }

    static std::vector<delivery::Recipient> people(int count) {
        std::vector<delivery::Recipient> people;
        for (int i = 0; i < count; ++i)
            people.push_back(
                {static_cast<Ordinal>(i), "c" + std::to_string(i) + "@example.com", {}});
        return people;
    }
    static delivery::RunSpec spec() {
        delivery::RunSpec spec;
        spec.campaign = CampaignId(1);
        spec.name = "Spring";
        spec.permission = delivery::Permission::LegalBasis;
        return spec;
    }
    RunId start(int count) {
        auto run = ledger.startRun(spec(), people(count), rng);
        return run ? *run : RunId();
    }
    std::unique_ptr<delivery::RunnerLease> lease(const std::string &host = "here") {
        auto lease = delivery::RunnerLease::acquire(connection, clock, rng, {host, lockPath()});
        return lease ? *std::move(lease) : nullptr;
    }
    // Intents for the next `count` due rows; their tags in order.
    Result<std::vector<std::string>> intend(RunId run, std::int64_t epoch, int count) {
        TRY_ASSIGN(const auto due, ledger.due(run, count));
        std::vector<delivery::IntentRequest> requests;
        std::vector<std::string> tags;
        for (const auto &message : due) {
            tags.push_back(delivery::makeAttemptTag(rng));
            requests.push_back({message.id, tags.back(), "hash", {}});
        }
        TRY(ledger.commitIntents(run, epoch, requests, [](const delivery::DueMessage &) {
            return Result<std::string>(std::string());
        }));
        return tags;
    }
    std::int64_t scalar(const std::string &sql) { return connection.scalar(sql).value_or(-1); }
    std::string text(const std::string &sql) { return connection.scalarText(sql).value_or("?"); }
    std::string breaches() {
        const auto found = delivery::checkInvariants(connection);
        if (!found)
            return found.error().id + ' ' + found.error().detail;
        std::string all;
        for (const Error &breach : *found) {
            all += breach.id;
            for (const auto &[name, value] : breach.args)
                all += ' ' + name + '=' + value;
            all += '\n';
        }
        return all;
    }
};

} // namespace audience::test
