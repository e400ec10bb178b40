// Sign-ups and messages of other programs on their way into the data: what becomes of each, and what must not.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "corner_place.h"
#include "delivery/corner_inbox.h"
#include "email/address.h"
#include "service/corner_address_book.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

class CornerPeopleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aConfirmedSignUpIsAPerson() {
        Place p;
        p.signUp("email=New%40Example.COM&first_name=M%C3%BCller&VISITS=7&since=2026-01-02&colour=red&language=de");
        NEED(p.attend());
        QCOMPARE(p.state(), std::string("waiting"));
        QCOMPARE(p.text("SELECT count(*) FROM people"), std::string("2|"));
        // They were asked once, in their own language, and the link in that email confirms.
        NEED(p.attend());
        QCOMPARE(p.ses.sendCount(), 1);
        const std::string email = p.ses.sends().front().request;
        QVERIFY2(email.find("Ist das Ihre Adresse?") != std::string::npos && email.find("Exampleton") != std::string::npos, email.c_str());
        const std::size_t at = email.find(p.amazon.url() + "/x/c/");
        QVERIFY(at != std::string::npos);
        const std::string path = email.substr(at + p.amazon.url().size(), 5 + 87);
        QCOMPARE(p.amazon.post(path, "confirm=yes"), 200);
        const auto taken = p.attend();
        NEED(taken);
        QCOMPARE(taken->people, 1);
        QCOMPARE(taken->added, 1);
        QCOMPARE(p.text("SELECT id, email, first_name, visits, since FROM people WHERE id < 0"), std::string("-1|New@example.com|M\xc3\xbcller|7|2026-01-02|"));
        QCOMPARE(p.consentOf("-1"), std::string("1 form sign-up page: Offers"));
        QCOMPARE(p.state(), std::string("taken"));
        QCOMPARE(p.corner().entries("form", 1)->front().body.find("red") != std::string::npos, true);
        NEED(p.attend()); // and once only
        QCOMPARE(p.text("SELECT count(*) FROM people"), std::string("3|"));
    }

    void whoIsKnownIsMatchedAndKeepsTheirValues() {
        Place p;
        p.signUp("email=ADA%40example.com&first_name=Adelheid&visits=9");
        p.signUp("email=bob%40example.com&first_name=Bob&visits=many");
        p.confirm("ada@example.com");
        p.confirm("Bob@Example.com");
        const auto taken = p.attend();
        NEED(taken);
        QCOMPARE(taken->people, 2);
        QCOMPARE(taken->added, 0);
        QCOMPARE(p.text("SELECT id, first_name, visits FROM people ORDER BY id"), std::string("1|Ada|3|2|Bob||"));
        QCOMPARE(p.text("SELECT since FROM people WHERE id = 1"), std::string("2024-01-02|"));
        QCOMPARE(p.consentOf("1"), std::string("1 form sign-up page: Offers"));
        QCOMPARE(p.ses.sendCount(), 0); // they had confirmed before anybody had to ask
        // Where it was chosen, the newer word stands; and a field goes where the user says.
        QCOMPARE(errorOf(p.people().saveFields({{{"name", "nowhere"}}, true})), std::string("data.unknown_column"));
        NEED(p.people().saveFields({{{"given", "first_name"}}, true}));
        p.clock->ahead += std::chrono::minutes(1);
        p.signUp("email=ada%40example.com&given=Adelheid");
        p.confirm("ada@example.com");
        NEED(p.attend());
        QCOMPARE(p.text("SELECT first_name, visits FROM people WHERE id = 1"), std::string("Adelheid|3|"));
    }

    void peopleWhoShareAnAddressOnlyAgree() {
        Place p("id,email,first_name\nx,home@example.com,\ny,HOME@example.com,\n");
        p.signUp("email=home%40example.com&first_name=Eve");
        p.confirm("home@example.com");
        NEED(p.attend());
        QCOMPARE(p.text("SELECT first_name FROM people"), std::string("||"));
        QCOMPARE(p.consentOf("x") + p.consentOf("y"), std::string("1 form sign-up page: Offers1 form sign-up page: Offers"));
        p.signUp("email=third%40example.com");
        p.confirm("third@example.com");
        NEED(p.attend());
        QVERIFY(p.text("SELECT id FROM people WHERE email = 'third@example.com'").rfind("form-", 0) == 0);
    }

    void whoIsBlockedStaysBlocked() {
        Place p;
        workspace::SuppressionRepository block(p.session->workspace(), email::addressKey);
        NEED(block.add("bob@example.com", workspace::SuppressionReason::Complaint, "test"));
        p.signUp("email=bob%40example.com&first_name=Bob");
        NEED(p.attend());
        QCOMPARE(p.ses.sendCount(), 0); // nobody who complained is written to
        QCOMPARE(p.state(), std::string("aside corner.sign_up_blocked"));
        p.confirm("bob@example.com");
        const auto taken = p.people().takeIn(true);
        NEED(taken);
        NEED(p.corner().readInbox());
        const auto again = p.people().takeIn(true);
        NEED(again);
        QCOMPARE(again->blocked, 1);
        QCOMPARE(p.state(), std::string("taken corner.sign_up_blocked"));
        const auto reader = p.session->workspace().reader();
        QVERIFY(workspace::SuppressionRepository::find(**reader, block.hashOf("bob@example.com"))->has_value());
    }

    void nobodyWaitsForEver() {
        Place p;
        p.signUp("email=late%40example.com&first_name=Late");
        NEED(p.attend());
        QCOMPARE(p.ses.sendCount(), 1);
        p.age(25);
        p.signUp("email=late%40example.com"); // a day later they may be asked anew
        NEED(p.attend());
        QCOMPARE(p.ses.sendCount(), 2);
        p.age(7 * 24 + 1);
        const auto gone = p.attend();
        NEED(gone);
        QCOMPARE(gone->expired, 2);
        QCOMPARE(p.state(), std::string("expired"));
        QCOMPARE(p.corner().entries("form", 1)->front().body, std::string("{}"));
        p.confirm("late@example.com");
        NEED(p.attend());
        QCOMPARE(p.text("SELECT count(*) FROM people"), std::string("2|"));
    }

    void withoutPeopleTheyWait() {
        Place p("");
        p.signUp("email=first%40example.com");
        p.confirm("first@example.com");
        NEED(p.attend()); // reading events does not fail by it
        QCOMPARE(errorOf(p.people().takeIn()), std::string("data.no_people"));
        QCOMPARE(p.state(), std::string("confirmed"));
        p.importPeople("id,email\n1,ada@example.com\n");
        QCOMPARE(p.people().takeIn()->added, 1);
    }

    void whatAmazonRefusesIsSaid() {
        Place p;
        p.ses.update([](FakeAwsConfig &config) { config.accessKeyId = "SOMEBODYELSE"; });
        p.signUp("email=new%40example.com");
        NEED(p.corner().readInbox());
        QVERIFY(!p.people().askToConfirm());
        QCOMPARE(p.people().counts()->unasked, 1);
        p.ses.update([](FakeAwsConfig &config) { config.accessKeyId = FakeAwsConfig().accessKeyId; });
        QCOMPARE(p.people().askToConfirm()->asked, 1);
        QCOMPARE(p.people().counts()->waiting, 1);
    }

    // Events are read in the same breath: what waits is asked a few at a time.
    void aFloodIsAskedInParts() {
        constexpr int kMany = 12;
        Place p;
        for (int i = 0; i < kMany; ++i)
            p.signUp("email=new" + std::to_string(i) + "%40example.com");
        const auto first = p.attend();
        NEED(first);
        QVERIFY(first->asked > 0 && first->asked <= 10);
        QCOMPARE(p.people().counts()->unasked, kMany - first->asked);
        for (int i = 0; i < kMany && p.people().counts()->unasked > 0; ++i)
            NEED(p.attend());
        QCOMPARE(p.ses.sendCount(), kMany);
        QCOMPARE(p.people().counts()->waiting, kMany);
    }

    void aFaultOfTheCornerHidesNoEvents() {
        Place p;
        p.ses.update([](FakeAwsConfig &config) { config.accessKeyId = "SOMEBODYELSE"; });
        p.signUp("email=new%40example.com");
        const auto read = ConnectionService(*p.session).pollEvents(true);
        NEED(read);
        QCOMPARE(read->received, 1);
        QVERIFY(!ConnectionService(*p.session).pollEvents(true)); // told where it hides nothing
    }

    void messagesBecomeEvents() {
        Place p;
        const std::string hook = p.corner().hookLink("shop")->substr(p.amazon.url().size());
        p.amazon.post(hook, "{\"type\":\"order.paid\",\"created\":1700000000,\"customer\":{\"email\":\"ADA@example.com\"},\"amount\":12.5}");
        p.amazon.post(hook, "{\"type\":\"order.paid\",\"customer\":{\"email\":\"nobody@example.com\"}}");
        p.amazon.post(hook, "{\"customer\":{\"email\":\"ada@example.com\"}}");
        p.amazon.post(hook, "not read");
        NEED(p.attend());
        QCOMPARE(p.state(0, "webhook"), std::string("new")); // nobody has said what they mean
        CornerHook map{"shop", "orders", "customer.email", false, "", "type", ""};
        QCOMPARE(errorOf(p.people().saveHook({"shop", "orders", "", false, "x", "", ""})), std::string("corner.hook_incomplete"));
        map.dataset = "people";
        QCOMPARE(errorOf(p.people().saveHook(map)), std::string("corner.hook_dataset"));
        map.dataset = "orders";
        NEED(p.people().saveHook(map));
        const auto taken = p.people().takeIn();
        NEED(taken);
        QCOMPARE(taken->events, 1);
        QCOMPARE(taken->aside, 3);
        QCOMPARE(p.text("SELECT person, event, json_extract(properties, '$.amount') FROM orders"), std::string("1|order.paid|12.5|"));
        QCOMPARE(p.state(0, "webhook"), std::string("aside corner.message_unread"));
        QCOMPARE(p.state(1, "webhook"), std::string("aside corner.message_without_name"));
        QCOMPARE(p.state(2, "webhook"), std::string("aside corner.message_of_nobody"));
        // Once the person is there, what was kept aside can be taken in; a time in the message stands.
        map.timePath = "created";
        NEED(p.people().saveHook(map));
        p.importPeople("id,email,first_name,visits,since\n9,nobody@example.com,N,1,2024-01-02\n");
        QCOMPARE(p.people().takeIn(true)->events, 0);
        QCOMPARE(p.state(2, "webhook"), std::string("aside corner.message_without_time"));
        p.amazon.post(hook, "{\"type\":\"order.paid\",\"created\":1700000000,\"customer\":{\"email\":\"nobody@example.com\"},\"person\":\"5\",\"amount\":1}");
        NEED(p.attend());
        QCOMPARE(p.text("SELECT person, at FROM orders WHERE person = 9"), std::string("9|2023-11-14T22:13:20Z|"));
    }

    // A file of the version before has no place for any of this.
    void aFileOfVersion2IsBroughtUpToDate() {
        Place p;
        NEED(p.session->workspace().write([](const store::Connection &c) {
            return c.execute("DROP TABLE corner_request; DROP TABLE corner_outcome; PRAGMA user_version = 2");
        }));
        const std::string path = p.session->workspace().path();
        p.session.reset();
        Session::Options options;
        options.environment.stateDirectory = p.file("state");
        const auto opened = Session::open(path, options);
        NEED(opened);
        NEED(CornerPeople(**opened).counts());
        QVERIFY(QFile::exists(QString::fromStdString(path + ".version-2")));
    }

    // How long a batch of ten clicks keeps everybody else from writing, and how long the search takes outside of it.
    void addressesAreLookedUpOutsideTheTransaction() {
        constexpr int kPeople = 100'000;
        QByteArray csv = "id,email\n";
        for (int i = 0; i < kPeople; ++i)
            csv += QByteArray::number(i) + ",reader" + QByteArray::number(i * 7) + (i % 3 == 0 ? "@Example.com\n" : "@mail.example.net\n");
        csv += QByteArray::number(kPeople) + ",READER7@mail.example.net\n"; // two people, one address
        Place p(csv);
        const auto hashOf = [](int i) { return sha256(email::addressKey("reader" + std::to_string(i * 7) + (i % 3 == 0 ? "@example.com" : "@mail.example.net"))); };
        AddressBook book(*p.session);
        NEED(book.people());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(book.behind(hashOf(1), 1)->size(), std::size_t(2));
        const double first = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        AddressBook other(*p.session);
        NEED(other.people());
        timer.restart();
        QCOMPARE(other.behind(hashOf(1), 77)->size(), std::size_t(2)); // the hint is wrong: all are hashed, once
        const double indexed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(other.behind(hashOf(i * 10), 0)->size(), std::size_t(1));
        const double later = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        QVERIFY(other.behind(sha256("nobody"), 0)->empty());
        qInfo("100,000 people: %.1f ms with the hint, %.1f ms to index all, then %.4f ms each", first, indexed, later / 10'000);
        // No transaction is open while the addresses are looked for.
        store::Connection connection = *p.session->workspace().connect(workspace::Durability::Full);
        const delivery::CornerSeal seal = *delivery::CornerSeal::loadOrMake(connection, p.session->workspace().rng(), p.clock->now());
        int asked = 0;
        delivery::CornerIntake intake(connection, *p.clock, seal, nullptr, [&](const Sha256 &address, Ordinal hint) {
            asked += connection.inTransaction() ? 1'000 : 1;
            return book.behind(address, hint);
        });
        const auto value = [](const std::string &words) { return Json{{"DataType", "String"}, {"StringValue", words}}; };
        std::vector<Json> batch;
        for (int i = 0; i < 10; ++i)
            batch.push_back(Json{{"MessageId", "m"}, {"Body", "List-Unsubscribe=One-Click"},
                                 {"MessageAttributes", Json{{"kind", value("u")}, {"rid", value("r" + std::to_string(i))}, {"at", value("1")},
                                                            {"token", value(seal.seal({delivery::CornerKind::Unsubscribe, hashOf(i), static_cast<Ordinal>(i), 1, 0}))}}}});
        QCOMPARE(intake.take(batch)->unsubscribed, 10);
        QCOMPARE(asked, 10);
    }
};

AUDIENCE_TEST(CornerPeopleTest)
#include "corner_people_test.moc"
