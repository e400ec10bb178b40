// Requests that readers send through the public corner: what is believed, what it does, and what it must not do.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/corner_inbox.h"
#include "delivery/corner_intake.h"
#include "delivery/policy.h"
#include "email/address.h"
#include "ledger_fixture.h"
#include "net/net.h"
#include "net/url.h"
#include "support/fake_corner.h"
#include "workspace/suppression_repository.h"

#include <fstream>
#include <sstream>
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

Sha256 hashOf(const std::string &address) { return sha256(email::addressKey(address)); }

std::string encoded(const std::string &text) { return net::percentEncode(text); }

// A started run of three people, c0..c2, who agreed to the topic "offers"; "receipts" nobody can refuse.
struct Corner {
    LedgerFixture f{":memory:"};
    RunId run;
    std::string uid;
    CornerSeal seal{Secret("a key of thirty-two random bytes")};
    CornerIntake intake{f.connection, f.clock, seal, nullptr, [](const Sha256 &address, Ordinal) -> Result<std::vector<Ordinal>> {
                            std::vector<Ordinal> people;
                            for (Ordinal i = 0; i < 3; ++i)
                                if (hashOf("c" + std::to_string(i) + "@example.com") == address)
                                    people.push_back(i);
                            return people;
                        }};

    explicit Corner(std::vector<std::string> topics = {"offers"}) {
        must(f.connection.execute("INSERT INTO topic (key, name, kind) VALUES ('offers', 'Offers', 1), ('news', 'News', 2), ('receipts', 'Receipts', 3);"
                                  "INSERT INTO consent_note (source, wording) VALUES ('test', '');"
                                  "INSERT INTO consent (topic, person, state, at, note) VALUES (1, 0, 1, 1, 1), (1, 1, 1, 1, 1), (1, 2, 1, 1, 1)"));
        auto spec = LedgerFixture::spec();
        spec.topics = std::move(topics);
        spec.transport = "ses";
        spec.permission = Permission::Consent;
        run = f.ledger.startRun(spec, LedgerFixture::people(3), f.rng).value_or(RunId());
        uid = f.text("SELECT uid FROM run");
    }
    static void must(const Result<void> &result) {
        if (!result)
            qFatal("%s", result.error().detail.c_str());
    }
    std::string token(CornerKind kind, int person, std::uint32_t subject = 0) const {
        return seal.seal({kind, hashOf("c" + std::to_string(person) + "@example.com"), static_cast<Ordinal>(person), runMark(uid), subject});
    }
    Json message(const std::string &kind, const std::string &token, const std::string &body = "List-Unsubscribe=One-Click") {
        static int number = 0;
        const auto text = [](const std::string &value) { return Json{{"DataType", "String"}, {"StringValue", value}}; };
        const std::string id = std::to_string(++number);
        return Json{{"MessageId", "m" + id},
                    {"Body", body},
                    {"MessageAttributes", Json{{"kind", text(kind)}, {"token", text(token)}, {"rid", text("r" + id)},
                                               {"at", text(std::to_string(f.clock.now().micros / 1000))}}}};
    }
    CornerReport take(const Json &message) {
        const std::vector<Json> batch{message};
        auto report = intake.take(batch);
        if (report)
            return *report;
        CornerReport failed;
        failed.received = -1;
        return failed;
    }
    bool isSuppressed(const std::string &address) {
        const auto found = workspace::SuppressionRepository::find(f.connection, hashOf(address));
        return found && found->has_value();
    }
    std::string mayGet(int person, std::vector<std::string> topics = {"offers"}) {
        const auto policy = SendPolicy::prepare(f.connection, {std::move(topics), Permission::Consent, {}, false, {}});
        const auto due = f.ledger.due(run, 10);
        if (!policy || !due)
            return "?";
        const auto verdict = policy->verdict(f.connection, (*due)[static_cast<std::size_t>(person)], f.clock.now());
        return verdict ? std::string(toText(*verdict)) : verdict.error().id;
    }
};

} // namespace

class CornerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensSayNothingAndCannotBeMade() {
        Corner c;
        const CornerSubject subject{CornerKind::Unsubscribe, hashOf("ada@example.com"), 7, runMark(c.uid), 3};
        const std::string token = c.seal.seal(subject);
        QCOMPARE(token.size(), std::size_t(87));
        QVERIFY(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
        QVERIFY(c.seal.open(CornerKind::Unsubscribe, token) == subject);
        QVERIFY(!c.seal.open(CornerKind::Preferences, token)); // bound to its kind
        for (std::size_t i = 0; i < token.size(); ++i)
            for (const char letter : {'A', 'b', '-', '7'}) {
                std::string other = token;
                other[i] = letter;
                QVERIFY(other == token || !c.seal.open(CornerKind::Unsubscribe, other));
            }
        QVERIFY(!c.seal.open(CornerKind::Unsubscribe, token + "A") && !c.seal.open(CornerKind::Unsubscribe, token.substr(1)));
        QVERIFY(!CornerSeal(Secret("another key of thirty-two bytes!")).open(CornerKind::Unsubscribe, token));
        // Neighbours have nothing in common beyond the version: the hash of an address cannot be looked for.
        CornerSubject neighbour = subject;
        neighbour.person = 8;
        const std::string beside = c.seal.seal(neighbour);
        int same = 0;
        for (std::size_t i = 4; i < token.size(); ++i)
            same += token[i] == beside[i] ? 1 : 0;
        QVERIFY2(same < 12, qPrintable(QString::number(same)));
    }

    void theKeyStaysWithTheWorkspace() {
        LedgerFixture f;
        const auto none = CornerSeal::load(f.connection);
        QVERIFY(none && !*none);
        const auto made = CornerSeal::loadOrMake(f.connection, f.rng, f.clock.now());
        QVERIFY(made);
        const std::string token = made->seal({CornerKind::Form, {}, 0, 0, 1});
        const store::Connection again = openLedger(f.path()); // another program, another day
        const auto read = CornerSeal::load(again);
        QVERIFY(read && *read);
        QCOMPARE((*read)->seal({CornerKind::Form, {}, 0, 0, 1}), token);
        QCOMPARE(CornerSeal::loadOrMake(f.connection, f.rng, f.clock.now())->seal({CornerKind::Form, {}, 0, 0, 1}), token);
        NEED(f.connection.execute("UPDATE corner_key SET secret = x'00'"));
        QCOMPARE(CornerSeal::load(f.connection).error().id, std::string("corner.key_damaged"));
    }

    void oneClickEndsTheTopicAtOnce() {
        Corner c;
        QCOMPARE(c.mayGet(0), std::string());
        const Json click = c.message("u", c.token(CornerKind::Unsubscribe, 0));
        QCOMPARE(c.take(click).unsubscribed, 1);
        QCOMPARE(c.mayGet(0), std::string("unsubscribed"));
        QCOMPARE(c.mayGet(1), std::string());
        QVERIFY2(!c.isSuppressed("c0@example.com"), "only what the email was about");
        QCOMPARE(c.mayGet(0, {"receipts"}), std::string());
        QCOMPARE(c.f.scalar("SELECT count(*) FROM message_event WHERE kind = 'subscription'"), 1);
        QCOMPARE(c.take(click).duplicates, 1);
        c.take(c.message("u", c.token(CornerKind::Unsubscribe, 0))); // clicked twice: one person left
        QCOMPARE(c.f.scalar("SELECT count(*) FROM message_event"), 1);
    }

    void whatCannotBeKeptForATopicIsKeptForAll() {
        Corner none(std::vector<std::string>{});
        none.take(none.message("u", none.token(CornerKind::Unsubscribe, 1)));
        QVERIFY(none.isSuppressed("c1@example.com"));
        Corner c;
        // Of a run that this file does not know, e.g. of a backup; and of somebody who is no longer in the data.
        c.take(c.message("u", c.seal.seal({CornerKind::Unsubscribe, hashOf("c2@example.com"), 2, 99, 0})));
        QVERIFY(c.isSuppressed("c2@example.com"));
        c.take(c.message("u", c.seal.seal({CornerKind::Unsubscribe, hashOf("gone@example.com"), 1, runMark(c.uid), 0})));
        QVERIFY(c.isSuppressed("gone@example.com"));
        QCOMPARE(c.mayGet(1), std::string());
    }

