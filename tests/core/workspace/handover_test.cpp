// The right to send moves from one file to a copy of it: at most one of them has it, whoever opens which of them where,
// and wherever the program is killed on its way.
#include "base/fault_point.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::workspace;
using audience::test::TempWorkspace;
namespace fs = std::filesystem;

namespace {

using State = Handover::State;

OpenOptions at(const TempWorkspace &files, const char *machine) {
    OpenOptions options = files.options();
    options.environment.stateDirectory = files.file(machine);
    return options;
}

StandingKind standingOf(const TempWorkspace &files, const std::string &path, const char *machine = "state") {
    const auto opened = Workspace::open(path, at(files, machine));
    if (!opened)
        qWarning("%s", opened.error().id.c_str());
    return opened ? (*opened)->standing().kind : StandingKind::Untrusted;
}

Result<void> give(Workspace &workspace, const std::string &copy) {
    TRY(workspace.giveRight("the-server", "the-laptop", copy));
    return workspace.finishHandover();
}

void copyFile(const std::string &from, const std::string &to) { fs::copy_file(from, to, fs::copy_options::overwrite_existing); }

// How many files could send, each looked at as it lies there: the one that gave the right, and every copy.
int senders(const TempWorkspace &files) {
    int count = 0;
    for (const auto &entry : fs::directory_iterator(files.folder())) {
        const std::string name = entry.path().string();
        const bool isWorkspace = name == files.path() || name.find("copy.audience") != std::string::npos;
        if (!isWorkspace || !entry.is_regular_file() || name.find(".partial") != std::string::npos || name.find("-wal") != std::string::npos ||
            name.find("-shm") != std::string::npos || name.find("-journal") != std::string::npos)
            continue;
        const auto connection = store::Connection::open(name, {store::OpenMode::ReadWrite, {}, std::chrono::seconds(1)});
        const auto said = connection ? handoverIn(*connection) : Result<Handover>(connection.error());
        if (!said)
            return 99;
        count += name == files.path() ? said->state != State::Given : said->state == State::Elected || said->state == State::Taken;
    }
    return count;
}

} // namespace

class HandoverTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCopySendsAndTheOriginDoesNot() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience"), uuid = files->uuid();
        QVERIFY(give(*files, copy));
        QCOMPARE(files->standing().kind, StandingKind::HandedOver);
        QVERIFY(!files->mayRunWork());
        const Error error = files->standing().asError(files.path());
        QCOMPARE(error.id, std::string("workspace.handed_over"));
        QCOMPARE(error.arg("machine"), std::string("the-server"));
        QCOMPARE(error.arg("copy"), copy);
        QVERIFY(!files.reopen().mayRunWork());
        QVERIFY(!files->giveRight("another", "the-laptop", files.file("second.audience")));
        QVERIFY(!files->trust() && !files->acknowledge());
        QVERIFY(!files->setSetting("handover", {})); // not as easily as that
        QVERIFY(!files.reopen().mayRunWork());
        {
            // The first machine that opens it is asked nothing.
            const auto there = Workspace::open(copy, at(files, "server"));
            QVERIFY(there && (*there)->mayRunWork());
            QCOMPARE((*there)->uuid(), uuid); // and so the queue of its events
            QCOMPARE((*there)->handover().from, std::string("the-laptop"));
            QVERIFY((*there)->checkFile()->empty());
        }
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::Normal);
        // A second machine is foreign, and a copy of the copy is a copy.
        QCOMPARE(standingOf(files, copy, "third"), StandingKind::Untrusted);
        copyFile(copy, files.file("again.audience"));
        QCOMPARE(standingOf(files, files.file("again.audience"), "server"), StandingKind::Copied);
        QCOMPARE(standingOf(files, files.file("again.audience"), "third"), StandingKind::Untrusted);
    }

    void theMachineThatGaveItDoesNotTakeItByAccident() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        QVERIFY(give(*files, copy));
        QCOMPARE(standingOf(files, copy), StandingKind::HandedOver); // a look into it here
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::Normal);
        QCOMPARE(standingOf(files, files.path()), StandingKind::HandedOver);
    }

    void aReaderDoesNotTakeIt() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        QVERIFY(give(*files, copy));
        {
            OpenOptions reading = at(files, "third");
            reading.readOnly = true;
            QVERIFY(!(*Workspace::open(copy, reading))->mayRunWork());
        }
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::Normal);
    }

    void aBackupOfBeforeSendsNothing() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        QVERIFY(files->copyTo(files.file("backup")));
        QVERIFY(give(*files, copy));
        files.close();
        copyFile(files.file("backup"), files.path());
        files.reopen();
        QCOMPARE(files->standing().kind, StandingKind::HandedOver);
        QVERIFY(!files->standing().journalTellsAll);
        QVERIFY(!files->acknowledge() && !files->mayRunWork());
        // Nor where it lies under another name.
        QCOMPARE(standingOf(files, files.file("backup")), StandingKind::HandedOver);
        QVERIFY(!(*Workspace::open(files.file("backup"), files.options()))->takeBackRight());
        QVERIFY(files->takeBackRight());
        QVERIFY(files->mayRunWork());
        QCOMPARE(standingOf(files, files.path()), StandingKind::Normal);
    }

    void takenBackThePlainCopyIsWorthNothing() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        QVERIFY(!files->takeBackRight());
        QVERIFY(give(*files, copy));
        QVERIFY(!files->isHandoverUnused());
        QVERIFY(files->takeBackRight());
        QVERIFY(files->mayRunWork() && files.reopen().mayRunWork());
        QCOMPARE(senders(files), 1);
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::Untrusted);
        QCOMPARE(standingOf(files, copy), StandingKind::HandedOver); // whose right came home
        QVERIFY(files->checkFile()->empty());
        // And once more, to another place.
        QVERIFY(give(*files, files.file("second copy.audience")));
        QCOMPARE(standingOf(files, files.file("second copy.audience"), "server"), StandingKind::Normal);
    }

    void itComesHome() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience"), home = files.file("home.audience");
        QVERIFY(files->copyTo(files.file("backup")));
        QVERIFY(give(*files, copy));
        {
            auto there = Workspace::open(copy, at(files, "server"));
            QVERIFY((*there)->setSetting("sent there", 1));
            QVERIFY(give(**there, home));
            QVERIFY(!(*there)->mayRunWork());
        }
        {
            const auto back = Workspace::open(home, files.options());
            QVERIFY((*back)->mayRunWork());
            QCOMPARE((*back)->setting("sent there")->get<int>(), 1);
        }
        QCOMPARE(standingOf(files, home), StandingKind::Normal);
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::HandedOver);
        // The file it once went from is not the one any more, and says which is.
        files.reopen();
        const Standing former = files->standing();
        QCOMPARE(former.kind, StandingKind::HandedOver);
        QCOMPARE(former.asError(files.path()).id, std::string("workspace.came_home"));
        QCOMPARE(former.asError(files.path()).arg("known"), home);
        QCOMPARE(files->takeBackRight().error().id, std::string("workspace.came_home"));
        files.close();
        // A backup of before knows nothing of what was sent there, so the journal here does not tell all.
        copyFile(files.file("backup"), home);
        {
            const auto old = Workspace::open(home, files.options());
            QCOMPARE((*old)->standing().kind, StandingKind::Restored);
            QVERIFY(!(*old)->standing().journalTellsAll);
            QVERIFY((*old)->acknowledge());
            QVERIFY(give(**old, files.file("next copy.audience")));
        }
        QCOMPARE(standingOf(files, files.file("next copy.audience"), "server"), StandingKind::Normal);
    }

    void aCopyOfItsOwnIsFreeOfIt() {
        TempWorkspace files;
        QVERIFY(give(*files, files.file("copy.audience")));
        files.close();
        copyFile(files.path(), files.file("own.audience"));
        {
            const auto own = Workspace::open(files.file("own.audience"), files.options());
            QCOMPARE((*own)->standing().kind, StandingKind::HandedOver);
            QVERIFY((*own)->adopt());
            QVERIFY((*own)->mayRunWork());
            QVERIFY((*own)->setting("handover")->is_null());
        }
        QCOMPARE(standingOf(files, files.file("own.audience")), StandingKind::Normal);
        QCOMPARE(standingOf(files, files.path()), StandingKind::HandedOver);
    }

    void anotherProgramLearnsItAtOnce() {
        TempWorkspace files;
        const auto second = Workspace::open(files.path(), files.options());
        QVERIFY((*second)->mayRunWork());
        QVERIFY(give(*files, files.file("copy.audience")));
        QVERIFY(!(*second)->mayRunWork());
        QVERIFY((*second)->mark()); // changes nothing of what was given away
        QVERIFY(!(*second)->write([](const store::Connection &connection) { return requireRight(connection); }));
        QVERIFY(files->takeBackRight());
        QVERIFY((*second)->mayRunWork());
        QVERIFY((*second)->write([](const store::Connection &connection) { return requireRight(connection); }));
    }

    void whatCannotBeMadeChangesNothing() {
        TempWorkspace files;
        QCOMPARE(files->giveRight("server", "laptop", files.file("no such folder/copy.audience")).error().id, std::string("workspace.no_folder"));
        QCOMPARE(files->giveRight("server", "laptop", files.path()).error().id, std::string("workspace.exists"));
        QVERIFY(files->mayRunWork());
        CancelSource cancel;
        cancel.cancel();
        QVERIFY(files->giveRight("server", "laptop", files.file("copy.audience")));
        QVERIFY(!files->finishHandover(cancel.token()));
        QVERIFY(files->mayRunWork()); // as if nothing had been said
        QCOMPARE(senders(files), 1);
        QVERIFY(!files->finishHandover());
    }

    void whatLiesWhereTheCopyIsMadeIsNotTouched() {
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        std::ofstream(copy + ".handover") << "somebody else's";
        const auto given = files->giveRight("server", "laptop", copy);
        QVERIFY(!given);
        QCOMPARE(given.error().id, std::string("workspace.exists"));
        QCOMPARE(given.error().arg("path"), copy + ".handover");
        QCOMPARE(fs::file_size(copy + ".handover"), std::uintmax_t(15));
        QVERIFY(files->mayRunWork());
    }

    void nobodyTakesItBackOrFinishesWhileTheCopyIsMade() {
        static const TempWorkspace *place;
        static Workspace *second;
        static int visits, refusals, most;
        TempWorkspace files;
        const std::string copy = files.file("copy.audience");
        const auto other = Workspace::open(files.path(), files.options());
        QVERIFY(other && files->giveRight("the-server", "the-laptop", copy));
        place = &files;
        second = other->get();
        visits = refusals = most = 0;
        g_faultHook = [](const char *name) {
            ++visits;
            const auto taken = second->takeBackRight(), finished = second->finishHandover();
            refusals += !taken && taken.error().id == "store.busy" && !finished && finished.error().id == "store.busy";
            if (!std::string_view(name).starts_with("workspace.commit"))
                most = std::max(most, senders(*place));
        };
        const auto finished = files->finishHandover();
        g_faultHook = nullptr;
        QVERIFY2(finished, finished ? "" : finished.error().id.c_str());
        QVERIFY(visits > 5);
        QCOMPARE(refusals, visits);
        QCOMPARE(most, 1);
        QCOMPARE(senders(files), 1);
        QVERIFY((*other)->takeBackRight());
        QVERIFY(files->mayRunWork() && (*other)->mayRunWork());
        QCOMPARE(senders(files), 1);
        QCOMPARE(standingOf(files, copy, "server"), StandingKind::Untrusted);
    }

    // Who asks for no lock, e.g. from another computer, cannot make two of them either.
    void theCopyOfWhatWasTakenBackNeverGetsTheRight() {
        static Workspace *second;
        static bool isTaken;
        for (const std::string_view point : {"store.backup.copied", "handover.copied"}) {
            static std::string_view wanted;
            TempWorkspace files;
            const std::string copy = files.file("copy.audience");
            const auto other = Workspace::open(files.path(), files.options());
            QVERIFY(other && files->giveRight("the-server", "the-laptop", copy));
            second = other->get();
            wanted = point;
            isTaken = false;
            g_faultHook = [](const char *name) {
                if (isTaken || wanted != name)
                    return;
                isTaken = true; // before the write, which has points of its own
                Handover back;
                back.term = 2;
                isTaken = second->write([&](const store::Connection &connection) { return saveHandover(connection, back); }).has_value();
            };
            const auto finished = files->finishHandover();
            g_faultHook = nullptr;
            QVERIFY(isTaken && !finished);
            QCOMPARE(finished.error().id, std::string("handover.nothing_to_finish"));
            QVERIFY(!fs::exists(copy) && !fs::exists(copy + ".handover") && !fs::exists(copy + ".handover.partial"));
            QCOMPARE(senders(files), 1);
            QVERIFY(files->mayRunWork());
        }
    }

    void killedAnywhereAtMostOneCanSend() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        static int visitsLeft;
        int kills = 0, unfinished = 0;
        for (int n = 1;; ++n) {
            TempWorkspace files;
            const std::string copy = files.file("copy.audience");
            files.close();
            const pid_t child = fork();
            if (child == 0) {
                const auto workspace = Workspace::open(files.path(), files.options());
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                _exit(workspace && give(**workspace, copy) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const bool isWhole = WIFEXITED(status);
            const int after = senders(files);
            QVERIFY2(after <= 1, qPrintable(QString::number(n)));
            files.reopen();
            const Standing standing = files->standing();
            if (isWhole) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QCOMPARE(after, 1);
                QVERIFY2(kills > 8 && unfinished > 5, qPrintable(QStringLiteral("%1 kills, %2 unfinished").arg(kills).arg(unfinished)));
                return;
            }
            ++kills;
            if (standing.kind == StandingKind::Normal) { // killed before it was given
                QCOMPARE(after, 1);
                QVERIFY(give(*files, copy));
                continue;
            }
            QCOMPARE(standing.kind, StandingKind::HandedOver);
            const bool isDone = standing.handover.step == Handover::Step::Done;
            unfinished += isDone ? 0 : 1;
            QCOMPARE(standing.asError(files.path()).id, std::string(isDone ? "workspace.handed_over" : "workspace.handover_unfinished"));
            // Either way out, in turn.
            if (n % 2 == 0) {
                if (!isDone)
                    QVERIFY(files->finishHandover());
                QCOMPARE(senders(files), 1);
                QCOMPARE(standingOf(files, copy, "server"), StandingKind::Normal);
                QCOMPARE(standingOf(files, files.path()), StandingKind::HandedOver);
            } else {
                QVERIFY(files->takeBackRight());
                QCOMPARE(senders(files), 1);
                QVERIFY(files.reopen().mayRunWork());
                QVERIFY(!fs::exists(copy + ".handover"));
            }
            QVERIFY(files->checkFile()->empty());
        }
#endif
    }

    void killedWhileItIsTakenItIsTakenAllTheSame() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        static int visitsLeft;
        for (int n = 1;; ++n) {
            TempWorkspace files;
            const std::string copy = files.file("copy.audience");
            QVERIFY(give(*files, copy));
            const OpenOptions there = at(files, "server");
            { // a machine that was used before
                OpenOptions other = there;
                QVERIFY(Workspace::create(files.file("other.audience"), other));
            }
            files.close();
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                const auto workspace = Workspace::open(copy, there);
                _exit(workspace && (*workspace)->mayRunWork() ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QCOMPARE(standingOf(files, copy, "server"), StandingKind::Normal);
            QCOMPARE(standingOf(files, copy, "third"), StandingKind::Untrusted);
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY(n > 3);
                return;
            }
        }
#endif
    }
};

AUDIENCE_TEST(HandoverTest)
#include "handover_test.moc"
