// Lists, computed values and who is never emailed, in the window: made, shown at work before they are kept, renamed,
// removed and taken back, and used in rules; with the keyboard alone.
#ifndef Q_MOC_RUN
#include "service/list_service.h"
#include "service/safety.h"
#include "service/segment_service.h"
#include "service/trait_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/lists_card.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/sets_view.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class SetsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<SegmentsPage> m_page;
    std::function<void()> m_undo;
    QString m_said;

    TableModel *model(const char *table) { return qobject_cast<TableModel *>(part<TableView>(*m_page, table)->model()); }
    QString cell(const char *table, int row, int column) { return model(table)->index(row, column).data().toString(); }
    void pick(const QString &text) {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *list = part<QListWidget>(*QApplication::activePopupWidget(), "pickerList");
        const auto found = list->findItems(text, Qt::MatchExactly);
        QVERIFY2(!found.isEmpty(), qPrintable(text));
        Q_EMIT list->itemClicked(found.first());
    }
    QString file(const char *name, const QByteArray &text) {
        QFile file(m_demo.file(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }
    std::vector<std::string> keys(int count) {
        std::vector<std::string> keys;
        const auto page = service::SegmentService(*m_session).members({}, {}, 0, count);
        for (const auto &row : page->rows)
            keys.push_back(row[0]);
        return keys;
    }
    std::vector<workspace::KeyList> lists() { return *service::ListService(*m_session).lists(); }
    void takeBack() {
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*m_page));
    }

