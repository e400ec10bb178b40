// The data page driven like a person does it: sort, filter, find, choose, check, ask; and over hostile data.
#ifndef Q_MOC_RUN
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/table_service.h"
#include "ui/data/column_panel.h"
#include "ui/checks/check_desk.h"
#include "ui/checks/check_list.h"
#include "ui/data/checks_view.h"
#include "ui/data/data_page.h"
#include "ui/data/filter_popup.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/data/profile_view.h"
#include "ui/data/rows_pane.h"
#include "ui/data/view_state.h"
#include "ui/kit/jobs.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

// QScintilla's headers use the keywords that QT_NO_KEYWORDS takes away.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class DataPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<DataPage> m_page;

    GridView *grid() const { return m_page->rowsPane()->grid(); }
    QString cell(int row, int column) const {
        grid()->scrollTo(grid()->model()->index(row, column));
        grid()->grab();
        m_page->rows()->settle();
        return grid()->model()->index(row, column).data().toString();
    }
    int columnOf(const char *name) const {
        const auto &fields = m_page->rowsPane()->table()->dataset().fields;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == name)
                return int(i);
        return -1;
    }
    void import(const QString &name, const QByteArray &csv, const std::map<std::string, engine::Field> &types = {}, const std::string &key = {}) {
        QFile file(m_demo.file(name + QStringLiteral(".csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        ingest::ImportSpec spec;
        spec.path = file.fileName().toStdString();
        spec.name = name.toStdString();
        spec.mode = store::WriteMode::Replace;
        spec.types = types;
        if (!key.empty()) {
            spec.role = store::DatasetRole::Profiles;
            spec.key = key;
        }
        const auto done = service::DataService(*m_session).importFile(spec);
        if (!done)
            QFAIL(done.error().id.c_str());
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page, 60'000));
    }
    // Clicks a bar of the column's histogram, once it is drawn.
    void clickBar(const char *name, int bar) {
        m_page->rowsPane()->chooseColumn(columnOf(name));
        QVERIFY(settle(*m_page));
        m_page->rowsPane()->filterBar(columnOf(name), bar);
        QVERIFY(settle(*m_page));
    }
    void openData(const char *name) {
        m_page->open(QLatin1String(name));
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->heading(), QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_jobs = std::make_unique<Jobs>();
        m_page = std::make_unique<DataPage>(m_session, m_jobs.get());
        m_page->resize(1100, 700);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
        openData("customers");
    }
    void cleanup() {
        m_page->rowsPane()->clearFilters();
        QVERIFY(settle(*m_page));
        m_page.reset();
        m_jobs.reset();
        workers().waitForDone();
    }

    void modelIsSound() {
        const QAbstractItemModelTester tester(m_page->rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester profiles(m_page->findChild<ProfileView *>()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(m_page->rows()->rowCount(), DemoSession::kPeople);
        QVERIFY(!cell(0, 0).isEmpty());
        m_page->rowsPane()->sortBy(columnOf("age"), false);
        QVERIFY(settle(*m_page));
        QVERIFY(!cell(DemoSession::kPeople - 1, 0).isEmpty());
    }

    void nameSortsAndUndoTakesItBack() {
        const int age = columnOf("age");
        const QString before = cell(0, 0);
        m_page->rowsPane()->sortBy(age, false);
        QVERIFY(settle(*m_page));
        QVERIFY(cell(0, age).toInt() <= cell(1, age).toInt());
        m_page->rowsPane()->sortBy(age, false);
        QVERIFY(settle(*m_page));
        QVERIFY(cell(0, age).toInt() >= cell(5, age).toInt());
        QVERIFY(part<QLabel>(*m_page, "dataFoot")->text().contains(QStringLiteral("sorted by age")));
        m_page->rowsPane()->sortBy(columnOf("country"), true);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rowsPane()->state().query.sort.size(), 2U);
        for (int i = 0; i < 3; ++i)
            m_page->rowsPane()->undoStack().undo();
        QVERIFY(settle(*m_page));
        QCOMPARE(cell(0, 0), before);
    }

    void headClicksSortAndFilter() {
        const int age = columnOf("age");
        m_page->rowsPane()->chooseColumn(age);
        QVERIFY(settle(*m_page));
        GridHeader *head = grid()->head();
        const QPoint name(head->sectionViewportPosition(age) + 20, 10);
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, name);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rowsPane()->state().query.sort.size(), 1U);
        QVERIFY(head->filterRect(age).isValid());
        m_page->rowsPane()->filterBar(age, 3);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rowsPane()->state().query.filters.size(), 1U);
        QVERIFY(m_page->rows()->rowCount() < DemoSession::kPeople);
        m_page->rowsPane()->undoStack().undo();
        m_page->rowsPane()->undoStack().undo();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), DemoSession::kPeople);
    }

    void filterByValuesInThePopup() {
        const int country = columnOf("country");
        m_page->rowsPane()->askFilter(country);
        auto *popup = m_page->findChild<FilterPopup *>();
        QVERIFY(popup);
        auto *values = part<QListWidget>(*popup, "filterValues");
        QTRY_VERIFY(values->count() > 2);
        QListWidgetItem *first = values->item(0);
        const QString value = first->data(Qt::UserRole).toString();
        first->setCheckState(Qt::Checked);
        part<QPushButton>(*popup, "filterApply")->click();
        QVERIFY(settle(*m_page));
        const auto wanted = service::SegmentService(*m_session).fromText("country = " + value.toStdString());
        QCOMPARE(m_page->rows()->rowCount(), int(service::SegmentService(*m_session).count(*wanted)->count));
        QCOMPARE(cell(0, country), value);
        // The chip says it and takes it back.
        auto *chip = part<QPushButton>(*m_page, "filterChip_country");
        QVERIFY(chip->isVisible() && chip->text().contains(value));
        chip->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), DemoSession::kPeople);
    }

    void wrongNumberIsExplained() {
        m_page->rowsPane()->askFilter(columnOf("age"));
        auto *popup = m_page->findChild<FilterPopup *>();
        auto *first = part<QLineEdit>(*popup, "filterFirst"), *second = part<QLineEdit>(*popup, "filterSecond");
        first->setText(QStringLiteral("old"));
        second->setText(QStringLiteral("40"));
        part<QPushButton>(*popup, "filterApply")->click();
        QVERIFY(part<QLabel>(*popup, "filterNote")->isVisible());
        QVERIFY(m_page->rowsPane()->state().query.filters.empty());
        first->setText(QStringLiteral("30"));
        QTest::keyClick(first, Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QVERIFY(m_page->rows()->rowCount() > 0 && m_page->rows()->rowCount() < DemoSession::kPeople);
    }

    void filtersBecomeASegment() {
        QSignalSpy gone(m_page.get(), &Page::goTo);
        auto *button = part<QPushButton>(*m_page, "dataSegment");
        QVERIFY(!button->isEnabled());
        QVERIFY(!button->toolTip().isEmpty());
        clickBar("age", 2);
        QVERIFY(button->isEnabled());
        const int rows = m_page->rows()->rowCount();
        button->click();
        QCOMPARE(gone.count(), 1);
        QCOMPARE(gone[0][0].toString(), QStringLiteral("segments"));
        const QString target = gone[0][1].toString();
        QVERIFY(target.startsWith(QStringLiteral("rule:")));
        const auto rule = model::segmentRuleFromText(target.mid(5).toStdString());
        QVERIFY(rule);
        QCOMPARE(service::SegmentService(*m_session).count(*rule)->count, rows);
        m_page->rowsPane()->clearFilters();
        QVERIFY(settle(*m_page));
        // Products are nobody.
        openData("products");
        QVERIFY(!button->isEnabled());
    }

    void selectedPeopleBecomeASegment() {
        grid()->setCurrentIndex(grid()->model()->index(0, 0));
        cell(0, 0);
        grid()->selectionModel()->select(QItemSelection(grid()->model()->index(1, 0), grid()->model()->index(3, 2)), QItemSelectionModel::ClearAndSelect);
        auto *button = part<QPushButton>(*m_page, "dataSegment");
        QVERIFY(button->isEnabled());
        QSignalSpy gone(m_page.get(), &Page::goTo);
        button->click();
        QTRY_COMPARE(gone.count(), 1);
        const auto rule = model::segmentRuleFromText(gone[0][1].toString().mid(5).toStdString());
        QVERIFY(rule);
        QCOMPARE(service::SegmentService(*m_session).count(*rule)->count, 3);
    }

    // Rows that were never in sight, under a filter that shows more: those selected, and nobody else.
    void selectedPeopleOutOfSightBecomeASegment() {
        model::FieldTest adult;
        adult.field = "age";
        adult.op = model::TestOp::Greater;
        adult.values = {10};
        m_page->rowsPane()->filter(adult);
        QVERIFY(settle(*m_page));
        const int last = m_page->rows()->rowCount() - 1;
        QVERIFY(last > 130);
        const auto index = [&](int row) { return grid()->model()->index(row, 1); };
        QItemSelection rows(index(last - 3), index(last));
        rows.select(index(129), index(129));
        grid()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
        QSignalSpy gone(m_page.get(), &Page::goTo);
        part<QPushButton>(*m_page, "dataSegment")->click();
        QTRY_COMPARE(gone.count(), 1);
        const auto rule = model::segmentRuleFromText(gone[0][1].toString().mid(5).toStdString());
        QVERIFY(rule);
        QCOMPARE(service::SegmentService(*m_session).count(*rule)->count, 5);
        std::vector<std::string> keys;
        const int key = columnOf(m_page->rowsPane()->table()->dataset().keyField.c_str());
        for (const int row : {129, last - 3, last - 2, last - 1, last})
            keys.push_back(cell(row, key).toStdString());
        std::sort(keys.begin(), keys.end());
        QCOMPARE(dumpJson(model::toJson(*rule)), dumpJson(model::toJson(service::ruleOfKeys(m_page->rowsPane()->table()->dataset(), keys))));
    }

    void findLooksThroughEverything() {
        const QString wanted = cell(DemoSession::kPeople - 3, columnOf("email"));
        m_page->rowsPane()->showFind();
        part<QLineEdit>(*m_page, "findText")->setText(wanted.toUpper());
        QVERIFY(settle(*m_page));
        QTRY_COMPARE(grid()->currentIndex().row(), DemoSession::kPeople - 3);
        QCOMPARE(part<QLabel>(*m_page, "findCount")->text(), QStringLiteral("1 of 1 rows"));
        part<QLineEdit>(*m_page, "findText")->setText(QStringLiteral("no such thing anywhere"));
        QTRY_VERIFY(part<QLabel>(*m_page, "findCount")->text().startsWith(QStringLiteral("Nowhere")));
        part<QToolButton>(*m_page, "findClose")->click();
        QVERIFY(!part<QLineEdit>(*m_page, "findText")->isVisible());
    }

    void chosenColumnIsInSight() {
        const int last = int(m_page->rowsPane()->table()->dataset().fields.size()) - 1;
        m_page->rowsPane()->chooseColumn(last);
        QVERIFY(settle(*m_page));
        const int left = grid()->columnViewportPosition(last);
        QVERIFY(left >= 0 && left < grid()->viewport()->width());
        QCOMPARE(grid()->head()->chosen(), last);
        const QString name = part<QLabel>(*m_page, "columnName")->text();
        QVERIFY(!name.isEmpty() && name != QStringLiteral("Column"));
        // Hidden ones come back when they are chosen.
        QTest::keyClick(grid(), Qt::Key_Home);
        QVERIFY(settle(*m_page));
        QCOMPARE(grid()->currentIndex().column(), 0);
    }

    void columnsMovePinAndAreKept() {
        grid()->setCurrentIndex(grid()->model()->index(0, 0));
        QTest::keyClick(grid(), Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(grid()->head()->visualIndex(0), 1);
        QTRY_VERIFY(!keptView(m_session->workspace().uuid(), "customers").is_null());
        QTest::qWait(800); // kept a moment after the last change
        workers().waitForDone();
        DataPage again(m_session, m_jobs.get());
        again.resize(1100, 700);
        again.setVisible(true);
        QVERIFY(settle(again));
        again.open(QStringLiteral("customers"));
        QVERIFY(settle(again));
        QCOMPARE(again.rowsPane()->grid()->head()->visualIndex(0), 1);
        m_page->rowsPane()->undoStack().undo();
        QCOMPARE(grid()->head()->visualIndex(0), 0);
        QTest::qWait(800);
        workers().waitForDone();
    }

    void copyTakesCellsWithHeads() {
        cell(1, 1);
        grid()->selectionModel()->select(QItemSelection(grid()->model()->index(0, 0), grid()->model()->index(1, 1)), QItemSelectionModel::ClearAndSelect);
        QApplication::clipboard()->clear();
        QTest::keyClick(grid(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(settle(*m_page));
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[1], cell(0, 0) + QLatin1Char('\t') + cell(0, 1));
    }

    void copyTakesWholeValuesOutOfSight() {
        QByteArray csv = "id,note,vip\n";
        for (int i = 0; i < 3000; ++i)
            csv += QByteArray::number(i) + ",\"" + QByteArray(i % 3 == 0 ? 2000 : 1, 'x') + "\tand \"\"more\"\" " + QByteArray::number(i) + "\"," + (i % 2 ? "true" : "false") + "\n";
        import(QStringLiteral("notes"), csv);
        openData("notes");
        const auto select = [&](const QItemSelection &cells) {
            grid()->selectionModel()->select(cells, QItemSelectionModel::ClearAndSelect);
            QApplication::clipboard()->clear();
            QSignalSpy said(m_page.get(), &Page::said);
            QTest::keyClick(grid(), Qt::Key_C, Qt::ControlModifier);
            settle(*m_page);
            return said.count() == 1 ? said[0][0].toString() : QString();
        };
        const auto index = [&](int row, int column) { return grid()->model()->index(row, column); };
        QCOMPARE(select(QItemSelection(index(0, 0), index(2999, 2))), QStringLiteral("Copied 3000 rows."));
        QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3000);
        for (const int row : {0, 1, 1500, 2997, 2999})
            QCOMPARE(lines[row], QStringLiteral("%1\t\"%2\tand \"\"more\"\" %1\"\t%3").arg(row).arg(QString(row % 3 == 0 ? 2000 : 1, QLatin1Char('x')), row % 2 ? QStringLiteral("yes") : QStringLiteral("no")));
        // Cells far apart: their rows only, and blanks where nothing is selected.
        QItemSelection apart(index(2, 0), index(2, 0));
        apart.select(index(2998, 2), index(2998, 2));
        select(apart);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("2\t\n\tno"));
    }

    void copyOfTooMuchSaysSoAndOffersExport() {
        QByteArray row = "1";
        for (int i = 1; i < 36; ++i)
            row += ",1";
        QByteArray csv = "c0";
        for (int i = 1; i < 36; ++i)
            csv += ",c" + QByteArray::number(i);
        csv += "\n";
        for (int i = 0; i < 30'000; ++i)
            csv += row + "\n";
        import(QStringLiteral("much"), csv);
        openData("much");
        grid()->selectAll();
        QSignalSpy said(m_page.get(), &Page::said);
        QTest::keyClick(grid(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(settle(*m_page, 60'000));
        QCOMPARE(said.count(), 1);
        QCOMPARE(said[0][0].toString(), QStringLiteral("Copied the first 27,777 of 30,000 rows."));
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 27'776);
        auto *notice = part<QFrame>(*m_page, "dataPageNotice");
        QVERIFY(notice->isVisible());
        notice->findChild<QPushButton *>()->click();
        QVERIFY(m_page->findChild<QDialog *>(QStringLiteral("exportDialog")));
        QVERIFY(!notice->isVisible());
    }

    void rowShowsThePerson() {
        grid()->setCurrentIndex(grid()->model()->index(4, 0));
        QTest::keyClick(grid(), Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QVERIFY(part<QFrame>(*m_page, "rowPanel")->isVisible());
        QCOMPARE(part<QLabel>(*m_page, "rowTitle")->text(), QStringLiteral("Row 5"));
        QStringList words;
        for (const auto *label : part<QFrame>(*m_page, "rowPanel")->findChildren<QLabel *>())
            words << label->text();
        QVERIFY(words.contains(cell(4, columnOf("email"))));
        part<QToolButton>(*m_page, "rowClose")->click();
        QVERIFY(!part<QFrame>(*m_page, "rowPanel")->isVisible());
    }

    // From the palette: a person or a column of the table that is opened with it.
    void opensAPersonAndAColumn() {
        const QString key = cell(17, columnOf("customer_id")), dataset = QStringLiteral("products");
        m_page->open(dataset);
        m_page->open(QStringLiteral("person:") + key);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->heading(), QStringLiteral("customers"));
        QCOMPARE(grid()->currentIndex().row(), 17);
        QVERIFY(part<QFrame>(*m_page, "rowPanel")->isVisible());
        QCOMPARE(part<QLabel>(*m_page, "rowTitle")->text(), QStringLiteral("Row 18"));
        // Filters that hide the person go.
        model::FieldTest none;
        none.field = "customer_id";
        none.op = model::TestOp::In;
        none.values = {cell(3, columnOf("customer_id")).toStdString()};
        m_page->rowsPane()->filter(none);
        QVERIFY(settle(*m_page));
        m_page->open(QStringLiteral("person:") + key);
        QVERIFY(settle(*m_page));
        QCOMPARE(cell(grid()->currentIndex().row(), columnOf("customer_id")), key);
        part<QToolButton>(*m_page, "rowClose")->click();
        m_page->workspaceChanged(); // still looking at the datasets
        m_page->open(QStringLiteral("customers"));
        m_page->open(QStringLiteral("column:email"));
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rowsPane()->column(), columnOf("email"));
        QVERIFY(part<QFrame>(*m_page, "columnPanel")->isVisible());
        m_page->open(QStringLiteral("person:nobody at all"));
        QVERIFY(settle(*m_page));
        QVERIFY(part<QFrame>(*m_page, "dataPageNotice")->isVisible());
    }

    void goesToARowInline() {
        m_page->rowsPane()->goToRow();
        auto *row = part<QLineEdit>(*m_page, "goToRow");
        QVERIFY(row->isVisible());
        row->setText(QStringLiteral("1 42"));
        QTest::keyClick(row, Qt::Key_Return);
        QCOMPARE(grid()->currentIndex().row(), 141);
        row->setText(QStringLiteral("99999999999999999"));
        QTest::keyClick(row, Qt::Key_Return);
        QCOMPARE(grid()->currentIndex().row(), m_page->rows()->rowCount() - 1);
        part<QToolButton>(*m_page, "findClose")->click();
        QVERIFY(!row->isVisible());
    }

    // Where there is no room for all three the panel takes the place of the list, when it is asked for.
    void narrowPagesFoldTheirPanels() {
        auto *list = part<QFrame>(*m_page, "datasetList");
        auto *panel = part<QFrame>(*m_page, "columnPanel");
        QVERIFY(list->isVisible() && panel->isVisible());
        m_page->setMinimumSize(1, 1); // as in the window, which is no wider for its page
        m_page->resize(800, 520);
        QVERIFY(list->isVisible() && !panel->isVisible());
        auto *tool = part<QToolButton>(*m_page, "gridPanel");
        QVERIFY(tool->isVisible());
        QTRY_VERIFY(m_page->rect().contains(QRect(tool->mapTo(m_page.get(), QPoint()), tool->size())));
        tool->click();
        QVERIFY(!list->isVisible() && panel->isVisible() && !tool->isVisible());
        part<QToolButton>(*m_page, "columnClose")->click();
        QVERIFY(list->isVisible() && !panel->isVisible());
        tool->click();
        m_page->resize(1100, 700);
        QVERIFY(list->isVisible() && panel->isVisible());
    }

    void yearsAreNoThousands() {
        import(QStringLiteral("years"), "id,birth_year,points\n1,1951,1951\n2,1987,1987\n3,1990,1990\n4,2001,2001\n5,1968,1968\n");
        openData("years");
        const auto profile = [&](const char *column) {
            const auto found = service::DataService(*m_session).profile("years", column);
            return found ? *found : service::ColumnProfile();
        };
        QCOMPARE(shortFigure(profile("birth_year"), "1951"), QStringLiteral("1951"));
        QVERIFY(!shortFigure(profile("birth_year"), profile("birth_year").mean).contains(QLatin1Char(',')));
        QCOMPARE(shortFigure(profile("points"), "1951"), QStringLiteral("1,951"));
    }

    void columnsAreAsWideAsTheirValues() {
        QByteArray text("id,email\n");
        for (int i = 0; i < 2'000; ++i)
            text += QByteArray::number(i) + (i < 200 ? ",a@b.de\n" : ",somebody.with.a.name@example-company.org\n");
        import(QStringLiteral("wide"), text);
        openData("wide");
        const int needed = grid()->fontMetrics().horizontalAdvance(QStringLiteral("somebody.with.a.name@example-company.org"));
        QVERIFY2(grid()->columnWidth(columnOf("email")) >= qMin(needed, 300), qPrintable(QString::number(grid()->columnWidth(columnOf("email")))));
    }

    void checksFindAndTurnOff() {
        import(QStringLiteral("ages"), "id,age\n1,34\n2,1985\n3,41\n4,28\n5,1990\n6,33\n");
        openData("ages");
        part<TabRow>(*m_page, "dataTabs")->setCurrent(2);
        auto *desk = m_page->findChild<ChecksView *>()->desk();
        const auto choose = [&] {
            desk->list()->choose(desk->model()->rowOf(CheckItem::Kind::Fault, "ages", QStringLiteral("age_high")));
            return desk->list()->current();
        };
        QVERIFY(choose() && desk->list()->current()->isBad());
        QTest::keyClick(desk->list(), Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), 2);
        part<TabRow>(*m_page, "dataTabs")->setCurrent(2);
        QVERIFY(settle(*m_page));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        QVERIFY(choose());
        QTest::keyClick(desk->list(), Qt::Key_Delete);
        QTRY_COMPARE(undo.count(), 1);
        QVERIFY(settle(*m_page));
        QVERIFY(choose() && desk->list()->current()->standing == CheckItem::Standing::Off);
        // An undo belongs to the dataset it was said about, whatever is open by then.
        openData("customers");
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        openData("ages");
        QVERIFY(settle(*m_page));
        QVERIFY(choose() && desk->list()->current()->isBad());
    }

    void queryAnswersAndExplains() {
        m_page->open(QStringLiteral("query"));
        auto *editor = part<QsciScintilla>(*m_page, "queryEditor");
        QVERIFY(editor->text().contains(QStringLiteral("customers")));
        editor->setText(QStringLiteral("SELECT country, count(*) FROM customers GROUP BY country ORDER BY 2 DESC"));
        part<QPushButton>(*m_page, "queryRun")->click();
        QVERIFY(settle(*m_page));
        QVERIFY(part<QTableView>(*m_page, "queryRows")->model()->rowCount() > 2);
        editor->setText(QStringLiteral("SELEKT nothing"));
        part<QPushButton>(*m_page, "queryRun")->click();
        QVERIFY(settle(*m_page));
        QVERIFY(part<QFrame>(*m_page, "queryNotice")->isVisible());
        // The place of the fault is marked, and typing on takes the mark away.
        constexpr unsigned long kSquiggle = 8;
        QVERIFY(editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, kSquiggle, 2L) != 0);
        editor->setText(QStringLiteral("SELECT country FROM customers WHERE nowhere = 1"));
        QVERIFY(editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, kSquiggle, 2L) == 0);
        part<QPushButton>(*m_page, "queryRun")->click();
        QVERIFY(settle(*m_page));
        QVERIFY(editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, kSquiggle, 37L) != 0);
        QVERIFY(editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, kSquiggle, 2L) == 0);
    }

    void hostileDataStaysReadable() {
        QByteArray csv = "id,<b>name</b>,note\n";
        csv += "1,<img src=x onerror=alert(1)>," + QByteArray(10'000, 'x') + "\n";
        csv += "2,\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A,\xF0\x9F\x98\x80\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\n";
        import(QStringLiteral("hostile"), csv);
        openData("hostile");
        m_page->grab();
        QCOMPARE(cell(0, 1), QStringLiteral("<img src=x onerror=alert(1)>"));
        QVERIFY(cell(0, 2).size() < 1000 && cell(0, 2).endsWith(QChar(0x2026)));
        QVERIFY(grid()->columnWidth(2) <= 320);
        grid()->setCurrentIndex(grid()->model()->index(0, 0));
        QTest::keyClick(grid(), Qt::Key_Space);
        QVERIFY(settle(*m_page));
        auto *panel = part<QFrame>(*m_page, "rowPanel");
        QCOMPARE(panel->width(), 276);
        for (const auto *label : panel->findChildren<QLabel *>())
            QVERIFY(label->text().size() < 500);
        QCOMPARE(panel->findChild<QPlainTextEdit *>()->toPlainText(), QString(10'000, QLatin1Char('x')));
        for (const auto *label : m_page->findChildren<QLabel *>())
            if (label->text().contains(QLatin1Char('<')))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        m_page->grab();
    }

    void twoThousandColumns() {
        QByteArray head = "id", one = "1", two = "2";
        for (int i = 0; i < 2000; ++i) {
            head += ",c" + QByteArray::number(i);
            one += "," + QByteArray::number(i % 7);
            two += "," + QByteArray::number(i % 5);
        }
        import(QStringLiteral("wide"), head + "\n" + one + "\n" + two + "\n");
        // The rows are there long before all columns are checked.
        m_page->open(QStringLiteral("wide"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->rowsPane()->table() && m_page->rowsPane()->table()->dataset().name == "wide" && !m_page->rows()->isReading(), 5'000);
        QVERIFY(settle(*m_page, 90'000));
        QCOMPARE(m_page->rows()->columnCount(), 2001);
        m_page->rowsPane()->chooseColumn(1999);
        QVERIFY(settle(*m_page));
        QCOMPARE(cell(0, 1999), QString::number(1998 % 7));
        const int left = grid()->columnViewportPosition(1999);
        QVERIFY(left >= 0 && left < grid()->viewport()->width());
        part<TabRow>(*m_page, "dataTabs")->setCurrent(1);
        m_page->grab();
        part<QLineEdit>(*m_page, "profileFilter")->setText(QStringLiteral("c1999"));
        QCOMPARE(part<QListView>(*m_page, "profileList")->model()->rowCount(), 1);
    }

    void noRowsSaysSo() {
        model::FieldTest test;
        test.field = "country";
        test.op = model::TestOp::In;
        test.values = {"nowhere"};
        m_page->rowsPane()->filter(test);
        QVERIFY(settle(*m_page));
        m_page->grab();
        QCOMPARE(m_page->rows()->rowCount(), 0);
        QVERIFY(part<QLabel>(*m_page, "dataNothing")->isVisible());
        m_page->rowsPane()->sortBy(0, false);
        m_page->rowsPane()->goToRow();
        m_page->rowsPane()->showFind();
        QVERIFY(settle(*m_page));
        m_page->rowsPane()->undoStack().undo();
        m_page->rowsPane()->undoStack().undo();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), DemoSession::kPeople);
    }

    // Last: it brings other people.
    void tooManyPeopleAreOfferedTheFilters() {
        QByteArray csv = "member,age\n";
        for (int i = 0; i < 1500; ++i)
            csv += "m" + QByteArray::number(i) + "," + QByteArray::number(20 + i % 50) + "\n";
        import(QStringLiteral("customers"), csv, {}, "member");
        openData("customers");
        QSignalSpy gone(m_page.get(), &Page::goTo);
        auto *button = part<QPushButton>(*m_page, "dataSegment");
        grid()->selectAll();
        QVERIFY(button->isEnabled());
        button->click();
        auto *notice = part<QFrame>(*m_page, "dataPageNotice");
        QVERIFY(notice->isVisible());
        QVERIFY(settle(*m_page));
        QCOMPARE(gone.count(), 0); // nothing else instead
        clickBar("age", 0);
        QVERIFY(!notice->isVisible());
        m_page->rowsPane()->clearFilters();
        model::FieldTest adult;
        adult.field = "age";
        adult.op = model::TestOp::Greater;
        adult.values = {25};
        m_page->rowsPane()->filter(adult);
        QVERIFY(settle(*m_page));
        grid()->selectAll();
        button->click();
        QVERIFY(notice->isVisible());
        QCOMPARE(gone.count(), 0);
        notice->findChild<QPushButton *>()->click();
        QCOMPARE(gone.count(), 1);
        QVERIFY(!notice->isVisible());
        const auto rule = model::segmentRuleFromText(gone[0][1].toString().mid(5).toStdString());
        QVERIFY(rule);
        QCOMPARE(dumpJson(model::toJson(*rule)), dumpJson(model::toJson(*service::ruleOf(m_page->rowsPane()->table()->dataset(), m_page->rowsPane()->table()->query()))));
    }
};
AUDIENCE_TEST(DataPageTest)

#include "data_page_test.moc"
