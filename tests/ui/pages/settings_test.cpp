// Settings, connections against a server that plays Amazon, and several windows of one program.
#ifndef Q_MOC_RUN
#include "app/gui/program.h"
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "secrets/keychain.h"
#include "service/session.h"
#include "service/suppression_service.h"
#include "service/workspace_service.h"
#include "support/fake_aws.h"
#include "ui/connections/connections_page.h"
#include "ui/kit/actions.h"
#include "ui/kit/side_list.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/settings/about_section.h"
#include "ui/settings/appearance.h"
#include "ui/settings/appearance_section.h"
#include "ui/settings/blocked_section.h"
#include "ui/settings/key_field.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/shortcuts_section.h"
#include "ui/settings/topics_section.h"
#include "ui/settings/workspace_section.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QThread>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::FakeAws;
using audience::test::part;
using audience::test::settle;

namespace {

QString textOf(const QWidget &of, const char *notice) {
    QStringList texts;
    for (const QLabel *label : part<QWidget>(of, notice)->findChildren<QLabel *>())
        texts << label->text();
    return part<QWidget>(of, notice)->isVisibleTo(&of) ? texts.join(QLatin1Char(' ')) : QString();
}

bool write(const QString &path, const QByteArray &text) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

class SettingsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void themeChangesAtOnce() {
        AppearanceSection section;
        section.show();
        part<QPushButton>(section, "themeDark")->click();
        QCOMPARE(Theme::instance().scheme(), Scheme::Dark);
        QCOMPARE(appearance::themeChoice(), appearance::ThemeChoice::Dark);
        part<QPushButton>(section, "themeLight")->click();
        QCOMPARE(Theme::instance().scheme(), Scheme::Light);
        QVERIFY(!part<QWidget>(section, "needsRestart")->isVisible());
        auto *language = part<QComboBox>(section, "language");
        language->setCurrentIndex(language->findData(QStringLiteral("de")));
        Q_EMIT language->activated(language->currentIndex());
        QCOMPARE(appearance::language(), QStringLiteral("de"));
        QVERIFY(part<QWidget>(section, "needsRestart")->isVisible());
        appearance::setLanguage({});
        appearance::setScalePercent(900);
        QCOMPARE(appearance::scalePercent(), 200);
        appearance::setScalePercent(100);
    }

