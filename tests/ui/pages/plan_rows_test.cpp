// The rows of the composer for whom of the audience, what is followed, how much over a time and which times of one's own;
// and the card of notes.
#ifndef Q_MOC_RUN
#include "ui/campaigns/about_card.h"
#include "ui/campaigns/plan_options.h"
#include "ui/campaigns/plan_words.h"
#include "ui/kit/segmented_control.h"
#endif
#include "support/test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace audience;
using namespace audience::ui;
using model::DeliveryPlan;
using model::Repeat;

class PlanRowsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<QWidget> m_window;
    PlanOptions *m_options = nullptr;
    DeliveryPlan m_plan;

    template <class Part> Part *part(const char *name) { return m_window->findChild<Part *>(QLatin1String(name)); }
    void check(const char *name) { QTest::keyClick(part<QCheckBox>(name), Qt::Key_Space); }
    void type(const char *name, const char *text) {
        auto *edit = part<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QLatin1String(text));
    }
    void pick(const char *button, const QString &words) {
        part<QPushButton>(button)->click();
        auto *list = qApp->activePopupWidget() ? qApp->activePopupWidget()->findChild<QListWidget *>() : nullptr;
        for (QWidget *top : qApp->topLevelWidgets())
            if (auto *found = top->isVisible() ? top->findChild<QListWidget *>() : nullptr; !list && found)
                list = found;
        if (!list)
            list = m_window->findChild<QListWidget *>();
        QVERIFY(list);
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == words && list->item(row)->flags().testFlag(Qt::ItemIsEnabled)) {
                list->setCurrentRow(row);
                Q_EMIT list->itemClicked(list->item(row));
                return;
            }
        QFAIL(qPrintable(words));
    }