    void strangersChangeNothing() {
        Corner c;
        const std::string good = c.token(CornerKind::Unsubscribe, 0);
        QCOMPARE(c.take(c.message("u", std::string(87, 'A'))).refused, 1);
        QCOMPARE(c.take(c.message("f", good)).refused, 1);
        QCOMPARE(c.take(c.message("q", good)).unknown, 1);
        QCOMPARE(c.take(c.message("u", "$(reboot)")).malformed, 1);
        QCOMPARE(c.take(Json{{"Body", "x"}}).malformed, 1);
        QCOMPARE(c.take(Json("text")).malformed, 1);
        QCOMPARE(c.mayGet(0), std::string());
        QCOMPARE(c.f.scalar("SELECT count(*) FROM corner_entry WHERE kind <> 'malformed'"), 0);
        QCOMPARE(c.f.scalar("SELECT value FROM event_counter WHERE name = 'corner.not_sealed_here'"), 2);
        for (int i = 0; i < 1'200; ++i)
            c.take(c.message("u", "%%%", std::string(10'000, 'x')));
        QVERIFY2(c.f.scalar("SELECT count(*) FROM corner_entry") <= 1'000, "what strangers send has an end");
        QVERIFY(c.f.scalar("SELECT sum(length(body)) FROM corner_entry") < 8'000'000);
    }

    void choicesAreKeptForEachTopic() {
        Corner c;
        const std::string body = encoded("topic:offers") + "=no&" + encoded("topic:news") + "=yes&" + encoded("topic:receipts") + "=no&topic%3Anone=yes&language=de";
        QCOMPARE(c.take(c.message("f", c.token(CornerKind::Preferences, 0), body)).preferences, 1);
        QCOMPARE(c.mayGet(0), std::string("unsubscribed"));
        QCOMPARE(c.mayGet(0, {"news"}), std::string());
        QCOMPARE(c.mayGet(0, {"receipts"}), std::string());
        c.take(c.message("f", c.token(CornerKind::Preferences, 1), "{\"topic:offers\":\"no\"}"));
        QCOMPARE(c.mayGet(1), std::string("unsubscribed"));
        c.take(c.message("f", c.token(CornerKind::Preferences, 2), "none=1"));
        QVERIFY(c.isSuppressed("c2@example.com"));
    }

    // The later word stands, whatever the order in which the queue brings them.
    void orderDoesNotMatter() {
        Corner c;
        Json yes = c.message("f", c.token(CornerKind::Preferences, 0), "topic%3Aoffers=yes");
        c.f.clock.advance(std::chrono::minutes(5));
        const Json no = c.message("f", c.token(CornerKind::Preferences, 0), "topic%3Aoffers=no");
        c.f.clock.advance(std::chrono::minutes(5));
        c.take(no);
        c.take(yes);
        QCOMPARE(c.mayGet(0), std::string("unsubscribed"));
        // A clock that is ahead does not win forever.
        Json ahead = c.message("f", c.token(CornerKind::Preferences, 1), "topic%3Aoffers=yes");
        ahead["MessageAttributes"]["at"]["StringValue"] = "9999999999999";
        c.take(ahead);
        c.f.clock.advance(std::chrono::minutes(5));
        c.take(c.message("f", c.token(CornerKind::Preferences, 1), "topic%3Aoffers=no"));
        QCOMPARE(c.mayGet(1), std::string("unsubscribed"));
    }

    void confirmedConsentIsOnRecord() {
        Corner c;
        c.take(c.message("f", c.token(CornerKind::Preferences, 0), "none=1"));
        QCOMPARE(c.mayGet(0), std::string("unsubscribed"));
        c.f.clock.advance(std::chrono::minutes(1));
        QCOMPARE(c.take(c.message("c", c.token(CornerKind::Confirm, 0, 1), "confirm=yes")).confirmed, 1);
        QCOMPARE(c.mayGet(0), std::string());
        QCOMPARE(c.f.text("SELECT source FROM consent JOIN consent_note ON id = note WHERE topic = 1 AND person = 0"), std::string("confirmed sign-up"));
        // A complaint is not taken back by it.
        NEED(workspace::SuppressionRepository::add(c.f.connection, {hashOf("c1@example.com"), workspace::SuppressionReason::Complaint, Instant{1}, "t"}));
        c.take(c.message("c", c.token(CornerKind::Confirm, 1, 1), "confirm=yes"));
        QVERIFY(c.isSuppressed("c1@example.com"));
    }

    void formsAndWebhooksAreKept() {
        Corner c;
        const std::string form = c.seal.seal({CornerKind::Form, {}, 0, 0, 1}), hook = c.seal.seal({CornerKind::Webhook, {}, 0, 0, 4});
        QCOMPARE(c.take(c.message("s", form, "email=" + encoded("New@Example.com") + "&first_name=M%C3%BCller+%00%07x")).forms, 1);
        QCOMPARE(c.f.text("SELECT CAST(body AS TEXT) FROM corner_entry WHERE kind = 'form'"), std::string("{\"email\":\"New@Example.com\",\"first_name\":\"M\xc3\xbcller x\"}"));
        QCOMPARE(c.take(c.message("s", form, "email=nonsense")).malformed, 1);
        QCOMPARE(c.take(c.message("s", form, std::string(70'000, 'x'))).malformed, 1);
        QCOMPARE(c.take(c.message("w", hook, "{\"order\":7}")).webhooks, 1);
        QCOMPARE(c.f.scalar("SELECT subject FROM corner_entry WHERE kind = 'webhook'"), 4);
        QCOMPARE(c.take(c.message("w", hook, std::string(300'000, 'x'))).malformed, 1);
    }

    void fieldsHaveLimits() {
        QCOMPARE(cornerFields("a=1&a=2&b").value_or(CornerFields{}).size(), std::size_t(3));
        QVERIFY(cornerFields("").value_or(CornerFields{{"x", "y"}}).empty());
        QCOMPARE(std::string(fieldOf(*cornerFields("n=a+b%26c"), "n")), std::string("a b&c"));
        QCOMPARE(cornerFields("{\"a\":{}}").error().id, std::string("corner.body_malformed"));
        QCOMPARE(cornerFields("{broken").error().id, std::string("corner.body_malformed"));
        QCOMPARE(cornerFields("a=" + std::string(5'000, 'x')).error().id, std::string("corner.field_too_long"));
        std::string many;
        for (int i = 0; i < 70; ++i)
            many += "f" + std::to_string(i) + "=1&";
        QCOMPARE(cornerFields(many).error().id, std::string("corner.too_many_fields"));
    }

    // From the reader's click through API and queue, over the real client.
    void theInboxIsReadToItsEnd() {
        Corner c;
        FakeCorner amazon;
        std::ifstream file(AUDIENCE_SOURCE_DIR "/resources/corner/template.json");
        std::stringstream text;
        text << file.rdbuf();
        amazon.deploy(text.str());
        SystemClock clock;
        const auto net = net::curlNet(clock, c.f.rng);
        const auto http = net->makeClient({1, {}, {}});
        aws::KeysFrom keys([]() -> Result<net::AwsCredentials> {
            const FakeAwsConfig config;
            return net::AwsCredentials{config.accessKeyId, Secret(config.secretKey), Secret()};
        });
        aws::Client client(*http, clock, c.f.rng, aws::Endpoints::around("eu-west-1", "sqs", amazon.url()), keys);
        CornerInbox inbox(c.intake, client, amazon.inboxUrl());
        for (int i = 0; i < 23; ++i)
            QCOMPARE(amazon.post("/x/u/" + c.token(CornerKind::Unsubscribe, i % 3), "List-Unsubscribe=One-Click"), 200);
        QCOMPARE(amazon.post("/x/u/" + c.token(CornerKind::Unsubscribe, 0), ""), 400); // an empty body is no message
        QCOMPARE(amazon.post("/x/u/selftest", "selftest=abc"), 200);
        amazon.deliverTwice();
        amazon.post("/x/u/" + c.token(CornerKind::Unsubscribe, 1), "List-Unsubscribe=One-Click");
        amazon.pushRaw(Json{{"MessageId", "x"}, {"Body", "nobody wrote this"}});
        const auto report = inbox.drain();
        NEED(report);
        QCOMPARE(report->unsubscribed, 24);
        QCOMPARE(report->duplicates, 1);
        QCOMPARE(report->malformed, 1);
        QCOMPARE(report->selftests, std::vector<std::string>{"abc"});
        QCOMPARE(amazon.waiting(), 0);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(c.mayGet(i), std::string("unsubscribed"));
    }
};

AUDIENCE_TEST(CornerTest)
#include "corner_test.moc"
