// Pictures in the workspace file: an older file gets room for them, a kill leaves each whole or absent, and a check finds
// one whose bytes are others.
#include "base/fault_point.h"
#include "store/schema.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"
#include "workspace/asset_repository.h"

#include <QFile>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::workspace;
using audience::test::TempPlace;
using audience::test::TempWorkspace;

namespace {

Asset named(const char *name) {
    Asset asset;
    asset.name = name;
    asset.kind = "png";
    asset.width = 10;
    asset.height = 20;
    return asset;
}

Result<void> change(Workspace &workspace) {
    AssetRepository assets(workspace);
    TRY_ASSIGN(const Asset first, assets.put(named("first"), std::string(300'000, 'a'), "small"));
    TRY(assets.put(named("second"), "bbb", ""));
    TRY(assets.describe(first.hash, "renamed", "words"));
    TRY(assets.remove(first.hash));
    TRY(assets.restore(first.hash));
    return assets.keepAddress(first.hash, "https://img.example.org/a.png");
}

// "" when every picture is whole.
std::string fault(Workspace &workspace) {
    const auto faults = workspace.checkFile();
    if (!faults || !faults->empty())
        return faults ? faults->front().id : faults.error().id;
    const auto assets = AssetRepository(workspace).list();
    if (!assets)
        return assets.error().id;
    for (const Asset &asset : *assets)
        if (const auto bytes = AssetRepository(workspace).content(asset.hash); !bytes || static_cast<std::int64_t>(bytes->size()) != asset.bytes)
            return asset.name + " is not whole";
    return {};
}

} // namespace

class AssetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatIsPut() {
        TempWorkspace file;
        AssetRepository assets(*file);
        const auto put = assets.put(named("Tea"), "bytes", "small");
        QVERIFY2(put, put ? "" : put.error().id.c_str());
        QCOMPARE(put->hash, AssetRepository::hashOf("bytes"));
        QCOMPARE(put->hash, std::string("277089d91c0bdf4f2e6862ba7e4a0760")); // of sha256sum
        QCOMPARE(put->bytes, std::int64_t{5});
        QCOMPARE(assets.content(put->hash).value_or(""), std::string("bytes"));
        QCOMPARE(assets.small(put->hash).value_or(""), std::string("small"));
        const auto again = assets.put(named("Another name"), "bytes", "");
        QVERIFY(again && again->name == "Tea");
        QCOMPARE(assets.find("0").error().id, std::string("asset.not_found"));
    }

    void anOlderFileGetsRoomForThem() {
        TempWorkspace file;
        QVERIFY(file->write([](const store::Connection &c) { return c.execute("DROP TABLE asset_content; DROP TABLE asset; PRAGMA user_version = 3"); }));
        file.reopen();
        QVERIFY(QFile::exists(QString::fromStdString(file.path() + ".version-3")));
        QVERIFY(change(*file));
        QCOMPARE(fault(*file), std::string());
        // A program that knows version 3 says so and leaves the file alone; here as this one does with the next.
        QVERIFY(file->write([](const store::Connection &c) { return c.execute("PRAGMA user_version = " + std::to_string(store::kSchemaVersion + 1)); }));
        file.close();
        QCOMPARE(Workspace::open(file.path(), file.options()).error().id, std::string("workspace.newer"));
    }

    void aCheckFindsDamage() {
        TempWorkspace file;
        QVERIFY(change(*file));
        QCOMPARE(fault(*file), std::string());
        QVERIFY(file->write([](const store::Connection &c) { return c.execute("UPDATE asset_content SET content = CAST('bbc' AS BLOB) WHERE length(content) = 3"); }));
        QCOMPARE(fault(*file), std::string("asset.damaged"));
        const std::string hash = AssetRepository::hashOf("bbb");
        QCOMPARE(AssetRepository(*file).content(hash).error().id, std::string("asset.damaged"));
        QVERIFY(file->write([](const store::Connection &c) { return c.execute("DELETE FROM asset_content WHERE length(content) = 3"); }));
        QCOMPARE(fault(*file), std::string("asset.lost"));
    }

    void whatNamesThem() {
        TempWorkspace file;
        AssetRepository assets(*file);
        const auto tea = assets.put(named("Tea"), "tea", ""), logo = assets.put(named("Logo"), "logo", "");
        QVERIFY(tea && logo);
        QVERIFY(file->setSetting("somewhere", Json{{"logo", "asset:" + logo->hash + "/logo.png"}, {"twice", "asset:" + logo->hash}, {"cut", "asset:" + tea->hash.substr(0, 31)}}));
        const auto mentions = assets.mentions();
        QVERIFY(mentions);
        QCOMPARE(mentions->size(), std::size_t(1));
        QCOMPARE(mentions->begin()->first, logo->hash);
        QCOMPARE(mentions->begin()->second.kind + " " + mentions->begin()->second.name, std::string("setting somewhere"));
    }

    void killedAnywhereEachIsWholeOrAbsent() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        static int visitsLeft;
        int kills = 0;
        for (int n = 1;; ++n) {
            TempWorkspace file;
            file.close();
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                const auto opened = Workspace::open(file.path(), file.options());
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                const bool isDone = opened && change(**opened).has_value();
                g_faultHook = nullptr;
                _exit(isDone ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const auto opened = Workspace::open(file.path(), file.options());
            QVERIFY2(opened, opened ? "" : opened.error().id.c_str());
            QCOMPARE(fault(**opened), std::string());
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY2(kills >= 12, std::to_string(kills).c_str()); // before and after each commit, and between the rows
                return;
            }
            ++kills;
        }
#endif
    }
};

AUDIENCE_TEST(AssetTest)
#include "asset_test.moc"