private Q_SLOTS:
    void initTestCase() {
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_page = std::make_unique<SegmentsPage>(m_session);
        connect(m_page.get(), &Page::saidWithUndo, this, [this](const QString &said, const std::function<void()> &undo) {
            m_said = said;
            m_undo = undo;
        });
        m_page->resize(1100, 760);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        QVERIFY(part<SetsView>(*m_page, "setsView")->isVisible());
    }
    void cleanup() { m_page.reset(); }

    void aListFromAFile() {
        const auto known = keys(3);
        const QString path = file("vip_people.csv", QByteArray::fromStdString("customer_id,note\n" + known[0] + ",a\n" + known[1] + ",b\n" + known[1] + ",c\nnobody,d\n"));
        QVERIFY(part<QLabel>(*m_page, "listsNothing")->isVisible());
        m_page->findChild<ListsCard *>()->takeFile(path);
        QVERIFY(settle(*m_page));
        // What was found stands there, and nothing is kept yet.
        QCOMPARE(part<QLabel>(*m_page, "listFacts")->text(), QStringLiteral("2 people found · 1 entries belong to nobody · 1 repeated"));
        QVERIFY(lists().empty());
        QCOMPARE(part<QLineEdit>(*m_page, "listName")->text(), QStringLiteral("vip people"));
        part<QPushButton>(*m_page, "listColumn")->click();
        pick(QStringLiteral("note"));
        QVERIFY(settle(*m_page));
        QVERIFY(part<QLabel>(*m_page, "listFacts")->text().startsWith(QStringLiteral("0 people found")));
        part<QPushButton>(*m_page, "listColumn")->click();
        pick(QStringLiteral("customer_id"));
        QVERIFY(settle(*m_page));
        QTest::keyClick(part<QLineEdit>(*m_page, "listName"), Qt::Key_Return);
        QTRY_COMPARE(lists().size(), std::size_t(1));
        QVERIFY(settle(*m_page));
        const QAbstractItemModelTester tester(model("listsTable"), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(cell("listsTable", 0, 0), QStringLiteral("vip people"));
        QCOMPARE(cell("listsTable", 0, 1), QStringLiteral("2"));
        QCOMPARE(cell("listsTable", 0, 2), QStringLiteral("1"));
        QCOMPARE(cell("listsTable", 0, 3), QStringLiteral("vip_people.csv"));
        // It can be asked for in a rule by its name, at once.
        m_page->open(QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "addCondition")->click();
        pick(QStringLiteral("vip people"));
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QStringLiteral("2"));
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        takeBack();
        QVERIFY(lists().empty());
    }

    void aListIsRenamedRemovedAndTakenBack() {
        const auto known = keys(2);
        QVERIFY(service::ListService(*m_session).paste("Press", known[0] + "," + known[1]).has_value());
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        auto *table = part<TableView>(*m_page, "listsTable");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        auto *name = part<QLineEdit>(*m_page, "listsRename");
        QTRY_VERIFY(name->isVisible());
        QTest::keyClick(name, Qt::Key_Escape);
        QVERIFY(!name->isVisible());
        QTest::keyClick(table, Qt::Key_F2);
        QTest::keyClicks(name, QStringLiteral("The press"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(lists().front().name, std::string("The press"));
        QVERIFY(settle(*m_page));
        takeBack();
        QCOMPARE(lists().front().name, std::string("Press"));
        const auto id = lists().front().id;
        QTest::keyClick(part<TableView>(*m_page, "listsTable"), Qt::Key_Delete);
        QTRY_VERIFY(lists().empty());
        QVERIFY(settle(*m_page));
        QVERIFY(!part<TableView>(*m_page, "listsTable")->isVisible());
        takeBack();
        QCOMPARE(lists().front().id, id);
        // Who is on it, behind Enter.
        QTest::keyClick(part<TableView>(*m_page, "listsTable"), Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QVERIFY(service::ListService(*m_session).remove(id).has_value());
    }

    void aSegmentIsKeptAsItIsNow() {
        const auto segments = service::SegmentService(*m_session).list().value();
        part<QPushButton>(*m_page, "listsFromSegment")->click();
        pick(QString::fromStdString(segments.front().name));
        QTRY_COMPARE(lists().size(), std::size_t(1));
        QVERIFY(settle(*m_page));
        QCOMPARE(cell("listsTable", 0, 3), QStringLiteral("the segment %1").arg(QString::fromStdString(segments.front().name)));
        QCOMPARE(lists().front().keys, *service::SegmentService(*m_session).size(segments.front().rule));
        takeBack();
        QVERIFY(lists().empty());
    }

    void aComputedValueByKeyboard() {
        m_page->activateWindow();
        auto *add = part<QPushButton>(*m_page, "valuesNew");
        add->setFocus();
        QTest::keyClick(add, Qt::Key_Space);
        QVERIFY(settle(*m_page));
        QTest::keyClicks(part<QLineEdit>(*m_page, "valueName"), QStringLiteral("spent"));
        QCOMPARE(part<QPushButton>(*m_page, "ruleFigure_value")->text(), QStringLiteral("sum of amount of"));
        const QString before = part<QLabel>(*m_page, "valueExample")->text();
        QVERIFY2(before.contains(QStringLiteral("people have one")), qPrintable(before));
        part<QPushButton>(*m_page, "ruleFigure_value")->setFocus();
        QTest::keyClick(part<QPushButton>(*m_page, "ruleFigure_value"), Qt::Key_Space);
        pick(QStringLiteral("highest amount of"));
        QTRY_COMPARE(part<QPushButton>(*m_page, "ruleFigure_value")->text(), QStringLiteral("highest amount of"));
        QVERIFY(settle(*m_page));
        QTest::keyClick(part<QLineEdit>(*m_page, "valueName"), Qt::Key_Return);
        QTRY_VERIFY(service::TraitService(*m_session).find("spent").has_value());
        QVERIFY(settle(*m_page));
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("valueForm")));
        const QAbstractItemModelTester tester(model("valuesTable"), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(cell("valuesTable", 0, 0), QStringLiteral("spent"));
        QCOMPARE(cell("valuesTable", 0, 1), QStringLiteral("highest amount of purchase"));
        QVERIFY(cell("valuesTable", 0, 2).contains(QStringLiteral(": ")));
        // Used in a rule like an attribute, with the spread of its values beside it.
        service::SegmentView view;
        view.name = "Of a value";
        view.rule = *service::SegmentService(*m_session).fromText("trait:spent > 100");
        const auto saved = service::SegmentService(*m_session).save(view);
        QVERIFY(saved.has_value());
        m_page->open(QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "addCondition")->click();
        pick(QStringLiteral("spent"));
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QPushButton>(*m_page, "ruleField_0")->text(), QStringLiteral("Spent"));
        QVERIFY(part<QLineEdit>(*m_page, "ruleValue_0"));
        // Renamed: the rule that uses it goes with it.
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        QCOMPARE(cell("valuesTable", 0, 3), QStringLiteral("1 segments"));
        auto *table = part<TableView>(*m_page, "valuesTable");
        QTest::keyClick(table, Qt::Key_F2);
        QTest::keyClicks(part<QLineEdit>(*m_page, "valuesRename"), QStringLiteral("highest basket"));
        QTest::keyClick(part<QLineEdit>(*m_page, "valuesRename"), Qt::Key_Return);
        QTRY_VERIFY(service::TraitService(*m_session).find("highest basket").has_value());
        QVERIFY(settle(*m_page));
        QVERIFY(service::SegmentService(*m_session).size(service::SegmentService(*m_session).find(saved->id)->rule).has_value());
        m_undo = {};
        QTest::keyClick(part<TableView>(*m_page, "valuesTable"), Qt::Key_Delete);
        QTRY_VERIFY(m_undo);
        QVERIFY2(m_said.contains(QStringLiteral("1 segments still ask for it")), qPrintable(m_said));
        QVERIFY(settle(*m_page));
        takeBack();
        QVERIFY(service::TraitService(*m_session).find("highest basket").has_value());
        QVERIFY(service::TraitService(*m_session).remove("highest basket").has_value());
        QVERIFY(service::SegmentService(*m_session).remove(saved->id).has_value());
    }

    void aNewValueFromTheListOfFields() {
        m_page->open(QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "addCondition")->click();
        pick(QStringLiteral("New computed value…"));
        QTRY_VERIFY(m_page->findChild<QLineEdit *>(QStringLiteral("valueName")));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "valueLeave")->click();
        QVERIFY(!m_page->findChild<QLineEdit *>(QStringLiteral("valueName")));
    }

    void whoIsNeverEmailed() {
        const auto known = keys(3);
        const auto list = service::ListService(*m_session).paste("Colleagues", known[0] + "\n" + known[1] + "\n" + known[2]);
        QVERIFY(list.has_value());
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "safetyAdd")->click();
        pick(QStringLiteral("Colleagues"));
        QTRY_COMPARE(service::safetySets(*m_session)->lists.size(), std::size_t(1));
        QVERIFY(settle(*m_page));
        const QAbstractItemModelTester tester(model("safetyTable"), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(cell("safetyTable", 0, 0), QStringLiteral("Colleagues"));
        QCOMPARE(cell("safetyTable", 0, 2), QStringLiteral("3"));
        QCOMPARE(part<QLabel>(*m_page, "safetyNote")->text(), QStringLiteral("3 people in all are never emailed"));
        // The reason beside a segment's count says so by name.
        m_page->open(QStringLiteral("rule:") + QString::fromStdString(model::toJson(*service::SegmentService(*m_session).fromText("in list \"Colleagues\"")).dump()));
        QVERIFY(settle(*m_page));
        const auto rows = part<BarRows>(*m_page, "keptBackRows")->rows();
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const BarRow &row) { return row.name == QStringLiteral("Never emailed: Colleagues"); }));
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        QTest::keyClick(part<TableView>(*m_page, "safetyTable"), Qt::Key_Delete);
        QTRY_VERIFY(service::safetySets(*m_session)->lists.empty());
        QVERIFY(settle(*m_page));
        takeBack();
        QCOMPARE(service::safetySets(*m_session)->lists.size(), std::size_t(1));
        QVERIFY(service::saveSafetySets(*m_session, {}).has_value());
        QVERIFY(service::ListService(*m_session).remove(list->list.id).has_value());
    }

    void everyControlHasANameAndOneIsPrimary() {
        part<QPushButton>(*m_page, "valuesNew")->click();
        m_page->findChild<ListsCard *>()->takeFile(file("some.csv", "customer_id\nnobody\n"));
        QVERIFY(settle(*m_page));
        int primary = 0;
        for (const QWidget *control : m_page->findChildren<QWidget *>())
            if (control->focusPolicy() & Qt::TabFocus && control->isVisible()) {
                QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
                QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
                primary += control->property("role").toString() == QLatin1String("primary") ? 1 : 0;
            }
        QCOMPARE(primary, 1);
    }

    void aBadFileIsSaidInItsCard() {
        m_page->findChild<ListsCard *>()->takeFile(m_demo.file(QStringLiteral("not there.csv")));
        QVERIFY(settle(*m_page));
        QVERIFY(part<QWidget>(*m_page, "listsNotice")->isVisible());
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("listForm")));
    }
};
AUDIENCE_TEST(SetsTest)

#include "sets_test.moc"
