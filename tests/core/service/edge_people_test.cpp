// Whom an email may look wrong for, the contact sheet, and what hostile data and Liquid make of a preview and a canvas.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/canvas_html.h"
#include "service/contact_sheet.h"
#include "service/data_service.h"
#include "service/imprint.h"
#include "service/session.h"
#include "service/template_service.h"
#endif
#include "support/attack_vectors.h"
#include "support/html_judge.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::service;

class EdgePeopleTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    static model::EmailTemplate email() {
        model::EmailTemplate email;
        email.name = "News";
        email.subject = "Hello {{ first_name }}";
        email.html = "<p>{{ first_name }} {{ last_name }} of {{ city }}, {{ tier }} {{ note }}</p>"
                     "<p>{{ sender_name }} {{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Leave</a></p>";
        return email;
    }
    static const EdgePerson *find(const std::vector<EdgePerson> &people, const std::string &id) {
        const auto found = std::find_if(people.begin(), people.end(), [&](const EdgePerson &one) { return one.id == id; });
        return found == people.end() ? nullptr : &*found;
    }
    static std::string arg(const EdgePerson &one, const std::string &name) {
        for (const auto &[key, value] : one.args)
            if (key == name)
                return value;
        return {};
    }
    std::shared_ptr<Session> sessionWith(const QString &name, const QByteArray &csv) {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(name + QStringLiteral("-state")).toStdString();
        auto session = Session::create(m_folder.filePath(name + QStringLiteral(".audience")).toStdString(), options);
        if (!session)
            return nullptr;
        QFile file(m_folder.filePath(name + QStringLiteral(".csv")));
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write(csv);
        file.close();
        ingest::ImportSpec import;
        import.path = file.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        const bool isThere = DataService(**session).importFile(import).has_value() && saveImprint(**session, {"Harbour Books", "1 Quay, Kiel"}).has_value();
        return isThere ? *session : nullptr;
    }

