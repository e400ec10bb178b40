// What is said before an import is what comes of it: the survey against the import itself, on the shared files and
// on files with everything wrong, and what it says about each fault.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

namespace {

const char *const kHostile = "id,email,newsletter,age,NAME,name\r\n"
                             "1,ada@example.org,yes,34,Ada,x\r\n"
                             "2,not an address,yes,35,Bob,x\r\n"
                             "3,carl@example.org,no,36,Carl,x\r\n"
                             "1,ada@example.net,yes,37,Ada again,x\r\n"
                             "4,dora@example.org,perhaps,38,Dora,x\r\n"
                             "5,,yes,,Emil,x\r\n"
                             "6,carl@example.org,yes,40,Frank shares,x\r\n"
                             "7,gina@example.org,yes,41\r\n"
                             "8,hans@example.org,yes,42,Hans,x,too much\r\n"
                             ",nobody@example.org,yes,43,No key,x\r\n"
                             "9,ida@example.org,yes,44,I\xE9" "a,x\r\n";

ingest::ImportSpec peopleSpec(const std::string &path) {
    ingest::ImportSpec spec;
    spec.path = path;
    spec.name = "customers";
    spec.role = store::DatasetRole::Profiles;
    spec.key = "id";
    spec.email = "email";
    spec.consent = "newsletter";
    return spec;
}

const ImportFinding *find(const ImportFindings &found, const char *id) {
    for (const ImportFinding &finding : found.findings)
        if (finding.id == id)
            return &finding;
    return nullptr;
}

} // namespace

class ImportSurveyTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    int m_made = 0;

    std::shared_ptr<Session> workspace() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("w%1.audience").arg(m_made++)).toStdString(), options);
        return session ? *session : nullptr;
    }
    std::string file(const char *name, const QByteArray &text) {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }
    static void compare(const ImportFindings &found, const ingest::ImportReport &report) {
        QCOMPARE(found.rows, report.rows);
        QCOMPARE(found.kept, report.kept);
        QCOMPARE(found.rejected, report.rejected);
        QCOMPARE(found.duplicates, report.duplicates);
        QCOMPARE(found.added, report.added);
        QCOMPARE(found.replaced, report.replaced);
        QCOMPARE(found.agreed, report.consented);
        QCOMPARE(found.columns.size(), report.fields.size());
    }

