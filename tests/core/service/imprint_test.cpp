// The imprint: asked for where an email shows it, written into every email, taken from a connection where it has one.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/demo_service.h"
#include "service/imprint.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;

class ImprintTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    static model::EmailTemplate email() {
        model::EmailTemplate email;
        email.name = "Hello";
        email.subject = "News of {{ sender_name }}";
        email.html = "<p>Hello</p><p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></p>";
        return email;
    }
    static bool has(const std::vector<FindingView> &findings, const char *id) {
        return std::any_of(findings.begin(), findings.end(), [&](const FindingView &one) { return one.id == id && one.isError; });
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 60;
        shop.events = 400;
        QVERIFY(DemoService(*m_session).fill(shop).has_value());
    }

    void demoShopIsFilledIn() {
        const auto imprint = imprintOf(*m_session);
        QVERIFY(imprint.has_value());
        QVERIFY(!imprint->name.empty() && !imprint->postalAddress.empty());
        QVERIFY(TemplateService(*m_session).check(email()).empty());
    }

    void isAskedForUntilItIsFilled() {
        TemplateService templates(*m_session);
        QVERIFY(saveImprint(*m_session, {}).has_value());
        const auto findings = templates.check(email());
        QCOMPARE(findings.size(), std::size_t(2));
        QVERIFY(has(findings, "template.no_sender_name") && has(findings, "template.no_postal_address"));
        model::EmailTemplate without = email();
        without.subject = "News";
        without.html = "<p>Hello <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></p>";
        QVERIFY(templates.check(without).empty());
        QVERIFY(saveImprint(*m_session, {" Harbour  Books\n", "1 Quay\nKiel"}).has_value());
        QCOMPARE(imprintOf(*m_session)->name, std::string("Harbour Books"));
        QVERIFY(templates.check(email()).empty());
        const auto preview = templates.preview(email());
        QVERIFY(preview.has_value());
        QCOMPARE(preview->subject, std::string("News of Harbour Books"));
        QVERIFY(preview->html.find("1 Quay Kiel") != std::string::npos);
        const auto sent = templates.sendTest(email(), {}, "me@example.com");
        QVERIFY(sent.has_value());
        QFile file(QString::fromStdString(sent->path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("1 Quay Kiel"));
    }

    // Before there are people: no field is known, the words for those who lack it stand there.
    void isShownForAnybody() {
        QVERIFY(saveImprint(*m_session, {"Harbour Books", "1 Quay, Kiel"}).has_value());
        model::EmailTemplate any = email();
        any.html = "<p>Hello {{ first_name | default: \"there\" }}{% if city %} in {{ city }}{% endif %}, {{ sender_name }}</p>";
        any.missing = model::MissingField::SkipPerson;
        const auto html = TemplateService(*m_session).forAnybody(any);
        QVERIFY(html.has_value());
        QVERIFY2(html->find("Hello there, Harbour Books") != std::string::npos, html->c_str());
        any.html = "{% if %}";
        QVERIFY(!TemplateService(*m_session).forAnybody(any).has_value());
    }

    void practiceOnlyWarns() {
        QVERIFY(saveImprint(*m_session, {}).has_value());
        TemplateView view;
        view.email = email();
        const auto saved = TemplateService(*m_session).save(view);
        QVERIFY(saved.has_value());
        CampaignView campaign;
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = SegmentService(*m_session).list()->front().id;
        campaign.campaign.emailTemplate = saved->id;
        const auto made = CampaignService(*m_session).save(campaign);
        QVERIFY(made.has_value());
        int asked = 0;
        const auto checks = CampaignService(*m_session).check(made->id);
        QVERIFY(checks.has_value());
        for (const CheckView &check : *checks)
            if (check.id == "template.no_postal_address" || check.id == "template.no_sender_name") {
                ++asked;
                QVERIFY(check.level == CheckView::Level::Warning);
            }
        QCOMPARE(asked, 2);
    }

    void connectionsHaveAnAddressOfTheirOwn() {
        model::SesConnection ses;
        ses.name = "ses";
        ses.region = "eu-west-1";
        ses.fromAddress = "Shop <news@example.com>";
        ses.postalAddress = "2 Quay, Kiel";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://example.com/u?t={token}"};
        ses.credentials = "env";
        QVERIFY(saveImprint(*m_session, {"Harbour Books", {}}).has_value());
        const auto made = ConnectionService(*m_session).save(ses);
        QVERIFY2(made.has_value(), made ? "" : made.error().id.c_str());
        QCOMPARE(imprintOf(*m_session)->postalAddress, std::string("2 Quay, Kiel"));
        QVERIFY(saveImprint(*m_session, {"Harbour Books", "3 Quay, Kiel"}).has_value());
        QCOMPARE(imprintOf(*m_session)->postalAddress, std::string("3 Quay, Kiel"));
    }
};
AUDIENCE_TEST(ImprintTest)

#include "imprint_test.moc"
