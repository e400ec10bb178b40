// Each kind of block as it compiles: golden/<name>.json beside golden/<name>.html and golden/<name>.txt.
// AUDIENCE_WRITE_GOLDEN=1 writes them anew: read the difference before you keep it.
#include "blocks/compile.h"
#ifndef Q_MOC_RUN
#include "email_rules.h"
#endif
#include "model/block_kinds.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace audience;

namespace {

QDir golden() { return QDir(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/blocks/golden")); }

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CompileGoldenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goldenFiles_data() {
        QTest::addColumn<QString>("name");
        const QStringList files = golden().entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const model::BlockPart &kind : model::blockKinds())
            QVERIFY2(files.contains(QString::fromUtf8(kind.name.data(), static_cast<int>(kind.name.size())) + QStringLiteral(".json")), std::string(kind.name).c_str());
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file.chopped(5);
    }
    void goldenFiles() {
        QFETCH(QString, name);
        const auto json = parseJson(contentOf(golden().filePath(name + QStringLiteral(".json"))).toStdString());
        QVERIFY(json);
        Json document = *json;
        if (!json->contains("sections")) // one block alone
            document = Json{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array({Json{{"id", "s"}, {"columns", Json::array({Json{{"id", "c"}, {"blocks", Json::array({*json})}}})}}})}};
        model::Findings findings;
        const auto read = model::blockDocumentFromJson(document, findings);
        QVERIFY2(read, findings.empty() ? "" : (findings[0].id + findings[0].path).c_str());
        model::BrandKit kit = model::defaultBrandKit();
        kit.logo = "https://example.org/logo.png";
        kit.logoAlt = "Example";
        kit.logoDark = "https://example.org/logo-dark.png";
        const blocks::CompiledEmail email = blocks::compile(*read, kit);
        QVERIFY2(email.findings.empty(), email.findings.empty() ? "" : (email.findings[0].id + email.findings[0].path).c_str());
        QCOMPARE(audience::test::brokenRule(email.html), std::string());
        const bool whole = json->contains("sections");
        const std::string html = whole ? email.html : blocks::compileBlock(*read, kit, jsonText(*json, "id"));
        const auto text = blocks::plainTextOf(email);
        QVERIFY(text);
        const QString htmlFile = golden().filePath(name + QStringLiteral(".html")), textFile = golden().filePath(name + QStringLiteral(".txt"));
        if (qEnvironmentVariableIsSet("AUDIENCE_WRITE_GOLDEN")) {
            for (const auto &[path, content] : {std::pair{htmlFile, html}, {textFile, *text + '\n'}}) {
                QFile file(path);
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(QByteArray::fromStdString(content));
            }
        }
        QCOMPARE(QByteArray::fromStdString(html), contentOf(htmlFile));
        QCOMPARE(QByteArray::fromStdString(*text + '\n'), contentOf(textFile));
    }
};
AUDIENCE_TEST(CompileGoldenTest)
#include "compile_golden_test.moc"
