#include "render_helpers.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::test;

// Every case of the conformance suite, compared byte by byte.
class LiquidGoldenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cases_data() {
        AUDIENCE_NEED_SHARED("data/liquid_golden/golden_liquid_even.json");
        QFile file(sharedPath(QStringLiteral("data/liquid_golden/golden_liquid_even.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_suite = *parseJson(file.readAll().toStdString());
        QTest::addColumn<int>("index");
        const Json &tests = m_suite["tests"];
        QCOMPARE(tests.size(), std::size_t{527});
        for (std::size_t i = 0; i < tests.size(); ++i)
            QTest::newRow(
                (std::to_string(jsonInt(tests[i], "index")) + " " + jsonText(tests[i], "name"))
                    .c_str())
                << static_cast<int>(i);
    }
    void cases() {
        QFETCH(int, index);
        const Json &test = m_suite["tests"][static_cast<std::size_t>(index)];
        MapLoader loader;
        if (const Json *templates = jsonMember(test, "templates"))
            for (const auto &[name, source] : templates->items())
                loader.sources[name] = source.get<std::string>();
        bool isStrict = false;
        if (const Json *tags = jsonMember(test, "tags"))
            for (const Json &tag : *tags)
                isStrict = isStrict || tag == "strict";
        const Json *data = jsonMember(test, "data");
        const bool isInvalid = jsonBool(test, "invalid");
        const Rendered rendered =
            renderText(jsonText(test, "template"), data ? *data : Json::object(),
                       isStrict ? liquid::ErrorMode::Strict : liquid::ErrorMode::Lax,
                       pureLanguage(isInvalid), loader);
        if (isInvalid) {
            QVERIFY2(!rendered.errorId.empty(), ("printed: " + rendered.text).c_str());
            return;
        }
        QVERIFY2(rendered.errorId.empty(), rendered.errorId.c_str());
        bool good = false;
        std::string wanted;
        if (const Json *results = jsonMember(test, "results")) {
            for (const Json &one : *results)
                good = good || one == rendered.text;
            wanted = results->dump();
        } else {
            wanted = jsonText(test, "result");
            good = wanted == rendered.text;
        }
        QVERIFY2(good, ("got [" + rendered.text + "] want [" + wanted + "]").c_str());
    }

private:
    Json m_suite;
};

AUDIENCE_TEST(LiquidGoldenTest)
#include "golden_test.moc"
