#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/account_suppression.h"
#include "delivery/feed.h"
#include "email/address.h"
#include "sending_kit.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using workspace::SuppressionReason;
using workspace::SuppressionRepository;

namespace {

struct Sync {
    FakeAws aws;
    LedgerFixture f;
    FakeClock clock{SystemClock().now()}; // signatures need the real time; waits pass at once
    SystemRng rng;
    SendingKit kit{f.path(), aws.url(), clock, rng};
    AccountSuppression list{kit.account(), clock, "ses"};

    void block(const std::string &address, SuppressionReason reason) {
        if (!SuppressionRepository::add(f.connection, {sha256(email::addressKey(address)), reason, clock.now(), "test"}))
            qFatal("not blocked");
    }
    bool isBlocked(const std::string &address) {
        const auto found = SuppressionRepository::find(f.connection, sha256(email::addressKey(address)));
        return found && found->has_value();
    }
    std::map<std::string, std::string> onAccount() {
        std::map<std::string, std::string> all;
        aws.update([&](FakeAwsConfig &config) { all = config.suppressed; });
        return all;
    }
};

AccountSuppression::AddressOf knows(const std::vector<std::string> &addresses) {
    std::map<Sha256, std::string> names;
    for (const std::string &address : addresses)
        names.emplace(sha256(email::addressKey(address)), address);
    return [names](const Sha256 &hash) {
        const auto found = names.find(hash);
        return found == names.end() ? std::string() : found->second;
    };
}

} // namespace

class SuppressionSyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothListsLearnFromEachOther() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) { config.suppressed = {{"There@Example.com", "BOUNCE"}, {"both@example.com", "BOUNCE"}}; });
        s.block("here@example.com", SuppressionReason::Complaint);
        s.block("hash@example.com", SuppressionReason::Bounce);
        s.block("word@example.com", SuppressionReason::Manual);
        s.block("both@example.com", SuppressionReason::Complaint);
        const auto pull = s.list.pull(s.f.connection);
        NEED(pull);
        QCOMPARE(pull->listed, 2);
        QCOMPARE(pull->added, 1);
        QVERIFY(s.isBlocked("there@example.com"));
        const auto before = s.list.differences(s.f.connection);
        NEED(before);
        QCOMPARE(before->onlyHere.size(), std::size_t(3));
        QCOMPARE(before->reasons, 1);
        const auto names = knows({"here@example.com", "word@example.com"});
        const auto push = s.list.push(s.f.connection, {SuppressionReason::Complaint, SuppressionReason::Bounce}, names);
        NEED(push);
        QCOMPARE(push->put, 1);
        QCOMPARE(push->nameless, 1);
        QCOMPARE(s.onAccount().at("here@example.com"), std::string("COMPLAINT"));
        QVERIFY(!s.onAccount().contains("word@example.com")); // only where a person says so
        // Nothing is put twice.
        const auto again = s.list.push(s.f.connection, {SuppressionReason::Complaint, SuppressionReason::Bounce}, names);
        NEED(again);
        QCOMPARE(again->put, 0);
    }

    // Off the account by somebody else: still blocked here, and shown.
    void nobodyIsUnblockedByTheAccount() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) { config.suppressed = {{"a@example.com", "BOUNCE"}, {"b@example.com", "BOUNCE"}}; });
        NEED(s.list.pull(s.f.connection));
        s.aws.update([](FakeAwsConfig &config) { config.suppressed.erase("a@example.com"); });
        NEED(s.list.pull(s.f.connection));
        QVERIFY(s.isBlocked("a@example.com"));
        const auto differences = s.list.differences(s.f.connection);
        NEED(differences);
        QCOMPARE(differences->onlyLeft.size(), std::size_t(1));
        QCOMPARE(differences->onlyHere.size(), std::size_t(0));
    }

    // The service tells cases apart when it deletes; what it called the address is remembered.
    void removalUsesTheSpellingOfTheService() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) { config.suppressed = {{"Ada@Example.com", "BOUNCE"}, {"ADA@example.com", "COMPLAINT"}}; });
        NEED(s.list.pull(s.f.connection));
        const auto gone = s.list.remove(s.f.connection, "ada@example.com");
        NEED(gone);
        QVERIFY(*gone);
        QCOMPARE(s.onAccount().size(), std::size_t(0));
        const auto twice = s.list.remove(s.f.connection, "ada@example.com");
        NEED(twice);
        QVERIFY(!*twice);
    }

    // The graver reason counts here too, whoever learnt it.
    void aComplaintOnTheAccountIsNoLongerABounceHere() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) { config.suppressed = {{"both@example.com", "COMPLAINT"}}; });
        s.block("both@example.com", SuppressionReason::Bounce);
        const auto pull = s.list.pull(s.f.connection);
        NEED(pull);
        QCOMPARE(pull->added, 0);
        const auto differences = s.list.differences(s.f.connection);
        NEED(differences);
        QCOMPARE(differences->reasons, 0);
    }

    void oneRefusedAddressKeepsNobodyBack() {
        Sync s;
        for (const char *address : {"a@example.com", "b@example.com", "c@example.com"})
            s.block(address, SuppressionReason::Complaint);
        const auto names = knows({"a@example.com", "b@example.com", "c@example.com"});
        const auto fail = [&](const char *code, int status, int times) {
            s.aws.update([&](FakeAwsConfig &config) { config.faults = {{"ses:PUT /v2/email/suppression/addresses", code, status, times, 0, "no"}}; });
        };
        NEED(s.list.pull(s.f.connection));
        fail("BadRequestException", 400, 1);
        const auto push = s.list.push(s.f.connection, {SuppressionReason::Complaint}, names);
        NEED(push);
        QCOMPARE(push->wanted, 3);
        QCOMPARE(push->refused, 1);
        QCOMPARE(push->put, 2);
        QCOMPARE(s.onAccount().size(), std::size_t(2));
        // What is not about the one address still ends it.
        fail("TooManyRequestsException", 429, 1'000);
        const auto cut = s.list.push(s.f.connection, {SuppressionReason::Complaint}, names);
        QVERIFY(!cut);
        QCOMPARE(cut.error().arg("status"), std::string_view("429"));
        // The one that was refused is asked for again.
        s.aws.update([](FakeAwsConfig &config) { config.faults.clear(); });
        const auto again = s.list.push(s.f.connection, {SuppressionReason::Complaint}, names);
        NEED(again);
        QCOMPARE(again->put, 1);
        QCOMPARE(again->refused, 0);
    }

    void aSandboxTakesNothing() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) { config.productionAccess = false; });
        s.block("here@example.com", SuppressionReason::Complaint);
        const auto push = s.list.push(s.f.connection, {SuppressionReason::Complaint}, knows({"here@example.com"}));
        QVERIFY(!push);
        QCOMPARE(push.error().id, std::string("suppression.sandbox"));
        QVERIFY(s.onAccount().empty());
    }

    // cut in the middle the feed stays stale, and the next reading goes on with the stored page.
    void aCutReadingGoesOn() {
        Sync s;
        s.aws.update([](FakeAwsConfig &config) {
            for (int i = 0; i < 2500; ++i)
                config.suppressed["p" + std::to_string(10'000 + i) + "@example.com"] = "BOUNCE";
        });
        CancelSource stop;
        struct StoppingClock final : Clock {
            FakeClock &inner;
            CancelSource &stop;
            int sleeps = 0;
            StoppingClock(FakeClock &clock, CancelSource &source) : inner(clock), stop(source) {}
            Instant now() const override { return inner.now(); }
            std::chrono::microseconds steady() const override { return inner.steady(); }
            void sleepFor(std::chrono::microseconds wait) override {
                inner.sleepFor(wait);
                if (++sleeps == 2)
                    stop.cancel();
            }
        } clock(s.clock, stop);
        SendingKit kit(s.f.path(), s.aws.url(), clock, s.rng);
        AccountSuppression list(kit.account(), clock, "ses");
        const auto cut = list.pull(s.f.connection, stop.token());
        QVERIFY(!cut);
        QVERIFY(!requireFreshFeed(s.f.connection, "suppression:ses", s.clock.now()));
        QCOMPARE(s.f.scalar("SELECT count(*) FROM suppression"), 2000);
        const int before = s.aws.requests();
        const auto rest = s.list.pull(s.f.connection);
        NEED(rest);
        QVERIFY(rest->wentOn);
        QCOMPARE(rest->added, 500);
        QCOMPARE(rest->listed, 2500);
        QCOMPARE(s.aws.requests() - before, 1);
        NEED(requireFreshFeed(s.f.connection, "suppression:ses", s.clock.now()));
        // A minute too old forbids again.
        s.clock.advance(std::chrono::minutes(61));
        QVERIFY(!requireFreshFeed(s.f.connection, "suppression:ses", s.clock.now()));
    }
};

AUDIENCE_TEST(SuppressionSyncTest)
#include "suppression_sync_test.moc"
