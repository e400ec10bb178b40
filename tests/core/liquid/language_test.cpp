#include "render_helpers.h"
#include "support/test_main.h"

#include <QTest>

#include <thread>

using namespace audience;
using namespace audience::test;
using liquid::ErrorMode;

namespace {

std::string html(std::string_view source, const Json &data = Json::object()) {
    return renderText(source, data, ErrorMode::Strict).text;
}

class OneValue final : public liquid::ValueSource {
public:
    explicit OneValue(liquid::Value value) : m_value(value) {}
    bool find(std::string_view name, liquid::Arena &, liquid::Value &value) const override {
        value = m_value;
        return name == "v";
    }

private:
    liquid::Value m_value;
};

std::string with(liquid::Value value, std::string_view source,
                 liquid::RenderOptions options = pureLanguage(true)) {
    std::string out;
    const auto parsed = liquid::parse(source);
    if (!parsed.program)
        return "does not parse";
    const auto result = parsed.program->render(OneValue(value), options, out);
    return result ? out : result.error().id;
}

} // namespace

class LiquidLanguageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void syntaxErrorsHavePlaces_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("operator") << QByteArray("a\n{{ x + 1 }}")
                                  << QByteArray("liquid.unexpected_character") << 2 << 6;
        QTest::newRow("after umlauts") << QByteArray("\xC3\xA4\xC3\xB6 {{ ..x }}")
                                       << QByteArray("liquid.not_an_expression") << 1 << 7;
        QTest::newRow("unknown tag") << QByteArray("{% if a %}\n {% nope %}{% endif %}")
                                     << QByteArray("liquid.unknown_tag") << 2 << 2;
        QTest::newRow("never closed") << QByteArray("ok\n\n  {% for a in b %}x")
                                      << QByteArray("liquid.block_not_closed") << 3 << 3;
        QTest::newRow("tag cut off")
            << QByteArray("x {% if a") << QByteArray("liquid.tag_not_closed") << 1 << 3;
        QTest::newRow("output cut off")
            << QByteArray("{{ a }") << QByteArray("liquid.output_not_closed") << 1 << 1;
        QTest::newRow("wrong end") << QByteArray("{% if a %}{% endfor %}")
                                   << QByteArray("liquid.unexpected_tag") << 1 << 11;
        QTest::newRow("in a liquid tag") << QByteArray("{% liquid\n  assign a = 1\n  nope\n%}")
                                         << QByteArray("liquid.unknown_tag") << 3 << 1;
        QTest::newRow("for without in") << QByteArray("{% for a b %}{% endfor %}")
                                        << QByteArray("liquid.for_without_in") << 1 << 10;
    }
    void syntaxErrorsHavePlaces() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, id);
        QFETCH(int, line);
        QFETCH(int, column);
        const Rendered rendered =
            renderText(source.toStdString(), Json::object(), ErrorMode::Strict);
        QVERIFY(!rendered.parsed);
        const liquid::Finding &finding = rendered.findings.back();
        QCOMPARE(finding.id, id.toStdString());
        QCOMPARE(finding.line, line);
        QCOMPARE(finding.column, column);
    }
    void warnModeReportsAndGoesOn() {
        const Rendered rendered =
            renderText("{{ 'a' | upcase & }}", Json::object(), ErrorMode::Warn, pureLanguage());
        QVERIFY(rendered.parsed);
        QCOMPARE(rendered.text, std::string("A"));
        QCOMPARE(rendered.findings.size(), std::size_t{1});
        QCOMPARE(rendered.findings[0].severity, liquid::Severity::Warning);
        QCOMPARE(rendered.findings[0].column, 17);
        QVERIFY(renderText("{{ 'a' | upcase & }}").findings.empty());
    }
    void unknownFiltersAreReported() {
        const Rendered rendered =
            renderText("{{ 'a' | shout }}", Json::object(), ErrorMode::Strict);
        QCOMPARE(rendered.text, std::string("a"));
        QCOMPARE(rendered.findings.at(0).id, std::string("liquid.unknown_filter"));
        QCOMPARE(rendered.findings[0].column, 10);
        const Rendered two =
            renderText("\n\xC3\xA9{{ 'a' | shout }}\n{{ 'a' | yell }} {{ 'a' | cry }}");
        QCOMPARE(two.findings.size(), std::size_t{3});
        QCOMPARE(two.findings[0].line, 2);
        QCOMPARE(two.findings[0].column, 11);
        QCOMPARE(two.findings[1].line, 3);
        QCOMPARE(two.findings[1].column, 10);
        QCOMPARE(two.findings[2].column, 27);
    }
    void renderErrorsAreFatalOrWritten() {
        const char *source = "a{{ 1 | divided_by: 0 }}b";
        Rendered rendered = renderText(source, Json::object(), ErrorMode::Lax, pureLanguage(false));
        QCOMPARE(rendered.text, std::string("aLiquid error: divided by 0b"));
        QCOMPARE(rendered.findings.size(), std::size_t{1});
        rendered = renderText(source, Json::object(), ErrorMode::Lax, pureLanguage(true));
        QCOMPARE(rendered.errorId, std::string("liquid.division_by_zero"));
        QCOMPARE(rendered.error.arg("column"), std::string_view("9"));
        QVERIFY(rendered.text.empty());
    }
    // What a template reads again is not looked up again, unless a tag changes it in between.
    void pathsFollowWhatTagsChange() {
        const Json data =
            *parseJson("{\"o\":{\"k\":\"old\"},\"p\":{\"k\":\"new\"},\"n\":{\"size\":7}}");
        QCOMPARE(
            html("{% for i in (1..2) %}{{ o.k }} {% assign o = p %}{% endfor %}{{ o.k }}", data),
            std::string("old new new"));
        QCOMPARE(html("{{ o.k }}{% for o in (1..1) %}{{ o.k }}{% endfor %}{{ o.k }}", data),
                 std::string("oldold"));
        QCOMPARE(html("{{ n.size }}{% increment n %}{{ n }}", data), std::string("701"));
        QCOMPARE(html("{{ p.k }}{{ p['k'] }}{{ p.size }}{{ p.k }}", data),
                 std::string("newnew1new"));
    }
    void constantsAreFilteredWhileReading() {
        const auto parsed =
            liquid::parse("{{ 'a,b' | split: ',' | last | upcase }}{{ 7 | divided_by: 2 }}");
        std::string out;
        QVERIFY(parsed.program->render(OneValue({}), {}, out));
        QCOMPARE(out, std::string("B3"));
        QCOMPARE(parsed.program->usedFilters(),
                 (std::vector<std::string>{"divided_by", "last", "split", "upcase"}));
        const Rendered wrong = renderText("x{{ 'abc' | slice: 'y' }}", Json::object(),
                                          ErrorMode::Lax, pureLanguage(true));
        QCOMPARE(wrong.errorId, std::string("liquid.invalid_integer"));
        QCOMPARE(wrong.error.arg("column"), std::string_view("13"));
    }
    void outputIsAppendedAndRestored() {
        std::string out = "before ";
        const auto good = liquid::parse("{{ 1 }}"), bad = liquid::parse("x{{ 1 | modulo: 0 }}");
        QVERIFY(good.program->render(OneValue({}), {}, out));
        QCOMPARE(out, std::string("before 1"));
        QVERIFY(!bad.program->render(OneValue({}), {}, out));
        QCOMPARE(out, std::string("before 1"));
    }
    void missingFieldsNameThemselves_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << QByteArray("Hi {{ name }}") << QByteArray("name");
        QTest::newRow("path") << QByteArray("{{ shop.city.zip | upcase }}")
                              << QByteArray("shop.city.zip");
        QTest::newRow("null is missing") << QByteArray("{{ nothing }}") << QByteArray("nothing");
        QTest::newRow("argument") << QByteArray("{{ 'Hi ' | append: name }}") << QByteArray("name");
        QTest::newRow("assigned") << QByteArray("{% assign a = name | upcase %}")
                                  << QByteArray("name");
        QTest::newRow("default") << QByteArray("{{ name | default: 'friend' }}") << QByteArray();
        QTest::newRow("missing default")
            << QByteArray("{{ name | default: other }}") << QByteArray("name");
        QTest::newRow("asked for") << QByteArray("{% if name %}x{% endif %}") << QByteArray();
        QTest::newRow("there") << QByteArray("{{ shop.name }}") << QByteArray();
    }
    void missingFieldsNameThemselves() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, field);
        liquid::RenderOptions options;
        options.missing = liquid::Missing::Error;
        options.stopAtError = false;
        const Json data = *parseJson("{\"shop\":{\"name\":\"x\"},\"nothing\":null}");
        const Rendered rendered =
            renderText(source.toStdString(), data, ErrorMode::Strict, options);
        QCOMPARE(rendered.errorId.empty(), field.isEmpty());
        QCOMPARE(rendered.error.arg("field"), std::string_view(field.constData()));
        QVERIFY(renderText(source.toStdString(), data, ErrorMode::Strict).errorId.empty());
    }
    void htmlIsEscapedOnce_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *source, const char *result) {
            QTest::newRow(source) << QByteArray(source) << QByteArray(result);
        };
        row("{{ n }}", "&lt;b&gt;&amp;&quot;&#39;");
        row("{{ n | raw }}", "<b>&\"'");
        row("{{ n | escape }}", "&lt;b&gt;&amp;&quot;&#39;");
        row("{{ n | escape | upcase }}", "&LT;B&GT;&AMP;&QUOT;&#39;");
        row("{{ '<i>' }}", "<i>");
        row("{{ n | prepend: '<i>' | append: '</i>' }}", "<i>&lt;b&gt;&amp;&quot;&#39;</i>");
        row("{% capture c %}{{ n }}<hr>{% endcapture %}{{ c }}", "&lt;b&gt;&amp;&quot;&#39;<hr>");
        row("{{ l | join: '<br>' }}", "&lt;a&gt;<br>&amp;");
        row("{{ l }}", "&lt;a&gt;&amp;");
        row("{{ t | newline_to_br }}", "&lt;<br />\n&gt;");
        row("{{ n | escape | url_decode }}", "&amp;lt;b&amp;gt;&amp;amp;&amp;quot;&amp;#39;");
        row("{{ o }}", "{&quot;k&quot;=&gt;&quot;&lt;&quot;}");
        row("{% assign x = n %}{{ x | replace: 'b', '<u>' }}", "&lt;&lt;u&gt;&gt;&amp;&quot;&#39;");
        row("{% for c in l %}{{ c }}{% cycle n %}{% endfor %}",
            "&lt;a&gt;&lt;b&gt;&amp;&quot;&#39;&amp;&lt;b&gt;&amp;&quot;&#39;");
        row("{{ n | split: 'b' | first }}", "&lt;");
        row("{{ '2016-01-02' | date: n }}", "&lt;b&gt;&amp;&quot;&#39;");
    }
    void htmlIsEscapedOnce() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, result);
        const Json data = *parseJson(
            "{\"n\":\"<b>&\\\"'\",\"l\":[\"<a>\",\"&\"],\"t\":\"<\\n>\",\"o\":{\"k\":\"<\"}}");
        QCOMPARE(html(source.toStdString(), data), result.toStdString());
    }
    void moneyStaysExact() {
        const auto money = liquid::Value::decimal(*decimalFromText("19.90"));
        QCOMPARE(with(money, "{{ v }}"), std::string("19.90"));
        QCOMPARE(with(money, "{{ v | times: 3 }}"), std::string("59.70"));
        QCOMPARE(with(money, "{{ v | plus: 0.1 }}"), std::string("20.00"));
        QCOMPARE(with(money, "{{ v | times: 1.19 | round: 2 }}"), std::string("23.68"));
        QCOMPARE(with(money, "{{ v | divided_by: 4 }}"), std::string("4.975"));
        QCOMPARE(with(money, "{{ v | ceil }}"), std::string("20"));
        QCOMPARE(with(money, "{% if v == 19.9 and v > 19 %}y{% endif %}"), std::string("y"));
        QCOMPARE(with(liquid::Value::integer(INT64_MAX), "{{ v | plus: 1 }}"),
                 std::string("9223372036854775808"));
    }
    void dates_data() {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *source, const char *result) {
            QTest::newRow(source) << QByteArray(source) << QByteArray(result);
        };
        row("{{ 'now' | date: '%Y-%m-%d %H:%M %z %Z' }}", "2026-11-21 10:00 +0100 CET");
        row("{{ 'July 1, 2026' | date: '%F %T %Z' }}", "2026-07-01 00:00:00 CEST");
        row("{{ '2026-07-01T12:00:00Z' | date: '%H:%M %Z' }}", "12:00 UTC");
        row("{{ '2026-07-01 12:00 +05:30' | date: '%H:%M %:z' }}", "12:00 +05:30");
        row("{{ 0 | date: '%s %A %-d. %B %Y, %-H:%M' }}", "0 Thursday 1. January 1970, 1:00");
        row("{{ '3rd Feb 2024' | date: '%e|%-m|%y|%j|%^a|%U|%V' }}", " 3|2|24|034|SAT|04|05");
        row("{{ '10:30 pm' | date: '%F %I:%M %p' }}", "2026-11-21 10:30 PM");
        row("{{ '14.3.2016' | date: '%F' }}", "2016-03-14");
        row("{{ '2016/3/4' | date: '%D %3N %L %10Y' }}", "03/04/16 000 000 0000002016");
        row("{{ 'Tue, 15 Nov 1994 12:45:26 GMT' | date: '%c' }}", "Tue Nov 15 12:45:26 1994");
        row("{{ 'not a date' | date: '%Y' }}", "not a date");
        row("{{ '2026-02-30' | date: '%Y' }}", "2026-02-30");
        row("{{ '2026-02-03' | date: '' }}", "2026-02-03");
        row("{{ '2026-02-03 05:06:07 +7776807' | date: '%H:%M' }}", "05:06");
        row("{{ '2026-02-03 05:77777777777' | date: '%H:%M' }}", "2026-02-03 05:77777777777");
    }
    void dates() {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, result);
        liquid::RenderOptions options = pureLanguage(true);
        // Central Europe: summer time from the end of March to the end of October.
        options.zone = [](Instant instant) {
            const int month =
                ymdFromCivil({static_cast<std::int32_t>(instant.micros / kMicrosPerDay)}).month;
            return month > 3 && month < 11 ? liquid::Zone{7200, "CEST"} : liquid::Zone{3600, "CET"};
        };
        QCOMPARE(renderText(source.toStdString(), Json::object(), ErrorMode::Strict, options).text,
                 result.toStdString());
    }
    void momentsAndDays() {
        const auto moment = liquid::Value::instant(*instantFromIso("2026-03-04T05:06:07Z"));
        QCOMPARE(with(moment, "{{ v | date: '%d.%m.%y %H:%M' }} {{ v }}"),
                 std::string("04.03.26 05:06 2026-03-04 05:06:07 UTC"));
        const auto day = liquid::Value::date(*civilFromIso("2026-03-04"));
        QCOMPARE(with(day, "{{ v | date: '%-d %b' }} {{ v }}"), std::string("4 Mar 2026-03-04"));
    }
    void usedNamesAreReported() {
        MapLoader loader;
        loader.sources = {{"foot", "{{ shop.name | upcase }}"}, {"card", "{{ item.price }}"}};
        liquid::ParseOptions options;
        options.snippets = &loader;
        const auto parsed = liquid::parse(
            "{{ customer.first_name | default: 'x' }}{% assign y = customer['last name'] %}{{ y }}"
            "{% for o in orders %}{{ o.total | times: rate }}{{ forloop.index }}{% endfor %}"
            "{{ orders.size }}{{ a[0].b }}{% include 'foot' %}{% render 'card', item: o %}",
            options);
        const std::vector<std::string> fields = {
            "a", "customer.first_name", "customer.last name", "orders", "rate", "shop.name"};
        QCOMPARE(parsed.program->usedFields(), fields);
        QCOMPARE(parsed.program->usedFilters(),
                 (std::vector<std::string>{"default", "times", "upcase"}));
    }
    void brokenSnippetsHurtOnlyWhenReached() {
        MapLoader loader;
        loader.sources["bad"] = "{% if %}";
        const char *source = "{% if go %}{% render 'bad' %}{% endif %}ok";
        const Rendered calm = renderText(source, Json::object(), ErrorMode::Strict, {}, loader);
        QCOMPARE(calm.text, std::string("ok"));
        QCOMPARE(calm.findings.at(0).snippet, std::string("bad"));
        const Rendered reached =
            renderText(source, *parseJson("{\"go\":true}"), ErrorMode::Strict, {}, loader);
        QCOMPARE(reached.errorId, std::string("liquid.snippet_broken"));
        QCOMPARE(renderText("{% render 'none' %}").errorId, std::string("liquid.snippet_missing"));
    }
    void oneProgramManyThreads() {
        const auto parsed = liquid::parse("{% for i in (1..20) %}{{ v | plus: i }}{% cycle 'a', "
                                          "'b' %}{% increment n %}{% endfor %}");
        std::vector<std::string> results(8);
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < results.size(); ++t)
            threads.emplace_back([&parsed, &results, t] {
                for (int round = 0; round < 200; ++round) {
                    std::string out;
                    if (!parsed.program->render(
                            OneValue(liquid::Value::integer(static_cast<int>(t))),
                            pureLanguage(true), out))
                        out = "failed";
                    if (round > 0 && out != results[t])
                        out = "differs";
                    results[t] = out;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        for (std::size_t t = 0; t < results.size(); ++t)
            QCOMPARE(results[t].substr(0, 3), std::to_string(t + 1) + "a0");
    }
};

AUDIENCE_TEST(LiquidLanguageTest)
#include "language_test.moc"
