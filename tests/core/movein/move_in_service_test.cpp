// A move as a whole: what stands in the workspace afterwards, that a second one brings nothing twice, that whoever left stays
// away, and that the past of emails counts where rules and people's histories look.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/message_history.h"
#include "service/data_service.h"
#include "service/move_in_service.h"
#include "service/people.h"
#include "service/person_history.h"
#include "service/session.h"
#include "service/suppression_service.h"
#include "service/template_service.h"
#include "workspace/consent_repository.h"
#endif
#include "support/test_main.h"
#include "ui/text/move_in_words.h"
#include "ui/text/sentences.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using workspace::ConsentRepository;
using workspace::ConsentState;

namespace {

std::string sample(const char *tool) { return std::string(AUDIENCE_SOURCE_DIR "/tests/core/movein/exports/") + tool; }

} // namespace

class MoveInServiceTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Session> m_session;

    MoveInReport moved(const std::string &path, bool impliedIsYes = false) {
        MoveInOptions options;
        options.zone = "Europe/Berlin";
        options.impliedIsYes = impliedIsYes;
        auto report = MoveInService(*m_session).run(path, options);
        if (!report)
            qWarning("%s %s", report.error().id.c_str(), report.error().detail.c_str());
        return report ? *report : MoveInReport();
    }
    workspace::Consent consentOf(const std::string &key) {
        const auto people = People::load(*m_session);
        ConsentRepository consents(m_session->workspace());
        const auto topic = consents.findTopic("marketing");
        if (!people || !topic || !*topic)
            return {};
        const auto person = people->find(key);
        const auto consent = person ? consents.consentOf((*topic)->id, *person) : Result<workspace::Consent>(person.error());
        return consent ? *consent : workspace::Consent{};
    }
    std::string blockedFor(const std::string &address) {
        const auto blocked = SuppressionService(*m_session).list(address, 1);
        return blocked && !blocked->newest.empty() ? blocked->newest.front().reason : std::string();
    }
    std::int64_t figure(const char *sql) {
        const auto reader = m_session->workspace().reader();
        return (*reader)->scalar(sql).value_or(-1);
    }
    std::string write(const char *name, const QByteArray &content) {
        const QString path = m_folder->filePath(QString::fromLatin1(name));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return path.toStdString();
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        Session::Options options;
        options.environment.stateDirectory = m_folder->filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder->filePath(QStringLiteral("new.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
    }

    void aLookKeepsNothing() {
        const auto view = MoveInService(*m_session).look(sample("mailchimp"), {});
        QVERIFY(view && view->people == 5 && !view->localTime.empty());
        QCOMPARE(MoveInService(*m_session).run(sample("mailchimp"), {}).error().id, std::string("movein.needs_zone"));
        QCOMPARE(figure("SELECT (SELECT count(*) FROM dataset) + (SELECT count(*) FROM movein_run) + (SELECT count(*) FROM suppression)"), std::int64_t{0});
    }

    void whatPeopleSaidComesWithItsTimeAndSource() {
        const MoveInReport report = moved(sample("klaviyo"));
        QCOMPARE(report.peopleNow, std::int64_t{4});
        const auto ada = consentOf("01K1");
        QVERIFY(ada.state == ConsentState::Granted);
        QCOMPARE(toIso(ada.at), std::string("2024-03-14T09:14:00Z"));
        QCOMPARE(ada.source, std::string("Klaviyo: Footer form"));
        QVERIFY(consentOf("01K2").state == ConsentState::Unknown);
        QVERIFY(consentOf("01K3").state == ConsentState::Withdrawn);
        QCOMPARE(toIso(consentOf("01K3").at), std::string("2024-02-03T08:00:00Z"));
        QCOMPARE(blockedFor("edsger@example.org"), std::string("unsubscribe"));
        QCOMPARE(blockedFor("barbara@example.org"), std::string("bounce"));
        QCOMPARE(blockedFor("spam@example.org"), std::string("complaint"));
        QCOMPARE(blockedFor("ada@example.org"), std::string());
    }

    void nothingComesTwice() {
        for (const char *tool : {"mailchimp", "klaviyo", "braze", "customerio"}) {
            init();
            const MoveInReport first = moved(sample(tool));
            const char *all = "SELECT (SELECT count(*) FROM consent) * 1000000 + (SELECT count(*) FROM consent_bulk) * 100000 + (SELECT count(*) FROM suppression) * 10000 + (SELECT count(*) FROM past_message_event) * 100 + "
                              "(SELECT count(*) FROM definition_revision) * 10 + (SELECT count(*) FROM import_run)";
            const std::int64_t before = figure(all);
            const MoveInReport second = moved(sample(tool));
            QCOMPARE(figure(all), before);
            QCOMPARE(second.peopleBefore, first.peopleNow);
            QCOMPARE(second.peopleNow, first.peopleNow);
            QCOMPARE(second.agreed, first.agreed);
            QCOMPARE(second.blocked, first.blocked);
            QCOMPARE(second.pastKept, first.pastKept);
            QVERIFY(!second.wentOn);
        }
    }

    void whoWasOnlyWrittenToHasAgreedOnlyWhenSomebodySaysSo() {
        moved(sample("customerio"));
        QVERIFY(consentOf("7").state == ConsentState::Unknown);
        moved(sample("customerio"), true);
        QVERIFY(consentOf("7").state == ConsentState::Granted);
        QVERIFY(consentOf("8").state != ConsentState::Granted); // bounced
        QVERIFY(consentOf("9").state == ConsentState::Withdrawn);
    }

    // On record here stands against an older yes, and a yes that came later by itself against an older withdrawal.
    void theLaterWordStands() {
        moved(sample("klaviyo"));
        const auto people = People::load(*m_session);
        ConsentRepository consents(m_session->workspace());
        const auto topic = (*consents.findTopic("marketing"))->id;
        QVERIFY(consents.set(topic, *people->find("01K1"), {ConsentState::Withdrawn, *instantFromIso("2025-06-01T00:00:00Z"), "unsubscribe link", ""}).has_value());
        QVERIFY(consents.set(topic, *people->find("01K3"), {ConsentState::Granted, *instantFromIso("2025-06-01T00:00:00Z"), "form", ""}).has_value());
        QVERIFY(SuppressionService(*m_session).remove("edsger@example.org").has_value());
        const MoveInReport again = moved(sample("klaviyo"));
        QVERIFY(consentOf("01K1").state == ConsentState::Withdrawn);
        QVERIFY(consentOf("01K3").state == ConsentState::Granted);
        QCOMPARE(blockedFor("edsger@example.org"), std::string());
        QCOMPARE(blockedFor("barbara@example.org"), std::string("bounce"));
        QCOMPARE(again.agreed, std::int64_t{0});
    }

    void thePastOfEmailsIsLookedAt() {
        moved(sample("klaviyo"));
        std::map<std::string, int> facts;
        {
            const auto reader = m_session->workspace().reader();
            for (const std::string &name : delivery::messageFactNames())
                QVERIFY(delivery::forEachMessageFact(**reader, name, [&](const delivery::MessageFact &fact) {
                            ++facts[name];
                            QVERIFY(fact.message < 0 && fact.run < 0 && !fact.isPractice);
                        }).has_value());
        }
        QCOMPARE(facts["sent"] * 1000 + facts["delivered"] * 100 + facts["opened"] * 10 + facts["clicked"], 1111);
        const auto history = historyOf(*m_session, "01K1", "ada@example.org");
        QVERIFY(history && history->emails.size() == 1);
        QCOMPARE(history->emails.front().campaign, std::string("New year"));
        QCOMPARE(history->emails.front().outcome, std::string("clicked"));
        QCOMPARE(figure("SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM message) + (SELECT count(*) FROM message_event)"), std::int64_t{0});
    }

    void anEmailThatWasWorkedOnStays() {
        moved(sample("customerio"));
        TemplateService templates(*m_session);
        auto mine = templates.findByName("newsletter");
        QVERIFY(mine.has_value());
        mine->email.subject = "My own";
        QVERIFY(templates.save(*mine).has_value());
        const MoveInReport again = moved(sample("customerio"));
        QCOMPARE(templates.findByName("newsletter")->email.subject, std::string("My own"));
        QCOMPARE(templates.list()->size(), std::size_t{1});
        QVERIFY(std::any_of(again.found.findings.begin(), again.found.findings.end(), [](const MoveInFinding &one) { return one.id == "movein.template_changed_here"; }));
    }

    // Somebody else's list: nobody is added or changed, and still nobody who left can be reached.
    void ownPeopleStayAsTheyAre() {
        ingest::ImportSpec import;
        import.path = write("own.csv", "number,mail,name\n1,ada@example.org,Ada L\n2,edsger@example.org,E D\n");
        import.name = "customers";
        import.role = store::DatasetRole::Profiles;
        import.key = "number";
        import.email = "mail";
        QVERIFY(DataService(*m_session).importFile(import).has_value());
        const MoveInReport report = moved(sample("klaviyo"));
        QVERIFY(report.found.onlyKnown);
        QCOMPARE(report.found.dataset, std::string("customers"));
        QCOMPARE(report.peopleNow, std::int64_t{2});
        QVERIFY(consentOf("1").state == ConsentState::Granted);
        QVERIFY(consentOf("2").state == ConsentState::Withdrawn);
        QCOMPARE(blockedFor("barbara@example.org"), std::string("bounce")); // nobody here, and blocked all the same
        QCOMPARE(report.pastKept, std::int64_t{3});
    }

    // A later export with other columns takes nothing away.
    void whatALaterExportDoesNotSayStays() {
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("a")) && QDir(m_folder->path()).mkpath(QStringLiteral("b")));
        const std::string one = write("a/users.csv", "external_id,braze_id,email,email_subscribe,tier\nu1,b1,a@example.org,opted_in,gold\n");
        const std::string two = write("b/users.csv", "external_id,braze_id,email,email_subscribe,city\nu1,b1,a@example.org,opted_in,Berlin\n");
        moved(one);
        moved(two);
        const auto people = People::load(*m_session);
        const auto person = people->find("u1");
        QCOMPARE(*people->text("tier", *person), std::string("gold"));
        QCOMPARE(*people->text("city", *person), std::string("Berlin"));
    }

    void theReportIsKeptAndHasItsSentences() {
        moved(sample("mailchimp"));
        const auto reports = MoveInService(*m_session).reports();
        QVERIFY(reports && reports->size() == 1 && reports->front().finishedAt.micros > 0);
        QCOMPARE(dumpJson(toJson(moveInReportFromJson(toJson(reports->front())))), dumpJson(toJson(reports->front())));
        const QString page = ui::moveInMarkdown(toJson(reports->front()));
        QVERIFY(page.contains(QStringLiteral("*|POLL:RATING:x|*")) && page.contains(QStringLiteral("line 4")));
        for (const MoveInFinding &one : reports->front().found.findings)
            QVERIFY2(ui::hasSentence(one.id), one.id.c_str());
    }
};

AUDIENCE_TEST(MoveInServiceTest)
#include "move_in_service_test.moc"
