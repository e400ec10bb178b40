// Whatever the core can report has words: its sources are searched for ids.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/policy.h"
#endif
#include "support/test_main.h"
#include "ui/text/sentences.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace audience;

namespace {

// Dotted words in the sources that no person gets to read: entries of the audit log, names of crash
// points, of files and of fields.
const QSet<QString> &notForPeople() {
    static const QSet<QString> ids{
        QStringLiteral("campaign.approve"), QStringLiteral("campaign.approved"),
        QStringLiteral("campaign.create"), QStringLiteral("campaign.none_sent_elsewhere"),
        QStringLiteral("campaign.pause"),
        QStringLiteral("campaign.resume"), QStringLiteral("campaign.send"),
        QStringLiteral("campaign.stop"), QStringLiteral("connection.test_sent"), QStringLiteral("consent.changed"),
        QStringLiteral("corner.confirmed"), QStringLiteral("corner.not_read_in_time"), QStringLiteral("corner.signed_up"),
        QStringLiteral("corner.events_taken"), QStringLiteral("corner.people_taken"),
        QStringLiteral("corner.webhook"), QStringLiteral("corner.malformed"), QStringLiteral("corner.not_sealed_here"),
        QStringLiteral("corner.unknown_kind"), QStringLiteral("corner.before_commit"), QStringLiteral("corner.before_delete"),
        QStringLiteral("corner.committed"), QStringLiteral("corner.css"), QStringLiteral("corner.js"), QStringLiteral("template.json"),
        QStringLiteral("consent.granted"), QStringLiteral("consent.imported"),
        QStringLiteral("consent.withdrawn"), QStringLiteral("dataset.imported"), QStringLiteral("dataset.import_undone"),
        QStringLiteral("dataset.synced"), QStringLiteral("sync.planned"), QStringLiteral("sync.removed"),
        QStringLiteral("handover.given"), QStringLiteral("handover.taken"), QStringLiteral("handover.taken_back"),
        QStringLiteral("suppression.added"), QStringLiteral("suppression.imported"),
        QStringLiteral("suppression.import_undone"), QStringLiteral("suppression.removed"),
        QStringLiteral("suppression.restored"), QStringLiteral("topic.removed"), QStringLiteral("topic.saved"),
        QStringLiteral("workspace.acknowledged"), QStringLiteral("workspace.adopted"),
        QStringLiteral("workspace.created"), QStringLiteral("workspace.trusted"),
        QStringLiteral("consent.moved_in"), QStringLiteral("movein.done"), QStringLiteral("segment.materialised"), QStringLiteral("setting.changed"),
        QStringLiteral("suppression.moved_in"), QStringLiteral("sync.retry_"), QStringLiteral("campaign.name")}; // how ids begin, and a field in emails of other tools
    return ids;
}

QString withoutComments(QString source) {
    static const QRegularExpression lineComment(QStringLiteral("(^|\\s)//[^\\n]*"));
    static const QRegularExpression crashPoint(QStringLiteral("faultPoint\\(\\s*\"[^\"]*\"\\s*\\)"));
    return source.remove(lineComment).remove(crashPoint);
}

struct Found {
    QSet<QString> ids;
    QSet<QString> errors; // those given to Error(): these need words whatever they are called
};

Found idsInSources() {
    // The first words of the ids that have sentences, so a new id of a known kind is noticed in
    // whatever way it is made.
    QSet<QString> kinds;
    for (const QString &id : ui::knownSentenceIds())
        if (id.contains(QLatin1Char('.')))
            kinds.insert(id.section(QLatin1Char('.'), 0, 0));
    static const QRegularExpression literal(QStringLiteral("\"([a-z]+(?:\\.[a-z_0-9]+)+)\""));
    static const QRegularExpression error(
        QStringLiteral("Error\\(\\s*ErrorKind::\\w+,\\s*\"([a-z][a-z_.0-9]*[a-z0-9])\""));
    Found found;
    const QString root = QStringLiteral(AUDIENCE_SOURCE_DIR);
    for (const char *part : {"/core", "/app"}) {
        QDirIterator files(root + QLatin1String(part),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString source = withoutComments(QString::fromUtf8(file.readAll()));
            for (auto it = literal.globalMatch(source); it.hasNext();) {
                const QString id = it.next().captured(1);
                if (kinds.contains(id.section(QLatin1Char('.'), 0, 0)))
                    found.ids.insert(id);
            }
            for (auto it = error.globalMatch(source); it.hasNext();)
                found.errors.insert(it.next().captured(1));
        }
    }
    return found;
}

QStringList wordless(const QSet<QString> &ids) {
    QStringList missing;
    for (const QString &id : ids)
        if (!ui::hasSentence(id.toStdString()))
            missing << id;
    missing.sort();
    return missing;
}

} // namespace

class SentencesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyErrorHasWords() {
        const Found found = idsInSources();
        QVERIFY2(found.errors.size() > 150, "the sources were not found");
        const QStringList errors = wordless(found.errors);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char(' '))));
        const QStringList findings = wordless(found.ids - notForPeople());
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join(QLatin1Char(' '))));
    }

    void momentsAreToldByTheClockOfTheProgram() {
        const std::vector<std::pair<std::string, std::string>> args{{"machine", "server"}, {"at", "2026-11-22T08:35:11Z"}};
        QVERIFY(ui::sentence("workspace.handed_over", args).contains(QStringLiteral("since 2026-11-22 08:35 UTC,")));
        ui::setMomentWords([](const QString &iso) { return QStringLiteral("half past (%1)").arg(iso.left(10)); });
        QVERIFY(ui::sentence("workspace.handed_over", args).contains(QStringLiteral("since half past (2026-11-22),")));
        ui::setMomentWords(nullptr);
        QVERIFY(ui::sentence("workspace.handed_over", {{"machine", "server"}, {"at", "some day"}}).contains(QStringLiteral("since some day,")));
    }

    void everyReasonHasWords() {
        for (int i = 1; i < delivery::kReasonCount; ++i) {
            const std::string id =
                "reason." + std::string(delivery::toText(static_cast<delivery::Reason>(i)));
            QVERIFY2(ui::hasSentence(id), id.c_str());
        }
        QCOMPARE(ui::reasonText("no_address"), QStringLiteral("no email address"));
        // What the email service calls it stays readable.
        QCOMPARE(ui::reasonText("MessageRejected"), QStringLiteral("MessageRejected"));
    }

    void noSentenceTwiceAndEachEnds() {
        QSet<QString> seen;
        for (const QString &id : ui::knownSentenceIds()) {
            QVERIFY2(!seen.contains(id), qPrintable(id));
            seen.insert(id);
            const QString words = ui::sentence(id.toStdString(), {});
            QVERIFY2(!words.isEmpty(), qPrintable(id));
            // Reasons and what a check demands stand in lists.
            if (!id.startsWith(QLatin1String("reason.")) && !id.startsWith(QLatin1String("quality.rule.")))
                QVERIFY2(words.endsWith(QLatin1Char('.')), qPrintable(id + QLatin1Char(' ') + words));
        }
    }

    // What the core calls its definitions is no word for people.
    void definitionsAreCalledAsPeopleDo() {
        QVERIFY(ui::sentence("definition.name_taken", {{"kind", "saved_block"}, {"name", "Hello"}}).contains(QStringLiteral("a saved block called \"Hello\"")));
        QVERIFY(ui::sentence("definition.not_found", {{"kind", "trait"}, {"name", "spent"}}).contains(QStringLiteral("no computed value \"spent\"")));
        QVERIFY(ui::sentence("topic.bad_kind", {{"kind", "opt_maybe"}}).contains(QStringLiteral("\"opt_maybe\"")));
    }

    void argumentsAreFilledInOnce() {
        const Error error = Error(ErrorKind::NotFound, "data.unknown_column")
                                .with("dataset", "{column}")
                                .with("column", "x");
        QCOMPARE(ui::sentence(error),
                 QStringLiteral("\"{column}\" has no column \"x\"; choose one of its columns."));
        QVERIFY(ui::sentence("data.unknown_column", {}).contains(QStringLiteral("\u2026")));
        QCOMPARE(ui::sentence("no.such_id", {{"a", "b"}}), QStringLiteral("no.such_id a=b"));
    }
};

AUDIENCE_TEST(SentencesTest)
#include "sentences_test.moc"
