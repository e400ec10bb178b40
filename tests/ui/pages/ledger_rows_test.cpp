// Conditions on emails, consent, blocked addresses and lists in the rule builder.
#ifndef Q_MOC_RUN
#include "ui/kit/theme.h"
#include "ui/segments/ledger_words.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/rule_words.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

bool isSame(const Json &rule, const char *wanted) {
    return nlohmann::json::parse(rule.dump()) == nlohmann::json::parse(wanted);
}

void pick(const QString &text) {
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    auto *list = popup->findChild<QListWidget *>(QStringLiteral("pickerList"));
    const auto found = list->findItems(text, Qt::MatchExactly);
    QVERIFY2(!found.isEmpty(), qPrintable(text));
    Q_EMIT list->itemClicked(found.first());
}

} // namespace

class LedgerRowsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<RuleDocument> m_document;
    std::unique_ptr<RuleView> m_view;

    Json rule() const { return model::toJson(m_document->rule())["rule"]; }
    void choose(const char *name, const QString &text) {
        part<QPushButton>(*m_view, name)->click();
        pick(text);
    }

private Q_SLOTS:
    void init() {
        Theme::instance().apply(Scheme::Light);
        m_document = std::make_unique<RuleDocument>();
        m_view = std::make_unique<RuleView>(m_document.get());
        service::RuleVocabulary vocabulary;
        vocabulary.topics = {{"news", "Newsletter"}};
        vocabulary.lists = {{"3", "Best ones"}};
        vocabulary.emailFacts = {"sent", "opened"};
        m_view->setVocabulary(vocabulary);
        m_view->resize(640, 400);
        m_view->show();
    }

    void emails() {
        choose("addCondition", QStringLiteral("open an email"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"message","what":"opened","window":{"last":90,"unit":"days"}}]})"), rule().dump().c_str());
        choose("ruleDid_0", QStringLiteral("did not"));
        auto *span = part<QLineEdit>(*m_view, "ruleSpan_0");
        span->selectAll();
        QTest::keyClicks(span, QStringLiteral("30"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"message","what":"opened","do":"did_not","window":{"last":30,"unit":"days"}}]})"), rule().dump().c_str());
        QVERIFY(shortWords(m_document->rule().root).contains(QStringLiteral("did not open an email")));
    }

    void consentAndLists() {
        choose("addCondition", QStringLiteral("Consent to Newsletter"));
        choose("ruleState_0", QStringLiteral("was taken back"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"consent","topic":"news","state":"opted_out"}]})"), rule().dump().c_str());
        choose("addCondition", QStringLiteral("Best ones"));
        QVERIFY2(isSame(rule(), R"({"all":[{"type":"consent","topic":"news","state":"opted_out"},{"type":"list","id":"3"}]})"), rule().dump().c_str());
        QCOMPARE(part<QPushButton>(*m_view, "ruleValue_1")->text(), QStringLiteral("Best ones"));
    }

    // What a row cannot change stays as it was when the rest is changed.
    void keepsWhatItOnlyShows() {
        model::SegmentRule rule;
        rule.root = model::groupNode(model::RuleNode::Kind::All, {model::conditionNode(*parseJson(
            R"({"type":"message","what":"clicked","campaign":"12","count":{"of":"links","op":">=","value":2},"link":{"op":"contains","value":"sale"}})"))});
        m_document->load(rule);
        choose("ruleDid_0", QStringLiteral("did not"));
        QVERIFY2(isSame(this->rule(), R"({"all":[{"type":"message","what":"clicked","do":"did_not","campaign":"12","count":{"of":"links","op":">=","value":2},"link":{"op":"contains","value":"sale"}}]})"),
                 this->rule().dump().c_str());
        QVERIFY(messageDetails(m_document->rule().root.children[0].condition).contains(QStringLiteral("campaign 12")));
    }
};

AUDIENCE_TEST(LedgerRowsTest)
#include "ledger_rows_test.moc"
