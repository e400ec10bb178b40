// A shop with a campaign that is sent through the fake service, for tests that look at the whole of a send
// from the services' side. Loopback and POSIX only.
#pragma once

#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "support/fake_aws.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

namespace audience::test {

using namespace audience::service;
using Open = std::shared_ptr<Session>;

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

inline constexpr int kPeople = 150;

// A shop with a campaign that is sent through the fake service until about `wanted` have left.
class Shop {
public:
    // `folder`: where its files lie; empty: in a temporary folder of its own.
    explicit Shop(const QString &folder = {}) : m_place(folder.isEmpty() ? m_folder.path() : folder) {
        m_aws.update([](FakeAwsConfig &config) { config.maxSendRate = 150; });
        qputenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        qputenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        qunsetenv("AWS_SESSION_TOKEN");
    }

    FakeAws &aws() { return m_aws; }
    std::string file(const char *name) const {
        return (m_place + QLatin1Char('/') + QLatin1String(name)).toStdString();
    }
    std::string path() const { return file("shop.audience"); }

    Session::Options options(const char *machine = "here") const {
        Session::Options options;
        options.environment.stateDirectory = file(machine);
        options.environment.actor = "tester";
        return options;
    }
    Result<Open> open(const std::string &path, const char *machine = "here") const {
        return Session::open(path, options(machine));
    }

    // The workspace with its armed campaign.
    Result<Open> make() {
        TRY_ASSIGN(const Open session, Session::create(path(), options()));
        m_aws.createQueue("events-" + session->workspace().uuid());
        QFile csv(QString::fromStdString(file("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            return Error(ErrorKind::Io, "test.csv");
        csv.write("id,email,newsletter\n");
        for (int i = 0; i < kPeople; ++i)
            csv.write(QStringLiteral("%1,c%1@example.com,yes\n").arg(i).toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = file("people.csv");
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        TRY(DataService(*session).importFile(import));

        model::SesConnection ses;
        ses.name = "ses";
        ses.region = "eu-west-1";
        ses.endpoint = m_aws.url();
        ses.fromAddress = "Shop <news@example.com>";
        ses.postalAddress = "Shop, 1 Street";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        ses.configurationSet = "audience-sync"; // without one the service reports no events
        ses.credentials = "env";
        TRY(ConnectionService(*session).save(ses));
        model::SqsConnection sqs;
        sqs.name = "events";
        sqs.region = "eu-west-1";
        sqs.endpoint = m_aws.url();
        sqs.queueUrl = m_aws.queueUrl("events-" + session->workspace().uuid());
        sqs.credentials = "env";
        TRY(ConnectionService(*session).save(sqs));

        CampaignView campaign;
        SegmentView everybody;
        everybody.name = "Everybody";
        TRY_ASSIGN(everybody.rule, SegmentService(*session).fromText("email is not empty"));
        TRY_ASSIGN(const SegmentView segment, SegmentService(*session).save(everybody));
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "Hello {{ id }}";
        hello.email.html = "<p>Hello</p><p>{{ postal_address }}</p>"
                           "<a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        TRY_ASSIGN(const TemplateView email, TemplateService(*session).save(hello));
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = segment.id;
        campaign.campaign.emailTemplate = email.id;
        campaign.campaign.connection = "ses";
        TRY_ASSIGN(const CampaignView saved, CampaignService(*session).save(campaign));
        m_campaign = saved.id;
        TRY(CampaignService(*session).arm(m_campaign));
        return session;
    }

    // Sends until the service has taken about that many, as if the program were ended then.
    Result<void> sendUntil(const Open &session, int wanted) {
        CancelSource cancel;
        Progress progress([&](ProgressState) {
            if (m_aws.sendCount() >= wanted)
                cancel.cancel();
        });
        auto ended = CampaignService(*session).run(m_campaign, &progress, cancel.token());
        if (!ended && ended.error().id != "cancelled")
            return std::move(ended).error();
        return {};
    }
    Result<CampaignStatus> run(const Open &session) {
        return CampaignService(*session).run(m_campaign);
    }
    CampaignId campaign() const { return m_campaign; }

    QString twice() const {
        std::map<std::string, int> counts;
        for (const ReceivedSend &send : m_aws.sends())
            ++counts[send.to];
        QString twice;
        for (const auto &[address, count] : counts)
            if (count > 1)
                twice += QString::fromStdString(address) + QLatin1Char(' ');
        return twice;
    }

private:
    FakeAws m_aws;
    QTemporaryDir m_folder;
    QString m_place;
    CampaignId m_campaign;
};

} // namespace audience::test