private Q_SLOTS:
    void init() {
        m_plan = {};
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 1400);
        auto *column = new QVBoxLayout(m_window.get());
        m_options = new PlanOptions(m_window.get());
        for (const PlanOptions::Group *group : {&m_options->people(), &m_options->reading(), &m_options->times(), &m_options->speed()}) {
            column->addWidget(group->more);
            column->addWidget(group->rows);
        }
        m_options->setFields({{"email", "text", false}, {"revenue", "decimal", true}, {"household_id", "text", false}, {"payload", "json", false}});
        connect(m_options, &PlanOptions::changed, this, [this](const DeliveryPlan &plan, const QString &, int) {
            m_plan = plan;
            m_options->show(plan, {});
        });
        m_options->show(m_plan, {});
        m_window->show();
        for (const char *more : {"peopleOptionsMore", "readingOptionsMore", "timeOptionsMore", "speedOptionsMore"})
            part<QPushButton>(more)->click();
    }

    void numbersAreSaidAsTheLanguageSaysThem() {
        check("planMost");
        auto *box = part<QSpinBox>("planMostPeople");
        const QString many = box->text();
        QVERIFY2(many.contains(QStringLiteral("1,000")) && many.endsWith(QStringLiteral("people")), qPrintable(many));
        box->setValue(7);
        QCOMPARE(box->text(), QStringLiteral("7 people"));
        QCOMPARE(m_plan.maxPeople, std::int64_t{7});
        check("planHoldout");
        QVERIFY(part<QSpinBox>("planHoldoutShare")->text().contains(QLatin1Char('%')));
    }

    void theMostAreChosenByAField() {
        check("planMost");
        pick("planMostBy", QStringLiteral("revenue")); // the first of that name: highest first
        QCOMPARE(m_plan.mostBy, std::string("revenue"));
        QVERIFY(part<QPushButton>("planMostBy")->text().startsWith(QStringLiteral("Highest")));
        m_plan.mostBy = "-revenue";
        m_options->show(m_plan, {});
        QVERIFY(part<QPushButton>("planMostBy")->text().startsWith(QStringLiteral("Lowest")));
        check("planMost");
        QVERIFY(m_plan == DeliveryPlan{}); // the order goes with the number
    }

    void onceForEachHousehold() {
        pick("planOncePer", QStringLiteral("household id"));
        QCOMPARE(m_plan.oncePer, std::string("household_id"));
        part<QPushButton>("peopleOptionsMore")->click();
        QVERIFY(part<QPushButton>("planOncePer")->isVisible()); // what is on stays
        part<QPushButton>("peopleOptionsMore")->click();
        pick("planOncePer", QStringLiteral("Email address"));
        QVERIFY(m_plan.oncePer.empty());
    }

    void domainsAreChips() {
        check("planOnlyDomains");
        QVERIFY(m_plan == DeliveryPlan{}); // nothing is left out before one is named
        QVERIFY(part<QLineEdit>("planOnlyDomainsAdd")->isVisible());
        type("planOnlyDomainsAdd", "Example.org, @shop.example");
        QTest::keyClick(part<QLineEdit>("planOnlyDomainsAdd"), Qt::Key_Return);
        QCOMPARE(m_plan.onlyDomains, (std::vector<std::string>{"example.org", "shop.example"}));
        type("planOnlyDomainsAdd", "nonsense");
        QTest::keyClick(part<QLineEdit>("planOnlyDomainsAdd"), Qt::Key_Return);
        QVERIFY(part<QLabel>("planOnlyDomainsFault")->isVisible());
        QCOMPARE(m_plan.onlyDomains.size(), std::size_t{2});
        QCOMPARE(part<QLineEdit>("planOnlyDomainsAdd")->text(), QStringLiteral("nonsense")); // to be mended, not lost
        for (auto *chip : m_window->findChildren<QPushButton *>(QStringLiteral("planDomain_example.org")))
            chip->click();
        QCOMPARE(m_plan.onlyDomains, (std::vector<std::string>{"shop.example"}));
        check("planOnlyDomains");
        QVERIFY(m_plan == DeliveryPlan{});
    }

    void anotherCampaignForgetsWhatWasOnlySwitchedOn() {
        check("planNotDomains");
        QVERIFY(part<QCheckBox>("planNotDomains")->isChecked());
        m_options->forget();
        m_options->show({}, {});
        QVERIFY(!part<QCheckBox>("planNotDomains")->isChecked());
    }

    void linksAreMarked() {
        m_options->setLinks(QStringLiteral("Warm things, for short days!"), QStringLiteral("https://shop.example/sale?id=5"));
        check("planUtm");
        QCOMPARE(m_plan.utm, (std::map<std::string, std::string>{{"utm_source", "newsletter"}, {"utm_medium", "email"}, {"utm_campaign", "warm-things-for-short-days"}}));
        QString link = part<QLabel>("planUtmLink")->text().remove(QChar(0x200b));
        QVERIFY2(link.contains(QStringLiteral("https://shop.example/sale?id=5&utm_source=newsletter&utm_medium=email&utm_campaign=warm-things-for-short-days")), qPrintable(link));
        type("planUtmTerm", "a b&c");
        QCOMPARE(m_plan.utm["utm_term"], std::string("a b&c"));
        link = part<QLabel>("planUtmLink")->text().remove(QChar(0x200b));
        QVERIFY2(link.contains(QStringLiteral("utm_term=a%20b%26c")), qPrintable(link));
        auto *term = part<QLineEdit>("planUtmTerm");
        term->selectAll();
        QTest::keyClick(term, Qt::Key_Delete);
        QCOMPARE(m_plan.utm.count("utm_term"), std::size_t{0});
        check("planUtm");
        QVERIFY(m_plan == DeliveryPlan{});
    }

    void otherMarksAreShownAsWell() {
        m_plan.utm = {{"utm_id", "47"}, {"utm_source", "shop"}};
        m_options->show(m_plan, {});
        auto *id = part<QLineEdit>("planMark_utm_id");
        QVERIFY(id && id->isVisible());
        QCOMPARE(id->text(), QStringLiteral("47"));
        QVERIFY(part<QLabel>("planUtmLink")->text().contains(QStringLiteral("utm_id=47")));
        type("planMark_utm_id", "48");
        QCOMPARE(m_plan.utm["utm_id"], std::string("48"));
        // The last one that is emptied takes the row with it.
        for (const char *name : {"planMark_utm_id", "planUtmSource"}) {
            part<QLineEdit>(name)->setFocus();
            part<QLineEdit>(name)->selectAll();
            QTest::keyClick(part<QLineEdit>(name), Qt::Key_Delete);
        }
        QVERIFY(m_plan.utm.empty());
        QVERIFY(!part<QCheckBox>("planUtm")->isChecked());
    }

    void whatIsNotFollowedIsSaid() {
        check("planNoOpens");
        QVERIFY(!m_plan.followOpens && m_plan.followClicks);
        check("planNoClicks");
        QVERIFY(!m_plan.followClicks);
    }

    void aLimitOverATimeKeepsItsUnit() {
        check("planPeriod");
        QCOMPARE(m_plan.periodMinutes, std::int64_t{24 * 60});
        QCOMPARE(part<QSpinBox>("planPeriodTime")->value(), 1);
        part<SegmentedControl>("planPeriodUnit")->setCurrent(1);
        QCOMPARE(m_plan.periodMinutes, std::int64_t{60});
        QCOMPARE(part<SegmentedControl>("planPeriodUnit")->current(), 1);
        part<QSpinBox>("planPeriodTime")->setValue(24);
        QCOMPARE(m_plan.periodMinutes, std::int64_t{24 * 60});
        QCOMPARE(part<SegmentedControl>("planPeriodUnit")->current(), 1); // hours, as was said
        QVERIFY(checkPlan(m_plan));
    }

    void timesOfOnesOwn() {
        check("planRepeat");
        part<SegmentedControl>("planRepeatUnit")->setCurrent(3);
        QCOMPARE(m_plan.recurrence.repeat, Repeat::Cron);
        QCOMPARE(m_plan.recurrence.cron, std::string("0 9 * * 1"));
        QVERIFY(part<QLineEdit>("planRepeatCron")->isVisible() && !part<QSpinBox>("planRepeatEvery")->isVisible());
        type("planRepeatCron", "30 8 1 * *");
        QCOMPARE(m_plan.recurrence.cron, std::string("30 8 1 * *"));
        m_options->showStarts({Instant{1'800'000'000'000'000}}, QStringLiteral("Europe/Berlin"));
        QVERIFY(part<QLabel>("planRepeatNext")->isVisible() && part<QLabel>("planRepeatNext")->text().contains(QStringLiteral("09:00")));
        part<SegmentedControl>("planRepeatUnit")->setCurrent(0);
        QVERIFY(m_plan.recurrence.cron.empty());
        check("planRepeat");
        QVERIFY(m_plan == DeliveryPlan{} && !part<QLabel>("planRepeatNext")->isVisible());
    }

    void notesAreTakenOneByOne() {
        AboutCard card;
        model::Campaign campaign;
        connect(&card, &AboutCard::changed, this, [&](const model::Campaign &now) { campaign = now; });
        card.show(campaign, QStringLiteral("EUR"));
        card.QWidget::show();
        auto *rows = card.findChild<QLineEdit *>(QStringLiteral("aboutBudget"));
        QVERIFY(!rows->isVisible()); // nothing is said yet
        card.findChild<QPushButton *>(QStringLiteral("aboutMore"))->click();
        QVERIFY(rows->isVisible());
        auto *tag = card.findChild<QLineEdit *>(QStringLiteral("aboutTag"));
        QTest::keyClicks(tag, QStringLiteral("spring,  spring , retention "));
        QTest::keyClick(tag, Qt::Key_Return);
        QCOMPARE(campaign.tags, (std::vector<std::string>{"spring", "retention"}));
        QTest::keyClicks(rows, QStringLiteral("1,250.5"));
        QCOMPARE(campaign.budget, std::string("1250.50"));
        rows->clear();
        QTest::keyClicks(rows, QStringLiteral("a lot"));
        QVERIFY(card.findChild<QLabel *>(QStringLiteral("aboutBudgetFault"))->isVisible());
        auto *notes = card.findChild<QPlainTextEdit *>(QStringLiteral("aboutNotes"));
        QTest::keyClicks(notes, QStringLiteral("Ask Ada"));
        QCOMPARE(campaign.notes, std::string("Ask Ada"));
        card.findChild<QPushButton *>(QStringLiteral("aboutTag_spring"))->click();
        QCOMPARE(campaign.tags, (std::vector<std::string>{"retention"}));
    }

    void amountsAreReadAsTheyAreWritten() {
        QCOMPARE(amountOf(QStringLiteral("250")), std::optional<std::string>("250.00"));
        QCOMPARE(amountOf(QStringLiteral(" 1,250.50 ")), std::optional<std::string>("1250.50"));
        const std::pair<const char *, const char *> kWritten[] = {{"12,50", "12.50"}, {"12.5", "12.50"}, {"0,5", "0.50"}, {".75", "0.75"}, {"1,250", "1250.00"}, {"1.250,50", "1250.50"},
                                                                  {"1 250", "1250.00"}, {"1'250.50", "1250.50"}, {"1,250,000", "1250000.00"}, {"1.250.000", "1250000.00"}, {"7,", "7.00"}};
        for (const auto &[typed, amount] : kWritten)
            QCOMPARE(amountOf(QLatin1String(typed)), std::optional<std::string>(amount));
        // Nothing of it is guessed.
        for (const char *wrong : {"", "-5", "1.234567", "ten", ",", "1.250", "12,5000", "1,25,000", "1,2500", "12 50", "1,250.505", "1,250,50", "1,250.50.00"})
            QVERIFY2(!amountOf(QLatin1String(wrong)), wrong);
    }
};

AUDIENCE_TEST(PlanRowsTest)
#include "plan_rows_test.moc"
