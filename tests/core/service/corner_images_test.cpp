// Which images an email has, and those without a public address on their way into the corner's storage.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "corner_place.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/corner_images.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

const std::string kPng = "\x89PNG\r\n\x1a\nrest of it";
const std::string kGif = "GIF89a and so on";

std::string joined(const std::vector<std::string> &list) {
    std::string all;
    for (const std::string &one : list)
        all += one + "|";
    return all;
}

model::EmailTemplate emailWith(const std::string &html) {
    model::EmailTemplate email;
    email.name = "news";
    email.subject = "News";
    email.html = html;
    return email;
}

std::string lettersWith(const std::string &image) {
    return "<img alt=\"\" src=\"" + image + "\"><p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
}

// Ada has agreed to it, and a draft is meant for her; the email shows logo.png.
Result<CampaignView> draftIn(Place &p) {
    p.signUp("email=ada%40example.com");
    p.confirm("ada@example.com");
    TRY(p.attend());
    SegmentView everybody;
    everybody.name = "Everybody";
    TRY_ASSIGN(everybody.rule, SegmentService(*p.session).fromText("email is not empty"));
    TRY_ASSIGN(const SegmentView segment, SegmentService(*p.session).save(everybody));
    TemplateView news;
    news.email = emailWith(lettersWith("logo.png"));
    TRY_ASSIGN(const TemplateView email, TemplateService(*p.session).save(news));
    CampaignView view;
    view.campaign.name = "Spring";
    view.campaign.segment = segment.id;
    view.campaign.emailTemplate = email.id;
    view.campaign.connection = "shop";
    view.campaign.topics = {"offers"};
    return CampaignService(*p.session).save(view);
}

std::string keyOf(const std::string &bytes, const char *ending) { return "img/" + toHex(sha256(bytes)) + ending; }

} // namespace

class CornerImagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsThemAll() {
        QCOMPARE(joined(imagesIn("<img alt=x src=\"a.png\"><IMG SRC='b.png'/><img\nsrc = c.png width=3>")), std::string("a.png|b.png|c.png|"));
        QCOMPARE(joined(imagesIn("<td background=\"bg.png\" style=\"background:url(u.png) no-repeat; x: URL('v.png')\">")), std::string("bg.png|u.png|v.png|"));
        QCOMPARE(joined(imagesIn("<v:fill type=\"frame\" src=\"w.png\"/><img src=\"a.png\"><img src=\"a.png\">")), std::string("w.png|a.png|"));
        // No images: scripts of others, addresses that Liquid makes, parts of the page.
        QCOMPARE(joined(imagesIn("<a href=\"x.png\"><img data-src=\"y.png\"><img src=\"{{ photo }}\"><p style=\"fill:url(#g)\"><img src=\"\">src=z.png url(")), std::string());
        for (const char *broken : {"<img src=", "<img src=\"", "url(", "<", "<img src='a", "background=\"url(", "<img src=\"a\"b src="})
            (void)withImages(broken, {{"a", "b"}});
        QCOMPARE(withImages("<img src=\"a\"><img src='a'>a url(b)<img src=\"a2\">", {{"a", "https://x/1"}, {"b", "https://x/2"}}),
                 std::string("<img src=\"https://x/1\"><img src='https://x/1'>a url(https://x/2)<img src=\"a2\">"));
    }

    void theyAreStoredUnderTheirHash() {
        Place p;
        QVERIFY(p.write("logo.png", kPng));
        const std::string key = "img/" + toHex(sha256(kPng)) + ".png", gif = "img/" + toHex(sha256(kGif)) + ".gif";
        const auto email = emailWith("<img src=\"logo.png\"><img src=\"data:image/gif;base64," + toBase64(kGif) + "\"><img src=\"https://cdn.example.com/x.png\"><img src=\"file://" +
                                     p.file("logo.png") + "\">");
        const int before = p.amazon.puts();
        const auto addresses = cornerImages(*p.session, email);
        NEED(addresses);
        QCOMPARE(addresses->size(), std::size_t(3));
        QCOMPARE(addresses->at("logo.png"), p.amazon.url() + "/" + key);
        QCOMPARE(p.amazon.objects()[key], kPng);
        QCOMPARE(p.amazon.objects()[gif], kGif);
        QCOMPARE(p.amazon.kindOf(key), std::string("image/png; public, max-age=31536000, immutable"));
        QCOMPARE(p.amazon.puts(), before + 2); // the same bytes once
        NEED(cornerImages(*p.session, email));
        QCOMPARE(p.amazon.puts(), before + 2);
    }

    void whatNobodyCouldSeeIsNamed_data() {
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("error");
        QTest::newRow("not there") << "nowhere.png" << "corner.image_missing";
        QTest::newRow("outside the folder") << "../../../etc/passwd" << "corner.image_missing";
        QTest::newRow("no image") << "text.png" << "corner.image_kind";
        QTest::newRow("broken data") << "data:image/png;base64,%%%" << "corner.image_kind";
        QTest::newRow("attached") << "cid:logo" << "corner.image_not_public";
        QTest::newRow("no scheme") << "//cdn.example.com/x.png" << "corner.image_not_public";
    }
    void whatNobodyCouldSeeIsNamed() {
        QFETCH(const QString, image);
        QFETCH(const QString, error);
        Place p;
        QVERIFY(p.write("text.png", "no image at all"));
        const auto email = emailWith("<img src=\"" + image.toStdString() + "\">");
        const auto checked = checkImages(*p.session, email);
        const auto published = cornerImages(*p.session, email);
        QCOMPARE(errorOf(checked), error.toStdString());
        QCOMPARE(errorOf(published), error.toStdString());
        QCOMPARE(std::string(checked.error().arg("image")), image.toStdString());
    }

    void withoutACornerTheyCannotBeSeen() {
        Place p("id,email\n1,ada@example.com\n", Place::NoCorner);
        QVERIFY(p.write("logo.png", kPng));
        const auto email = emailWith("<img src=\"logo.png\">");
        QCOMPARE(errorOf(checkImages(*p.session, email)), std::string("corner.image_not_public"));
        QCOMPARE(errorOf(cornerImages(*p.session, email)), std::string("corner.image_not_public"));
        QVERIFY(checkImages(*p.session, emailWith("<img src=\"https://cdn.example.com/x.png\">")));
    }

    // Whoever waits for a start sends what was looked at, whatever becomes of the file until then.
    void theyArePublishedWhenItIsScheduled() {
        Place p;
        QVERIFY(p.write("logo.png", kPng));
        const auto draft = draftIn(p);
        NEED(draft);
        CampaignService campaigns(*p.session);
        NEED(campaigns.schedule(draft->id, p.clock->now() + std::chrono::hours(1), "UTC"));
        QVERIFY(p.write("logo.png", kGif));
        const auto armed = campaigns.find(draft->id);
        NEED(armed);
        const auto sent = emailOf(*p.session, armed->campaign);
        NEED(sent);
        QCOMPARE(sent->email.html, lettersWith(p.amazon.url() + "/" + keyOf(kPng, ".png")));
        QCOMPARE(p.amazon.objects()[keyOf(kPng, ".png")], kPng);
        // Where nothing was kept nobody would see it: no start; practice and drafts go on.
        model::Campaign other = armed->campaign;
        other.name = "Never published";
        QCOMPARE(errorOf(emailOf(*p.session, other)), std::string("corner.image_not_public"));
        other.connection = model::kPracticeConnection;
        NEED(emailOf(*p.session, other));
        other.connection = "shop";
        other.armedAt.clear();
        NEED(emailOf(*p.session, other));
    }

    // What is sent again is the email as it was, not the newest.
    void theyAreThoseOfTheVersionThatIsSent() {
        Place p;
        QVERIFY(p.write("logo.png", kPng) && p.write("new.gif", kGif));
        const auto first = draftIn(p);
        NEED(first);
        auto email = TemplateService(*p.session).find(first->campaign.emailTemplate);
        NEED(email);
        CampaignView again;
        again.campaign = first->campaign;
        again.campaign.name = "Spring, again";
        again.campaign.templateRevision = email->revision;
        email->email.html = lettersWith("new.gif");
        NEED(TemplateService(*p.session).save(*email));
        CampaignService campaigns(*p.session);
        const auto saved = campaigns.save(again);
        NEED(saved);
        NEED(campaigns.arm(saved->id));
        const auto armed = campaigns.find(saved->id);
        NEED(armed);
        const auto sent = emailOf(*p.session, armed->campaign);
        NEED(sent);
        QCOMPARE(sent->email.html, lettersWith(p.amazon.url() + "/" + keyOf(kPng, ".png")));
        QVERIFY(!p.amazon.objects().contains(keyOf(kGif, ".gif")));
    }
};

AUDIENCE_TEST(CornerImagesTest)
#include "corner_images_test.moc"
