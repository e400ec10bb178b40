// How a table is named on the command line: as it is listed, and in the quotes of SQL where points would tell something else.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "warehouse/connectors.h"
#endif

using namespace audience;
using namespace audience::warehouse;

class TableNameTest final : public QObject {
    Q_OBJECT

    static model::SourceConnection source(const char *kind) {
        model::SourceConnection one;
        one.kind = kind;
        one.database = "shop";
        return one;
    }

private Q_SLOTS:
    void aTextNamesATable_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("table");
        const auto row = [](const char *kind, const char *text, const char *schema, const char *table) {
            QTest::newRow(text) << QByteArray(kind) << QByteArray(text) << QByteArray(schema) << QByteArray(table);
        };
        row("postgresql", "people", "public", "people");
        row("postgresql", "crm.people", "crm", "people");
        row("postgresql", "crm.people.old", "crm", "people.old");
        row("postgresql", "\"my.sch\"\"ema\".\"a.b\"", "my.sch\"ema", "a.b");
        row("postgresql", "\"my.schema\".people", "my.schema", "people");
        row("postgresql", "crm.\"a.b\"", "crm", "a.b");
        row("postgresql", "\"a.b\"", "public", "a.b");
        row("postgresql", "\"\"", "public", "");
        row("postgresql", "\"half.open", "\"half", "open");
        row("postgresql", "\"x\"y", "public", "\"x\"y");
        row("mariadb", "`my.db`.`a``b`", "my.db", "a`b");
        row("mariadb", "people", "shop", "people");
        row("files", "2026.orders.csv", "", "2026.orders.csv");
    }
    void aTextNamesATable() {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, table);
        const TableName found = tableFromText(source(kind.constData()), text.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.schema), schema);
        QCOMPARE(QByteArray::fromStdString(found.name), table);
    }

    // What is listed can be pasted, whatever it is called.
    void whatIsListedIsRead() {
        const std::vector<std::string> names{"people", "a.b", "\"", "\"\"", "`x`", "x\"y", ".", "my.sch\"ema", "\"quoted\""};
        for (const char *kind : {"postgresql", "mariadb", "odbc", "sqlite"})
            for (const std::string &schema : names)
                for (const std::string &name : names) {
                    const TableName table{schema, name};
                    const std::string text = textOfTable(source(kind), table);
                    const TableName again = tableFromText(source(kind), text);
                    QVERIFY2(again == table, (std::string(kind) + ": " + text + " is " + again.schema + " and " + again.name).c_str());
                }
        QCOMPARE(textOfTable(source("postgresql"), {"crm", "people"}), std::string("crm.people"));
        QCOMPARE(textOfTable(source("files"), {{}, "a.csv"}), std::string("a.csv"));
    }
};

AUDIENCE_TEST(TableNameTest)
#include "table_name_test.moc"
