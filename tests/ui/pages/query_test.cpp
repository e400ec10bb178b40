// Answers to a question in SQL, however many rows and columns: the window never stands still for them, and what
// is saved of them can be stopped.
#ifndef Q_MOC_RUN
#include "service/data_service.h"
#include "ui/data/query_view.h"
#include "ui/kit/table_model.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

// QScintilla's headers use the keywords that QT_NO_KEYWORDS takes away.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

const char *const kMillion = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT ";

} // namespace

class QueryTest final : public QObject {
    Q_OBJECT
    test::DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    void ask(QueryView &view, const QByteArray &sql) {
        view.editor()->setText(QString::fromLatin1(sql));
        view.run();
        QTRY_VERIFY_WITH_TIMEOUT(!view.isBusy(), 60'000);
        QVERIFY(!part<QFrame>(view, "queryNotice")->isVisible());
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    // Under the watchdog: a stall above 100 ms fails this.
    void aMillionRowsDoNotStall() {
        QueryView view(m_session);
        view.resize(1100, 700);
        view.setVisible(true);
        ask(view, QByteArray(kMillion) + "i, 'name ' || i AS name, i * 0.25 AS amount FROM n");
        auto *rows = part<QTableView>(view, "queryRows");
        QCOMPARE(rows->model()->rowCount(), 10'000);
        QVERIFY(part<QLabel>(view, "queryNote")->text().startsWith(QStringLiteral("The first")));
        QCOMPARE(rows->model()->index(1, 1).data().toString(), QStringLiteral("name 2"));
        rows->scrollToBottom();
        QTRY_COMPARE(rows->model()->index(9'999, 1).data().toString(), QStringLiteral("name 10000"));
        ask(view, "SELECT 1 AS one"); // the old answer goes
        QCOMPARE(rows->model()->rowCount(), 1);
    }

    void twoThousandColumnsDoNotStall() {
        QByteArray sql(kMillion);
        for (int column = 1; column <= 2000; ++column)
            sql += (column > 1 ? ", i AS a_column_with_a_long_name_" : "i AS a_column_with_a_long_name_") + QByteArray::number(column);
        QueryView view(m_session);
        view.resize(1100, 700);
        view.setVisible(true);
        ask(view, sql + " FROM n");
        const auto *model = part<QTableView>(view, "queryRows")->model();
        QCOMPARE(model->columnCount(), 2000);
        // As many as there is room for, and it says so.
        QVERIFY(model->rowCount() > 100 && model->rowCount() < 10'000);
        QVERIFY(part<QLabel>(view, "queryNote")->text().startsWith(QStringLiteral("The first")));
    }

    void savingAnAnswerTellsAndStops() {
        service::RowsPage page;
        page.columns = {"n"};
        for (int row = 0; row < 9000; ++row)
            page.rows.push_back({std::to_string(row)});
        const service::DataService service(*m_session);
        Progress progress;
        const std::string path = m_demo.file(QStringLiteral("answer.csv")).toStdString();
        QCOMPARE(*service.exportRows(page, path, &progress), std::int64_t{9000});
        QCOMPARE(progress.state().total, std::int64_t{9000});
        QCOMPARE(progress.state().done, std::int64_t{8192});
        CancelSource stop;
        stop.cancel();
        QFile::remove(QString::fromStdString(path));
        QCOMPARE(service.exportRows(page, path, &progress, stop.token()).error().kind, ErrorKind::Cancelled);
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
    }
};
AUDIENCE_TEST(QueryTest)

#include "query_test.moc"
