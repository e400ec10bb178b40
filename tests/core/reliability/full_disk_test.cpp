// R-18 on a real volume of 64 MB: a send, an import and a backup meet a disk that fills up under them. They
// end with the cause, nothing is damaged, and when there is space they go on without a restart.
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>
#include <QTemporaryDir>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/workspace_service.h"
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
    // Not one byte is left.
    void fill() const {
#ifdef Q_OS_LINUX
        const int file = ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        static const std::string kBlock(4096, 'x');
        for (const std::size_t size : {kBlock.size(), std::size_t{1}})
            while (::write(file, kBlock.data(), size) > 0) {
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

std::string findings(const Open &session) {
    const auto found = WorkspaceService(*session).doctor();
    return !found ? found.error().id : found->empty() ? "" : found->front().id;
}
bool tellsTheCause(const std::string &id) {
    return id == "store.disk_full" || id == "store.io" || id == "delivery.journal_unusable";
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
};

AUDIENCE_TEST(FullDiskTest)
#include "full_disk_test.moc"
