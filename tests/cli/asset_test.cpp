// Pictures by the command line: added small and bare, listed with where they are used, removed and brought back, written
// as files to upload.
#include "cli/cli.h"
#include "support/pictures.h"
#include "support/test_main.h"

#include <QDir>
#include <QImageReader>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

QByteArray bytesOf(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

class AssetCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addsListsAndRemoves() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString tea = cli.write(QStringLiteral("tea.jpg"), bytesOf(asPhoneWrites(fileOf(photo(1600, 900), "jpg"), 6)));
        const Json added = cli.json(words("asset add --alt Cup") << tea);
        QCOMPARE(added.size(), std::size_t(1));
        QVERIFY2(added[0]["width"] == 900 && added[0]["height"] == 1600 && added[0]["kind"] == "jpeg" && added[0]["alt"] == "Cup" && added[0]["name"] == "tea.jpg", added.dump().c_str());
        const QString hash = QString::fromStdString(added[0]["hash"]), reference = QString::fromStdString(added[0]["reference"]);
        QCOMPARE(reference, QStringLiteral("asset:") + hash + QStringLiteral("/tea.jpg"));
        const QString html = cli.write(QStringLiteral("a.html"), "<img alt=\"\" src=\"" + reference.toUtf8() + "\"><p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>");
        RAN(cli.run(words("template save --name News --subject News --html") << html));
        const Json listed = cli.json(words("asset list"));
        QCOMPARE(listed.size(), std::size_t(1));
        QVERIFY(listed[0]["used_in"][0]["kind"] == "template" && listed[0]["used_in"][0]["name"] == "News" && listed[0]["public_address"] == "");
        const CliResult refused = cli.run(words("asset remove tea.jpg"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("\"News\""), qPrintable(refused.told()));
        RAN(cli.run(words("template save --name News --subject News --html") << cli.write(QStringLiteral("b.html"), "<p>Words</p>")));
        RAN(cli.run(words("asset remove tea.jpg")));
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(0));
        QCOMPARE(cli.json(words("asset list --removed")).size(), std::size_t(1));
        RAN(cli.run(words("asset restore") << hash));
        const Json edited = cli.json(words("asset edit") << hash << QStringLiteral("--name") << QStringLiteral("Cup of tea") << QStringLiteral("--alt") << QString());
        QVERIFY(edited["name"] == "Cup of tea" && edited["alt"] == "");
        const CliResult shown = cli.run(words("asset show") << QStringLiteral("cup OF tea"));
        RAN(shown);
        QVERIFY2(shown.out.contains("In an email: asset:" + hash.toUtf8() + "/cup-of-tea.jpg"), qPrintable(shown.told()));
        RAN(cli.run(words("doctor")));
    }

    void whatCannotBeAddedIsNamed() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString text = cli.write(QStringLiteral("a.png"), "no picture"), good = cli.write(QStringLiteral("b.png"), bytesOf(fileOf(drawing(80, 40), "png")));
        const CliResult mixed = cli.run(words("asset add") << text << good);
        REFUSED(mixed, 1);
        QVERIFY2(mixed.err.contains("a.png is no PNG, JPEG, GIF or WebP picture"), qPrintable(mixed.told()));
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(1)); // the other one is kept
        REFUSED(cli.run(words("asset add") << cli.file(QStringLiteral("none.png"))), 1);
        REFUSED(cli.run(words("asset add") << cli.folder()), 1);
        REFUSED(cli.run(words("asset add")), 2);
        REFUSED(cli.run(words("asset show nothing")), 1);
        REFUSED(cli.run(words("asset add --width 0") << good), 2);
    }

    // Qt reads WebP through a plug-in that not every computer has.
    void webpThatCannotBeReadIsToldHowToAdd() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString webp = cli.write(QStringLiteral("tea.webp"), QByteArray("RIFF\x16\0\0\0WEBPVP8L\x05\0\0\0\x2F\x09\xC0\x04\x00\0\0\0\0\0\0\0\0", 34));
        const CliResult refused = cli.run(words("asset add") << webp);
        REFUSED(refused, 1);
        const bool isRead = QImageReader::supportedImageFormats().contains("webp"); // then this one has no pixels
        QVERIFY2(refused.err.contains(isRead ? "The picture tea.webp is damaged" : "cannot read pictures of the kind WebP (tea.webp); save it as PNG or JPEG"), qPrintable(refused.told()));
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(0));
    }

    void filesAndAddresses() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString good = cli.write(QStringLiteral("b.png"), bytesOf(fileOf(drawing(80, 40), "png")));
        const Json added = cli.json(words("asset add") << good);
        const QString out = cli.file(QStringLiteral("out"));
        const Json written = cli.json(words("asset export") << out);
        QVERIFY(written["files"] == 1);
        QCOMPARE(QDir(out).entryList(QDir::Files), QStringList(QString::fromStdString(added[0]["file"])));
        QVERIFY(cli.json(words("asset address"))["kind"] == "none");
        REFUSED(cli.run(words("asset address --base http://img.example.org")), 1);
        const Json own = cli.json(words("asset address --base https://img.example.org/mail/ --folder") << out);
        QVERIFY2(own["kind"] == "own" && own["base"] == "https://img.example.org/mail", own.dump().c_str());
        QVERIFY(cli.json(words("asset address --base") << QString())["kind"] == "none");
    }
};

AUDIENCE_TEST(AssetCommandTest)
#include "asset_test.moc"
