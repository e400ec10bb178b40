// "Who they are" and what a segment stands out by: bars that count what they open, conditions and segments made from them,
// nothing in the way of a count, and nothing of an older rule.
#ifndef Q_MOC_RUN
#include "service/segment_breakdown.h"
#include "service/segment_service.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/people/member_opener.h"
#include "ui/segments/breakdown_card.h"
#include "ui/segments/breakdown_words.h"
#include "ui/segments/paired_bars.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/trait_finder.h"
#include "ui/segments/trait_rows.h"
#include "ui/segments/who_panel.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class WhoTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<SegmentsPage> m_page;

    model::SegmentRule rule(const char *text) { return *service::SegmentService(*m_session).fromText(text); }
    void show(const char *text) {
        m_page->open(QStringLiteral("rule:") + QString::fromStdString(model::toJson(rule(text)).dump()));
        QVERIFY(settle(*m_page));
    }
    void openTab() {
        part<TabRow>(*m_page, "segmentTabs")->setCurrent(1);
        QVERIFY(settle(*m_page));
    }
    PairedBars *bars(const char *name) { return part<PairedBars>(*m_page, name); }
    static QAction *action(int index) {
        QMenu *menu = nullptr;
        for (QWidget *one : QApplication::topLevelWidgets())
            if (one->objectName() == QLatin1String("whoMenu") && one->isVisible())
                menu = qobject_cast<QMenu *>(one);
        return menu == nullptr ? nullptr : menu->actions().value(index);
    }
    static void choose(int index) {
        QTRY_VERIFY(action(index));
        QAction *chosen = action(index);
        chosen->trigger();
        qobject_cast<QMenu *>(chosen->parent())->close();
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_page = std::make_unique<SegmentsPage>(m_session);
        m_page->resize(1280, 800);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
    }
    void cleanup() { m_page.reset(); }

    void aSegmentStandsOutAfterItsCount() {
        show("did purchase at least 3 times");
        auto *finder = m_page->findChild<TraitFinder *>();
        QTRY_VERIFY(finder->traits());
        const auto &traits = **finder->traits();
        QVERIFY(!traits.empty() && traits.front().isAsked);
        auto *rows = part<TraitRows>(*m_page, "traitRows");
        int news = 0;
        for (const auto &trait : traits)
            news += trait.isClear() && !trait.isAsked ? 1 : 0;
        QCOMPARE(rows->itemCount(), qMin(3, news));
        // Another rule: nothing of the older one stays.
        model::SegmentRule other = rule("country = \"DE\"");
        m_page->document()->change(QStringLiteral("test"), other);
        QVERIFY(!finder->traits() && rows->itemCount() == 0);
        QTRY_VERIFY(finder->traits());
        for (const auto &[words, figure] : rows->rows())
            QVERIFY2(!words.contains(QStringLiteral("country")), qPrintable(words));
    }

    void traitsBecomeConditions() {
        show("did purchase at least 3 times");
        openTab();
        auto *traits = bars("traitBars");
        QTRY_VERIFY(traits->itemCount() > 0);
        QVERIFY(!traits->itemName(0).isEmpty());
        traits->setFocus();
        const model::SegmentRule before = m_page->document()->rule();
        QTest::keyClick(traits, Qt::Key_Down);
        QTest::keyClick(traits, Qt::Key_Plus);
        QVERIFY(settle(*m_page));
        const auto &root = m_page->document()->rule().root;
        QCOMPARE(root.children.size(), std::size_t(2));
        QVERIFY(root.kind == model::RuleNode::Kind::All && root.children.front() == before.root);
        // What it says is what was counted: it is in the rule now, so it is no news any more.
        QTRY_VERIFY(traits->itemCount() > 0 && traits->rows().last().isQuiet);
        m_page->document()->undoStack().undo();
        QVERIFY(m_page->document()->rule() == before);
    }

    void aBarOpensItsPeople() {
        show("did purchase at least 2 times");
        openTab();
        m_page->findChild<BreakdownCard *>()->choose(QStringLiteral("country"));
        QVERIFY(settle(*m_page));
        auto *breakdown = bars("breakdownBars");
        const auto told = service::breakDown(*m_session, rule("did purchase at least 2 times"), "country");
        QVERIFY(told);
        QCOMPARE(breakdown->itemCount(), int(told->rows.size()));
        for (int i = 0; i < breakdown->itemCount(); ++i) {
            QCOMPARE(breakdown->rows()[i].insidePeople, qint64(told->rows[std::size_t(i)].inside));
            QCOMPARE(breakdown->rows()[i].name, breakdownRowWords(*told, told->rows[std::size_t(i)]));
        }
        breakdown->setFocus();
        QTest::keyClick(breakdown, Qt::Key_Return);
        choose(0);
        QTRY_VERIFY(m_page->findChild<MemberOpener *>()->panel()->isVisible());
        QVERIFY(settle(*m_page));
        // "Make it a segment": the rule and the value together.
        QTest::keyClick(breakdown, Qt::Key_Return);
        choose(2);
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QString::number(told->rows.front().inside));
        QCOMPARE(m_page->document()->rule().root.children.size(), std::size_t(2));
    }

    void aBarBecomesASegmentOfTheRuleItCounts() {
        show("did purchase at least 2 times");
        openTab();
        m_page->findChild<BreakdownCard *>()->choose(QStringLiteral("country"));
        QVERIFY(settle(*m_page));
        const auto told = service::breakDown(*m_session, rule("did purchase at least 2 times"), "country");
        QVERIFY(told && told->rows.front().inside > 0);
        m_page->document()->change(QStringLiteral("test"), rule("did purchase at least 5 times"));
        auto *breakdown = bars("breakdownBars");
        breakdown->setFocus();
        QTest::keyClick(breakdown, Qt::Key_Return);
        choose(2);
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QString::number(told->rows.front().inside));
    }

    void whatIsPickedIsKept() {
        show("did purchase");
        openTab();
        part<QPushButton>(*m_page, "breakdownBy")->click();
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *list = part<QListWidget>(*QApplication::activePopupWidget(), "pickerList");
        const auto found = list->findItems(QStringLiteral("Spent in total"), Qt::MatchExactly);
        QVERIFY(!found.isEmpty());
        Q_EMIT list->itemClicked(found.first());
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QPushButton>(*m_page, "breakdownBy")->text(), QStringLiteral("Spent in total"));
        cleanup();
        init();
        show("did purchase");
        openTab();
        QCOMPARE(part<QPushButton>(*m_page, "breakdownBy")->text(), QStringLiteral("Spent in total"));
        m_page->findChild<BreakdownCard *>()->choose({});
    }

    void adviceBecomesASegment() {
        show("country != \"nowhere\"");
        openTab();
        auto *rows = part<ListRows>(*m_page, "adviceRows");
        QVERIFY(rows->isVisible() && rows->count() >= 2);
        Q_EMIT rows->actionWanted(QStringLiteral("bought_once"));
        QVERIFY(settle(*m_page));
        const auto once = service::SegmentService(*m_session).size(rule("did purchase exactly 1 times"));
        QVERIFY(once);
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QString::number(*once));
        QCOMPARE(m_page->name(), QStringLiteral("Second purchase"));
    }

    void behaviourIsShownWhereItIsKnown() {
        show("did purchase at least 2 times");
        openTab();
        QCOMPARE(bars("behaviourShares")->rows().first().inside, 1.0);
        QVERIFY(part<QLabel>(*m_page, "behaviour_purchases")->text().toDouble() >= 2);
        QVERIFY(bars("behaviour_purchase:last")->itemCount() > 1);
        // Nobody was emailed in this shop.
        QVERIFY(!m_page->findChild<PairedBars *>(QStringLiteral("behaviour_email:opened")));
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("behaviourHours")));
    }

    void wordsOfSteps() {
        service::SegmentBreakdown told;
        told.type = "date";
        service::BreakdownRow row;
        row.kind = service::BreakdownRow::Kind::Range;
        row.from = "2026-03-01";
        row.to = "2026-04-01";
        QCOMPARE(breakdownRowWords(told, row), QStringLiteral("Mar 2026"));
        row.to = "2027-03-01";
        row.from = "2026-01-01";
        row.to = "2027-01-01";
        QCOMPARE(breakdownRowWords(told, row), QStringLiteral("2026"));
        told.type = "int64";
        row.from = "1000";
        row.to = "2000";
        QCOMPARE(breakdownRowWords(told, row), QStringLiteral("1,000 to 1,999"));
        told.type = "decimal";
        row.from = "0.5";
        row.to = "1";
        QCOMPARE(breakdownRowWords(told, row), QStringLiteral("0.5 to under 1"));
        row.to.clear();
        QCOMPARE(breakdownRowWords(told, row), QStringLiteral("0.5 or more"));
    }
};

AUDIENCE_TEST(WhoTest)
#include "who_test.moc"
