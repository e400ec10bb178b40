// The segments page: the list and what is done with one entry, building with the keyboard alone, members,
// reasons, drafts and late saves.
#ifndef Q_MOC_RUN
#include "service/definition_store.h"
#include "service/draft_service.h"
#include "service/segment_service.h"
#include "service/today_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/members_panel.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_moves.h"
#include "ui/segments/rule_words.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/spread_view.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class SegmentsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::function<void()> m_undo;

    std::unique_ptr<SegmentsPage> page() {
        auto page = std::make_unique<SegmentsPage>(m_session);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    std::int64_t save(const char *name, const char *rule) {
        service::SegmentView view;
        view.name = name;
        view.rule = *service::SegmentService(*m_session).fromText(rule);
        return service::SegmentService(*m_session).save(view)->id.value;
    }
    service::DefinitionStore store() { return service::DefinitionStore(*m_session, "segment"); }
    static void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QWidget *popup = QApplication::activePopupWidget();
        QWidget *target = popup && popup->focusWidget() ? popup->focusWidget() : QApplication::focusWidget();
        QVERIFY(target);
        QTest::keyClick(target, key, with);
        // Without a screen the window counts as left when its popup closes; heard later, that would close the next popup.
        QCoreApplication::processEvents();
    }
    static void write(const QString &text) {
        QWidget *popup = QApplication::activePopupWidget();
        QWidget *target = popup && popup->focusWidget() ? popup->focusWidget() : QApplication::focusWidget();
        QVERIFY(target);
        QTest::keyClicks(target, text);
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void listIsSearchedSortedAndCounted() {
        const auto page = this->page();
        auto *model = page->findChild<DefinitionList *>()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(settle(*page));
        const int all = model->rowCount();
        QVERIFY(all >= 3);
        QTRY_VERIFY(model->index(0, 0).data(DefinitionListModel::CountRole).isValid());
        model->setOrder(DefinitionOrder::Count, {});
        qint64 before = std::numeric_limits<qint64>::max();
        for (int row = 0; row < all; ++row) {
            const qint64 count = model->index(row, 0).data(DefinitionListModel::CountRole).toLongLong();
            QVERIFY(count <= before);
            before = count;
        }
        model->setFilter(QStringLiteral("WIN-back"));
        QVERIFY(model->rowCount() >= 1 && model->rowCount() < all);
        model->setFilter({});
    }

    void removedComesBackWithItsId() {
        const std::int64_t id = save("To be removed", "country = DE");
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(id));
        QVERIFY(settle(*page));
        m_undo = {};
        auto *view = part<QListView>(*page, "segmentList");
        QTest::keyClick(view, Qt::Key_Delete);
        QTRY_VERIFY(m_undo);
        QVERIFY(!store().find(id).has_value());
        m_undo();
        QTRY_VERIFY(store().find(id).has_value());
        QCOMPARE(store().find(id)->name, std::string("To be removed"));
        QVERIFY(settle(*page));
        QVERIFY(store().remove(id).has_value());
    }

    void renameAndDuplicateCanBeUndone() {
        const std::int64_t id = save("First name", "country = DE");
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(id));
        QVERIFY(settle(*page));
        auto *view = part<QListView>(*page, "segmentList");
        m_undo = {};
        QVERIFY(!view->model()->setData(view->currentIndex(), QStringLiteral("Second name")));
        QTRY_VERIFY(m_undo);
        QCOMPARE(store().find(id)->name, std::string("Second name"));
        std::exchange(m_undo, {})();
        QTRY_COMPARE(store().find(id)->name, std::string("First name"));
        QVERIFY(settle(*page));
        m_undo = {};
        QTest::keyClick(view, Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_undo);
        const auto has = [this](const std::string &name) {
            const auto all = *store().list();
            return std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.name == name; });
        };
        QVERIFY(has("First name (2)"));
        QVERIFY(settle(*page));
        std::exchange(m_undo, {})();
        QTRY_VERIFY(!has("First name (2)"));
        QVERIFY(settle(*page));
        QVERIFY(store().remove(id).has_value());
    }

    void keyboardAloneBuildsASegment() {
        const auto page = this->page();
        page->activateWindow();
        QVERIFY(settle(*page));
        part<QToolButton>(*page, "segmentListAdd")->setFocus();
        QTest::keyClick(page->focusWidget(), Qt::Key_Space);
        QVERIFY(settle(*page));
        QTest::keyClicks(part<QLineEdit>(*page, "segmentName"), QStringLiteral("By keyboard"));
        part<QPushButton>(*page, "addCondition")->setFocus();
        QTest::keyClick(part<QPushButton>(*page, "addCondition"), Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        write(QStringLiteral("country"));
        press(Qt::Key_Return);
        // The values to choose from come by themselves; until one is chosen the rule counts without this condition.
        QTRY_VERIFY(QApplication::activePopupWidget());
        QVERIFY(settle(*page));
        QVERIFY(part<QLabel>(*page, "ruleWaits_0")->isVisible());
        QCOMPARE(part<QLabel>(*page, "segmentCount")->text(), formatNumber(DemoSession::kPeople));
        write(QStringLiteral("DE"));
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QVERIFY(settle(*page));
        const auto wanted = service::SegmentService(*m_session).count(page->document()->rule());
        QVERIFY(wanted.has_value() && wanted->count > 0 && wanted->count < DemoSession::kPeople);
        QVERIFY(!part<QLabel>(*page, "ruleWaits_0")->isVisible());
        QCOMPARE(part<QLabel>(*page, "segmentCount")->text(), QString::number(wanted->count));
        QCOMPARE(part<QLabel>(*page, "ruleCount_0")->text(), QString::number(wanted->count));
        // A second rule, moved to the front with Alt+Up.
        QTest::keyClick(part<QPushButton>(*page, "addCondition"), Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        write(QStringLiteral("age"));
        press(Qt::Key_Return);
        QCOMPARE(page->document()->rule().root.children.size(), std::size_t(2));
        auto *grip = part<QToolButton>(*page, "ruleGrip_1");
        grip->setFocus();
        const auto second = page->document()->rule().root.children[1];
        QTest::keyClick(grip, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(page->document()->rule().root.children[0], second);
        QCOMPARE(page->focusWidget()->objectName(), QStringLiteral("ruleGrip_0"));
        QTest::keyClick(part<QLineEdit>(*page, "segmentName"), Qt::Key_Return);
        QTRY_VERIFY(service::SegmentService(*m_session).findByName("By keyboard").has_value());
        QVERIFY(settle(*page));
        QVERIFY(part<QPushButton>(*page, "segmentSave")->property("absent").toBool());
        QVERIFY(!part<QPushButton>(*page, "segmentUseIn")->property("absent").toBool());
        QSignalSpy go(page.get(), &Page::goTo);
        part<QPushButton>(*page, "segmentUseIn")->click();
        QCOMPARE(go.count(), 1);
        QVERIFY(go.first().at(1).toString().startsWith(QStringLiteral("new:segment=")));
    }

    void membersAreSortedAndReasonsOpenPeople() {
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("new"));
        QVERIFY(settle(*page));
        auto *table = part<TableView>(*page, "membersTable");
        auto *model = page->findChild<MembersPanel *>()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), DemoSession::kPeople);
        Q_EMIT table->horizontalHeader()->sectionClicked(2);
        QVERIFY(settle(*page));
        table->grab();
        model->settle();
        QString before;
        for (int row = 0; row < 50; ++row) {
            const QString now = model->index(row, 2).data().toString().toLower();
            QVERIFY2(row == 0 || now.isEmpty() || before <= now, qPrintable(before + QStringLiteral(" > ") + now));
            before = now;
        }
        const auto count = service::SegmentService(*m_session).count({});
        QVERIFY(!count->keptBack.empty());
        part<QPushButton>(*page, "reachRow")->click();
        Q_EMIT part<BarRows>(*page, "keptBackRows")->rowActivated(0);
        QVERIFY(settle(*page));
        QCOMPARE(qint64(model->rowCount()), qint64(count->keptBack.front().count));
        part<QPushButton>(*page, "membersBack")->click();
        QVERIFY(settle(*page));
        QCOMPARE(model->rowCount(), DemoSession::kPeople);
    }

    void exportDisarmsFormulas() {
        const QString path = m_demo.file(QStringLiteral("members.csv"));
        const auto rule = service::SegmentService(*m_session).fromText("country = DE");
        const auto written = service::SegmentService(*m_session).exportMembers(*rule, {"customer_id", "email"}, path.toStdString());
        QVERIFY(written.has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(qint64(file.readAll().count("\r\n")), qint64(*written) + 1);
        QCOMPARE(*written, service::SegmentService(*m_session).count(*rule)->count);
    }

    void aRuleFromElsewhereIsANewSegment() {
        const auto page = this->page();
        QVERIFY(settle(*page));
        const auto rule = service::SegmentService(*m_session).fromText("country = FR");
        page->open(QStringLiteral("rule:") + QString::fromStdString(dumpJson(model::toJson(*rule))));
        QVERIFY(settle(*page));
        QCOMPARE(page->document()->rule(), *rule);
        QVERIFY(page->name().isEmpty());
        page->open(QStringLiteral("rule:{nonsense"));
        QVERIFY(part<QFrame>(*page, "segmentNotice")->isVisible());
        QCOMPARE(page->document()->rule(), *rule);
    }

    void aVanishedFieldIsNamed() {
        service::SegmentView view;
        view.name = "Of older data";
        view.rule.root.children.push_back(model::conditionNode(Json{{"type", "attribute"}, {"field", "shoe_size"}, {"op", ">"}, {"value", 40}}));
        const auto saved = service::SegmentService(*m_session).save(view);
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(saved->id.value));
        QVERIFY(settle(*page));
        auto *notice = part<QFrame>(*page, "segmentNotice");
        QVERIFY(notice->isVisible());
        QVERIFY2(notice->accessibleName().contains(QStringLiteral("shoe size")), qPrintable(notice->accessibleName()));
        QVERIFY(store().remove(saved->id.value).has_value());
    }

    void unsavedWorkIsThereAgain() {
        const std::int64_t id = save("Half done", "country = DE");
        const auto rule = *service::SegmentService(*m_session).fromText("country = ES");
        {
            const auto page = this->page();
            QVERIFY(settle(*page));
            page->open(QString::number(id));
            QVERIFY(settle(*page));
            page->document()->change(QStringLiteral("test"), rule);
        }
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(id));
        QTRY_VERIFY(part<QFrame>(*page, "segmentRecovered")->isVisible());
        part<QPushButton>(*page, "segmentRecoveredShow")->click();
        QCOMPARE(page->document()->rule(), rule);
        QVERIFY(settle(*page));
        // Somebody else saves meanwhile: both stand side by side, and mine can be kept.
        auto theirs = *store().find(id);
        theirs.body = model::toJson(*service::SegmentService(*m_session).fromText("country = FR"));
        QVERIFY(store().save(theirs).has_value());
        part<QPushButton>(*page, "segmentSave")->click();
        QTRY_VERIFY(part<QFrame>(*page, "segmentStale")->isVisible());
        part<QPushButton>(*page, "segmentStaleMine")->click();
        QTRY_VERIFY(store().find(id)->body == model::toJson(rule));
        QVERIFY(settle(*page));
        QTRY_VERIFY(!(*service::DraftService(*m_session).find("segment", id)).has_value());
        QVERIFY(store().remove(id).has_value());
    }

    void severalNewOnesAreKept() {
        const service::DraftService drafts(*m_session);
        const auto left = drafts.list(); // by other tests
        for (const auto &one : left->drafts)
            QVERIFY(drafts.discard(one.kind, one.id).has_value());
        const auto rule = [this](const char *text) { return *service::SegmentService(*m_session).fromText(text); };
        const auto names = [](const QAbstractItemModel &model) {
            QStringList names;
            for (int row = 0; row < model.rowCount(); ++row)
                if (model.index(row, 0).data(DefinitionListModel::NoteRole).toString() == QLatin1String("Draft"))
                    names << model.index(row, 0).data().toString();
            names.sort();
            return names;
        };
        {
            const auto page = this->page();
            QVERIFY(settle(*page));
            for (const char *name : {"One", "Two"}) {
                page->open(QStringLiteral("new"));
                QTest::keyClicks(part<QLineEdit>(*page, "segmentName"), QLatin1String(name));
                page->document()->change(QStringLiteral("test"), rule(name == std::string("One") ? "country = DE" : "country = FR"));
            }
            page->open(QStringLiteral("new")); // nobody writes in it: nothing stays of it
            page->open(QStringLiteral("new"));
            auto *model = page->findChild<DefinitionList *>()->model();
            QTRY_COMPARE(names(*model), QStringList({QStringLiteral("New segment"), QStringLiteral("One"), QStringLiteral("Two")}));
        }
        // As after a crash: both are there, whole, and one is saved without touching the other.
        const auto page = this->page();
        QVERIFY(settle(*page));
        auto *model = page->findChild<DefinitionList *>()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(names(*model), QStringList({QStringLiteral("One"), QStringLiteral("Two")}));
        const auto idOf = [&](const QString &name) {
            for (int row = 0; row < model->rowCount(); ++row)
                if (model->index(row).data().toString() == name)
                    return model->idAt(row);
            return qint64(0);
        };
        const qint64 one = idOf(QStringLiteral("One")), two = idOf(QStringLiteral("Two"));
        QVERIFY(one < 0 && two < 0 && one != two);
        const auto today = service::TodayService(*m_session).today();
        QVERIFY(today.has_value());
        QCOMPARE(std::count_if(today->goOn.begin(), today->goOn.end(), [](const auto &work) { return work.id < 0; }), 2);
        page->open(QString::number(one));
        QCOMPARE(page->document()->rule(), rule("country = DE"));
        QCOMPARE(page->name(), QStringLiteral("One"));
        page->open(QString::number(two));
        QCOMPARE(page->document()->rule(), rule("country = FR"));
        part<QPushButton>(*page, "segmentSave")->click();
        QTRY_COMPARE(names(*model), QStringList{QStringLiteral("One")});
        QVERIFY(settle(*page));
        const auto all = *store().list();
        const auto saved = std::find_if(all.begin(), all.end(), [](const auto &entry) { return entry.name == "Two"; });
        QVERIFY(saved != all.end());
        // Thrown away with a way back.
        page->open(QString::number(one));
        m_undo = {};
        Q_EMIT page->findChild<DefinitionList *>()->removeWanted(one);
        QVERIFY(m_undo);
        QVERIFY(settle(*page));
        QCOMPARE(names(*model), QStringList());
        std::exchange(m_undo, {})();
        QVERIFY(settle(*page));
        QCOMPARE(names(*model), QStringList{QStringLiteral("One")});
        QCOMPARE(page->document()->rule(), rule("country = DE"));
        Q_EMIT page->findChild<DefinitionList *>()->removeWanted(page->findChild<DefinitionList *>()->model()->idAt(0));
        QVERIFY(settle(*page));
        QVERIFY(store().remove(saved->id).has_value());
    }

    void undoGoesOnOverASaveAndARename() {
        const std::int64_t id = save("Before", "country = DE");
        const auto first = page();
        QVERIFY(settle(*first));
        first->open(QString::number(id));
        QVERIFY(settle(*first));
        const auto before = first->document()->rule();
        first->document()->change(QStringLiteral("test"), *service::SegmentService(*m_session).fromText("country = FR"));
        part<QPushButton>(*first, "segmentSave")->click();
        QTRY_COMPARE(part<QLabel>(*first, "segmentState")->text(), QStringLiteral("Saved"));
        QVERIFY(settle(*first));
        Q_EMIT first->findChild<DefinitionList *>()->renameWanted(id, QStringLiteral("After"));
        QTRY_COMPARE(store().find(id)->name, std::string("After"));
        QVERIFY(settle(*first));
        QCOMPARE(part<QLabel>(*first, "segmentState")->text(), QStringLiteral("Saved"));
        auto *undo = part<QToolButton>(*first, "segmentUndo");
        undo->click();
        QCOMPARE(first->name(), QStringLiteral("Before"));
        undo->click();
        QCOMPARE(first->document()->rule(), before);
        QCOMPARE(part<QLabel>(*first, "segmentState")->text(), QStringLiteral("Not saved yet"));
        part<QPushButton>(*first, "segmentSave")->click();
        QTRY_COMPARE(store().find(id)->name, std::string("Before"));
        QVERIFY(settle(*first));
        part<QToolButton>(*first, "segmentRedo")->click();
        part<QToolButton>(*first, "segmentRedo")->click();
        QCOMPARE(first->name(), QStringLiteral("After"));
        QVERIFY(settle(*first));
        QVERIFY(store().remove(id).has_value());
    }

    void conditionsOpenAtWhatIsChosen() {
        const std::int64_t id = save("Chosen", "did purchase at least 1 times in the last 90 days");
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(id));
        QVERIFY(settle(*page));
        part<QPushButton>(*page, "addCondition")->click();
        auto *list = part<QListWidget>(*QApplication::activePopupWidget(), "pickerList");
        QCOMPARE(list->verticalScrollBar()->value(), 0);
        QApplication::activePopupWidget()->close();
        part<QPushButton>(*page, "ruleField_0")->click();
        list = part<QListWidget>(*QApplication::activePopupWidget(), "pickerList");
        QCOMPARE(list->currentItem()->text(), QStringLiteral("purchase"));
        QVERIFY(list->viewport()->rect().intersects(list->visualItemRect(list->currentItem())));
        QApplication::activePopupWidget()->close();
        const auto node = page->document()->rule().root.children.empty() ? page->document()->rule().root : page->document()->rule().root.children.front();
        QCOMPARE(shortWords(node), QStringLiteral("purchase at least once in the last 90 days"));
        QCOMPARE(tinyWords(node), QStringLiteral("purchase in 90 days"));
        QVERIFY(store().remove(id).has_value());
    }

    void partsMoveInAndOutOfGroups() {
        const auto condition = [](int number) { return model::conditionNode(Json{{"n", number}}); };
        model::SegmentRule rule;
        rule.root.children = {condition(1), model::groupNode(model::RuleNode::Kind::Any, {condition(2)}), condition(3)};
        auto moved = movedBy(rule, "/rule/all/0", 1); // into the group
        QVERIFY(moved.has_value());
        QCOMPARE(moved->rule.root.children.size(), std::size_t(2));
        QCOMPARE(moved->path, std::string("/rule/all/0/any/0"));
        moved = movedBy(rule, "/rule/all/1/any/0", -1); // out of it; the empty group goes
        QVERIFY(moved.has_value());
        QCOMPARE(moved->rule.root.children.size(), std::size_t(3));
        QCOMPARE(moved->path, std::string("/rule/all/1"));
        QVERIFY(!movedBy(rule, "/rule/all/0", -1).has_value());
        QVERIFY(!movedTo(rule, "/rule/all/1", {"/rule/all/1", 0}).has_value());
        moved = movedTo(rule, "/rule/all/2", {"/rule", 0});
        QCOMPARE(moved->rule.root.children.front(), condition(3));
    }

    void theChosenPartOfASpreadIsWhatTheRuleTakes() {
        model::FieldTest test;
        test.op = model::TestOp::Between;
        test.values = {Json(10), Json("20.5")};
        QVERIFY(SpreadView::passes(test, 20) && !SpreadView::passes(test, 9.9) && !SpreadView::passes(test, 21));
        test.values = {};
        QVERIFY(!SpreadView::passes(test, 20));
        const auto spread = service::SegmentService(*m_session).spread("age");
        QVERIFY(spread.has_value());
        std::int64_t people = 0;
        for (const std::int64_t count : spread->counts)
            people += count;
        QVERIFY(people > 0 && people <= DemoSession::kPeople);
        QVERIFY(!service::SegmentService(*m_session).spread("country").has_value());
    }

    void tenThousandSegmentsAndHostileNames() {
        DefinitionList list(QStringLiteral("Segments"), QStringLiteral("New"), QStringLiteral("many"), false);
        list.resize(212, 600);
        list.show();
        QVector<DefinitionEntry> entries;
        for (int i = 0; i < 10'000; ++i)
            entries.append({i + 1, QStringLiteral("Segment %1").arg(i), i, {}});
        entries[0].name = QString(10'000, QLatin1Char('W'));
        entries[1].name = QStringLiteral("<img src=x onerror=alert(1)>\u202E\u0627\u0644\u0639\u0631\u0628\u064A\u0629 \U0001F600");
        QSignalSpy wanted(&list, &DefinitionList::detailsWanted);
        QElapsedTimer clock;
        clock.start();
        list.setEntries(entries);
        list.choose(9'000);
        for (int id = 1; id <= 10'000; ++id)
            list.model()->setCount(id, id);
        list.model()->setOrder(DefinitionOrder::Count, {});
        list.grab();
        QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(list.model()->idAt(0), qint64(10'000));
        list.model()->forgetCounts();
        list.setEntries(entries);
        QTRY_VERIFY(!wanted.isEmpty());
        QVERIFY(wanted.last().first().value<QVector<qint64>>().size() < 60);
    }

    void whatIsOfAnOlderRuleSaysSoAndDoesNotOpen() {
        ReachPanel panel;
        QSignalSpy reasons(&panel, &ReachPanel::reasonChosen), reachable(&panel, &ReachPanel::reachableChosen);
        auto *why = part<BarRows>(panel, "keptBackRows"), *topics = part<BarRows>(panel, "topicRows"), *left = part<BarRows>(panel, "leftRows");
        service::CountView count;
        count.count = 5;
        count.everyone = 10;
        count.steps.resize(1);
        const auto tell = [&] {
            service::SegmentReach reach;
            reach.reachable = 3;
            reach.keptBack.resize(1);
            reach.keptBack[0].reason = "no_consent";
            reach.keptBack[0].count = 2;
            std::vector<service::TopicReach> about(2);
            about[0].key = "news";
            about[1].key = "offers";
            panel.setReach(reach);
            panel.setTopics(about);
        };
        const auto openAll = [&] {
            why->activateItem(0);
            topics->activateItem(1);
            left->activateItem(left->itemCount() - 1);
        };
        panel.show(count, {{QStringLiteral("a"), QStringLiteral("a")}});
        tell();
        openAll();
        QCOMPARE(reasons.size(), 1);
        QCOMPARE(reachable.size(), 2);
        QVERIFY(why->rows()[0].note.isEmpty() && topics->rows()[1].note.isEmpty());
        panel.show(count, {{QStringLiteral("b"), QStringLiteral("b")}});
        for (const BarRows *bars : {why, topics, left})
            QVERIFY2(bars->itemName(bars->itemCount() - 1).contains(QStringLiteral("before the last change")), qPrintable(bars->objectName()));
        openAll();
        QCOMPARE(reasons.size(), 1);
        QCOMPARE(reachable.size(), 2);
        tell();
        QVERIFY(why->rows()[0].note.isEmpty() && topics->rows()[1].note.isEmpty());
        panel.show(count, {{QStringLiteral("c"), QStringLiteral("c")}});
        panel.showReachUnknown();
        QCOMPARE(left->itemCount(), 2);
        QCOMPARE(topics->itemCount(), 0);
        QVERIFY(!topics->isVisibleTo(&panel));
    }
};
AUDIENCE_TEST(SegmentsTest)

#include "segments_test.moc"