private Q_SLOTS:
    void initTestCase() {
        QByteArray csv("id,email,first_name,last_name,city,tier,note\n");
        for (int i = 1; i <= 60; ++i)
            csv += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@example.org,Ada,Berg,Kiel,gold,\n";
        csv += "long,long@example.org,Maximiliane Theodora,von und zu Hohenlohe-Langenburg,Kiel,gold,\n"
               "bare,bare@example.org,,,,,\n"
               "arab,arab@example.org,\xd9\x84\xd9\x8a\xd9\x84\xd9\x89,Haddad,Kiel,gold,\n"
               "irish,irish@example.org,Sin\xc3\xa9""ad,O'Brien,Kiel,gold,\n"
               "odd,odd@example.org,<b>Bo</b>,Berg,Kiel,gold,\n"
               "big,big@example.org,Ada,Berg,Kiel,gold," + QByteArray(4000, 'x') + "\n";
        m_session = sessionWith(QStringLiteral("shop"), csv);
        QVERIFY(m_session);
    }

    void eachKindIsFound() {
        const auto people = edgePeople(*m_session, email(), {}, 1000);
        QVERIFY(people.has_value());
        QCOMPARE(people->size(), std::size_t(5));
        QCOMPARE(find(*people, "edge.longest_name")->key, std::string("long"));
        QCOMPARE(arg(*find(*people, "edge.longest_name"), "count"), std::string("52"));
        QCOMPARE(find(*people, "edge.longest_name")->name, std::string("Maximiliane Theodora von und zu Hohenlohe-Langenburg"));
        const EdgePerson &bare = *find(*people, "edge.most_missing");
        QCOMPARE(bare.key, std::string("bare"));
        QCOMPARE(arg(bare, "count"), std::string("5"));
        QCOMPARE(arg(bare, "of"), std::string("5"));
        QVERIFY(arg(bare, "fields").find("city") != std::string::npos);
        QCOMPARE(find(*people, "edge.right_to_left")->key, std::string("arab"));
        QCOMPARE(arg(*find(*people, "edge.right_to_left"), "column"), std::string("first_name"));
        QCOMPARE(find(*people, "edge.odd_name")->key, std::string("odd"));
        QCOMPARE(arg(*find(*people, "edge.odd_name"), "sign"), std::string("<"));
        QCOMPARE(find(*people, "edge.largest_email")->key, std::string("big"));
        QVERIFY(std::stoul(arg(*find(*people, "edge.largest_email"), "bytes")) > 4000);
        // The same ones the next time; sampled, too.
        const auto one = edgePeople(*m_session, email(), {}, 20), other = edgePeople(*m_session, email(), {}, 20);
        QCOMPARE(find(*one, "edge.largest_email")->key, find(*other, "edge.largest_email")->key);
    }

    void whatIsNotThereIsLeftOut() {
        const auto plain = sessionWith(QStringLiteral("plain"), "id,email\n1,a@example.org\n2,b@example.org\n");
        QVERIFY(plain);
        model::EmailTemplate words;
        words.subject = "Hello";
        words.html = "<p>Hello</p>";
        const auto people = edgePeople(*plain, words);
        QVERIFY(people.has_value());
        QCOMPARE(people->size(), std::size_t(1));
        QCOMPARE(people->front().id, std::string("edge.largest_email"));
        words.html = "{% if %}"; // it cannot be made: nobody is the largest
        QVERIFY(edgePeople(*plain, words)->empty());
        CancelSource cancel;
        cancel.cancel();
        QCOMPARE(edgePeople(*m_session, email(), cancel.token()).error().id, std::string("cancelled"));
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("empty-state")).toStdString();
        const auto empty = Session::create(m_folder.filePath(QStringLiteral("empty.audience")).toStdString(), options);
        QCOMPARE(edgePeople(**empty, email()).error().id, std::string("data.no_people"));
    }

    void aSheetHasHalfByReasonAndTheRestByChance() {
        std::vector<std::string> told;
        const auto cards = contactSheet(*m_session, email(), {}, [&](const SheetCard &card) { told.push_back(card.key); });
        QVERIFY(cards.has_value());
        QCOMPARE(cards->size(), std::size_t(12));
        std::set<std::string> keys;
        std::size_t byReason = 0;
        for (const SheetCard &card : *cards) {
            keys.insert(card.key);
            byReason += card.why.empty() ? 0 : 1;
            QVERIFY(card.preview && !card.error);
            QCOMPARE(card.preview->personKey, card.key);
        }
        QCOMPARE(keys.size(), std::size_t(12)); // nobody twice
        QCOMPARE(byReason, std::size_t(5));
        QCOMPARE(told.size(), std::size_t(12));
        QCOMPARE(told.front(), cards->front().key);
        SheetOptions other;
        other.seed = 7;
        const auto others = contactSheet(*m_session, email(), other);
        QVERIFY(std::any_of(others->begin(), others->end(), [&](const SheetCard &card) { return keys.count(card.key) == 0; }));
        other.people = 0;
        QCOMPARE(contactSheet(*m_session, email(), other).error().id, std::string("template.sheet_people"));
        other.people = 48;
        QVERIFY(contactSheet(*m_session, email(), other)->size() <= 48);
        // Whom it cannot be made for stands there with why.
        model::EmailTemplate strict = email();
        strict.missing = model::MissingField::Stop;
        const auto stopped = contactSheet(*m_session, strict, {});
        const auto bare = std::find_if(stopped->begin(), stopped->end(), [](const SheetCard &card) { return card.key == "bare"; });
        QVERIFY(bare != stopped->end() && bare->error && !bare->preview);
    }

    void aSheetAsFilesLoadsNothing() {
        model::EmailTemplate hostile = email();
        hostile.subject = "<script>{{ first_name }}";
        hostile.html += "<img src=\"https://evil.example/x.png\"><script>alert(1)</script>";
        SheetOptions three;
        three.people = 3;
        const auto cards = contactSheet(*m_session, hostile, three);
        QVERIFY(cards.has_value());
        const QString folder = m_folder.filePath(QStringLiteral("sheet/inner"));
        const auto words = [](const std::string &id, const auto &) { return "<" + id + ">"; };
        const auto files = writeSheet(*cards, "News & more", folder.toStdString(), words);
        QVERIFY(files.has_value());
        QCOMPARE(files->size(), std::size_t(4));
        QCOMPARE(QDir(folder).entryList(QDir::Files), (QStringList{QStringLiteral("01.html"), QStringLiteral("02.html"), QStringLiteral("03.html"), QStringLiteral("index.html")}));
        for (const std::string &path : *files) {
            QFile file(QString::fromStdString(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray html = file.readAll();
            QVERIFY2(!html.contains("<script") && !html.contains("evil.example") && !html.contains("<edge"), html.constData());
        }
        QFile index(QString::fromStdString(files->front()));
        QVERIFY(index.open(QIODevice::ReadOnly));
        const QByteArray html = index.readAll();
        QVERIFY(html.contains("News &amp; more") && html.contains("src=\"03.html\"") && html.contains("&lt;edge.longest_name&gt;") && html.contains("iframe sandbox"));
        QFile blocked(m_folder.filePath(QStringLiteral("file")));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        QCOMPARE(writeSheet(*cards, "x", blocked.fileName().toStdString(), words).error().id, std::string("data.cannot_write"));
    }

    // Values of the data and pieces that Liquid puts together reach the preview only as words.
    void nothingThatLiquidMakesIsActive() {
        QByteArray csv("id,email,x\n");
        const auto vectors = test::liquidVectors("https://evil.example");
        for (std::size_t i = 0; i < vectors.size(); ++i)
            csv += QByteArray::number(qulonglong(i)) + ",p" + QByteArray::number(qulonglong(i)) + "@example.org,\"" +
                   QByteArray::fromStdString(vectors[i].second).replace("\"", "\"\"") + "\"\n";
        const auto session = sessionWith(QStringLiteral("hostile"), csv);
        QVERIFY(session);
        test::HtmlJudge judge(false);
        int shown = 0;
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            model::EmailTemplate attack;
            attack.subject = "x";
            attack.html = vectors[i].first;
            const auto preview = TemplateService(*session).preview(attack, std::to_string(i));
            if (!preview)
                continue; // a mistake of Liquid's is none of the preview's
            ++shown;
            const std::string verdict = judge.verdict(preview->html);
            QVERIFY2(verdict.empty(), (vectors[i].first + " " + vectors[i].second + "\n -> " + preview->html + "\n: " + verdict).c_str());
        }
        QVERIFY2(shown >= 20, qPrintable(QString::number(shown)));
    }

    // Every vector as a block of HTML, as words, as an address, as a picture, and as the value of a chip.
    void nothingOnTheCanvasIsActive() {
        std::vector<std::string> vectors = test::loadingVectors("https://evil.example", "file:///etc/passwd");
        const auto known = test::attackVectors();
        for (std::size_t i = 0; i < known.size(); i += 7)
            vectors.push_back(known[i]);
        test::HtmlJudge judge(false);
        for (const std::string &vector : vectors) {
            const Json blocks = Json::array({Json{{"id", "h"}, {"kind", "html"}, {"html", vector}}, Json{{"id", "b"}, {"kind", "button"}, {"text", vector}, {"href", vector}},
                                             Json{{"id", "i"}, {"kind", "image"}, {"src", vector}, {"alt", vector}}});
            const Json column{{"id", "c"}, {"blocks", blocks}};
            const Json section{{"id", "s"}, {"columns", Json::array({column})}};
            const Json all{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array({section})}};
            model::Findings findings;
            const auto document = model::blockDocumentFromJson(all, findings);
            QVERIFY2(document, findings.empty() ? "" : (findings.front().id + findings.front().path).c_str());
            const auto canvas = canvasHtml(*m_session, *document, model::defaultBrandKit(), {{"{{ first_name }}", vector}, {"first_name", vector}});
            QVERIFY2(canvas.has_value(), vector.c_str());
            const std::string verdict = judge.verdict(canvas->html);
            QVERIFY2(verdict.empty(), (vector + "\n -> " + canvas->html + "\n: " + verdict).c_str());
        }
    }
};
AUDIENCE_TEST(EdgePeopleTest)

#include "edge_people_test.moc"
