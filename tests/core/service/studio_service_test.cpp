// Emails made of blocks in a workspace: their HTML follows the brand and the library, never what was sent; and whoever is
// killed while they follow leaves everything as it was or everything as it is to be.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/definition_store.h"
#include "service/email_renderer.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "service/template_import.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "workspace/definition_repository.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::service;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

#ifndef Q_MOC_RUN // which cannot read raw strings
namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

constexpr const char *kFooter = R"({"id":"f","kind":"footer","unsubscribe":"Leave","address":"{{ postal_address }}"})";

std::string words(const std::string &id, const std::string &said, const std::string &more = {}) {
    return R"({"id":")" + id + R"(","kind":"text",)" + (more.empty() ? "" : more + ",") + R"("content":[{"spans":[{"text":")" + said + R"("}]}]})";
}

model::BlockDocument documentOf(const std::string &blocks, const std::string &page = "{}") {
    model::Findings findings;
    const auto json = parseJson(R"({"audience_blocks":1,"page":)" + page + R"(,"sections":[{"id":"s","columns":[{"id":"c","blocks":[)" + blocks + "," + kFooter + "]}]}]}");
    auto document = json ? model::blockDocumentFromJson(*json, findings) : std::nullopt;
    if (!document)
        qFatal("%s", findings.empty() ? "no JSON" : (findings[0].id + findings[0].path).c_str());
    return *document;
}

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }
std::size_t count(const std::string &text, const std::string &part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++found;
    return found;
}

Session::Options optionsIn(const QTemporaryDir &folder) {
    Session::Options options;
    options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
    options.environment.rng = std::make_shared<SeededRng>(20261122);
    options.environment.actor = "tester";
    return options;
}

// A workspace with two people and everybody as a segment.
class Shop {
public:
    std::shared_ptr<Session> session;
    SegmentId everybody;

    Shop() {
        session = *Session::create(path(), optionsIn(m_folder));
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            qFatal("no file");
        csv.write("id,email,first_name,consent\n1,a@example.com,Ada,yes\n2,b@example.com,,yes\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "consent";
        if (!DataService(*session).importFile(import))
            qFatal("no people");
        SegmentView all;
        all.name = "Everybody";
        all.rule = *SegmentService(*session).fromText("email is not empty");
        everybody = SegmentService(*session).save(all)->id;
    }
    std::string path() const { return m_folder.filePath(QStringLiteral("shop.audience")).toStdString(); }
    Session::Options options() const { return optionsIn(m_folder); }
    void close() { session.reset(); }
    void open() { session = *Session::open(path(), options()); }

    TemplateService templates() const { return TemplateService(*session); }
    StudioService studio() const { return StudioService(*session); }
    Result<TemplateView> save(const std::string &name, const model::BlockDocument &document) const {
        TemplateView view;
        view.email.name = name;
        view.email.subject = "Hello";
        view.email.html = "<p>not what the blocks say</p>";
        view.email.blocks = document;
        return templates().save(view);
    }
    Result<SavedBlockView> saveBlock(const std::string &name, const std::string &part, bool isSection = false) const {
        SavedBlockView view;
        view.name = name;
        view.isSection = isSection;
        view.part = *parseJson(part);
        return studio().saveBlock(view);
    }
    CampaignId campaign(TemplateId email, const std::map<std::string, std::string> &utm = {}) const {
        CampaignView view;
        view.campaign.name = "Spring " + std::to_string(email.value);
        view.campaign.segment = everybody;
        view.campaign.emailTemplate = email;
        view.campaign.plan.utm = utm;
        const auto saved = CampaignService(*session).save(view);
        return saved ? saved->id : CampaignId{};
    }

private:
    QTemporaryDir m_folder;
};

model::BrandKit kitWith(const std::string &primary) {
    model::BrandKit kit = model::defaultBrandKit();
    kit.name = "Harbour Books";
    for (model::BrandColour &colour : kit.colours)
        if (colour.name == "primary")
            colour = {"primary", primary, ""};
    return kit;
}

std::string linkTo(std::int64_t id) { return R"("saved":{"id":")" + std::to_string(id) + R"(","linked":true})"; }
constexpr const char *kButton = R"({"id":"b","kind":"button","text":"Go","href":"https://example.com/a"})";

} // namespace
#endif

class StudioServiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void htmlIsWhatTheBlocksCompileTo();
    void onePreheaderReachesTheReader_data();
    void onePreheaderReachesTheReader();
    void theBrandIsFollowed();
    void linkedBlocksAreFollowed();
    void linkedSectionsKeepWhatIsTheirOwn();
    void templatesThatAChangeWouldBreakAreTold();
    void savedBlocksThatCannotBe();
    void aBadConditionIsNotSent();
    void linkParameters();
    void damagedTemplatesDoNotHideOthers();
    void filesOfAllKinds();
    void wordsForThoseWhoLackThem();
    void killedAnywhereLeavesAllOrNothing();
    void aThousandBlocksInAHundredTemplates();
};

#ifndef Q_MOC_RUN
void StudioServiceTest::htmlIsWhatTheBlocksCompileTo() {
    const Shop shop;
    const model::BlockDocument document = documentOf(words("t", "Good morning"), R"({"title":"Hi"})");
    auto saved = shop.save("News", document);
    NEED(saved);
    QVERIFY(has(saved->email.html, "Good morning") && !has(saved->email.html, "not what the blocks say"));
    QCOMPARE(saved->email.html, blockHtml(document, model::defaultBrandKit()).html);
    QVERIFY(has(saved->email.html, "lang=\"en\""));
    saved->email.language = "fr";
    saved->email.translations.emplace_back("de", model::EmailContent{"Hallo", {}, "x", {}, documentOf(words("t", "Guten Morgen"))});
    saved->email.variants.emplace_back("B", model::EmailContent{"Hey", {}, {}, {}, documentOf(words("t", "Morning"))});
    NEED(shop.templates().save(*saved));
    const auto found = shop.templates().findByName("News");
    NEED(found);
    QVERIFY(has(found->email.html, "lang=\"fr\""));
    QVERIFY(has(found->email.translations[0].second.html, "Guten Morgen") && has(found->email.translations[0].second.html, "lang=\"de\""));
    QVERIFY(has(found->email.variants[0].second.html, ">Morning"));
    // Whoever saves it as JSON gets the same.
    DefinitionStore store(*shop.session, "template");
    auto definition = store.find(found->id.value);
    NEED(definition);
    definition->body["html"] = "<p>by hand</p>";
    NEED(store.save(*definition));
    QCOMPARE(shop.templates().find(found->id)->email, found->email);
    // One by hand stays as it is.
    TemplateView plain;
    plain.email.name = "Plain";
    plain.email.html = "<P>As  written</P>";
    QCOMPARE(shop.templates().save(plain)->email.html, plain.email.html);
}

void StudioServiceTest::onePreheaderReachesTheReader_data() {
    QTest::addColumn<QByteArray>("ofEmail");
    QTest::addColumn<QByteArray>("ofPage");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("of the email") << QByteArray("Mail words") << QByteArray() << QByteArray("Mail words");
    QTest::newRow("of the page") << QByteArray() << QByteArray("Page <words>") << QByteArray("Page &lt;words&gt;");
    QTest::newRow("both") << QByteArray("Mail words") << QByteArray("Page words") << QByteArray("Mail words");
}

void StudioServiceTest::onePreheaderReachesTheReader() {
    QFETCH(const QByteArray, ofEmail);
    QFETCH(const QByteArray, ofPage);
    QFETCH(const QByteArray, shown);
    const Shop shop;
    TemplateView view;
    view.email.name = "News";
    view.email.subject = "News";
    view.email.preheader = ofEmail.toStdString();
    view.email.blocks = documentOf(words("t", "Body"), "{\"preheader\":\"" + ofPage.toStdString() + "\"}");
    const auto saved = shop.templates().save(view);
    NEED(saved);
    const auto preview = shop.templates().preview(saved->email);
    NEED(preview);
    QCOMPARE(QByteArray::fromStdString(preview->preheader), shown);
    QCOMPARE(count(preview->html, "words"), std::size_t(shown.isEmpty() ? 0 : 1));
    QCOMPARE(*saved->email.blocks == *view.email.blocks, true); // nothing of it is lost
}

