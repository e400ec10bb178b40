// Pictures of the workspace in emails: kept once, named where they are used, shown without a network, and found by
// everybody before anything is sent.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "corner_place.h"
#include "service/asset_files.h"
#include "service/asset_service.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/corner_images.h"
#include "service/picture_files.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "support/raw_server.h"
#include "ui/pictures/picture_codec.h"
#endif
#include "support/pictures.h"
#include "support/test_main.h"

#include <QDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

std::string tea() { return fileOf(photo(500, 300), "jpg"); }
std::string logo() { return fileOf(drawing(120, 60), "png"); }

std::string imageTag(const std::string &address) { return "<img alt=\"\" width=\"300\" src=\"" + address + "\">"; }

std::string letter(const std::string &inside) {
    return inside + "<p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
}

Result<AssetView> add(Place &p, const std::string &bytes, const char *name, const char *alt = "") {
    return AssetService(*p.session).add(bytes, {name, alt, 600}, &ui::pictureCodec());
}

Result<TemplateView> save(Place &p, const char *name, const std::string &html) {
    TemplateView view;
    view.email.name = name;
    view.email.subject = "News";
    view.email.html = html;
    return TemplateService(*p.session).save(view);
}

Result<CampaignView> draft(Place &p, TemplateId email, const char *name = "Spring") {
    p.signUp("email=ada%40example.com");
    p.confirm("ada@example.com");
    TRY(p.attend());
    SegmentView everybody;
    everybody.name = std::string("Everybody for ") + name;
    TRY_ASSIGN(everybody.rule, SegmentService(*p.session).fromText("email is not empty"));
    TRY_ASSIGN(const SegmentView segment, SegmentService(*p.session).save(everybody));
    CampaignView view;
    view.campaign.name = name;
    view.campaign.segment = segment.id;
    view.campaign.emailTemplate = email;
    view.campaign.connection = "shop";
    view.campaign.topics = {"offers"};
    return CampaignService(*p.session).save(view);
}

model::EmailTemplate emailWith(const std::string &html) {
    model::EmailTemplate email;
    email.name = "news";
    email.subject = "News";
    email.html = html;
    return email;
}

// An address of one's own, as a server on this computer; setOwnPlace() takes only public ones.
bool useOwn(Place &p, const std::string &base, const std::string &folder = {}) {
    return p.session->workspace().setSetting("picture_address", Json{{"base", base}, {"folder", folder}}).has_value();
}

} // namespace

class AssetLibraryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameContentIsKeptOnce() {
        Place p("", Place::NoCorner);
        AssetService assets(*p.session);
        const auto first = add(p, tea(), "Green tea.jpeg", " A cup of tea ");
        NEED(first);
        QCOMPARE(first->name, std::string("Green tea.jpg"));
        QCOMPARE(first->alt, std::string("A cup of tea"));
        QCOMPARE(first->reference(), "asset:" + first->hash + "/green-tea.jpg");
        QCOMPARE(first->fileName(), first->hash + ".jpg");
        const auto again = add(p, tea(), "other name.jpg");
        NEED(again);
        QCOMPARE(again->hash, first->hash);
        QCOMPARE(again->name, first->name);
        QCOMPARE(assets.list()->size(), std::size_t(1));
        NEED(assets.rename(first->hash, "  Tea for\ntwo  "));
        QCOMPARE(assets.find(first->hash)->name, std::string("Tea for two"));
        QCOMPARE(errorOf(assets.rename(first->hash, " \n ")), std::string("asset.no_name"));
        NEED(assets.describe(first->hash, "Two cups"));
        QCOMPARE(assets.find("tea FOR two")->alt, std::string("Two cups"));
        QCOMPARE(assets.find("asset:" + first->hash + "/whatever.jpg")->hash, first->hash);
        QCOMPARE(errorOf(assets.find("nothing")), std::string("asset.not_found"));
        NEED(add(p, logo(), "Tea for two"));
        NEED(assets.rename(assets.list()->back().hash, "Tea for two"));
        NEED(assets.rename(assets.list()->front().hash, "Tea for two"));
        QCOMPARE(errorOf(assets.find("Tea for two")), std::string("asset.several"));
    }

    void namesOfAllKinds_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("ending");
        QTest::newRow("no letters") << QStringLiteral("图片") << QStringLiteral("/picture.png");
        QTest::newRow("a path") << QStringLiteral("../../etc/passwd") << QStringLiteral("/etc-passwd.png");
        QTest::newRow("a tag") << QStringLiteral("\"><script>.png") << QStringLiteral("/script.png");
        QTest::newRow("long") << QString(500, QLatin1Char('a')) << QLatin1Char('/') + QString(60, QLatin1Char('a')) + QStringLiteral(".png");
    }
    void namesOfAllKinds() {
        QFETCH(const QString, name);
        QFETCH(const QString, ending);
        Place p("", Place::NoCorner);
        const auto added = add(p, logo(), name.toUtf8().constData());
        NEED(added);
        QVERIFY2(added->reference() == "asset:" + added->hash + ending.toStdString(), added->reference().c_str());
        QCOMPARE(assetHash(added->reference()).value_or(""), added->hash);
        QVERIFY(added->name.size() <= 130);
    }

    void whatIsNoReference() {
        for (const char *address : {"asset:", "asset:xyz", "asset:0123456789abcdef0123456789abcdeg", "https://x/asset:0123456789abcdef0123456789abcdef",
                                    "asset:0123456789abcdef0123456789abcdef0", "asset:0123456789abcdef0123456789abcdef?x"})
            QVERIFY2(!assetHash(address), address);
        QVERIFY(assetHash("asset:0123456789abcdef0123456789abcdef"));
        QCOMPARE(assetHash("ASSET:0123456789ABCDEF0123456789abcdef/a.png").value_or(""), std::string("0123456789abcdef0123456789abcdef"));
    }

    void removedWhileUsedByNothing() {
        Place p("", Place::NoCorner);
        AssetService assets(*p.session);
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        const auto email = save(p, "Welcome", letter(imageTag(picture->reference())));
        NEED(email);
        const auto used = assets.find(picture->hash);
        NEED(used);
        QCOMPARE(used->usedIn.size(), std::size_t(1));
        QCOMPARE(used->usedIn.front(), (AssetUse{"template", email->id.value, "Welcome"}));
        const auto refused = assets.remove(picture->hash);
        QCOMPARE(errorOf(refused), std::string("asset.in_use"));
        QCOMPARE(std::string(refused.error().arg("names")), std::string("\"Welcome\""));
        // Only a version names it now: it can go, and the version still shows it.
        TemplateView without = *email;
        without.email.html = letter("<p>Words alone</p>");
        NEED(TemplateService(*p.session).save(without));
        NEED(assets.remove(picture->hash));
        QVERIFY(assets.list()->empty());
        QCOMPARE(assets.list(true)->size(), std::size_t(1));
        NEED(assets.bytesOf(picture->hash));
        NEED(assets.restore(picture->hash));
        QCOMPARE(assets.list()->size(), std::size_t(1));
        NEED(assets.remove(picture->hash));
        NEED(add(p, tea(), "Tea again.jpg")); // the same content brings it back
        QCOMPARE(assets.list()->size(), std::size_t(1));
    }

    // Thirty days on, what no version names is gone and what one names is not.
    void longRemovedOnesGo() {
        Place p("", Place::NoCorner);
        AssetService assets(*p.session);
        const auto shown = add(p, tea(), "Tea.jpg"), forgotten = add(p, logo(), "Logo.png"), last = add(p, fileOf(drawing(50, 50, qRgb(1, 2, 3)), "png"), "Last.png");
        NEED(shown);
        NEED(forgotten);
        NEED(last);
        const auto email = save(p, "Welcome", letter(imageTag(shown->reference())));
        NEED(email);
        TemplateView without = *email;
        without.email.html = letter("<p>Words alone</p>");
        NEED(TemplateService(*p.session).save(without));
        NEED(assets.remove(shown->hash));
        NEED(assets.remove(forgotten->hash));
        p.clock->ahead = std::chrono::hours(31 * 24);
        NEED(assets.remove(last->hash));
        QCOMPARE(errorOf(assets.bytesOf(forgotten->hash)), std::string("asset.not_found"));
        NEED(assets.bytesOf(shown->hash));
        NEED(assets.restore(last->hash));
    }

    void previewsShowThemWithoutANetwork() {
        Place p;
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        const auto email = emailWith(letter(imageTag(picture->reference()) + "<td background=\"" + picture->reference() + "\" style=\"background:url(" +
                                            picture->reference() + ")\">" + imageTag("asset:00000000000000000000000000000000/x.png")));
        const auto preview = TemplateService(*p.session).preview(email);
        NEED(preview);
        QVERIFY2(preview->html.find("src=\"data:image/jpeg;base64,") != std::string::npos, preview->html.substr(0, 400).c_str());
        QVERIFY(preview->html.find("asset:") == std::string::npos); // what is not there shows as missing
        QVERIFY(preview->bytes < 2000); // what is measured is what is sent
        const auto anybody = TemplateService(*p.session).forAnybody(email);
        NEED(anybody);
        QVERIFY(anybody->find("data:image/jpeg") != std::string::npos);
        QCOMPARE(withPicturesInside(*p.session, "<p>asset: none</p>").value_or(""), std::string("<p>asset: none</p>"));
    }

    // A web view takes two megabytes: many large pictures are shown as their small copies.
    void manyLargePicturesStayBelowTheLimit() {
        Place p("", Place::NoCorner);
        std::string html;
        std::size_t all = 0;
        for (unsigned i = 1; i <= 6; ++i) {
            const auto picture = add(p, fileOf(photo(1200, 900, i), "jpg", 95), ("Photo " + std::to_string(i)).c_str());
            NEED(picture);
            all += static_cast<std::size_t>(picture->bytes) * 2;
            html += imageTag(picture->reference()) + imageTag(picture->reference());
        }
        QVERIFY2(all * 4 / 3 > 1'300'000, std::to_string(all).c_str());
        const auto inside = withPicturesInside(*p.session, html);
        NEED(inside);
        QVERIFY2(inside->size() < 1'800'000, std::to_string(inside->size()).c_str());
        QVERIFY(inside->find("asset:") == std::string::npos);
        const auto beside = withPicturesBeside(*p.session, html, "pictures");
        NEED(beside);
        QCOMPARE(beside->files.size(), std::size_t(6));
        QVERIFY(beside->text.find("src=\"pictures/" + beside->files.begin()->first + '"') != std::string::npos);
    }

    void nothingIsSentThatNobodyCouldSee() {
        Place p("id,email\n1,ada@example.com\n", Place::NoCorner);
        const auto picture = add(p, tea(), "Green tea.jpg");
        NEED(picture);
        const auto email = emailWith(letter(imageTag(picture->reference())));
        const auto checked = checkImages(*p.session, email);
        QCOMPARE(errorOf(checked), std::string("corner.image_not_public"));
        QCOMPARE(std::string(checked.error().arg("image")), std::string("green-tea.jpg"));
        QCOMPARE(errorOf(TemplateService(*p.session).sendTest(email, {}, "me@example.com", "shop")), std::string("corner.image_not_public"));
        QCOMPARE(p.ses.sendCount(), 0);
        QCOMPARE(errorOf(checkImages(*p.session, emailWith(imageTag("asset:00000000000000000000000000000000/x.png")))), std::string("asset.gone"));
        // Practice reaches nobody, so it goes on.
        NEED(TemplateService(*p.session).sendTest(email, {}, "me@example.com", "practice"));
    }

    void addressesThatAreNotForEverybody_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *address, const char *error) { QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(error); };
        row("https://cdn.example.org/a.png", "");
        row("https://cdn.example.org:8443/a.png?x=1", "");
        row("HTTPS://93.184.216.34/a.png", "");
        row("http://cdn.example.org/a.png", "corner.image_not_https");
        row("https://localhost/a.png", "corner.image_not_public");
        row("https://intranet/a.png", "corner.image_not_public");
        row("https://nas.local/a.png", "corner.image_not_public");
        row("https://192.168.1.4/a.png", "corner.image_not_public");
        row("https://10.0.0.1:8080/a.png", "corner.image_not_public");
        row("https://[::1]/a.png", "corner.image_not_public");
        row("https://[fe80::1]/a.png", "corner.image_not_public");
        row("https:///a.png", "corner.image_not_public");
    }
    void addressesThatAreNotForEverybody() {
        QFETCH(const QString, address);
        QFETCH(const QString, error);
        Place p("", Place::NoCorner);
        QCOMPARE(errorOf(checkImages(*p.session, emailWith(imageTag(address.toStdString())))), error.toStdString());
    }

    void armingUploadsThemToTheCorner() {
        Place p;
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        QVERIFY(picture->publicAddress.empty());
        QCOMPARE(static_cast<int>(AssetService(*p.session).place()->kind), static_cast<int>(AssetPlace::Kind::Corner));
        TemplateView written;
        written.email = emailWith(letter(imageTag(picture->reference())));
        written.email.translations.emplace_back("de", model::EmailContent{"Neues", {}, letter("<p>Hallo</p>" + imageTag(picture->reference())), {}, {}});
        written.email.variants.emplace_back("B", model::EmailContent{{}, {}, letter("<p>B</p>" + imageTag(picture->reference())), {}, {}});
        const auto email = TemplateService(*p.session).save(written);
        NEED(email);
        const auto campaign = draft(p, email->id);
        NEED(campaign);
        CampaignService campaigns(*p.session);
        const int before = p.amazon.puts();
        NEED(campaigns.schedule(campaign->id, p.clock->now() + std::chrono::hours(1), "UTC"));
        QCOMPARE(p.amazon.puts(), before + 1);
        const auto shown = AssetService(*p.session).find(picture->hash);
        NEED(shown);
        QVERIFY2(shown->publicAddress.rfind(p.amazon.url() + "/img/" + picture->hash, 0) == 0, shown->publicAddress.c_str());
        const auto armed = campaigns.find(campaign->id);
        NEED(armed);
        const auto sent = emailOf(*p.session, armed->campaign);
        NEED(sent);
        QVERIFY(sent->email.html.find(shown->publicAddress) != std::string::npos);
        for (const auto &[name, content] : sent->email.translations)
            QVERIFY(content.html.find("asset:") == std::string::npos && content.html.find(shown->publicAddress) != std::string::npos);
        for (const auto &[name, content] : sent->email.variants)
            QVERIFY(content.html.find("asset:") == std::string::npos);
        // The campaign names the template only; the picture is used by that.
        QCOMPARE(shown->usedIn.size(), std::size_t(1));
    }

    void aTestCarriesPublicAddresses() {
        Place p;
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        NEED(TemplateService(*p.session).sendTest(emailWith(letter(imageTag(picture->reference()))), {}, "me@example.com", "shop"));
        QCOMPARE(p.ses.sendCount(), 1);
        QVERIFY(!AssetService(*p.session).find(picture->hash)->publicAddress.empty());
        QCOMPARE(p.amazon.objects().count("img/" + toHex(sha256(*AssetService(*p.session).bytesOf(picture->hash))) + ".jpg"), std::size_t(1));
        p.amazon.refuseImages(true);
        const auto other = add(p, logo(), "Logo.png");
        NEED(other);
        QVERIFY(!TemplateService(*p.session).sendTest(emailWith(letter(imageTag(other->reference()))), {}, "me@example.com", "shop"));
        QCOMPARE(p.ses.sendCount(), 1);
    }

    void ownAddressesAreChecked() {
        Place p("", Place::NoCorner);
        AssetService assets(*p.session);
        for (const char *bad : {"http://img.example.org", "https://localhost/x", "https://192.168.0.7", "img.example.org", "ftp://img.example.org", "https://img.example.org/?a=b",
                                "https://me:secret@img.example.org", "https://img.example.org/a b", "https://img.example.org/\"><x"})
            QVERIFY2(errorOf(assets.setOwnPlace(bad, {})) == "asset.bad_base", bad);
        QCOMPARE(errorOf(assets.setOwnPlace("https://img.example.org", p.file("nowhere"))), std::string("asset.no_folder"));
        NEED(assets.setOwnPlace(" https://img.example.org/mail// ", p.folder.path().toStdString()));
        QCOMPARE(assets.place()->base, std::string("https://img.example.org/mail"));
        QCOMPARE(static_cast<int>(assets.place()->kind), static_cast<int>(AssetPlace::Kind::Own));
        NEED(assets.setOwnPlace("", {}));
        QCOMPARE(static_cast<int>(assets.place()->kind), static_cast<int>(AssetPlace::Kind::None));
    }

    // At an address of one's own: what is there is used, what is not is written to the folder and named.
    void atAnAddressOfOnesOwn() {
        Place p;
        const auto picture = add(p, tea(), "Tea.jpg"), other = add(p, logo(), "Logo.png");
        NEED(picture);
        NEED(other);
        std::map<std::string, std::string> there;
        bool knowsHead = true;
        RawServer web([&](int, int, const std::string &request) -> RawStep {
            const bool isHead = request.rfind("HEAD ", 0) == 0;
            const std::string path = request.substr(request.find('/'), request.find(" HTTP/") - request.find('/'));
            if (isHead && !knowsHead)
                return {RawServer::answer(405, ""), RawStep::Then::KeepAlive};
            const auto found = there.find(path);
            if (found == there.end())
                return {RawServer::answer(404, isHead ? "" : "no"), RawStep::Then::KeepAlive};
            const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + std::to_string(found->second.size()) + "\r\n\r\n";
            return {isHead ? head : head + found->second, RawStep::Then::KeepAlive};
        });
        const std::string base = "http://127.0.0.1:" + std::to_string(web.port()) + "/mail", out = p.file("out");
        QDir().mkpath(QString::fromStdString(out));
        QVERIFY(useOwn(p, base, out));
        const auto email = emailWith(letter(imageTag(picture->reference()) + imageTag(other->reference())));
        const int puts = p.amazon.puts();
        const auto missing = cornerImages(*p.session, email);
        QCOMPARE(errorOf(missing), std::string("asset.upload_these"));
        QCOMPARE(std::string(missing.error().arg("count")), std::string("2"));
        QCOMPARE(std::string(missing.error().arg("image")), std::string("tea.jpg"));
        QCOMPARE(p.amazon.puts(), puts); // the corner is not what was chosen
        QCOMPARE(QDir(QString::fromStdString(out)).entryList(QDir::Files).size(), 2);
        there["/mail/" + picture->fileName()] = *AssetService(*p.session).bytesOf(picture->hash);
        QCOMPARE(std::string(cornerImages(*p.session, email).error().arg("image")), std::string("logo.png"));
        there["/mail/" + other->fileName()] = "another file";
        QCOMPARE(errorOf(cornerImages(*p.session, email)), std::string("asset.upload_these")); // of another size
        there["/mail/" + other->fileName()] = *AssetService(*p.session).bytesOf(other->hash);
        for (const bool head : {true, false}) {
            knowsHead = head;
            const auto found = cornerImages(*p.session, email);
            NEED(found);
            QCOMPARE(found->at(picture->reference()), base + "/" + picture->fileName());
        }
        QCOMPARE(AssetService(*p.session).find(picture->hash)->publicAddress, base + "/" + picture->fileName());
        QVERIFY(useOwn(p, base));
        there.clear();
        QCOMPARE(errorOf(cornerImages(*p.session, email)), std::string("asset.not_uploaded"));
        QVERIFY(AssetService(*p.session).find(picture->hash)->publicAddress.empty()); // it was there and is no more
    }

    // A sign-in page, a page that says "not found" with 200, a broken server: none is a picture.
    void whatAnswersButIsNoPicture_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("then");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const std::string &answer, RawStep::Then then, const char *error) {
            QTest::newRow(name) << QByteArray::fromStdString(answer) << static_cast<int>(then) << QString::fromLatin1(error);
        };
        row("a page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n", RawStep::Then::KeepAlive, "asset.not_uploaded");
        row("sign in", "HTTP/1.1 302 Found\r\nLocation: https://login.example.org/\r\nContent-Length: 0\r\n\r\n", RawStep::Then::KeepAlive, "asset.not_reached");
        row("forbidden", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", RawStep::Then::KeepAlive, "asset.not_uploaded");
        row("server error", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", RawStep::Then::KeepAlive, "asset.not_uploaded");
        row("no HTTP", "hello\r\n", RawStep::Then::Close, "asset.not_reached");
        row("cut off", "", RawStep::Then::Reset, "asset.not_reached");
    }
    void whatAnswersButIsNoPicture() {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, then);
        QFETCH(const QString, error);
        Place p("", Place::NoCorner);
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        RawServer web([&](int, int, const std::string &) -> RawStep { return {answer.toStdString(), static_cast<RawStep::Then>(then)}; });
        QVERIFY(useOwn(p, "http://127.0.0.1:" + std::to_string(web.port())));
        const auto sent = cornerImages(*p.session, emailWith(imageTag(picture->reference())));
        QCOMPARE(errorOf(sent), error.toStdString());
        QCOMPARE(std::string(sent.error().arg("image")), std::string("tea.jpg"));
    }

    void filesForUploading() {
        Place p("", Place::NoCorner);
        const auto picture = add(p, tea(), "Tea.jpg");
        NEED(picture);
        NEED(add(p, logo(), "Logo.png"));
        AssetService assets(*p.session);
        const std::string out = p.file("out/deep");
        QCOMPARE(assets.exportTo(out, {picture->hash}).value_or(0), std::size_t(1));
        QCOMPARE(assets.exportTo(out, {}).value_or(0), std::size_t(2));
        QFile file(QString::fromStdString(out + "/" + picture->fileName()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), *assets.bytesOf(picture->hash));
        QVERIFY(p.write("a file", "x"));
        QCOMPARE(errorOf(assets.exportTo(p.file("a file"), {})), std::string("asset.no_folder"));
    }

    void copiesCarryThem() {
        Place p("", Place::NoCorner);
        const auto picture = add(p, tea(), "Tea.jpg", "A cup");
        NEED(picture);
        NEED(p.session->workspace().copyTo(p.file("copy.audience")));
        Session::Options options;
        options.environment.stateDirectory = p.file("other state");
        const auto copy = Session::open(p.file("copy.audience"), options);
        NEED(copy);
        const auto there = AssetService(**copy).find(picture->hash);
        NEED(there);
        QCOMPARE(there->alt, std::string("A cup"));
        QCOMPARE(AssetService(**copy).bytesOf(picture->hash).value_or(""), *AssetService(*p.session).bytesOf(picture->hash));
    }
};

AUDIENCE_TEST(AssetLibraryTest)
#include "asset_library_test.moc"
