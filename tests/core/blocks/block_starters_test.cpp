// Starters: every kind and layout goes into a document as it is, compiles, and says its words through the author's language.
#include "blocks/block_lint.h"
#include "blocks/compile.h"
#include "model/block_kinds.h"
#include "model/block_starters.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::model;

class BlockStartersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindGoesIntoADocument_data() {
        QTest::addColumn<QString>("kind");
        for (const BlockPart &kind : blockKinds())
            QTest::newRow(std::string(kind.name).c_str()) << QString::fromUtf8(kind.name.data(), qsizetype(kind.name.size()));
    }
    void everyKindGoesIntoADocument() {
        QFETCH(QString, kind);
        const Json block = starterBlock(kind.toStdString());
        QCOMPARE(QString::fromStdString(jsonText(block, "kind")), kind);
        const auto document = insertSection(BlockDocument(), 0, sectionAround(block));
        QVERIFY2(document.has_value(), document ? "" : document.error().id.c_str());
        for (const auto &[name, value] : block.items()) // nothing that the tables do not know
            QVERIFY2(name == "kind" || blockKind(kind.toStdString())->find(name) || blockPart("block")->find(name), name.c_str());
        const auto email = blocks::compile(*document, defaultBrandKit());
        QVERIFY2(email.findings.empty(), email.findings.empty() ? "" : email.findings.front().id.c_str());
    }
    void everyLayoutGoesIntoADocument() {
        for (const std::string_view layout : starterLayouts()) {
            const auto document = insertSection(BlockDocument(), 0, starterSection(layout));
            QVERIFY2(document.has_value(), std::string(layout).c_str());
            const std::size_t columns = document->sections()[0].at("columns").size();
            QCOMPARE(columns, layout == "hero" ? std::size_t(1) : std::size_t(layout.back() - '0'));
        }
        const auto hero = insertSection(BlockDocument(), 0, starterSection("hero"));
        QVERIFY(blocks::compile(*hero, defaultBrandKit()).html.find("One thing that is worth opening") != std::string::npos);
    }
    void whatIsUnfinishedIsFound() {
        const auto said = [](const Json &block) {
            std::string all;
            for (const Finding &one : blocks::lintBlocks(*insertSection(BlockDocument(), 0, sectionAround(block))))
                all += one.id + (one.severity == Finding::Severity::Error ? "! " : " ") + one.path + ";";
            return all;
        };
        const std::string place = "/sections/0/columns/0/blocks/0;";
        for (const char *kind : {"heading", "text", "quote", "list", "html", "signature", "table"})
            QCOMPARE(said(starterBlock(kind)), "lint.block_filler " + place);
        Json button = starterBlock("button");
        QCOMPARE(said(button), "lint.block_no_link! " + place);
        button["href"] = "#";
        QCOMPARE(said(button), "lint.block_no_link! " + place);
        button["href"] = "{{ shop }}";
        QCOMPARE(said(button), std::string());
        Json image = starterBlock("image");
        QCOMPARE(said(image), std::string()); // a picture need not be a link
        image["href"] = "#";
        QCOMPARE(said(image), "lint.block_no_link! " + place);
        Json text = starterBlock("text");
        text["content"][0]["spans"][0]["text"] = "Our own words";
        QCOMPARE(said(text), std::string());
        // In the author's language as well, once it is known.
        const StarterWords shout = [](std::string_view english) { return "<" + std::string(english) + ">"; };
        QCOMPARE(said(starterBlock("text", shout)), std::string());
        learnFillers(shout);
        QCOMPARE(said(starterBlock("text", shout)), "lint.block_filler " + place);
    }
    void aFreshButtonCanBeRead() {
        const auto html = blocks::compile(*insertSection(BlockDocument(), 0, sectionAround(starterBlock("button"))), defaultBrandKit()).html;
        const std::size_t label = html.rfind('<', html.find("Have a look") - 1);
        QVERIFY(html.substr(label, html.find('>', label) - label).find("color:" + defaultBrandKit().colour("on_primary")->light) != std::string::npos);
    }
    void unknownNamesGiveNothing() {
        QVERIFY(starterBlock("sculpture").empty());
        for (const char *layout : {"columns_0", "columns_5", "columns_", "grid"})
            QVERIFY(starterSection(layout).empty());
    }
    void wordsAreTheAuthors() {
        const StarterWords shout = [](std::string_view english) { return "<" + std::string(english) + ">"; };
        QCOMPARE(jsonText(starterBlock("button", shout), "text"), std::string("<Have a look>"));
        const auto phrases = starterPhrases();
        QVERIFY(std::find(phrases.begin(), phrases.end(), "Have a look") != phrases.end());
        QVERIFY(phrases.size() > 30);
    }
};

AUDIENCE_TEST(BlockStartersTest)
#include "block_starters_test.moc"
