// Checks on the page Data as a person meets them: suggested, kept with one click and taken back, failing rows one click away.
#ifndef Q_MOC_RUN
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/quality_service.h"
#include "ui/checks/check_desk.h"
#include "ui/checks/check_list.h"
#include "ui/data/checks_view.h"
#include "ui/data/data_page.h"
#include "ui/data/grid_model.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/jobs.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class QualityPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<DataPage> m_page;

    std::string import(const QByteArray &csv) {
        QFile file(m_demo.file(QStringLiteral("orders.csv")));
        if (!file.open(QIODevice::WriteOnly))
            return "file";
        file.write(csv);
        file.close();
        ingest::ImportSpec spec;
        spec.path = file.fileName().toStdString();
        spec.name = "orders_here";
        spec.mode = store::WriteMode::Replace;
        spec.allowSameFile = true;
        const auto done = service::DataService(*m_session).importFile(spec);
        m_page->workspaceChanged();
        return !settle(*m_page, 60'000) ? "unsettled" : done ? std::string() : done.error().id;
    }
    static QByteArray orders(int odd) {
        QByteArray csv = "no,state,amount\n";
        for (int i = 1; i <= 120; ++i)
            csv += QByteArray::number(i) + "," + (i <= odd ? "odd" : i % 2 ? "paid" : "open") + "," + QByteArray::number(i % 30 + 1) + ".25\n";
        return csv;
    }
    void openChecks() {
        m_page->open(QStringLiteral("orders_here"));
        QVERIFY(settle(*m_page));
        part<TabRow>(*m_page, "dataTabs")->setCurrent(2);
        QVERIFY(settle(*m_page));
    }
    CheckDesk *desk() { return m_page->findChild<ChecksView *>()->desk(); }
    QString summary() { return QStringLiteral("%1 of %2").arg(desk()->passed()).arg(desk()->all()); }
    // Makes that one the chosen row of the list; false: it is not there.
    bool choose(CheckItem::Kind kind, const QString &id) {
        const int row = desk()->model()->rowOf(kind, "orders_here", id);
        desk()->list()->choose(row);
        return row >= 0;
    }
    void press(int key) {
        QTest::keyClick(desk()->list(), Qt::Key(key));
        QVERIFY(settle(*m_page));
    }
    QString nameOfKept(const char *kind, const char *column) {
        const auto view = service::QualityService(*m_session).list("orders_here");
        for (const auto &one : view->checks)
            if (model::toText(one.check.kind) == kind && one.check.column() == column)
                return QString::number(one.check.id);
        return {};
    }
    void click(const QString &name) {
        auto *button = m_page->findChild<QPushButton *>(name);
        QVERIFY2(button, qPrintable(name));
        button->click();
        QVERIFY(settle(*m_page));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_jobs = std::make_unique<Jobs>();
        m_page = std::make_unique<DataPage>(m_session, m_jobs.get());
        m_page->resize(1100, 700);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
        QCOMPARE(import(orders(0)), std::string());
        openChecks();
    }
    void cleanupTestCase() {
        m_page.reset();
        m_jobs.reset();
        workers().waitForDone();
    }

    void suggestedKeptAndTakenBack() {
        const auto accepted = QStringLiteral("accepted_state"), range = QStringLiteral("range_amount");
        click(QStringLiteral("qualitySuggest"));
        QVERIFY(choose(CheckItem::Kind::Suggested, accepted));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        press(Qt::Key_Return);
        QCOMPARE(undo.count(), 1);
        const QString kept = nameOfKept("accepted", "state");
        QVERIFY(!kept.isEmpty() && choose(CheckItem::Kind::Kept, kept));
        QCOMPARE(summary(), QStringLiteral("1 of 1")); // it ran by itself
        QVERIFY(!choose(CheckItem::Kind::Suggested, accepted));
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QVERIFY(nameOfKept("accepted", "state").isEmpty());
        QVERIFY(choose(CheckItem::Kind::Suggested, accepted));
        // One that is not wanted goes, and comes back.
        QVERIFY(choose(CheckItem::Kind::Suggested, range));
        press(Qt::Key_Delete);
        QVERIFY(!choose(CheckItem::Kind::Suggested, range));
        undo[1][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QVERIFY(choose(CheckItem::Kind::Suggested, range));
        click(QStringLiteral("qualityKeepAll"));
        QVERIFY(desk()->all() >= 6);
        QCOMPARE(desk()->passed(), desk()->all());
    }

    void rowsThatFailAreOneClickAway() {
        QCOMPARE(import(orders(9)), std::string());
        openChecks();
        const QString kept = nameOfKept("accepted", "state");
        QVERIFY(choose(CheckItem::Kind::Kept, kept));
        const CheckItem item = *desk()->list()->current();
        QVERIFY(item.past.size() >= 2 && item.past.last() == 9 && item.standing == CheckItem::Standing::Warning);
        // Beside the list: over time, and the first rows.
        auto *past = m_page->findChild<Sparkline *>(QStringLiteral("qualityPanelPast"));
        QVERIFY(past && !past->toolTip().isEmpty());
        // With the mouse: on the words that say how many.
        const QRect row = desk()->list()->visualRect(desk()->list()->currentIndex());
        bool isShown = false;
        for (int x = row.right() - 4; x > row.center().x() && !isShown; x -= 8) {
            QTest::mouseMove(desk()->list()->viewport(), QPoint(x, row.center().y()));
            if (desk()->list()->viewport()->cursor().shape() != Qt::PointingHandCursor || x > row.right() - 160)
                continue;
            QTest::mouseClick(desk()->list()->viewport(), Qt::LeftButton, {}, QPoint(x, row.center().y()));
            isShown = true;
        }
        QVERIFY(isShown && settle(*m_page));
        QCOMPARE(part<TabRow>(*m_page, "dataTabs")->current(), 0);
        QCOMPARE(m_page->rows()->rowCount(), 9);
        m_page->rowsPane()->clearFilters();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), 120);
        // From the list of all checks it comes the same way.
        m_page->open(QStringLiteral("customers"));
        QVERIFY(settle(*m_page));
        m_page->open(QStringLiteral("check:orders_here\nstate\n") + item.query);
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->place(), QStringLiteral("table:orders_here"));
        QCOMPARE(m_page->rows()->rowCount(), 9);
        m_page->rowsPane()->clearFilters();
        QVERIFY(settle(*m_page));
    }

    void whatStopsIsSaid() {
        QCOMPARE(import(orders(0)), std::string());
        openChecks();
        const QString kept = nameOfKept("accepted", "state"), stopped = QStringLiteral("stopped_orders_here");
        QVERIFY(choose(CheckItem::Kind::Kept, kept));
        press(Qt::Key_Space);
        QVERIFY(desk()->list()->current() && desk()->list()->current()->stops);
        QCOMPARE(import(orders(7)), std::string("quality.stopped"));
        desk()->refresh();
        openChecks();
        QVERIFY(choose(CheckItem::Kind::Stopped, stopped));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        QVERIFY(choose(CheckItem::Kind::Kept, kept));
        click(QStringLiteral("qualityPanelRemove"));
        QTRY_VERIFY(nameOfKept("accepted", "state").isEmpty());
        QVERIFY(settle(*m_page));
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QCOMPARE(nameOfKept("accepted", "state"), kept); // with its results
        click(QStringLiteral("qualityRun"));
        QVERIFY(!choose(CheckItem::Kind::Stopped, stopped));
    }

    void everyControlHasAName() {
        for (const QPushButton *button : desk()->findChildren<QPushButton *>()) {
            if (!button->isVisible())
                continue;
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
    }
};

AUDIENCE_TEST(QualityPageTest)
#include "quality_page_test.moc"
