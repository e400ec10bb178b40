// The public corner from making it to removing it, and what readers do with it: whoever clicked gets nothing more.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "support/fake_corner.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

const char *const kPublic = "https://corner.example.com";

// What follows kPublic in the email to that address, e.g. "/x/u/...".
std::string linkTo(const FakeAws &server, const std::string &address, const char *path) {
    for (const ReceivedSend &send : server.sends())
        if (send.to.find(address) != std::string::npos) {
            const QRegularExpression link(QString::fromLatin1(kPublic) + QStringLiteral("(%1[A-Za-z0-9_.#-]+)").arg(QLatin1String(path)));
            return link.match(QString::fromStdString(send.request)).captured(1).toStdString();
        }
    return {};
}

QStringList reached(const FakeAws &server, int from) {
    QStringList to;
    const auto sends = server.sends();
    for (std::size_t i = static_cast<std::size_t>(from); i < sends.size(); ++i)
        to << QString::fromStdString(sends[i].to);
    to.sort();
    return to;
}

struct Place {
    Cli cli;
    FakeAws ses;
    FakeCorner amazon;

    Place() {
        fillWithPeople(cli, 5);
        connectTo(cli, ses);
        leaveBy("corner+mailto:leave@example.com");
    }
    void leaveBy(const char *way) {
        const CliResult saved = cli.run(words("connection add ses shop --region eu-west-1 --from news@example.com --configuration-set audience-sync "
                                              "--credentials env --suppression local --postal-address")
                                        << QStringLiteral("Shop, 1 High Street, Exampleton") << QStringLiteral("--unsubscribe") << QString::fromLatin1(way)
                                        << QStringLiteral("--endpoint") << QString::fromStdString(ses.url()));
        if (saved.exit != 0)
            QTest::qFail(qPrintable(saved.told()), __FILE__, __LINE__);
    }
    QStringList at(const char *verb) const { return words(verb) << QStringLiteral("--endpoint") << QString::fromStdString(amazon.url()); }
    QString campaign(const char *name) { return makeCampaign(cli, QString::fromLatin1(name), QStringLiteral("everyone"), QStringLiteral("shop")); }
};

} // namespace

class CornerCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickIsHonouredByTheNextSend() {
        Place p;
        const QString html = p.cli.write(QStringLiteral("news.html"), "<html><head></head><body><p>Hello {{ id }}</p><p>{{ postal_address }}</p>"
                                                                      "<a href=\"{{ view_in_browser_url }}\">Browser</a><a href=\"{{ preferences_url }}\">Choice</a>"
                                                                      "<a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></body></html>\n");
        RAN(p.cli.run(words("template save --name news --subject News --html") << html));
        const QString early = p.campaign("early"), first = p.campaign("first"), second = p.campaign("second");
        REFUSED(p.cli.run(words("campaign send --wait") << early), 1); // no corner yet
        QCOMPARE(p.ses.sendCount(), 0);

        const Json made = p.cli.json(p.at("corner create --connection shop"));
        QVERIFY(jsonBool(made, "ready"));
        const Json tested = p.cli.json(words("corner test"));
        QVERIFY2(jsonBool(tested, "ok"), dumpJson(tested).c_str());
        QVERIFY(p.amazon.objects().contains("p/act.html") && p.amazon.objects().contains("p/topics.json"));
        p.amazon.setBaseUrl(kPublic);
        RAN(p.cli.run(p.at("corner adopt --connection shop")));

        RAN(p.cli.run(words("campaign send --wait") << first));
        QCOMPARE(p.ses.sendCount(), 5);
        const std::string request = p.ses.sends().front().request;
        QVERIFY(request.find("List-Unsubscribe=One-Click") != std::string::npos && request.find("<mailto:leave@example.com") != std::string::npos);
        const std::string leave = linkTo(p.ses, "p2@", "/x/u/"), choice = linkTo(p.ses, "p3@", "/p/preferences.html#");
        QVERIFY(!leave.empty() && leave != linkTo(p.ses, "p4@", "/x/u/"));
        QVERIFY(!choice.empty());
        // One copy to view in a browser, under a random name, without anybody's data.
        const std::string copy = linkTo(p.ses, "p1@", "/v/").substr(1);
        QCOMPARE(copy, linkTo(p.ses, "p5@", "/v/").substr(1));
        QVERIFY2(QRegularExpression(QStringLiteral("^v/[0-9a-f]{32}\\.html$")).match(QString::fromStdString(copy)).hasMatch(), copy.c_str());
        QVERIFY(p.amazon.objects()[copy].find("noindex") != std::string::npos && p.amazon.objects()[copy].find("Hello </p>") != std::string::npos);

