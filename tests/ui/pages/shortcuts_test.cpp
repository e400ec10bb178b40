// Keys changed in the settings work on every page, and Quit closes every window.
#ifndef Q_MOC_RUN
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/composer_view.h"
#include "ui/data/data_page.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/actions.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "ui/settings/shortcuts_section.h"
#include "ui/shell/main_window.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
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
        ui::Kept::wait();
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

    // The rules' own keys are told in the sheet, follow every change and leave the window's alone.
    void ofRules() {
        auto *page = new SegmentsPage(m_session);
        const auto window = show(page, QStringLiteral("new"));
        const model::SegmentRule rule = *service::SegmentService(*m_session).fromText("country = DE and country = AT");
        page->document()->change(QStringLiteral("Two"), rule);
        const auto first = [page] { return dumpJson(page->document()->rule().root.children.front().condition); };
        const std::string before = first();
        Commands &commands = Commands::instance();
        commands.setKeys(QStringLiteral("rule.down"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P)});
        QTest::keyClick(part<QToolButton>(*window, "ruleGrip_0"), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(first(), before);
        press(part<QToolButton>(*window, "ruleGrip_0"), Qt::Key_P);
        QVERIFY(first() != before);
        commands.setKeys(QStringLiteral("rule.remove"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_X)});
        QTest::keyClick(part<QToolButton>(*window, "ruleGrip_0"), Qt::Key_Delete);
        QCOMPARE(page->document()->rule().root.children.size(), std::size_t(2));
        press(part<QToolButton>(*window, "ruleGrip_0"), Qt::Key_X);
        QCOMPARE(page->document()->rule().root.children.size(), std::size_t(1));
        QCOMPARE(first(), before);
        QVERIFY(settle(*page));
        page->document()->undoStack().setClean(); // nobody is asked what becomes of it
    }
    void toldOfSegments() {
        const SegmentsPage page(m_session);
        ShortcutsSection section;
        section.show();
        section.opened();
        for (const char *id : {"rule.add", "rule.insertText", "rule.up", "rule.down", "rule.out", "rule.in", "rule.remove", "overlap.open", "overlap.remove", "history.open",
                               "history.other"})
            QVERIFY2(part<QPushButton>(section, (std::string("keys_") + id).c_str())->isEnabled(), id);
        for (const char *id : {"number.step", "number.page", "overlap.walk", "overlap.ends", "overlap.menu", "history.step", "history.ends"})
            QVERIFY2(!part<QPushButton>(section, (std::string("keys_") + id).c_str())->isEnabled(), id);
        QVERIFY(part<QPushButton>(section, "keys_rule.up")->text().contains(QKeySequence(Qt::ALT | Qt::Key_Up).toString(QKeySequence::NativeText)));
        // The window goes up with the same keys where no rule has the keyboard; in one place they would be in each other's way.
        const Commands &commands = Commands::instance();
        const QKeySequence up(Qt::ALT | Qt::Key_Up);
        QVERIFY(commands.keys(QStringLiteral("rule.up")).contains(up) && commands.keys(QStringLiteral("page.up")).contains(up));
        QCOMPARE(commands.takenBy(up, QStringLiteral("rule.down")), QStringLiteral("rule.up"));
        QCOMPARE(commands.takenBy(up, QStringLiteral("edit.save")), QStringLiteral("page.up"));
        QCOMPARE(commands.takenBy(up, QStringLiteral("overlap.open")), QString());
        for (const CommandInfo &command : commands.all())
            for (const QKeySequence &keys : command.defaults)
                QVERIFY2(commands.isChanged(command.id) || commands.takenBy(keys, command.id).isEmpty(), qPrintable(command.id));
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
