// Analytic queries over the demo shop as the workspace holds it: the same figures as SQL over its virtual tables.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/analytic_service.h"
#include "service/data_service.h"
#include "service/demo_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/text/sentences.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class AnalyticServiceTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    Result<AnalyticTable> ask(const std::string &members) const {
        return AnalyticService(*m_session).runText(R"({"audience_query":1,)" + members + "}");
    }
    // Rows of texts, one line each; an error's id.
    std::string answer(const std::string &members) const {
        const auto table = ask(members);
        if (!table)
            return table.error().id;
        std::string all;
        for (const auto &row : table->rows) {
            for (const engine::Cell &cell : row)
                all += engine::toText(cell) + '|';
            all += '\n';
        }
        return all;
    }
    std::string sql(const std::string &statement) const {
        const auto page = DataService(*m_session).query(statement, 100'000);
        if (!page)
            return page.error().id + page.error().detail;
        std::string all;
        for (const auto &row : page->rows) {
            for (const std::string &cell : row)
                all += cell + '|';
            all += '\n';
        }
        return all;
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
        shop.people = 500;
        shop.events = 8'000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
    }
    void cleanupTestCase() { m_session.reset(); }

    void figuresAreThoseOfSql_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("statement");
        const auto row = [](const char *name, const char *query, const char *statement) {
            QTest::newRow(name) << QString::fromUtf8(query) << QString::fromUtf8(statement);
        };
        row("revenue by month", R"("events":{"name":"purchase"},"group_by":[{"event":"time","by":"month","zone":"Europe/Berlin"}],)"
                                R"("measures":[{"of":"sum","field":"amount"},{"of":"people"}])",
            "select substr(local_time(happened_at, 'Europe/Berlin', 'UTC'), 1, 7) || '-01', dec_sum(amount), count(distinct e.customer_id) "
            "from events e join customers c on c.customer_id = e.customer_id where event = 'purchase' group by 1 order by 1");
        row("categories by revenue of countries", R"("events":{"name":"purchase"},"group_by":[{"field":"category"},{"person":"country"}],)"
                                                  R"("measures":[{"of":"count"},{"of":"sum","field":"amount"}],"order_by":[{"measure":0,"descending":true}],"limit":10)",
            "select category, country, count(*), dec_sum(amount) from events e join customers c on c.customer_id = e.customer_id "
            "where event = 'purchase' group by 1, 2 order by 3 desc, 1, 2 limit 10");
        row("people by orders", R"("group_by":[{"formula":{"of":"count","name":"purchase"}}])",
            "select n, count(*) from (select c.customer_id, count(e.event) n from customers c left join events e on e.customer_id = c.customer_id "
            "and e.event = 'purchase' group by 1) group by 1 order by 1");
        row("people joined by quarter", R"("people":{"type":"attribute","field":"country","op":"!=","value":"DE"},"group_by":[{"field":"joined","by":"year"}],)"
                                        R"("measures":[{"of":"count"},{"of":"min","field":"age"},{"of":"distinct","field":"city"}])",
            "select substr(joined, 1, 4) || '-01-01', count(*), min(age), count(distinct city) from customers where country <> 'DE' or country is null "
            "group by 1 order by 1");
    }
    void figuresAreThoseOfSql() {
        QFETCH(QString, query);
        QFETCH(QString, statement);
        const std::string expected = sql(statement.toStdString());
        QVERIFY2(expected.find('\n') != std::string::npos, expected.c_str());
        const std::string given = answer(query.toStdString());
        QVERIFY2(given == expected, (given + "\ninstead of\n" + expected).c_str());
    }

    void totalsAndJson() {
        const auto table = ask(R"("events":{"name":"purchase"},"group_by":[{"field":"amount","bins":{"width":"50"}}],"measures":[{"of":"count"},{"of":"people"}],"limit":2,"totals":true)");
        QVERIFY(table);
        QVERIFY(table->isCut());
        QCOMPARE(engine::toText(table->totals[0]), sql("select count(*) from events where event = 'purchase'").substr(0, engine::toText(table->totals[0]).size()));
        const Json json = toJson(*table);
        QCOMPARE(json["columns"][0]["bin_width"].get<std::string>(), std::string("50.00"));
        QCOMPARE(json["rows"].size(), std::size_t{2});
        QCOMPARE(json["counted"].get<std::int64_t>(), json["totals"][0].get<std::int64_t>());
        QVERIFY(json["cut"].get<bool>());
    }

    void topValuesAreThoseOfSql() {
        const auto top = SegmentService(*m_session).topValues("age", 5);
        QVERIFY(top);
        std::string all;
        for (const Bucket &bucket : *top)
            all += bucket.label + '|' + std::to_string(bucket.count) + "|\n";
        QCOMPARE(all, sql("select age, count(*) from customers where age is not null group by 1 order by 2 desc, 1 limit 5"));
    }

    // Orders without a customer and of customers who never came: the same figures as SQL over the table, until
    // something is asked of people; and they are the person's as soon as the profile is there.
    void guestsCountAsTheirProfilesCome() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("guests")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(7);
        options.environment.actor = "tester";
        const auto session = Session::create(m_dir.filePath(QStringLiteral("guests.audience")).toStdString(), options);
        QVERIFY(session);
        const auto shop = std::exchange(m_session, *session);
        const auto back = qScopeGuard([&] { m_session = shop; });
        int files = 0;
        const auto import = [&](store::DatasetRole role, const char *rows) {
            QFile file(m_dir.filePath(QStringLiteral("guests-%1.csv").arg(++files)));
            if (!file.open(QIODevice::WriteOnly) || file.write(rows) < 0)
                return false;
            file.close();
            ingest::ImportSpec spec;
            spec.path = file.fileName().toStdString();
            spec.role = role;
            spec.name = role == store::DatasetRole::Events ? "orders" : "people";
            spec.mode = role == store::DatasetRole::Events ? store::WriteMode::Append : store::WriteMode::Upsert;
            spec.key = role == store::DatasetRole::Events ? "" : "id";
            if (role == store::DatasetRole::Events) {
                spec.profile = "customer";
                spec.time = "at";
                spec.eventName = "order";
            }
            return DataService(*m_session).importFile(spec).has_value();
        };
        const auto asSql = [&](const char *members, const char *statement) {
            const std::string given = answer(members), expected = sql(statement);
            QVERIFY2(given == expected, (given + "\ninstead of\n" + expected + "\n" + statement).c_str());
        };
        const auto compare = [&] {
            asSql(R"("events":{},"measures":[{"of":"count"},{"of":"sum","field":"total"},{"of":"max","field":"total"},{"of":"distinct","field":"kind"},{"of":"people"}])",
                  "select count(*), dec_sum(total), max(total), count(distinct kind), count(distinct p.id) from orders o left join people p on p.id = o.customer");
            asSql(R"("events":{},"group_by":[{"field":"kind"}],"measures":[{"of":"count"},{"of":"min","field":"total"},{"of":"count","people":{"type":"attribute","field":"country","op":"=","value":"DE"}}])",
                  "select kind, count(*), min(total), count(*) filter (where p.country = 'DE') from orders o left join people p on p.id = o.customer group by 1 order by 1");
            asSql(R"("events":{"window":{"last":20,"unit":"years"}},"group_by":[{"event":"time","by":"month"}])",
                  "select substr(at, 1, 7) || '-01', count(*) from orders group by 1 order by 1");
            asSql(R"("events":{"where":[{"field":"total","op":">","value":"5"}]},"group_by":[{"field":"total","bins":{"width":10}}],"order_by":[{"measure":0,"descending":true}],"limit":1)",
                  "select '0.00', count(*) from orders where total > 5 and total < 10");
            // A join with the people.
            asSql(R"("events":{},"group_by":[{"person":"country"}],"measures":[{"of":"count"},{"of":"sum","field":"total"}])",
                  "select country, count(*), dec_sum(total) from orders o join people p on p.id = o.customer group by 1 order by 1");
            asSql(R"("events":{},"people":{"type":"attribute","field":"country","op":"!=","value":"XX"},"measures":[{"of":"sum","field":"total"}])",
                  "select dec_sum(total) from orders o join people p on p.id = o.customer");
        };
        QVERIFY(import(store::DatasetRole::Profiles, "id,country\na,DE\nb,US\n"));
        QVERIFY(import(store::DatasetRole::Events, "customer,at,total,kind\na,2026-01-01,5.25,x\n,2026-01-02,6.45,y\nghost,2026-02-01,7.25,x\nb,2026-02-02,9.75,w\n"));
        compare();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(import(store::DatasetRole::Events, "customer,at,total,kind\nghost,2025-12-31,8.15,z\n,2026-03-01,5.55,w\na,2026-03-02,1.05,x\n")); // late and new ones
        compare();
        if (QTest::currentTestFailed())
            return;
        const auto buyers = [&] {
            const auto rule = SegmentService(*m_session).fromText("did order at least 2 times");
            return rule ? SegmentService(*m_session).size(*rule) : Result<std::int64_t>(rule.error());
        };
        QCOMPARE(*buyers(), std::int64_t{1});
        QVERIFY(import(store::DatasetRole::Profiles, "id,country\nghost,DE\n"));
        QCOMPARE(*buyers(), std::int64_t{2});
        compare();
        QCOMPARE(answer(R"("events":{},"group_by":[{"person":"country"}])"), std::string("DE|4|\nUS|1|\n"));
    }

    void faultsHaveSentences() {
        model::Findings findings;
        const auto query = model::analyticQueryFromText(R"({"audience_query":1,"group_by":[{"field":"country","by":"month"}]})", findings);
        QVERIFY(query);
        const auto views = AnalyticService(*m_session).check(*query);
        QCOMPARE(views.size(), std::size_t{1});
        QCOMPARE(views[0].path, std::string("/group_by/0/by"));
        QVERIFY(ui::hasSentence(views[0].id));
        QCOMPARE(answer(R"("limit":"ten")"), std::string("query.bad_limit"));
        QCOMPARE(AnalyticService(*m_session).runText("{").error().id, std::string("json.syntax"));
    }
};

AUDIENCE_TEST(AnalyticServiceTest)
#include "analytic_service_test.moc"
