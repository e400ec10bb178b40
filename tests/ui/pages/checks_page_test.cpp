// The page of all checks: narrowed, found, walked with the keyboard, a thousand of them, and what a file of tests brings.
#ifndef Q_MOC_RUN
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "ui/checks/check_desk.h"
#include "ui/checks/check_list.h"
#include "ui/checks/checks_page.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;
using Filter = CheckModel::Filter;

namespace {

CheckItem itemOf(int n, CheckItem::Standing standing, const char *dataset) {
    CheckItem item;
    item.id = QString::number(n);
    item.dataset = dataset;
    item.group = QLatin1String(dataset);
    item.words = QStringLiteral("column_%1 is always filled").arg(n);
    item.column = QStringLiteral("column_%1").arg(n);
    item.standing = standing;
    return item;
}

} // namespace

class ChecksPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<ChecksPage> m_page;

    CheckDesk *desk() { return m_page->desk(); }
    CheckModel *model() { return desk()->model(); }
    model::QualityCheck old(const char *high, model::QualitySeverity severity) {
        model::QualityCheck check;
        check.kind = model::QualityKind::Range;
        check.dataset = "customers";
        check.columns = {"age"};
        check.high = high;
        check.severity = severity;
        return check;
    }
    bool press(Qt::Key key) {
        QTest::keyClick(desk()->list(), key);
        return settle(*m_page);
    }

