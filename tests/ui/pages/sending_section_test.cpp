// Settings > Sending: what holds for all campaigns is changed where it stands, is kept, can be taken back, and never goes
// over what others saved unseen.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "async/deliver.h"
#include "base/json.h"
#include "demo_session.h"
#include "service/event_service.h"
#include "service/sending_rules.h"
#include "ui/kit/date_button.h"
#include "ui/settings/sending_section.h"
#endif
#include "support/test_main.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::EventService;
using service::SendingRules;
using service::sendingRulesOf;

class SendingSectionTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    QList<std::function<void()>> m_undos;

    std::unique_ptr<SendingSection> make() {
        auto section = std::make_unique<SendingSection>(m_session);
        connect(section.get(), &SettingsSection::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undos << undo; });
        section->resize(760, 1200);
        section->setVisible(true);
        section->opened();
        return section;
    }
    static bool rest(const SendingSection &section) {
        return QTest::qWaitFor([&] { return section.isSettled(); });
    }
    static QString words(const QWidget &of, const char *label) { return part<QLabel>(of, label)->text(); }
    static QString notice(const QWidget &of) {
        QString all;
        for (const QLabel *label : part<QWidget>(of, "sendingNotice")->findChildren<QLabel *>())
            all += label->text();
        return part<QWidget>(of, "sendingNotice")->isVisible() ? all : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make();
        QVERIFY(m_session);
    }
    void init() {
        m_undos.clear();
        QVERIFY(service::saveSendingRules(*m_session, {}).has_value());
        QVERIFY(EventService(*m_session).saveLimits({}).has_value());
    }

    void quietHoursAreSetAndTakenBack() {
        const auto section = make();
        QVERIFY(rest(*section));
        auto *quiet = part<QCheckBox>(*section, "sendingQuiet");
        QVERIFY(!quiet->isChecked() && words(*section, "sendingQuietWords").contains(QLatin1String("any hour")));
        QTest::keyClick(quiet, Qt::Key_Space);
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 8 * 60);
        QCOMPARE(sendingRulesOf(*m_session)->hours.toMinute, 21 * 60);
        QVERIFY2(words(*section, "sendingQuietWords").contains(QLatin1String("between 21:00 and 08:00")), qPrintable(words(*section, "sendingQuietWords")));
        auto *to = part<TimeButton>(*section, "sendingQuietTo");
        to->setTime(QTime(9, 30));
        Q_EMIT to->timeChanged(QTime(9, 30));
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 9 * 60 + 30);
        QCOMPARE(m_undos.size(), 2);
        m_undos.last()();
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 8 * 60);
        m_undos.first()();
        QVERIFY(rest(*section));
        QVERIFY(sendingRulesOf(*m_session)->hours.isAlways() && !quiet->isChecked());
    }

    // Then no email would ever leave.
    void quietAllDayIsNotTaken() {
        const auto section = make();
        QVERIFY(rest(*section));
        QTest::keyClick(part<QCheckBox>(*section, "sendingQuiet"), Qt::Key_Space);
        QVERIFY(rest(*section));
        auto *from = part<TimeButton>(*section, "sendingQuietFrom");
        from->setTime(QTime(8, 0));
        Q_EMIT from->timeChanged(QTime(8, 0));
        QVERIFY(rest(*section));
        QVERIFY(part<QLabel>(*section, "sendingQuietFault")->isVisible());
        QCOMPARE(sendingRulesOf(*m_session)->hours.toMinute, 21 * 60);
    }

    void daysAndTheCapAreKept() {
        const auto section = make();
        QVERIFY(rest(*section));
        auto *add = part<DateButton>(*section, "sendingDayAdd");
        Q_EMIT add->dateChanged(QDate(2026, 12, 25));
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->notOn.size(), std::size_t(1));
        QCOMPARE(toIso(sendingRulesOf(*m_session)->notOn.front()), std::string("2026-12-25"));
        const auto chips = part<QWidget>(*section, "sendingDays")->findChildren<QPushButton *>();
        QCOMPARE(chips.size(), 1);
        chips.first()->click();
        QVERIFY(rest(*section));
        QVERIFY(sendingRulesOf(*m_session)->notOn.empty());
        QTest::mouseClick(part<QPushButton>(*section, "sendingWeekday7"), Qt::LeftButton); // Sunday
        QVERIFY(rest(*section));
        QCOMPARE(int(sendingRulesOf(*m_session)->hours.weekdays), 0x3f);
        QTest::keyClick(part<QCheckBox>(*section, "sendingCap"), Qt::Key_Space);
        QVERIFY(rest(*section));
        part<QSpinBox>(*section, "sendingCapMessages")->setValue(5);
        part<QSpinBox>(*section, "sendingCapDays")->setValue(30);
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->cap.messages, std::int64_t(5));
        QCOMPARE(sendingRulesOf(*m_session)->cap.seconds, std::int64_t(30 * 86'400));
    }

    void capsOfTopicsAndDomainsAreShownAndTakenBack() {
        SendingRules rules;
        rules.topicCaps = {{"newsletter", {2, 7 * 86'400}}};
        rules.deniedDomains = {"example.org"};
        QVERIFY(service::saveSendingRules(*m_session, rules).has_value());
        const auto section = make();
        QVERIFY(rest(*section));
        auto *messages = part<QSpinBox>(*section, "sendingTopicCapMessages_newsletter");
        QCOMPARE(messages->value(), 2);
        QCOMPARE(part<QSpinBox>(*section, "sendingTopicCapDays_newsletter")->value(), 7);
        QVERIFY(m_undos.isEmpty());
        messages->setValue(4);
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->topicCaps.front().cap.messages, std::int64_t(4));
        part<QToolButton>(*section, "sendingTopicCapRemove_newsletter")->click();
        QVERIFY(rest(*section));
        QVERIFY(sendingRulesOf(*m_session)->topicCaps.empty());
        m_undos.last()();
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->topicCaps.size(), std::size_t(1));
        auto *add = part<QLineEdit>(*section, "sendingDomainAdd");
        add->setText(QStringLiteral("nonsense"));
        QTest::keyClick(add, Qt::Key_Return);
        QVERIFY(part<QLabel>(*section, "sendingDomainFault")->isVisible());
        QCOMPARE(add->text(), QStringLiteral("nonsense")); // to be mended, not lost
        add->setText(QStringLiteral("@Example.com, example.org"));
        QTest::keyClick(add, Qt::Key_Return);
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->deniedDomains, (std::vector<std::string>{"example.org", "example.com"}));
        m_undos.last()();
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->deniedDomains, (std::vector<std::string>{"example.org"}));
        part<QPushButton>(*section, "sendingDomain_example.org")->click();
        QVERIFY(rest(*section));
        QVERIFY(sendingRulesOf(*m_session)->deniedDomains.empty());
    }

    // A number that was turned in the moment the window goes.
    void theLastTurnIsNotLost() {
        {
            const auto section = make();
            QVERIFY(rest(*section));
            part<QSpinBox>(*section, "limitAfter")->setValue(750);
            QVERIFY(!section->isSettled());
        }
        QCOMPARE(EventService(*m_session).limits()->breakers.after, std::int64_t(750));
    }

    // What is turned while something is taken back goes beside it.
    void anEditDoesNotBringBackWhatWasTakenBack() {
        const auto section = make();
        QVERIFY(rest(*section));
        auto *bounce = part<QDoubleSpinBox>(*section, "limitBounce");
        bounce->setValue(3.5);
        QVERIFY(rest(*section));
        QCOMPARE(m_undos.size(), 1);
        m_undos.last()();
        part<QCheckBox>(*section, "sendingQuiet")->click();
        part<QSpinBox>(*section, "limitAfter")->setValue(750);
        QVERIFY(rest(*section));
        QVERIFY(qAbs(EventService(*m_session).limits()->breakers.bounce - 0.05) < 1e-9);
        QCOMPARE(EventService(*m_session).limits()->breakers.after, std::int64_t(750));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 8 * 60);
        QCOMPARE(bounce->value(), 5.0);
        QVERIFY(notice(*section).isEmpty());
    }

    // Nor one that was turned while something was on its way to the file.
    void theLastTurnBehindAnotherIsNotLost() {
        {
            const auto section = make();
            QVERIFY(rest(*section));
            part<QSpinBox>(*section, "limitAfter")->setValue(750);
            QVERIFY(rest(*section));
            m_undos.last()();
            part<QDoubleSpinBox>(*section, "limitBounce")->setValue(3.5);
        }
        workers().waitForDone();
        QVERIFY(qAbs(EventService(*m_session).limits()->breakers.bounce - 0.035) < 1e-9);
        QCOMPARE(EventService(*m_session).limits()->breakers.after, std::int64_t(500));
    }

    void whatOthersSavedIsNotOverwritten() {
        const auto section = make();
        QVERIFY(rest(*section));
        SendingRules theirs;
        theirs.cap = {9, 86'400};
        QVERIFY(service::saveSendingRules(*m_session, theirs).has_value());
        // Another part goes beside it.
        QTest::keyClick(part<QCheckBox>(*section, "sendingQuiet"), Qt::Key_Space);
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->cap.messages, std::int64_t(9));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 8 * 60);
        // The same part is asked for once more, over what it is now.
        theirs = *sendingRulesOf(*m_session);
        theirs.hours.fromMinute = 6 * 60;
        QVERIFY(service::saveSendingRules(*m_session, theirs).has_value());
        auto *to = part<TimeButton>(*section, "sendingQuietTo");
        to->setTime(QTime(10, 0));
        Q_EMIT to->timeChanged(QTime(10, 0));
        QVERIFY(rest(*section));
        QCOMPARE(sendingRulesOf(*m_session)->hours.fromMinute, 6 * 60);
        QVERIFY(notice(*section).contains(QLatin1String("Somebody else")));
        QCOMPARE(to->time(), QTime(6, 0));
    }

    void limitsStayInsideWhatIsAllowed() {
        const auto section = make();
        QVERIFY(rest(*section));
        auto *bounce = part<QDoubleSpinBox>(*section, "limitBounce");
        QCOMPARE(bounce->value(), 5.0);
        QCOMPARE(bounce->minimum(), 0.1);
        QCOMPARE(bounce->maximum(), 100.0);
        auto *builtIn = part<QPushButton>(*section, "limitsBuiltIn");
        QVERIFY(builtIn->isHidden());
        bounce->setValue(3.5);
        QVERIFY(rest(*section));
        QVERIFY(qAbs(EventService(*m_session).limits()->breakers.bounce - 0.035) < 1e-9);
        QVERIFY(!builtIn->isHidden());
        QTest::keyClick(part<QCheckBox>(*section, "limitSoft"), Qt::Key_Space);
        QVERIFY(rest(*section));
        QVERIFY(!EventService(*m_session).limits()->soft.isOn);
        builtIn->click();
        QVERIFY(rest(*section));
        QVERIFY(builtIn->isHidden());
        QVERIFY(delivery::toJson(*EventService(*m_session).limits()) == delivery::toJson(delivery::DeliveryLimits{}));
        m_undos.last()();
        QVERIFY(rest(*section));
        QVERIFY(!EventService(*m_session).limits()->soft.isOn);
    }

    void theFieldWithTheClockIsNamed() {
        const auto section = make();
        QVERIFY(rest(*section));
        auto *zone = part<QComboBox>(*section, "sendingZoneField");
        QVERIFY(zone->count() > 1);
        zone->setCurrentIndex(1);
        Q_EMIT zone->activated(1);
        QVERIFY(rest(*section));
        QCOMPARE(QString::fromStdString(sendingRulesOf(*m_session)->zoneField), zone->itemData(1).toString());
        QVERIFY(words(*section, "sendingZoneWords").contains(zone->itemData(1).toString()));
    }
};

AUDIENCE_TEST(SendingSectionTest)
#include "sending_section_test.moc"
