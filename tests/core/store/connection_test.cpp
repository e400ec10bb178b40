#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <mutex> of g++ 12
#include "store/statement_shelf.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace audience;
using namespace audience::store;

class ConnectionTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::string path(const char *name) { return m_dir.filePath(QLatin1String(name)).toStdString(); }

private Q_SLOTS:
    // A kept statement is the same one next time, without what was bound to it; a second one beside it is its own.
    void keptStatementsComeBackClean() {
        {
            const Connection db = *Connection::open(path("kept.db"), {OpenMode::Create, {}, {}});
            const char *const sql = "SELECT ?1, ?2";
            sqlite3_stmt *first = nullptr;
            {
                Statement one = *prepareKept(db, sql);
                Statement beside = *prepareKept(db, sql);
                first = one.raw();
                QVERIFY(beside.raw() != first);
                one.bind(1, 7).bind(2, 8);
                beside.bind(1, 9);
                QVERIFY(*one.step() && *beside.step());
                QCOMPARE(one.int64(0), std::int64_t{7});
                QCOMPARE(beside.int64(0), std::int64_t{9});
                Statement ordinary = *db.prepare(sql);
                QVERIFY(ordinary.raw() != first && ordinary.raw() != beside.raw());
            }
            Statement again = *prepareKept(db, sql);
            QVERIFY(*again.step());
            QVERIFY(again.isNull(0) && again.isNull(1));
            QVERIFY(db.execute("CREATE TABLE t(i)").has_value()); // what is kept stands in the way of nothing
            for (int i = 0; i < 200; ++i)
                QVERIFY(prepareKept(db, "SELECT " + std::to_string(i)).has_value());
            int kept = 0;
            for (sqlite3_stmt *each = sqlite3_next_stmt(db.raw(), nullptr); each; each = sqlite3_next_stmt(db.raw(), each))
                ++kept;
            QVERIFY(kept >= 2 && kept <= 65);
        }
        const Connection again = *Connection::open(path("kept.db"));
        Statement fresh = *prepareKept(again, "SELECT count(*) FROM t");
        QVERIFY(*fresh.step());
        QCOMPARE(fresh.int64(0), std::int64_t{0});
    }
    void valuesComeBack() {
        const Connection db = *Connection::open(path("a.db"), {OpenMode::Create, {}, {}});
        QVERIFY(db.execute("CREATE TABLE t(i, r, s, b, n)").has_value());
        Statement insert = *db.prepare("INSERT INTO t VALUES(?,?,?,?,?)");
        const std::string_view bytes("\0x\xff", 3);
        insert.bind(1, std::int64_t{-7}).bind(2, 0.5).bind(3, "").bindBlob(4, bytes).bindNull(5);
        QVERIFY(insert.run().has_value());
        Statement read = *db.prepare("SELECT i,r,s,b,n,typeof(s) FROM t");
        QVERIFY(*read.step());
        QCOMPARE(read.int64(0), std::int64_t{-7});
        QCOMPARE(read.real(1), 0.5);
        QCOMPARE(read.text(5), std::string_view("text"));
        QCOMPARE(read.blob(3), bytes);
        QVERIFY(read.isNull(4));
        QVERIFY(!*read.step());
        QVERIFY(!insert.bind(9, 1).step().has_value());
        insert.reset();
        QVERIFY(insert.run().has_value());
        QCOMPARE(*db.scalar("SELECT count(*) FROM t"), std::int64_t{2});
    }
    void transactionsRollBackUnlessCommitted() {
        const Connection db = *Connection::open(path("t.db"), {OpenMode::Create, {}, {}});
        QVERIFY(db.execute("CREATE TABLE t(i)").has_value());
        {
            const Transaction transaction = *Transaction::begin(db);
            QVERIFY(db.execute("INSERT INTO t VALUES(1)").has_value());
        }
        QCOMPARE(*db.scalar("SELECT count(*) FROM t"), std::int64_t{0});
        Transaction transaction = *Transaction::begin(db);
        QVERIFY(db.execute("INSERT INTO t VALUES(1)").has_value());
        QVERIFY(transaction.commit().has_value());
        QCOMPARE(*db.scalar("SELECT count(*) FROM t"), std::int64_t{1});
        QVERIFY(!db.inTransaction());
    }
    void isHardened() {
        const Connection db = *Connection::open(path("h.db"), {OpenMode::Create, {}, {}});
        QVERIFY(!db.execute("CREATE TABLE t(a); SELECT \"no such column\"").has_value());
        QCOMPARE(*db.scalar("PRAGMA trusted_schema"), std::int64_t{0});
        QCOMPARE(*db.scalar("PRAGMA foreign_keys"), std::int64_t{1});
        QCOMPARE(*db.scalar("PRAGMA cell_size_check"), std::int64_t{1});
        QVERIFY(db.execute("PRAGMA writable_schema = ON").has_value());
        QVERIFY(!db.execute("DELETE FROM sqlite_schema").has_value());
        QVERIFY(!db.execute("SELECT load_extension('x')").has_value());
    }
    void failuresAreNamed() {
        const auto absent = Connection::open(path("absent.db"));
        QCOMPARE(absent.error().id, std::string("store.cannot_open"));
        QFile file(m_dir.filePath(QStringLiteral("text.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        QCOMPARE(Connection::open(path("text.db")).error().id, std::string("store.not_a_database"));
        const Connection db = *Connection::open(path("c.db"), {OpenMode::Create, {}, {}});
        QVERIFY(db.execute("CREATE TABLE t(i UNIQUE); INSERT INTO t VALUES(1)").has_value());
        QCOMPARE(db.execute("INSERT INTO t VALUES(1)").error().id, std::string("store.constraint"));
        const Connection reader = *Connection::open(path("c.db"), {OpenMode::ReadOnly, {}, {}});
        QCOMPARE(reader.execute("INSERT INTO t VALUES(2)").error().id,
                 std::string("store.read_only"));
        const Transaction held = *Transaction::begin(db);
        const Connection other = *Connection::open(
            path("c.db"), {OpenMode::ReadWrite, {}, std::chrono::milliseconds(10)});
        QCOMPARE(Transaction::begin(other).error().id, std::string("store.busy"));
        QCOMPARE(db.prepare("SELEKT").error().id, std::string("store.failed"));
        QVERIFY(!db.prepare("  -- nothing").has_value());
    }
};

AUDIENCE_TEST(ConnectionTest)
#include "connection_test.moc"
