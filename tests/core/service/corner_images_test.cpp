// Which images an email has, and those without a public address on their way into the corner's storage.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "corner_place.h"
#include "service/corner_images.h"
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
};

AUDIENCE_TEST(CornerImagesTest)
#include "corner_images_test.moc"
