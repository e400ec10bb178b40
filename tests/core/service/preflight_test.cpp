// What would go wrong for whom, before anything is sent.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/preflight.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace audience;
using namespace audience::service;

class PreflightTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    std::string file(const char *name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    PreflightRequest request(const std::string &html, const std::string &rule = "everybody") const {
        PreflightRequest request;
        request.email.name = "News";
        request.email.subject = "News";
        request.email.html = html + "<a href=\"{{ unsubscribe_url }}\">Leave</a>";
        request.rule = *SegmentService(*m_session).fromText(rule);
        return request;
    }
    PreflightReport report(const PreflightRequest &request) const {
        const auto result = PreflightService(*m_session).run(request);
        return result ? PreflightService::reportOf(**result) : PreflightReport();
    }
    static const PreflightFinding *find(const PreflightReport &report, const std::string &id) {
        const auto found = std::find_if(report.findings.begin(), report.findings.end(), [&](const PreflightFinding &one) { return one.finding.id == id; });
        return found == report.findings.end() ? nullptr : &*found;
    }
    static QByteArray keys(const PreflightFinding &finding) {
        QByteArray out;
        for (const PreflightCase &one : finding.first)
            out += QByteArray::fromStdString(one.key) + ' ';
        return out.trimmed();
    }
    // "1 4" for "preflight.gap"; "-": nobody.
    QByteArray whoHas(const PreflightRequest &wanted, const std::string &id) const {
        const PreflightReport made = report(wanted);
        const PreflightFinding *found = find(made, id);
        return found ? keys(*found) : QByteArrayLiteral("-");
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = file("state");
        auto session = Session::create(file("shop.audience"), options);
        QVERIFY(session.has_value());
        m_session = *session;
        QFile csv(QString::fromStdString(file("people.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,email,name,page,note,consent\n"
                  "1,a@example.com,Ada,https://shop.example.com/a,short,yes\n"
                  "2,b@example.com,,https://shop.example.com/b,short,yes\n"
                  "3,c@example.com,Cleo,shop.example.com/c,{{ name }},yes\n"
                  "4,d@example.com,Dan,,short,yes\n"
                  "5,A@Example.com,Eve,https://shop.example.com/e,short,yes\n"
                  "6,f@example.com,Finn,https://shop.example.com/f,short,no\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = file("people.csv");
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "consent";
        const auto done = DataService(*m_session).importFile(import);
        QVERIFY2(done.has_value(), done ? "" : done.error().id.c_str());
    }

    void countsWhoWouldGetIt() {
        const PreflightReport made = report(request("<p>Hello</p>"));
        QCOMPARE(made.inSegment, std::int64_t(6));
        QCOMPARE(made.checked, std::int64_t(4)); // one said no, one shares an address
        std::int64_t kept = 0;
        for (const ReasonCount &reason : made.keptBack)
            kept += reason.count;
        QCOMPARE(kept, std::int64_t(2));
        QVERIFY(made.largestBytes > 0 && made.medianBytes == made.largestBytes);
        PreflightRequest all = request("<p>Hello</p>");
        all.everybody = true;
        QCOMPARE(report(all).checked, std::int64_t(6));
    }

    void twinsAreNamed() {
        const PreflightReport made = report(request("<p>Hello</p>"));
        const PreflightFinding *found = find(made, "preflight.same_address");
        QVERIFY(found);
        QCOMPARE(keys(*found), QByteArray("5"));
        QCOMPARE(found->first.front().detail, std::string("a@example.com"));
        QVERIFY(found->level == PreflightLevel::LeftOut);
        const auto first = std::find_if(made.findings.begin(), made.findings.end(), [&](const PreflightFinding &one) {
            return one.finding.id == "preflight.same_address" && one.level == PreflightLevel::Flaw; // who gets it
        });
        QVERIFY(first != made.findings.end());
        QCOMPARE(keys(*first), QByteArray("1"));
        QVERIFY(!find(made, "preflight.same_key"));
        QCOMPARE(made.fine, std::int64_t(3));
    }

    void gapsAmongWords() {
        QCOMPARE(whoHas(request("<p>Hello {{ name }},</p>"), "preflight.gap"), QByteArray("2"));
        const PreflightReport made = report(request("<p>Hello\n {{ person.name | upcase }},</p>"));
        const PreflightFinding *found = find(made, "preflight.gap");
        QVERIFY(found);
        QCOMPARE(found->finding.args.front().second, std::string("name"));
        QCOMPARE(found->finding.path, std::string("html"));
        QCOMPARE(found->finding.line, 2);
        QCOMPARE(found->finding.column, 2);
        for (const char *good : {"<p>Hello {{ name | default: 'you' }},</p>", "<p>Hello{% if name %} {{ name }}{% endif %},</p>", "<p>{{ name }}</p>",
                                 "<p title='{{ name }}'>Hello</p>", "{% capture who %}{{ name }}{% endcapture %}<p>Hello {{ who | default: 'you' }}</p>"})
            QCOMPARE(whoHas(request(good), "preflight.gap"), QByteArray("-"));
        PreflightRequest subject = request("<p>Hello</p>");
        subject.email.subject = "{{ name }}, news";
        QCOMPARE(whoHas(subject, "preflight.gap"), QByteArray("2"));
        subject.email.subject = "{{ name }}";
        QCOMPARE(whoHas(subject, "lint.subject_missing"), QByteArray("2"));
    }

    void linksByPattern() {
        const PreflightRequest link = request("<a href=\"{{ page }}\">Page</a>");
        QCOMPARE(whoHas(link, "preflight.link_broken"), QByteArray("3"));
        QCOMPARE(whoHas(link, "preflight.link_empty"), QByteArray("4"));
        QCOMPARE(whoHas(link, "preflight.gap_in_link"), QByteArray("4"));
        QCOMPARE(whoHas(request("<a href='https://shop.example.com/?n={{ name }}'>Page</a>"), "preflight.gap_in_link"), QByteArray("2"));
        QCOMPARE(whoHas(request("<a href='https://example.com'>Page</a>"), "preflight.link_example"), QByteArray("1 2 3 4"));
        QCOMPARE(whoHas(request("<a href='https://shop.example.com'>Page</a><!-- <a href='#'>old</a> -->"), "preflight.link_empty"), QByteArray("-"));
    }

    void marksAndSizeAndSubject() {
        QCOMPARE(whoHas(request("<p>{{ note }}</p>"), "preflight.mark_left"), QByteArray("3"));
        const std::string big = "<p>" + std::string(102 * 1024, 'x') + "</p>";
        QCOMPARE(whoHas(request("{% if name == 'Dan' %}" + big + "{% endif %}"), "preflight.clipped"), QByteArray("4"));
        PreflightRequest subject = request("<p>Hello</p>");
        subject.email.subject = "{{ name }} {% if name == 'Ada' %}a line that is quite a bit longer than the sixty that inboxes show{% endif %}";
        QCOMPARE(whoHas(subject, "preflight.subject_long"), QByteArray("1"));
        subject.email.subject = "a{% if name == 'Ada' %}x\n{% endif %}b";
        QCOMPARE(whoHas(subject, "email.header_control_character"), QByteArray("1"));
    }

    void wayOutInACondition() {
        PreflightRequest wanted = request("<p>Hello</p>");
        wanted.email.html = "<p>Hello</p>{% if name %}<a href=\"{{ unsubscribe_url }}\">Leave</a>{% endif %}";
        QCOMPARE(whoHas(wanted, "preflight.no_way_out"), QByteArray("2"));
    }

    void missingFields() {
        PreflightRequest wanted = request("<p>Hello {{ name }}</p>");
        wanted.email.missing = model::MissingField::SkipPerson;
        QCOMPARE(whoHas(wanted, "preflight.left_out"), QByteArray("2"));
        QVERIFY(find(report(wanted), "preflight.left_out")->level == PreflightLevel::LeftOut);
        wanted.email.missing = model::MissingField::Stop;
        const PreflightReport made = report(wanted);
        QVERIFY(find(made, "preflight.stopped"));
        QCOMPARE(made.findings.front().finding.id, std::string("preflight.stopped")); // what stops comes first
        QCOMPARE(made.findings.front().finding.args.front().second, std::string("name"));
    }

    void faultsOfTheRender() {
        const PreflightReport made = report(request("{% if name == 'Cleo' %}{{ 1 | divided_by: 0 }}{% endif %}"));
        const auto found = std::find_if(made.findings.begin(), made.findings.end(), [](const PreflightFinding &one) { return one.level == PreflightLevel::Stops; });
        QVERIFY(found != made.findings.end());
        QCOMPARE(keys(*found), QByteArray("3"));
        QVERIFY(found->finding.id.rfind("liquid.", 0) == 0);
        QCOMPARE(found->finding.path, std::string("html"));
        const auto broken = PreflightService(*m_session).run(request("{% if %}"));
        QVERIFY(!broken.has_value());
    }

    void aValueOfAPersonIsNoFindingOfItsOwn() {
        const PreflightReport made = report(request("<p>{{ 'Hello everybody' | truncate: page }}</p>"));
        const PreflightFinding *found = find(made, "preflight.invalid_integer");
        QVERIFY(found);
        QVERIFY(found->people >= 3); // one has none
        QVERIFY(found->finding.args.empty() || found->finding.args.front().first != "value");
        QCOMPARE(found->first.front().detail, std::string("https://shop.example.com/a"));
    }

    void everybodyWithAnUnreadableEmailIsNamed() {
        const std::string deep = [] {
            std::string html;
            for (int i = 0; i < 300; ++i)
                html += "<div>";
            return html;
        }();
        PreflightRequest wanted = request(deep);
        QCOMPARE(whoHas(wanted, "email.html_too_complex"), QByteArray("1 2 3 4"));
        wanted.email.text = "Hello {{ unsubscribe_url }}"; // nothing is made of the HTML
        QCOMPARE(whoHas(wanted, "email.html_too_complex"), QByteArray("-"));
    }

    void aPlanChoosesThePeopleAndMarksTheLinks() {
        PreflightRequest wanted = request("<a href=\"https://shop.example.org/\">Shop</a>");
        wanted.plan = model::DeliveryPlan();
        wanted.plan->notDomains = {"example.com"};
        QCOMPARE(report(wanted).checked, std::int64_t(0));
        wanted.plan->notDomains.clear();
        const std::int64_t bare = report(wanted).medianBytes;
        wanted.plan->utm["utm_source"] = "news";
        QVERIFY(report(wanted).medianBytes > bare);
        wanted.plan->utm["utm_source"] = "{{ name";
        QVERIFY(!PreflightService(*m_session).run(wanted).has_value());
    }

    void listAndCsv() {
        const PreflightService service(*m_session);
        const auto result = service.run(request("<p>Hello {{ name }}, <a href=\"{{ page }}\">page</a></p>"));
        QVERIFY(result.has_value());
        const auto all = service.rows(**result, std::nullopt, 0, 100);
        QVERIFY(all.has_value());
        QCOMPARE(all->total, std::int64_t(all->rows.size()));
        const auto page = service.rows(**result, std::nullopt, 1, 2);
        QCOMPARE(page->rows.size(), std::size_t(2));
        QCOMPARE(page->rows.front().person.key, all->rows[1].person.key);
        const auto one = service.rows(**result, 0, 0, 100);
        QCOMPARE(one->total, PreflightService::reportOf(**result).findings.front().people);
        const auto rows = service.exportCsv(**result, [](const FindingView &finding) { return finding.id; }, file("list.csv"));
        QVERIFY(rows.has_value());
        QCOMPARE(*rows, all->total);
        QFile csv(QString::fromStdString(file("list.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray text = csv.readAll();
        QVERIFY(text.startsWith("key,address,level,finding,part,line,column,detail,text\r\n"));
        QVERIFY2(text.contains("3,c@example.com,flaw,preflight.link_broken,html,,,shop.example.com/c,preflight.link_broken\r\n"), text.constData());
        QVERIFY(!service.exportCsv(**result, [](const FindingView &finding) { return finding.id; }, file("shop.audience")).has_value());
    }

    void aCampaignIsCheckedAsItWouldBeSent() {
        SegmentView segment;
        segment.name = "Named";
        segment.rule = *SegmentService(*m_session).fromText("name is not empty");
        const auto saved = SegmentService(*m_session).save(segment);
        QVERIFY(saved.has_value());
        TemplateView hello;
        hello.email = request("<p>Hello {{ campaign_name }}{{ name }}</p>").email;
        const auto email = TemplateService(*m_session).save(hello);
        QVERIFY(email.has_value());
        CampaignView campaign;
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = saved->id;
        campaign.campaign.emailTemplate = email->id;
        campaign.campaign.subject = "Only here {{ page }}";
        const auto made = CampaignService(*m_session).save(campaign);
        QVERIFY(made.has_value());
        const auto wanted = PreflightService(*m_session).ofCampaign(made->id);
        QVERIFY(wanted.has_value());
        QCOMPARE(wanted->campaign, std::string("Spring"));
        QCOMPARE(whoHas(*wanted, "preflight.gap"), QByteArray("4")); // the campaign's own subject
        QCOMPARE(report(*wanted).inSegment, std::int64_t(5));

        CampaignView marked = *made;
        marked.campaign.plan.notDomains = {"example.com"};
        marked.campaign.plan.utm = {{"utm_source", "{{ name"}, {"utm_medium", "{{ nobody_has_it }}"}};
        const auto kept = CampaignService(*m_session).save(marked);
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().id.c_str());
        const auto ofIt = PreflightService(*m_session).ofCampaign(kept->id);
        QVERIFY(ofIt.has_value() && ofIt->plan);
        QVERIFY(ofIt->plan->notDomains == marked.campaign.plan.notDomains);
        const auto checks = CampaignService(*m_session).check(kept->id);
        QVERIFY(checks.has_value());
        for (const char *id : {"liquid.output_not_closed", "template.unknown_field"}) {
            const auto found = std::find_if(checks->begin(), checks->end(), [&](const CheckView &one) { return one.id == id; });
            QVERIFY2(found != checks->end() && found->level == CheckView::Level::Error, id);
        }
    }

    void tellsHowFarAndStops() {
        std::atomic<std::int64_t> last{0};
        Progress progress([&](ProgressState state) { last = state.done; });
        QVERIFY(PreflightService(*m_session).run(request("<p>Hello</p>"), &progress).has_value());
        QCOMPARE(last.load(), std::int64_t(4));
        CancelSource cancel;
        cancel.cancel();
        const auto stopped = PreflightService(*m_session).run(request("<p>Hello</p>"), nullptr, cancel.token());
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().id, std::string("cancelled"));
    }
};

AUDIENCE_TEST(PreflightTest)
#include "preflight_test.moc"