    void shortcutsAreEdited() {
        ShortcutsSection section;
        section.show();
        section.opened();
        Commands &commands = Commands::instance();
        auto *keys = part<KeyField>(section, "keys_edit.save");
        keys->click();
        QVERIFY(keys->isListening());
        QTest::keyClick(keys, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(commands.keys(QStringLiteral("edit.save")), QList<QKeySequence>{QKeySequence(QStringLiteral("Ctrl+J"))});
        // A clash is said and changes nothing until it is taken over.
        keys->click();
        QTest::keyClick(keys, Qt::Key_K, Qt::ControlModifier);
        auto *clash = part<QLabel>(section, "clash_edit.save");
        QVERIFY(clash->isVisible());
        QVERIFY2(clash->text().contains(commands.titleOf(QStringLiteral("window.search"))), qPrintable(clash->text()));
        QCOMPARE(commands.keys(QStringLiteral("edit.save")).first(), QKeySequence(QStringLiteral("Ctrl+J")));
        part<QPushButton>(section, "takeOver_edit.save")->click();
        QCOMPARE(commands.keys(QStringLiteral("edit.save")).first(), QKeySequence(QStringLiteral("Ctrl+K")));
        QVERIFY(commands.keys(QStringLiteral("window.search")).isEmpty());
        // Esc leaves, Backspace takes away.
        keys->click();
        QTest::keyClick(keys, Qt::Key_Escape);
        QVERIFY(!keys->isListening());
        QVERIFY(!commands.keys(QStringLiteral("edit.save")).isEmpty());
        keys->click();
        QTest::keyClick(keys, Qt::Key_Backspace);
        QVERIFY(commands.keys(QStringLiteral("edit.save")).isEmpty());
        part<QToolButton>(section, "reset_edit.save")->click();
        QCOMPARE(commands.keys(QStringLiteral("edit.save")).first(), QKeySequence(QStringLiteral("Ctrl+S")));
        auto *find = part<QLineEdit>(section, "shortcutsFind");
        find->setText(QStringLiteral("undo"));
        QVERIFY(part<KeyField>(section, "keys_edit.undo")->isVisible());
        QVERIFY(!keys->isVisible());
        find->setText(QStringLiteral("zzz"));
        QVERIFY(part<QLabel>(section, "shortcutsNothing")->isVisible());
        commands.resetAll();
        QCOMPARE(commands.keys(QStringLiteral("window.search")).first(), QKeySequence(QStringLiteral("Ctrl+K")));
    }

    void workspaceIsNamedCheckedAndBackedUp() {
        WorkspaceSection section(m_session, &m_jobs);
        section.show();
        section.opened();
        QTRY_VERIFY(section.isSettled());
        auto *name = part<QLineEdit>(section, "workspaceName");
        QVERIFY(!name->text().isEmpty());
        name->setText(QStringLiteral("Shop \"of\" Ida"));
        Q_EMIT name->editingFinished();
        QTRY_COMPARE(m_session->displayName(), std::string("Shop \"of\" Ida"));
        name->clear();
        Q_EMIT name->editingFinished();
        QVERIFY(!name->text().isEmpty()); // it keeps the one it had
        part<QPushButton>(section, "checkFile")->click();
        QTRY_VERIFY_WITH_TIMEOUT(textOf(section, "workspaceNotice").contains(QStringLiteral("All is well")), 20'000);
        part<QPushButton>(section, "verifyAudit")->click();
        QTRY_VERIFY(textOf(section, "workspaceNotice").contains(QStringLiteral("whole")));
        const QString copy = WorkspaceSection::backupPath(m_demo.file(QStringLiteral("shop.audience")), QDate(2026, 11, 21));
        section.backUp(copy);
        QTRY_VERIFY(textOf(section, "workspaceNotice").contains(copy));
        QVERIFY(QFile::exists(copy));
        QCOMPARE(WorkspaceSection::backupPath(m_demo.file(QStringLiteral("shop.audience")), QDate(2026, 11, 21)), m_demo.file(QStringLiteral("shop 2026-11-21 (2).audience")));
        section.backUp(copy); // is there already
        QTRY_VERIFY(!textOf(section, "workspaceNotice").contains(QStringLiteral("Backed up")));
        QTRY_VERIFY(!textOf(section, "workspaceNotice").isEmpty());
        section.exportAudit(m_demo.file(QStringLiteral("nowhere/audit.jsonl")));
        QTRY_VERIFY(textOf(section, "workspaceNotice").contains(QStringLiteral("nowhere")));
        section.exportAudit(m_demo.file(QStringLiteral("audit.jsonl")));
        QTRY_VERIFY(QFile::exists(m_demo.file(QStringLiteral("audit.jsonl"))));
    }

    void topicsAreAddedAndChanged() {
        TopicsSection section(m_session);
        section.show();
        section.opened();
        QTRY_VERIFY(section.isSettled());
        part<QPushButton>(section, "topicAdd")->click();
        QVERIFY(!textOf(section, "topicsNotice").isEmpty()); // a name is missing
        part<QLineEdit>(section, "topicName")->setText(QStringLiteral("Über Neues"));
        part<QPushButton>(section, "topicAdd")->click();
        QTRY_VERIFY(section.findChild<QLineEdit *>(QStringLiteral("topicName_uber-neues")));
        QTRY_VERIFY(section.isSettled());
        auto *kind = part<QComboBox>(section, "topicKind_uber-neues");
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
        const auto kindOf = [this] {
            const auto topics = service::WorkspaceService(*m_session).topics();
            for (const auto &topic : *topics)
                if (topic.key == "uber-neues")
                    return topic.kind;
            return std::string();
        };
        QTRY_COMPARE(kindOf(), std::string("opt-out"));
    }

    void addressesAreBlocked() {
        BlockedSection section(m_session, &m_jobs);
        section.setVisible(true);
        section.opened();
        QTRY_VERIFY(section.isSettled());
        const auto total = [this] { return service::SuppressionService(*m_session).list({}, 1)->total; };
        const auto before = total();
        part<QLineEdit>(section, "blockAddress")->setText(QStringLiteral("no address"));
        part<QPushButton>(section, "blockAdd")->click();
        QTRY_VERIFY(!textOf(section, "blockedNotice").isEmpty());
        QCOMPARE(part<QLineEdit>(section, "blockAddress")->text(), QStringLiteral("no address")); // nothing is lost
        QSignalSpy undo(&section, &SettingsSection::saidWithUndo);
        part<QLineEdit>(section, "blockAddress")->setText(QStringLiteral("Ida@Example.com"));
        part<QLineEdit>(section, "blockWhy")->setText(QStringLiteral("asked by phone"));
        part<QPushButton>(section, "blockAdd")->click();
        QTRY_COMPARE(total(), before + 1);
        QTRY_COMPARE(undo.count(), 1);
        part<QLineEdit>(section, "blockedFind")->setText(QStringLiteral("ida@example.com"));
        QTRY_COMPARE(part<QLabel>(section, "blockedCount")->text(), QStringLiteral("Blocked"));
        auto *table = part<TableView>(section, "blockedTable");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->index(0, 3).data().toString(), QStringLiteral("asked by phone"));
        undo.first().at(1).value<std::function<void()>>()();
        QTRY_COMPARE(total(), before);
        // A list from another tool, with a heading; then one with a line that is no address.
        QVERIFY(write(m_demo.file(QStringLiteral("out.csv")), "email;since\n\"a@example.com\";2024\r\nb@example.com;2025\n"));
        section.importFile(m_demo.file(QStringLiteral("out.csv")));
        QTRY_COMPARE(total(), before + 2);
        QVERIFY(write(m_demo.file(QStringLiteral("bad.csv")), "c@example.com\nnobody\n"));
        section.importFile(m_demo.file(QStringLiteral("bad.csv")));
        QTRY_VERIFY(textOf(section, "blockedNotice").contains(QLatin1Char('2')));
        QCOMPARE(total(), before + 2);
    }

    void everySectionIsNamedAndFound() {
        SettingsPage page;
        page.addSection(new AppearanceSection);
        page.addSection(new ShortcutsSection);
        page.addSection(new AboutSection);
        page.setVisible(true);
        page.open(QStringLiteral("about"));
        QCOMPARE(page.findChild<SideList *>()->chosen(), QStringLiteral("about"));
        QVERIFY(part<QWidget>(page, "section_about")->isVisible());
        QStringList texts;
        for (const PaletteEntry &entry : page.paletteEntries())
            texts << entry.text;
        QVERIFY(texts.contains(QStringLiteral("Language")) && texts.contains(QStringLiteral("Shortcuts")));
        page.open(QStringLiteral("no such section"));
        QVERIFY(part<QWidget>(page, "section_about")->isVisible());
    }
};
AUDIENCE_TEST(SettingsTest)

class ConnectionsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;

