// Templates as JSON: what both versions say, what is refused, and what one part takes from another.
#include "base/json.h"
#include "model/email_template.h"
#include "support/test_main.h"

#include <QTest>

#include <functional>

using namespace audience;
using namespace audience::model;

namespace {

BlockDocument document(const std::string &title) {
    Findings findings;
    return *blockDocumentFromJson(Json{{"audience_blocks", 1}, {"page", {{"title", title}}}, {"sections", Json::array()}}, findings);
}

EmailTemplate everything() {
    EmailTemplate email;
    email.name = "News";
    email.subject = "Hello";
    email.preheader = "Soon over";
    email.html = "<p>Hello</p>";
    email.text = "Hello";
    email.missing = MissingField::SkipPerson;
    email.blocks = document("Hello");
    email.language = "en";
    email.translations = {{"de-AT", {"Servus", "Bald vorbei", "<p>Servus</p>", "", document("Servus")}}, {"zh-Hant-TW", {"x", "", "", "", {}}}};
    email.variants = {{"B", {"Hey", "", "", "", {}}}};
    email.linkQuery = {{"utm_source", "news"}, {"utm_campaign", "{{ campaign_name }}"}};
    return email;
}

std::string errorOf(const Json &json) {
    const auto read = emailTemplateFromJson(json);
    return read ? std::string() : read.error().id;
}

} // namespace

class EmailTemplateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesThroughJson() {
        const Json json = toJson(everything());
        QCOMPARE(jsonInt(json, "audience_template"), std::int64_t(2));
        const auto text = parseJson(dumpJson(json));
        QVERIFY(text.has_value());
        const auto read = emailTemplateFromJson(*text);
        QVERIFY2(read.has_value(), errorOf(*text).c_str());
        QVERIFY(*read == everything());
        QCOMPARE(dumpJson(toJson(*read)), dumpJson(json));
    }

    // Programs of before read what they know; only what they could not keep makes it a new version.
    void theFirstVersionStaysTheFirst() {
        EmailTemplate email;
        email.name = "News";
        email.subject = "Hello";
        email.html = "<p>Hello</p>";
        const Json json = toJson(email);
        QCOMPARE(dumpJson(json), std::string(R"({"subject":"Hello","preheader":"","html":"<p>Hello</p>","text":"","audience_template":1,"name":"News","missing":"empty"})"));
        const auto read = emailTemplateFromJson(json);
        QVERIFY(read.has_value() && *read == email);
        const std::vector<std::function<void(EmailTemplate &)>> changes{
            [](EmailTemplate &one) { one.blocks = document("x"); }, [](EmailTemplate &one) { one.language = "de"; },
            [](EmailTemplate &one) { one.translations = {{"de", {}}}; }, [](EmailTemplate &one) { one.variants = {{"B", {}}}; },
            [](EmailTemplate &one) { one.linkQuery = {{"utm_source", "a"}}; }};
        for (const auto &change : changes) {
            EmailTemplate other = email;
            change(other);
            QCOMPARE(jsonInt(toJson(other), "audience_template"), std::int64_t(2));
            QVERIFY(*emailTemplateFromJson(toJson(other)) == other);
        }
        // Without a version, as the first programs wrote it.
        QVERIFY(emailTemplateFromJson(Json{{"name", "Old"}, {"html", "<p>x</p>"}}).has_value());
    }

    void whatIsRefused() {
        Json json = toJson(everything());
        json["audience_template"] = 3;
        QCOMPARE(errorOf(json), std::string("template.newer_version"));
        QCOMPARE(errorOf(Json::array()), std::string("template.not_an_object"));
        json = toJson(everything());
        json["missing"] = "perhaps";
        QCOMPARE(errorOf(json), std::string("template.unknown_missing"));
        json = toJson(everything());
        json["language"] = "d";
        QCOMPARE(errorOf(json), std::string("template.bad_language"));
        for (const char *bad : {"", "d", "de_DE", "de-", "-de", "de--AT", "d3", "languages9", "de-AT-1996-x1-x2-x3"}) {
            json = toJson(everything());
            json["translations"][0]["locale"] = bad;
            QVERIFY2(errorOf(json) == "template.bad_language", bad);
        }
        json = toJson(everything());
        json["translations"][1]["locale"] = "DE-at";
        QCOMPARE(errorOf(json), std::string("template.twice"));
        json = toJson(everything());
        json["variants"][0]["variant"] = "";
        QCOMPARE(errorOf(json), std::string("template.twice"));
        json = toJson(everything());
        json["blocks"]["page"]["width"] = "wide";
        const auto read = emailTemplateFromJson(json);
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().id == "blocks.wrong_type", read.error().id.c_str());
        QCOMPARE(std::string(read.error().arg("path")), std::string("/blocks/page/width"));
        json = toJson(everything());
        json["translations"][0]["blocks"]["audience_blocks"] = 99;
        QCOMPARE(errorOf(json), std::string("blocks.newer_version"));
    }

    void anEmptyPartIsThatOfTheEmail() {
        const EmailContent whole = contentOf(everything());
        EmailContent part{"Other", "", "", "", {}};
        const EmailContent filled = filledFrom(part, whole);
        QVERIFY(filled.subject == "Other" && filled.preheader == whole.preheader && filled.html == whole.html && filled.blocks == whole.blocks && filled.text == whole.text);
        part.html = "<p>Other</p>"; // then the text and the blocks before are another email's
        const EmailContent own = filledFrom(part, whole);
        QVERIFY(own.html == "<p>Other</p>" && !own.blocks && own.text.empty());
        const EmailTemplate with = withContent(everything(), own);
        QVERIFY(with.subject == "Other" && !with.blocks && with.translations == everything().translations);
    }
};

AUDIENCE_TEST(EmailTemplateTest)
#include "email_template_test.moc"
