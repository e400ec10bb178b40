// Whatever a document says, its HTML keeps the rules of an email.
#include "blocks/compile.h"
#ifndef Q_MOC_RUN
#include "email/html_document.h"
#include "email_rules.h"
#include "random_document.h"
#endif
#include "model/block_kinds.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class CompilePropertyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomDocumentsKeepTheRules() {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            SeededRng rng(seed);
            const Json json = randomDocument(rng);
            model::Findings findings;
            const auto document = model::blockDocumentFromJson(json, findings);
            QVERIFY2(document, (std::to_string(seed) + ' ' + (findings.empty() ? "" : findings[0].id + findings[0].path)).c_str());
            QVERIFY(document->json() == json); // nothing lost, nothing reordered
            const auto read = parseJson(dumpJson(json));
            QVERIFY(read);
            const blocks::CompiledEmail email = blocks::compile(*document, model::defaultBrandKit());
            const std::string broken = brokenRule(email.html);
            if (!broken.empty())
                qWarning("seed %d: %s\n%s", static_cast<int>(seed), broken.c_str(), email.html.c_str());
            QCOMPARE(broken, std::string());
            QCOMPARE(blocks::compile(*document, model::defaultBrandKit()).html, email.html);
            QCOMPARE(email.bytes, email.html.size());
            QVERIFY(blocks::plainTextOf(email));
        }
    }
    void everyKindAloneKeepsTheRules() {
        for (const model::BlockPart &kind : model::blockKinds())
            for (std::uint64_t seed = 1; seed <= 40; ++seed) {
                SeededRng rng(seed);
                const Json json{{"audience_blocks", 1},
                                {"page", Json::object()},
                                {"sections", Json::array({Json{{"id", "s"}, {"columns", Json::array({Json{{"id", "c"}, {"blocks", Json::array({randomBlock(rng, kind.name, 0.8, "b")})}}})}}})}};
                model::Findings findings;
                const auto document = model::blockDocumentFromJson(json, findings);
                QVERIFY2(document, std::string(kind.name).c_str());
                const blocks::CompiledEmail email = blocks::compile(*document, model::defaultBrandKit());
                const std::string broken = brokenRule(email.html);
                if (!broken.empty())
                    qWarning("%s, seed %d: %s\n%s", std::string(kind.name).c_str(), static_cast<int>(seed), broken.c_str(), email.html.c_str());
                QCOMPARE(broken, std::string());
            }
    }
};
AUDIENCE_TEST(CompilePropertyTest)
#include "compile_property_test.moc"
