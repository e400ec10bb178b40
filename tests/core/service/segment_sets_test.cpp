// Segments that stand on other saved segments: counted, shown as SQL, and refused when they form a circle.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "segment/rule_text.h"
#include "service/demo_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

static constexpr const char *kTables = "{\"customers\": {\"table\": [\"crm\", \"it's\"], \"columns\": {\"country\": \"LAND\"}}}";
static constexpr const char *kBadTables[] = {"[]",
                                             "{\"nobody\": {}}",
                                             "{\"customers\": 1}",
                                             "{\"customers\": {\"table\": \"\"}}",
                                             "{\"customers\": {\"table\": [1]}}",
                                             "{\"customers\": {\"columns\": {\"country\": 1}}}",
                                             "{\"customers\": {\"columns\": {\"no such\": \"x\"}}}",
                                             "{\"customers\": {\"name\": \"x\"}}"};

class SegmentSetsTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    SegmentView save(const std::string &name, const std::string &text, const SegmentView &before = {}) {
        SegmentView segment = before;
        segment.name = name;
        segment.rule = *segment::ruleFromText(text);
        auto saved = SegmentService(*m_session).save(segment);
        return saved ? *saved : SegmentView();
    }
    static std::string in(const SegmentView &segment) { return "in segment \"" + std::to_string(segment.id.value) + '"'; }
    std::int64_t count(const std::string &text) {
        const auto counted = SegmentService(*m_session).count(*segment::ruleFromText(text), {});
        return counted ? counted->count : -1;
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 300;
        shop.events = 3000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
    }
    void cleanupTestCase() { m_session.reset(); }

    void segmentsOfSegments() {
        const SegmentView buyers = save("Buyers of all times", "did purchase");
        const SegmentView sample = save("A tenth of them", in(buyers) + " and bucket 0 to 999 salt test");
        const std::int64_t all = count("did purchase"), tenth = count(in(sample));
        QVERIFY(tenth > 0 && tenth < all);
        QCOMPARE(count(in(buyers) + " and not " + in(sample)), all - tenth);
        const auto sql = SegmentService(*m_session).sql(sample.rule, "sqlite");
        QVERIFY2(sql, sql ? "" : sql.error().id.c_str());
        QVERIFY(sql->find("bucket_of(") != std::string::npos);
        // The first leads to the second, which leads to the first.
        save(buyers.name, in(sample), buyers);
        const auto findings = SegmentService(*m_session).check(sample.rule);
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(count(in(sample)), std::int64_t{-1});
        QCOMPARE(count("in segment \"987654321\""), std::int64_t{-1});
    }

    // People write names; rules keep the number, which a new name does not change.
    void segmentsByTheirNames() {
        const SegmentService segments(*m_session);
        const SegmentView called = save("Called by name", "did purchase and bucket 0 to 4999 salt name");
        const auto read = segments.fromText("not (in segment \"called BY name\")");
        QVERIFY(read.has_value());
        QCOMPARE(segments.toText(*read), "not " + in(called));
        QCOMPARE(count(segments.toText(*segments.fromText("in segment \"Called by name\""))), count(in(called)));
        QCOMPARE(segments.toText(*segments.fromText("in segment \"Nobody called so\"")), std::string("in segment \"Nobody called so\"")); // counting says so
        // A name that is the number of another says neither.
        const SegmentView number = save(std::to_string(called.id.value), "everybody");
        const auto either = segments.fromText(in(called));
        QVERIFY(!either);
        QCOMPARE(either.error().id, std::string("segment.several_called"));
        QVERIFY(SegmentService(*m_session).remove(number.id).has_value());
        QVERIFY(segments.fromText(in(called)).has_value());
    }

    void sqlOfOtherDatabases() {
        const SegmentService segments(*m_session);
        const model::SegmentRule rule = *segment::ruleFromText("country = DE and did purchase");
        SqlRequest request;
        for (const std::string &dialect : SegmentService::sqlDialects()) {
            request.dialect = dialect;
            const auto sql = segments.sql(rule, request);
            QVERIFY2(sql, dialect.c_str());
            QVERIFY(sql->text.find("'DE'") == std::string::npos);
            QVERIFY(!sql->parameters.empty() && sql->parameters[0].value == Json("DE"));
            QCOMPARE(sql->parameters[0].type, std::string("text"));
        }
        request.dialect = "snowflake";
        request.dbtModel = true;
        request.tables = *parseJson(kTables);
        const auto model = segments.sql(rule, request);
        QVERIFY2(model, model ? "" : model.error().id.c_str());
        QVERIFY(model->parameters.empty());
        for (const char *part : {"{{ config(materialized='view') }}\n", "{{ source('crm', 'it\\'s') }}", "\"LAND\" IN ('DE')", "{{ ref('"})
            QVERIFY2(model->text.find(part) != std::string::npos, (part + ("\n" + model->text)).c_str());
        request.dialect = "oracle";
        QCOMPARE(segments.sql(rule, request).error().id, std::string("segment.unknown_dialect"));
        request.dialect = "fabric";
        for (const char *bad : kBadTables) {
            request.tables = *parseJson(bad);
            const auto sql = segments.sql(rule, request);
            QVERIFY2(!sql && sql.error().id == "segment.bad_tables", bad);
        }
    }
};

AUDIENCE_TEST(SegmentSetsTest)
#include "segment_sets_test.moc"
