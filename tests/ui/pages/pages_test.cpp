// Every page on a small demo shop, driven by object names.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "ui/data/data_page.h"
#include "ui/data/grid_model.h"
#include "ui/kit/theme.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "ui/shell/main_window.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class PagesTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void importAsksLooksAndReports() {
        QFile file(m_demo.file(QStringLiteral("members.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("member,points\n1,10\n2,20\n3,30\n");
        file.close();
        Jobs jobs;
        DataPage page(m_session, &jobs);
        QSignalSpy touched(&page, &Page::touchedWorkspace);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("import:") + file.fileName());
        QVERIFY(settle(page));
        QCOMPARE(part<QLabel>(page, "foundRowsFigure")->text(), QStringLiteral("3"));
        QCOMPARE(part<TableView>(page, "importGrid")->model()->columnCount(), 2);
        auto *start = part<QPushButton>(page, "importStart");
        QVERIFY(start->isEnabled());
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(touched.count(), 1, 20'000);
        QVERIFY(settle(page));
        part<QPushButton>(page, "importSeeRows")->click();
        QCOMPARE(page.heading(), QStringLiteral("members"));
        QCOMPARE(page.rows()->rowCount(), 3);
    }

    void importOfNonsenseSaysWhy() {
        Jobs jobs;
        DataPage page(m_session, &jobs);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("import:") + m_demo.file(QStringLiteral("not there.csv")));
        QVERIFY(settle(page));
        QVERIFY(part<QFrame>(page, "importNotice")->isVisible());
        QVERIFY(!part<QPushButton>(page, "importStart")->isEnabled());
    }

    void segmentCountsWhatIsBuilt() {
        SegmentsPage page(m_session);
        page.resize(1100, 700);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("new"));
        QVERIFY(settle(page));
        auto *count = part<QLabel>(page, "segmentCount");
        QCOMPARE(count->text(), QString::number(DemoSession::kPeople));
        const auto rule = service::SegmentService(*m_session).fromText("country = DE");
        QVERIFY(rule.has_value());
        page.document()->change(QStringLiteral("test"), *rule);
        QVERIFY(settle(page));
        const auto wanted = service::SegmentService(*m_session).count(*rule);
        QVERIFY(wanted.has_value());
        QCOMPARE(count->text(), QString::number(wanted->count));
        QVERIFY(part<QPushButton>(page, "reachRow")->accessibleName().contains(QString::number(wanted->reachable)));
        QCOMPARE(part<TableView>(page, "membersTable")->model()->rowCount(), wanted->count);
        // Saving needs a name, and says so.
        part<QPushButton>(page, "segmentSave")->click();
        QTRY_VERIFY(part<QFrame>(page, "segmentNotice")->isVisible());
        QTest::keyClicks(part<QLineEdit>(page, "segmentName"), QStringLiteral("Germans"));
        part<QPushButton>(page, "segmentSave")->click();
        QTRY_VERIFY(service::SegmentService(*m_session).findByName("Germans").has_value());
        QVERIFY(settle(page));
        // Undo takes the name back, then the rule and the count with it.
        page.document()->undoStack().undo();
        QCOMPARE(count->text(), QString::number(wanted->count));
        page.document()->undoStack().undo();
        QVERIFY(settle(page));
        QCOMPARE(count->text(), QString::number(DemoSession::kPeople));
    }

    void segmentAsTextAndSql() {
        SegmentsPage page(m_session);
        page.setVisible(true);
        QVERIFY(settle(page));
        part<QPushButton>(page, "tabSql")->click();
        auto *sql = part<QPlainTextEdit>(page, "segmentSql");
        QTRY_VERIFY(sql->toPlainText().contains(QStringLiteral("SELECT"), Qt::CaseInsensitive));
        part<QPushButton>(page, "tabText")->click();
        auto *text = part<QPlainTextEdit>(page, "segmentText");
        QTRY_VERIFY(!text->toPlainText().isEmpty());
        text->setPlainText(QStringLiteral("country = "));
        part<QPushButton>(page, "segmentTakeText")->click();
        QTRY_VERIFY(part<QFrame>(page, "segmentTextNotice")->isVisible());
        text->setPlainText(QStringLiteral("country = DE"));
        part<QPushButton>(page, "segmentTakeText")->click();
        QTRY_COMPARE(page.document()->rule().root.kind, model::RuleNode::Kind::Condition);
    }

    void staleCountsAreDropped() {
        SegmentsPage page(m_session);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("new"));
        for (const char *text : {"country = DE", "country = FR", "country = ES"})
            page.document()->change(QStringLiteral("test"), *service::SegmentService(*m_session).fromText(text));
        QVERIFY(settle(page));
        const auto wanted = service::SegmentService(*m_session).count(*service::SegmentService(*m_session).fromText("country = ES"));
        QCOMPARE(part<QLabel>(page, "segmentCount")->text(), QString::number(wanted->count));
    }

    void templateIsChecked() {
        TemplatesPage page(m_session);
        page.resize(1100, 700);
        page.setVisible(true);
        QVERIFY(settle(page));
        QVERIFY(part<QLabel>(page, "inboxTo")->text().contains(QLatin1Char('@')));
        auto *subject = part<QLineEdit>(page, "templateSubject");
        subject->clear();
        QTest::keyClicks(subject, QStringLiteral("Hi {{ first_name }}"));
        QVERIFY(settle(page));
        const QString shown = part<QLabel>(page, "inboxSubject")->text();
        QVERIFY2(shown.startsWith(QStringLiteral("Hi ")) && !shown.contains(QLatin1Char('{')), qPrintable(shown));
        subject->clear();
        QTest::keyClicks(subject, QStringLiteral("Hi {{ first_name"));
        QVERIFY(settle(page));
        QVERIFY(!part<QPushButton>(page, "checksToLook")->text().startsWith(QStringLiteral("nothing")));
        QVERIFY(part<QToolButton>(page, "templateUndo")->isEnabled());
        while (part<QToolButton>(page, "templateUndo")->isEnabled())
            part<QToolButton>(page, "templateUndo")->click();
        QVERIFY(settle(page));
        QVERIFY(!subject->text().contains(QLatin1Char('{')) || subject->text().contains(QStringLiteral("}}")));
    }

    void windowPutsItTogether() {
        gui::Workbench bench(m_session);
        MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        for (auto *page : window->findChildren<Page *>()) {
            window->showPage(page->key());
            QVERIFY2(settle(*page), qPrintable(page->key()));
            // Whatever takes the keyboard says what it is.
            for (const QWidget *control : page->findChildren<QWidget *>())
                if (control->isVisible() && (control->focusPolicy() & Qt::TabFocus) && !control->focusProxy() &&
                    qobject_cast<const QAbstractButton *>(control))
                    QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(page->key() + QLatin1Char(' ') + control->objectName()));
        }
        QTRY_VERIFY(part<QLabel>(*window, "practiceChip")->isVisible());
        QTest::keyClick(window, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(window->currentPage()->key(), QStringLiteral("data"));
        window->openPalette();
        auto *edit = part<QLineEdit>(*window, "paletteEdit");
        QVERIFY(edit->isVisible());
        QTest::keyClicks(edit, QStringLiteral("monitor"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(window->currentPage()->key(), QStringLiteral("monitor"));
    }

    void emptyWorkspaceSaysWhatToDo() {
        DemoSession empty;
        const auto session = empty.make(false);
        QVERIFY(session);
        gui::Workbench bench(session);
        bench.window()->show();
        for (auto *page : bench.window()->findChildren<Page *>()) {
            bench.window()->showPage(page->key());
            QVERIFY2(settle(*page), qPrintable(page->key()));
        }
        bench.window()->showPage(QStringLiteral("data"));
        QVERIFY(part<QPushButton>(*bench.window()->currentPage(), "dataStateAction")->isVisible());
    }
};
AUDIENCE_TEST(PagesTest)

#include "pages_test.moc"
