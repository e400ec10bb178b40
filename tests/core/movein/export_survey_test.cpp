// Whose export it is and what its files hold: small exports of each tool, and what comes damaged, mixed or in other encodings.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "movein/export_survey.h"
#include "movein/recognise.h"
#include "movein/record_reader.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::movein;

namespace {

std::string sample(const char *tool) { return std::string(AUDIENCE_SOURCE_DIR "/tests/core/movein/exports/") + tool; }

} // namespace

class ExportSurveyTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_scratch;

    Result<ExportSurvey> survey(const std::string &path, const SurveyOptions &options = {}) const {
        TRY_ASSIGN(const auto files, ExportFiles::open(path, m_scratch.path().toStdString()));
        return surveyExport(files, options);
    }
    static void write(const QTemporaryDir &folder, const char *name, const QByteArray &content) {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    static std::int64_t counted(const ExportSurvey &found, Standing standing) {
        const auto place = found.standings.find(standing);
        return place == found.standings.end() ? 0 : place->second;
    }
    static bool has(const ExportSurvey &found, const char *id) {
        return std::any_of(found.findings.begin(), found.findings.end(), [&](const Finding &one) { return one.id == id; });
    }

private Q_SLOTS:
    void eachToolIsTold_data() {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<int>("people");
        QTest::addColumn<int>("agreed");
        QTest::addColumn<int>("implied");
        QTest::addColumn<int>("never");
        QTest::addColumn<int>("templates");
        QTest::addColumn<int>("events");
        QTest::newRow("mailchimp") << QStringLiteral("mailchimp") << 5 << 2 << 0 << 3 << 1 << 5;
        QTest::newRow("klaviyo") << QStringLiteral("klaviyo") << 4 << 1 << 0 << 4 << 1 << 3;
        QTest::newRow("braze") << QStringLiteral("braze") << 4 << 1 << 0 << 2 << 1 << 6;
        QTest::newRow("customerio") << QStringLiteral("customerio") << 3 << 0 << 1 << 3 << 1 << 6;
    }
    void eachToolIsTold() {
        QFETCH(QString, tool);
        QFETCH(int, people);
        QFETCH(int, agreed);
        QFETCH(int, implied);
        QFETCH(int, never);
        QFETCH(int, templates);
        QFETCH(int, events);
        const auto found = survey(sample(tool.toLatin1().constData()));
        QVERIFY2(found.has_value(), found ? "" : found.error().id.c_str());
        QCOMPARE(QString::fromLatin1(toText(found->tool).data()), tool);
        QCOMPARE(int(found->people), people);
        QCOMPARE(int(counted(*found, Standing::Agreed)), agreed);
        QCOMPARE(int(counted(*found, Standing::Implied)), implied);
        QCOMPARE(int(counted(*found, Standing::Left) + counted(*found, Standing::Bounced) + counted(*found, Standing::Complained) + counted(*found, Standing::Blocked)), never);
        QCOMPARE(int(found->templates.size()), templates);
        std::int64_t all = 0;
        for (const auto &[kind, count] : found->past)
            all += count;
        QCOMPARE(int(all), events);
    }

    void whoLeftAnywhereHasLeft() {
        const auto found = survey(sample("mailchimp"));
        QVERIFY(found.has_value());
        const auto barbara = found->byAddress.find("barbara@example.org");
        QVERIFY(barbara != found->byAddress.end());
        QCOMPARE(int(barbara->second.standing), int(Standing::Left));
        QCOMPARE(int(found->conflicts), 1);
        QCOMPARE(int(found->byAddress.at("gone@example.org").standing), int(Standing::Bounced));
    }

    void localTimesAreAskedFor() {
        const auto open = survey(sample("mailchimp"));
        QVERIFY(open && !open->localTime.empty());
        SurveyOptions options;
        options.zone = "Europe/Berlin";
        const auto said = survey(sample("mailchimp"), options);
        QVERIFY(said && said->localTime.empty());
        QCOMPARE(toIso(said->byAddress.at("ada@example.org").at), std::string("2024-03-14T08:14:00Z"));
        options.zone = "Mars/Olympus";
        QCOMPARE(survey(sample("mailchimp"), options).error().id, std::string("zone.unknown"));
        const auto klaviyo = survey(sample("klaviyo"));
        QVERIFY(klaviyo && klaviyo->localTime.empty());
        QCOMPARE(toIso(klaviyo->byAddress.at("ada@example.org").at), std::string("2024-03-14T09:14:00Z"));
    }

    void otherEncodingsAreRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QStringLiteral("Email Address,First Name,LEID,EUID,CONFIRM_TIME\nj\u00f6rg@example.org,J\u00f6rg \u2013 M\u00fcller,1,a,2024-01-01 10:00:00\n");
        QTest::newRow("UTF-8 with a mark") << QByteArray("\xef\xbb\xbf") + text.toUtf8();
        QTest::newRow("UTF-16") << QByteArray(QStringEncoder(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom)(text));
        QByteArray western = text.toLatin1();
        western.replace('?', '\x96'); // the dash of Windows-1252
        QTest::newRow("Windows-1252") << western;
    }
    void otherEncodingsAreRead() {
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        write(folder, "subscribed_members_export.csv", bytes);
        const auto files = ExportFiles::open(folder.path().toStdString(), m_scratch.path().toStdString());
        QVERIFY(files.has_value());
        const auto found = surveyExport(*files, {});
        QVERIFY2(found.has_value(), found ? "" : found.error().id.c_str());
        QCOMPARE(int(found->people), 1);
        const std::string out = folder.filePath(QStringLiteral("out.csv")).toStdString();
        QVERIFY(writePeople(*files, *found, {}, out).has_value());
        QFile file(QString::fromStdString(out));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(QString::fromUtf8(file.readAll()).contains(QStringLiteral("J\u00f6rg \u2013 M\u00fcller")));
    }

    // Thousands of files of one kind are one line of the report.
    void filesOfOneKindAreToldOnce() {
        QTemporaryDir folder;
        write(folder, "klaviyo.csv", "Email,Klaviyo ID,Email Marketing Consent\na@example.org,1,SUBSCRIBED\n");
        for (int i = 0; i < 120; ++i)
            write(folder, QStringLiteral("prices-%1.csv").arg(i).toUtf8().constData(), "article,price\nchair,12\n");
        write(folder, "rooms.csv", "room,floor\n1,2\n");
        write(folder, "logo.png", "x");
        const auto found = survey(folder.path().toStdString());
        QVERIFY2(found.has_value(), found ? "" : found.error().id.c_str());
        std::map<std::string, std::vector<std::int64_t>> counts;
        for (const Finding &one : found->findings)
            counts[one.id].push_back(one.count);
        QVERIFY(counts["movein.file_unknown"] == (std::vector<std::int64_t>{1, 1})); // the rooms and the logo
        QVERIFY(counts["movein.file_unknown_many"] == std::vector<std::int64_t>{120});
        const auto many = std::find_if(found->findings.begin(), found->findings.end(), [](const Finding &one) { return one.id == "movein.file_unknown_many"; });
        QVERIFY(std::find(many->args.begin(), many->args.end(), std::pair<std::string, std::string>("count", "120")) != many->args.end());
    }

    void whatCannotBeIsSaid() {
        QTemporaryDir folder;
        QCOMPARE(survey(folder.filePath(QStringLiteral("nowhere")).toStdString()).error().id, std::string("movein.no_such_export"));
        QCOMPARE(survey(folder.path().toStdString()).error().id, std::string("movein.nothing_found"));
        write(folder, "prices.csv", "article,price\nchair,12\n");
        QCOMPARE(survey(folder.path().toStdString()).error().id, std::string("movein.nothing_found"));
        write(folder, "klaviyo.csv", "Email,Klaviyo ID,Email Marketing Consent\na@example.org,1,SUBSCRIBED\n");
        const auto one = survey(folder.path().toStdString());
        QVERIFY2(one.has_value(), one ? "" : one.error().id.c_str());
        QVERIFY(has(*one, "movein.file_unknown")); // the prices
        write(folder, "subscribed_members_export.csv", "Email Address,LEID,EUID,MEMBER_RATING\nb@example.org,1,a,2\n");
        QCOMPARE(survey(folder.path().toStdString()).error().id, std::string("movein.mixed_tools"));
        SurveyOptions options;
        options.tool = Tool::Mailchimp;
        const auto chosen = survey(folder.path().toStdString(), options);
        QVERIFY(chosen && chosen->people == 1 && has(*chosen, "movein.file_other_tool"));
        options.tool = Tool::Braze;
        QCOMPARE(survey(folder.path().toStdString(), options).error().id, std::string("movein.other_tool"));
    }

    // A list whose name was changed must make nobody mailable, and damaged rows are counted.
    void nobodyAgreesByGuess() {
        QTemporaryDir folder;
        write(folder, "list.csv", "Email Address,LEID,EUID,MEMBER_RATING\na@example.org,1,a,2\nb@example.org,2\n");
        const auto found = survey(folder.path().toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(int(counted(*found, Standing::Agreed)), 0);
        QCOMPARE(int(counted(*found, Standing::Implied)), 1);
        QVERIFY(has(*found, "movein.unnamed_list") && has(*found, "movein.rows_rejected"));
        QTemporaryDir words;
        write(words, "people.csv", "Email,Klaviyo ID,Email Marketing Consent\na@example.org,1,perhaps\nb@example.org,2,opted_out\nnot an address,3,SUBSCRIBED\n");
        const auto unclear = survey(words.path().toStdString());
        QVERIFY(unclear && has(*unclear, "movein.unclear_consent") && has(*unclear, "movein.bad_addresses"));
        QCOMPARE(int(unclear->byAddress.at("a@example.org").standing), int(Standing::Silent));
        QCOMPARE(int(unclear->byAddress.at("b@example.org").standing), int(Standing::Left));
    }

    void damagedJsonIsSaidAndTheRestIsRead() {
        QTemporaryDir folder;
        write(folder, "users.jsonl", "{\"external_id\":\"u1\",\"braze_id\":\"b\",\"email\":\"a@example.org\",\"email_subscribe\":\"opted_in\"}\n{\"broken\n\n");
        write(folder, "more.json", "{\"users\": [ {\"external_id\": ");
        const auto found = survey(folder.path().toStdString());
        QVERIFY(found && found->people == 1);
        QVERIFY(has(*found, "movein.rows_rejected") && has(*found, "movein.json_broken"));
    }

    void timesOfAllKinds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("iso");
        QTest::addColumn<bool>("needsZone");
        QTest::newRow("seconds") << QStringLiteral("1735729200") << QStringLiteral("2025-01-01T11:00:00Z") << false;
        QTest::newRow("milliseconds") << QStringLiteral("1735729200000") << QStringLiteral("2025-01-01T11:00:00Z") << false;
        QTest::newRow("ISO") << QStringLiteral("2025-01-01T12:00:00+01:00") << QStringLiteral("2025-01-01T11:00:00Z") << false;
        QTest::newRow("fractions") << QStringLiteral("2025-01-01T11:00:00.000Z") << QStringLiteral("2025-01-01T11:00:00Z") << false;
        QTest::newRow("UTC") << QStringLiteral("2025-01-01 11:00:00 UTC") << QStringLiteral("2025-01-01T11:00:00Z") << false;
        QTest::newRow("local") << QStringLiteral("2025-01-01 11:00:00") << QStringLiteral("2025-01-01T11:00:00Z") << true;
        QTest::newRow("words") << QStringLiteral("Jan 1, 2025 11:00 am") << QStringLiteral("2025-01-01T11:00:00Z") << true;
        QTest::newRow("none") << QStringLiteral("never") << QString() << false;
        QTest::newRow("number") << QStringLiteral("42") << QString() << false;
    }
    void timesOfAllKinds() {
        QFETCH(QString, text);
        QFETCH(QString, iso);
        QFETCH(bool, needsZone);
        const auto time = readTime(text.toStdString());
        QCOMPARE(time.has_value(), !iso.isEmpty());
        if (time) {
            QCOMPARE(QString::fromStdString(toIso(time->at)), iso);
            QCOMPARE(time->needsZone, needsZone);
        }
    }
};

AUDIENCE_TEST(ExportSurveyTest)
#include "export_survey_test.moc"