private Q_SLOTS:
    void saysWhatIsWrong() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        const auto spec = peopleSpec(file("hostile.csv", QByteArray(kHostile)));
        const auto found = data.survey(spec);
        QVERIFY2(found, found ? "" : found.error().id.c_str());
        QCOMPARE(found->rows, std::int64_t{11});
        QCOMPARE(found->kept, std::int64_t{8});
        QCOMPARE(found->duplicates, std::int64_t{1});
        QCOMPARE(found->added, std::int64_t{7});
        QCOMPARE(found->withoutAddress, std::int64_t{1});
        QCOMPARE(found->invalidAddresses, std::int64_t{1});
        QCOMPARE(found->sharedAddresses, std::int64_t{1});
        QCOMPARE(found->disagreed, std::int64_t{2}); // "no" and "perhaps"
        QCOMPARE(found->withdrawn, std::int64_t{0});
        const ImportFinding *fewer = find(*found, "ingest.reject.fewer_fields");
        QVERIFY(fewer && fewer->count == 1 && fewer->row == 9 && fewer->effect == ImportFinding::Effect::LeftOut);
        QVERIFY(fewer->example.find("gina") != std::string::npos);
        QVERIFY(find(*found, "ingest.reject.more_fields") && find(*found, "ingest.reject.no_key"));
        const ImportFinding *twice = find(*found, "ingest.repeated_keys");
        QVERIFY(twice && twice->example == "1" && twice->row == 5 && twice->effect == ImportFinding::Effect::LastCounts);
        const ImportFinding *invalid = find(*found, "ingest.invalid_addresses");
        QVERIFY(invalid && invalid->count == 1 && invalid->example == "not an address");
        const ImportFinding *unclear = find(*found, "ingest.consent_unclear");
        QVERIFY(unclear && unclear->count == 1 && unclear->example == "perhaps");
        // Two columns that differ in case only: the second has another name, and it is said.
        const ImportFinding *renamed = find(*found, "ingest.header_repeated");
        QVERIFY(renamed && renamed->effect == ImportFinding::Effect::Renamed);
        QCOMPARE(found->columns.back().field.name, std::string("name_2"));
        QVERIFY(DataService(*session).datasets()->empty()); // nothing was kept
    }

    void isWhatTheImportDoes() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        const auto spec = peopleSpec(file("hostile.csv", QByteArray(kHostile)));
        const auto found = data.survey(spec);
        const auto report = data.importFile(spec);
        QVERIFY(found);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        compare(*found, *report);
        // And what it says about emails is what the sending policy says afterwards.
        const auto counted = SegmentService(*session).count({});
        QVERIFY(counted);
        QCOMPARE(found->canBeEmailed, counted->reachable);
        QCOMPARE(found->added, counted->count);
    }

    // What could not be kept is said by the look at the file, not after "Keep".
    void saysWhatCouldNotBeKept() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        QVERIFY(data.importFile(peopleSpec(file("first.csv", "id,email,newsletter,age\n1,a@example.org,yes,34\n"))));
        auto spec = peopleSpec(file("second.csv", "id,nr,email,newsletter\n2,7,b@example.org,yes\n"));
        const auto refusedAs = [&](const char *id) {
            const auto found = data.survey(spec);
            const auto done = data.importFile(spec);
            return !found && found.error().id == id && !done && done.error().id == id;
        };
        spec.name = "members"; // a second list of people would count nobody
        QVERIFY(refusedAs("ingest.second_people"));
        spec.name = "customers";
        spec.key = "nr";
        spec.mode = store::WriteMode::Upsert;
        QVERIFY(refusedAs("dataset.key_changed"));
        spec.key = "id";
        spec.role = store::DatasetRole::Table;
        QVERIFY(refusedAs("dataset.role_changed"));
        spec.role = store::DatasetRole::Profiles;
        QVERIFY(data.survey(spec) && data.importFile(spec));
        const auto counted = SegmentService(*session).count({});
        QVERIFY(counted && counted->count == 2);
    }

    void countsAgainstWhatIsThere() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        QVERIFY(data.importFile(peopleSpec(file("hostile.csv", QByteArray(kHostile)))));
        auto spec = peopleSpec(file("more.csv", "id,email,newsletter,age,NAME,name\n2,b@example.org,yes,1,B,x\n3,c@example.org,yes,1,C,x\n77,n@example.org,yes,1,N,x\n"));
        for (const auto mode : {store::WriteMode::Upsert, store::WriteMode::Replace}) {
            spec.mode = mode;
            const auto found = data.survey(spec);
            QVERIFY2(found, found ? "" : found.error().id.c_str());
            QCOMPARE(found->existing, mode == store::WriteMode::Upsert ? std::int64_t{7} : std::int64_t{8});
            QVERIFY(!found->importedBefore || mode == store::WriteMode::Replace);
            spec.allowSameFile = true;
            const auto report = data.importFile(spec);
            QVERIFY2(report, report ? "" : report.error().id.c_str());
            compare(*found, *report);
        }
        QVERIFY(data.survey(spec)->importedBefore.has_value());
    }

    // Updated are the rows that hold something else now, not all that are in the file again.
    void updatedAreTheRowsThatDiffer() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        auto spec = peopleSpec(file("u1.csv", "id,email,newsletter,price,since\n1,a@example.org,yes,1.50,2026-01-01\n2,b@example.org,no,2.25,2026-01-02\n"
                                              "3,c@example.org,,,\n4,d@example.org,yes,4.75,2026-01-04\n"));
        QVERIFY(data.importFile(spec));
        spec.mode = store::WriteMode::Upsert;
        // 1 as it was with its columns in another order, 2 another price, 3 as it was, 5 is new.
        spec.path = file("u2.csv", "newsletter,id,email,since,price\nyes,1,a@example.org,2026-01-01,1.5\nno,2,b@example.org,2026-01-02,2.5\n,3,c@example.org,,\nyes,5,e@example.org,2026-01-05,5.00\n");
        const auto found = data.survey(spec);
        QVERIFY2(found, found ? "" : found.error().id.c_str());
        QCOMPARE(found->added, std::int64_t{4});
        QCOMPARE(found->replaced, std::int64_t{3});
        QCOMPARE(found->updated, std::int64_t{1});
        // A column that the file lacks is emptied by it.
        spec.path = file("u3.csv", "id,email,newsletter\n1,a@example.org,yes\n3,c@example.org,\n");
        QCOMPARE(data.survey(spec)->updated, std::int64_t{1});
    }

    void theseWordsMeanYes() {
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        auto spec = peopleSpec(file("words.csv", "id,email,newsletter\n1,a@example.org,gold\n2,b@example.org,silver\n3,c@example.org,yes\n4,d@example.org,no\n5,e@example.org,UNSUBSCRIBED\n"));
        spec.consentYes = {"Gold", "silver"};
        const auto found = data.survey(spec);
        QVERIFY(found);
        QCOMPARE(found->agreed, std::int64_t{2});
        QCOMPARE(found->disagreed, std::int64_t{3});
        QCOMPARE(found->withdrawn, std::int64_t{1});
        QCOMPARE(found->canBeEmailed, std::int64_t{2});
        QCOMPARE(found->canBeEmailedIfAll, std::int64_t{4});
        QCOMPARE(found->consentValues.size(), std::size_t{5});
        const auto report = data.importFile(spec);
        QVERIFY(report);
        compare(*found, *report);
        const auto counted = SegmentService(*session).count({});
        QVERIFY(counted);
        QCOMPARE(counted->reachable, std::int64_t{2});
        // Unsubscribed is who left; who did not say yes has no consent.
        std::map<std::string, std::int64_t> why;
        for (const ReasonCount &reason : counted->keptBack)
            why[reason.reason] = reason.count;
        QCOMPARE(why["no_consent"], std::int64_t{2});
        QCOMPARE(why["unsubscribed"], std::int64_t{1});
    }

    void sharedFiles_data() {
        QTest::addColumn<QString>("path");
        const QString root = test::sharedPath(QStringLiteral("data"));
        QDirIterator files(root, {QStringLiteral("*.csv")}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            const QString path = files.next();
            if (QFileInfo(path).size() < (8 << 20)) {
                QTest::newRow(qPrintable(QDir(root).relativeFilePath(path))) << path;
                ++count;
            }
        }
        if (count == 0)
            QTest::newRow("none") << QString();
    }
    // As a table without a key, whatever it holds: either both refuse in the same way, or the figures are the same.
    void sharedFiles() {
        QFETCH(QString, path);
        if (path.isEmpty())
            QSKIP("the shared files are not there");
        const auto session = workspace();
        QVERIFY(session);
        DataService data(*session);
        ingest::ImportSpec spec;
        spec.path = path.toStdString();
        spec.name = "table";
        spec.dates = ingest::DateOrder::Dmy;
        const auto preview = data.inspect(spec.path);
        if (preview)
            spec.key = preview->key;
        const auto found = data.survey(spec);
        const auto report = data.importFile(spec);
        if (!found) {
            QVERIFY(!report);
            QCOMPARE(found.error().id, report.error().id);
            return;
        }
        if (!report) {
            QCOMPARE(report.error().id, std::string("ingest.all_rejected"));
            QCOMPARE(found->kept, std::int64_t{0});
            return;
        }
        compare(*found, *report);
    }

    void canBeStopped() {
        const auto session = workspace();
        QVERIFY(session);
        QByteArray text("id,email,newsletter\n");
        for (int i = 0; i < 60'000; ++i)
            text += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@example.org,yes\n";
        CancelSource cancel;
        Progress progress([&](ProgressState state) {
            if (state.done > 0)
                cancel.cancel();
        });
        const auto found = DataService(*session).survey(peopleSpec(file("large.csv", text)), &progress, cancel.token());
        QVERIFY(!found);
        QCOMPARE(found.error().id, std::string("cancelled"));
    }
};

AUDIENCE_TEST(ImportSurveyTest)
#include "import_survey_test.moc"
