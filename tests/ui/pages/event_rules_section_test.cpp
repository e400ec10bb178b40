// Settings > Machines and people: what each rule took out, a rule switched off, and the past counted again.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "delivery/event_intake.h"
#include "service/event_service.h"
#include "ui/kit/jobs.h"
#include "ui/settings/event_rules_section.h"
#endif
#include "support/test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::EventService;

class EventRulesSectionTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make();
        QVERIFY(m_session);
        // Opened by Apple's proxy.
        const std::string opened = "{\"eventType\":\"Open\",\"mail\":{\"timestamp\":\"2026-09-21T14:13:20.000Z\",\"messageId\":\"m1\",\"destination\":[\"a@example.com\"]},"
                                   "\"open\":{\"timestamp\":\"2026-09-21T14:20:00.000Z\",\"userAgent\":\"Mozilla/5.0\",\"ipAddress\":\"192.0.2.1\"}}";
        auto &file = m_session->workspace();
        const auto connection = file.connect(workspace::Durability::Normal);
        QVERIFY(connection);
        delivery::EventIntake intake(*connection, file.clock(), file.uuid(), nullptr);
        const delivery::RawEvent raw{"test", opened};
        QVERIFY(intake.take({&raw, 1}));
    }

    void aRuleIsSwitchedAndThePastCountedAgain() {
        EventRulesSection section(m_session, &m_jobs);
        section.setVisible(true);
        section.opened();
        QTRY_VERIFY(section.isSettled());
        auto *apple = section.findChild<QCheckBox *>(QStringLiteral("rule_apple-privacy"));
        QVERIFY(apple && apple->isChecked());
        QVERIFY(!apple->accessibleName().isEmpty());
        auto *due = section.findChild<QWidget *>(QStringLiteral("rulesDue"));
        auto *builtIn = section.findChild<QPushButton *>(QStringLiteral("rulesBuiltIn"));
        QVERIFY(due->isHidden() && builtIn->isHidden());
        const auto before = EventService(*m_session).rules();

        QTest::keyClick(apple, Qt::Key_Space);
        QTRY_VERIFY(section.isSettled() && !due->isHidden());
        QVERIFY(!builtIn->isHidden());
        QCOMPARE(EventService(*m_session).rules()->opens, before->opens); // not yet
        auto *count = section.findChild<QPushButton *>(QStringLiteral("rulesApply"));
        count->click();
        QTRY_VERIFY_WITH_TIMEOUT(section.isSettled() && due->isHidden(), 20'000);
        QVERIFY(EventService(*m_session).rules()->opens > before->opens);

        builtIn->click();
        QTRY_VERIFY(section.isSettled() && builtIn->isHidden() && !due->isHidden());
        count->click();
        QTRY_VERIFY_WITH_TIMEOUT(section.isSettled() && due->isHidden(), 20'000);
        QCOMPARE(EventService(*m_session).rules()->opens, before->opens);
    }

    // The switch that was pressed keeps the keyboard.
    void theKeyboardStaysWhereItWas() {
        EventRulesSection section(m_session, &m_jobs);
        section.setVisible(true);
        section.opened();
        QTRY_VERIFY(section.isSettled());
        const QString name = QStringLiteral("rule_apple-privacy");
        section.findChild<QCheckBox *>(name)->setFocus();
        QTest::keyClick(section.findChild<QCheckBox *>(name), Qt::Key_Space);
        QTRY_VERIFY(section.isSettled());
        QVERIFY(section.focusWidget());
        QCOMPARE(section.focusWidget()->objectName(), name);
        QTest::keyClick(section.findChild<QCheckBox *>(name), Qt::Key_Space);
        QTRY_VERIFY(section.isSettled());
        QVERIFY(section.findChild<QCheckBox *>(name)->isChecked());
    }
};

AUDIENCE_TEST(EventRulesSectionTest)
#include "event_rules_section_test.moc"
