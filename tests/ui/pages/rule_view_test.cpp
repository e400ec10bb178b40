// The rule builder: what is done in it is what stands in the rule.
#ifndef Q_MOC_RUN
#include "ui/kit/theme.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/rule_words.h"
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
    vocabulary.attributes = {{"country", "text", false}, {"age", "int64", true}, {"joined", "date", false}, {"member", "bool", false}};
    vocabulary.events = {{"purchase", {{"amount", "decimal", true}, {"category", "text", false}}}, {"visit", {}}};
    return vocabulary;
}

// The order of members says nothing.
bool isSame(const Json &rule, const char *wanted) {
    return nlohmann::json::parse(rule.dump()) == nlohmann::json::parse(wanted);
}

// Picks the entry with this text from the picker that is open.
void pick(const QString &text) {
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    auto *list = popup->findChild<QListWidget *>(QStringLiteral("pickerList"));
    const auto found = list->findItems(text, Qt::MatchExactly);
    QVERIFY2(!found.isEmpty(), qPrintable(text));
    Q_EMIT list->itemClicked(found.first());
}

} // namespace

class RuleViewTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<RuleDocument> m_document;
    std::unique_ptr<RuleView> m_view;

    QPushButton *button(const char *name) { return part<QPushButton>(*m_view, name); }
    QLineEdit *edit(const char *name) { return part<QLineEdit>(*m_view, name); }
    void type(const char *name, const QString &text) {
        QLineEdit *field = edit(name);
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    Json rule() const { return model::toJson(m_document->rule())["rule"]; }

private Q_SLOTS:
    void init() {
        Theme::instance().apply(Scheme::Light);
        m_document = std::make_unique<RuleDocument>();
        m_view = std::make_unique<RuleView>(m_document.get());
        m_view->setVocabulary(words());
        m_view->resize(640, 400);
        m_view->show();
    }

    void emptyIsEverybody() { QVERIFY(m_view->findChild<QLabel *>(QStringLiteral("ruleEmpty"))); }

    void addsAndEditsAnAttribute() {
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        type("ruleValue_0", QStringLiteral("30"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"attribute","field":"age","op":">","value":30}]})"), rule().dump().c_str());
        button("ruleOp_0")->click();
        pick(QStringLiteral("between"));
        type("ruleValue2_0", QStringLiteral("45.5"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"attribute","field":"age","op":"between","values":[30,"45.5"]}]})"), rule().dump().c_str());
    }

    void editsAnEvent() {
        button("addCondition")->click();
        pick(QStringLiteral("purchase"));
        button("ruleFigure_0")->click();
        pick(QStringLiteral("sum of amount"));
        type("ruleAmount_0", QStringLiteral("500"));
        type("ruleSpan_0", QStringLiteral("2"));
        button("ruleUnit_0")->click();
        pick(QStringLiteral("years"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"event","name":"purchase","do":"did",
            "aggregate":{"of":"sum","field":"amount","op":">=","value":500},"window":{"last":2,"unit":"years"}}]})"), rule().dump().c_str());
        button("ruleDid_0")->click();
        pick(QStringLiteral("did not"));
        QVERIFY(rule()["all"][0]["do"] == Json("did_not"));
        QVERIFY(model::validate(m_document->rule()).empty());
    }

    void barsAreAskedForOnceAFormula() {
        int asked = 0;
        m_view->setSpreadOf([&asked](const Json &, const std::function<void(service::Spread)> &) { ++asked; });
        model::SegmentRule spent;
        spent.root.children = {model::conditionNode(Json{{"type", "event"}, {"name", "purchase"}, {"do", "did"},
                                                         {"aggregate", Json{{"of", "sum"}, {"field", "amount"}, {"op", ">="}, {"value", 500}}}})};
        m_document->load(spent);
        QCOMPARE(asked, 1);
        m_document->hold(); // some value of some row
        m_document->release();
        QCOMPARE(asked, 1);
        m_view.reset(); // the function counts here
    }

    void recency() {
        button("addCondition")->click();
        pick(QStringLiteral("last purchase"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"recency","name":"purchase","which":"last","window":{"older_than":90,"unit":"days"}}]})"), rule().dump().c_str());
        QCOMPARE(shortWords(m_document->rule().root.children[0]), QStringLiteral("last purchase longer ago than 90 days"));
        QCOMPARE(button("ruleField_0")->text(), QStringLiteral("Last purchase"));
        QVERIFY(!m_view->findChild<QPushButton *>(QStringLiteral("ruleWhich_0")));
        part<QToolButton>(*m_view, "ruleMore_0")->click();
        QTRY_VERIFY(m_view->findChild<QMenu *>(QStringLiteral("ruleMenu")));
        auto *menu = part<QMenu>(*m_view, "ruleMenu");
        for (QAction *action : menu->actions())
            if (action->text() == QLatin1String("Ask for the first one"))
                action->trigger();
        menu->close();
        QVERIFY(rule()["all"][0]["which"] == Json("first"));
        QCOMPARE(button("ruleField_0")->text(), QStringLiteral("purchase"));
        button("ruleWhich_0")->click();
        pick(QStringLiteral("last"));
        QVERIFY(rule()["all"][0]["which"] == Json("last"));
    }

    // However narrow the window is, a row goes on in the next line, and nothing of it is cut off at the side.
    void narrowRowsGoOnInTheNextLine() {
        const auto parse = [](const char *text) { return *model::segmentRuleFromJson(*parseJson(text)); };
        m_document->load(parse(R"({"audience_segment":1,"rule":{"all":[
            {"type":"event","name":"purchase","do":"did","aggregate":{"of":"sum","field":"amount","op":">=","value":500},"window":{"last":2,"unit":"years"},
             "where":[{"field":"category","op":"in","values":["a category of many words","another one of them","shoes"]}]},
            {"type":"recency","name":"purchase","which":"last","window":{"older_than":90,"unit":"days"}},
            {"any":[{"type":"attribute","field":"country","op":"in","values":["Germany","Austria","Switzerland","Liechtenstein"]},
                    {"type":"event","name":"visit","do":"did","aggregate":{"of":"count","op":">=","value":3},"window":{"last":60,"unit":"days"}},
                    {"type":"attribute","field":"age","op":"between","values":[20,60]}]}]}})"));
        m_view->setCounts({{"/rule/all/0", 12'345}, {"/rule/all/2/any/1", 6}}, 20'000);
        m_view->setFootNote(new QPushButton(QStringLiteral("Used in 12 places")));
        for (const int wide : {640, 420, 338}) {
            QVERIFY2(m_view->minimumSizeHint().width() <= wide, qPrintable(QString::number(m_view->minimumSizeHint().width())));
            m_view->resize(wide, qMax(400, m_view->heightForWidth(wide)));
            QTest::qWait(30);
            for (const QWidget *control : m_view->findChildren<QWidget *>()) {
                if (!control->isVisible() || control->objectName() == QLatin1String("focusRing")) // which is drawn around another
                    continue;
                const QRect box(control->mapTo(m_view.get(), QPoint()), control->size());
                QVERIFY2(box.left() >= 0 && box.right() < wide, qPrintable(QStringLiteral("%1 at %2..%3 of %4").arg(control->objectName()).arg(box.left()).arg(box.right()).arg(wide)));
                QVERIFY2(control->x() >= 0 && control->geometry().right() < control->parentWidget()->width(), qPrintable(control->objectName()));
            }
        }
        // In a wide one the sentence stands in one line with its figure at the end.
        m_view->resize(1100, 400);
        QTest::qWait(30);
        const auto middle = [this](const QWidget *part) { return part->mapTo(m_view.get(), part->rect().center()).y(); };
        const auto *count = part<QLabel>(*m_view, "ruleCount_2_1");
        QVERIFY(qAbs(middle(count) - middle(button("ruleField_2_1"))) <= 2);
        QVERIFY(qAbs(middle(edit("ruleSpan_2_1")) - middle(button("ruleField_2_1"))) <= 2);
        QVERIFY(count->mapTo(m_view.get(), QPoint()).x() > button("ruleUnit_2_1")->mapTo(m_view.get(), QPoint()).x() + 100);
    }

    void placesHaveTheirIcon() {
        QCOMPARE(std::string(fieldIcon("country", FieldKind::Text)), std::string("map-pin"));
        QCOMPARE(std::string(fieldIcon("home City", FieldKind::Text)), std::string("map-pin"));
        QCOMPARE(std::string(fieldIcon("capacity", FieldKind::Text)), std::string("type"));
        QCOMPARE(std::string(fieldIcon("e-mail", FieldKind::Text)), std::string("at-sign"));
        QCOMPARE(std::string(fieldIcon("zip", FieldKind::Number)), std::string("hash"));
    }

    void groupsAndJoints() {
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        button("addGroup")->click();
        pick(QStringLiteral("country"));
        button("addTo_1")->click();
        pick(QStringLiteral("member"));
        QCOMPARE(rule()["all"].size(), std::size_t{2});
        QCOMPARE(rule()["all"][1]["any"].size(), std::size_t{2});
        button("ruleJoint_1")->click();
        pick(QStringLiteral("NONE: not one of them"));
        QVERIFY(rule()["all"][1].contains("none"));
        button("ruleJoint_root")->click();
        pick(QStringLiteral("OR: at least one"));
        QVERIFY(rule().contains("any"));
    }

    void undoAndRedoRestoreTheRule() {
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        const auto before = m_document->rule();
        type("ruleValue_0", QStringLiteral("123"));
        QVERIFY(!(m_document->rule() == before));
        // The keys of one number are one step.
        m_document->undoStack().undo();
        QVERIFY(m_document->rule() == before);
        QCOMPARE(edit("ruleValue_0")->text(), QStringLiteral("0"));
        m_document->undoStack().redo();
        QCOMPARE(edit("ruleValue_0")->text(), QStringLiteral("123"));
        m_document->undoStack().undo();
        m_document->undoStack().undo();
        QVERIFY(m_document->rule().root.children.empty());
    }

    void typingKeepsTheKeyboard() {
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        QLineEdit *field = edit("ruleValue_0");
        QTest::keyClicks(field, QStringLiteral("7"));
        QCOMPARE(edit("ruleValue_0"), field); // not made anew while somebody types
    }

    void removesAndKeepsWhatItDoesNotKnow() {
        const auto strange = model::segmentRuleFromText(R"({"audience_segment":1,"rule":{"all":[{"type":"moon_phase","is":"full"}]}})");
        QVERIFY(strange.has_value());
        m_document->load(*strange);
        QVERIFY(m_document->rule() == *strange);
        QVERIFY(m_view->findChild<QWidget *>(QStringLiteral("ruleRow_0")));
        m_document->remove("/rule/all/0");
        QVERIFY(m_document->rule().root.children.empty());
    }

    void addsToARuleThatIsOneCondition() {
        m_document->load(*model::segmentRuleFromText(R"({"audience_segment":1,"rule":{"type":"attribute","field":"member","op":"is_true"}})"));
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        QCOMPARE(rule()["all"].size(), std::size_t{2});
        QVERIFY(rule()["all"][0]["field"] == Json("member"));
    }

    void findingsStandAtTheirRow() {
        button("addCondition")->click();
        pick(QStringLiteral("age"));
        service::FindingView finding;
        finding.id = "segment.value_expected";
        finding.path = "/rule/all/0/value";
        m_view->setFindings({finding});
        const auto labels = part<QFrame>(*m_view, "ruleRow_0")->findChildren<QLabel *>();
        QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && label->property("ink").toString() == QLatin1String("bad"); }));
    }

    void everyControlHasAName() {
        button("addCondition")->click();
        pick(QStringLiteral("purchase"));
        for (const QWidget *control : m_view->findChildren<QWidget *>())
            if (control->focusPolicy() & Qt::TabFocus && control->isVisible()) {
                QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
                QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
            }
    }
};
AUDIENCE_TEST(RuleViewTest)

#include "rule_view_test.moc"
