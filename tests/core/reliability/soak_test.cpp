// what a window does and three commands at once, on one file: nobody is told "busy", nobody waits long,
// and the write-ahead log stays small. AUDIENCE_SOAK_SECONDS says how long, else 10 s, or an hour in the long run.
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/event_intake.h"
#include "ingest/importer.h"
#include "ledger_sending.h"
#include "support/long_run.h"
#include "support/temp_workspace.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <thread>
#endif

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::test;
using workspace::Workspace;
using Steady = std::chrono::steady_clock;

namespace {

double milliseconds(Steady::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

// What one process saw, kept in a file of its own for the parent.
class Diary {
public:
    explicit Diary(const std::string &path) : m_out(path) {}
    void note(const Result<void> &result, const char *what) {
        ++m_done;
        if (!result)
            m_out << "error " << what << ' ' << result.error().id << std::endl;
    }
    // A small write; how long it had to wait for the file.
    void probe(Workspace &file) {
        const auto asked = Steady::now();
        Steady::time_point got;
        const auto written = file.write([&](const store::Connection &) -> Result<void> {
            got = Steady::now();
            return file.keepFigures("soak", Json(m_done));
        });
        note(written, "write");
        if (written)
            m_out << "wait " << milliseconds(got - asked) << '\n';
    }
    int done() const { return m_done; }
    void end() { m_out << "done " << m_done << std::endl; }

private:
    std::ofstream m_out;
    int m_done = 0;
};

// Every process is somebody else to the file: own clock, own random numbers.
Result<std::unique_ptr<Workspace>> openAs(const TempPlace &place, std::uint64_t seed) {
    workspace::OpenOptions options = place.options();
    options.environment.clock = std::make_shared<SystemClock>();
    options.environment.rng = std::make_shared<SeededRng>(seed);
    return Workspace::open(place.path(), options);
}

Result<void> importPeople(Workspace &file, const TempPlace &place, int round) {
    ingest::ImportSpec spec;
    spec.path = place.file("import.csv");
    {
        std::ofstream out(spec.path, std::ios::binary);
        out << "id,city,score\n";
        for (int i = 1; i <= 5'000; ++i)
            out << (round * 331 + i) % 40'000 << ",City " << i % 97 << ',' << round << '\n';
    }
    spec.name = "people";
    spec.role = store::DatasetRole::Profiles;
    spec.key = "id";
    spec.mode = store::WriteMode::Upsert;
    TRY(ingest::importFile(file, spec));
    return {};
}

using Work = Result<void> (*)(Workspace &, const TempPlace &, int round);
Result<void> sendCampaign(Workspace &file, const TempPlace &place, int round) {
    const auto seed = static_cast<std::uint64_t>(round) + 1'000;
    TRY_ASSIGN(const RunId run, startRun(file, 200, seed));
    Sending sending(seed);
    sending.clock.advance(std::chrono::hours(round)); // the lease of the last round is long over
    return sending.run(file, run, place.file("journal"), [](std::int64_t) {});
}
Result<void> takeEventsAndEdit(Workspace &file, const TempPlace &, int round) {
    {
        TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Full));
        delivery::EventIntake intake(connection, file.clock(), kWorkspaceUuid, nullptr);
        std::vector<delivery::RawEvent> batch;
        for (int i = 0; i < 10; ++i) {
            Json event{{"eventType", "Delivery"}};
            event["mail"] = Json{{"timestamp", "2026-11-21T09:00:00.000Z"}, {"messageId", "ses-" + std::to_string(round) + '-' + std::to_string(i)}};
            event["mail"]["tags"] = Json{{"as_ws", Json::array({kWorkspaceUuid})}};
            event["delivery"] = Json{{"timestamp", "2026-11-21T09:00:05.000Z"}};
            batch.push_back({"sqs", dumpJson(event)});
        }
        TRY(intake.take(batch));
    }
    if (round % 10 == 0) {
        workspace::DefinitionRepository definitions(file);
        TRY(definitions.save({workspace::DefinitionKind::Segment, 0, "S" + std::to_string(round), 0, Json{{"text", "city is \"City 1\""}}, {}}));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return {};
}

} // namespace

class SoakTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWindowAndThreeCommands() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        const int asked = qEnvironmentVariableIntValue("AUDIENCE_SOAK_SECONDS");
        const auto length = std::chrono::seconds(asked > 0 ? asked : shortOrLong(10, 3'600));
        TempWorkspace files;
        const Result<void> first = importPeople(*files, files, 0);
        QVERIFY2(first.has_value(), first ? "" : first.error().id.c_str());
        files.close();
        const auto end = Steady::now() + length;
        const std::pair<const char *, Work> works[] = {{"import", importPeople}, {"send", sendCampaign}, {"events", takeEventsAndEdit}};
        std::vector<pid_t> children;
        for (const auto &[name, work] : works) {
            const pid_t child = fork();
            if (child == 0)
                live(files, name, work, end);
            children.push_back(child);
        }
        const double largestLog = watch(files, end);
        for (const pid_t child : children) {
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a process ended badly");
        }
        judge(files, largestLog);
#endif
    }

private:
#ifdef Q_OS_UNIX
    // A process like a command that is started again and again: open, work, look, close.
    [[noreturn]] static void live(const TempPlace &place, const char *name, Work work, Steady::time_point end) {
        Diary diary(place.file(std::string(name) + ".diary"));
        for (int round = 1; Steady::now() < end; ++round) {
            const auto file = openAs(place, static_cast<std::uint64_t>(round) * 10 + static_cast<std::uint64_t>(name[0]));
            if (!file) {
                diary.note(file.error(), "open");
                continue;
            }
            diary.note(work(**file, place, round), name);
            diary.probe(**file);
        }
        diary.end();
        _exit(0);
    }
#endif
    // The window: counts and pages all the time, a small write now and then. Gives the largest log in MiB.
    static double watch(const TempPlace &place, Steady::time_point end) {
        Diary diary(place.file("window.diary"));
        const auto file = openAs(place, 1);
        if (!file) {
            diary.note(file.error(), "open");
            return 0;
        }
        qint64 largest = 0;
        for (int look = 0; Steady::now() < end; ++look) {
            const auto read = [&]() -> Result<void> {
                TRY_ASSIGN(const workspace::Reader reader, (*file)->reader());
                TRY(reader->scalar("SELECT count(*) FROM people WHERE city = 'City 7'"));
                TRY(reader->scalar("SELECT count(*) FROM message WHERE state = 'accepted'"));
                TRY(reader->scalar("SELECT count(*) FROM (SELECT * FROM message ORDER BY id DESC LIMIT 50)"));
                return {};
            };
            diary.note(read(), "read");
            if (look % 4 == 0)
                diary.probe(**file);
            largest = std::max(largest, QFileInfo(QString::fromStdString(place.path() + "-wal")).size());
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
        }
        diary.end();
        return static_cast<double>(largest) / (1 << 20);
    }

    static void judge(TempWorkspace &files, double largestLog) {
        std::vector<double> waits;
        std::map<std::string, int> errors, rounds;
        for (const char *name : {"window", "import", "send", "events"}) {
            std::ifstream diary(files.file(std::string(name) + ".diary"));
            for (std::string word; diary >> word;) {
                if (word == "wait") {
                    diary >> waits.emplace_back();
                } else if (word == "done") {
                    diary >> rounds[name];
                } else {
                    std::string what, id;
                    diary >> what >> id;
                    ++errors[what + ' ' + id];
                }
            }
        }
        for (const auto &[what, count] : errors)
            qWarning() << what.c_str() << count << "times";
        QVERIFY2(errors.empty(), "somebody was told of an error");
        for (const auto &[name, count] : rounds)
            QVERIFY2(count > 2, name.c_str());
        std::sort(waits.begin(), waits.end());
        QVERIFY(waits.size() > 20);
        const double p99 = waits[waits.size() * 99 / 100];
        qInfo() << "window" << rounds["window"] << "steps, imports" << rounds["import"] << ", sends" << rounds["send"] << ", events" << rounds["events"]
                << "; wait for the file: p50" << waits[waits.size() / 2] << "p99" << p99 << "max" << waits.back() << "ms of" << waits.size()
                << "; largest log" << largestLog << "MiB; busy 0";
        QVERIFY2(p99 <= shortOrLong(5'000, 250), std::to_string(p99).c_str()); // ten seconds beside other tests say little
        QVERIFY(largestLog <= 64);
        files.reopen();
        QVERIFY(files->checkFile()->empty());
        const auto reader = files->reader();
        const auto breaches = delivery::checkInvariants(**reader);
        QVERIFY2(breaches && breaches->empty(), breaches ? "" : breaches.error().id.c_str());
    }
};

AUDIENCE_TEST(SoakTest)
#include "soak_test.moc"
