#include "render_helpers.h"
#include "support/test_main.h"
#include "template_generator.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

struct Pair {
    std::string source;
    Json data;
    liquid::ErrorMode mode = liquid::ErrorMode::Lax;
};

std::vector<Pair> makePairs(std::uint64_t seed, int count) {
    TemplateGenerator generator(seed);
    std::vector<Pair> pairs;
    for (int i = 0; i < count; ++i) {
        Pair pair;
        pair.mode = i % 3 == 2 ? liquid::ErrorMode::Strict : liquid::ErrorMode::Lax;
        pair.source = generator.make(i % 3 == 1);
        pair.data = generator.data();
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

} // namespace

// Generated templates against the reference implementation: `ruby` with the gem liquid 5.4.0.
// AUDIENCE_LIQUID_PAIRS sets how many (a long run: 50000), AUDIENCE_LIQUID_SEED which.
class LiquidDifferentialTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pairsAgree_data() {
        const int wanted = qEnvironmentVariableIntValue("AUDIENCE_LIQUID_PAIRS");
        const int seed = qEnvironmentVariableIntValue("AUDIENCE_LIQUID_SEED");
        constexpr int kAtOnce = 2000;
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("count");
        for (int left = wanted > 0 ? wanted : 6000, i = 0; left > 0; left -= kAtOnce, ++i)
            QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(1000 * seed + i)))
                << 1000 * seed + i << qMin(left, kAtOnce);
    }
    void pairsAgree() {
        QFETCH(int, seed);
        QFETCH(int, count);
        const QString ruby = QStandardPaths::findExecutable(QStringLiteral("ruby"));
        QProcess probe;
        if (!ruby.isEmpty()) {
            probe.start(ruby, {QStringLiteral("-e"),
                               QStringLiteral("require 'liquid'; print Liquid::VERSION")});
            probe.waitForFinished();
        }
        if (probe.exitStatus() != QProcess::NormalExit || probe.readAllStandardOutput() != "5.4.0")
            QSKIP("the reference implementation (ruby-liquid 5.4.0) is not installed");
        const auto pairs = makePairs(static_cast<std::uint64_t>(seed), count);
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("pairs.json"));
        Json document = Json::array();
        for (const Pair &pair : pairs)
            document.push_back({{"template", pair.source},
                                {"data", pair.data},
                                {"mode", pair.mode == liquid::ErrorMode::Lax ? "lax" : "strict"}});
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(dumpJson(document)));
        file.close();
        QProcess reference;
        reference.start(
            ruby, {QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/liquid/reference.rb"), path});
        QVERIFY(reference.waitForFinished(1'000'000));
        const auto results = parseJson(reference.readAllStandardOutput().toStdString());
        QVERIFY2(results, reference.readAllStandardError().constData());
        QCOMPARE(results->size(), pairs.size());
        compare(pairs, *results);
    }

private:
    void compare(const std::vector<Pair> &pairs, const Json &results) {
        int compared = 0, differing = 0;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const Json &result = results[i];
            const std::string wanted = jsonText(result, "text");
            // Its own failures (a Ruby exception inside the implementation) say nothing.
            if (result.contains("skip") ||
                wanted.find("Liquid error: internal") != std::string::npos)
                continue;
            const Rendered ours =
                renderText(pairs[i].source, pairs[i].data, pairs[i].mode, pureLanguage());
            if (ours.error.kind == ErrorKind::Limit)
                continue; // the reference has no limits
            ++compared;
            const bool same = jsonBool(result, "syntax")
                                  ? !ours.parsed
                                  : ours.parsed && ours.errorId.empty() && ours.text == wanted;
            if (same)
                continue;
            if (++differing <= 15)
                qWarning("template %s\ndata     %s\nwanted   %.2000s\ngot      %.2000s %s",
                         pairs[i].source.c_str(), dumpJson(pairs[i].data).c_str(),
                         jsonBool(result, "syntax") ? "a syntax error"
                                                    : dumpJson(Json(wanted)).c_str(),
                         dumpJson(Json(ours.text)).c_str(), ours.errorId.c_str());
        }
        qInfo("%d of %zu pairs compared, %d differ", compared, pairs.size(), differing);
        QCOMPARE(differing, 0);
        QVERIFY(compared > static_cast<int>(pairs.size()) * 98 / 100);
    }
};

AUDIENCE_TEST(LiquidDifferentialTest)
#include "differential_test.moc"
