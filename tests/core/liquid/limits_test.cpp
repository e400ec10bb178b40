#include "render_helpers.h"
#include "support/test_main.h"

#include <QTest>

#include <chrono>

using namespace audience;
using namespace audience::test;

namespace {

std::string repeated(std::string_view part, int times) {
    std::string result;
    for (int i = 0; i < times; ++i)
        result += part;
    return result;
}

} // namespace

// Templates made to hang or to eat the machine end soon with a clear error.
class LiquidLimitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bombs_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("id");
        const auto row = [](const char *name, const std::string &source, const char *id) {
            QTest::newRow(name) << QByteArray::fromStdString(source) << QByteArray(id);
        };
        row("nested loops", repeated("{% for i in (1..1000) %}", 5) + repeated("{% endfor %}", 5),
            "liquid.limit_steps");
        row("endless range", "{% for i in (1..9223372036854775807) %}{% endfor %}",
            "liquid.limit_steps");
        row("nested output",
            repeated("{% for i in (1..300) %}", 3) + "0123456789" + repeated("{% endfor %}", 3),
            "liquid.limit_output");
        row("range as list", "{{ (1..9000000000) | reverse }}", "liquid.limit_steps");
        row("doubling text",
            "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a "
            "%}{% endfor %}",
            "liquid.limit_memory");
        row("doubling list",
            "{% assign a = 'a,b,c,d' | split: ',' %}{% for i in (1..60) %}{% assign a = a | "
            "concat: a %}{% endfor %}",
            "liquid.limit_steps");
        row("replace explosion",
            "{% assign a = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..20) %}{% assign a = a | replace: "
            "'a', a %}{% endfor %}",
            "liquid.limit_memory");
        row("capture",
            "{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}xxxxxxxxxxxxxxxxxxxxx{% endcapture "
            "%}{% endfor %}",
            "liquid.limit_memory");
        const auto doubled = [](const std::string &name, const std::string &from, int times) {
            return "{% assign " + name + " = '" + from + "' %}{% for i in (1.." + std::to_string(times) + ") %}{% assign " + name + " = " +
                   name + " | append: " + name + " %}{% endfor %}";
        };
        row("long needle",
            doubled("h", "aaaaaaaaaaaaaaaa", 20) + doubled("n", "aaaaaaaaaaaaaaaa", 16) +
                "{% assign n = n | append: 'b' %}{% if h contains n %}{% endif %}",
            "liquid.limit_steps");
        row("long pattern",
            doubled("h", "aaaaaaaaaaaaaaaa", 20) + doubled("n", "aaaaaaaaaaaaaaaa", 16) +
                "{% assign n = n | append: 'b' %}{{ h | replace: n, 'x' }}",
            "liquid.limit_steps");
        row("nested captures",
            doubled("big", "aaaaaaaaaaaaaaaa", 18) + repeated("{% capture a %}{{ big }}{{ big }}", 40) +
                repeated("{% endcapture %}", 40),
            "liquid.limit_memory");
        std::string names;
        for (int i = 0; i < 100'000; ++i)
            names += "{% assign v" + std::to_string(i) + " = 1 %}";
        row("snippets of many names", names + "{% render 'again' %}", "liquid.limit_memory");
        row("recursive include", "{% include 'self' %}", "liquid.limit_depth");
        row("recursive render", "{% render 'again' %}", "liquid.limit_depth");
        row("branching recursion", "{% include 'twice' %}", "liquid.limit_depth");
        row("long literal", std::string(10'000'000, 'x'), "liquid.limit_output");
        row("wide padding", repeated("{{ 'now' | date: '" + repeated("%1024Y", 200) + "' }}", 10),
            "liquid.limit_output");
        row("deep nesting", repeated("{% if true %}", 5000) + repeated("{% endif %}", 5000),
            "liquid.nesting_too_deep");
        row("deep brackets", "{{ " + repeated("a[", 5000) + "1" + repeated("]", 5000) + " }}", "");
        row("deep ranges", "{{ " + repeated("(", 5000) + " }}", "");
        row("nested ifs", repeated("{% if a %}", 10'000) + repeated("{% endif %}", 10'000),
            "liquid.nesting_too_deep");
        row("escaped output",
            "{% assign a = '<' %}" + repeated("{% assign a = a | append: a %}", 25) +
                "{{ a | escape }}",
            "liquid.limit_memory");
        row("joined list",
            "{{ (1..900000) | join: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}",
            "liquid.limit_memory");
        row("liquid in liquid", "{% liquid " + repeated("liquid ", 5000) + "%}",
            "liquid.nesting_too_deep");
    }
    void bombs() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, id);
        MapLoader loader;
        loader.sources = {{"self", "{% include 'self' %}"},
                          {"again", "{% render 'again' %}"},
                          {"twice", "{% for i in (1..9) %}{% include 'twice' %}{% endfor %}"}};
        liquid::RenderOptions options = pureLanguage();
        const auto start = std::chrono::steady_clock::now();
        options.clock = [] { return SystemClock().steady(); };
        options.limits.time = std::chrono::seconds(20); // the other limits must do it
        const Rendered rendered = renderText(source.toStdString(), Json::object(),
                                             liquid::ErrorMode::Lax, options, loader);
        QCOMPARE(rendered.errorId, id.toStdString());
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    }
    // Ten megabytes of one thing are read in a time that grows with their length only.
    void largeTemplatesAreReadSoon_data() {
        QTest::addColumn<QByteArray>("part");
        for (const char *part :
             {"x", "{{ a }}", "{{ a.b | append: 'c' | upcase }}", "{% assign a = b %}",
              "{% cycle 'a', 'b' %}", "{% cycle a: 1, 2 %}", "{% if a == b %}{% endif %}",
              "{% render 'self' %}", "{{ a", "{% comment %}", "{% raw %}", "a\n",
              "{{ 'a' | nosuch }}", "{% for i in a %}{% endfor %}", "{%- # x -%}"})
            QTest::newRow(part) << QByteArray(part);
    }
    void largeTemplatesAreReadSoon() {
        QFETCH(QByteArray, part);
        const std::string source =
            repeated(part.toStdString(), 10'000'000 / static_cast<int>(part.size()));
        const auto start = std::chrono::steady_clock::now();
        (void)liquid::parse(source);
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    }
    void longMarkupIsReadSoon_data() {
        QTest::addColumn<QByteArray>("open");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("close");
        const auto row = [](const char *open, const char *part, const char *close) {
            QTest::newRow((std::string(open) + part).c_str())
                << QByteArray(open) << QByteArray(part) << QByteArray(close);
        };
        row("{{ a", " | upcase", " }}");
        row("{{ a", ".b", " }}");
        row("{{ a", "[0]", " }}");
        row("{{ a | f: 1", ", 2", " }}");
        row("{{ ", "'", " }}");
        row("{{ ", "a ' ", " }}");
        row("{% if a", " and a", " %}{% endif %}");
        row("{% if a", " or & a", " %}{% endif %}");
        row("{% case a %}{% when 1", ", 2", " %}{% endcase %}");
        row("{% for i in a", " limit:1", " %}{% endfor %}");
        row("{% tablerow i in a", " cols:1", " %}{% endtablerow %}");
        row("{% tablerow ", "in", " %}{% endtablerow %}");
        row("{% cycle a", ", b", " %}");
        row("{% render 'x'", ", a: 1", " %}");
        row("{% assign ", "a ", " = 1 %}");
        row("{% liquid\n", "assign a = 1\n", "%}");
    }
    void longMarkupIsReadSoon() {
        QFETCH(QByteArray, open);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, close);
        const std::string source =
            open.toStdString() +
            repeated(part.toStdString(), 500'000 / static_cast<int>(part.size())) +
            close.toStdString();
        for (const auto mode : {liquid::ErrorMode::Lax, liquid::ErrorMode::Strict}) {
            liquid::ParseOptions options;
            options.mode = mode;
            const auto start = std::chrono::steady_clock::now();
            (void)liquid::parse(source, options);
            QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
        }
    }
    void theSnippetIsNamed() {
        MapLoader loader;
        loader.sources["slow"] = "\n {% for i in (1..9999999) %}{% endfor %}";
        const Rendered rendered = renderText("{% render 'slow' %}", Json::object(),
                                             liquid::ErrorMode::Lax, pureLanguage(), loader);
        QCOMPARE(rendered.errorId, std::string("liquid.limit_steps"));
        QCOMPARE(rendered.error.arg("snippet"), std::string_view("slow"));
        QCOMPARE(rendered.error.arg("line"), std::string_view("2"));
    }
    void theClockStopsSlowTemplates() {
        liquid::RenderOptions options = pureLanguage();
        auto now = std::chrono::microseconds(0);
        options.clock = [&now] { return now += std::chrono::milliseconds(1); };
        const Rendered rendered = renderText("{% for i in (1..500000) %}{% endfor %}",
                                             Json::object(), liquid::ErrorMode::Lax, options);
        QCOMPARE(rendered.errorId, std::string("liquid.limit_time"));
        QCOMPARE(rendered.error.kind, ErrorKind::Limit);
    }
    void outputLimitCountsThisRenderOnly() {
        liquid::RenderOptions options = pureLanguage();
        options.limits.outputBytes = 10;
        std::string out(100, 'x');
        const auto parsed = liquid::parse("0123456789");
        const Json data = Json::object();
        QVERIFY(parsed.program->render(liquid::JsonSource(data), options, out));
        QCOMPARE(out.size(), std::size_t{110});
        options.limits.outputBytes = 9;
        QVERIFY(!parsed.program->render(liquid::JsonSource(data), options, out));
        QCOMPARE(out.size(), std::size_t{110});
    }
    void tooLargeSourceIsRefused() {
        liquid::ParseOptions options;
        options.maxBytes = 10;
        const auto parsed = liquid::parse("01234567890", options);
        QVERIFY(!parsed.program);
        QCOMPARE(parsed.findings.at(0).id, std::string("liquid.template_too_large"));
    }
};

AUDIENCE_TEST(LiquidLimitsTest)
#include "limits_test.moc"
