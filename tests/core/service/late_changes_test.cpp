// Changes of what others changed meanwhile: a topic and the imprint keep what nobody touched, and are not written over
// unseen.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/imprint.h"
#include "service/session.h"
#include "service/workspace_service.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class LateChangesTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    TopicView topic() { return WorkspaceService(*m_session).topics()->front(); }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
    }

    void aLateRenameKeepsTheRuleOfConsent() {
        WorkspaceService service(*m_session);
        const TopicView read = *service.saveTopic({"news", "News", "opt-in"});
        QVERIFY(service.saveTopic({"news", "News", "opt-out"}).has_value()); // elsewhere
        TopicView wanted = read;
        wanted.name = "Newsletter";
        const auto done = service.changeTopic(read, wanted);
        QVERIFY(done.has_value());
        QCOMPARE(done->name, std::string("Newsletter"));
        QCOMPARE(topic().kind, std::string("opt-out"));
        QCOMPARE(topic().name, std::string("Newsletter"));
    }

    void aTopicIsNotWrittenOverUnseen() {
        WorkspaceService service(*m_session);
        const TopicView read = topic();
        TopicView theirs = read, mine = read;
        theirs.name = "Theirs";
        mine.name = "Mine";
        QVERIFY(service.changeTopic(read, theirs).has_value());
        const auto refused = service.changeTopic(read, mine);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().id, std::string("topic.changed_elsewhere"));
        QCOMPARE(topic().name, std::string("Theirs"));
        QVERIFY(service.changeTopic(theirs, mine).has_value()); // having seen it
        QVERIFY(service.changeTopic(read, mine).has_value());   // it says so already
        QVERIFY(service.removeTopic("news").has_value());
        QCOMPARE(service.changeTopic(mine, theirs).error().id, std::string("topic.gone"));
    }

    void theImprintIsNotWrittenOverUnseen() {
        QVERIFY(saveImprint(*m_session, {"Shop", "1 Quay"}).has_value());
        const Imprint read = *imprintOf(*m_session);
        QVERIFY(changeImprint(*m_session, read, {"Harbour Shop", "1 Quay"}).has_value());
        const auto other = changeImprint(*m_session, read, {"Shop", "2  Quay"}); // the address alone
        QVERIFY(other.has_value());
        QCOMPARE(other->name, std::string("Harbour Shop"));
        QCOMPARE(other->postalAddress, std::string("2 Quay"));
        const auto refused = changeImprint(*m_session, read, {"My shop", "1 Quay"});
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().id, std::string("imprint.changed_elsewhere"));
        QCOMPARE(imprintOf(*m_session)->name, std::string("Harbour Shop"));
    }
};
AUDIENCE_TEST(LateChangesTest)
#include "late_changes_test.moc"
