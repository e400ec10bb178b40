// the power goes at any moment of what people do with a workspace. What was promised is there, what
// was not is wholly there or not at all, and a campaign ends with nobody twice.
#include "support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "delivery/event_intake.h"
#include "ingest/importer.h"
#include "ledger_sending.h"
#include "store/dataset_reader.h"
#include "store/schema.h"
#include "support/long_run.h"
#include "support/recording_vfs.h"
#include "support/temp_workspace.h"
#include "workspace/definition_repository.h"

#include <filesystem>
#include <fstream>
#include <set>
#endif

using namespace audience;
using namespace audience::test;
using workspace::Workspace;
using Loss = RecordingVfs::Loss;

namespace {

constexpr int kPeople = 48, kImported = 3'000, kEvents = 60, kBatch = 10;

// What is recorded, and where.
struct Recording {
    RecordingVfs disk{"recording"};
    TempPlace place;

    workspace::OpenOptions options() const {
        workspace::OpenOptions options = place.options();
        options.environment.vfs = disk.name();
        return options;
    }
    Result<std::unique_ptr<Workspace>> make() { return Workspace::create(place.path(), options()); }
};

using Promises = std::vector<std::string>;

// The largest n of the promises "<what> n"; 0 where there is none.
std::int64_t promised(const Promises &promises, const std::string &what) {
    std::int64_t largest = 0;
    for (const std::string &promise : promises)
        if (promise.rfind(what + ' ', 0) == 0)
            largest = std::max<std::int64_t>(largest, std::atoll(promise.c_str() + what.size()));
    return largest;
}

struct Scenario {
    const char *name;
    Result<void> (*record)(Recording &);
    // What does not hold in the sound workspace that was found; or nothing.
    std::string (*check)(Workspace &, TempPlace &, const Promises &);
};

Result<void> writePair(Workspace &file, int value) {
    return file.write([&](const store::Connection &) -> Result<void> {
        TRY(file.setSetting("left", value));
        return file.setSetting("right", value);
    });
}
std::int64_t number(Workspace &file, const std::string &sql) {
    const auto reader = file.reader();
    return reader ? (*reader)->scalar(sql).value_or(-1) : -1;
}
std::string checkPair(Workspace &file, TempPlace &, const Promises &promises) {
    const auto left = file.setting("left"), right = file.setting("right");
    if (!left || !right || dumpJson(*left) != dumpJson(*right))
        return "half a transaction";
    if ((left->is_null() ? 0 : left->get<std::int64_t>()) < promised(promises, "pair"))
        return "a promised commit is gone";
    if (number(file, "SELECT count(*) FROM definition") < promised(promises, "definition"))
        return "a promised definition is gone";
    return {};
}

Result<void> recordDay(Recording &recording) {
    TRY_ASSIGN(auto file, recording.make());
    recording.disk.promise("made 1");
    for (int value = 1; value <= 12; ++value) {
        TRY(writePair(*file, value));
        recording.disk.promise("pair " + std::to_string(value));
        if (value % 4 == 0) {
            workspace::DefinitionRepository definitions(*file);
            TRY(definitions.save({workspace::DefinitionKind::Segment, 0, "S" + std::to_string(value), 0,
                                  Json{{"text", std::string(20'000, 'x')}}, {}}));
            recording.disk.promise("definition " + std::to_string(value / 4));
        }
        if (value % 5 == 0)
            TRY(file->checkpoint());
        if (value == 9) {
            file.reset();
            TRY_ASSIGN(file, Workspace::open(recording.place.path(), recording.options()));
        }
    }
    return {};
}

ingest::ImportSpec people(const TempPlace &place, const char *name, int count) {
    ingest::ImportSpec spec;
    spec.path = place.file(name);
    std::ofstream out(spec.path, std::ios::binary);
    out << "id,city,score\n";
    for (int i = 1; i <= count; ++i)
        out << i << ",City " << i % 97 << ',' << i * 7919 % 1000 << '\n';
    spec.name = "people";
    spec.role = store::DatasetRole::Profiles;
    spec.key = "id";
    spec.mode = store::WriteMode::Upsert;
    return spec;
}
Result<void> recordImport(Recording &recording) {
    TRY_ASSIGN(const auto file, recording.make());
    recording.disk.promise("made 1");
    int rows = 0;
    for (const int count : {1, kImported, kImported + 500}) {
        TRY(ingest::importFile(*file, people(recording.place, "people.csv", count)));
        rows = count;
        recording.disk.promise("rows " + std::to_string(rows));
    }
    return {};
}
std::string checkImport(Workspace &file, TempPlace &place, const Promises &promises) {
    const auto rows = [&]() -> std::int64_t {
        const auto reader = file.reader();
        const auto found = store::DatasetReader::find(**reader, "people");
        return found && *found ? (*found)->rows : 0;
    };
    const std::int64_t before = rows();
    if (before != 0 && before != 1 && before != kImported && before != kImported + 500)
        return "half an import: " + std::to_string(before);
    if (before < promised(promises, "rows"))
        return "a promised import is gone: " + std::to_string(before);
    if (before > 0 && number(file, "SELECT count(*) FROM people") != before)
        return "the rows cannot be read";
    place.clock().advance(std::chrono::hours(1)); // who was importing is known to be gone
    const auto again = ingest::importFile(file, people(place, "again.csv", kImported + 500));
    if (!again && (again.error().id != "ingest.same_file" || before != kImported + 500))
        return "it cannot be done again: " + again.error().id + ' ' + again.error().detail;
    return rows() == kImported + 500 ? "" : "not all are there";
}

Result<void> recordCampaign(Recording &recording) {
    TRY_ASSIGN(const auto file, recording.make());
    recording.disk.promise("made 1");
    TRY(startRun(*file, kPeople));
    recording.disk.promise("armed 1");
    Sending sending(11);
    sending.transport.onSubmit = [&](const delivery::Parcel &parcel) {
        recording.disk.promise("left " + parcel.email.to.address);
    };
    return sending.run(*file, RunId(1), recording.place.file("journal"), [&](std::int64_t accepted) {
        recording.disk.promise("accepted " + std::to_string(accepted));
    });
}
std::string breaches(Workspace &file) {
    const auto reader = file.reader();
    const auto found = delivery::checkInvariants(**reader);
    return !found ? found.error().id : found->empty() ? "" : found->front().id;
}
std::string checkCampaign(Workspace &file, TempPlace &place, const Promises &promises) {
    if (promised(promises, "armed") == 0 && number(file, "SELECT count(*) FROM run") == 0)
        return breaches(file);
    if (number(file, "SELECT count(*) FROM message") != kPeople)
        return "the frozen audience is not whole";
    if (number(file, "SELECT count(*) FROM message WHERE state = 'accepted'") <
        promised(promises, "accepted"))
        return "a recorded outcome is gone";
    Sending sending(12);
    sending.clock.advance(std::chrono::seconds(20));
    const auto done = sending.run(file, RunId(1), place.file("journal"), [](std::int64_t) {});
    if (!done)
        return "it does not go on: " + done.error().id + ' ' + done.error().detail;
    std::map<std::string, int> arrived = sending.transport.arrivedAt;
    for (const std::string &promise : promises)
        if (promise.rfind("left ", 0) == 0)
            ++arrived[promise.substr(5)];
    for (const auto &[address, count] : arrived)
        if (count > 1)
            return "twice: " + address;
    if (number(file, "SELECT count(*) FROM message WHERE state IN ('accepted', 'in_doubt')") != kPeople)
        return "somebody is lost";
    if (number(file, "SELECT count(*) FROM message WHERE state = 'in_doubt'") > 16)
        return "more doubts than were in flight";
    return breaches(file);
}

std::vector<delivery::RawEvent> events(int first, int count) {
    std::vector<delivery::RawEvent> batch;
    for (int i = first; i < first + count; ++i) {
        Json event{{"eventType", i % 7 == 0 ? "Bounce" : "Delivery"}};
        event["mail"] = Json{{"timestamp", "2026-11-21T09:00:00.000Z"}, {"messageId", "ses-" + std::to_string(i)}};
        event["mail"]["tags"] = Json{{"as_ws", Json::array({kWorkspaceUuid})}};
        event["delivery"] = Json{{"timestamp", "2026-11-21T09:00:05.000Z"}};
        event["bounce"] = Json{{"bounceType", "Permanent"}, {"timestamp", "2026-11-21T09:00:05.000Z"},
                               {"bouncedRecipients", Json::array({Json{{"emailAddress", "b" + std::to_string(i) + "@example.com"}}})}};
        batch.push_back({"sqs", dumpJson(event)});
    }
    return batch;
}
Result<void> takeEvents(Workspace &file, const std::function<void(int)> &taken) {
    TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Full));
    delivery::EventIntake intake(connection, file.clock(), kWorkspaceUuid, nullptr);
    for (int first = 0; first < kEvents; first += kBatch) {
        TRY(intake.take(events(first, kBatch)));
        taken(first + kBatch);
    }
    return {};
}
Result<void> recordEvents(Recording &recording) {
    TRY_ASSIGN(const auto file, recording.make());
    recording.disk.promise("made 1");
    return takeEvents(*file, [&](int count) { recording.disk.promise("taken " + std::to_string(count)); });
}
std::string checkEvents(Workspace &file, TempPlace &, const Promises &promises) {
    const auto kept = [&] { return number(file, "SELECT count(*) FROM message_event"); };
    if (kept() % kBatch != 0)
        return "half a batch";
    if (kept() < promised(promises, "taken"))
        return "an event that was taken from the queue is gone";
    if (const auto again = takeEvents(file, [](int) {}); !again)
        return again.error().id;
    if (kept() != kEvents)
        return "not each event once: " + std::to_string(kept());
    return breaches(file);
}

Result<void> recordCopy(Recording &recording) {
    TRY_ASSIGN(const auto file, recording.make());
    recording.disk.promise("made 1");
    for (int value = 1; value <= 3; ++value) {
        TRY(writePair(*file, value));
        recording.disk.promise("pair " + std::to_string(value));
        TRY(file->copyTo(recording.place.file("copy" + std::to_string(value) + ".audience")));
        recording.disk.promise("copy " + std::to_string(value));
    }
    return {};
}
std::string checkCopy(Workspace &file, TempPlace &place, const Promises &promises) {
    for (int value = 1; value <= 3; ++value) {
        const std::string path = place.file("copy" + std::to_string(value) + ".audience");
        if (!std::filesystem::exists(path)) {
            if (promised(promises, "copy") >= value)
                return "a promised copy is gone";
            continue;
        }
        const auto copy = Workspace::open(path, place.options());
        if (!copy)
            return "copy: " + copy.error().id + ' ' + copy.error().detail;
        const auto faults = (*copy)->checkFile();
        if (!faults || !faults->empty())
            return "a damaged copy";
        if (dumpJson(*(*copy)->setting("left")) != std::to_string(value))
            return "a copy of another moment";
    }
    return checkPair(file, place, promises);
}

// A file of the first version is brought up to date, with a copy of what it was beside it.
Result<void> recordMigration(Recording &recording) {
    QFile packed(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/data/workspace_version_1.z"));
    QFile old(QString::fromStdString(recording.place.path()));
    if (!packed.open(QIODevice::ReadOnly) || !old.open(QIODevice::WriteOnly) || old.write(qUncompress(packed.readAll())) <= 0)
        return Error(ErrorKind::Io, "test.no_old_file");
    old.close();
    TRY_ASSIGN(const auto file, Workspace::open(recording.place.path(), recording.options()));
    recording.disk.promise("made 1");
    TRY(writePair(*file, 1));
    recording.disk.promise("pair 1");
    return {};
}
std::string checkMigration(Workspace &file, TempPlace &place, const Promises &promises) {
    if (number(file, "SELECT count(*) FROM message JOIN run ON run.id = message.run") != 3)
        return "not all came along";
    if (number(file, "PRAGMA user_version") != store::kSchemaVersion)
        return "it is still of the old version";
    if (!std::filesystem::exists(place.path() + ".version-1"))
        return "the copy of what it was is gone";
    return checkPair(file, place, promises);
}

// Commits that are not waited for, promised all the same: the proof has to notice.
Result<void> recordRashly(Recording &recording) {
    TRY_ASSIGN(const auto file, recording.make());
    for (int value = 1; value <= 6; ++value) {
        TRY(file->write(workspace::Durability::Normal, [&](const store::Connection &connection) {
            return connection.execute("INSERT OR REPLACE INTO setting(name, value) VALUES('left', '" + std::to_string(value) +
                                      "'), ('right', '" + std::to_string(value) + "')");
        }));
        recording.disk.promise("pair " + std::to_string(value));
    }
    return {};
}

const Scenario kRash{"no sync", recordRashly, checkPair};
const Scenario kScenarios[] = {
    {"a day's work", recordDay, checkPair},     {"import", recordImport, checkImport},
    {"campaign", recordCampaign, checkCampaign}, {"events", recordEvents, checkEvents},
    {"backup", recordCopy, checkCopy},           {"older version", recordMigration, checkMigration},
};

RecordingVfs *g_disk = nullptr;
std::string g_folder;

// The one step on the way to a file that SQLite does not take.
void noteNames(const char *name) {
    const std::string_view point(name);
    if (point == "store.file.name_synced")
        g_disk->noteFolderSync();
    if (point != "store.file.named")
        return;
    for (const char *file : {"test.audience", "copy1.audience", "copy2.audience", "copy3.audience", "test.audience.version-1"})
        if (std::filesystem::exists(g_folder + '/' + file))
            g_disk->noteRename(g_folder + '/' + file);
}

// The disk after the cut, as a machine finds it that starts again; what is wrong with it.
std::string wake(const Scenario &scenario, const Recording &recording, std::size_t moment, Loss loss, std::uint64_t seed) {
    SeededRng rng(seed);
    TempPlace place;
    for (const auto &[path, content] : recording.disk.afterPowerCut(moment, loss, rng)) {
        std::ofstream out(place.file(std::filesystem::path(path).filename().string()), std::ios::binary);
        out << content;
    }
    const Promises promises = recording.disk.promises(moment);
    if (!std::filesystem::exists(place.path()))
        return promised(promises, "made") > 0 ? "the workspace is gone" : "";
    const auto file = Workspace::open(place.path(), place.options());
    if (!file)
        return file.error().id + ": " + file.error().detail;
    const auto faults = (*file)->checkFile();
    if (!faults)
        return faults.error().id;
    if (!faults->empty())
        return faults->front().id + ": " + faults->front().detail;
    return scenario.check(**file, place, promises);
}

} // namespace

class PowerLossTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }
    void whatWasPromisedIsThere_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kScenarios)); ++i)
            QTest::newRow(kScenarios[i].name) << i;
    }
    void whatWasPromisedIsThere() {
        QFETCH(int, index);
        const Scenario &scenario = kScenarios[index];
        Recording recording;
        record(scenario, recording);
        if (QTest::currentTestFailed())
            return;

        const std::vector<std::size_t> syncs = recording.disk.syncs();
        const std::size_t every = shortOrLong<std::size_t>(std::max<std::size_t>(1, syncs.size() / 20), 1);
        int cuts = 0;
        const auto cut = [&](std::size_t moment, Loss loss, std::uint64_t seed) {
            const std::string wrong = wake(scenario, recording, moment, loss, seed);
            ++cuts;
            QVERIFY2(wrong.empty(), ("moment " + std::to_string(moment) + ", loss " + std::to_string(static_cast<int>(loss)) +
                                     ", seed " + std::to_string(seed) + ": " + wrong)
                                        .c_str());
        };
        for (std::size_t i = 0; i < syncs.size() && !QTest::currentTestFailed(); i += every)
            for (const Loss loss : {Loss::NotSynced, Loss::Nothing, Loss::Random})
                cut(syncs[i], loss, i + 1);
        SeededRng rng(17);
        const int random = shortOrLong(30, 1'500);
        for (int i = 0; i < random && !QTest::currentTestFailed(); ++i)
            cut(rng.below(recording.disk.moments()), Loss::Random, 1'000'000u + static_cast<std::uint64_t>(i));
        qInfo() << recording.disk.moments() - 1 << "events," << syncs.size() / 2 << "syncs," << cuts << "power cuts";
    }
    void aCommitThatWasNotSyncedIsMissed() {
        Recording recording;
        record(kRash, recording);
        const std::string wrong = wake(kRash, recording, recording.disk.moments() - 1, Loss::Nothing, 1);
        QVERIFY2(wrong.empty(), wrong.c_str());
        std::set<std::string> seen;
        for (std::size_t moment = 0; moment < recording.disk.moments(); ++moment)
            seen.insert(wake(kRash, recording, moment, Loss::NotSynced, 1));
        QCOMPARE(seen, (std::set<std::string>{"", "a promised commit is gone"}));
    }

private:
    static void record(const Scenario &scenario, Recording &recording) {
        g_disk = &recording.disk;
        g_folder = recording.place.folder();
        g_faultHook = &noteNames;
        const Result<void> recorded = scenario.record(recording);
        g_faultHook = nullptr;
        QVERIFY2(recorded.has_value(), recorded ? "" : (recorded.error().id + ' ' + recorded.error().detail).c_str());
    }
};

AUDIENCE_TEST(PowerLossTest)
#include "power_loss_test.moc"
