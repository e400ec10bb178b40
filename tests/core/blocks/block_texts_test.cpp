// The texts of blocks as translators get them, put back in other words, and translations that follow their document.
#include "blocks/block_texts.h"
#include "random_document.h"
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::blocks;

namespace {

model::BlockDocument read(const char *json) {
    model::Findings findings;
    const auto parsed = parseJson(json);
    auto document = parsed ? model::blockDocumentFromJson(*parsed, findings) : std::nullopt;
    if (!document)
        qFatal("%s", findings.empty() ? "no JSON" : findings.front().id.c_str());
    return *document;
}

model::BlockDocument sample() {
    return read(R"({"audience_blocks":1,"page":{"language":"en","title":"News","preheader":"Soon"},"sections":[{"id":"s","name":"Top","columns":[{"id":"c","blocks":[
        {"id":"h","kind":"heading","name":"Headline","content":[{"text":"Hello "},{"liquid":"{{ first_name }}"},{"text":"!"}]},
        {"id":"t","kind":"text","when":"vip","content":[{"spans":[{"text":"See "},{"text":"the new ","bold":true},{"text":"jackets","bold":true},{"text":" and "},
            {"text":"caps","link":"https:\/\/shop.example.com/caps"}]},{"list":"bullet","items":[[{"text":"Warm"}],[{"text":"Light"}]]}]},
        {"id":"b","kind":"button","text":"Shop now","href":"https:\/\/shop.example.com/"},
        {"id":"m","kind":"menu","items":[{"text":"Home","href":"https:\/\/shop.example.com/a"},{"text":"Help","href":"https:\/\/shop.example.com/b"}]},
        {"id":"tb","kind":"table","head":["Size","Price"],"rows":[["S","9"]],"aligns":["start","end"]},
        {"id":"sp","kind":"spacer","height":20}]}]}]})");
}

QString all(const model::BlockDocument &document, bool withAddresses = false) {
    QStringList lines;
    for (const BlockText &text : blockTexts(document))
        if (withAddresses || !text.isAddress)
            lines << QString::fromStdString(text.part + text.path + "=" + text.words);
    return lines.join(QLatin1Char('\n'));
}

std::string wordsAt(const model::BlockDocument &document, const std::string &part, const std::string &path) {
    for (const BlockText &text : blockTexts(document))
        if (text.part == part && text.path == path)
            return text.words;
    return "(none)";
}

} // namespace

class BlockTextsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextOfAReaderAndNothingElse() {
        QCOMPARE(all(sample()), QStringLiteral("page/title=News\npage/preheader=Soon\nh/content=Hello {{ first_name }}!\n"
                                               "t/content/0/spans=See <1>the new jackets</1> and <2>caps</2>\nt/content/1/items/0=Warm\nt/content/1/items/1=Light\n"
                                               "b/text=Shop now\nm/items/0/text=Home\nm/items/1/text=Help\ntb/head/0=Size\ntb/head/1=Price\ntb/rows/0/0=S\ntb/rows/0/1=9"));
        const QString whole = all(sample(), true);
        QVERIFY(whole.contains(QStringLiteral("b/href=https://shop.example.com/\n")) && whole.contains(QStringLiteral("m/items/1/href=https://shop.example.com/b")));
    }

    void otherWordsKeepMarksAndFields() {
        const auto changed = withBlockText(sample(), "t", "/content/0/spans", "<2>M\xc3\xbctzen</2> f\xc3\xbcr {{ first_name }} <1>und neue</1> <3>x</3>");
        QVERIFY(changed.has_value());
        const Json &spans = changed->part("t")->at("content").at(0).at("spans");
        QCOMPARE(spans.at(0).at("text").get<std::string>(), std::string("M\xc3\xbctzen"));
        QCOMPARE(spans.at(0).at("link").get<std::string>(), std::string("https://shop.example.com/caps"));
        QCOMPARE(spans.at(2).at("liquid").get<std::string>(), std::string("{{ first_name }}"));
        QVERIFY(spans.at(4).at("bold").get<bool>());
        QCOMPARE(spans.at(5).at("text").get<std::string>(), std::string(" <3>x</3>")); // there is no third
        QCOMPARE(wordsAt(*changed, "t", "/content/1/items/0"), std::string("Warm"));
        const auto button = withBlockText(sample(), "b", "/text", "Jetzt kaufen");
        QCOMPARE(wordsAt(*button, "b", "/text"), std::string("Jetzt kaufen"));
        QCOMPARE(withBlockText(sample(), "b", "/gone", "x").error().id, std::string("blocks.unknown_id"));
        QCOMPARE(withBlockText(sample(), "zz", "/text", "x").error().id, std::string("blocks.unknown_id"));
    }

    // An author who writes like us gets his own words back.
    void tagsOfTheAuthorAreNoMarks() {
        const auto spans = [](const char *json) { return *model::setPartProperty(sample(), "t", "content", Json::array({Json{{"spans", *parseJson(json)}}})); };
        const char *const at = "/content/0/spans";
        for (const char *json : {"[{\"text\":\"<1>a</1>\"},{\"text\":\"b\",\"bold\":true}]", "[{\"text\":\"a\\\\\"},{\"text\":\"b\\\\\\\\</1>\",\"bold\":true},{\"text\":\"\\\\<1>\"}]",
                                 "[{\"text\":\"<1>\"},{\"text\":\"x\",\"bold\":true},{\"text\":\"</1>\"}]"}) {
            const model::BlockDocument document = spans(json);
            const auto same = withBlockText(document, "t", at, wordsAt(document, "t", at));
            QVERIFY(same.has_value());
            const Json &was = document.part("t")->at("content").at(0).at("spans"), &now = same->part("t")->at("content").at(0).at("spans");
            QCOMPARE(now.size(), was.size());
            for (std::size_t i = 0; i < was.size(); ++i)
                QVERIFY2(jsonText(now[i], "text") == jsonText(was[i], "text") && now[i].contains("bold") == was[i].contains("bold"), wordsAt(document, "t", at).c_str());
        }
        QCOMPARE(wordsAt(spans("[{\"text\":\"<1>a\"},{\"text\":\"b\",\"bold\":true}]"), "t", at), std::string("\\<1>a<1>b</1>"));
        QCOMPARE(wordsAt(spans("[{\"text\":\"<1>a\\\\\"}]"), "t", at), std::string("<1>a\\")); // no mark, no doubt
    }

    // Other languages put the words in another order: a mark stays with its words whatever changes elsewhere.
    void marksStayWithTheirWords() {
        const char *const at = "/content/0/spans";
        const model::BlockDocument before = sample(); // See <1>the new jackets</1> and <2>caps</2>
        const std::string said = "<2>M\xc3\xbctzen</2> und <1>neue Jacken</1>";
        const auto german = withBlockText(before, "t", at, said, &before);
        QVERIFY(german.has_value());
        const auto shown = [&](const model::BlockDocument &document, const model::BlockDocument &numbered) {
            for (const BlockText &text : blockTexts(document, &numbered))
                if (text.part == "t" && text.path == at)
                    return text.words;
            return std::string();
        };
        QCOMPARE(shown(*german, before), said);
        const auto again = withBlockText(*german, "t", at, said + "!", &before);
        QCOMPARE(shown(*again, before), said + "!");
        QVERIFY(inStep(before, before, *german) == *german);
        const auto after = *model::setPartProperty(before, "b", "fill", "#112233");
        const model::BlockDocument repainted = inStep(before, after, *german);
        const Json &spans = repainted.part("t")->at("content").at(0).at("spans");
        QCOMPARE(jsonText(spans.at(0), "text"), std::string("M\xc3\xbctzen"));
        QCOMPARE(jsonText(spans.at(0), "link"), std::string("https://shop.example.com/caps"));
        QVERIFY(spans.at(2).at("bold").get<bool>());
        // The link goes elsewhere, and nothing is bold any more: so it is in the translation, and no tag is left over.
        const auto less = *model::setPartProperty(before, "t", "content", Json::array({Json{{"spans", Json::array({Json{{"text", "See "}}, Json{{"text", "caps"}, {"link", "https://shop.example.com/hats"}}})}}}));
        const model::BlockDocument shorter = inStep(before, less, *german);
        const Json &followed = shorter.part("t")->at("content").at(0).at("spans");
        QCOMPARE(jsonText(followed.at(0), "link"), std::string("https://shop.example.com/hats"));
        QCOMPARE(jsonText(followed.at(2), "text"), std::string("neue Jacken"));
        QVERIFY(!followed.at(2).contains("bold"));
    }

    // What is read out and put back is the same document, whatever it is made of.
    void theSameWordsChangeNothing() {
        int texts = 0;
        SeededRng rng(20261122);
        for (int i = 0; i < 30; ++i) {
            model::Findings findings;
            const auto made = model::blockDocumentFromJson(test::randomDocument(rng), findings);
            if (!made)
                continue; // there are hostile ones among them
            const model::BlockDocument &document = *made;
            for (const BlockText &text : blockTexts(document)) {
                const auto same = withBlockText(document, text.part, text.path, text.words);
                if (!same)
                    QFAIL((same.error().id + " " + text.part + text.path).c_str());
                QCOMPARE(wordsAt(*same, text.part, text.path), text.words);
                ++texts;
            }
        }
        QVERIFY(texts > 300);
    }

    void aTranslationFollowsItsDocument() {
        const model::BlockDocument before = sample();
        auto german = *withBlockText(before, "b", "/text", "Jetzt kaufen");
        german = *model::setPartProperty(german, "page", "language", "de");
        // The author changes a colour and two texts, takes a block away and adds one.
        auto after = *model::setPartProperty(before, "b", "fill", "#112233");
        after = *withBlockText(after, "b", "/text", "Buy now");
        after = *withBlockText(after, "h", "/content", "Good morning");
        after = *model::removePart(after, "m");
        after = *model::insertBlock(after, "c", 0, Json{{"id", "n"}, {"kind", "button"}, {"text", "More"}, {"href", "https://shop.example.com/more"}});
        const model::BlockDocument followed = inStep(before, after, german);
        QCOMPARE(wordsAt(followed, "b", "/text"), std::string("Jetzt kaufen"));
        QCOMPARE(followed.part("b")->at("fill").get<std::string>(), std::string("#112233"));
        QCOMPARE(wordsAt(followed, "h", "/content"), std::string("Good morning")); // was not translated
        QVERIFY(!followed.part("m"));
        QCOMPARE(wordsAt(followed, "n", "/text"), std::string("More"));
        QCOMPARE(jsonText(followed.page(), "language"), std::string("de"));
        QVERIFY(inStep(before, before, german) == german);
    }

    void theWordsOfAPart() {
        QCOMPARE(wordsOfPart(*sample().part("t"), "text"), std::string("See the new jackets and caps Warm Light"));
        QVERIFY(wordsOfPart(*sample().part("s"), "section").find("Shop now Home") != std::string::npos);
        QCOMPARE(wordsOfPart(*sample().part("sp"), "spacer"), std::string());
        QCOMPARE(wordsOfPart(Json{{"kind", "of_tomorrow"}, {"text", "x"}}, "of_tomorrow"), std::string());
    }
};

AUDIENCE_TEST(BlockTextsTest)
#include "block_texts_test.moc"
