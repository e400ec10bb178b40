// Web services that answer in JSON: how pages follow each other, whom the token goes to, what a broken answer does, and
// that every recipe that is built in can be used.
#include "support/raw_server.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/json.h"
#include "base/rng.h"
#include "base/text.h"
#include "net/net.h"
#include "warehouse/connectors.h"
#include "warehouse/http_connector.h"

#include <atomic>
#include <zlib.h>
#endif

using namespace audience;
using namespace audience::warehouse;
using test::RawServer;
using test::RawStep;
using Then = RawStep::Then;

namespace {

std::string recipe(const std::string &table, const std::string &more = {}) {
    return "{\"format\":1,\"name\":\"shop\",\"base\":\"https://shop.example.org\",\"per_second\":1000" + more + ",\"tables\":[{\"name\":\"people\",\"path\":\"/people\"" +
           table + "}]}";
}

model::SourceConnection connectionTo(const RawServer &server, const std::string &definition) {
    model::SourceConnection connection;
    connection.name = "shop";
    connection.kind = "http";
    connection.options = {{"definition", definition}, {"url", server.url("")}};
    connection.statementSeconds = 5;
    return connection;
}

// A connector on its own network, and what it reads as lines of "value|value".
struct Reader {
    SystemClock clock;
    SeededRng rng{7};
    std::unique_ptr<net::Net> net = net::curlNet(clock, rng);
    std::unique_ptr<Connector> connector;
    net::RetryPolicy policy;

    std::string open(const model::SourceConnection &connection, const std::string &secret = {}) {
        auto made = makeConnector(connection, Secret(secret), {[this] { return net->makeClient(policy); }, &clock});
        if (!made)
            return made.error().id;
        connector = std::move(*made);
        return {};
    }
    // The lines, or one with the id of the error.
    QStringList read(const std::string &order = {}, const std::string &after = {}, bool withAfter = false) {
        const auto shape = connector->shape({{}, "people"}, Sampling::Yes, {});
        if (!shape)
            return {QString::fromStdString(shape.error().id)};
        ReadRequest request;
        request.table = {{}, "people"};
        for (const ColumnInfo &column : shape->columns)
            request.columns.push_back({column.name, column.base, column.field});
        request.order = order;
        if (!order.empty())
            request.orderBase = shape->find(order)->base;
        request.after = after;
        request.withAfter = withAfter;
        auto stream = connector->read(request, {});
        if (!stream)
            return {QString::fromStdString(stream.error().id)};
        QStringList lines;
        for (;;) {
            const auto page = (*stream)->next();
            if (!page)
                return {QString::fromStdString(page.error().id)};
            if (!*page)
                return lines;
            const auto typed = (*stream)->decode(**page);
            if (!typed)
                return {QString::fromStdString(typed.error().id)};
            for (const auto &batch : typed->batches)
                for (std::uint32_t row = 0; row < batch.rows; ++row) {
                    QString line;
                    for (const engine::ColumnData &column : batch.columns)
                        line += (line.isEmpty() ? QString() : QStringLiteral("|")) + QString::fromStdString(engine::toText(engine::cellAt(column, row)));
                    lines << line;
                }
            for (const auto &reject : typed->rejects)
                lines << QString::fromStdString(reject.reason + " " + reject.column);
        }
    }
};

// As gzip of a stored block: what is unpacked is looked at here, not what is saved.
std::string gzipped(const std::string &text) {
    const auto little = [](std::uint32_t number, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(number >> (8 * i) & 0xff);
        return out;
    };
    const auto size = static_cast<std::uint32_t>(text.size());
    return std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03\x01", 11) + little(size, 2) + little(~size, 2) + text +
           little(static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const unsigned char *>(text.data()), size)), 4) + little(size, 4);
}

bool asks(const std::string &text, const std::string &what) { return text.find(what) != std::string::npos; }

} // namespace

class HttpTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesFollowEachOther_data() {
        QTest::addColumn<std::string>("paging");
        QTest::addColumn<std::string>("second"); // what the request for the second page says
        QTest::addColumn<std::string>("more");   // what the first answer says besides its rows
        QTest::addColumn<std::string>("header");
        const auto row = [](const char *name, std::string paging, std::string second, std::string more, std::string header) {
            QTest::newRow(name) << std::move(paging) << std::move(second) << std::move(more) << std::move(header);
        };
        row("link", "{\"kind\":\"link\"}", "GET /people?page_info=two", "", "Link: </people?page_info=one>; rel=\"previous\", </people?page_info=two>; rel=\"next\"\r\n");
        row("address", "{\"kind\":\"address\",\"from\":\"/next\"}", "GET /more/2", ",\"next\":\"/more/2\"", "");
        row("cursor", "{\"kind\":\"cursor\",\"from\":\"/paging/after\",\"query\":\"after\"}", "GET /people?limit=2&after=a%2Fb", ",\"paging\":{\"after\":\"a/b\"}", "");
        row("page", "{\"kind\":\"page\",\"query\":\"page\"}", "GET /people?limit=2&page=2", "", "");
        row("offset", "{\"kind\":\"offset\",\"query\":\"offset\",\"step\":2}", "GET /people?limit=2&offset=2", "", "");
        row("offset, fewer than asked for", "{\"kind\":\"offset\",\"query\":\"offset\",\"step\":250}", "GET /people?limit=2&offset=2", "", "");
    }
    void pagesFollowEachOther() {
        QFETCH(std::string, paging);
        QFETCH(std::string, second);
        QFETCH(std::string, more);
        QFETCH(std::string, header);
        RawServer server([&](int, int, const std::string &text) {
            if (asks(text, second))
                return RawStep{RawServer::ok("{\"rows\":[{\"id\":3,\"name\":\"Ö\"}]}")};
            if (asks(text, "page=3") || asks(text, "offset=3"))
                return RawStep{RawServer::ok("{\"rows\":[]}")};
            return RawStep{RawServer::answer(200, "{\"rows\":[{\"id\":1,\"name\":\"A\"},{\"id\":2,\"name\":null}]" + more + "}", header)};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"query\":{\"limit\":\"2\"},\"rows\":\"/rows\",\"key\":\"id\",\"paging\":" + paging))), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1|A"), QStringLiteral("2|"), QStringLiteral("3|Ö")}));
    }
    // Pages of which a service keeps rows to itself, or gives fewer than it is asked for, are no reason to end.
    void onlyAPageWithoutRowsIsTheLast_data() {
        QTest::addColumn<std::string>("paging");
        QTest::addColumn<std::string>("end"); // what comes behind the last page
        QTest::addColumn<int>("hidden");      // of each second page
        const std::string page = "{\"kind\":\"page\",\"query\":\"at\",\"first\":0,\"step\":250}", offset = "{\"kind\":\"offset\",\"query\":\"at\",\"first\":0,\"step\":10}";
        QTest::newRow("pages smaller than asked for") << page << RawServer::ok("{\"rows\":[]}") << 0;
        QTest::newRow("offsets with hidden rows") << offset << RawServer::ok("{\"rows\":null}") << 3;
        QTest::newRow("a page behind the last is refused") << page << RawServer::answer(400, "{\"message\":\"no such page\"}") << 0;
        QTest::newRow("a page behind the last is nowhere") << page << RawServer::answer(404, "{}") << 2;
    }
    void onlyAPageWithoutRowsIsTheLast() {
        QFETCH(std::string, paging);
        QFETCH(std::string, end);
        QFETCH(int, hidden);
        constexpr int kRows = 47, kPerPage = 10;
        const bool counts = paging.find("offset") != std::string::npos;
        RawServer server([&](int, int, const std::string &text) {
            const int at = std::atoi(text.c_str() + text.find("at=") + 3) * (counts ? 1 : kPerPage);
            std::string rows;
            for (int i = at; i < std::min(kRows, at + kPerPage); ++i)
                if (i % 20 < 20 - hidden)
                    rows += (rows.empty() ? "" : ",") + std::string("{\"id\":") + std::to_string(i) + "}";
            return RawStep{rows.empty() ? end : RawServer::ok("{\"rows\":[" + rows + "]}")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"rows\":\"/rows\",\"key\":\"id\",\"paging\":" + paging))), std::string());
        QSet<QString> ids;
        for (const QString &line : reader.read())
            ids.insert(line);
        int expected = 0;
        for (int i = 0; i < kRows; ++i) {
            expected += i % 20 < 20 - hidden ? 1 : 0;
            QVERIFY2(ids.contains(QString::number(i)) == (i % 20 < 20 - hidden), qPrintable(QString::number(i)));
        }
        QCOMPARE(int(ids.size()), expected);
    }
    // A fault that calls itself a success may not pass for the end of the rows.
    void aFaultThatCallsItselfASuccessIsOne_data() {
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<QString>("error");
        QTest::newRow("as GraphQL says it") << std::string("{\"errors\":[{\"message\":\"timed out\"}],\"rows\":null}") << QStringLiteral("source.answered_fault");
        QTest::newRow("as a gateway says it") << std::string("{\"error\":\"upstream\"}") << QStringLiteral("source.answered_fault");
        QTest::newRow("a list that is left out") << std::string("{\"errors\":[],\"rows\":null}") << QString();
    }
    void aFaultThatCallsItselfASuccessIsOne() {
        QFETCH(std::string, answer);
        QFETCH(QString, error);
        RawServer server([&](int, int, const std::string &text) {
            return RawStep{RawServer::ok(asks(text, "after=two") ? answer : "{\"rows\":[{\"id\":1,\"name\":\"A\"}],\"next\":\"two\"}")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"rows\":\"/rows\",\"paging\":{\"kind\":\"cursor\",\"from\":\"/next\",\"query\":\"after\"},"
                                                         "\"columns\":[{\"name\":\"id\",\"type\":\"int64\"},{\"name\":\"name\"}]"))),
                 std::string());
        const QStringList lines = reader.read();
        QCOMPARE(lines.last(), error.isEmpty() ? QStringLiteral("1|A") : error);
    }
    void halfACharacterAndAMarkAtTheBeginningAreRead() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{RawServer::ok("\xef\xbb\xbf[{\"id\":1,\"name\":\"a\\ud83d\"},{\"id\":2,\"name\":\"\\ud83d\\ude00 \\\\ud83d\"},{\"id\":3,\"name\":\"\\ude00b\"}]")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"key\":\"id\""))), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1|a\ufffd"), QStringLiteral("2|\U0001f600 \\ud83d"), QStringLiteral("3|\ufffdb")}));
    }
    void aServiceThatDoesNotCountIsNoticed() {
        RawServer server([](int, int, const std::string &) { return RawStep{RawServer::ok("{\"rows\":[{\"id\":1,\"name\":\"A\"}]}")}; });
        for (const char *paging : {"{\"kind\":\"offset\",\"query\":\"offset\",\"step\":250}", "{\"kind\":\"page\",\"query\":\"page\"}"}) {
            Reader reader;
            QCOMPARE(reader.open(connectionTo(server, recipe(std::string(",\"rows\":\"/rows\",\"key\":\"id\",\"paging\":") + paging))), std::string());
            QCOMPARE(reader.read(), QStringList{QStringLiteral("source.pages_repeat")});
        }
    }
    void valuesStayAsTheyAreWritten() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{RawServer::ok("[{\"id\":9007199254740993,\"price\":19.90,\"long\":123456789012.1234,\"tags\":{\"b\": 1.10},\"at\":1700000000,"
                                         "\"deep\":{\"city\":\"K\\u00f6ln\"}}]")};
        });
        Reader reader;
        const std::string columns = ",\"columns\":[{\"name\":\"id\",\"type\":\"int64\"},{\"name\":\"price\",\"type\":\"decimal\",\"scale\":2},"
                                    "{\"name\":\"long\",\"type\":\"decimal\",\"scale\":4},{\"name\":\"tags\",\"type\":\"json\"},"
                                    "{\"name\":\"at\",\"type\":\"instant\",\"epoch\":\"seconds\"},{\"name\":\"city\",\"from\":\"/deep/city\"},{\"name\":\"gone\"}]";
        QCOMPARE(reader.open(connectionTo(server, recipe(columns))), std::string());
        const QStringList lines = reader.read();
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.front().startsWith(QStringLiteral("9007199254740993|19.90|123456789012.1234|{\"b\":1.10}|2023-11-14T22:13:20Z|Köln|")), qPrintable(lines.front()));
    }
    void sheetsAndMembersAreRowsToo() {
        RawServer server([](int, int, const std::string &text) {
            if (asks(text, "GET /sheet"))
                return RawStep{RawServer::ok("{\"values\":[[\"id\",\" mail \"],[1,\"a@example.org\"],[2],[3,\"\"]]}")};
            return RawStep{RawServer::ok("{\"rates\":{\"2026-01-02\":{\"USD\":1.0321},\"2026-01-05\":{\"USD\":1.04}}}")};
        });
        Reader sheet;
        QCOMPARE(sheet.open(connectionTo(server, "{\"format\":1,\"name\":\"s\",\"base\":\"https://s.example.org\",\"tables\":[{\"name\":\"people\",\"path\":\"/sheet\","
                                                 "\"rows\":\"/values\",\"rows_are\":\"header\"}]}")),
                 std::string());
        QCOMPARE(sheet.read(), QStringList({QStringLiteral("1|a@example.org"), QStringLiteral("2|"), QStringLiteral("3|")}));
        Reader rates;
        QCOMPARE(rates.open(connectionTo(server, recipe(",\"rows\":\"/rates\",\"rows_are\":\"members\",\"key\":\"key\""))), std::string());
        QCOMPARE(rates.read(), QStringList({QStringLiteral("2026-01-02|1.0321"), QStringLiteral("2026-01-05|1.04")}));
    }
    void rowsComeInOrderAndFromAPlaceOn() {
        std::atomic<int> askedFrom{0};
        RawServer server([&](int, int, const std::string &text) {
            if (asks(text, "since=2026-01-02T00%3A00%3A00Z"))
                ++askedFrom;
            return RawStep{RawServer::ok("{\"rows\":[{\"id\":3,\"at\":\"2026-01-03T00:00:00Z\"},{\"id\":1,\"at\":\"2026-01-01T01:00:00+01:00\"},{\"id\":4,\"at\":null},"
                                         "{\"id\":2,\"at\":\"2026-01-02T00:00:00Z\"}]}")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"rows\":\"/rows\",\"key\":\"id\",\"cursor\":\"at\",\"after\":{\"since\":\"{after}\"}"))), std::string());
        QCOMPARE(reader.read("at"), QStringList({QStringLiteral("1|2026-01-01T00:00:00Z"), QStringLiteral("2|2026-01-02T00:00:00Z"), QStringLiteral("3|2026-01-03T00:00:00Z")}));
        QCOMPARE(reader.read("at", "2026-01-02T00:00:00Z"), QStringList({QStringLiteral("3|2026-01-03T00:00:00Z")}));
        QCOMPARE(reader.read("at", "2026-01-02T00:00:00Z", true), QStringList({QStringLiteral("2|2026-01-02T00:00:00Z"), QStringLiteral("3|2026-01-03T00:00:00Z")}));
        QCOMPARE(askedFrom.load(), 2);
    }
    void tokensAreMadeAndRenewed() {
        std::atomic<int> tokens{0};
        RawServer server([&](int, int, const std::string &text) {
            if (asks(text, "POST /token")) {
                if (!asks(text, "client_id=me&client_secret=secret&refresh_token=again%3Amore"))
                    return RawStep{RawServer::answer(400, "{\"error\":\"invalid_grant\"}")};
                return RawStep{RawServer::ok("{\"access_token\":\"t" + std::to_string(++tokens) + "\",\"expires_in\":3600}")};
            }
            // The first token ends before its time.
            if (asks(text, "Bearer t1") || !asks(text, "Bearer t2"))
                return RawStep{RawServer::answer(401, "{}")};
            return RawStep{RawServer::ok("[{\"id\":1}]")};
        });
        const std::string definition =
            recipe("", ",\"auth\":{\"kind\":\"refresh_token\",\"token_url\":\"" + server.url("/token") + "\"}");
        Reader reader;
        // The parts of the secret stand between colons, only the last may have more of them.
        QCOMPARE(reader.open(connectionTo(server, definition), "me:secret:again:more"), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1")}));
        QCOMPARE(tokens.load(), 2);
        Reader wrong;
        QCOMPARE(wrong.open(connectionTo(server, definition), "me:other:again"), std::string());
        QCOMPARE(wrong.read(), QStringList({QStringLiteral("source.token_refused")}));
        Reader basic;
        QCOMPARE(basic.open(connectionTo(server, definition), "me"), std::string());
        QCOMPARE(basic.read(), QStringList({QStringLiteral("source.bad_secret")}));
    }
    void everyWayOfShowingTheToken_data() {
        QTest::addColumn<std::string>("auth");
        QTest::addColumn<std::string>("shown");
        QTest::newRow("bearer") << std::string("{\"kind\":\"bearer\"}") << std::string("Authorization: Bearer a:b");
        QTest::newRow("header") << std::string("{\"kind\":\"header\",\"name\":\"X-Token\"}") << std::string("X-Token: a:b");
        QTest::newRow("basic") << std::string("{\"kind\":\"basic\"}") << std::string("Authorization: Basic YTpi");
        QTest::newRow("query") << std::string("{\"kind\":\"query\",\"name\":\"key\"}") << std::string("GET /people?key=a%3Ab ");
    }
    void everyWayOfShowingTheToken() {
        QFETCH(std::string, auth);
        QFETCH(std::string, shown);
        RawServer server([&](int, int, const std::string &text) {
            return RawStep{asks(text, shown) ? RawServer::ok("[{\"id\":1}]") : RawServer::answer(401, "{}")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe("", ",\"auth\":" + auth)), "a:b"), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1")}));
        Reader stranger;
        QCOMPARE(stranger.open(connectionTo(server, recipe("", ",\"auth\":" + auth)), "other\r\nHost: evil"), std::string());
        QCOMPARE(stranger.read(), QStringList({QStringLiteral("source.bad_secret")}));
    }
    void faultsAreTold_data() {
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *name, std::string answer, const char *id) { QTest::newRow(name) << std::move(answer) << QString::fromLatin1(id); };
        row("a sign-in page", RawServer::answer(200, "<html>Welcome to our hotel</html>"), "source.not_json");
        row("cut JSON", RawServer::ok("[{\"id\":1},{\"id\""), "source.garbled");
        row("no rows there", RawServer::ok("{\"other\":[]}"), "source.garbled");
        row("not signed in", RawServer::answer(401, "{}"), "source.token_refused");
        row("not allowed", RawServer::answer(403, "{\"message\":\"no\"}"), "source.not_allowed");
        row("not there", RawServer::answer(404, "{}"), "source.table_gone");
        row("a wrong request", RawServer::answer(422, "{\"error\":{\"message\":\"limit\"}}"), "source.refused");
        row("elsewhere", RawServer::answer(200, "[{\"id\":1}]", "Link: <https://evil.example.org/x>; rel=\"next\"\r\n"), "source.foreign_address");
        row("round in a circle", RawServer::answer(200, "[{\"id\":1}]", "Link: </people>; rel=\"next\"\r\n"), "source.pages_repeat");
    }
    void faultsAreTold() {
        QFETCH(std::string, answer);
        QFETCH(QString, id);
        RawServer server([&](int, int, const std::string &) { return RawStep{answer}; });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"paging\":{\"kind\":\"link\"}"))), std::string());
        QCOMPARE(reader.read(), QStringList({id}));
    }
    void aBusyServiceIsAskedAgain() {
        std::atomic<int> requests{0};
        RawServer server([&](int, int, const std::string &) {
            switch (++requests) {
            case 1:
                return RawStep{RawServer::answer(429, "{}", "Retry-After: 1\r\n")};
            case 2:
                return RawStep{"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"id\":1},", Then::Reset};
            default:
                return RawStep{RawServer::ok("[{\"id\":1},{\"id\":2}]")};
            }
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(""))), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    }
    // The limit of the connection is one of all tries together, and who reads does not begin anew.
    void aSilentServiceIsGivenUp() {
        RawServer server([](int, int, const std::string &) { return RawStep{"", Then::Silent}; });
        Reader reader;
        reader.policy.total = std::chrono::seconds(1);
        auto connection = connectionTo(server, recipe(""));
        connection.statementSeconds = 1;
        QCOMPARE(reader.open(connection), std::string());
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(reader.read(), QStringList{QStringLiteral("source.too_slow")});
        QVERIFY2(clock.elapsed() < 8'000, qPrintable(QString::number(clock.elapsed())));
    }
    void aTokenCanEndInTheMiddle() {
        std::atomic<int> tokens{0};
        RawServer server([&](int, int, const std::string &text) {
            if (asks(text, "POST /token"))
                return RawStep{RawServer::ok("{\"access_token\":\"t" + std::to_string(++tokens) + "\",\"expires_in\":3600}")};
            const bool isSecond = asks(text, "page=2");
            if (!asks(text, isSecond ? "Bearer t2" : "Bearer t1"))
                return RawStep{RawServer::answer(401, "{}")};
            return RawStep{isSecond ? RawServer::ok("[{\"id\":2}]") : RawServer::answer(200, "[{\"id\":1}]", "Link: </people?page=2>; rel=\"next\"\r\n")};
        });
        Reader reader;
        const std::string definition = recipe(",\"columns\":[{\"name\":\"id\",\"type\":\"int64\"}],\"paging\":{\"kind\":\"link\"}",
                                              ",\"auth\":{\"kind\":\"client_credentials\",\"token_url\":\"" + server.url("/token") + "\"}");
        QCOMPARE(reader.open(connectionTo(server, definition), "me:secret"), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(tokens.load(), 2);
    }
    void packedAnswersAreUnpacked() {
        RawServer server([](int, int, const std::string &text) {
            return RawStep{asks(text, "gzip") ? RawServer::answer(200, gzipped("[{\"id\":1},{\"id\":2}]"), "Content-Encoding: gzip\r\n") : RawServer::answer(406, "{}")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(""))), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    }
    // The second page breaks off until the client has had enough: no rows pass for all of them, and the next read has them.
    void aPageThatBreaksOffIsReadAgain() {
        std::atomic<bool> isBroken{true};
        RawServer server([&](int, int, const std::string &text) {
            if (!asks(text, "page=2"))
                return RawStep{RawServer::answer(200, "[{\"id\":1,\"at\":\"2026-01-01T00:00:00Z\"}]", "Link: </people?page=2>; rel=\"next\"\r\n")};
            if (isBroken)
                return RawStep{"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"id\":2,", Then::Reset};
            return RawStep{RawServer::ok("[{\"id\":2,\"at\":\"2026-01-02T00:00:00Z\"}]")};
        });
        const std::string definition = recipe(",\"columns\":[{\"name\":\"id\",\"type\":\"int64\"},{\"name\":\"at\",\"type\":\"instant\"}],\"cursor\":\"at\",\"paging\":{\"kind\":\"link\"}");
        for (const char *order : {"", "at"}) {
            isBroken = true;
            Reader reader;
            reader.policy.maxTries = 1;
            QCOMPARE(reader.open(connectionTo(server, definition)), std::string());
            QCOMPARE(reader.read(order), QStringList({QStringLiteral("net.connection_lost")}));
            isBroken = false;
            QCOMPARE(reader.read(order), QStringList({QStringLiteral("1|2026-01-01T00:00:00Z"), QStringLiteral("2|2026-01-02T00:00:00Z")}));
        }
    }
    void pagesOfNothingEnd() {
        std::atomic<int> pages{0};
        RawServer server([&](int, int, const std::string &) {
            return RawStep{RawServer::answer(200, "[]", "Link: </people?page=" + std::to_string(++pages) + ">; rel=\"next\"\r\n")};
        });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(",\"columns\":[{\"name\":\"id\",\"type\":\"int64\"}],\"paging\":{\"kind\":\"link\"}"))), std::string());
        QCOMPARE(reader.read(), QStringList({QStringLiteral("source.pages_repeat")}));
        QVERIFY2(pages < 200, qPrintable(QString::number(pages)));
    }
    void aReadIsCancelled() {
        RawServer server([](int, int, const std::string &) { return RawStep{"", Then::Silent}; });
        Reader reader;
        QCOMPARE(reader.open(connectionTo(server, recipe(""))), std::string());
        CancelSource source;
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            source.cancel();
        });
        const auto shape = reader.connector->shape({{}, "people"}, Sampling::Yes, source.token());
        stopper.join();
        QVERIFY(!shape);
        QCOMPARE(shape.error().id, std::string("cancelled"));
    }
    void recipesAreChecked_data() {
        QTest::addColumn<std::string>("definition");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, std::string definition, const char *fault) { QTest::newRow(name) << std::move(definition) << QString::fromLatin1(fault); };
        row("no JSON", "{", "json.syntax");
        row("another form", "{\"format\":2}", "source.bad_recipe");
        row("no tables", "{\"format\":1,\"base\":\"https://a.example.org\"}", "source.bad_recipe");
        row("an unknown member", recipe(",\"colour\":\"red\""), "source.bad_recipe");
        row("a page without its word", recipe(",\"paging\":{\"kind\":\"page\"}"), "source.bad_recipe");
        row("a way of paging that is none", recipe(",\"paging\":{\"kind\":\"leap\"}"), "source.bad_recipe");
        row("no pace", recipe("", ",\"headers\":{\"A\":1}"), "source.bad_recipe");
        row("a setting that is missing", recipe("", ",\"settings\":[{\"id\":\"shop\"}]"), "source.needs");
        row("what is new, of no column", recipe(",\"after\":{\"since\":\"{after}\"}"), "source.bad_recipe");
    }
    void recipesAreChecked() {
        QFETCH(std::string, definition);
        QFETCH(QString, fault);
        model::SourceConnection connection;
        connection.kind = "http";
        connection.options = {{"definition", definition}};
        const auto checked = checkConnection(connection);
        QVERIFY(!checked);
        QCOMPARE(QString::fromStdString(checked.error().id), fault);
    }
    void plainHttpIsForThisComputer() {
        model::SourceConnection connection;
        connection.kind = "http";
        connection.options = {{"definition", recipe("")}, {"url", "http://shop.example.org"}};
        QCOMPARE(checkConnection(connection).error().id, std::string("net.plain_http_refused"));
    }
    void whatIsBuiltInCanBeUsed() {
        QVERIFY(builtInRecipes().size() >= 7);
        for (const BuiltInRecipe &one : builtInRecipes()) {
            const auto recipe = builtInRecipe(one.name);
            QVERIFY2(recipe.has_value(), std::string(one.name).c_str());
            QCOMPARE(recipe->name, std::string(one.name));
            model::SourceConnection connection;
            connection.kind = "http";
            connection.options = {{"recipe", std::string(one.name)}};
            for (const HttpSetting &setting : recipe->settings)
                if (setting.preset.empty())
                    connection.options["set." + setting.id] = "shop-1";
            const auto settled = recipeOf(connection);
            QVERIFY2(settled.has_value(), settled ? "" : settled.error().id.c_str());
            const std::string whole = settled->base + settled->tables.front().path + settled->tables.front().name + settled->auth.tokenUrl;
            QVERIFY2(whole.find('{') == std::string::npos, whole.c_str());
            for (const HttpTable &table : settled->tables)
                for (const std::string &needed : {table.key, table.cursor})
                    QVERIFY2(table.columns.empty() || needed.empty() || std::any_of(table.columns.begin(), table.columns.end(), [&](const HttpColumn &column) {
                                 return column.name == needed;
                             }),
                             table.name.c_str());
            if (!recipe->settings.empty() && recipe->settings.front().isHost) {
                connection.options["set." + recipe->settings.front().id] = "evil.example.org/x?";
                QCOMPARE(checkConnection(connection).error().id, std::string("source.bad_setting"));
            }
        }
    }
    // Answers in the form that the services publish.
    void servicesAreRead_data() {
        QTest::addColumn<std::string>("recipe");
        QTest::addColumn<std::string>("table");
        QTest::addColumn<std::string>("secret");
        QTest::addColumn<std::string>("asked"); // what a request has to say to be answered
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const char *table, const char *secret, const char *asked, const char *answer, const char *key) {
            QTest::newRow(name) << std::string(name) << std::string(table) << std::string(secret) << std::string(asked) << std::string(answer) << QString::fromLatin1(key);
        };
        row("shopify", "customers", "shpat_1", "X-Shopify-Access-Token: shpat_1",
            "{\"customers\":[{\"id\":207119551,\"email\":\"b@example.org\",\"orders_count\":1,\"total_spent\":\"199.65\",\"updated_at\":\"2026-01-05T10:00:00-05:00\","
            "\"email_marketing_consent\":{\"state\":\"subscribed\",\"consent_updated_at\":null},\"default_address\":{\"city\":\"Ottawa\",\"country_code\":\"CA\"}}]}",
            "207119551");
        row("woocommerce", "orders", "ck_1:cs_2", "Authorization: Basic Y2tfMTpjc18y",
            "[{\"id\":727,\"number\":\"727\",\"customer_id\":0,\"status\":\"processing\",\"total\":\"29.35\",\"billing\":{\"email\":\"j@example.org\"},"
            "\"line_items\":[{\"id\":1}],\"date_created_gmt\":\"2026-03-22T19:28:02\",\"date_modified_gmt\":\"2026-03-22T19:28:08\"}]",
            "727");
        row("hubspot", "contacts", "pat-1", "Authorization: Bearer pat-1",
            "{\"results\":[{\"id\":\"512\",\"properties\":{\"email\":\"h@example.org\",\"lastmodifieddate\":\"2026-01-01T00:00:00Z\"},\"updatedAt\":\"2026-01-01T00:00:00.120Z\","
            "\"archived\":false}]}",
            "512");
        row("salesforce", "Contact", "ck:cs", "Authorization: Bearer sf-token",
            "{\"done\":true,\"totalSize\":1,\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"Id\":\"003D000\",\"Email\":\"s@example.org\","
            "\"SystemModstamp\":\"2026-01-01T00:00:00.000+0000\"}]}",
            "003D000");
        row("exchange-rates", "rates", "", "GET /2026-01-01..?base=EUR", "{\"base\":\"EUR\",\"rates\":{\"2026-01-02\":{\"USD\":1.03,\"GBP\":0.83}}}", "2026-01-02");
        row("news", "shoes", "", "query=shoes", "{\"articles\":[{\"url\":\"https://n.example.org/1\",\"title\":\"Shoes\",\"seendate\":\"20260101T000000Z\"}]}", "https://n.example.org/1");
    }
    void servicesAreRead() {
        QFETCH(std::string, recipe);
        QFETCH(std::string, table);
        QFETCH(std::string, secret);
        QFETCH(std::string, asked);
        QFETCH(std::string, answer);
        QFETCH(QString, key);
        RawServer server([&](int, int, const std::string &text) {
            if (asks(text, "POST /services/oauth2/token") && asks(text, "grant_type=client_credentials&client_id=ck&client_secret=cs"))
                return RawStep{RawServer::ok("{\"access_token\":\"sf-token\",\"token_type\":\"Bearer\"}")};
            if (asks(text, "page=2"))
                return RawStep{RawServer::ok("[]")};
            return RawStep{asks(text, asked) ? RawServer::ok(answer) : RawServer::answer(401, "{}")};
        });
        model::SourceConnection connection;
        connection.kind = "http";
        connection.options = {{"recipe", recipe}, {"url", server.url("")}, {"set.shop", "a"}, {"set.site", "a"}, {"set.domain", "a"}, {"set.from", "2026-01-01"}, {"set.words", "shoes"}};
        const auto known = builtInRecipe(recipe);
        QVERIFY(known.has_value());
        std::erase_if(connection.options, [&](const auto &option) {
            return startsWithAscii(option.first, "set.") && std::none_of(known->settings.begin(), known->settings.end(), [&](const HttpSetting &setting) {
                       return "set." + setting.id == option.first;
                   });
        });
        Reader reader;
        QCOMPARE(reader.open(connection, secret), std::string());
        const auto shape = reader.connector->shape({{}, table}, Sampling::Yes, {});
        QVERIFY2(shape.has_value(), shape ? "" : shape.error().id.c_str());
        ReadRequest request;
        request.table = {{}, table};
        for (const ColumnInfo &column : shape->columns)
            request.columns.push_back({column.name, column.base, column.field});
        auto stream = reader.connector->read(request, {});
        QVERIFY(stream.has_value());
        const auto page = (*stream)->next();
        QVERIFY2(page.has_value() && page->has_value(), page ? "no rows" : page.error().id.c_str());
        const auto typed = (*stream)->decode(**page);
        QVERIFY(typed.has_value());
        const auto settled = recipeOf(connection);
        QVERIFY(settled.has_value());
        const HttpTable *about = settled->find(table);
        QVERIFY(about != nullptr);
        if (!about->cursor.empty()) { // what is new can be asked for by it
            QVERIFY2(shape->find(about->cursor) != nullptr, about->cursor.c_str());
            QVERIFY2(reader.connector->checkOrder(*shape->find(about->cursor)).has_value(), about->cursor.c_str());
        }
        QVERIFY2(typed->rejects.empty(), typed->rejects.empty() ? "" : typed->rejects.front().column.c_str());
        QCOMPARE(typed->batches.size(), std::size_t(1));
        const std::string keyColumn = shape->keys.empty() ? std::string("id") : shape->keys.front().columns.front();
        for (std::size_t i = 0; i < shape->columns.size(); ++i)
            if (shape->columns[i].name == keyColumn)
                QCOMPARE(QString::fromStdString(engine::toText(engine::cellAt(typed->batches.front().columns[i], 0))), key);
    }
    void aListOfSheetsIsATableEach() {
        model::SourceConnection connection;
        connection.kind = "http";
        connection.options = {{"recipe", "google-sheets"}, {"set.spreadsheet", "abc"}, {"set.sheet", "People;Orders 2026"}};
        const auto recipe = recipeOf(connection);
        QVERIFY(recipe.has_value());
        QCOMPARE(recipe->tables.size(), std::size_t(2));
        QCOMPARE(recipe->tables[1].name, std::string("Orders 2026"));
        // In quotes, as a sheet may be called Q1, which is a cell otherwise.
        QCOMPARE(recipe->tables[1].path, std::string("/values/%27Orders%202026%27"));
    }
};

AUDIENCE_TEST(HttpTest)
#include "http_test.moc"
