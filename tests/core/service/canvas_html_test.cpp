// The canvas of the studio without a window: what it shows for a person, and words that are written where they stand.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/canvas_html.h"
#include "service/data_service.h"
#include "service/imprint.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

#ifndef Q_MOC_RUN // which cannot read raw strings
static constexpr const char *kEmail =
    R"({"audience_blocks":1,"page":{},"sections":[{"id":"s","columns":[{"id":"c","blocks":[)"
    R"({"id":"h","kind":"heading","content":[{"text":"Hello "},{"liquid":"{{ first_name | default: 'there' }}"}]},)"
    R"({"id":"l","kind":"list","marks":"check","items":[[{"text":"One {{ city }}"}],[{"text":"two","bold":true}]]},)"
    R"({"id":"q","kind":"quote","content":[{"spans":[{"text":"So good, {{ first_name }}"}]}],"author":"Ann","role":"Buyer"},)"
    R"({"id":"p","kind":"products","columns":2,"items":[{"title":"Tea","text":"Green","price":"1.00","button":"Buy","href":"https:\/\/example.org"},{"title":"Cup","old_price":"9"}]},)"
    R"({"id":"r","kind":"products","loop":{"list":"person.cart","as":"item"},"item":{"title":"{{ item.title }}"}},)"
    R"({"id":"x","kind":"text","locked":true,"content":[{"spans":[{"text":"Locked {{ oops | nothing: }} {{ city | upcase }}"}]}]},)"
    R"({"id":"f","kind":"footer","unsubscribe":"Unsubscribe","preferences":"Choose"}]}]}]})";
#endif

class CanvasHtmlTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;
    model::BlockDocument m_document;
    model::BrandKit m_kit = model::defaultBrandKit();

    std::string html(const CanvasValues &values = {}) const {
        const auto canvas = canvasHtml(*m_session, m_document, m_kit, values);
        return canvas ? canvas->html : canvas.error().id;
    }
    static bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        model::Findings findings;
        const auto document = model::blockDocumentFromJson(*parseJson(kEmail), findings);
        QVERIFY2(document, findings.empty() ? "" : (findings.front().id + findings.front().path).c_str());
        m_document = *document;
        m_kit.footer = "You asked for it.";
        QCOMPARE(canvasValues(*m_session, m_document, m_kit, "1").error().id, std::string("data.no_people"));
        QFile file(m_folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,email,first_name,city\n1,a@example.org,Ada <&>,Leeds\n2,b@example.org,,\n");
        file.close();
        ingest::ImportSpec import;
        import.path = file.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        QVERIFY(DataService(*m_session).importFile(import));
    }

    void fieldsSayWhatTheyDoForThePerson() {
        auto values = canvasValues(*m_session, m_document, m_kit, "1");
        QVERIFY(values);
        QCOMPARE(values->at("{{ first_name | default: 'there' }}"), std::string("Ada <&>"));
        QCOMPARE(values->at("{{ city }}"), std::string("Leeds"));
        QCOMPARE(values->at("{{ city | upcase }}"), std::string("LEEDS")); // beside one that cannot be read
        QCOMPARE(values->size(), std::size_t(4));                          // that of a loop has none, nor who it comes from
        QVERIFY(saveImprint(*m_session, {"Harbour Books", "1 Quay, Kiel"}));
        values = canvasValues(*m_session, m_document, m_kit, "1");
        QCOMPARE(values->at("{{ sender_name }}"), std::string("Harbour Books"));
        const std::string shown = html(*values);
        QVERIFY2(has(shown, "title=\"first name or there\" data-liquid=\"{{ first_name | default: 'there' }}\">Ada &lt;&amp;&gt;</span>"), shown.c_str());
        QVERIFY(has(shown, "title=\"city\" data-liquid=\"{{ city }}\">Leeds</span>"));
        QVERIFY(has(shown, "data-liquid=\"{{ item.title }}\">title</span>"));
        // Who has nothing reads what stands in for it, else the name of the field.
        values = canvasValues(*m_session, m_document, m_kit, "2");
        QCOMPARE(values->at("{{ first_name | default: 'there' }}"), std::string("there"));
        QVERIFY(has(html(*values), "data-liquid=\"{{ city }}\">city</span>"));
        QCOMPARE(canvasValues(*m_session, m_document, m_kit, "nobody").error().id, std::string("data.no_such_person"));
        QVERIFY(has(html(), ">first name or there</span>") && !has(html(), " title=\"first name"));
        QVERIFY(has(canvasChip("{{ city }}", {{"{{ city }}", "Leeds"}}), "title=\"city\""));
    }

    void everyTextSaysWhereItStands() {
        const std::string shown = html();
        for (const char *place : {"/content", "/items", "/author", "/role", "/items/0/title", "/items/0/text", "/items/0/price", "/items/0/button", "/items/1/old_price", "/item/title",
                                  "/unsubscribe", "/preferences"})
            QVERIFY2(has(shown, "data-words=\"" + std::string(place) + '"'), place);
        QVERIFY(!has(shown, "data-words=\"/items/1/price\"")); // nothing stands there
        model::Findings findings;
        const auto own = model::blockDocumentFromJson(
            *parseJson("{\"audience_blocks\":1,\"page\":{},\"sections\":[{\"id\":\"s\",\"columns\":[{\"id\":\"c\",\"blocks\":[{\"id\":\"h\",\"kind\":\"html\",\"html\":\"<p data-words=\\\"/a b\\\">x</p>\"}]}]}]}"), findings);
        QVERIFY(own && !has(canvasHtml(*m_session, *own, m_kit)->html, "data-words"));
    }

    void wordsAreWrittenWhereTheyStand_data() {
        QTest::addColumn<QString>("block");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("value");
        QTest::newRow("heading") << "h" << "/content" << "Hi<br>" << "[{\"text\":\"Hi\"}]";
        QTest::newRow("list") << "l" << "/items" << "<ul><li>a</li><li><b>b</b> {{ city }}</li></ul>" << "[[{\"text\":\"a\"}],[{\"text\":\"b\",\"bold\":true},{\"text\":\" \"},{\"liquid\":\"{{ city }}\"}]]";
        QTest::newRow("quote") << "q" << "/content" << "<p>a</p><ol><li>b</li></ol>" << "[{\"spans\":[{\"text\":\"a\"}]},{\"list\":\"number\",\"items\":[[{\"text\":\"b\"}]]}]";
        QTest::newRow("who said it") << "q" << "/author" << "<b>Bo</b> &amp; Co" << "\"Bo & Co\"";
        QTest::newRow("product") << "p" << "/items/1/title" << "Cup <i>of</i> <span data-liquid=\"{{ city }}\">Leeds</span>" << "\"Cup of {{ city }}\"";
        QTest::newRow("its button") << "p" << "/items/0/button" << "Get it" << "\"Get it\"";
        QTest::newRow("of a loop") << "r" << "/item/title" << "{{ item.title | upcase }}" << "\"{{ item.title | upcase }}\"";
        QTest::newRow("footer") << "f" << "/content" << "<p>Why <a data-link=\"https://a.example/\">us</a></p>" << "[{\"spans\":[{\"text\":\"Why \"},{\"text\":\"us\",\"link\":\"https://a.example/\"}]}]";
        QTest::newRow("way out") << "f" << "/unsubscribe" << "Leave" << "\"Leave\"";
    }

    void wordsAreWrittenWhereTheyStand() {
        QFETCH(QString, block);
        QFETCH(QString, place);
        QFETCH(QString, html);
        QFETCH(QString, value);
        const std::string id = block.toStdString(), at = place.toStdString();
        const CanvasText before = canvasText(m_document, m_kit, id, at);
        QVERIFY(before.isEditable && before.place == at);
        QCOMPARE(*withCanvasText(m_document, m_kit, id, at, before.html), m_document); // as it was: no edit
        const auto next = withCanvasText(m_document, m_kit, id, at, html.toStdString());
        QVERIFY2(next, next ? "" : next.error().id.c_str());
        const Json::json_pointer pointer(at);
        QCOMPARE(QString::fromStdString(dumpJson(next->part(id)->at(pointer))), value);
        // All else is as it was.
        auto restored = *next->part(id), was = *m_document.part(id);
        restored[pointer] = was[pointer] = nullptr;
        QCOMPARE(dumpJson(restored), dumpJson(was));
        const auto back = model::setPartProperty(*next, id, at.substr(1, at.find('/', 1) - 1), m_document.part(id)->contains(at.substr(1, at.find('/', 1) - 1)) ? m_document.part(id)->at(at.substr(1, at.find('/', 1) - 1)) : Json());
        QCOMPARE(*back, m_document);
    }

    void aFooterBeginsWithTheWordsOfTheBrand() {
        QVERIFY(has(canvasText(m_document, m_kit, "f").html, "You asked for it."));
        QVERIFY(has(html(), ">You asked for it.<"));
        QVERIFY(!has(canvasText(m_document, model::BrandKit(), "f").html, "You asked"));
        const auto next = withCanvasText(m_document, m_kit, "f", "/content", "<p>You asked for it!</p>");
        QVERIFY(next && has(dumpJson(next->part("f")->at("content")), "for it!"));
    }

    void whatHasNoWordsIsNotWrittenIn() {
        QVERIFY(!canvasText(m_document, m_kit, "x").isEditable); // locked
        QCOMPARE(withCanvasText(m_document, m_kit, "x", {}, "a").error().id, std::string("blocks.locked"));
        for (const auto &[block, place] : {std::pair{"s", ""}, {"nobody", ""}, {"p", ""}, {"p", "/items/7/title"}, {"p", "/columns"}, {"q", "/items"}}) {
            QVERIFY2(!canvasText(m_document, m_kit, block, place).isEditable, place);
            QCOMPARE(withCanvasText(m_document, m_kit, block, place, "a").error().id, std::string("blocks.not_text"));
        }
    }
};
AUDIENCE_TEST(CanvasHtmlTest)

#include "canvas_html_test.moc"
