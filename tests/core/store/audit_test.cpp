#include "support/test_main.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 stumbles over headers of g++ 12
#include "store/audit_chain.h"
#include "store/connection.h"
#include "store/merkle.h"
#include "store/schema.h"
#endif

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::store;

namespace {

constexpr Instant kStart{1'795'251'600'000'000};

// The public test tree: its leaves, and the first 16 hex digits of the roots of sizes 0 to 8.
const std::vector<std::string> kLeaves{"",
                                       "00",
                                       "10",
                                       "2021",
                                       "3031",
                                       "40414243",
                                       "5051525354555657",
                                       "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kRoots{"e3b0c44298fc1c14", "6e340b9cffb37a98", "fac54203e7cc696c",
                                      "aeb6bcfe274b70a1", "d37ee418976dd957", "4e3bbb1f7b478dcf",
                                      "76e67dadbcdf1e10", "ddb89be403809e32", "5dc9da79a70659a9"};

std::vector<Sha256> someLeaves(std::size_t count) {
    std::vector<Sha256> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(merkleLeaf(std::to_string(i)));
    return leaves;
}

Sha256 flipped(Sha256 hash) {
    hash[5] ^= 1;
    return hash;
}

struct Audit {
    QTemporaryDir dir;
    FakeClock clock{kStart};
    SeededRng rng{7};
    Connection db = *Connection::open(":memory:", {OpenMode::Create, {}, {}});
    AuditChain chain;

    Audit()
        : chain(clock, rng,
                *SigningKey::load(dir.filePath(QStringLiteral("audit.key")).toStdString(), rng),
                "tester") {
        if (!createSchema(db))
            std::abort();
    }
    void append(int count) {
        Transaction transaction = *Transaction::begin(db);
        for (int i = 0; i < count; ++i)
            if (!chain.append(db, {"test.happened",
                                   "thing " + std::to_string(i),
                                   Json{{"b", 1}, {"a", i}},
                                   {},
                                   {}}))
                std::abort();
        if (!transaction.commit())
            std::abort();
    }
    std::string firstBreach(const std::optional<TreeHead> &anchor = {}) const {
        const AuditReport report = *AuditChain::verify(db, anchor);
        return report.breaches.empty() ? std::string() : report.breaches.front().id;
    }
};

} // namespace

class AuditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rootsEqualTheVectors() {
        std::vector<Sha256> leaves;
        MerkleFrontier frontier;
        QCOMPARE(toHex(merkleRoot(leaves)).substr(0, 16), kRoots[0]);
        for (std::size_t i = 0; i < kLeaves.size(); ++i) {
            leaves.push_back(merkleLeaf(*fromHex(kLeaves[i])));
            frontier.append(leaves.back());
            QCOMPARE(toHex(merkleRoot(leaves)).substr(0, 16), kRoots[i + 1]);
            QCOMPARE(frontier.root(), merkleRoot(leaves));
            const auto again = MerkleFrontier::restored(frontier.size(), frontier.peaks());
            QCOMPARE(again->root(), frontier.root());
        }
        QVERIFY(!MerkleFrontier::restored(3, std::string(32, 'x')).has_value());
    }
    void proofsProveAndForgedOnesDoNot() {
        const std::vector<Sha256> all = someLeaves(33);
        for (std::size_t size = 1; size <= all.size(); ++size) {
            const std::span<const Sha256> leaves(all.data(), size);
            const Sha256 root = merkleRoot(leaves);
            for (std::size_t i = 0; i < size; ++i) {
                const MerkleProof proof = inclusionProof(leaves, i);
                QVERIFY(provesInclusion(proof, leaves[i], i, size, root));
                QVERIFY(!provesInclusion(proof, flipped(leaves[i]), i, size, root));
                QVERIFY(!provesInclusion(proof, leaves[i], i, size, flipped(root)));
                QVERIFY(!provesInclusion(proof, leaves[i], i + size, size, root));
                if (size > 1)
                    QVERIFY(!provesInclusion(proof, leaves[i], (i + 1) % size, size, root));
                MerkleProof longer = proof;
                longer.push_back(root);
                QVERIFY(!provesInclusion(longer, leaves[i], i, size, root));
                for (std::size_t k = 0; k < proof.size(); ++k) {
                    MerkleProof bad = proof;
                    bad[k] = flipped(bad[k]);
                    QVERIFY(!provesInclusion(bad, leaves[i], i, size, root));
                    bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(k));
                    QVERIFY(!provesInclusion(bad, leaves[i], i, size, root));
                }
            }
            for (std::size_t old = 1; old <= size; ++old) {
                const Sha256 oldRoot = merkleRoot(leaves.first(old));
                const MerkleProof proof = consistencyProof(leaves, old);
                QVERIFY(provesConsistency(proof, old, oldRoot, size, root));
                QVERIFY(!provesConsistency(proof, old, flipped(oldRoot), size, root));
                QVERIFY(!provesConsistency(proof, old, oldRoot, size, flipped(root)));
                QVERIFY(!provesConsistency(proof, size + 1, oldRoot, size, root));
                MerkleProof longer = proof;
                longer.push_back(root);
                QVERIFY(!provesConsistency(longer, old, oldRoot, size, root));
                for (std::size_t k = 0; k < proof.size(); ++k) {
                    MerkleProof bad = proof;
                    bad[k] = flipped(bad[k]);
                    QVERIFY(!provesConsistency(bad, old, oldRoot, size, root));
                    bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(k));
                    QVERIFY(!provesConsistency(bad, old, oldRoot, size, root));
                }
            }
        }
        QVERIFY(!provesConsistency({}, 0, sha256({}), 1, all[0]));
    }
    void headsComeEvery256EntriesAndFiveMinutes() {
        Audit audit;
        audit.append(600);
        QCOMPARE(*audit.db.scalarText("SELECT group_concat(size) FROM audit_head"),
                 std::string("1,256,512"));
        audit.clock.advance(std::chrono::minutes(4));
        audit.append(1);
        audit.clock.advance(std::chrono::minutes(2));
        audit.append(2);
        QCOMPARE(*audit.db.scalarText("SELECT group_concat(size) FROM audit_head"),
                 std::string("1,256,512,602"));
        QCOMPARE(audit.chain.signHead(audit.db)->size, std::int64_t{603});
        const AuditReport report = *AuditChain::verify(audit.db);
        QVERIFY(report.breaches.empty());
        QCOMPARE(report.entries, std::int64_t{603});
        QCOMPARE(report.keys.size(), std::size_t{1});
        const std::string text =
            *audit.db.scalarText("SELECT entry FROM audit_entry WHERE number = 2");
        QCOMPARE(
            text,
            std::string(
                "{\"actor\":\"tester\",\"at\":\"2026-11-21T09:00:00Z\",\"facts\":{\"a\":1,\"b\":1},"
                "\"kind\":\"test.happened\",\"number\":2,\"subject\":\"thing 1\"}"));
    }
    void everyTamperingShows_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("breach");
        QTest::newRow("flip") << "UPDATE audit_entry SET entry = replace(entry, 'thing 7\"', "
                                 "'thing 8\"') WHERE number = 8"
                              << "audit.entry_altered";
        QTest::newRow("flip with its hash")
            << "UPDATE audit_entry SET entry = (SELECT entry FROM audit_entry WHERE number = 9), "
               "leaf = (SELECT leaf FROM audit_entry WHERE number = 9) WHERE number = 8"
            << "audit.entry_altered";
        QTest::newRow("delete") << "DELETE FROM audit_entry WHERE number = 8"
                                << "audit.entry_missing";
        QTest::newRow("delete and close the gap")
            << "DELETE FROM audit_entry WHERE number = 200; UPDATE audit_entry SET number = number "
               "- 1 WHERE number > 200"
            << "audit.entry_altered";
        QTest::newRow("cut the end") << "DELETE FROM audit_entry WHERE number > 255"
                                     << "audit.end_missing";
        QTest::newRow("insert") << "INSERT INTO audit_entry VALUES(301, '{\"number\":301}', x'00')"
                                << "audit.entry_altered";
        QTest::newRow("root") << "UPDATE audit_head SET root = x'00' WHERE size = 256"
                              << "audit.head_broken";
        QTest::newRow("peaks") << "UPDATE audit_head SET peaks = x'00' WHERE size = 256"
                               << "audit.head_broken";
        QTest::newRow("time") << "UPDATE audit_head SET at = at + 1 WHERE size = 256"
                              << "audit.head_broken";
        QTest::newRow("signature") << "UPDATE audit_head SET signature = (SELECT signature FROM "
                                      "audit_head WHERE size = 1) "
                                      "WHERE size = 256"
                                   << "audit.head_broken";
        QTest::newRow("personal part") << "UPDATE audit_personal SET payload = '{}'"
                                       << "audit.personal_altered";
    }
    void everyTamperingShows() {
        QFETCH(QString, sql);
        QFETCH(QString, breach);
        Audit audit;
        audit.append(299);
        QVERIFY(
            audit.chain
                .append(audit.db,
                        {"consent.changed", "topic 1", {}, Ordinal{5}, Json{{"email", "a@b.c"}}})
                .has_value());
        QCOMPARE(audit.firstBreach(), std::string());
        QVERIFY(audit.db.execute("PRAGMA foreign_keys = OFF; " + sql.toStdString()).has_value());
        QCOMPARE(QString::fromStdString(audit.firstBreach()), breach);
    }
    void anAnchorShowsACutEnd() {
        Audit audit;
        audit.append(300);
        const TreeHead anchor = *treeHeadFromJson(toJson(*audit.chain.signHead(audit.db)));
        audit.append(10);
        QCOMPARE(audit.firstBreach(anchor), std::string());
        QVERIFY(audit.db
                    .execute("DELETE FROM audit_entry WHERE number > 256; DELETE FROM audit_head "
                             "WHERE size > 256")
                    .has_value());
        QCOMPARE(audit.firstBreach(), std::string());
        QCOMPARE(audit.firstBreach(anchor), std::string("audit.anchor_broken"));
        QVERIFY(!treeHeadFromJson(Json{{"size", 1}}).has_value());
    }
    void erasedPeopleLeaveAValidChain() {
        Audit audit;
        for (int i = 0; i < 3; ++i)
            QVERIFY(audit.chain
                        .append(audit.db, {"consent.changed",
                                           "topic 1",
                                           {},
                                           Ordinal(i % 2),
                                           Json{{"email", "canary@b.c"}}})
                        .has_value());
        QVERIFY(AuditChain::erasePerson(audit.db, 0).has_value());
        const AuditReport report = *AuditChain::verify(audit.db);
        QVERIFY(report.breaches.empty());
        QCOMPARE(report.erased, std::int64_t{2});
        QCOMPARE(*audit.db.scalar("SELECT count(*) FROM audit_personal"), std::int64_t{1});
        QVERIFY(AuditChain::exportLines(audit.db)->find("canary") == std::string::npos);
        QCOMPARE(
            QString::fromStdString(*AuditChain::exportLines(audit.db)).count(QLatin1Char('\n')), 4);
    }
    void aHundredThousandEntriesVerifyInTime() {
        Audit audit;
        audit.append(100'000);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(AuditChain::verify(audit.db)->entries, std::int64_t{100'000});
        qInfo("100,000 entries verified in %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 5000);
    }
    void theKeyIsPrivateAndStays() {
        QTemporaryDir dir;
        SeededRng rng(3);
        const QString path = dir.filePath(QStringLiteral("state/audit.key"));
        const SigningKey key = *SigningKey::load(path.toStdString(), rng);
        QCOMPARE(SigningKey::load(path.toStdString(), rng)->publicKey(), key.publicKey());
        const std::string signature = key.sign("words");
        QVERIFY(isSignedBy(key.publicKey(), "words", signature));
        QVERIFY(!isSignedBy(key.publicKey(), "word", signature));
        QVERIFY(!isSignedBy(key.publicKey(), "words", "00"));
        const SigningKey other =
            *SigningKey::load(dir.filePath(QStringLiteral("other")).toStdString(), rng);
        QVERIFY(!isSignedBy(other.publicKey(), "words", signature));
#ifdef Q_OS_UNIX
        QCOMPARE(int(QFile::permissions(path)) & 0x77, 0);
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::ReadOther));
        QCOMPARE(SigningKey::load(path.toStdString(), rng).error().id,
                 std::string("audit.key_exposed"));
#endif
        QFile file(dir.filePath(QStringLiteral("other")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("nonsense");
        file.close();
        QCOMPARE(SigningKey::load(file.fileName().toStdString(), rng).error().id,
                 std::string("audit.key_damaged"));
    }
};

AUDIENCE_TEST(AuditTest)
#include "audit_test.moc"
