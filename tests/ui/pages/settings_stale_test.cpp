// Settings that others change while somebody writes: rows stay under the hand, half a word stays, and what differs is
// shown side by side.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/definition_service.h"
#include "service/imprint.h"
#include "service/workspace_service.h"
#include "ui/kit/jobs.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/zoned.h"
#include "ui/settings/definitions_section.h"
#include "ui/settings/topics_section.h"
#include "ui/settings/workspace_section.h"
#endif
#include "support/test_main.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::TopicView;
using service::WorkspaceService;

class SettingsStaleTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

    static bool isReady(const SettingsSection &section) {
        return QTest::qWaitFor([&] { return section.isSettled(); }, 20'000);
    }
    static void open(SettingsSection &section) {
        section.resize(900, 700);
        section.show();
        section.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&section));
        section.opened();
        QVERIFY(isReady(section));
    }
    static void write(QLineEdit *field, const char *text) {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QLatin1String(text));
    }
    TopicView topic() { return WorkspaceService(*m_session).topics()->front(); }
    void say(const TopicView &topic) { QVERIFY(WorkspaceService(*m_session).saveTopic(topic).has_value()); }
    template <class T> T *of(const TopicsSection &section, const char *what) {
        return part<T>(section, (std::string(what) + topic().key).c_str());
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make();
        QVERIFY(m_session);
    }

    void rowsStayAndKeepWhatOthersSaved() {
        TopicsSection section(m_session);
        open(section);
        const TopicView before = topic();
        const QPointer<QLineEdit> name = of<QLineEdit>(section, "topicName_");
        const QPointer<QComboBox> kind = of<QComboBox>(section, "topicKind_");
        write(name, "Renamed");
        TopicView theirs = before;
        theirs.kind = before.kind == "opt-out" ? "opt-in" : "opt-out";
        say(theirs);
        kind->setFocus(Qt::TabFocusReason); // saves; the keyboard is in the next control of the row by then
        QVERIFY(isReady(section));
        QVERIFY(name && kind);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(kind));
        QCOMPARE(topic().name, std::string("Renamed"));
        QCOMPARE(topic().kind, theirs.kind);
        QTRY_COMPARE(kind->currentData().toString().toStdString(), theirs.kind);
        // Half a name outlives that the rows are read again.
        write(name, "Half");
        section.opened();
        QVERIFY(isReady(section));
        QCOMPARE(name->text(), QStringLiteral("Half"));
        QCOMPARE(topic().name, std::string("Renamed"));
        write(name, "Renamed");
        say(before);
    }

    void topicsAreShownSideBySide() {
        TopicsSection section(m_session);
        open(section);
        const TopicView before = topic();
        auto *name = of<QLineEdit>(section, "topicName_");
        auto *stale = part<StalePanel>(section, "topicStale");
        for (const bool isMine : {false, true}) {
            TopicView theirs = topic();
            write(name, "Mine");
            theirs.name = "Theirs";
            say(theirs);
            QTest::keyClick(name, Qt::Key_Return);
            QVERIFY(isReady(section));
            QVERIFY(stale->isVisible());
            QCOMPARE(topic().name, std::string("Theirs"));
            auto *button = part<QPushButton>(section, isMine ? "topicStaleMine" : "topicStaleTheirs");
            button->setFocus(); // as the mouse does
            QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY(isReady(section));
            QVERIFY(!stale->isVisible());
            QCOMPARE(topic().name, std::string(isMine ? "Mine" : "Theirs"));
            QCOMPARE(name->text(), QString::fromStdString(topic().name));
            say(before);
            section.opened();
            QVERIFY(isReady(section));
        }
    }

    void theImprintIsShownSideBySide() {
        const service::Imprint before = *service::imprintOf(*m_session);
        WorkspaceSection section(m_session, &m_jobs);
        open(section);
        auto *name = part<QLineEdit>(section, "imprintName");
        auto *stale = part<StalePanel>(section, "imprintStale");
        write(name, "Mine");
        QVERIFY(service::saveImprint(*m_session, {"Theirs", "Their street"}).has_value());
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(isReady(section));
        QVERIFY(stale->isVisible());
        QCOMPARE(service::imprintOf(*m_session)->name, std::string("Theirs"));
        auto *mine = part<QPushButton>(section, "imprintStaleMine");
        mine->setFocus();
        QTest::mouseClick(mine, Qt::LeftButton);
        QVERIFY(isReady(section));
        QVERIFY(!stale->isVisible());
        const service::Imprint now{"Mine", "Their street"};
        QVERIFY(*service::imprintOf(*m_session) == now);
        QCOMPARE(part<QLineEdit>(section, "imprintAddress")->text(), QStringLiteral("Their street"));
        QVERIFY(service::saveImprint(*m_session, before).has_value());
    }

    void aDefinitionThatIsReadTouchesNothingElse() {
        setWorkspaceZone("Asia/Tokyo"); // of the window in front
        DefinitionsSection section(m_session);
        open(section);
        QCOMPARE(zoned(Instant{0}).timeZone().id(), QByteArray("Asia/Tokyo"));
        setWorkspaceZone("UTC");
        auto *currency = part<QLineEdit>(section, "definitionCurrency");
        const QString before = currency->text();
        write(currency, "ch");
        section.opened();
        QVERIFY(isReady(section));
        QCOMPARE(currency->text(), QStringLiteral("ch"));
        write(currency, "chf");
        QTest::keyClick(currency, Qt::Key_Return);
        QVERIFY(isReady(section));
        QCOMPARE(currency->text(), QStringLiteral("CHF"));
        write(currency, qPrintable(before));
        QTest::keyClick(currency, Qt::Key_Return);
        QVERIFY(isReady(section));
    }
};

AUDIENCE_TEST(SettingsStaleTest)
#include "settings_stale_test.moc"
