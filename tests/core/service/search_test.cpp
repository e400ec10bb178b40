// Finding people, datasets and columns by a few letters; addresses that are never written to.
#ifndef Q_MOC_RUN
#include "service/demo_service.h"
#include "service/search_service.h"
#include "service/session.h"
#include "service/suppression_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class SearchTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    std::string file(const char *name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
    bool write(const char *name, const QByteArray &text) const {
        QFile out(m_dir.filePath(QLatin1String(name)));
        return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = file("state");
        options.environment.rng = std::make_shared<SeededRng>(5);
        auto session = Session::create(file("shop.audience"), options);
        QVERIFY(session.has_value());
        m_session = *session;
    }

    void nobodyIsFoundBeforeAnImport() {
        const auto hits = SearchService(*m_session).find("anna");
        QVERIFY(hits.has_value());
        QVERIFY(hits->people.empty() && hits->datasets.empty() && hits->columns.empty());
    }

    void peopleAreFoundByAddressNameAndKey() {
        DemoShopOptions shop;
        shop.people = 400;
        shop.events = 800;
        shop.lastDay = CivilDate{20'000};
        QVERIFY(DemoService(*m_session).fill(shop).has_value());
        SearchService search(*m_session);
        const auto some = search.find("@EXAMPLE", {3, 3, 3});
        QVERIFY(some.has_value());
        QCOMPARE(some->people.size(), std::size_t(3)); // never more than asked for
        const PersonHit person = some->people.front();
        QVERIFY(!person.key.empty());
        const auto byAddress = search.find(person.found);
        QCOMPARE(byAddress->people.front().key, person.key);
        const auto byKey = search.find(person.key);
        bool isThere = false;
        for (const PersonHit &hit : byKey->people)
            isThere = isThere || hit.key == person.key;
        QVERIFY(isThere);
        QVERIFY(search.find("no such person at all")->people.empty());
        QVERIFY(search.find("  ")->people.empty());
        QVERIFY(!search.find("mail")->columns.empty());
        QVERIFY(!search.find("custom")->datasets.empty());
        CancelSource cancel;
        cancel.cancel();
        QCOMPARE(search.find("a", {}, cancel.token()).error().id, std::string("cancelled"));
    }

    void beginningsComeFirst() {
        const auto hits = SearchService(*m_session).find("ma", {8, 0, 0});
        QVERIFY(!hits->people.empty());
        bool hasBegun = true;
        for (const PersonHit &hit : hits->people) {
            const bool begins = (hit.found[0] == 'm' || hit.found[0] == 'M') && (hit.found[1] == 'a' || hit.found[1] == 'A');
            QVERIFY(hasBegun || !begins);
            hasBegun = begins;
        }
    }

    void blockedAddressesAreNamed() {
        SuppressionService blocked(*m_session);
        const std::string address = SearchService(*m_session).find("@example", {1, 0, 0})->people.front().found;
        QVERIFY(*blocked.add(" " + address + " ", "asked for it"));
        QVERIFY(!*blocked.add(address, "again"));
        QVERIFY(!blocked.add("nothing", "").has_value());
        const auto list = blocked.list({}, 10);
        QVERIFY(list.has_value());
        QCOMPARE(list->newest.front().address, address); // known from the data
        QCOMPARE(list->newest.front().source, std::string("asked for it"));
        QVERIFY(*blocked.add("stranger@example.net", ""));
        bool hasStranger = false;
        const auto both = blocked.list({}, 10);
        for (const BlockedAddress &one : both->newest)
            hasStranger = hasStranger || one.address.empty();
        QVERIFY(hasStranger);
        QCOMPARE(blocked.list("Stranger@example.net", 10)->newest.size(), std::size_t(1));
        QVERIFY(blocked.list("other@example.net", 10)->newest.empty());
        QVERIFY(*blocked.remove("stranger@example.net"));
        QVERIFY(!*blocked.remove("stranger@example.net"));
    }

    void listsOfOtherToolsAreRead() {
        SuppressionService blocked(*m_session);
        QVERIFY(write("list.csv", "Email Address\tWhen\r\na1@example.org\t2024\r\n\"b1@example.org\"\t\r\n\r\n"));
        QCOMPARE(blocked.importFile(file("list.csv"))->size(), std::size_t(2));
        QCOMPARE(blocked.importFile(file("list.csv"))->size(), std::size_t(0));
        QVERIFY(write("bad.txt", "c1@example.org\nno address\n"));
        const auto bad = blocked.importFile(file("bad.txt"));
        QCOMPARE(bad.error().id, std::string("suppression.bad_line"));
        QCOMPARE(std::string(bad.error().arg("line")), std::string("2"));
        QVERIFY(blocked.list("c1@example.org", 1)->newest.empty()); // all or nothing
        QVERIFY(write("empty.txt", ""));
        QCOMPARE(blocked.importFile(file("empty.txt"))->size(), std::size_t(0));
        QCOMPARE(blocked.importFile(file("nowhere.txt")).error().id, std::string("suppression.unreadable"));
        QCOMPARE(blocked.importFile(m_dir.path().toStdString()).error().id, std::string("suppression.unreadable"));
    }
};
AUDIENCE_TEST(SearchTest)

#include "search_test.moc"
