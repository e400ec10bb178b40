#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/event_intake.h"
#include "email/address.h"
#include "sending_kit.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

struct Bounce {
    int email = 0;
    double day = 0;
    const char *type = "Transient";
    const char *subtype = "MailboxFull";
};

RawEvent bounceEvent(const Bounce &bounce) {
    const Instant at{1'790'000'000'000'000 + static_cast<std::int64_t>(bounce.day * 86'400e6)};
    return {"test", dumpJson(Json{{"eventType", "Bounce"},
                                  {"mail", Json{{"timestamp", toIso(at)}, {"messageId", "ses-" + std::to_string(bounce.email)}, {"destination", Json::array({"Full@example.com"})}}},
                                  {"bounce", Json{{"bounceType", bounce.type},
                                                  {"bounceSubType", bounce.subtype},
                                                  {"timestamp", toIso(at)},
                                                  {"feedbackId", std::to_string(bounce.email) + "-" + std::to_string(bounce.day)},
                                                  {"bouncedRecipients", Json::array({Json{{"emailAddress", "Full@example.com"}}})}}}})};
}

} // namespace

class SoftBounceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRuleBlocksInTime_data() {
        QTest::addColumn<QList<double>>("days");
        QTest::addColumn<QString>("subtype");
        QTest::addColumn<bool>("sameEmail");
        QTest::addColumn<bool>("blocked");
        QTest::newRow("four in time") << QList<double>{0, 10, 30, 60} << "MailboxFull" << false << true;
        QTest::newRow("three") << QList<double>{0, 10, 30} << "MailboxFull" << false << false;
        QTest::newRow("too far apart") << QList<double>{0, 10, 30, 60.1} << "General" << false << false;
        QTest::newRow("a later window") << QList<double>{0, 50, 70, 80, 105} << "General" << false << true;
        QTest::newRow("one email again and again") << QList<double>{0, 1, 2, 3, 4} << "General" << true << false;
        QTest::newRow("about the message") << QList<double>{0, 1, 2, 3, 4} << "MessageTooLarge" << false << false;
    }
    void theRuleBlocksInTime() {
        QFETCH(QList<double>, days);
        QFETCH(QString, subtype);
        QFETCH(bool, sameEmail);
        QFETCH(bool, blocked);
        const std::string kind = subtype.toStdString();
        for (std::uint64_t seed = 0; seed < 8; ++seed) { // in any order
            std::vector<RawEvent> events;
            for (qsizetype i = 0; i < days.size(); ++i)
                events.push_back(bounceEvent({sameEmail ? 1 : int(i), days[i], "Transient", kind.c_str()}));
            SeededRng rng(seed);
            for (std::size_t i = events.size(); i > 1; --i)
                std::swap(events[i - 1], events[rng.below(i)]);
            LedgerFixture f(":memory:");
            EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
            for (const RawEvent &one : events)
                NEED(intake.take({&one, 1}));
            const auto found = workspace::SuppressionRepository::find(f.connection, sha256(email::addressKey("full@example.com")));
            NEED(found);
            QCOMPARE(found->has_value(), blocked);
        }
    }

    void switchedOffItBlocksNobody() {
        LedgerFixture f(":memory:");
        NEED(f.connection.execute("INSERT INTO setting (name, value) VALUES ('delivery_limits', '{\"soft\":{\"on\":false}}')"));
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        for (int i = 0; i < 10; ++i) {
            const RawEvent one = bounceEvent({i, double(i)});
            NEED(intake.take({&one, 1}));
        }
        QCOMPARE(f.scalar("SELECT count(*) FROM suppression"), 0);
    }

    void limitsOutOfRangeAreRefused() {
        for (const char *bad : {"[]", "{\"bounce\":0}", "{\"bounce\":1.5}", "{\"after\":0.5}", "{\"complaint\":\"x\"}", "{\"soft\":{\"days\":0}}", "{\"soft\":{\"types\":[]}}", "{\"soft\":7}"})
            QVERIFY2(!limitsFromJson(*parseJson(bad)), bad);
        const auto fine = limitsFromJson(*parseJson("{\"bounce\":0.02,\"soft\":{\"bounces\":3}}"));
        NEED(fine);
        QCOMPARE(fine->breakers.bounce, 0.02);
        QCOMPARE(fine->breakers.after, 500);
        QCOMPARE(fine->soft.bounces, 3);
        NEED(limitsFromJson(toJson(*fine)));
    }
};

AUDIENCE_TEST(SoftBounceTest)
#include "soft_bounce_test.moc"
