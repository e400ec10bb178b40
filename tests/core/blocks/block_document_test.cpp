// Reading: every malformed value gives one error at its place; what is unknown stays.
#include "model/block_document.h"
#include "model/block_kinds.h"
#include "model/brand_kit.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::model;

namespace {

Json minimal() {
    return *parseJson(R"({"audience_blocks":1,"page":{},"sections":[{"id":"s1","columns":[{"id":"c1","blocks":[
        {"id":"b1","kind":"text","content":[{"spans":[{"text":"Hi"}]}]}]}]}]})");
}

} // namespace

class BlockDocumentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void malformedValuesAreNamed_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("at");
        const auto row = [](const char *name, const char *path, const char *value, const char *id, const char *at) {
            QTest::newRow(name) << QString::fromUtf8(path) << QString::fromUtf8(value) << QString::fromUtf8(id) << QString::fromUtf8(at);
        };
        const char *block = "/sections/0/columns/0/blocks/0";
        row("no object", "", "[]", "blocks.not_an_object", "");
        row("newer", "/audience_blocks", "2", "blocks.newer_version", "/audience_blocks");
        row("no number", "/audience_blocks", "\"1\"", "blocks.missing", "");
        row("page", "/page", "[]", "blocks.wrong_type", "/page");
        row("width", "/page/width", "20", "blocks.out_of_range", "/page/width");
        row("width in words", "/page/width", "\"600\"", "blocks.wrong_type", "/page/width");
        row("colour", "/page/background", "\"red\"", "blocks.bad_colour", "/page/background");
        row("colour that injects", "/page/color", "\"#fff;x:y\"", "blocks.bad_colour", "/page/color");
        row("dark colour", "/page/color", "{\"light\":\"#fff\",\"dark\":\"black\"}", "blocks.bad_colour", "/page/color/dark");
        row("font", "/page/font", "\"x;}</style>\"", "blocks.bad_font", "/page/font");
        row("direction", "/page/direction", "\"up\"", "blocks.unknown_choice", "/page/direction");
        row("sections", "/sections", "{}", "blocks.wrong_type", "/sections");
        row("no columns", "/sections/0/columns", "[]", "blocks.column_count", "/sections/0/columns");
        row("section id", "/sections/0/id", "\"a b\"", "blocks.bad_id", "/sections/0/id");
        row("id taken", "/sections/0/columns/0/id", "\"s1\"", "blocks.id_taken", "/sections/0/columns/0/id");
        row("widths", "/sections/0/columns/0/width", "50", "blocks.column_widths", "/sections/0/columns");
        row("condition", "/sections/0/when", "\"x %}\"", "blocks.bad_condition", "/sections/0/when");
        row("empty condition", "/sections/0/when", "\" \"", "blocks.bad_condition", "/sections/0/when");
        row("repeat", "/sections/0/repeat", "{\"list\":\"a\"}", "blocks.missing", "/sections/0/repeat");
        row("repeat name", "/sections/0/repeat", "{\"list\":\"a\",\"as\":\"1 x\"}", "blocks.bad_name", "/sections/0/repeat/as");
        row("padding", (std::string(block) + "/padding").c_str(), "[1,2,3]", "blocks.wrong_type", (std::string(block) + "/padding").c_str());
        row("padding side", (std::string(block) + "/padding").c_str(), "[1,2,3,-1]", "blocks.out_of_range", (std::string(block) + "/padding/3").c_str());
        row("content", (std::string(block) + "/content").c_str(), "\"Hi\"", "blocks.wrong_type", (std::string(block) + "/content").c_str());
        row("span", (std::string(block) + "/content/0/spans/0/bold").c_str(), "1", "blocks.wrong_type", (std::string(block) + "/content/0/spans/0/bold").c_str());
        row("kind", (std::string(block) + "/kind").c_str(), "3", "blocks.wrong_type", (std::string(block) + "/kind").c_str());
        row("button without words", (std::string(block) + "/kind").c_str(), "\"view_in_browser\"", "blocks.missing", block);
        row("mobile", (std::string(block) + "/mobile").c_str(), "{\"size\":4}", "blocks.out_of_range", (std::string(block) + "/mobile/size").c_str());
    }
    void malformedValuesAreNamed() {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, id);
        QFETCH(QString, at);
        Json json = minimal();
        json[Json::json_pointer(path.toStdString())] = *parseJson(value.toStdString());
        Findings findings;
        QVERIFY(!blockDocumentFromJson(json, findings));
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(findings[0].id), id);
        QCOMPARE(QString::fromStdString(findings[0].path), at);
    }
    void tooManyBlocksInAllAreRefused() {
        Json json = minimal();
        json["sections"] = Json::array();
        for (int s = 0; s < 11; ++s) {
            Json blocks = Json::array();
            for (int b = 0; b < (s == 0 ? 1 : 500); ++b)
                blocks.push_back(Json{{"id", "b" + std::to_string(s * 500 + b)}, {"kind", "spacer"}});
            json["sections"].push_back(Json{{"id", "s" + std::to_string(s)}, {"columns", Json::array({Json{{"id", "c" + std::to_string(s)}, {"blocks", blocks}}})}});
        }
        Findings findings;
        QVERIFY(!blockDocumentFromJson(json, findings));
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].id + findings[0].path + findings[0].args[0].second, std::string("blocks.too_many/sections5000"));
        json["sections"].erase(0);
        findings.clear();
        QVERIFY(blockDocumentFromJson(json, findings)); // 5,000
    }
    void everyPropertyRefusesTheWrongType() {
        for (const BlockPart &kind : blockKinds())
            for (const BlockProperty &property : kind.properties) {
                Json json = minimal();
                Json &block = json["sections"][0]["columns"][0]["blocks"][0];
                block = Json{{"id", "b1"}, {"kind", std::string(kind.name)}, {std::string(property.name), nullptr}};
                Findings findings;
                QVERIFY(!blockDocumentFromJson(json, findings));
                const std::string at = "/sections/0/columns/0/blocks/0/" + std::string(property.name);
                QVERIFY2(std::any_of(findings.begin(), findings.end(), [&](const Finding &one) { return one.path == at; }),
                         (std::string(kind.name) + at).c_str());
            }
    }
    void unknownThingsStay() {
        Json json = minimal();
        json["later"] = 1;
        json["sections"][0]["later"] = Json::array({1, 2});
        json["sections"][0]["columns"][0]["blocks"].push_back(Json{{"id", "b2"}, {"kind", "hologram"}, {"depth", 3}});
        Findings findings;
        const auto document = blockDocumentFromJson(json, findings);
        QVERIFY(document);
        QVERIFY(document->json() == json);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].id, std::string("blocks.unknown_kind"));
        QVERIFY(findings[0].severity == Finding::Severity::Warning);
        const auto edited = setPartProperty(*document, "b1", "name", "Greeting");
        QVERIFY(edited);
        QVERIFY(edited->part("b2")->at("depth") == Json(3));
        QVERIFY(edited->json().at("later") == Json(1));
    }
    void kindsAndPartsAreWhole() {
        for (const BlockPart &kind : blockKinds())
            for (const BlockProperty &property : kind.properties) {
                if (property.type == PropertyType::Group || property.type == PropertyType::Items)
                    QVERIFY2(blockPart(property.of), std::string(property.of).c_str());
                // A kind must not give another meaning to what all blocks have.
                QVERIFY2(!blockPart("block")->find(property.name), std::string(property.name).c_str());
            }
    }
    void theExampleOfTheManualIsRight() {
        QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/docs/formats/email-blocks.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        int read = 0;
        for (std::size_t at = 0; (at = text.find("```json\n", at)) != std::string::npos;) {
            const std::size_t end = text.find("```", at + 8);
            const auto json = parseJson(text.substr(at + 8, end - at - 8));
            QVERIFY(json);
            Findings findings;
            if (json->contains("audience_blocks"))
                QVERIFY2(blockDocumentFromJson(*json, findings), findings.empty() ? "" : (findings[0].id + findings[0].path).c_str());
            else if (json->contains("audience_brand"))
                QVERIFY2(brandKitFromJson(*json, findings), findings.empty() ? "" : (findings[0].id + findings[0].path).c_str());
            QVERIFY(findings.empty());
            ++read;
            at = end;
        }
        QCOMPARE(read, 2);
        for (const BlockPart &kind : blockKinds()) {
            QVERIFY2(text.find("| `" + std::string(kind.name) + "` |") != std::string::npos, std::string(kind.name).c_str());
            for (const BlockProperty &property : kind.properties)
                QVERIFY2(text.find('`' + std::string(property.name) + '`') != std::string::npos, (std::string(kind.name) + ' ' + std::string(property.name)).c_str());
        }
    }
    void brandKitsKeepWhatTheyHold() {
        BrandKit kit = defaultBrandKit();
        kit.name = "Acme";
        kit.logo = "https://example.org/l.png";
        kit.address = "1 High Street";
        kit.others["later"] = Json{{"a", 1}};
        Findings findings;
        const auto read = brandKitFromJson(toJson(kit), findings);
        QVERIFY(read && findings.empty());
        QVERIFY(*read == kit);
        QVERIFY(!brandKitFromJson(*parseJson(R"({"audience_brand":2})"), findings));
        QCOMPARE(findings.back().id, std::string("blocks.newer_version"));
        QVERIFY(!brandKitFromJson(*parseJson(R"({"colours":{"a":"red"}})"), findings));
        QCOMPARE(findings.back().path, std::string("/colours/a"));
        QVERIFY(!brandKitFromJson(*parseJson(R"({"fonts":{"a":"x;y"}})"), findings));
        QCOMPARE(findings.back().id, std::string("blocks.bad_font"));
    }
};
AUDIENCE_TEST(BlockDocumentTest)
#include "block_document_test.moc"
