// Whatever a rule names by id is called by its name, in the rows and in the short words beside the figures.
#ifndef Q_MOC_RUN
#include "service/definition_store.h"
#include "service/list_service.h"
#include "service/segment_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/rule_names.h"
#include "ui/segments/rule_words.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class RuleNamesTest final : public QObject {
    Q_OBJECT

    static QString words(const Json &condition, const RuleNames &names, bool isTiny = false) {
        return isTiny ? tinyWords(model::conditionNode(condition), names) : shortWords(model::conditionNode(condition), names);
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void everyIdHasItsName() {
        service::RuleVocabulary vocabulary;
        vocabulary.segments = {{"12", "Win-back"}};
        vocabulary.lists = {{"3", "Best ones"}};
        vocabulary.campaigns = {{"12", "Spring"}}; // ids are of their kind
        vocabulary.templates = {{"5", "Big pictures"}};
        vocabulary.topics = {{"news", "Newsletter"}};
        const RuleNames names(vocabulary);
        for (const bool isTiny : {false, true}) {
            QCOMPARE(words(Json{{"type", "segment"}, {"id", "12"}}, names, isTiny), QStringLiteral("in Win-back"));
            QCOMPARE(words(Json{{"type", "list"}, {"id", "3"}}, names, isTiny), QStringLiteral("List Best ones"));
            QCOMPARE(words(Json{{"type", "list"}, {"id", "Best ones"}}, names, isTiny), QStringLiteral("List Best ones"));
            const QString message = words(Json{{"type", "message"}, {"what", "opened"}, {"campaign", "12"}, {"template", "5"}, {"topic", "news"}}, names, isTiny);
            QVERIFY2(message.contains(QStringLiteral("campaign Spring, template Big pictures, topic Newsletter")), qPrintable(message));
            QVERIFY(words(Json{{"type", "consent"}, {"topic", "news"}}, names, isTiny).contains(QStringLiteral("Newsletter")));
        }
        QCOMPARE(words(Json{{"type", "segment"}, {"id", "99"}}, names), QStringLiteral("in 99")); // it is gone
        QCOMPARE(words(Json{{"type", "attribute"}, {"field", "trait:lifetime_value"}, {"op", ">"}, {"value", 5}}, names), QStringLiteral("lifetime value more than 5"));
    }

    void whatIsWrongIsSaidWithNames() {
        service::RuleVocabulary vocabulary;
        vocabulary.segments = {{"12", "Win-back"}, {"7", "At risk"}};
        service::FindingView finding;
        finding.id = "segment.cycle";
        finding.args = {{"cycle", "12 > 7 > 12"}};
        const QString words = RuleNames(vocabulary).sentenceOf(finding);
        QVERIFY2(words.contains(QStringLiteral("Win-back › At risk › Win-back")), qPrintable(words));
    }

    // No family is left that is called by the name of its JSON.
    void everyFamilyHasWords() {
        const std::vector<std::pair<const char *, const char *>> rules{
            {R"({"type":"bucket","salt":"a","from":0,"to":999})", "a random 10.0 %"},
            {R"({"type":"rank","by":{"of":"sum","field":"amount","name":"purchase"},"keep":{"top":100}})", "the top 100 by sum of amount"},
            {R"({"type":"rank","by":{"field":"trait:ltv"},"keep":{"percentile":[90,100]}})", "between 90 % and 100 % of all by ltv"},
            {R"({"type":"sequence","steps":[{"name":"add_to_cart"},{"name":"purchase","within":{"n":24,"unit":"hours"},"do":"did_not"}]})",
             "add to cart, then no purchase within 24 hours"},
            {R"({"type":"latest","name":"purchase","has":[{"field":"category","op":"=","value":"Apparel"}]})", "last purchase: category is Apparel"},
            {R"({"type":"since","name":"visit","times":{"op":">=","value":2},"since":{"which":"last","name":"purchase"}})",
             "visit at least 2 times since the last purchase"},
            {R"({"type":"sessions","of":"longest","op":">","value":10,"window":{"last":30,"unit":"days"}})", "longest visit, in minutes more than 10 in the last 30 days"},
            {R"({"type":"related","path":["orders","order_lines"],"of":"count","op":">=","value":3})", "number of orders › order lines at least 3"},
            {R"({"type":"related","path":["orders"],"rows":"none"})", "none of orders"},
            {R"({"type":"rfm","groups":["champions","at_risk"]})", "Champions, At risk"},
            {R"({"type":"rfm","scores":{"recency":[4,5],"money":[1,1]}})", "recency 4–5, spend 1"},
            {R"({"type":"held","for":{"n":30,"unit":"days"},"rule":{"type":"event","name":"purchase"}})", "purchase, for at least 30 days"},
            {R"({"type":"query","sql":"SELECT 1"})", "Found by a query"},
            {R"({"type":"list","keys":"a\nb"})", "Listed by their key"}};
        for (const auto &[rule, wanted] : rules) {
            const auto json = parseJson(rule);
            QVERIFY(json.has_value());
            QCOMPARE(words(*json, {}), QString::fromUtf8(wanted));
        }
    }

    void thePageKnowsThem() {
        DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        QVERIFY(service::ListService(*session).paste("Best ones", "C1, C2").has_value());
        service::SegmentService segments(*session);
        const auto all = segments.list();
        QVERIFY(all.has_value() && !all->empty());
        service::SegmentView view;
        view.name = "Of others";
        view.rule = *segments.fromText("in segment \"" + std::to_string(all->front().id.value) + "\" or in list \"Best ones\"");
        view.rule.root = model::groupNode(model::RuleNode::Kind::All, {view.rule.root});
        const auto saved = segments.save(view);
        QVERIFY(saved.has_value());
        SegmentsPage page(session);
        page.resize(1100, 760);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QString::number(saved->id.value));
        QVERIFY(settle(page));
        const QString name = QString::fromStdString(all->front().name);
        QCOMPARE(part<ConditionRow>(page, "ruleRow_0_0")->accessibleName(), QStringLiteral("in %1").arg(name));
        const auto rows = part<BarRows>(page, "leftRows")->rows();
        QVERIFY(rows.size() > 1);
        QVERIFY2(rows[1].name.contains(name) && rows[1].name.contains(QStringLiteral("Best ones")), qPrintable(rows[1].name));
    }
};
AUDIENCE_TEST(RuleNamesTest)

#include "rule_names_test.moc"
