// The newer kinds of conditions in the rule builder: what is done in their rows is what stands in the rule, each is
// offered only where its facts are there, and every control has a name and is reached with the keyboard.
#ifndef Q_MOC_RUN
#include "ui/kit/focus_order.h"
#include "ui/kit/theme.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/rule_gaps.h"
#include "ui/segments/rule_view.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

service::RuleVocabulary words() {
    service::RuleVocabulary vocabulary;
    vocabulary.attributes = {{"country", "text", false}, {"age", "int64", true}};
    vocabulary.traits = {{"trait:lifetime value", "decimal", true}};
    vocabulary.events = {{"purchase", {{"amount", "decimal", true}, {"sku", "text", false}}}, {"visit", {{"sku", "text", false}}}};
    vocabulary.tables = {{"orders", {{"total", "decimal", true}, {"placed", "date", false}}, true}, {"order_lines", {{"quantity", "int64", true}}, false}};
    vocabulary.links = {{"order_lines", "orders"}};
    vocabulary.purchase = "purchase";
    vocabulary.segments = {{"12", "Win-back"}, {"13", "Champions"}};
    vocabulary.lists = {{"3", "Best ones"}};
    vocabulary.emailFacts = {"opened"};
    vocabulary.campaigns = {{"7", "Spring"}};
    return vocabulary;
}

} // namespace

class FamilyRowsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<RuleDocument> m_document;
    std::unique_ptr<RuleView> m_view;

    void pick(const QString &text) {
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        auto *list = popup->findChild<QListWidget *>(QStringLiteral("pickerList"));
        const auto found = list->findItems(text, Qt::MatchExactly);
        QVERIFY2(!found.isEmpty(), qPrintable(text));
        Q_EMIT list->itemClicked(found.first());
    }
    void choose(const char *name, const QString &text) {
        part<QPushButton>(*m_view, name)->click();
        pick(text);
    }
    void type(const char *name, const QString &text) {
        auto *edit = part<QLineEdit>(*m_view, name);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    // Through the row's menu, as a hand does.
    void more(const QString &words) {
        part<QToolButton>(*m_view, "ruleMore_0")->click();
        auto *menu = part<QMenu>(*m_view, "ruleMenu");
        for (QAction *action : menu->actions())
            if (action->text() == words) {
                action->trigger();
                menu->close();
                return;
            }
        QFAIL(qPrintable(words));
    }
    void is(const char *wanted) {
        const Json now = model::toJson(m_document->rule())["rule"]["all"][0];
        QVERIFY2(nlohmann::json::parse(now.dump()) == nlohmann::json::parse(wanted), now.dump().c_str());
        QVERIFY2(model::validate(m_document->rule()).empty(), now.dump().c_str());
    }
    void show(const char *condition) {
        model::SegmentRule rule;
        rule.root = model::groupNode(model::RuleNode::Kind::All, {model::ruleNodeFromJson(*parseJson(condition))});
        m_document->load(rule);
    }

private Q_SLOTS:
    void init() {
        Theme::instance().apply(Scheme::Light);
        m_document = std::make_unique<RuleDocument>();
        m_view = std::make_unique<RuleView>(m_document.get());
        m_view->setVocabulary(words());
        m_view->resize(700, 500);
        m_view->show();
    }

    void offeredOnlyWhereTheFactsAre() {
        const auto ids = [](const service::RuleVocabulary &vocabulary) {
            QStringList ids;
            for (const PickerItem &item : conditionChoices(vocabulary))
                ids << item.id;
            return ids;
        };
        const QStringList all = ids(words());
        for (const char *id : {"sequence:", "sessions:", "related:orders", "rfm:", "rank:", "bucket:", "segment:", "list:3", "attribute:trait:lifetime value"})
            QVERIFY2(all.contains(QLatin1String(id)), id);
        QVERIFY(!all.contains(QStringLiteral("related:order_lines"))); // not of people
        auto fewer = words();
        fewer.links.clear();
        QVERIFY(!ids(fewer).contains(QStringLiteral("related:orders")));
        fewer.purchase.clear();
        QVERIFY(!ids(fewer).contains(QStringLiteral("rfm:")));
        fewer = {};
        QCOMPARE(ids(fewer), QStringList({QStringLiteral("bucket:"), QStringLiteral("reachable:"), QStringLiteral("suppressed:")}));
    }

    void oneThingFollowedByAnother() {
        choose("addFollowed", QStringLiteral("visit"));
        is(R"({"type":"sequence","steps":[{"name":"visit","window":{"last":90,"unit":"days"}},{"name":"visit","within":{"n":30,"unit":"days"}}]})");
        choose("ruleStep1Event_0", QStringLiteral("purchase"));
        choose("ruleThen1_0", QStringLiteral("and then no"));
        type("ruleWithin1Span_0", QStringLiteral("2"));
        choose("ruleWithin1Unit_0", QStringLiteral("hours"));
        choose("ruleSame_0", QStringLiteral("with the same sku"));
        is(R"({"type":"sequence","steps":[{"name":"visit","window":{"last":90,"unit":"days"}},{"name":"purchase","within":{"n":2,"unit":"hours"},"do":"did_not"}],"same":"sku"})");
        more(QStringLiteral("Followed by another step"));
        choose("ruleEnd_0", QStringLiteral("stopped after step 2"));
        is(R"({"type":"sequence","steps":[{"name":"visit","window":{"last":90,"unit":"days"}},{"name":"purchase","within":{"n":2,"unit":"hours"}},{"name":"purchase"}],"same":"sku","stopped_at":2})");
        more(QStringLiteral("Add a detail to step 1, visit"));
        QVERIFY(model::toJson(m_document->rule())["rule"]["all"][0]["steps"][0].contains("where"));
        m_document->undoStack().undo();
        choose("ruleStep0Event_0", QStringLiteral("Remove this step"));
        is(R"({"type":"sequence","steps":[{"name":"purchase"},{"name":"purchase"}],"same":"sku"})");
        m_document->undoStack().undo();
        QVERIFY(m_view->findChild<QPushButton *>(QStringLiteral("ruleEnd_0")));
    }

    void visits() {
        choose("addCondition", QStringLiteral("Visits"));
        choose("ruleFigure_0", QStringLiteral("longest visit, in minutes"));
        choose("ruleCountOp_0", QStringLiteral("between"));
        type("ruleAmount_0", QStringLiteral("5"));
        type("ruleAmount2_0", QStringLiteral("20"));
        choose("ruleEvent_0", QStringLiteral("visit"));
        type("ruleGapSpan_0", QStringLiteral("45"));
        choose("ruleWindow_0", QStringLiteral("at any time"));
        is(R"({"type":"sessions","of":"longest","op":"between","values":[5,20],"gap":{"n":45,"unit":"minutes"},"name":"visit"})");
        choose("ruleCountOp_0", QStringLiteral("more than"));
        is(R"({"type":"sessions","of":"longest","op":">","value":5,"gap":{"n":45,"unit":"minutes"},"name":"visit"})");
        choose("ruleEvent_0", QStringLiteral("anything"));
        QVERIFY(!model::toJson(m_document->rule())["rule"]["all"][0].contains("name"));
    }

    void whatBelongsToThem() {
        choose("addCondition", QStringLiteral("orders"));
        is(R"({"type":"related","path":["orders"],"rows":"any"})");
        more(QStringLiteral("Look on in order lines"));
        choose("ruleFigure_0", QStringLiteral("sum of quantity in"));
        type("ruleAmount_0", QStringLiteral("3"));
        more(QStringLiteral("Add a detail of orders"));
        choose("ruleFieldWhere0_0", QStringLiteral("total"));
        type("ruleFieldWhere0Value_0", QStringLiteral("50"));
        is(R"({"type":"related","path":[{"dataset":"orders","where":[{"field":"total","op":">","value":50}]},"order_lines"],"of":"sum","field":"quantity","op":">=","value":3})");
        choose("rulePath1_0", QStringLiteral("Remove this table"));
        is(R"({"type":"related","path":[{"dataset":"orders","where":[{"field":"total","op":">","value":50}]}],"rows":"any"})");
        choose("ruleFigure_0", QStringLiteral("the last by placed of"));
        is(R"({"type":"related","path":[{"dataset":"orders","where":[{"field":"total","op":">","value":50}]}],"rows":"latest","by":"placed","has":[{"field":"total","op":">","value":0}]})");
    }

    void recencyFrequencySpend() {
        choose("addCondition", QStringLiteral("Recency, frequency, spend"));
        is(R"({"type":"rfm","groups":["champions"]})");
        part<QPushButton>(*m_view, "ruleGroups_0")->click();
        auto *list = part<QListWidget>(*QApplication::activePopupWidget(), "pickerList");
        Q_EMIT list->itemClicked(list->findItems(QStringLiteral("At risk"), Qt::MatchExactly).first());
        QApplication::activePopupWidget()->close();
        QTRY_VERIFY(model::toJson(m_document->rule())["rule"]["all"][0]["groups"].size() == 2);
        is(R"({"type":"rfm","groups":["champions","at_risk"]})");
        choose("ruleBy_0", QStringLiteral("has the scores"));
        choose("ruleScore2_0", QStringLiteral("1–2"));
        is(R"({"type":"rfm","scores":{"recency":[4,5],"money":[1,2]}})");
        QCOMPARE(part<QPushButton>(*m_view, "ruleScore2_0")->accessibleName(), QStringLiteral("spend: 1–2"));
    }

    void theTopOnes() {
        choose("addCondition", QStringLiteral("The top or the last ones"));
        choose("ruleMeasure_0", QStringLiteral("sum of amount"));
        type("ruleAmount_0", QStringLiteral("250"));
        is(R"({"type":"rank","by":{"of":"sum","name":"purchase","field":"amount"},"keep":{"top":250}})");
        choose("ruleMeasure_0", QStringLiteral("lifetime value"));
        is(R"({"type":"rank","by":{"field":"trait:lifetime value"},"keep":{"top":250}})");
        show(R"({"type":"rank","by":{"field":"age"},"keep":{"percentile":[90,100]}})");
        type("ruleAmount_0", QStringLiteral("33.3"));
        is(R"({"type":"rank","by":{"field":"age"},"keep":{"percentile":[66.7,100]}})");
    }

    void aRandomShare() {
        choose("addCondition", QStringLiteral("Random share"));
        type("ruleAmount_0", QStringLiteral("2.5"));
        const Json now = model::toJson(m_document->rule())["rule"]["all"][0];
        QVERIFY(now["to"] == Json(249) && now["from"] == Json(0) && !jsonText(now, "salt").empty());
    }

    void otherSegmentsAndLists() {
        choose("addCondition", QStringLiteral("Segment"));
        QCOMPARE(part<QPushButton>(*m_view, "ruleValue_0")->text(), QStringLiteral("choose…"));
        QVERIFY(waitsForValue(model::toJson(m_document->rule())["rule"]["all"][0])); // left out of the count until then
        choose("ruleValue_0", QStringLiteral("Champions"));
        is(R"({"type":"segment","id":"13"})");
        choose("ruleTurn_0", QStringLiteral("is not in"));
        is(R"({"not":{"type":"segment","id":"13"}})");
        m_view->setCounts({{"/rule/all/0/not", 30}}, 100);
        QCOMPARE(part<QLabel>(*m_view, "ruleCount_0")->text(), QStringLiteral("70"));
        choose("ruleValue_0", QStringLiteral("Win-back"));
        is(R"({"not":{"type":"segment","id":"12"}})");
        choose("ruleTurn_0", QStringLiteral("is in"));
        is(R"({"type":"segment","id":"12"})");
        choose("ruleField_0", QStringLiteral("Best ones"));
        choose("ruleTurn_0", QStringLiteral("is not on"));
        is(R"({"not":{"type":"list","id":"3"}})");
    }

    void anEmailOfOneCampaign() {
        choose("addCondition", QStringLiteral("open an email"));
        choose("ruleCampaign_0", QStringLiteral("Spring"));
        QVERIFY(model::toJson(m_document->rule())["rule"]["all"][0]["campaign"] == Json("7"));
        QCOMPARE(part<QPushButton>(*m_view, "ruleCampaign_0")->text(), QStringLiteral("of Spring"));
        choose("ruleCampaign_0", QStringLiteral("of any campaign"));
        QVERIFY(!model::toJson(m_document->rule())["rule"]["all"][0].contains("campaign"));
    }

    // Tab reaches every control of a row, and Space and the arrows change what it says.
    void byKeyboardAlone() {
        show(R"({"type":"sequence","steps":[{"name":"visit"},{"name":"purchase","within":{"n":2,"unit":"hours"}}]})");
        m_view->activateWindow();
        part<QToolButton>(*m_view, "ruleGrip_0")->setFocus();
        QTRY_VERIFY(QApplication::focusWidget());
        QStringList reached;
        for (int i = 0; i < 30 && !reached.contains(QStringLiteral("ruleMore_0")); ++i) {
            QVERIFY(moveFocus(m_view->window(), true)); // what the window does with Tab
            reached << QApplication::focusWidget()->objectName();
        }
        for (const char *name : {"ruleStep0Event_0", "ruleThen1_0", "ruleStep1Event_0", "ruleWithin1_0", "ruleWithin1Span_0", "ruleWithin1Unit_0", "ruleSame_0", "ruleMore_0"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        part<QPushButton>(*m_view, "ruleThen1_0")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return);
        is(R"({"type":"sequence","steps":[{"name":"visit"},{"name":"purchase","within":{"n":2,"unit":"hours"},"do":"did_not"}]})");
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("ruleThen1_0"));
    }

    void everyControlHasAName() {
        for (const char *rule : {R"({"type":"sequence","steps":[{"name":"visit"},{"name":"purchase"},{"name":"visit"}]})", R"({"type":"sessions","op":">","value":1})",
                                 R"({"type":"related","path":["orders","order_lines"],"of":"count","op":">","value":1})", R"({"type":"rfm","scores":{"recency":[4,5]}})",
                                 R"({"type":"rank","by":{"field":"age"},"keep":{"top":3}})", R"({"type":"bucket","salt":"a","from":0,"to":9})",
                                 R"({"not":{"type":"list","id":"3"}})"}) {
            show(rule);
            QVERIFY2(!m_view->findChild<QWidget *>(QStringLiteral("ruleWords_0")), rule); // it has controls
            for (const QWidget *control : m_view->findChildren<QWidget *>())
                if (control->focusPolicy() & Qt::TabFocus && control->isVisible()) {
                    QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
                    QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
                }
        }
    }
};
AUDIENCE_TEST(FamilyRowsTest)

#include "family_rows_test.moc"
