// Emails leave as files with their pictures beside them, and come back in with them.
#include "cli/cli.h"
#include "support/pictures.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QTest>

using namespace audience;
using namespace audience::test;

class TemplatePicturesTest : public QObject {
    Q_OBJECT

    static QByteArray read(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString textOf(const Json &json) { return QString::fromStdString(json.get<std::string>()); }
    static QByteArray picture(QRgb ink) { return QByteArray::fromStdString(fileOf(drawing(120, 60, ink), "png")); }

    // Gives "asset:..." of a picture that was added under this name.
    static QByteArray added(const Cli &cli, const QString &name, QRgb ink) {
        const Json json = cli.json(words("asset add --alt Logo") << cli.write(name, picture(ink)));
        return json.is_array() && json.size() == 1 ? QByteArray::fromStdString(json[0]["reference"].get<std::string>()) : QByteArray();
    }

private Q_SLOTS:
    void htmlLeavesWithItsPictures() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QByteArray logo = added(cli, QStringLiteral("Our logo.png"), qRgb(1, 2, 3)), tea = added(cli, QStringLiteral("tea.png"), qRgb(90, 20, 3));
        QVERIFY(!logo.isEmpty() && !tea.isEmpty());
        const QByteArray html = "<p>Hi</p>\r\n<img  alt=Logo src='" + logo + "'><td background=" + tea + " style=\"background:url(" + logo +
                                ")\"><img src=\"https://cdn.example.org/a.png\"><p>" + logo + "</p><a href=\"{{ unsubscribe_url }}\">Leave</a>";
        RAN(cli.run(words("template save --name News --subject News --html") << cli.write(QStringLiteral("in.html"), html)));

        const CliResult printed = cli.run(words("template export News"));
        RAN(printed);
        QCOMPARE(printed.out, html); // as it is kept
        QVERIFY2(printed.err.contains("2 pictures stay in the workspace") && printed.err.contains("--out FILE"), qPrintable(printed.told()));
        QCOMPARE(cli.run(words("template export News --quiet")).err, QByteArray());
        QVERIFY(cli.run(words("template export News --format json")).err.contains("asset export FOLDER"));
        QCOMPARE(cli.run(words("template export News --format text")).err, QByteArray());

        QVERIFY(QDir(cli.folder()).mkpath(QStringLiteral("out")));
        const QString out = cli.file(QStringLiteral("out/Sommer & Söhne.html"));
        const Json done = cli.json(words("template export News --out") << out);
        QCOMPARE(done["pictures"].get<int>(), 2);
        const QDir beside(cli.file(QStringLiteral("out/Sommer & Söhne-pictures")));
        QCOMPARE(textOf(done["folder"]), beside.path());
        const auto nameOf = [](const QByteArray &reference) { return reference.mid(reference.indexOf('/') + 1).replace(".png", '-' + reference.mid(6, 8) + ".png"); };
        QCOMPARE(beside.entryList(QDir::Files, QDir::Name), QStringList({QString::fromUtf8(nameOf(logo)), QString::fromUtf8(nameOf(tea))}));
        QVERIFY(nameOf(logo).startsWith("our-logo-"));
        const QByteArray folder = "Sommer%20%26%20S%C3%B6hne-pictures/";
        QByteArray expected = html;
        expected.replace("src='" + logo, "src='" + folder + nameOf(logo)).replace("background=" + tea, "background=" + folder + nameOf(tea)).replace("url(" + logo, "url(" + folder + nameOf(logo));
        QCOMPARE(read(out), expected); // what is words stays words
        QVERIFY(QImageReader(beside.filePath(QString::fromUtf8(nameOf(tea)))).canRead());

        // Back in, in another workspace: the same picture under its own name, and the same HTML.
        Cli other;
        RAN(other.run(words("init")));
        const Json back = other.json(words("template import") << out);
        QCOMPARE(textOf(back["name"]), QStringLiteral("Sommer & Söhne"));
        QCOMPARE(back["pictures"].size(), std::size_t(2));
        QCOMPARE(QByteArray::fromStdString(back["pictures"][0]["reference"].get<std::string>()), logo);
        QCOMPARE(textOf(back["pictures"][0]["name"]), QStringLiteral("our-logo.png"));
        QCOMPARE(textOf(other.json(words("asset show our-logo.png"))["alt"]), QStringLiteral("Logo"));
        QCOMPARE(other.run(words("template export") << QStringLiteral("Sommer & Söhne") << QStringLiteral("--quiet")).out, html);
        QVERIFY(cli.json(words("template import --name Again") << out)["pictures"].size() == 2);
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(2)); // they were there
    }

    void mjmlLeavesWithItsPictures() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QByteArray logo = added(cli, QStringLiteral("logo.png"), qRgb(1, 2, 3)), ground = added(cli, QStringLiteral("ground.png"), qRgb(9, 200, 3));
        const QByteArray mjml = "<mjml><mj-body><mj-section background-url=\"" + ground + "\"><mj-column><mj-image alt=\"Logo\" src=\"" + logo +
                                "\"/></mj-column></mj-section></mj-body></mjml>";
        RAN(cli.run(words("template save --name News --subject News --mjml") << cli.write(QStringLiteral("in.mjml"), mjml)));
        QVERIFY(cli.run(words("template export News --format mjml")).err.contains("2 pictures stay"));
        const QString out = cli.file(QStringLiteral("news.mjml"));
        QCOMPARE(cli.json(words("template export News --format mjml --out") << out)["pictures"].get<int>(), 2);
        const QByteArray written = read(out);
        QVERIFY2(!written.contains("asset:") && written.count("\"news-pictures/") == 2, written.constData());
        Cli other;
        RAN(other.run(words("init")));
        const Json back = other.json(words("template import") << out);
        QVERIFY2(back["format"] == "mjml" && back["pictures"].size() == 2, back.dump().c_str());
        const QByteArray html = other.run(words("template export news --quiet")).out;
        QVERIFY2(html.contains("src=\"" + logo) && html.contains(ground) && !html.contains("news-pictures"), html.constData());
    }

    void foldersComeIn() {
        Cli cli;
        RAN(cli.run(words("init")));
        QVERIFY(QDir(cli.folder()).mkpath(QStringLiteral("Spring/html")) && QDir(cli.folder()).mkpath(QStringLiteral("Spring/images")));
        cli.write(QStringLiteral("Spring/images/a b.png"), picture(qRgb(1, 2, 3)));
        cli.write(QStringLiteral("secret.png"), picture(qRgb(4, 5, 6)));
        cli.write(QStringLiteral("Spring/images/notes.png"), "no picture");
        const QByteArray html = "<img src=\"../images/a%20b.png?v=2\"><img src=\"..\\images\\a b.png\"><img src=\"../images/none.png\"><img src=\"../../secret.png\">"
                                "<img src=\"../images/notes.png\"><img src=\"{{ photo }}\"><img src=\"//cdn.example.org/a.png\"><img src=\"\">";
        cli.write(QStringLiteral("Spring/html/email.html"), html);
        const CliResult told = cli.run(words("template import --json") << cli.file(QStringLiteral("Spring")));
        RAN(told);
        const Json made = Json::parse(told.out.toStdString());
        QCOMPARE(textOf(made["name"]), QStringLiteral("email"));
        QCOMPARE(made["pictures"].size(), std::size_t(1));
        QVERIFY2(told.err.contains("The picture ../images/none.png is not beside email.html") && told.err.contains("The picture ../../secret.png lies outside of") &&
                     told.err.contains("notes.png is no PNG, JPEG, GIF or WebP picture"),
                 qPrintable(told.told()));
        const QByteArray reference = QByteArray::fromStdString(made["pictures"][0]["reference"].get<std::string>());
        QByteArray expected = html;
        expected.replace("../images/a%20b.png?v=2", reference).replace("..\\images\\a b.png", reference);
        QCOMPARE(cli.run(words("template export email --quiet")).out, expected);
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(1));
        // The file alone reaches nothing beside its own folder.
        QCOMPARE(cli.json(words("template import --name Alone") << cli.file(QStringLiteral("Spring/html/email.html")))["pictures"].size(), std::size_t(0));

        cli.write(QStringLiteral("Spring/html/other.htm"), "<p>Other</p>");
        const CliResult several = cli.run(words("template import") << cli.file(QStringLiteral("Spring")));
        REFUSED(several, 1);
        QVERIFY2(several.err.contains("html/email.html, html/other.htm"), qPrintable(several.told()));
        cli.write(QStringLiteral("Spring/index.html"), "<img src=\"/images/a b.png\">");
        const Json index = cli.json(words("template import") << cli.file(QStringLiteral("Spring")));
        QCOMPARE(textOf(index["name"]), QStringLiteral("Spring"));
        QCOMPARE(index["pictures"].size(), std::size_t(1));
        QVERIFY(QDir(cli.folder()).mkpath(QStringLiteral("Empty")));
        REFUSED(cli.run(words("template import") << cli.file(QStringLiteral("Empty"))), 1);
        const CliResult packed = cli.run(words("template import") << cli.write(QStringLiteral("email.zip"), QByteArray("PK\x03\x04\0\0", 6)));
        REFUSED(packed, 1);
        QVERIFY2(packed.err.contains("unpack it"), qPrintable(packed.told()));
    }

    void nothingStaysOfWhatCannotBeRead() {
        Cli cli;
        RAN(cli.run(words("init")));
        cli.write(QStringLiteral("a.png"), picture(qRgb(1, 2, 3)));
        REFUSED(cli.run(words("template import") << cli.write(QStringLiteral("bad.html"), "<img src=a.png>\xff\xfe")), 1);
        QCOMPARE(cli.json(words("asset list")).size(), std::size_t(0));
        // A picture that has gone is said; the file is written with what is there.
        const QByteArray html = "<img src=\"asset:00000000000000000000000000000000/gone.png\">";
        RAN(cli.run(words("template save --name News --subject News --html") << cli.write(QStringLiteral("in.html"), html)));
        const QString out = cli.file(QStringLiteral("out.html"));
        const CliResult told = cli.run(words("template export News --out") << out);
        RAN(told);
        QVERIFY2(told.err.contains("1 picture is not in the library any more"), qPrintable(told.told()));
        QCOMPARE(read(out), html);
        QVERIFY(!QDir(cli.file(QStringLiteral("out-pictures"))).exists());
        // Where its folder cannot be made, nothing is written over.
        const QByteArray logo = added(cli, QStringLiteral("logo.png"), qRgb(1, 2, 3));
        RAN(cli.run(words("template save --name News --subject News --html") << cli.write(QStringLiteral("in.html"), "<img src=\"" + logo + "\">")));
        cli.write(QStringLiteral("out-pictures"), "a file");
        REFUSED(cli.run(words("template export News --out") << out), 1);
        QCOMPARE(read(out), html);
    }
};

AUDIENCE_TEST(TemplatePicturesTest)
#include "template_pictures_test.moc"
