// R-18 on a real volume of 64 MB: a send, an import and a backup meet a disk that fills up under them. They
// end with the cause, nothing is damaged, and when there is space they go on without a restart.
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>
#include <QTemporaryDir>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/workspace_service.h"
#include "store/disk_room.h"
#include "support/sending_shop.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>
#endif

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::test;

namespace {

// A small volume of its own; not there where mounting is not allowed.
class Volume {
public:
    Volume() {
#ifdef Q_OS_LINUX
        m_mounted = ::mount("tmpfs", m_folder.path().toUtf8().constData(), "tmpfs", 0, "size=64m") == 0;
#endif
    }
    ~Volume() {
#ifdef Q_OS_LINUX
        if (m_mounted)
            ::umount2(m_folder.path().toUtf8().constData(), MNT_DETACH);
#endif
    }
    bool isThere() const { return m_mounted; }
    QString path() const { return m_folder.path(); }
    // So many bytes are left, or not one.
    void fill([[maybe_unused]] std::int64_t left = 0) const {
#ifdef Q_OS_LINUX
        const int file = ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        static const std::string kBlock(4096, 'x');
        for (const std::size_t size : {kBlock.size(), std::size_t{1}})
            while ((left == 0 || store::freeBytes(ballast()) > left) && ::write(file, kBlock.data(), size) > 0) {
            }
        ::close(file);
#endif
    }
    void makeSpace() const { std::filesystem::remove(ballast()); }

private:
    std::string ballast() const { return path().toStdString() + "/ballast"; }
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

// A workspace on a volume, and files elsewhere to import into it.
class Place {
public:
    Place(const Volume &volume, std::int64_t bigBytes) : path((volume.path() + QStringLiteral("/shop.audience")).toStdString()) {
        big.path = m_elsewhere.filePath(QStringLiteral("big.csv")).toStdString();
        big.name = "big";
        std::ofstream csv(big.path, std::ios::binary);
        csv << "a,b\n";
        SeededRng rng(19);
        for (std::int64_t bytes = 0; bytes < bigBytes; bytes += 42)
            csv << rng.next() << ",word" << rng.next() << '\n';
    }
    Session::Options options() const {
        Session::Options options;
        options.environment.stateDirectory = m_elsewhere.filePath(QStringLiteral("state")).toStdString();
        return options;
    }
    ingest::ImportSpec people(int count) const {
        ingest::ImportSpec import;
        import.path = m_elsewhere.filePath(QStringLiteral("people.csv")).toStdString();
        std::ofstream csv(import.path, std::ios::binary);
        csv << "id,city\n";
        SeededRng rng(20);
        for (int i = 1; i <= count; ++i)
            csv << i << ",City " << rng.next() << '\n';
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        return import;
    }
    // File, log and index, elsewhere.
    void keepAsItIs() const { copyParts(path, kept()); }
    void bringBack() const { copyParts(kept(), path); }
    const std::string path;
    ingest::ImportSpec big;

private:
    std::string kept() const { return m_elsewhere.filePath(QStringLiteral("kept")).toStdString(); }
    static void copyParts(const std::string &from, const std::string &to) {
        for (const char *part : {"", "-wal", "-shm"})
            std::filesystem::copy_file(from + part, to + part, std::filesystem::copy_options::overwrite_existing);
    }
    QTemporaryDir m_elsewhere;
};

std::string findings(const Open &session) {
    const auto found = WorkspaceService(*session).doctor();
    return !found ? found.error().id : found->empty() ? "" : found->front().id;
}
bool tellsTheCause(const std::string &id) {
    return id == "store.disk_full" || id == "store.no_room" || id == "store.io" || id == "delivery.journal_unusable";
}

} // namespace

class FullDiskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSendGoesOnWhenThereIsSpace() {
        const Volume volume;
        if (!volume.isThere())
            QSKIP("a volume of its own needs the right to mount");
        Shop shop(volume.path());
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        // The disk fills up while emails leave.
        std::thread filler([&] {
            for (int wait = 0; wait < 60'000 && shop.aws().sendCount() < kPeople / 4; ++wait)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            volume.fill();
        });
        const auto broken = shop.run(*session);
        filler.join();
        QVERIFY2(!broken, "it was done before the disk was full");
        QVERIFY2(tellsTheCause(broken.error().id), broken.error().id.c_str());
        const int left = shop.aws().sendCount();
        QVERIFY(left < kPeople);
        // Still full: it says so again, and not one more email leaves.
        const auto again = shop.run(*session);
        QVERIFY2(!again && tellsTheCause(again.error().id), again ? "done" : again.error().id.c_str());
        QVERIFY(shop.aws().sendCount() <= left);
        QVERIFY2(campaigns.status(shop.campaign()).has_value(), "a full disk can still be read");
        QCOMPARE(findings(*session), std::string());

        volume.makeSpace();
        const auto status = shop.run(*session);
        NEED(status);
        const std::int64_t accepted = status->states.at("accepted");
        const auto doubts = status->states.find("in_doubt");
        const std::int64_t inDoubt = doubts == status->states.end() ? 0 : doubts->second;
        QCOMPARE(accepted + inDoubt, std::int64_t{kPeople});
        QVERIFY(inDoubt <= 16);
        QCOMPARE(shop.twice(), QString());
        QCOMPARE(findings(*session), std::string());
        qInfo() << left << "had left when the disk was full," << inDoubt << "in doubt," << accepted << "accepted in the end";
    }

