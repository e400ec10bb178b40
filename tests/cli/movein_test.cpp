// Moving in on the command line; killed at every durable step and taken up again, everything is there once.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

QString sample(const char *tool) { return QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/movein/exports/") + QLatin1String(tool); }
QStringList command(const char *verb, const char *tool) {
    return QStringList{QStringLiteral("movein"), QLatin1String(verb), sample(tool), QStringLiteral("--zone"), QStringLiteral("Europe/Berlin")};
}

} // namespace

class MoveInCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromTheLookToTheReport() {
        Cli cli;
        RAN(cli.run(words("init")));
        const Json view = cli.json(command("look", "mailchimp"));
        QVERIFY2(jsonText(view, "tool") == "mailchimp" && view["people"] == 5, dumpJson(view).c_str());
        QVERIFY(!jsonText(view["findings"][0], "text").empty());
        REFUSED(cli.run(QStringList{QStringLiteral("movein"), QStringLiteral("run"), sample("mailchimp")}), 1); // no zone
        REFUSED(cli.run(QStringList{QStringLiteral("movein"), QStringLiteral("look"), cli.file(QStringLiteral("nothing"))}), 1);
        REFUSED(cli.run(command("look", "klaviyo") << QStringLiteral("--from") << QStringLiteral("braze")), 1);
        const QString blocked = cli.write(QStringLiteral("blocked"), "a file\n") + QStringLiteral("/report.md");
        REFUSED(cli.run(command("run", "mailchimp") << QStringLiteral("--report") << blocked), 1);
        QVERIFY(cli.json(words("movein report")).empty()); // asked before anything was moved
        const QString page = cli.file(QStringLiteral("report.md"));
        const CliResult ran = cli.run(command("run", "mailchimp") << QStringLiteral("--report") << page); // once: the macro asks twice
        RAN(ran);
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("What did not come over"));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(email) FROM people")), (QStringList{QStringLiteral("5"), QStringLiteral("5")}));
        QCOMPARE(cli.json(words("movein report")).size(), std::size_t{1});
        RAN(cli.run(words("movein report 1")));
        REFUSED(cli.run(words("movein report 7")), 1);
        QVERIFY(cli.json(words("suppression list"))["total"] == 3);
    }

    void killedAnywhereItComesOnce_data() {
        QTest::addColumn<QString>("point");
        for (const char *point : {"movein.begun", "ingest.staged", "ingest.committed", "movein.people_imported", "movein.people_committed", "movein.standings_before_commit",
                                  "movein.standings_committed", "movein.template_saved", "movein.past_batch", "movein.past_written"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void killedAnywhereItComesOnce() {
        QFETCH(QString, point);
        Cli whole;
        RAN(whole.run(words("init")));
        Json expected = whole.json(command("run", "klaviyo"));
        Cli cli;
        RAN(cli.run(words("init")));
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QCOMPARE(cli.run(command("run", "klaviyo")).exit, -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        RAN(cli.run(words("doctor")));
        Json found = cli.json(command("run", "klaviyo"));
        QVERIFY(found["went_on"] == true);
        for (const char *name : {"people_before", "people_now", "agreed", "withdrawn", "blocked", "past_kept", "past_of_strangers"})
            QVERIFY2(found[name] == expected[name], (std::string(name) + ": " + dumpJson(found[name])).c_str());
        QCOMPARE(dumpJson(found["found"]["templates"]), dumpJson(expected["found"]["templates"]));
        QCOMPARE(dumpJson(found["found"]["findings"]), dumpJson(expected["found"]["findings"]));
        QCOMPARE(cli.json(words("movein report")).size(), std::size_t{1});
        QCOMPARE(dumpJson(cli.json(words("suppression list"))["total"]), dumpJson(whole.json(words("suppression list"))["total"]));
        QCOMPARE(cli.json(words("template list")).size(), std::size_t{1});
        const QString people = QStringLiteral("SELECT group_concat(id || first_name || loyalty_points) FROM (SELECT * FROM people ORDER BY id)");
        QCOMPARE(cli.row(people), whole.row(people));
        RAN(cli.run(words("doctor")));
    }
};

AUDIENCE_TEST(MoveInCommandTest)
#include "movein_test.moc"
