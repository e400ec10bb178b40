// The text of one rule of each family in every dialect, word for word: tests/core/segment/sql/DIALECT.sql.
// AUDIENCE_WRITE_GOLDEN=1 writes the files anew; what changed is then read before it is kept.
#include "memory_data.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/rule_text.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

namespace audience::test {

#ifndef Q_MOC_RUN
namespace {

// In the text form, or as JSON where words are longer.
constexpr const char *kRules[] = {
    R"(country in ("US", "it's \\ '") and age between 18 and 30 and consent is true)",
    R"(country is US ignoring case or city does not contain "burg" or home starts with "Ö" ignoring case)",
    R"(email like "%_@ex[a]mple\\%.com" and domain of email is "example.com" and length of city > 3)",
    R"(country = the field home and not balance >= the field credit)",
    R"(balance in (12.5, 20) and score >= 2.5 and born within the last 30 days and last_seen on "2026-03-29")",
    R"(hour of last_seen between 9 and 16 in zone "UTC" and weekday of born in (6, 7))",
    R"(did purchase at least 3 times in the last 90 days where (category in (US, CA), amount > 9.99))",
    R"(did purchase with sum of amount > 100 and did not refund with avg of amount >= 12.5 and did view with avg of weight < 2)",
    R"(last purchase older than 90 days and first view in the last 1 years)",
    R"(top 10 percent by sum of amount over purchase among (country = US) or top 5 by balance or bottom 3 by avg of items over view)",
    R"(sequence (view then purchase within 24 hours then not refund) and sequence (view then purchase) all within 7 days with the same category)",
    R"(latest of purchase has (category = US) and count of view since last purchase times >= 2)",
    R"(sessions longest >= 30 gap 20 minutes of view in the last 90 days and sessions count > 2 of purchase)",
    R"(related sum of price (orders where (total > 10) then order_lines) > 100 and related latest by placed (orders) has (total > 5))",
    R"(held for at least 30 days (did purchase at least 2 times in the last 90 days))",
    R"(in keys ("person 1", "person 2") and bucket 0 to 999 salt spring and did never_seen at least 1 times)",
};
// What not all of them can say.
constexpr const char *kNotEverywhere[] = {
    R"(email matches "^[a-z]+@")",
    R"(city matches "(?i)ks\\w{2,3}?[^\\]x-]|\\d+\\.ö?$" or email matches "(?:a|b.)*@" ignoring case)",
    R"(city matches "\\bburg")",
    R"(email matches "^[^@ ]+@(shop|example)\\.(com|org)$" and city does not match "[ßkm]{2}")",
    R"(home matches "^.{3}$")",
    R"(data at "tags[]" = a)",
    R"(data at "deep.x[0]" >= 2 for all and length of data at "$" > 1 and data at tags is not empty)",
    R"(data at "deep.x[0].y" <= 2.5 and data at "tags[].n" exists)",
    R"(data at flag is true and data at "deep.x[].y" in (US, "a b") ignoring case and data at s does not exist)",
    R"(hour of last_seen > 9 in the zone of zone)",
    R"(last_seen within today in the zone of zone)",
    R"(did purchase where (category matches "a+", amount > 2))",
    R"(rfm group in ("champions") by amount over purchase)",
    R"(trait:basket > 20 or top 10 by trait:spent)",
    R"(trait:favourite = US)",
    R"(trait:last_buy within the last 30 days)",
    R"(balance > the average of balance)",
};

} // namespace
#endif

class SegmentDialectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        SeededRng rng(7);
        m_data = randomData(rng, 5, 40, m_now);
    }

    void everyDialect_data() {
        QTest::addColumn<int>("dialect");
        for (const sql::Dialect dialect : sql::allDialects())
            QTest::newRow(std::string(sql::toText(dialect)).c_str()) << static_cast<int>(dialect);
    }
    void everyDialect() {
        QFETCH(int, dialect);
        std::string all;
        for (const char *rule : kRules) {
            const auto sql = written(rule, static_cast<sql::Dialect>(dialect), {});
            QVERIFY2(sql, rule);
            all += std::string("==== ") + rule + "\n" + shown(*sql);
        }
        all += std::string("==== as it is pasted: ") + kRules[0] + "\n" + written(kRules[0], static_cast<sql::Dialect>(dialect), {true})->text + "\n";
        for (const char *rule : kNotEverywhere) {
            const auto sql = written(rule, static_cast<sql::Dialect>(dialect), {});
            const bool namesZones = std::string_view(rule).find("the zone of") != std::string_view::npos; // more every year
            all += std::string("==== ") + rule + "\n" + (sql && namesZones ? "written\n" : sql ? shown(*sql) : sql.error().id + " " + std::string(sql.error().arg("path")) + "\n");
        }
        const QString path = QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/segment/sql/") +
                             QString::fromStdString(std::string(sql::toText(static_cast<sql::Dialect>(dialect)))) + QStringLiteral(".sql");
        QFile golden(path);
        if (qEnvironmentVariableIsSet("AUDIENCE_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(QByteArray::fromStdString(all));
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(path));
        const std::string kept = golden.readAll().toStdString();
        const auto differs = std::mismatch(all.begin(), all.end(), kept.begin(), kept.end());
        QVERIFY2(all == kept, ("differs from here on:\n" + std::string(differs.first, all.end()).substr(0, 600)).c_str());
    }

    // Nothing of a person's becomes SQL of its own, however it is spelled.
    void hostileTexts_data() { everyDialect_data(); }
    void hostileTexts() {
        QFETCH(int, dialect);
        const std::string evil = "x' OR 1=1 --\\' {{ evil }} \x01" "0\x02";
        model::SegmentRule rule;
        rule.root = model::conditionNode(Json::object({{"type", "attribute"}, {"field", "country"}, {"op", "="}, {"value", evil}}));
        const auto bound = written(rule, static_cast<sql::Dialect>(dialect), {});
        QVERIFY(bound && bound->text.find("1=1") == std::string::npos);
        QCOMPARE(std::get<std::string>(bound->parameters[0]).substr(0, evil.size()), evil);
        const auto pasted = written(rule, static_cast<sql::Dialect>(dialect), {true});
        const std::string literal = sql::grammarOf(static_cast<sql::Dialect>(dialect)).textLiteral(evil);
        QVERIFY(pasted && pasted->text.find(literal) != std::string::npos);
        const auto model = written(rule, static_cast<sql::Dialect>(dialect), {true, true});
        QVERIFY(model && model->text.find("{{ evil") == std::string::npos);
        QVERIFY(model->text.find("ORDER BY") == std::string::npos);
    }

    // Tables and columns have other names there.
    void mappedNames() {
        segment::SqlNames names = m_data.sqlNames();
        names.profiles = sql::TableName::ofParts({"crm", "peo\"ple"});
        names.columns = {{"country", "land"}};
        names.events[0].table = sql::TableName::verbatim("{{ ref('shop') }}");
        names.events[0].columns = {{"amount", "gross"}};
        const auto rule = segment::ruleFromText("country = US and did purchase of dataset shop with sum of amount > 3 where (amount > 1)");
        QVERIFY(rule);
        const auto compiled = segment::compile(*rule, m_data.schema(), {m_now, "UTC"});
        QVERIFY(compiled.plan);
        const auto sql = segment::toSql(*compiled.plan, m_data.schema(), names, sql::Dialect::Postgresql);
        QVERIFY(sql);
        for (const char *part : {R"(FROM "crm"."peo""ple")", R"("land" IN ($1))", "FROM {{ ref('shop') }}", R"("gross" AS property)", R"("gross" >)"})
            QVERIFY2(sql->text.find(part) != std::string::npos, (part + ("\n" + sql->text)).c_str());
        QVERIFY(sql->text.find("\"country\"") == std::string::npos);
    }

    void refusalsNameTheCondition() {
        const auto where = written("age > 3 and did purchase where (amount > 2, category matches \"\\\\ba\")", sql::Dialect::Postgresql, {});
        QVERIFY(!where);
        QCOMPARE(where.error().id, std::string("segment.no_sql_pattern"));
        QCOMPARE(std::string(where.error().arg("path")), std::string("/rule/all/1/where/1"));
        QCOMPARE(std::string(where.error().arg("dialect")), std::string("postgresql"));
        const auto step = written("sequence (view then purchase where (category matches \"\\\\ba\"))", sql::Dialect::Snowflake, {});
        QVERIFY(!step);
        QCOMPARE(std::string(step.error().arg("path")), std::string("/rule/steps/1/where/0"));
        // Fabric takes 8,000 bytes of a pattern.
        const auto ofBytes = [&](std::size_t bytes) { return written("city matches \"" + std::string(bytes, 'a') + '"', sql::Dialect::Fabric, {}); };
        QVERIFY(ofBytes(8'000));
        QCOMPARE(ofBytes(8'001).error().id, std::string("segment.no_sql_pattern"));
    }

private:
    static std::string shown(const sql::Statement &sql) {
        std::string text = sql.text + "\n";
        for (const sql::Value &value : sql.parameters)
            text += "  " + std::string(sql::typeOf(value)) + " " + sql::grammarOf(sql::Dialect::Postgresql).literal(value) + "\n";
        return text;
    }
    Result<sql::Statement> written(const std::string &text, sql::Dialect dialect, segment::SqlForm form) const {
        TRY_ASSIGN(const model::SegmentRule rule, segment::ruleFromText(text));
        return written(rule, dialect, form);
    }
    Result<sql::Statement> written(const model::SegmentRule &rule, sql::Dialect dialect, segment::SqlForm form) const {
        const auto compiled = segment::compile(rule, m_data.schema(), {m_now, "Europe/Berlin", &m_sets});
        if (!compiled.plan)
            return segment::asError(compiled.findings);
        return segment::toSql(*compiled.plan, m_data.schema(), m_data.sqlNames(), dialect, form);
    }
    Instant m_now = *instantFromIso("2026-04-01T12:00:00Z");
    MemoryData m_data;
    RandomSets m_sets;
};

} // namespace audience::test

using audience::test::SegmentDialectsTest;
AUDIENCE_TEST(SegmentDialectsTest)
#include "segment_dialects_test.moc"