void StudioServiceTest::theBrandIsFollowed() {
    const Shop shop;
    const auto first = shop.save("First", documentOf(kButton)), second = shop.save("Second", documentOf(words("t", "No button", R"("color":"#123456")")));
    NEED(first);
    NEED(second);
    TemplateView plain;
    plain.email.name = "Plain";
    plain.email.html = "<p>By hand</p>";
    NEED(shop.templates().save(plain));
    auto brand = shop.studio().brand();
    NEED(brand);
    QVERIFY(brand->revision == 0 && brand->kit == model::defaultBrandKit());
    const CampaignId armed = shop.campaign(first->id);
    NEED(CampaignService(*shop.session).schedule(armed, shop.session->now() + std::chrono::hours(5), "UTC"));

    brand->kit = kitWith("#ab12cd");
    Recompiled made;
    const auto saved = shop.studio().saveBrand(*brand, &made);
    NEED(saved);
    QVERIFY(saved->revision == 1 && saved->id > 0 && shop.studio().brand()->kit == brand->kit);
    QCOMPARE(made.templates, std::vector<std::string>{"First"}); // the other comes out the same
    QVERIFY(has(shop.templates().find(first->id)->email.html, "#ab12cd"));
    QCOMPARE(shop.templates().find(first->id)->revision, std::int64_t(2));
    QCOMPARE(shop.templates().find(second->id)->revision, std::int64_t(1));
    QCOMPARE(*shop.studio().brandUsers(), (std::vector<std::string>{"First", "Second"}));
    // What was armed is sent as it was.
    const auto preview = CampaignService(*shop.session).preview(CampaignService(*shop.session).find(armed)->campaign);
    NEED(preview);
    QVERIFY(!has(preview->html, "#ab12cd"));
    // On top of an old one, or as a second one: refused, and nothing changes.
    QCOMPARE(shop.studio().saveBrand(*brand).error().id, std::string("definition.stale"));
    BrandView stale = *saved;
    stale.revision = 0;
    stale.kit = kitWith("#000001");
    QCOMPARE(shop.studio().saveBrand(stale).error().id, std::string("definition.stale"));
    QCOMPARE(shop.templates().find(first->id)->revision, std::int64_t(2));
    stale = *saved;
    stale.kit.colours.push_back({"loud", "red", ""});
    QCOMPARE(shop.studio().saveBrand(stale).error().id, std::string("blocks.bad_colour"));
    // One that a newer version has saved is said to be newer, and can be replaced.
    NEED(DefinitionRepository(shop.session->workspace()).save({DefinitionKind::Brand, saved->id, "Brand", saved->revision, Json{{"audience_brand", 99}}, {}}));
    QCOMPARE(shop.studio().brand().error().id, std::string("blocks.newer_version"));
    BrandView again;
    again.kit = kitWith("#0c0c0c");
    NEED(shop.studio().saveBrand(again));
    QVERIFY(has(shop.templates().find(first->id)->email.html, "#0c0c0c"));
    QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
}

void StudioServiceTest::linkedBlocksAreFollowed() {
    const Shop shop;
    auto hello = shop.saveBlock("Hello", words("x", "Welcome in"));
    NEED(hello);
    const std::string linked = words("mine", "Welcome in", linkTo(hello->id) + R"(,"when":"vip")"), copied = words("copy", "Welcome in", R"("saved":{"id":")" + std::to_string(hello->id) + R"("})");
    const auto follows = shop.save("Follows", documentOf(linked)), stays = shop.save("Stays", documentOf(copied));
    NEED(follows);
    NEED(stays);
    QCOMPARE(shop.studio().savedBlocks()->front().usedBy, std::vector<std::string>{"Follows"});
    QCOMPARE(shop.studio().savedBlocks()->front().usedIn, 1);
    const model::BlockDocument before = *follows->email.blocks;
    hello->part = *parseJson(words("x", "Come in"));
    Recompiled made;
    hello = shop.studio().saveBlock(*hello, &made);
    NEED(hello);
    QCOMPARE(made.templates, std::vector<std::string>{"Follows"});
    QCOMPARE(hello->usedIn, 1);
    const auto now = shop.templates().find(follows->id);
    NEED(now);
    QVERIFY(has(now->email.html, "Come in") && !has(now->email.html, "Welcome in"));
    QVERIFY(has(now->email.html, "{% if vip %}")); // its condition is its own
    const Json *part = now->email.blocks->part("mine");
    QVERIFY(part && jsonText(*part, "when") == "vip" && jsonText(*jsonMember(*part, "saved"), "id") == std::to_string(hello->id));
    QVERIFY(has(shop.templates().find(stays->id)->email.html, "Welcome in"));
    // The same again changes nothing; in a new email the linked part comes up to date.
    NEED(shop.studio().saveBlock(*hello, &made));
    QVERIFY(made.templates.empty());
    QVERIFY(has(shop.save("Late", before)->email.html, "Come in"));
    // Removed, it stays where it is; back again, it is followed again.
    NEED(shop.studio().removeBlock(hello->id));
    QVERIFY(shop.studio().savedBlocks()->empty());
    QVERIFY(has(shop.save("Later", *now->email.blocks)->email.html, "Come in"));
    auto back = shop.studio().restoreBlock(hello->id);
    NEED(back);
    QCOMPARE(back->usedBy, (std::vector<std::string>{"Follows", "Late", "Later"}));
    back->part = *parseJson(words("x", "Step in"));
    NEED(shop.studio().saveBlock(*back, &made));
    QCOMPARE(made.templates.size(), std::size_t(3));
}

void StudioServiceTest::linkedSectionsKeepWhatIsTheirOwn() {
    const Shop shop;
    auto inner = shop.saveBlock("Slogan", words("i", "Slow tea"));
    NEED(inner);
    auto outer = shop.saveBlock("Top", R"({"id":"s","columns":[{"id":"c","blocks":[)" + words("i", "Slow tea", linkTo(inner->id)) + "," + words("j", "One") + "]}]}", true);
    NEED(outer);
    Json section = outer->part;
    section["id"] = "top";
    section["saved"] = Json{{"id", std::to_string(outer->id)}, {"linked", true}};
    section["locked"] = true;
    auto document = model::insertSection(documentOf(words("t", "Body")), 0, section);
    NEED(document);
    const auto view = shop.save("News", *document);
    NEED(view);
    QVERIFY(*view->email.blocks == *document); // up to date: not touched
    // A block inside the linked section is linked itself, and followed too.
    inner->part = *parseJson(words("i", "Slower tea"));
    Recompiled made;
    NEED(shop.studio().saveBlock(*inner, &made));
    QCOMPARE(made.templates, std::vector<std::string>{"News"});
    auto now = shop.templates().find(view->id);
    NEED(now);
    QVERIFY(has(now->email.html, "Slower tea"));
    const Json *kept = now->email.blocks->part("top");
    QVERIFY(kept && jsonBool(*kept, "locked"));
    // More inside: ids stay with their places, new ones are free, nothing is twice.
    outer->part["columns"][0]["blocks"].push_back(*parseJson(words("t", "Two")));
    NEED(shop.studio().saveBlock(*outer, &made));
    QCOMPARE(made.templates, std::vector<std::string>{"News"});
    now = shop.templates().find(view->id);
    QVERIFY(has(now->email.html, "Slower tea") && has(now->email.html, ">Two") && has(now->email.html, "Body"));
    const Json &before = view->email.blocks->part("top")->at("columns")[0], &after = now->email.blocks->part("top")->at("columns")[0];
    QCOMPARE(jsonText(after, "id"), jsonText(before, "id"));
    QCOMPARE(jsonText(after.at("blocks")[1], "id"), jsonText(before.at("blocks")[1], "id"));
    QCOMPARE(after.at("blocks").size(), std::size_t(3));
    QCOMPARE(shop.studio().saveBlock(*outer).error().id, std::string("definition.stale"));
}

// A section of one block stands two hundred times in one email: with 26 blocks there would be more than an email may have.
void StudioServiceTest::templatesThatAChangeWouldBreakAreTold() {
    const Shop shop;
    auto top = shop.saveBlock("Top", R"({"id":"s","columns":[{"id":"c","blocks":[)" + words("i", "One") + "]}]}", true);
    NEED(top);
    const auto linked = [&](int number) {
        const std::string n = std::to_string(number);
        return R"({"id":"s)" + n + "\"," + linkTo(top->id) + R"(,"columns":[{"id":"c)" + n + R"(","blocks":[)" + words("b" + n, "One") + "]}]}";
    };
    const auto emailOf = [&](int sections) {
        std::string json = R"({"audience_blocks":1,"page":{},"sections":[)";
        for (int i = 0; i < sections; ++i)
            json += (i > 0 ? "," : "") + linked(i);
        model::Findings findings;
        return model::blockDocumentFromJson(*parseJson(json + "]}"), findings);
    };
    const auto full = shop.save("Full", *emailOf(200)), small = shop.save("Small", *emailOf(2));
    NEED(full);
    NEED(small);
    NEED(DefinitionRepository(shop.session->workspace()).save({DefinitionKind::Template, 0, "Damaged", 0, Json{{"audience_template", 1}, {"blocks", 7}}, {}}));
    for (int i = 0; i < 25; ++i)
        top->part["columns"][0]["blocks"].push_back(*parseJson(words("x" + std::to_string(i), "More")));
    Recompiled made;
    NEED(shop.studio().saveBlock(*top, &made));
    QCOMPARE(made.templates, std::vector<std::string>{"Small"});
    QCOMPARE(made.left.size(), std::size_t(2));
    QCOMPARE(made.left[0].name, std::string("Damaged"));
    QCOMPARE(made.left[1].name, std::string("Full"));
    QCOMPARE(made.left[1].error.id, std::string("blocks.too_many"));
    QVERIFY(shop.templates().find(full->id)->email == full->email);
    QVERIFY(has(shop.templates().find(small->id)->email.html, "More"));
}

void StudioServiceTest::savedBlocksThatCannotBe() {
    const Shop shop;
    QCOMPARE(shop.saveBlock("", words("x", "a")).error().id, std::string("definition.no_name"));
    QCOMPARE(shop.saveBlock("Bad", R"({"kind":"text","color":"red"})").error().id, std::string("blocks.bad_colour"));
    QCOMPARE(shop.saveBlock("Bad", "[]").error().id, std::string("blocks.wrong_type"));
    QCOMPARE(shop.saveBlock("Bad", words("x", "a"), true).error().id, std::string("blocks.missing"));
    NEED(shop.saveBlock("Hello", words("x", "a")));
    QCOMPARE(shop.saveBlock("hello", words("x", "a")).error().id, std::string("definition.name_taken"));
    const BlockHtml shown = savedBlockHtml(*parseJson(words("x", "Shown", R"("when":"vip")")), false, model::defaultBrandKit());
    QVERIFY(has(shown.html, "Shown") && shown.findings.empty());
    const BlockHtml none = savedBlockHtml(Json(7), false, model::defaultBrandKit());
    QVERIFY(none.html.empty() && none.findings.size() == 1 && none.findings[0].isError);
}

void StudioServiceTest::aBadConditionIsNotSent() {
    const Shop shop;
    const auto saved = shop.save("News", documentOf(words("t", "For few", R"("when":"|")")));
    NEED(saved); // nothing is lost
    const auto findings = shop.templates().check(saved->email);
    const auto bad = std::find_if(findings.begin(), findings.end(), [](const FindingView &one) { return one.id == "blocks.bad_condition"; });
    QVERIFY(bad != findings.end() && bad->isError);
    QCOMPARE(bad->path, std::string("blocks/sections/0/columns/0/blocks/0/when"));
    const CampaignId id = shop.campaign(saved->id);
    const auto armed = CampaignService(*shop.session).arm(id);
    QVERIFY(!armed);
    QCOMPARE(armed.error().id, std::string("blocks.bad_condition"));
    // In a translation, too.
    TemplateView view = *shop.save("Other", documentOf(words("t", "For all")));
    view.email.translations.emplace_back("de", model::EmailContent{{}, {}, {}, {}, documentOf(words("t", "Wenige", R"("when":"|")"))});
    const auto other = shop.templates().check(view.email);
    QVERIFY(std::any_of(other.begin(), other.end(), [](const FindingView &one) { return one.isError && one.path == "translations/de/blocks/sections/0/columns/0/blocks/0/when"; }));
    const auto fine = shop.save("Fine", documentOf(words("t", "For few", R"("when":"first_name")")));
    NEED(fine);
    NEED(CampaignService(*shop.session).arm(shop.campaign(fine->id)));
}

void StudioServiceTest::linkParameters() {
    const Shop shop;
    TemplateView view;
    view.email.name = "News";
    view.email.subject = "News";
    view.email.blocks = documentOf(kButton);
    view.email.linkQuery = {{"utm_source", "studio"}, {"utm_campaign", "{{ campaign_name }}"}};
    const auto saved = shop.templates().save(view);
    NEED(saved);
    QVERIFY(has(shop.templates().preview(saved->email)->text, "https://example.com/a?utm_campaign=Preview&utm_source=studio"));
    CampaignService campaigns(*shop.session);
    const auto ofTemplate = campaigns.preview(campaigns.find(shop.campaign(saved->id))->campaign);
    NEED(ofTemplate);
    QVERIFY2(has(ofTemplate->text, "https://example.com/a?utm_campaign=Spring%20" + std::to_string(saved->id.value) + "&utm_source=studio"), ofTemplate->text.c_str());
    CampaignView other;
    other.campaign = campaigns.list()->front().campaign;
    other.campaign.name = "Own";
    other.campaign.plan.utm = {{"utm_source", "own"}};
    const auto ofCampaign = campaigns.preview(other.campaign);
    NEED(ofCampaign);
    QVERIFY2(has(ofCampaign->text, "https://example.com/a?utm_source=own") && !has(ofCampaign->text, "utm_campaign"), ofCampaign->text.c_str());
    view.email.name = "Bad";
    view.email.linkQuery = {{"source", "x"}};
    QCOMPARE(shop.templates().save(view).error().id, std::string("campaign.bad_utm"));
    view.email.linkQuery = {{"utm_source", "{{ nobody_has_it }}"}};
    const auto findings = shop.templates().check(view.email);
    QVERIFY(std::any_of(findings.begin(), findings.end(), [](const FindingView &one) { return one.path == "utm_source"; }));
}

void StudioServiceTest::damagedTemplatesDoNotHideOthers() {
    const Shop shop;
    const auto good = shop.save("Good", documentOf(words("t", "Fine"))), bad = shop.save("Bad", documentOf(words("t", "Broken soon")));
    NEED(good);
    NEED(bad);
    DefinitionRepository definitions(shop.session->workspace());
    auto stored = definitions.find(DefinitionKind::Template, bad->id.value);
    NEED(stored);
    stored->body["blocks"]["sections"][0]["columns"] = "gone";
    NEED(definitions.save(*stored));
    std::vector<DamagedTemplate> damaged;
    const auto all = shop.templates().list(&damaged);
    NEED(all);
    QCOMPARE(all->size(), std::size_t(1));
    QCOMPARE(damaged.size(), std::size_t(1));
    QCOMPARE(damaged[0].name, std::string("Bad"));
    QCOMPARE(damaged[0].error.id, std::string("template.damaged"));
    QCOMPARE(std::string(damaged[0].error.arg("reason")), std::string("blocks.wrong_type"));
    QCOMPARE(std::string(damaged[0].error.arg("path")), std::string("/blocks/sections/0/columns"));
    QCOMPARE(shop.templates().find(bad->id).error().id, std::string("template.damaged"));
    // The brand goes on, and leaves it alone.
    BrandView brand;
    brand.kit = kitWith("#ab12cd");
    NEED(shop.studio().saveBrand(brand));
    QCOMPARE(definitions.find(DefinitionKind::Template, bad->id.value)->revision, std::int64_t(2));
    // It can be given another name, but nothing that cannot be read is stored anew.
    DefinitionStore store(*shop.session, "template");
    NEED(store.rename(bad->id.value, "Very bad"));
    NEED(store.rename(bad->id.value, "Bad"));
    auto definition = store.find(good->id.value);
    NEED(definition);
    definition->body["language"] = "d";
    QCOMPARE(store.save(*definition).error().id, std::string("template.bad_language"));
    definition->body["language"] = "de";
    definition->body["link_query"] = Json{{"source", "x"}};
    QCOMPARE(store.save(*definition).error().id, std::string("campaign.bad_utm"));
    // The next one under its name takes its place.
    auto again = shop.templates().forName("bad");
    NEED(again);
    QCOMPARE(again->id, bad->id);
    again->email.blocks = documentOf(words("t", "Whole again"));
    NEED(shop.templates().save(*again));
    QCOMPARE(shop.templates().list()->size(), std::size_t(2));
    QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
}

void StudioServiceTest::filesOfAllKinds() {
    const Shop shop;
    TemplateView view = *shop.save("News", documentOf(words("t", "Read me"), R"({"title":"Hi"})"));
    view.email.preheader = "Soon over";
    view = *shop.templates().save(view);
    const auto blocks = writtenTemplate(view.email, TemplateFormat::Blocks, false), whole = writtenTemplate(view.email, TemplateFormat::Json, false);
    NEED(blocks);
    NEED(whole);
    const auto mjml = templateMjml(*shop.session, view.email);
    NEED(mjml);
    QVERIFY(has(mjml->mjml, "Read me") && has(mjml->mjml, "Soon over"));
    const auto fromBlocks = readTemplateFile(shop.session.get(), *blocks, "a.json", {}, {});
    NEED(fromBlocks);
    QVERIFY(fromBlocks->format == TemplateFormat::Blocks && *fromBlocks->email.blocks == *view.email.blocks && fromBlocks->email.subject == "Hi");
    const auto fromJson = readTemplateFile(shop.session.get(), *whole, "-", {}, {});
    NEED(fromJson);
    QVERIFY(fromJson->format == TemplateFormat::Json && fromJson->email == view.email);
    const auto fromMjml = readTemplateFile(nullptr, mjml->mjml, "-", {}, {});
    NEED(fromMjml);
    QVERIFY(fromMjml->format == TemplateFormat::Mjml && has(fromMjml->email.html, "Read me"));
    QVERIFY(fromMjml->email.preheader == "Soon over" && jsonText(fromMjml->email.blocks->page(), "preheader").empty());
    const auto html = readTemplateFile(shop.session.get(), "{{ first_name }} <p>Hello</p>", "a.html", {}, {});
    NEED(html);
    QVERIFY(html->format == TemplateFormat::Html && !html->email.blocks);
    QCOMPARE(readTemplateFile(nullptr, "{\"a\": 1}", "a.json", {}, {}).error().id, std::string("template.not_a_file"));
    QCOMPARE(readTemplateFile(nullptr, "[]", "a.json", {}, {}).error().id, std::string("template.not_a_file"));
    QCOMPARE(readTemplateFile(nullptr, "{", "a.json", {}, {}).error().id, std::string("json.syntax"));
    QCOMPARE(readTemplateFile(nullptr, "<mjml><mj-body>", "a.mjml", {}, {}).error().id, std::string("blocks.mjml_syntax"));
    QCOMPARE(readTemplateFile(nullptr, R"({"audience_blocks":1,"page":{},"sections":[{}]})", "a", {}, {}).error().id, std::string("blocks.missing"));
    QCOMPARE(templateMjml(*shop.session, html->email).error().id, std::string("template.no_blocks"));
    QCOMPARE(writtenTemplate(html->email, TemplateFormat::Blocks, false).error().id, std::string("template.no_blocks"));
}

void StudioServiceTest::wordsForThoseWhoLackThem() {
    const Shop shop;
    TemplateView view = *shop.save("News", documentOf(R"({"id":"t","kind":"text","content":[{"spans":[{"liquid":"{{ first_name }}"}]}]})"));
    view.email = TemplateService::withFallback(view.email, "first_name", "friend");
    view = *shop.templates().save(view);
    QVERIFY(has(view.email.html, "{{ first_name | default: \"friend\" }}"));
    QVERIFY(has(dumpJson(view.email.blocks->json()), "default: \\\"friend\\\""));
    QVERIFY(has(shop.templates().preview(view.email, "2")->text, "friend"));
}

void StudioServiceTest::killedAnywhereLeavesAllOrNothing() {
#ifndef Q_OS_UNIX
    QSKIP("needs fork");
#else
    static int visitsLeft;
    constexpr int kTemplates = 6;
    int kills = 0;
    for (int n = 1;; ++n) {
        Shop shop;
        for (int i = 0; i < kTemplates; ++i)
            NEED(shop.save("News " + std::to_string(i), documentOf(kButton)));
        shop.close();
        const pid_t child = fork();
        if (child == 0) {
            const Session::Options options = shop.options();
            for (int i = 0; i < 1000; ++i) // not the numbers that this process draws later
                (void)options.environment.rng->next();
            const auto session = Session::open(shop.path(), options);
            visitsLeft = n;
            g_faultHook = [](const char *) {
                if (--visitsLeft == 0)
                    raise(SIGKILL);
            };
            BrandView brand;
            brand.kit = kitWith("#ab12cd");
            _exit(session && StudioService(**session).saveBrand(brand) ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        shop.open();
        const auto all = shop.templates().list();
        NEED(all);
        const auto renewed = std::count_if(all->begin(), all->end(), [](const TemplateView &one) { return has(one.email.html, "#ab12cd"); });
        const auto brand = shop.studio().brand();
        NEED(brand);
        QVERIFY2(renewed == (brand->revision > 0 ? kTemplates : 0), (std::to_string(n) + ": " + std::to_string(renewed) + " renewed").c_str());
        QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
        if (WIFEXITED(status)) {
            QCOMPARE(WEXITSTATUS(status), 0);
            QCOMPARE(renewed, std::ptrdiff_t(kTemplates));
            QVERIFY(kills > kTemplates);
            return;
        }
        ++kills;
        if (brand->revision == 0) { // what was cut short can be done again
            BrandView again = *brand;
            again.kit = kitWith("#ab12cd");
            Recompiled made;
            NEED(shop.studio().saveBrand(again, &made));
            QCOMPARE(made.templates.size(), std::size_t(kTemplates));
        }
    }
#endif
}

void StudioServiceTest::aThousandBlocksInAHundredTemplates() {
    const Shop shop;
    std::string blocks = kButton;
    for (int i = 0; i < 9; ++i)
        blocks += "," + words("w" + std::to_string(i), "Some words that are read");
    const model::BlockDocument document = documentOf(blocks);
    for (int i = 0; i < 100; ++i)
        NEED(shop.save("News " + std::to_string(i), document));
    BrandView brand;
    brand.kit = kitWith("#ab12cd");
    Recompiled made;
    QElapsedTimer clock;
    clock.start();
    NEED(shop.studio().saveBrand(brand, &made));
    qInfo("100 templates anew in %lld ms", static_cast<long long>(clock.elapsed()));
    QCOMPARE(made.templates.size(), std::size_t(100));
    QVERIFY(clock.elapsed() < 10'000);
}
#endif

AUDIENCE_TEST(StudioServiceTest)
#include "studio_service_test.moc"
