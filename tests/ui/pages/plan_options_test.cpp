// The rows of the composer that say to whom, when and how fast a campaign is sent.
#ifndef Q_MOC_RUN
#include "ui/campaigns/option_row.h"
#include "ui/campaigns/plan_options.h"
#include "ui/campaigns/plan_words.h"
#include "ui/kit/date_button.h"
#include "ui/kit/segmented_control.h"
#endif
#include "support/test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace audience;
using namespace audience::ui;
using model::DeliveryPlan;
using model::Repeat;

class PlanOptionsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<QWidget> m_window;
    PlanOptions *m_options = nullptr;
    DeliveryPlan m_plan;
    QDate m_start{2026, 11, 26}; // a Thursday
    QStringList m_words;

    template <class Part> Part *part(const char *name) { return m_window->findChild<Part *>(QLatin1String(name)); }
    void check(const char *name) { QTest::keyClick(part<QCheckBox>(name), Qt::Key_Space); }
    void type(const char *name, const char *text) {
        auto *edit = part<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QLatin1String(text));
    }
    void number(const char *name, const char *text) {
        auto *box = part<QSpinBox>(name);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QLatin1String(text));
        QTest::keyClick(box, Qt::Key_Return);
    }

private Q_SLOTS:
    void init() {
        m_plan = {};
        m_words.clear();
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        m_options = new PlanOptions(m_window.get());
        for (const PlanOptions::Group *group : {&m_options->people(), &m_options->reading(), &m_options->times(), &m_options->speed()}) {
            column->addWidget(group->more);
            column->addWidget(group->rows);
        }
        connect(m_options, &PlanOptions::changed, this, [this](const DeliveryPlan &plan, const QString &words, int) {
            m_plan = plan;
            m_words.append(words);
            m_options->show(plan, m_start);
        });
        m_options->show(m_plan, m_start);
        m_window->show();
        for (const char *more : {"peopleOptionsMore", "readingOptionsMore", "timeOptionsMore", "speedOptionsMore"})
            part<QPushButton>(more)->click();
    }

    void whatIsOffIsPutAwayAndWhatIsOnStays() {
        for (const char *more : {"peopleOptionsMore", "readingOptionsMore", "timeOptionsMore", "speedOptionsMore"})
            part<QPushButton>(more)->click();
        m_plan.inLocalTime = true;
        m_options->show(m_plan, m_start);
        for (const OptionRow *row : m_window->findChildren<OptionRow *>())
            QCOMPARE(row->isVisible(), row->isOn());
        QVERIFY(part<QCheckBox>("planLocal")->isVisible());
        part<QPushButton>("timeOptionsMore")->click();
        QVERIFY(part<QCheckBox>("planHours")->isVisible());
        QVERIFY(m_words.isEmpty());
    }

    void showingAPlanSaysNothing() {
        DeliveryPlan plan;
        plan.stream = model::Stream::Transactional;
        plan.priority = 5;
        plan.holdoutShare = 0.25;
        plan.maxPeople = 12'345;
        plan.hours = {600, 1'200, 0x15};
        plan.notOn = {civilFromYmd({2026, 12, 24}), civilFromYmd({2026, 12, 25})};
        plan.recurrence = {Repeat::Monthly, 2, 0, Instant{1'800'000'000'000'000}, 0, {}};
        plan.batchSize = 500;
        plan.batchEveryMinutes = 30;
        plan.expireAfterMinutes = 90;
        plan.perDomainPerSecond = 2.5;
        plan.domains = {{"example.com", 0.5}};
        plan.warmUp = {10, 20};
        plan.stopErrorShare = 0.3;
        m_options->show(plan, m_start);
        QVERIFY(m_words.isEmpty());
        QCOMPARE(part<QSpinBox>("planHoldoutShare")->value(), 25);
        QCOMPARE(part<QSpinBox>("planExpireHours")->value(), 2);
        QCOMPARE(part<QLineEdit>("planDomainList")->text(), QStringLiteral("example.com 0.5"));
        QCOMPARE(part<QSpinBox>("planBatchEvery")->value(), 30);
        m_options->show({}, {});
        QVERIFY(m_words.isEmpty());
    }

    void eachRowBeginsWithWhatIsUsualAndGoesBack() {
        int rows = 0;
        for (auto *row : m_window->findChildren<OptionRow *>()) {
            QTest::keyClick(row->findChild<QCheckBox *>(QString(), Qt::FindDirectChildrenOnly), Qt::Key_Space);
            QVERIFY2(row->isOn(), qPrintable(row->words()));
            const bool waits = row->words().contains(QStringLiteral("domains")); // for the first of them
            QVERIFY2(waits == (m_plan == DeliveryPlan{}), qPrintable(row->words()));
            QVERIFY2(checkPlan(m_plan), qPrintable(row->words()));
            QTest::keyClick(row->findChild<QCheckBox *>(QString(), Qt::FindDirectChildrenOnly), Qt::Key_Space);
            QVERIFY2(m_plan == DeliveryPlan{}, qPrintable(row->words()));
            ++rows;
        }
        QVERIFY(rows >= 12);
    }

    void numbersAndDaysAreTaken() {
        check("planHoldout");
        number("planHoldoutShare", "20");
        QCOMPARE(m_plan.holdoutShare, 0.2);
        check("planBatch");
        number("planBatchSize", "250");
        number("planBatchEvery", "15");
        QCOMPARE(m_plan.batchSize, std::int64_t{250});
        QCOMPARE(m_plan.batchEveryMinutes, std::int64_t{15});
        check("planHours");
        part<QPushButton>("planHoursDay6")->click();
        part<QPushButton>("planHoursDay7")->click();
        QCOMPARE(int(m_plan.hours.weekdays), 0x1f);
        for (const char *day : {"planHoursDay1", "planHoursDay2", "planHoursDay3", "planHoursDay4", "planHoursDay5"})
            part<QPushButton>(day)->click();
        QCOMPARE(int(m_plan.hours.weekdays), 0x10); // the last one stays
        QVERIFY(part<QPushButton>("planHoursDay5")->isChecked());
    }

    void repeatingKnowsItsDays() {
        check("planRepeat");
        QCOMPARE(m_plan.recurrence.repeat, Repeat::Weekly);
        QVERIFY(part<QPushButton>("planRepeatDay4")->isChecked()); // the day it starts on
        part<QPushButton>("planRepeatDay1")->click();
        QCOMPARE(int(m_plan.recurrence.weekdays), 0x09);
        part<SegmentedControl>("planRepeatUnit")->setCurrent(2);
        QCOMPARE(m_plan.recurrence.repeat, Repeat::Monthly);
        QVERIFY(!part<QWidget>("planRepeatDay")->isVisible());
        check("planRepeatEnds");
        QCOMPARE(toIso(m_plan.recurrence.until), std::string("2027-02-26T23:59:59Z"));
    }

    // A last day ends by the clock of the campaign, wherever that is, and is read back as the day that was said.
    void theLastDayIsOneOfTheCampaignsClock() {
        const std::pair<const char *, const char *> kEnds[] = {{"Pacific/Auckland", "2027-02-26T10:59:59Z"}, {"America/Los_Angeles", "2027-02-27T07:59:59Z"}};
        for (const auto &[zone, end] : kEnds) {
            m_plan = {};
            m_options->setZone(zone);
            m_options->show(m_plan, m_start);
            check("planRepeat");
            check("planRepeatEnds");
            QCOMPARE(toIso(m_plan.recurrence.until), std::string(end));
            QCOMPARE(part<DateButton>("planRepeatUntil")->date(), QDate(2027, 2, 26));
            Q_EMIT part<DateButton>("planRepeatUntil")->dateChanged(QDate(2026, 12, 31));
            QCOMPARE(part<DateButton>("planRepeatUntil")->date(), QDate(2026, 12, 31));
        }
    }

    void daysWithoutEmailAreKeptInOrder() {
        check("planDays");
        QCOMPARE(m_plan.notOn, (std::vector<CivilDate>{civilFromYmd({2026, 11, 29})})); // the Sunday after the start
        Q_EMIT part<DateButton>("planDaysAdd")->dateChanged(QDate(2026, 11, 27));
        Q_EMIT part<DateButton>("planDaysAdd")->dateChanged(QDate(2026, 11, 27));
        QCOMPARE(m_plan.notOn, (std::vector<CivilDate>{civilFromYmd({2026, 11, 27}), civilFromYmd({2026, 11, 29})}));
        part<QPushButton>(qPrintable(QStringLiteral("planDay%1").arg(m_plan.notOn[0].days)))->click();
        QCOMPARE(m_plan.notOn.size(), std::size_t{1});
    }

    void aListThatIsNotUnderstoodSaysSoAndKeepsWhatWas() {
        check("planDomains");
        type("planDomainList", "gmail.com 5, Example.ORG 0.5");
        QCOMPARE(m_plan.domains, (std::map<std::string, double>{{"example.org", 0.5}, {"gmail.com", 5}}));
        const auto before = m_plan;
        type("planDomainList", "gmail.com fast");
        QVERIFY(m_plan.domains.size() <= before.domains.size());
        bool isSaid = false;
        for (const QLabel *label : m_window->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(QStringLiteral("gmail.com fast")));
        QVERIFY(isSaid);
        check("planWarmUp");
        type("planWarmUpList", "10; 20, 40");
        QCOMPARE(m_plan.warmUp, (std::vector<std::int64_t>{10, 20, 40}));
    }

    void listsReadWhatTheyWrite() {
        std::map<std::string, double> rates;
        QVERIFY(readDomainRates(QStringLiteral("b.example 2 ,\n a.example  0.25"), rates).isEmpty());
        QCOMPARE(domainRatesText(rates), QStringLiteral("a.example 0.25, b.example 2"));
        for (const char *wrong : {"", ",", "a.example", "5", "a.example -1", "a b.example 3", "no_dot 3", "a.example 99999999"}) {
            auto kept = rates;
            QVERIFY2(!readDomainRates(QLatin1String(wrong), kept).isEmpty(), wrong);
            QVERIFY(kept == rates);
        }
        std::vector<std::int64_t> days{1};
        for (const char *wrong : {"", "ten", "10, 0", "1.5", "-3"})
            QVERIFY2(!readWarmUp(QLatin1String(wrong), days).isEmpty() && days.size() == 1, wrong);
    }
};

AUDIENCE_TEST(PlanOptionsTest)
#include "plan_options_test.moc"
