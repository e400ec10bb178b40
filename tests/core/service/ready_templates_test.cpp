// The emails that come with the program: each can be sent as it is, to people of whom everything is known and to people
// of whom nothing is.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/text.h"
#include "blocks/compile.h"
#include "email/plain_text.h"
#include "email/text_length.h"
#include "service/data_service.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/sample_templates.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "service/template_lint.h"
#include "service/template_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::service;

namespace {

constexpr std::size_t kMostBytes = 40 * 1024, kLongestSubject = 45, kLongestPreheader = 90;

bool isService(const ReadyTemplate &one) { return one.category == "service"; }

// Every text in a document with the name of its property.
template <class Visit> void eachText(const Json &json, const std::string &name, const Visit &visit) {
    if (json.is_string())
        visit(name, json.get<std::string>());
    else if (json.is_object())
        for (const auto &[key, value] : json.items())
            eachText(value, key, visit);
    else if (json.is_array())
        for (const Json &value : json)
            eachText(value, name, visit);
}

std::size_t countOf(const std::string &text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

} // namespace

class ReadyTemplatesTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < readyTemplates().size(); ++i)
            QTest::newRow(readyTemplates()[i].id.c_str()) << int(i);
    }
    static const ReadyTemplate &one() {
        QFETCH(int, index);
        return readyTemplates()[std::size_t(index)];
    }

    // What this person gets.
    EmailPreview of(const char *key) const {
        const auto preview = TemplateService(*m_session).preview(TemplateService(*m_session).fitted(one().email), key);
        if (!preview)
            qFatal("%s", preview.error().id.c_str());
        return *preview;
    }
    static void readsWell(const EmailPreview &email) {
        for (const FindingView &finding : email.findings)
            QVERIFY2(false, finding.id.c_str());
        for (const std::string &part : {email.subject, email.preheader, email.text}) {
            for (const char *broken : {"{{", "{%", "}}", " ,", " .", ",,", ", ?", ",?", "()", "nil"})
                QVERIFY2(part.find(broken) == std::string::npos, (std::string(broken) + ": " + part).c_str());
            QVERIFY(!trimmed(part).empty());
        }
        QVERIFY2(email::graphemes(email.subject) <= kLongestSubject, email.subject.c_str());
        QVERIFY2(email::graphemes(email.preheader) <= kLongestPreheader, email.preheader.c_str());
        QVERIFY(email.html.size() < kMostBytes);
        QVERIFY(email.text.find("Harbour Books") != std::string::npos && email.text.find("1 Quay, Kiel") != std::string::npos);
        for (const char *mark : {"\n1. |", "\n\xe2\x9c\x93 |", "\n\n\n"})
            QVERIFY2(email.text.find(mark) == std::string::npos, email.text.c_str());
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,email,first_name,last_name,city,tier,joined,order_number,order_total,order_date,order_items,order_vat,payment,coupon,renewal_date,renewal_price,reset_url\n"
                  "full,lena@example.org,Lena,Brandt,Kiel,gold,2024-03-12,A-20418,248.90 EUR,2026-11-03,2 shirts and a cap,39.74 EUR,Card,LENA10,2027-01-15,29.00 EUR,https://shop.example.com/reset/9f3\n"
                  "bare,b@example.org,,,,,,,,,,,,,,,\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        QVERIFY(DataService(*m_session).importFile(import).has_value());
        QVERIFY(saveImprint(*m_session, {"Harbour Books", "1 Quay, Kiel"}).has_value());
    }

    void allSixteenAreThere() {
        std::vector<std::string> ids;
        std::set<std::string> names;
        for (const ReadyTemplate &ready : readyTemplates()) {
            ids.push_back(ready.id);
            names.insert(ready.email.name);
            QVERIFY(!ready.use.empty() && ready.use.size() < 90 && ready.use.back() == '.');
            QVERIFY((std::set<std::string>{"relations", "sales", "news", "feedback", "service"}.count(ready.category)) == 1);
        }
        QCOMPARE(ids, (std::vector<std::string>{"welcome", "winback", "birthday", "loyalty", "repermission", "cart", "price_drop", "product_launch", "upsell", "renewal", "newsletter",
                                                "event", "review", "survey", "receipt", "password"}));
        QCOMPARE(names.size(), std::size_t(16));
        QCOMPARE(sampleTemplates().size(), std::size_t(16));
    }

    void compilesWithoutFindings_data() { rows(); }
    void compilesWithoutFindings() {
        const auto &blocks = one().email.blocks;
        QVERIFY(blocks.has_value());
        model::BrandKit bare; // a brand that says nothing: the neutral one answers
        for (const model::BrandKit &kit : {model::defaultBrandKit(), bare}) {
            const BlockHtml html = blockHtml(*blocks, kit);
            for (const FindingView &finding : html.findings)
                QVERIFY2(false, (finding.id + ' ' + finding.path).c_str());
            QVERIFY(html.bytes < kMostBytes);
        }
        QVERIFY(one().email.html.find("<img") == std::string::npos);
        QVERIFY(one().email.html.find("prefers-color-scheme:dark") != std::string::npos);
    }

    // Every colour and font is the brand's: one change there changes all of them.
    void takesItsColoursFromTheBrand_data() { rows(); }
    void takesItsColoursFromTheBrand() {
        eachText(one().email.blocks->json(), {}, [](const std::string &name, const std::string &text) {
            QVERIFY2(text.empty() || text[0] != '#', (name + " " + text).c_str());
            QVERIFY2((name != "font" && name != "heading_font") || startsWithAscii(text, "brand."), text.c_str());
        });
        model::BrandKit green = model::defaultBrandKit();
        for (model::BrandColour &colour : green.colours)
            if (colour.name == "primary")
                colour.light = "#0b6b4f", colour.dark = "#57c9a3";
        const std::string html = blockHtml(*one().email.blocks, green).html;
        QVERIFY(html.find("#0b6b4f") != std::string::npos && html.find("#57c9a3") != std::string::npos);
        QVERIFY(html.find(model::defaultBrandKit().colour("primary")->light + ";border-radius") == std::string::npos);
    }

    void lintsClean_data() { rows(); }
    void lintsClean() {
        for (const LintView &view : lintTemplate(m_session.get(), one().email))
            QVERIFY2(false, (view.finding.id + ' ' + view.excerpt).c_str());
        // Nor where the people have nothing but an address.
        store::DatasetInfo people;
        people.name = "people";
        people.fields = {{"id", engine::ColumnType::Text, 0}, {"email", engine::ColumnType::Text, 0}};
        for (const FindingView &finding : EmailRenderer::check(one().email, &people))
            QVERIFY2(false, (finding.id + (finding.args.empty() ? "" : ' ' + finding.args.front().second)).c_str());
    }

    void saysOnlyWhatTheLawAsks_data() { rows(); }
    void saysOnlyWhatTheLawAsks() {
        const std::string &html = one().email.html;
        QVERIFY(html.find("{{ postal_address }}") != std::string::npos);
        QCOMPARE(toLowerAscii(html).find("unsubscribe") != std::string::npos, !isService(one()));
        QCOMPARE(html.find("<meta name=\"audience-purpose\" content=\"service\">") != std::string::npos, isService(one()));
        QCOMPARE(countOf(html, "audience-purpose"), std::size_t(isService(one()) ? 1 : 0));
    }

    // One thing to do: all buttons of an email lead to the same place, or a row of numbers is it.
    void asksForOneThing_data() { rows(); }
    void asksForOneThing() {
        std::set<std::string> places;
        std::size_t surveys = 0;
        for (const Json &section : one().email.blocks->sections())
            for (const Json &column : section.at("columns"))
                for (const Json &block : column.at("blocks")) {
                    if (jsonText(block, "kind") == "button")
                        places.insert(jsonText(block, "href"));
                    surveys += jsonText(block, "kind") == "survey" ? 1 : 0;
                }
        QCOMPARE(places.size() + surveys, std::size_t(1));
    }

    void readsWellWithEverything_data() { rows(); }
    void readsWellWithEverything() {
        const EmailPreview email = of("full");
        readsWell(email);
        if (one().email.html.find("first_name") != std::string::npos)
            QVERIFY(email.text.find("Lena") != std::string::npos);
        if (one().id == "receipt")
            QVERIFY(email.subject == "Your receipt for order A-20418" && email.text.find("248.90 EUR") != std::string::npos && email.text.find("3 November 2026") != std::string::npos);
        if (one().id == "renewal")
            QVERIFY(email.text.find("15 January 2027") != std::string::npos && email.text.find("29.00 EUR") != std::string::npos);
        if (one().id == "loyalty")
            QVERIFY(email.text.find("You choose first") != std::string::npos && email.text.find("it is silver") == std::string::npos);
        if (one().id == "password")
            QVERIFY(email.html.find("https://shop.example.com/reset/9f3") != std::string::npos);
        if (one().id == "birthday")
            QVERIFY(email.text.find("LENA10") != std::string::npos);
        if (one().id == "winback")
            QVERIFY(email.text.find("March 2024") != std::string::npos && email.text.find("gold customers") != std::string::npos);
    }

    void readsWellWithNothing_data() { rows(); }
    void readsWellWithNothing() {
        const EmailPreview email = of("bare");
        readsWell(email);
        QVERIFY(email.text.find("Lena") == std::string::npos);
        if (one().id == "receipt")
            QVERIFY(email.subject == "Your receipt" && email.text.find("In full") != std::string::npos);
        if (one().id == "renewal")
            QVERIFY(email.text.find("Next month") != std::string::npos);
        if (one().id == "loyalty")
            QCOMPARE(countOf(email.text, "order this year"), std::size_t(1));
        if (one().id == "winback")
            QVERIFY(email.text.find("since") != std::string::npos && email.text.find("gold") == std::string::npos);
    }
};
AUDIENCE_TEST(ReadyTemplatesTest)

#include "ready_templates_test.moc"