    static void type(const QWidget &page, const char *field, const QString &text) { part<QLineEdit>(page, field)->setText(text); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make(false, m_keychain);
        QVERIFY(m_session);
    }

    void sesIsAddedTestedAndRemoved() {
        audience::test::FakeAwsConfig config;
        config.productionAccess = false;
        config.max24HourSend = 50'000;
        config.sentLast24Hours = 812;
        config.maxSendRate = 14;
        FakeAws amazon(config);
        ConnectionsPage page(m_session, &m_jobs);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("new"));
        auto *save = part<QPushButton>(page, "connectionSave");
        save->click(); // nothing filled in: said beside the fields
        QVERIFY(part<QLabel>(page, "connectionNameComplaint")->isVisible());
        QVERIFY(part<QLabel>(page, "connectionFromComplaint")->isVisible());
        QVERIFY(part<QLabel>(page, "connectionLeaveValueComplaint")->isVisible());
        type(page, "connectionName", QStringLiteral("Shop"));
        type(page, "connectionFrom", QStringLiteral("Nordwind <news@example.com>"));
        type(page, "connectionPostal", QStringLiteral("1 Harbour Street, Exampleton"));
        type(page, "connectionLeaveValue", QStringLiteral("https://example.com/leave?who={token}"));
        type(page, "connectionKeyId", toQString(config.accessKeyId));
        type(page, "connectionSecret", toQString(config.secretKey));
        type(page, "connectionEndpoint", toQString(amazon.url()));
        auto *region = part<QComboBox>(page, "connectionRegion");
        region->setCurrentIndex(region->findData(QStringLiteral("eu-west-1")));
        save->click();
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(page, "connectionState")->text(), QStringLiteral("Works"), 20'000);
        const QString words = textOf(page, "connectionResult");
        for (const char *wanted : {"sandbox", "14 emails a second", "49,188 of 50,000"})
            QVERIFY2(words.contains(QLatin1String(wanted)), qPrintable(words));
        QVERIFY(part<QLineEdit>(page, "connectionSecret")->text().isEmpty());
        // Amazon refuses other keys; the sentence stands on the page.
        QVERIFY(settle(page));
        type(page, "connectionKeyId", QStringLiteral("AKIDOTHER"));
        type(page, "connectionSecret", QStringLiteral("other"));
        save->click();
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(page, "connectionState")->text(), QStringLiteral("Does not work"), 20'000);
        QVERIFY(settle(page));
        part<QPushButton>(page, "connectionForget")->click();
        QTRY_COMPARE(part<QLabel>(page, "connectionState")->text(), QStringLiteral("Needs keys"));
        QVERIFY(settle(page));
        // Removed, and back with Undo.
        QSignalSpy undo(&page, &Page::saidWithUndo);
        part<QToolButton>(page, "connectionRemove")->click();
        QTRY_COMPARE(undo.count(), 1);
        QVERIFY(service::ConnectionService(*m_session).list()->empty());
        undo.first().at(1).value<std::function<void()>>()();
        QTRY_COMPARE(service::ConnectionService(*m_session).list()->size(), std::size_t(1));
    }

    void aQueueAnswers() {
        FakeAws amazon;
        amazon.createQueue("events");
        ConnectionsPage page(m_session, &m_jobs);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("new-queue"));
        type(page, "connectionName", QStringLiteral("Events"));
        part<QPushButton>(page, "connectionSave")->click();
        QVERIFY(part<QLabel>(page, "connectionQueueComplaint")->isVisible());
        type(page, "connectionQueue", toQString(amazon.queueUrl("events")));
        type(page, "connectionEndpoint", toQString(amazon.url()));
        const audience::test::FakeAwsConfig config;
        type(page, "connectionKeyId", toQString(config.accessKeyId));
        type(page, "connectionSecret", toQString(config.secretKey));
        auto *region = part<QComboBox>(page, "connectionRegion");
        region->setCurrentIndex(region->findData(QStringLiteral("eu-west-1")));
        part<QPushButton>(page, "connectionSave")->click();
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(page, "connectionState")->text(), QStringLiteral("Works"), 20'000);
        QVERIFY(settle(page));
    }
};
AUDIENCE_TEST(ConnectionsTest)

class ProgramTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() {
        qputenv("AUDIENCE_STATE_DIR", m_dir.filePath(QStringLiteral("state")).toUtf8());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, file("config"));
        Theme::instance().apply(Scheme::Light);
        QApplication::setQuitOnLastWindowClosed(false);
    }

    void oneWindowForEachFile() {
        gui::Program program({});
        program.create(file("one.audience"));
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
        program.create(file("two.audience"));
        QTRY_COMPARE(program.workbenches().size(), std::size_t(2));
        QVERIFY(QFile::link(file("one.audience"), file("same.audience")));
        program.open(file("same.audience"));
        QTest::qWait(200);
        QCOMPARE(program.workbenches().size(), std::size_t(2)); // the one that is open came forward
        QCOMPARE(gui::Workbench::recentFiles().size(), 2);
        gui::Workbench &two = *program.workbenches().back();
        // What cannot be opened is said in the window that is there.
        QVERIFY(write(file("broken.audience"), "nothing of ours"));
        Q_EMIT two.openWanted(file("broken.audience"));
        QTRY_VERIFY(!part<QLabel>(*two.window(), "toastText")->text().isEmpty());
        QCOMPARE(program.workbenches().size(), std::size_t(2));
        two.window()->close();
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
        const auto offer = program.workbenches().front()->dropOffer({file("two.audience")});
        QVERIFY(offer.act);
        offer.act();
        QTRY_COMPARE(program.workbenches().size(), std::size_t(2));
        QVERIFY(!program.workbenches().front()->dropOffer({file("program.exe")}).act);
        QVERIFY(program.workbenches().front()->dropOffer({file("picture.png")}).act); // into the library
        QVERIFY(program.workbenches().front()->dropOffer({file("orders.csv")}).act);
        Q_EMIT program.workbenches().front()->welcomeWanted();
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
    }

    // Work that takes its time to stop keeps neither the other windows waiting nor the file from being opened again.
    void closingWaitsForNobody() {
        gui::Program program({});
        program.create(file("slow.audience"));
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
        QTRY_VERIFY(program.workbenches().front()->window()->isVisible());
        std::atomic<bool> isHeld{true};
        gui::Workbench &slow = *program.workbenches().front();
        slow.jobs()->start(QStringLiteral("Slow"), &program, [&isHeld, session = slow.sharedSession()](Progress *, CancelToken) {
            while (isHeld)
                QThread::msleep(2);
            return true;
        }, [](bool) {});
        const std::weak_ptr<service::Session> session = slow.sharedSession();
        QElapsedTimer clock;
        clock.start();
        slow.window()->closeWithoutAsking();
        QTRY_VERIFY(program.workbenches().empty());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(clock.elapsed() < 2'000);
        QVERIFY(!session.expired());
        program.open(file("slow.audience"));
        QTest::qWait(100);
        QVERIFY(program.workbenches().empty()); // never open twice
        isHeld = false;
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
        QVERIFY(session.expired());
    }

    void aCopyIsSaved() {
        gui::Program program({});
        program.create(file("shop.audience"));
        QTRY_COMPARE(program.workbenches().size(), std::size_t(1));
        program.workbenches().front()->saveCopy(file("copy.audience"));
        QTRY_VERIFY(QFile::exists(file("copy.audience")));
        QTRY_VERIFY(program.workbenches().front()->jobs()->running().isEmpty());
    }

    void readOnlyIsSaid() {
        service::Session::Options options;
        options.environment.stateDirectory = file("state").toStdString();
        QVERIFY(service::Session::create(file("still.audience").toStdString(), options).has_value());
        options.readOnly = true;
        const auto session = service::Session::open(file("still.audience").toStdString(), options);
        QVERIFY(session.has_value());
        gui::Workbench bench(*session);
        bench.window()->show();
        QTRY_VERIFY(part<QLabel>(*bench.window(), "standingText")->text().contains(QStringLiteral("read-only")));
        QVERIFY(!bench.dropOffer({file("orders.csv")}).act);
        for (Page *page : bench.window()->pages()) {
            bench.window()->showPage(page->key());
            QVERIFY2(settle(*page), qPrintable(page->key()));
        }
    }
};
AUDIENCE_TEST(ProgramTest)

#include "settings_test.moc"
