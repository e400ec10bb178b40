// What the report on a sender says, the policy text, and how policies are compared.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/iam_policy.h"
#include "aws/policy_document.h"
#include "aws/sender_domain.h"
#include "core/aws/event_path_kit.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::aws;
using namespace audience::test;

namespace {

class FakeResolver final : public TextResolver {
public:
    Result<std::vector<std::string>> texts(const std::string &name, const CancelToken &cancel) override {
        TRY(cancel.check());
        asked.push_back(name);
        if (isDown)
            return Error(ErrorKind::Network, "aws.dns_failed").with("name", name);
        const auto found = records.find(name);
        return found == records.end() ? std::vector<std::string>() : found->second;
    }
    std::map<std::string, std::vector<std::string>> records;
    std::vector<std::string> asked;
    bool isDown = false;
};

std::string said(const RecordReport &report) {
    return std::string(toText(report.verdict)) + ' ' + report.finding;
}

Json json(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return *parseJson(text);
}

} // namespace

class SenderDomainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spfVerdicts_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("said");
        QTest::newRow("none") << QStringList{QStringLiteral("google-site-verification=x")} << "missing aws.spf_missing";
        QTest::newRow("soft") << QStringList{QStringLiteral("v=spf1 include:amazonses.com ~all")} << "good ";
        QTest::newRow("hard") << QStringList{QStringLiteral("V=SPF1 mx Include:amazonses.com -ALL")} << "good ";
        QTest::newRow("open") << QStringList{QStringLiteral("v=spf1 include:amazonses.com ?all")} << "weak aws.spf_open";
        QTest::newRow("everybody") << QStringList{QStringLiteral("v=spf1 include:amazonses.com +all")} << "invalid aws.spf_everybody";
        QTest::newRow("others") << QStringList{QStringLiteral("v=spf1 include:example.org -all")} << "invalid aws.spf_without_ses";
        QTest::newRow("twice") << QStringList{QStringLiteral("v=spf1 -all"), QStringLiteral("v=spf1 include:amazonses.com -all")} << "invalid aws.spf_twice";
        QTest::newRow("another version") << QStringList{QStringLiteral("v=spf10 -all")} << "missing aws.spf_missing";
    }
    void spfVerdicts() {
        QFETCH(QStringList, texts);
        QFETCH(QString, said);
        std::vector<std::string> list;
        for (const QString &text : texts)
            list.push_back(text.toStdString());
        QCOMPARE(::said(spfVerdict(list)), said.toStdString());
    }

    // Of a mail server of one's own only the owner knows which servers have to be named.
    void ownSpfVerdicts() {
        QCOMPARE(said(ownSpfVerdict({"x"})), std::string("missing smtp.spf_missing"));
        QCOMPARE(said(ownSpfVerdict({"v=spf1 mx -all", "v=spf1 -all"})), std::string("invalid smtp.spf_twice"));
        QCOMPARE(said(ownSpfVerdict({"v=spf1 mx +all"})), std::string("invalid aws.spf_everybody"));
        QCOMPARE(said(ownSpfVerdict({"v=spf1 mx ?all"})), std::string("weak smtp.spf_open"));
        QCOMPARE(said(ownSpfVerdict({"v=spf1 include:example.org -all"})), std::string("good "));
        QCOMPARE(said(ownSpfVerdict({"v=spf1 redirect=example.org"})), std::string("good "));
    }

    void aDomainSpeaksForItself() {
        FakeResolver resolver;
        resolver.records["shop.example.com"] = {"v=spf1 mx -all"};
        resolver.records["_dmarc.example.com"] = {"v=DMARC1; p=reject"};
        const auto report = domainReport(resolver, "News@Shop.example.com");
        QVERIFY(report && report->domain == "shop.example.com");
        QCOMPARE(said(report->spf), std::string("good "));
        QCOMPARE(said(report->dmarc), std::string("good "));
        resolver.isDown = true;
        QCOMPARE(said(domainReport(resolver, "news@example.com")->spf), std::string("unknown aws.dns_failed"));
    }

    void dmarcVerdicts() {
        QCOMPARE(said(dmarcVerdict({"v=spf1 -all"}, false)), std::string("missing aws.dmarc_missing"));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1; p=none; rua=mailto:x@example.com"}, false)), std::string("weak aws.dmarc_none"));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1;P=Reject"}, false)), std::string("good "));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1; p=reject; sp=none"}, false)), std::string("good "));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1; p=reject; sp=none"}, true)), std::string("weak aws.dmarc_none"));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1; rua=mailto:x@example.com"}, false)), std::string("invalid aws.dmarc_without_policy"));
        QCOMPARE(said(dmarcVerdict({"v=DMARC1; p=none", "v=DMARC1; p=reject"}, false)), std::string("invalid aws.dmarc_twice"));
    }

    void aWholeReport() {
        FakeAwsConfig config;
        config.identities = {"mail.example.com"};
        config.mailFromDomain = "bounce.mail.example.com";
        config.dkimStatus = "PENDING";
        config.productionAccess = false;
        FakeAws server(config);
        PathKit kit(server);
        FakeResolver resolver;
        resolver.records["bounce.mail.example.com"] = {"v=spf1 include:amazonses.com ~all"};
        resolver.records["_dmarc.example.com"] = {"v=DMARC1; p=quarantine"};
        const auto report = senderReport(kit.client, &resolver, "News@mail.example.com");
        QVERIFY(report);
        QVERIFY(report->isKnown && report->isVerified && report->signs);
        QCOMPARE(report->identity, std::string("mail.example.com"));
        QCOMPARE(report->dkimStatus, std::string("PENDING"));
        QCOMPARE(report->dkimRecords.size(), std::size_t(3));
        QCOMPARE(report->dkimRecords[0].name, std::string("t1._domainkey.mail.example.com"));
        QCOMPARE(report->dkimRecords[0].value, std::string("t1.dkim.amazonses.com"));
        QCOMPARE(said(report->spf), std::string("good "));
        QCOMPARE(said(report->dmarc), std::string("good "));
        QCOMPARE(report->dmarc.name, std::string("_dmarc.example.com"));
        const auto account = accountReport(kit.client);
        QVERIFY(account && account->isSandbox && account->isEnabled);
        QCOMPARE(account->enforcement, std::string("HEALTHY"));
    }

    void whatCannotBeAskedIsUnknown() {
        FakeAws server;
        PathKit kit(server);
        FakeResolver resolver;
        resolver.isDown = true;
        const auto report = senderReport(kit.client, &resolver, "news@example.com");
        QVERIFY(report);
        QCOMPARE(said(report->dmarc), std::string("unknown aws.dns_failed"));
        QCOMPARE(said(report->spf), std::string("weak aws.mail_from_missing"));
        const auto stranger = senderReport(kit.client, nullptr, "news@nowhere.example");
        QVERIFY(stranger && !stranger->isKnown && !stranger->isVerified);
        QCOMPARE(stranger->dmarc.name, std::string("_dmarc.nowhere.example"));
        // Whoever cancels gets no half report.
        CancelSource stop;
        stop.cancel();
        QVERIFY(!senderReport(kit.client, &resolver, "news@example.com", stop.token()));
    }

    void thePolicyFitsAndNamesOnlyOurs() {
        IamPolicySpec spec;
        spec.place = {"aws", "ap-southeast-1", "123456789012"};
        spec.sender = "newsletter.a-rather-long-company-name.example.com";
        spec.prefix = "audience-sync";
        const Json whole = iamPolicy(spec);
        spec.withSetup = false;
        const Json daily = iamPolicy(spec);
        QVERIFY(nonBlankCharacters(dumpJson(whole)) < kMaxIamPolicy);
        QVERIFY(nonBlankCharacters(dumpJsonPretty(whole)) == nonBlankCharacters(dumpJson(whole)));
        QCOMPARE(whole["Statement"].size(), std::size_t(16));
        QCOMPARE(daily["Statement"].size(), std::size_t(8));
        QVERIFY(dumpJson(daily).find("Create") == dumpJson(daily).find("CreateContact"));
        for (const Json &statement : daily["Statement"])
            QVERIFY(jsonText(statement, "Sid").rfind("Setup", 0) != 0);
        QVERIFY(dumpJson(whole).find("arn:aws:sqs:ap-southeast-1:123456789012:audience-sync-*") != std::string::npos);
        QVERIFY(dumpJson(whole).find("identity/newsletter.a-rather-long-company-name.example.com") != std::string::npos);
        spec.place.partition = "aws-cn";
        QVERIFY(dumpJson(iamPolicy(spec)).find("arn:aws:") == std::string::npos);
    }

    void policiesAreComparedAsAmazonReadsThem() {
        QVERIFY(samePolicy(json("{'Action':['SNS:Publish'],'Condition':{'StringEquals':{'aws:sourcearn':['b','a']}}}"),
                           json("{'Condition':{'StringEquals':{'AWS:SourceArn':['a','b']}},'Action':'sns:Publish'}")));
        QVERIFY(!samePolicy(json("{'Action':'sns:Publish','Resource':'A'}"), json("{'Action':'sns:Publish','Resource':'a'}")));
        QVERIFY(!samePolicy(json("{'Action':'sns:Publish'}"), nullptr));
        QVERIFY(statementIn(policyFromText("not json"), kTopicSid).is_null());
        // A lone statement without a list is a list of one.
        const Json merged = withStatement(json("{'Statement':{'Sid':'theirs'}}"), json("{'Sid':'AudienceSyncSes'}"));
        QCOMPARE(merged["Statement"].size(), std::size_t(2));
    }
};

AUDIENCE_TEST(SenderDomainTest)
#include "sender_domain_test.moc"
