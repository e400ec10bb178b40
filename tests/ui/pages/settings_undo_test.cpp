// Undo in Settings: topics, the name of the workspace, and the list of blocked addresses go back to what they were.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/suppression_service.h"
#include "service/workspace_service.h"
#include "workspace/consent_repository.h"
#include "ui/kit/jobs.h"
#include "ui/settings/blocked_section.h"
#include "ui/settings/topics_section.h"
#include "ui/settings/workspace_section.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemView>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::SuppressionService;
using service::WorkspaceService;

class SettingsUndoTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;
    std::function<void()> m_undo;

    void listen(SettingsSection &section) {
        m_undo = {};
        connect(&section, &SettingsSection::saidWithUndo, this, [this](const QString &, const std::function<void()> &how) { m_undo = how; });
        section.show();
        section.opened();
        QTRY_VERIFY(section.isSettled());
    }
    bool undo(const SettingsSection &section) {
        if (!QTest::qWaitFor([&] { return m_undo && section.isSettled(); }, 10'000))
            return false;
        std::exchange(m_undo, {})();
        return QTest::qWaitFor([&] { return section.isSettled(); }, 10'000);
    }
    QStringList topics() const {
        QStringList names;
        const auto all = WorkspaceService(*m_session).topics();
        for (const auto &topic : *all)
            names << QString::fromStdString(topic.name);
        return names;
    }
    std::int64_t blocked() { return SuppressionService(*m_session).list({}, 1)->total; }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make();
        QVERIFY(m_session);
    }

    void topicsGoBack() {
        const QStringList before = topics();
        TopicsSection section(m_session);
        listen(section);
        part<QLineEdit>(section, "topicName")->setText(QStringLiteral("Sales"));
        part<QPushButton>(section, "topicAdd")->click();
        QTRY_VERIFY(topics().contains(QStringLiteral("Sales")));
        QVERIFY(undo(section));
        QCOMPARE(topics(), before);

        const auto first = WorkspaceService(*m_session).topics()->front();
        auto *name = part<QLineEdit>(section, qPrintable(QStringLiteral("topicName_") + QString::fromStdString(first.key)));
        name->setText(QStringLiteral("Renamed"));
        Q_EMIT name->editingFinished();
        QTRY_VERIFY(topics().contains(QStringLiteral("Renamed")));
        QVERIFY(undo(section));
        QCOMPARE(topics(), before);
    }

    void aTopicInUseStays() {
        TopicsSection section(m_session);
        listen(section);
        part<QLineEdit>(section, "topicName")->setText(QStringLiteral("Answered"));
        part<QPushButton>(section, "topicAdd")->click();
        QTRY_VERIFY(m_undo);
        workspace::ConsentRepository consents(m_session->workspace());
        const auto topic = *consents.findTopic("answered");
        QVERIFY(topic && consents.set(topic->id, 1, {workspace::ConsentState::Granted, {1}, "form", "yes"}));
        QVERIFY(undo(section));
        QVERIFY(topics().contains(QStringLiteral("Answered")));
        QVERIFY(part<QWidget>(section, "topicsNotice")->isVisible());
    }

    void theNameGoesBack() {
        WorkspaceSection section(m_session, &m_jobs);
        listen(section);
        const std::string before = m_session->displayName();
        auto *name = part<QLineEdit>(section, "workspaceName");
        name->setText(QStringLiteral("Another name"));
        Q_EMIT name->editingFinished();
        QTRY_COMPARE(m_session->displayName(), std::string("Another name"));
        QVERIFY(undo(section));
        QCOMPARE(m_session->displayName(), before);
        QCOMPARE(name->text().toStdString(), before);
    }

    void blockedAddressesGoBackAsTheyWere() {
        SuppressionService service(*m_session);
        QVERIFY(*service.add("ida@example.com", "asked by phone"));
        const auto was = service.list("ida@example.com", 1)->newest.front();
        BlockedSection section(m_session, &m_jobs);
        listen(section);
        part<QLineEdit>(section, "blockedFind")->setText(QStringLiteral("ida@example.com"));
        QTest::qWait(400); // the search waits for the end of typing
        QTRY_VERIFY(section.isSettled());
        part<QAbstractItemView>(section, "blockedTable")->setCurrentIndex(part<QAbstractItemView>(section, "blockedTable")->model()->index(0, 0));
        part<QPushButton>(section, "blockedRemove")->click();
        QTRY_VERIFY(service.list("ida@example.com", 1)->newest.empty());
        QVERIFY(undo(section));
        const auto again = service.list("ida@example.com", 1)->newest;
        QCOMPARE(again.size(), std::size_t(1));
        QCOMPARE(again.front().source, was.source);
        QCOMPARE(again.front().reason, was.reason);
        QCOMPARE(again.front().at.micros, was.at.micros);

        const std::int64_t before = blocked();
        const QString path = m_place.file(QStringLiteral("out.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("ida@example.com\nx1@example.com\nx2@example.com\n") > 0);
        file.close();
        section.importFile(path);
        QTRY_COMPARE(blocked(), before + 2);
        QVERIFY(undo(section));
        QCOMPARE(blocked(), before);
        QCOMPARE(service.list("ida@example.com", 1)->newest.front().source, was.source);
    }
};

AUDIENCE_TEST(SettingsUndoTest)
#include "settings_undo_test.moc"
