// How a file is written can be changed where it is shown: what divides its columns, its letters, its headings; and the
// imports of before, of which the last can be taken back after its page was left.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/data_service.h"
#include "service/import_history.h"
#include "ui/import/import_view.h"
#include "ui/import/imports_section.h"
#include "ui/kit/jobs.h"
#include "ui/kit/table_view.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;

class ImportNotationTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

    QString write(const char *name, const QByteArray &text) {
        QFile file(m_place.file(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static bool isReady(const ImportView &view) {
        return QTest::qWaitFor([&] { return !view.isBusy(); }, 20'000);
    }
    // Opens the choice and takes the item whose text holds the words.
    static bool take(const ImportView &view, const char *button, const QString &words) {
        part<QPushButton>(view, button)->click();
        auto *list = QApplication::activePopupWidget() ? QApplication::activePopupWidget()->findChild<QListWidget *>() : nullptr;
        for (int i = 0; list && i < list->count(); ++i)
            if (list->item(i)->text().contains(words)) {
                Q_EMIT list->itemClicked(list->item(i));
                return isReady(view);
            }
        return false;
    }
    static QStringList headings(const ImportView &view) {
        QStringList names;
        const auto *model = part<TableView>(view, "importGrid")->model();
        for (int i = 0; i < model->columnCount(); ++i)
            names << model->headerData(i, Qt::Horizontal).toString();
        return names;
    }
    static QString cell(const ImportView &view, int row, int column) {
        const auto *model = part<TableView>(view, "importGrid")->model();
        return model->index(row, column).data().toString();
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(false);
        QVERIFY(m_session);
    }

    void thePreviewFollowsWhatIsSaid() {
        ImportView view(m_session, &m_jobs);
        view.resize(1100, 760);
        view.show();
        view.open({write("list.csv", "id;name;email\n1;M\xfcller;a@example.org\n2;K\xf6hler;b@example.org\n")});
        QVERIFY(isReady(view));
        QVERIFY(part<QPushButton>(view, "importDelimiter")->text().contains(QStringLiteral("semicolons")));
        QVERIFY(part<QPushButton>(view, "importEncoding")->text().contains(QStringLiteral("Windows")));
        QCOMPARE(headings(view).size(), 3);
        QCOMPARE(cell(view, 0, 1), QStringLiteral("Müller"));

        QVERIFY(take(view, "importEncoding", QStringLiteral("UTF-8")));
        QVERIFY(cell(view, 0, 1).contains(QChar(0xFFFD)));
        QVERIFY(take(view, "importDelimiter", QStringLiteral("commas")));
        QCOMPARE(headings(view).size(), 1);
        QVERIFY(part<QPushButton>(view, "importEncoding")->text().contains(QStringLiteral("UTF-8"))); // what was said before still holds
        QVERIFY(take(view, "importDelimiter", QStringLiteral("semicolons")));
        QVERIFY(take(view, "importEncoding", QStringLiteral("Windows")));
        QCOMPARE(cell(view, 1, 1), QStringLiteral("Köhler"));

        QVERIFY(take(view, "importHeader", QStringLiteral("no headings")));
        QCOMPARE(headings(view).first(), QStringLiteral("column_1"));
        QCOMPARE(cell(view, 0, 1), QStringLiteral("name"));
        QVERIFY(take(view, "importHeader", QStringLiteral("First row: headings")));
        QCOMPARE(headings(view).first(), QStringLiteral("id"));
    }

    void whatIsKeptIsWhatWasShown() {
        ImportView view(m_session, &m_jobs);
        view.show();
        view.open({write("codes.csv", "a|b;c\nd|e;f\n")});
        QVERIFY(isReady(view));
        QVERIFY(take(view, "importDelimiter", QStringLiteral("vertical bars")));
        QVERIFY(take(view, "importHeader", QStringLiteral("no headings")));
        QCOMPARE(headings(view).size(), 2);
        QSignalSpy imported(&view, &ImportView::imported);
        part<QPushButton>(view, "importStart")->click();
        QVERIFY(imported.wait(10'000) || imported.count() == 1);
        const auto kept = service::DataService(*m_session).dataset("codes");
        QVERIFY(kept);
        QCOMPARE(kept->rows, std::int64_t{2});
        QCOMPARE(kept->fields.size(), std::size_t{2});
    }

    void theLastImportIsTakenBackLater() {
        ingest::ImportSpec spec;
        spec.path = write("later.csv", "x\n1\n2\n").toStdString();
        spec.name = "later";
        QVERIFY(service::DataService(*m_session).importFile(spec));
        ImportsSection section(m_session, &m_jobs);
        section.setVisible(true);
        section.opened();
        QTRY_VERIFY(section.isSettled());
        auto *table = part<TableView>(section, "importsTable");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int before = table->model()->rowCount();
        QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("later.csv"));
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("later"));
        auto *back = part<QPushButton>(section, "importsTakeBack");
        QVERIFY(back->isVisible());
        back->click();
        QTRY_COMPARE(table->model()->rowCount(), before - 1);
        QTRY_VERIFY(section.isSettled());
        QVERIFY(!service::DataService(*m_session).dataset("later"));
        QVERIFY(!back->isVisible());
        QVERIFY(part<QWidget>(section, "importsNotice")->isVisible());
    }
};

AUDIENCE_TEST(ImportNotationTest)
#include "import_notation_test.moc"
