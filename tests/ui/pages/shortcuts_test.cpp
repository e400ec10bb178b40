// Keys changed in the settings work on every page, and Quit closes every window.
#ifndef Q_MOC_RUN
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/composer_view.h"
#include "ui/data/data_page.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/actions.h"
#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/segments/segments_page.h"
#include "ui/shell/main_window.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class ShortcutsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

    std::unique_ptr<MainWindow> show(Page *page, const QString &target = {}) {
        auto window = std::make_unique<MainWindow>(&m_jobs);
        window->addPage(page);
        window->showPage(page->key(), target);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()) || !settle(*page))
            qFatal("%s did not come up", qPrintable(page->key()));
        return window;
    }

    static void press(QWidget *at, int key) { QTest::keyClick(at, Qt::Key(key), Qt::ControlModifier | Qt::AltModifier); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    // None of the keys a field knows by itself.
    void init() {
        QSettings().clear();
        const auto set = [](const char *id, int key) { Commands::instance().setKeys(QLatin1String(id), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(key))}); };
        set("edit.undo", Qt::Key_U);
        set("edit.redo", Qt::Key_R);
        set("edit.save", Qt::Key_S);
        set("edit.find", Qt::Key_F);
    }
    void cleanupTestCase() { Commands::instance().resetAll(); }

    void inSegments() {
        auto *page = new SegmentsPage(m_session);
        const auto window = show(page, QStringLiteral("new"));
        auto *name = part<QLineEdit>(*window, "segmentName");
        QTest::keyClicks(name, QStringLiteral("By keys"));
        press(name, Qt::Key_U);
        QCOMPARE(name->text(), QString());
        press(name, Qt::Key_R);
        QCOMPARE(name->text(), QStringLiteral("By keys"));
        QSignalSpy said(page, &Page::said);
        press(name, Qt::Key_S);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(settle(*page));
        // The keys of before do nothing any more.
        QTest::keyClicks(name, QStringLiteral("!"));
        QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(settle(*page));
        QCOMPARE(said.size(), 1);
    }

    void inTemplates() {
        auto *page = new TemplatesPage(m_session);
        const auto window = show(page, QStringLiteral("new"));
        auto *subject = part<QLineEdit>(*window, "templateSubject");
        const QString before = subject->text();
        subject->setFocus();
        QTest::keyClicks(subject, QStringLiteral("Hello"));
        press(subject, Qt::Key_U);
        QCOMPARE(subject->text(), before);
    }

    void inTheComposer() {
        auto *page = new CampaignsPage(m_session, &m_jobs);
        const auto window = show(page, QStringLiteral("new"));
        auto *name = part<QLineEdit>(*window, "campaignName");
        const QString before = name->text();
        name->setFocus();
        name->end(false); // a new name is selected
        QTest::keyClicks(name, QStringLiteral(" of May"));
        press(name, Qt::Key_U);
        QCOMPARE(name->text(), before);
        press(name, Qt::Key_R);
        QCOMPARE(name->text(), before + QStringLiteral(" of May"));
    }

    void inData() {
        auto *page = new DataPage(m_session, &m_jobs);
        const auto window = show(page);
        auto *find = part<QLineEdit>(*window, "findText");
        QVERIFY(!find->isVisible());
        press(window.get(), Qt::Key_F);
        QVERIFY(find->isVisible());
    }

    void quitClosesEveryWindow() {
        auto first = std::make_unique<MainWindow>(&m_jobs), second = std::make_unique<MainWindow>(&m_jobs);
        first->show();
        second->show();
        QVERIFY(QTest::qWaitForWindowActive(second.get()));
        const auto keys = Commands::instance().keys(QStringLiteral("file.quit"));
        QCOMPARE(keys, QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_Q)});
        QTest::keyClick(second.get(), Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(!first->isVisible());
        QVERIFY(!second->isVisible());
    }
};
AUDIENCE_TEST(ShortcutsTest)

#include "shortcuts_test.moc"
