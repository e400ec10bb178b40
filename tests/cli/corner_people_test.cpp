// Sign-ups on their way into the data, killed at every durable step; and images on their way to readers.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "support/fake_corner.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

struct Place {
    Cli cli;
    FakeAws ses;
    FakeCorner amazon;

    Place() {
        fillWithPeople(cli, 3);
        connectTo(cli, ses);
        must(words("corner create --connection shop --endpoint") << QString::fromStdString(amazon.url()));
        must(words("topic save offers --name Offers --kind opt-in"));
    }
    void must(const QStringList &arguments) {
        const CliResult done = cli.run(arguments);
        if (done.exit != 0)
            QTest::qFail(qPrintable(done.told()), __FILE__, __LINE__);
    }
    std::string link(const char *arguments) {
        const std::string url = jsonText(cli.json(words(arguments)), "url");
        return url.substr(std::min(amazon.url().size(), url.size()));
    }
    void signUp(const std::string &body) {
        const std::string form = link("corner link --topic offers");
        QCOMPARE(amazon.post("/x/s/" + form.substr(form.find('#') + 1), body), 200);
    }
};

} // namespace

class CornerPeopleCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKillTakesNobodyInTwice_data() {
        QTest::addColumn<QString>("point");
        for (const char *point : {"corner.people_before_commit", "corner.people_committed", "import.switch.before_commit", "import.switch.committed"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void aKillTakesNobodyInTwice() {
        QFETCH(const QString, point);
        Place p;
        p.signUp("email=new%40example.com&consent=yes");
        QCOMPARE(p.amazon.post(p.link("corner link --topic offers --confirm new@example.com"), "confirm=yes"), 200);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(p.cli.run(words("events poll --until-idle")).exit != 0);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        RAN(p.cli.run(words("events poll --until-idle")));
        QCOMPARE(jsonText(p.cli.json(words("corner entries"))[0], "state"), std::string("taken"));
        const CliResult told = p.cli.run(words("data query") << QStringLiteral("SELECT id || ' ' || email FROM people WHERE id < 0"));
        QVERIFY2(told.exit == 0 && told.out.count("-1 new@example.com") == 1 && !told.out.contains("-2 "), told.out.constData());
        RAN(p.cli.run(words("doctor")));
    }

    // Rather no email than two: what was about to leave when somebody pulled the plug is in doubt.
    void aKillAsksNobodyTwice_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("sent");
        QTest::newRow("before it left") << "corner.asking" << 0;
        QTest::newRow("after it left") << "corner.asked" << 1;
    }
    void aKillAsksNobodyTwice() {
        QFETCH(const QString, point);
        QFETCH(const int, sent);
        Place p;
        p.signUp("email=new%40example.com");
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(p.cli.run(words("events poll --until-idle")).exit != 0);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        RAN(p.cli.run(words("events poll --until-idle")));
        QCOMPARE(p.ses.sendCount(), sent);
        QCOMPARE(jsonText(p.cli.json(words("corner entries"))[0], "state"), std::string("waiting"));
    }

    void fieldsAndHooksAreToldWhereToGo() {
        Place p;
        RAN(p.cli.run(words("corner fields --map given=consent --overwrite yes")));
        const Json told = p.cli.json(words("corner fields"));
        QVERIFY(jsonText(told["columns"], "given") == "consent" && jsonBool(told, "overwrite"));
        REFUSED(p.cli.run(words("corner fields --map given")), 2);
        REFUSED(p.cli.run(words("corner fields --map given=nothing")), 1);
        REFUSED(p.cli.run(words("corner hook shop --into orders --person email")), 1);
        RAN(p.cli.run(words("corner hook shop --into orders --key customer --event paid")));
        QCOMPARE(p.amazon.post(p.link("corner link --webhook shop"), "{\"customer\":2,\"amount\":9}"), 200);
        QCOMPARE(p.amazon.post(p.link("corner link --webhook shop"), "{\"customer\":77}"), 200);
        RAN(p.cli.run(words("events poll --until-idle")));
        const CliResult entries = p.cli.run(words("corner entries --kind webhook"));
        QVERIFY2(entries.out.contains("taken in") && entries.out.contains("Nobody in the data is 77"), entries.out.constData());
        QCOMPARE(jsonInt(p.cli.json(words("corner take --again")), "aside"), 1);
        QCOMPARE(jsonInt(p.cli.json(words("corner status"))["sign_ups"], "aside"), 1);
    }

    void imagesOfACampaignArePublishedBeforeItStarts() {
        Place p;
        const std::string png = "\x89PNG\r\n\x1a\nlogo";
        p.cli.write(QStringLiteral("logo.png"), QByteArray::fromStdString(png));
        const QString html = p.cli.write(QStringLiteral("pictures.html"), "<html><body><p>Hello</p><img alt=\"\" src=\"logo.png\"><p>{{ postal_address }}</p>"
                                                                          "<a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></body></html>\n");
        RAN(p.cli.run(words("template save --name news --subject News --html") << html));
        const QString id = makeCampaign(p.cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        p.amazon.refuseImages(true);
        REFUSED(p.cli.run(words("campaign send --wait") << id), 1);
        QCOMPARE(jsonText(p.cli.json(words("campaign status") << id), "state"), std::string("draft"));
        QCOMPARE(p.ses.sendCount(), 0);
        p.amazon.refuseImages(false);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("campaign.images.published"));
        QVERIFY(p.cli.run(words("campaign send --wait") << id).exit != 0);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(jsonText(p.cli.json(words("campaign status") << id), "state"), std::string("draft"));
        RAN(p.cli.run(words("campaign send --wait") << id));
        QCOMPARE(p.ses.sendCount(), 3);
        std::string key;
        for (const auto &[name, bytes] : p.amazon.objects())
            key = bytes == png ? name : key;
        QVERIFY2(key.rfind("img/", 0) == 0 && key.size() == 4 + 64 + 4, key.c_str());
        const std::string request = p.ses.sends().front().request;
        QVERIFY2(request.find(p.amazon.url() + "/" + key) != std::string::npos && request.find("\\\"logo.png") == std::string::npos, request.c_str());
        // An image that is not there stops it and is named.
        RAN(p.cli.run(words("template save --name news --subject News --html") << p.cli.write(QStringLiteral("pictures.html"),
            "<html><body><img alt=\"\" src=\"gone.png\"><p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></body></html>\n")));
        const QString second = makeCampaign(p.cli, QStringLiteral("d"), QStringLiteral("everyone"), QStringLiteral("shop"));
        const CliResult refused = p.cli.run(words("campaign send --wait") << second);
        QVERIFY2(refused.exit != 0 && refused.told().contains(QLatin1String("gone.png")), qPrintable(refused.told()));
        QCOMPARE(p.ses.sendCount(), 3);
    }
};

AUDIENCE_TEST(CornerPeopleCommandTest)
#include "corner_people_test.moc"
