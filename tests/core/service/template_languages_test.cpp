// Translations and variants all the way: preview, trial, preflight and sends give each person what they read, a campaign the
// variant it names, and what was armed stays as it was.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/email_renderer.h"
#include "service/email_texts.h"
#include "service/preflight.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_lint.h"
#include "service/template_service.h"
#endif
#include "support/test_main.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace audience;
using namespace audience::service;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

constexpr const char *kFoot = "<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Leave</a></p>";

model::EmailTemplate news() {
    model::EmailTemplate email;
    email.name = "News";
    email.language = "en";
    email.subject = "Hello {{ first_name }}";
    email.html = std::string("<p>Dear {{ first_name }}, new things</p>") + kFoot;
    email.translations = {{"de", {"Hallo {{ first_name }}", "", std::string("<p>Neues, {{ city }}</p>") + kFoot, "", {}}}, {"de-AT", {"Servus {{ first_name }}", "", "", "", {}}}};
    email.variants = {{"B", {"Only today, {{ first_name }}", "", "", "", {}}}};
    return email;
}

class Shop {
public:
    std::shared_ptr<Session> session;
    SegmentId everybody;

    explicit Shop(const char *language = "locale") {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "tester";
        session = *Session::create(path(), options);
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            qFatal("no file");
        csv.write(QByteArray("id,email,newsletter,first_name,city,") + language + "\n");
        csv.write("1,en@example.com,yes,Ada,Leeds,en_GB\n2,de@example.com,yes,Bea,Kiel,DE\n3,at@example.com,yes,Cem,Graz,de_AT\n4,ch@example.com,yes,Dora,Bern,de-CH\n"
                  "5,fr@example.com,yes,Eve,Lyon,fr\n6,no@example.com,yes,Fay,Rome,\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        SegmentView all;
        all.name = "Everybody";
        if (!DataService(*session).importFile(import))
            qFatal("no people");
        all.rule = *SegmentService(*session).fromText("email is not empty");
        everybody = SegmentService(*session).save(all)->id;
    }
    std::string path() const { return m_folder.filePath(QStringLiteral("shop.audience")).toStdString(); }
    TemplateService templates() const { return TemplateService(*session); }
    CampaignService campaigns() const { return CampaignService(*session); }
    TemplateId keep(const model::EmailTemplate &email) const {
        const auto saved = templates().save({{}, 0, email});
        if (!saved)
            qFatal("%s", saved.error().id.c_str());
        return saved->id;
    }
    Result<CampaignView> draft(TemplateId email, const std::string &variant = {}) const {
        CampaignView view;
        view.campaign.name = "Spring " + variant;
        view.campaign.segment = everybody;
        view.campaign.emailTemplate = email;
        view.campaign.variant = variant;
        return campaigns().save(view);
    }
    QString subjectFor(const model::EmailTemplate &email, const char *person) const {
        const auto preview = templates().preview(email, person);
        return QString::fromStdString(preview ? preview->subject : preview.error().id);
    }
    // The emails that practice wrote, by their recipient.
    QMap<QString, QString> subjects() const {
        QMap<QString, QString> sent;
        QDirIterator files(QString::fromStdString(path() + ".practice"), {QStringLiteral("*.eml")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QString to, subject;
            for (const QByteArray &line : file.readAll().split('\n'))
                if (line.startsWith("To: "))
                    to = QString::fromUtf8(line.mid(4)).trimmed().remove(QLatin1Char('<')).remove(QLatin1Char('>'));
                else if (line.startsWith("Subject: "))
                    subject = QString::fromUtf8(line.mid(9)).trimmed();
            sent[to.section(QLatin1Char('@'), 0, 0)] = subject;
        }
        return sent;
    }

private:
    QTemporaryDir m_folder;
};

bool hasPath(const std::vector<FindingView> &findings, const char *id, const char *path) {
    return std::any_of(findings.begin(), findings.end(), [&](const FindingView &one) { return one.id == id && one.path == path; });
}

model::BlockDocument blocks() {
    model::Findings findings;
    return *model::blockDocumentFromJson(*parseJson(R"({"audience_blocks":1,"page":{},"sections":[{"id":"s","columns":[{"id":"c","blocks":[
        {"id":"h","kind":"heading","content":[{"text":"New things for "},{"liquid":"{{ first_name }}"}]},
        {"id":"b","kind":"button","text":"Shop now","href":"https:\/\/shop.example.com/"},
        {"id":"f","kind":"footer","unsubscribe":"Leave"}]}]}]})"),
                                         findings);
}

} // namespace

class TemplateLanguagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachPersonGetsTheirLanguage_data() {
        QTest::addColumn<QByteArray>("column");
        for (const char *name : {"locale", "Language", "lang", "preferred_language", "Sprache"})
            QTest::newRow(name) << QByteArray(name);
    }
    void eachPersonGetsTheirLanguage() {
        QFETCH(const QByteArray, column);
        const Shop shop(column.constData());
        QCOMPARE(shop.subjectFor(news(), "1"), QStringLiteral("Hello Ada"));
        QCOMPARE(shop.subjectFor(news(), "2"), QStringLiteral("Hallo Bea"));
        QCOMPARE(shop.subjectFor(news(), "3"), QStringLiteral("Servus Cem"));
        QCOMPARE(shop.subjectFor(news(), "4"), QStringLiteral("Hallo Dora"));
        QCOMPARE(shop.subjectFor(news(), "5"), QStringLiteral("Hello Eve"));
        QCOMPARE(shop.subjectFor(news(), "6"), QStringLiteral("Hello Fay"));
        const auto german = shop.templates().preview(news(), "2"), austrian = shop.templates().preview(news(), "3");
        QVERIFY(german->html.find("Neues, Kiel") != std::string::npos && german->text.find("Neues, Kiel") != std::string::npos);
        QVERIFY(austrian->html.find("Dear Cem") != std::string::npos); // says nothing of its own there
    }

    void withoutAColumnEverybodyGetsTheEmail() {
        const Shop shop("shoe_size");
        QCOMPARE(shop.subjectFor(news(), "2"), QStringLiteral("Hello Bea"));
        const auto campaign = shop.draft(shop.keep(news()));
        NEED(campaign);
        const auto checks = shop.campaigns().check(campaign->id);
        NEED(checks);
        QVERIFY(std::any_of(checks->begin(), checks->end(), [](const CheckView &one) { return one.id == "check.translations_unused"; }));
    }

    void trialsChecksAndFieldsLookAtEveryLanguage() {
        const Shop shop;
        model::EmailTemplate email = news();
        const auto fields = shop.templates().usedFields(email);
        QVERIFY(std::find(fields.begin(), fields.end(), "city") != fields.end());
        email.translations[0].second.html = std::string("<p>{{ city }} {{ town }}</p>");
        email.variants[0].second.subject = "{{ first_name";
        const auto findings = shop.templates().check(email);
        QVERIFY(hasPath(findings, "template.unknown_field", "translations/de/html") || hasPath(findings, "template.unknown_field_near", "translations/de/html"));
        QVERIFY(hasPath(findings, "lint.unsubscribe_missing", "translations/de/html"));
        QVERIFY(!hasPath(findings, "lint.unsubscribe_missing", "translations/de-AT/html")); // its body is the email's
        QVERIFY(std::any_of(findings.begin(), findings.end(), [](const FindingView &one) { return one.path == "variants/B/subject" && one.isError; }));
        const auto lints = lintTemplate(shop.session.get(), email);
        QVERIFY(std::any_of(lints.begin(), lints.end(), [](const LintView &one) { return one.finding.id == "lint.unsubscribe_missing" && one.finding.path == "translations/de/html" && !one.canMend; }));
        // Who reads a translation that cannot be made is told with it.
        email = news();
        email.missing = model::MissingField::SkipPerson;
        email.translations[0].second.subject = "{{ gone }}";
        const auto tried = shop.templates().tryAll(email);
        NEED(tried);
        QCOMPARE(tried->people, 6);
        QCOMPARE(tried->works, 4); // not the readers of German from Kiel and Bern
        email.translations[0].second.subject = "{{ gone";
        const auto broken = shop.templates().tryAll(email);
        QVERIFY(!broken);
        QCOMPARE(broken.error().arg("language"), std::string("de"));
    }

    void preflightTellsTheLanguage() {
        const Shop shop;
        PreflightRequest request;
        request.email = news();
        request.email.translations[0].second.html = std::string("<p>Neues aus {{ street }} heute</p>") + kFoot;
        request.rule = *SegmentService(*shop.session).fromText("email is not empty");
        const auto result = PreflightService(*shop.session).run(request);
        NEED(result);
        const PreflightReport &report = PreflightService::reportOf(**result);
        const auto gap = std::find_if(report.findings.begin(), report.findings.end(), [](const PreflightFinding &one) { return one.finding.id == "preflight.gap"; });
        QVERIFY(gap != report.findings.end());
        QCOMPARE(gap->finding.path, std::string("translations/de/html"));
        QCOMPARE(gap->finding.args.front().second, std::string("street"));
        QCOMPARE(gap->people, 2);
    }

    void aSendGivesEachTheirLanguage() {
        const Shop shop;
        const auto campaign = shop.draft(shop.keep(news()));
        NEED(campaign);
        NEED(shop.campaigns().arm(campaign->id));
        NEED(shop.campaigns().run(campaign->id));
        const auto sent = shop.subjects();
        QCOMPARE(sent.size(), 6);
        QCOMPARE(sent[QStringLiteral("en")], QStringLiteral("Hello Ada"));
        QCOMPARE(sent[QStringLiteral("de")], QStringLiteral("Hallo Bea"));
        QCOMPARE(sent[QStringLiteral("at")], QStringLiteral("Servus Cem"));
        QCOMPARE(sent[QStringLiteral("fr")], QStringLiteral("Hello Eve"));
    }

    void aCampaignSendsTheVariantItNames() {
        const Shop shop;
        const TemplateId id = shop.keep(news());
        const auto none = shop.draft(id, "C");
        NEED(none);
        QCOMPARE(shop.campaigns().arm(none->id).error().id, std::string("template.no_such_variant"));
        const auto campaign = shop.draft(id, "B");
        NEED(campaign);
        QCOMPARE(shop.campaigns().find(campaign->id)->campaign.variant, std::string("B"));
        QCOMPARE(shop.campaigns().preview(campaign->campaign)->subject, std::string("Only today, Ada"));
        NEED(shop.campaigns().arm(campaign->id));
        NEED(shop.campaigns().run(campaign->id));
        const auto sent = shop.subjects();
        QCOMPARE(sent[QStringLiteral("en")], QStringLiteral("Only today, Ada"));
        QCOMPARE(sent[QStringLiteral("de")], QStringLiteral("Hallo Bea")); // a translation comes before a variant
        QCOMPARE(sent[QStringLiteral("no")], QStringLiteral("Only today, Fay"));
        // An older program reads a campaign without a variant, and refuses one that it would send as another email.
        QCOMPARE(jsonInt(model::toJson(campaign->campaign), "audience_campaign"), 5);
        QCOMPARE(jsonInt(model::toJson(model::Campaign()), "audience_campaign"), 4);
        QCOMPARE(model::campaignFromJson(model::toJson(campaign->campaign))->variant, std::string("B"));
    }

    // A broken variant is no matter for who does not send it.
    void aVariantThatIsNotSentStopsNothing() {
        const Shop shop;
        model::EmailTemplate email = news();
        email.variants[0].second.subject = "{{ first_name";
        const TemplateId id = shop.keep(email);
        const auto sound = shop.draft(id), broken = shop.draft(id, "B");
        NEED(shop.campaigns().arm(sound->id));
        QVERIFY(!shop.campaigns().arm(broken->id));
    }

    void whatIsArmedStaysAsItWas() {
        const Shop shop;
        model::EmailTemplate email = news();
        email.html.clear();
        email.blocks = blocks();
        const auto german = withText({}, model::contentOf(email), "block:b/text", "Jetzt kaufen", "de");
        NEED(german);
        email.translations[0].second = *german;
        email.translations[0].second.subject = "Hallo {{ first_name }}";
        const TemplateId id = shop.keep(email);
        const auto campaign = shop.draft(id);
        NEED(campaign);
        NEED(shop.campaigns().arm(campaign->id));
        const auto before = shop.campaigns().preview(shop.campaigns().find(campaign->id)->campaign);
        NEED(before);
        QVERIFY(before->html.find("Shop now") != std::string::npos);
        // The author changes everything before the first email leaves.
        auto view = shop.templates().find(id);
        NEED(view);
        view->email.subject = "Changed";
        view->email.blocks = *model::setPartProperty(*view->email.blocks, "b", "text", "Changed");
        view->email.translations[0].second.subject = "Geaendert";
        view->email.translations.erase(view->email.translations.begin() + 1);
        NEED(shop.templates().save(*view));
        const auto after = shop.campaigns().preview(shop.campaigns().find(campaign->id)->campaign);
        NEED(after);
        QCOMPARE(after->html, before->html);
        NEED(shop.campaigns().run(campaign->id));
        const auto sent = shop.subjects();
        QCOMPARE(sent[QStringLiteral("en")], QStringLiteral("Hello Ada"));
        QCOMPARE(sent[QStringLiteral("de")], QStringLiteral("Hallo Bea"));
        QCOMPARE(sent[QStringLiteral("at")], QStringLiteral("Servus Cem"));
    }

    void textsBesideTheirTranslation() {
        model::EmailTemplate email = news();
        email.html.clear();
        email.blocks = blocks();
        email.translations.clear();
        const model::EmailContent own = model::contentOf(email);
        const auto texts = emailTexts(own, {});
        QStringList keys;
        for (const EmailText &one : texts)
            keys << QString::fromStdString(one.key) + (one.isMissing() ? QStringLiteral("!") : QString());
        QCOMPARE(keys.join(QLatin1Char(' ')), QStringLiteral("subject! block:h/content! block:b/text! block:b/href block:f/unsubscribe!"));
        auto german = withText({}, own, "subject", "Hallo", "de");
        QVERIFY(german && !german->blocks);
        german = withText(*german, own, "block:h/content", "Neues f\xc3\xbcr {{ first_name }}", "de");
        NEED(german);
        QCOMPARE(jsonText(german->blocks->page(), "language"), std::string("de"));
        QCOMPARE(emailTexts(own, *german).at(1).words, std::string("Neues f\xc3\xbcr {{ first_name }}"));
        QVERIFY(emailTexts(own, *german).at(2).isMissing());
        const auto arabic = withText({}, own, "block:b/text", "\xd8\xa7\xd8\xb4\xd8\xaa\xd8\xb1", "ar");
        QCOMPARE(jsonText(arabic->blocks->page(), "direction"), std::string("rtl"));
        // Without words of its own it is built like the email again.
        german = withText(*german, own, "block:h/content", "", "de");
        QVERIFY(german && !german->blocks && german->html.empty());
        QCOMPARE(withText({}, own, "block:zz/text", "x", "de").error().id, std::string("blocks.unknown_id"));
        QCOMPARE(withText({}, own, "nothing", "x", "de").error().id, std::string("blocks.unknown_id"));
        // A variant keeps its body, whatever it says.
        model::EmailContent b;
        b.blocks = email.blocks;
        b = *withText(b, own, "block:b/text", "Buy");
        b = *withText(b, own, "block:b/text", "");
        QVERIFY(b.blocks.has_value());
    }

    void translationsFollowTheEmail() {
        model::EmailTemplate before = news();
        before.blocks = blocks();
        before.translations[0].second = *withText({}, model::contentOf(before), "block:b/text", "Jetzt kaufen", "de");
        model::EmailTemplate after = before;
        after.blocks = *model::removePart(*after.blocks, "h");
        after = inStep(before, after);
        const auto &german = *after.translations[0].second.blocks;
        QVERIFY(!german.part("h"));
        QCOMPARE(jsonText(*german.part("b"), "text"), std::string("Jetzt kaufen"));
        QVERIFY(!after.translations[1].second.blocks);
        // Also where a program that knows nothing of it saves the template.
        const Shop shop;
        auto view = shop.templates().find(shop.keep(before));
        NEED(view);
        view->email.blocks = *model::setPartProperty(*view->email.blocks, "b", "fill", "#aa0000");
        const auto saved = shop.templates().save(*view);
        NEED(saved);
        QCOMPARE(jsonText(*saved->email.translations[0].second.blocks->part("b"), "fill"), std::string("#aa0000"));
        QVERIFY(saved->email.translations[0].second.html.find("Jetzt kaufen") != std::string::npos);
    }

    // Parts that are the same are compiled once, and a template without translations is made as fast as ever.
    void translationsCostWhoHasThemOnly() {
        const Shop shop;
        const auto people = People::load(*shop.session);
        NEED(people);
        model::EmailTemplate plain = news();
        plain.translations.clear();
        model::EmailTemplate many = plain;
        for (int i = 0; i < 40; ++i)
            many.translations.push_back({std::string(1, char('a' + i / 20)) + char('a' + i % 20), {}});
        const auto time = [&](const model::EmailTemplate &email) {
            const auto renderer = EmailRenderer::make(email, *people, Instant{}, "UTC");
            qint64 best = std::numeric_limits<qint64>::max();
            for (int round = 0; round < 5; ++round) {
                QElapsedTimer timer;
                timer.start();
                for (int i = 0; i < 2'000; ++i)
                    if (!(*renderer)->render(*people->first(), {}))
                        return qint64(-1);
                best = qMin(best, timer.nsecsElapsed());
            }
            return best;
        };
        const qint64 alone = time(plain), among = time(many);
        QVERIFY(alone > 0 && among > 0);
        qInfo("%lld us alone, %lld us with 40 translations, for 2,000 emails", alone / 1000, among / 1000);
        QVERIFY(among < alone * 2);
    }
};

AUDIENCE_TEST(TemplateLanguagesTest)
#include "template_languages_test.moc"
