#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "delivery/policy.h"
#include "email/address.h"
#include "ledger_fixture.h"

#include <set>
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using workspace::ConsentState;
using workspace::SuppressionReason;
using workspace::TopicKind;

namespace {

// The rule in words, written down a second time: anything that is not known forbids.
bool mayBeWrittenTo(const PolicyFacts &facts) {
    const bool hasAddress = facts.address == AddressState::Valid;
    const bool isSuppressed = facts.suppression.has_value();
    const bool saidNo = facts.topic == TopicStanding::Withdrawn;
    const bool saidNothing = facts.topic == TopicStanding::Unknown;
    const bool hasBasis = facts.permission == Permission::LegalBasis;
    return hasAddress && !isSuppressed && !saidNo && (!saidNothing || hasBasis) && !facts.isOverCap &&
           !facts.isKeptOut && !facts.isOverTopicCap && !facts.isDeniedDomain && !facts.isOtherDomain;
}

} // namespace

class PolicyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void completeTruthTable() {
        const std::optional<SuppressionReason> suppressions[] = {std::nullopt,
                                                                 SuppressionReason::Bounce,
                                                                 SuppressionReason::Complaint,
                                                                 SuppressionReason::Unsubscribe,
                                                                 SuppressionReason::Manual,
                                                                 SuppressionReason::Import,
                                                                 SuppressionReason::Account};
        int cells = 0, allowed = 0;
        std::set<Reason> seen;
        for (const auto address : {AddressState::Valid, AddressState::Missing,
                                   AddressState::Invalid})
            for (const auto &suppression : suppressions)
                for (const auto topic :
                     {TopicStanding::Allowed, TopicStanding::Unknown, TopicStanding::Withdrawn})
                    for (const auto permission :
                         {Permission::Consent, Permission::LegalBasis, Permission::Missing})
                        for (int last = 0; last < 32; ++last) {
                            const PolicyFacts facts{address, suppression, topic, permission, (last & 1) != 0, (last & 2) != 0,
                                                    (last & 4) != 0, (last & 8) != 0, (last & 16) != 0};
                            const Reason reason = canBeEmailed(facts);
                            QCOMPARE(reason == Reason::None, mayBeWrittenTo(facts));
                            QCOMPARE(toText(reason).empty(), reason == Reason::None);
                            seen.insert(reason);
                            allowed += reason == Reason::None;
                            ++cells;
                        }
        QCOMPARE(cells, 6048);
        QCOMPARE(allowed, 4); // consented under any permission, or nothing said with a legal basis
        QCOMPARE(static_cast<int>(seen.size()), kReasonCount - 2); // not of one person: DuplicateAddress, OncePer
    }

    // Who shares an address is decided among those who may be written to, whoever comes first.
    void sharedAddressesAreCountedLast() {
        LedgerFixture f(":memory:");
        NEED(f.connection.execute(
            "INSERT INTO topic (id, key, name, kind) VALUES (1, 'news', 'News', 1);"
            "INSERT INTO consent_note (id, source, wording) VALUES (1, 's', 'w');"
            "INSERT INTO consent VALUES (1, 1, 1, 0, 1), (1, 2, 1, 0, 1);"));
        const std::vector<Recipient> people{{0, "Anna@example.com", {}, {}},
                                            {1, "anna@example.com", {}, {}},
                                            {2, "anna@example.com", {}, {}},
                                            {3, "anna@example.com", {}, {}}};
        const auto policy = SendPolicy::prepare(
            f.connection, {{"news"}, Permission::Consent, FrequencyCap{}, false, {}});
        NEED(policy);
        const auto all = policy->reachable(f.connection, people, f.clock.now());
        NEED(all);
        QVERIFY(all->people == std::vector<Ordinal>{1});
        const std::map<Reason, std::int64_t> forbidden{{Reason::NoConsent, 2},
                                                       {Reason::DuplicateAddress, 1}};
        QVERIFY(all->forbidden == forbidden);
    }

    // 0 and 1 share an address, 0 and 2 a group in which 2 goes first: 1 has the address to itself.
    void aTwinOfWhoGivesWayIsNotLost() {
        LedgerFixture f(":memory:");
        std::vector<Recipient> people{{0, "anna@example.com", {}, {}}, {1, "Anna@example.com", {}, {}}, {2, "carl@example.com", {}, {}}};
        PolicyQuestion question{{}, Permission::LegalBasis, FrequencyCap{}, false, {}};
        question.groupOf = [](Ordinal person) { return std::optional<std::int64_t>(person == 1 || person == 4 ? 2 : 1); };
        question.order = [](Ordinal a, Ordinal b) { return a > b; };
        const auto policy = SendPolicy::prepare(f.connection, question);
        NEED(policy);
        auto all = policy->reachable(f.connection, people, f.clock.now());
        NEED(all);
        QVERIFY(all->people == (std::vector<Ordinal>{1, 2}));
        QVERIFY(all->forbidden == (std::map<Reason, std::int64_t>{{Reason::OncePer, 1}}));
        people.push_back({3, "anna@example.com", {}, {}}); // of the first group, which has somebody
        people.push_back({4, "dora@example.com", {}, {}}); // of the second one
        all = policy->reachable(f.connection, people, f.clock.now());
        NEED(all);
        QVERIFY(all->people == (std::vector<Ordinal>{2, 4}));
        QVERIFY(all->forbidden == (std::map<Reason, std::int64_t>{{Reason::DuplicateAddress, 2}, {Reason::OncePer, 1}}));
    }

    void everyTopicKindAndStatement() {
        const auto of = topicStanding;
        QCOMPARE(of(TopicKind::OptIn, ConsentState::Unknown), TopicStanding::Unknown);
        QCOMPARE(of(TopicKind::OptIn, ConsentState::Granted), TopicStanding::Allowed);
        QCOMPARE(of(TopicKind::OptIn, ConsentState::Withdrawn), TopicStanding::Withdrawn);
        QCOMPARE(of(TopicKind::OptOut, ConsentState::Unknown), TopicStanding::Allowed);
        QCOMPARE(of(TopicKind::OptOut, ConsentState::Granted), TopicStanding::Allowed);
        QCOMPARE(of(TopicKind::OptOut, ConsentState::Withdrawn), TopicStanding::Withdrawn);
        for (const auto state :
             {ConsentState::Unknown, ConsentState::Granted, ConsentState::Withdrawn})
            QCOMPARE(of(TopicKind::Required, state), TopicStanding::Allowed);
    }

    // The audience's answer and the row's answer are the same answer.
    void audienceAndRowAgree() {
        LedgerFixture f(":memory:");
        NEED(f.connection.execute(
            "INSERT INTO topic (id, key, name, kind) VALUES (1, 'news', 'News', 1), "
            "(2, 'offers', 'Offers', 2);"
            "INSERT INTO consent_note (id, source, wording) VALUES (1, 's', 'w');"));
        SeededRng rng(3);
        std::vector<Recipient> people;
        for (Ordinal i = 0; i < 400; ++i) {
            const std::string address = rng.chance(0.05) ? std::string()
                                        : rng.chance(0.05)
                                            ? std::string("not an address")
                                            : "c" + std::to_string(i) + "@example.com";
            people.push_back({i, address, {}});
            for (const int topic : {1, 2})
                if (const auto state = rng.below(3); state != 0)
                    NEED(f.connection.execute("INSERT INTO consent VALUES (" +
                                              std::to_string(topic) + ", " + std::to_string(i) +
                                              ", " + std::to_string(state) + ", 0, 1)"));
            if (rng.chance(0.2))
                NEED(workspace::SuppressionRepository::add(
                    f.connection,
                    {sha256(email::addressKey(address)),
                     static_cast<SuppressionReason>(1 + rng.below(6)), Instant{}, "test"}));
        }
        for (const auto permission :
             {Permission::Consent, Permission::LegalBasis, Permission::Missing})
            for (const auto &topics : std::vector<std::vector<std::string>>{
                     {}, {"news"}, {"offers"}, {"news", "offers"}}) {
                const auto policy =
                    SendPolicy::prepare(f.connection, {topics, permission, {}, true});
                NEED(policy);
                const auto all = policy->reachable(f.connection, people, f.clock.now());
                NEED(all);
                std::vector<Ordinal> oneByOne;
                std::map<Reason, std::int64_t> forbidden;
                for (const Recipient &person : people) {
                    DueMessage row;
                    row.ordinal = person.ordinal;
                    row.address = person.address;
                    row.addressKey = email::addressKey(person.address);
                    const auto reason = policy->verdict(f.connection, row, f.clock.now());
                    NEED(reason);
                    if (*reason == Reason::None)
                        oneByOne.push_back(person.ordinal);
                    else
                        ++forbidden[*reason];
                }
                QVERIFY(oneByOne == all->people);
                QVERIFY(forbidden == all->forbidden);
            }
        QCOMPARE(SendPolicy::prepare(f.connection, {{"gone"}, Permission::Consent, {}, false})
                     .error()
                     .id,
                 std::string("delivery.unknown_topic"));
    }

    void capCountsWhatMayHaveArrived() {
        LedgerFixture f;
        const auto lease = f.lease();
        const RunId run = f.start(2);
        NEED(f.intend(run, lease->epoch(), 1));
        const auto policy =
            SendPolicy::prepare(f.connection, {{}, Permission::LegalBasis, {1, 7 * 86'400}, false});
        NEED(policy);
        const auto people = LedgerFixture::people(2);
        auto reachable = policy->reachable(f.connection, people, f.clock.now());
        NEED(reachable);
        QCOMPARE(reachable->forbidden[Reason::OverCap], 1);
        f.clock.advance(std::chrono::hours(24 * 8));
        reachable = policy->reachable(f.connection, people, f.clock.now());
        QCOMPARE(static_cast<int>(reachable->people.size()), 2);
    }
};

AUDIENCE_TEST(PolicyTest)
#include "policy_test.moc"