        QCOMPARE(p.amazon.post(leave, "List-Unsubscribe=One-Click"), 200);
        QCOMPARE(p.amazon.post("/x/f/" + choice.substr(choice.find('#') + 1), "none=1&language=de"), 200);
        QCOMPARE(p.amazon.post("/x/u/" + std::string(87, 'x'), "List-Unsubscribe=One-Click"), 200); // a stranger
        // Nobody polled: the start of the send reads the inbox.
        RAN(p.cli.run(words("campaign send --wait") << second));
        QCOMPARE(reached(p.ses, 5), (QStringList{QStringLiteral("p1@example.com"), QStringLiteral("p4@example.com"), QStringLiteral("p5@example.com")}));
        QCOMPARE(p.amazon.waiting(), 0);
        QCOMPARE(jsonInt(p.cli.json(words("corner status")), "refused"), 1);
        RAN(p.cli.run(words("doctor")));
    }

    void anInboxThatCannotBeReadStopsTheSend() {
        Place p;
        RAN(p.cli.run(p.at("corner create --connection shop")));
        p.amazon.setBaseUrl(kPublic);
        RAN(p.cli.run(p.at("corner adopt --connection shop")));
        p.amazon.deploy("{}"); // the queue is gone
        const QString id = p.campaign("c");
        REFUSED(p.cli.run(words("campaign send --wait") << id), 1);
        QCOMPARE(p.ses.sendCount(), 0);
    }

    void makingIsWatchedAndTakenUpAgain() {
        Place p;
        QVERIFY(!jsonBool(p.cli.json(words("corner status")), "ready"));
        QCOMPARE(p.cli.json(words("corner status"))["off"].size(), std::size_t(8));
        REFUSED(p.cli.run(words("corner test")), 1);
        p.amazon.failNextCreate("The certificate is not there");
        const CliResult failed = p.cli.run(p.at("corner create --connection shop"));
        QCOMPARE(failed.exit, 1);
        QVERIFY2(failed.err.contains("Cdn") && failed.err.contains("The certificate is not there"), failed.err.constData());
        REFUSED(p.cli.run(p.at("corner create --connection shop --domain mail.example.com")), 1);
        p.amazon.beSlow(1);
        const CliResult made = p.cli.run(p.at("corner create --connection shop"));
        RAN(made);
        QVERIFY2(made.out.contains("InboxDlq: CREATE_COMPLETE") && made.out.contains("sqs:SendMessage"), made.out.constData());
        REFUSED(p.cli.run(p.at("corner create --connection shop")), 1); // there is one
        QCOMPARE(p.amazon.creates(), 2);
        RAN(p.cli.run(words("corner update")));
        QCOMPARE(jsonText(p.cli.json(words("corner remove")), "bucket"), FakeCorner::bucketName());
        QCOMPARE(p.amazon.stackStatus(), std::string("DELETE_COMPLETE"));
        REFUSED(p.cli.run(words("corner remove")), 1);
        REFUSED(p.cli.run(p.at("corner adopt --connection shop")), 1);
    }

    void anAdministratorMayRunTheTemplate() {
        Place p;
        const QString path = p.cli.file(QStringLiteral("corner.json"));
        RAN(p.cli.run(words("corner template") << path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        p.amazon.deploy(file.readAll().toStdString());
        RAN(p.cli.run(p.at("corner adopt --connection shop")));
        QVERIFY(jsonBool(p.cli.json(words("corner test")), "ok"));
        const QString png = p.cli.write(QStringLiteral("a.png"), "\x89PNG\r\n\x1a\nrest");
        const std::string url = jsonText(p.cli.json(words("corner image") << png), "url");
        QVERIFY2(p.amazon.objects().contains(url.substr(url.find("img/"))), url.c_str());
        REFUSED(p.cli.run(words("corner image") << path), 1);
    }

    void aKillLosesNothingAndDoublesNothing_data() {
        QTest::addColumn<QString>("point");
        for (const char *point : {"corner.before_commit", "corner.committed", "corner.before_delete"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void aKillLosesNothingAndDoublesNothing() {
        QFETCH(const QString, point);
        Place p;
        RAN(p.cli.run(p.at("corner create --connection shop")));
        const std::string hook = jsonText(p.cli.json(words("corner link --webhook shop")), "url").substr(p.amazon.url().size());
        for (int i = 0; i < 12; ++i)
            p.amazon.post(hook, "{\"order\":" + std::to_string(i) + "}");
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(p.cli.run(words("events poll --until-idle")).exit != 0);
        p.cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(p.amazon.waiting(), 12); // nothing was deleted before it was kept
        p.amazon.timeOut();
        RAN(p.cli.run(words("events poll --until-idle")));
        QCOMPARE(p.cli.json(words("corner entries --kind webhook")).size(), std::size_t(12));
        QCOMPARE(p.amazon.waiting(), 0);
        RAN(p.cli.run(words("doctor")));
    }

    void signUpsAndWebhooksComeIn() {
        Place p;
        RAN(p.cli.run(p.at("corner create --connection shop")));
        RAN(p.cli.run(words("topic save offers --name Offers --kind opt-in")));
        const auto path = [&](const QStringList &arguments) {
            const std::string url = jsonText(p.cli.json(arguments), "url");
            return url.substr(std::min(p.amazon.url().size(), url.size()));
        };
        const std::string form = path(words("corner link --topic offers")), hook = path(words("corner link --webhook shop")),
                          confirm = path(words("corner link --topic offers --confirm new@example.com"));
        QCOMPARE(p.amazon.post("/x/s/" + form.substr(form.find('#') + 1), "email=new%40example.com&first_name=Ada"), 200);
        QCOMPARE(p.amazon.post(hook, "{\"order\":7}"), 200);
        const Json polled = p.cli.json(words("events poll --until-idle"));
        QCOMPARE(jsonInt(polled, "matched"), 2);
        Json entries = p.cli.json(words("corner entries"));
        QCOMPARE(entries.size(), std::size_t(1));
        QCOMPARE(jsonText(entries[0], "subject"), std::string("offers"));
        QVERIFY(!jsonBool(entries[0], "confirmed"));
        QCOMPARE(jsonText(p.cli.json(words("corner entries --kind webhook"))[0], "body"), std::string("{\"order\":7}"));
        QCOMPARE(p.amazon.post(confirm, "confirm=yes"), 200);
        RAN(p.cli.run(words("events poll --until-idle")));
        QVERIFY(jsonBool(p.cli.json(words("corner entries"))[0], "confirmed"));
        REFUSED(p.cli.run(words("corner link --topic nothing")), 1);
    }
};

AUDIENCE_TEST(CornerCommandTest)
#include "corner_test.moc"
