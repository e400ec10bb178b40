// Drafts: what was written is there after a kill, in the state folder and not in the workspace.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "service/draft_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#if defined(Q_OS_UNIX) && !defined(Q_MOC_RUN)
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::service;

namespace {

Session::Options optionsIn(const QTemporaryDir &dir, bool readOnly = false) {
    Session::Options options;
    options.environment.stateDirectory = dir.filePath(QStringLiteral("state")).toStdString();
    options.environment.rng = std::make_shared<SeededRng>(7);
    options.environment.actor = "tester";
    options.readOnly = readOnly;
    return options;
}

std::string fileIn(const QTemporaryDir &dir) {
    return dir.filePath(QStringLiteral("w.audience")).toStdString();
}

Draft draftOf(std::int64_t id, const std::string &words) {
    return {"template", id, 3, "Win-back", Json{{"subject", words}}, {}};
}

} // namespace

class DraftServiceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savesFindsListsAndDiscards() {
        const QTemporaryDir dir;
        auto session = Session::create(fileIn(dir), optionsIn(dir));
        QVERIFY(session.has_value());
        const DraftService drafts(**session);
        QVERIFY(!(*drafts.find("template", 5)).has_value());
        QVERIFY(drafts.list()->drafts.empty());
        QVERIFY(drafts.save(draftOf(5, "one")).has_value());
        QVERIFY(drafts.save(draftOf(5, "two")).has_value());
        QVERIFY(drafts.save(draftOf(0, "new")).has_value());
        const auto found = *drafts.find("template", 5);
        QVERIFY(found.has_value());
        QCOMPARE(jsonText(found->body, "subject"), std::string("two"));
        QCOMPARE(found->baseRevision, std::int64_t(3));
        QCOMPARE(found->name, std::string("Win-back"));
        QVERIFY(found->writtenAt.micros > 0);
        QVERIFY(!(*drafts.find("segment", 5)).has_value());
        QCOMPARE(drafts.list()->drafts.size(), std::size_t(2));
        QVERIFY(drafts.discard("template", 5).has_value());
        QVERIFY(drafts.discard("template", 5).has_value());
        QCOMPARE(drafts.list()->drafts.size(), std::size_t(1));
        QCOMPARE(drafts.list()->drafts.front().id, std::int64_t(0));
    }

    void everyNewOneHasItsOwn() {
        const QTemporaryDir dir;
        auto session = Session::create(fileIn(dir), optionsIn(dir));
        QVERIFY(session.has_value());
        const DraftService drafts(**session);
        QVERIFY(drafts.save(draftOf(-11, "first")).has_value());
        QVERIFY(drafts.save(draftOf(-12, "second")).has_value());
        QVERIFY(drafts.save(draftOf(11, "saved one")).has_value());
        QCOMPARE(drafts.list()->drafts.size(), std::size_t(3));
        QCOMPARE(jsonText((*drafts.find("template", -11))->body, "subject"), std::string("first"));
        QVERIFY(drafts.discard("template", -11).has_value());
        QCOMPARE(jsonText((*drafts.find("template", -12))->body, "subject"), std::string("second"));
        QCOMPARE(jsonText((*drafts.find("template", 11))->body, "subject"), std::string("saved one"));
    }

    void aReadOnlyWorkspaceLosesNothing() {
        const QTemporaryDir dir;
        QVERIFY(Session::create(fileIn(dir), optionsIn(dir)).has_value());
        auto session = Session::open(fileIn(dir), optionsIn(dir, true));
        QVERIFY(session.has_value());
        QVERIFY(DraftService(**session).save(draftOf(1, "kept")).has_value());
        QVERIFY((*DraftService(**session).find("template", 1)).has_value());
    }

    void aDamagedDraftIsPutAsideAndSaid() {
        const QTemporaryDir dir;
        auto session = Session::create(fileIn(dir), optionsIn(dir));
        const DraftService drafts(**session);
        for (const char *bytes : {"{\"kind\":\"template\",\"id\":1,\"bo", "", "[]", "{\"kind\":\"template\",\"body\":7}"}) {
            QVERIFY(drafts.save(draftOf(1, "words")).has_value());
            QVERIFY(drafts.save(draftOf(2, "fine")).has_value());
            const QString path = QString::fromStdString((*session)->workspace().draftsPath() + "/template-1.json");
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(bytes);
            file.close();
            const auto found = drafts.find("template", 1);
            QVERIFY(!found.has_value());
            QCOMPARE(found.error().id, std::string("draft.damaged"));
            const QString aside = QString::fromStdString(std::string(found.error().arg("path")));
            QVERIFY2(QFile::exists(aside) && !QFile::exists(path), qPrintable(aside));
            QVERIFY(!(*drafts.find("template", 1)).has_value());
            QCOMPARE(drafts.list()->drafts.size(), std::size_t(1));
            QVERIFY(QFile::remove(aside));
        }
    }

    // Killed before, between and after writes: there is always the last whole draft.
    void survivesAKill() {
#ifdef Q_OS_UNIX
        const QTemporaryDir dir;
        QVERIFY(Session::create(fileIn(dir), optionsIn(dir)).has_value());
        for (int visits = 1; visits <= 6; ++visits) {
            const pid_t child = fork();
            if (child == 0) {
                static int left;
                left = visits;
                g_faultHook.store([](const char *) {
                    if (--left == 0)
                        kill(getpid(), SIGKILL);
                });
                auto session = Session::open(fileIn(dir), optionsIn(dir, true));
                if (!session)
                    _exit(3);
                for (int i = 1; i <= 3; ++i)
                    if (!DraftService(**session).save(draftOf(9, std::to_string(visits) + "." + std::to_string(i))))
                        _exit(4);
                _exit(0);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, qPrintable(QString::number(status)));
            auto session = Session::open(fileIn(dir), optionsIn(dir, true));
            QVERIFY(session.has_value());
            const auto found = DraftService(**session).find("template", 9);
            QVERIFY(found.has_value());
            const int whole = visits / 2; // two points per write
            if (whole == 0) {
                QVERIFY(!found->has_value());
                continue;
            }
            QVERIFY(found->has_value());
            QCOMPARE(jsonText((*found)->body, "subject"), std::to_string(visits) + "." + std::to_string(whole));
        }
#else
        QSKIP("needs fork()");
#endif
    }
};
AUDIENCE_TEST(DraftServiceTest)

#include "draft_service_test.moc"