private Q_SLOTS:
    void initTestCase() {
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_page = std::make_unique<ChecksPage>(m_session);
        m_page->resize(1100, 700);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
    }
    void cleanupTestCase() {
        m_page.reset();
        workers().waitForDone();
    }

    void modelKeepsItsWord() {
        CheckModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVector<CheckItem> items{itemOf(1, CheckItem::Standing::Failing, "customers"), itemOf(2, CheckItem::Standing::Passing, "customers"), itemOf(3, CheckItem::Standing::Warning, "orders"),
                                 itemOf(4, CheckItem::Standing::Offered, "orders")};
        model.setItems(items);
        QCOMPARE(model.rowCount(), 6); // with two headings
        QVERIFY(model.isHeading(0) && !model.itemAt(0) && model.itemAt(1)->id == QLatin1String("1"));
        QCOMPARE(model.flags(model.index(0)), Qt::ItemFlags(Qt::NoItemFlags));
        QVERIFY(model.data(model.index(0), CheckModel::StateRole).toString().startsWith(QStringLiteral("1 of 2")));
        const QVector<std::pair<Filter, int>> narrowed{{Filter::Failing, 2}, {Filter::Warning, 2}, {Filter::Passing, 2}, {Filter::Suggested, 2}, {Filter::All, 6}};
        for (const auto &[filter, rows] : narrowed) {
            model.setFilter(filter);
            QCOMPARE(model.rowCount(), rows);
        }
        QCOMPARE(model.count(Filter::All), qint64(4));
        model.setWords(QStringLiteral("COLUMN_3"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(CheckItem::Kind::Kept, "orders", QStringLiteral("3")), 1);
        QCOMPARE(model.rowOf(CheckItem::Kind::Kept, "customers", QStringLiteral("1")), -1);
        model.setWords({});
        model.setItems({});
        QCOMPARE(model.rowCount(), 0);
    }

    // A check of freshness passes with rows dated ahead of now; they are told all the same.
    void rowsAheadOfNowAreSaid() {
        service::QualityCheckView kept;
        kept.check.id = 1;
        kept.check.kind = model::QualityKind::Fresh;
        kept.check.dataset = "orders";
        kept.check.columns = {"ordered_at"};
        kept.last.emplace();
        kept.last->checked = 100;
        CheckItem item = keptItem(kept);
        QCOMPARE(item.state, QStringLiteral("passed"));
        QVERIFY(item.reason.isEmpty());
        kept.last->failed = 3;
        item = keptItem(kept);
        QCOMPARE(item.standing, CheckItem::Standing::Passing);
        QCOMPARE(item.state, QStringLiteral("passed, 3 rows ahead of now"));
        QVERIFY2(item.reason.startsWith(QStringLiteral("In 3 rows of orders ordered_at lies ahead")), qPrintable(item.reason));
    }

    void howMuchWasLookedAtIsSaid() {
        QVERIFY(lookedWords("orders", {500, 500, 7, 7}).isEmpty());
        const QString rows = lookedWords("orders", {200'000, 3'000'000, 7, 7});
        QVERIFY2(rows.startsWith(QStringLiteral("orders: 200,000 of 3,000,000 rows were looked at")), qPrintable(rows));
        const QString columns = lookedWords("wide", {10, 10, 300, 1600});
        QCOMPARE(columns, QStringLiteral("wide: the first 300 of 1,600 columns were looked at."));
    }

    void emptyOffersToSuggest() {
        QCOMPARE(part<StateView>(*m_page, "checksState")->state(), StateView::State::Empty);
        const QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_page->open(QStringLiteral("/suggest"));
        QVERIFY(settle(*m_page, 60'000));
        QVERIFY(model()->count(Filter::Suggested) > 20); // of all datasets
        QVERIFY(model()->firstOf(QStringLiteral("customers")) > 0 && model()->firstOf(QStringLiteral("products")) > 0);
        for (const CheckItem &item : model()->items())
            QVERIFY2(item.kind != CheckItem::Kind::Suggested || !item.reason.isEmpty(), qPrintable(item.words));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        const auto offered = model()->count(Filter::Suggested);
        part<QPushButton>(*m_page, "checksKeepAll")->click();
        QVERIFY(settle(*m_page, 60'000));
        QCOMPARE(qint64(desk()->all()), offered);
        QCOMPARE(desk()->passed(), desk()->all());
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page, 60'000));
        QCOMPARE(desk()->all(), 0);
    }

    void failingFirstAndNarrowed() {
        service::QualityService quality(*m_session);
        QVERIFY(quality.accept({old("200", model::QualitySeverity::Warn), old("30", model::QualitySeverity::Stop), old("40", model::QualitySeverity::Warn)}));
        desk()->refresh();
        QVERIFY(settle(*m_page));
        QCOMPARE(desk()->all(), 3);
        QCOMPARE(desk()->passed(), 1);
        QCOMPARE(model()->count(Filter::Failing), qint64(1));
        QCOMPARE(std::count_if(model()->items().begin(), model()->items().end(), [](const CheckItem &item) { return item.kind == CheckItem::Kind::Kept && item.standing == CheckItem::Standing::Warning; }), 1);
        desk()->goTo(QStringLiteral("customers"));
        QVERIFY(desk()->list()->current() && desk()->list()->current()->isBad());
        auto *chips = part<FilterChips>(*m_page, "checksChips");
        const auto narrow = [&](int at) {
            chips->findChildren<QPushButton *>()[at]->click();
            return settle(*m_page);
        };
        QVERIFY(narrow(1));
        QCOMPARE(model()->rowCount(), 2);
        QVERIFY(narrow(0));
        part<QLineEdit>(*m_page, "checksSearch")->setText(QStringLiteral("nothing like it"));
        QCOMPARE(part<StateView>(*m_page, "checksState")->state(), StateView::State::Empty);
        part<QLineEdit>(*m_page, "checksSearch")->clear();
        QCOMPARE(part<StateView>(*m_page, "checksState")->state(), StateView::State::Content);
    }

    void keyboardDoesItAll() {
        desk()->goTo(QStringLiteral("customers"));
        while (desk()->list()->current() && desk()->list()->current()->check.high != "30")
            QTest::keyClick(desk()->list(), Qt::Key_Down);
        QVERIFY(desk()->list()->current() && desk()->list()->current()->stops);
        QSignalSpy gone(m_page.get(), &Page::goTo), undo(m_page.get(), &Page::saidWithUndo);
        QVERIFY(press(Qt::Key_Return));
        QCOMPARE(gone.count(), 1);
        QCOMPARE(gone[0][0].toString(), QStringLiteral("data"));
        QVERIFY(gone[0][1].toString().startsWith(QStringLiteral("check:customers\nage\n")));
        QVERIFY(press(Qt::Key_Space));
        QVERIFY(desk()->list()->current() && !desk()->list()->current()->stops); // still the same one
        QCOMPARE(model()->count(Filter::Failing), qint64(0));
        QVERIFY(press(Qt::Key_Delete));
        QCOMPARE(desk()->all(), 2);
        QVERIFY(desk()->list()->current()); // the one that took its place
        QCOMPARE(undo.count(), 2);
        undo[1][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QCOMPARE(desk()->all(), 3);
        // What a screen reader says of a row.
        const QModelIndex row = model()->index(model()->firstOf(QStringLiteral("customers")));
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("rows")));
    }

    void runsStandAmongTheJobs() {
        Jobs *jobs = Jobs::around(m_page.get());
        QSignalSpy changed(jobs, &Jobs::changed);
        const auto before = service::QualityService(*m_session).runs("customers")->size();
        part<QPushButton>(*m_page, "checksRun")->click();
        QVERIFY(!jobs->running().isEmpty());
        QVERIFY(settle(*m_page));
        QVERIFY(jobs->running().isEmpty());
        QCOMPARE(service::QualityService(*m_session).runs("customers")->size(), before + 1);
        desk()->goTo(QStringLiteral("customers"));
        QVERIFY(desk()->list()->current()->past.size() >= 2);
    }

    void testsOfDbtComeOver() {
        QFile file(m_demo.file(QStringLiteral("schema.yml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("version: 2\nmodels:\n  - name: customers\n    columns:\n      - name: customer_id\n        tests: [unique, not_null]\n      - name: age\n        tests:\n          - dbt_utils.expression_is_true:\n              expression: '> 3'\n");
        file.close();
        const int before = desk()->all();
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        m_page->open(QStringLiteral("/import"));
        auto *dialog = m_page->findChild<QFileDialog *>(QStringLiteral("checksImportDialog"));
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file.fileName());
        dialog->close();
        QTRY_COMPARE(undo.count(), 1);
        QVERIFY(settle(*m_page));
        QCOMPARE(desk()->all(), before + 2);
        const auto left = std::find_if(model()->items().begin(), model()->items().end(), [](const CheckItem &item) { return item.kind == CheckItem::Kind::LeftOut; });
        QVERIFY(left != model()->items().end() && !left->reason.isEmpty());
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QCOMPARE(desk()->all(), before);
    }

    void aThousandScrollSmoothly() {
        CheckModel many;
        QVector<CheckItem> items;
        for (int i = 0; i < 1000; ++i) {
            items.append(itemOf(i, i % 7 == 0 ? CheckItem::Standing::Warning : CheckItem::Standing::Passing, i < 500 ? "customers" : "orders"));
            items.last().past = {1, 4, 2, double(i % 5)};
            items.last().state = QStringLiteral("passed");
        }
        many.setItems(items);
        CheckList list(&many, QStringLiteral("many"));
        list.resize(800, 700);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        QElapsedTimer clock;
        qint64 longest = 0;
        int frames = 0;
        for (int y = 0; y < list.verticalScrollBar()->maximum(); y += 97, ++frames) {
            clock.start();
            list.verticalScrollBar()->setValue(y);
            list.viewport()->repaint();
            longest = qMax(longest, clock.elapsed());
        }
        qInfo("1,000 checks: %d steps of scrolling, the longest %lld ms", frames, longest);
        QVERIFY(frames > 200 && longest < 100);
    }
};

AUDIENCE_TEST(ChecksPageTest)
#include "checks_page_test.moc"