    void anImportAndABackupLeaveNothingBehind() {
        const Volume volume;
        if (!volume.isThere())
            QSKIP("a volume of its own needs the right to mount");
        Session::Options options;
        options.environment.stateDirectory = (volume.path() + QStringLiteral("/state")).toStdString();
        const std::string path = (volume.path() + QStringLiteral("/shop.audience")).toStdString();
        const auto session = Session::create(path, options);
        NEED(session);
        QTemporaryDir elsewhere;
        ingest::ImportSpec import;
        import.path = elsewhere.filePath(QStringLiteral("people.csv")).toStdString();
        {
            std::ofstream csv(import.path, std::ios::binary);
            csv << "id,city\n";
            SeededRng rng(18);
            for (int i = 1; i <= 20'000; ++i)
                csv << i << ",City " << rng.next() << '\n';
        }
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        volume.fill();
        const auto refused = DataService(**session).importFile(import);
        QVERIFY2(!refused && tellsTheCause(refused.error().id), refused ? "done" : refused.error().id.c_str());
        const std::string copy = (volume.path() + QStringLiteral("/copy.audience")).toStdString();
        const auto copied = (*session)->workspace().copyTo(copy);
        QVERIFY2(!copied && tellsTheCause(copied.error().id), copied ? "done" : copied.error().id.c_str());
        QVERIFY(!std::filesystem::exists(copy) && !std::filesystem::exists(copy + ".partial"));
        QCOMPARE(findings(*session), std::string());
        volume.makeSpace();
        NEED(DataService(**session).importFile(import));
        NEED((*session)->workspace().copyTo(copy));
        QCOMPARE(findings(*session), std::string());
    }

    // Many rows for what is left: they go again with the room they took, and what was there can be read and written.
    void rowsThatFindNoRoomGiveItBack() {
        const Volume volume;
        if (!volume.isThere())
            QSKIP("a volume of its own needs the right to mount");
        Place place(volume, 60'000'000);
        const auto session = Session::create(place.path, place.options());
        NEED(session);
        NEED(DataService(**session).importFile(place.people(200)));
        volume.fill(24 << 20);
        const std::int64_t before = store::freeBytes(place.path);
        const auto refused = DataService(**session).importFile(place.big);
        QVERIFY2(!refused && tellsTheCause(refused.error().id), refused ? "done" : refused.error().id.c_str());
        if (refused.error().id == "store.no_room")
            QVERIFY(std::stoi(std::string(refused.error().arg("need"))) > 0);
        NEED((*session)->workspace().setSetting("after", true)); // by which the room is back
        const std::int64_t after = store::freeBytes(place.path);
        QVERIFY2(after > before - (4 << 20), qPrintable(QStringLiteral("%1 were free, %2 are").arg(before).arg(after)));
        NEED(DataService(**session).importFile(place.people(300)));
        QCOMPARE(findings(*session), std::string());
    }

    // A full disk holds nobody off from reading, whatever the log holds; what would write says how much must become free.
    void aFullDiskIsOpenedForReading_data() {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("closed in order") << false;
        QTest::newRow("killed with a long log") << true;
    }
    void aFullDiskIsOpenedForReading() {
        QFETCH(bool, isKilled);
        const Volume volume;
        if (!volume.isThere())
            QSKIP("a volume of its own needs the right to mount");
        Place place(volume, 0);
        {
            const auto session = Session::create(place.path, place.options());
            NEED(session);
            NEED(DataService(**session).importFile(place.people(20'000)));
            if (isKilled)
                place.keepAsItIs();
        }
        if (isKilled) {
            place.bringBack(); // as a program that was killed leaves it
            QVERIFY(store::logBytes(place.path) > 100'000);
        }
        volume.fill();
        {
            const auto session = Session::open(place.path, place.options());
            NEED(session);
            QVERIFY((*session)->workspace().isReadOnly());
            QCOMPARE((*session)->workspace().warnings().back().id, std::string("workspace.disk_full"));
            const auto datasets = DataService(**session).datasets();
            NEED(datasets);
            QCOMPARE(datasets->at(0).rows, std::int64_t{20'000});
            QCOMPARE(findings(*session), std::string());
            const auto refused = (*session)->workspace().setSetting("a", 1);
            QVERIFY(!refused);
            QCOMPARE(refused.error().id, std::string("workspace.disk_full"));
            QVERIFY(std::stoi(std::string(refused.error().arg("need"))) > 0);
        }
        volume.makeSpace();
        const auto session = Session::open(place.path, place.options());
        NEED(session);
        QVERIFY(!(*session)->workspace().isReadOnly());
        NEED((*session)->workspace().setSetting("a", 1));
        QCOMPARE(findings(*session), std::string());
    }
};

AUDIENCE_TEST(FullDiskTest)
#include "full_disk_test.moc"
