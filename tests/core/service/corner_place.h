// A workspace with people and a public corner in a fake account, for tests of what goes in and out by it.
#pragma once

#include "service/connection_service.h"
#include "service/corner_service.h"
#include "service/data_service.h"
#include "service/people.h"
#include "service/session.h"
#include "support/fake_aws.h"
#include "support/fake_corner.h"
#include "workspace/consent_repository.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace audience::test {

using namespace audience::service;

#define NEED(expression)                                                                                                                             \
    do {                                                                                                                                             \
        const auto &needed = (expression);                                                                                                           \
        if (!needed)                                                                                                                                 \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                                                                        \
    } while (false)

template <class Value> inline std::string errorOf(const Result<Value> &result) { return result ? std::string() : result.error().id; }

struct SetClock final : Clock {
    SystemClock real;
    std::chrono::microseconds ahead{0};
    Instant now() const override { return real.now() + ahead; }
    std::chrono::microseconds steady() const override { return real.steady(); }
    void sleepFor(std::chrono::microseconds duration) override { real.sleepFor(duration); }
};

// People with a corner in a fake account.
struct Place {
    QTemporaryDir folder;
    FakeAws ses;
    FakeCorner amazon;
    std::shared_ptr<SetClock> clock = std::make_shared<SetClock>();
    std::shared_ptr<Session> session;
    workspace::TopicId offers;

    std::string file(const char *name) const { return folder.filePath(QLatin1String(name)).toStdString(); }
    void importPeople(const QByteArray &csv) {
        QFile written(QString::fromStdString(file("people.csv")));
        if (written.open(QIODevice::WriteOnly))
            written.write(csv);
        written.close();
        ingest::ImportSpec import;
        import.path = file("people.csv");
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        if (const auto done = DataService(*session).importFile(import); !done)
            qFatal("%s", done.error().id.c_str());
    }
    bool write(const char *name, const std::string &bytes) const {
        QFile written(QString::fromStdString(file(name)));
        return written.open(QIODevice::WriteOnly) && written.write(QByteArray::fromStdString(bytes)) == qint64(bytes.size());
    }
    enum Corner { NoCorner, WithCorner };
    explicit Place(const QByteArray &people = "id,email,first_name,visits,since\n1,ada@example.com,Ada,3,2024-01-02\n2,bob@example.com,,,\n", Corner wanted = WithCorner) {
        const FakeAwsConfig keys;
        qputenv("AWS_ACCESS_KEY_ID", keys.accessKeyId.c_str());
        qputenv("AWS_SECRET_ACCESS_KEY", keys.secretKey.c_str());
        qunsetenv("AWS_SESSION_TOKEN");
        Session::Options options;
        options.environment.stateDirectory = file("state");
        options.environment.clock = clock;
        auto made = Session::create(file("shop.audience"), options);
        if (!made)
            qFatal("%s", made.error().id.c_str());
        session = *made;
        if (!people.isEmpty())
            importPeople(people);
        model::SesConnection connection;
        connection.name = "shop";
        connection.region = "eu-west-1";
        connection.endpoint = ses.url();
        connection.fromAddress = "Shop <news@example.com>";
        connection.postalAddress = "Shop, 1 High Street, Exampleton";
        connection.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
        connection.credentials = "env";
        connection.configurationSet = "audience-sync";
        if (const auto saved = ConnectionService(*session).save(connection); !saved)
            qFatal("%s", saved.error().id.c_str());
        offers = workspace::ConsentRepository(session->workspace()).saveTopic({{}, "offers", "Offers", workspace::TopicKind::OptIn})->id;
        if (wanted == NoCorner)
            return;
        CornerPlan plan;
        plan.connection = "shop";
        plan.endpoint = amazon.url();
        if (const auto corner = CornerService(*session).create(plan); !corner)
            qFatal("%s %s", corner.error().id.c_str(), corner.error().detail.c_str());
    }
    CornerService corner() { return CornerService(*session); }
    CornerPeople people() { return CornerPeople(*session); }
    void signUp(const std::string &body) {
        const std::string link = *corner().formLink("offers");
        QCOMPARE(amazon.post("/x/s/" + link.substr(link.find('#') + 1), body), 200);
    }
    void confirm(const std::string &address) {
        const std::string link = *corner().confirmLink(address, "offers");
        QCOMPARE(amazon.post(link.substr(amazon.url().size()), "confirm=yes"), 200);
    }
    // As if everything that came in had come so much earlier.
    void age(int hours) {
        const std::string by = std::to_string(std::int64_t{hours} * 3'600'000'000);
        const auto done = session->workspace().write(
            [&](const store::Connection &c) { return c.execute("UPDATE corner_entry SET at = at - " + by + "; UPDATE corner_request SET at = at - " + by); });
        QVERIFY(done);
    }
    Result<CornerTaking> attend() {
        TRY(corner().readInbox());
        return people().attend();
    }
    std::string text(const char *sql) {
        const auto page = DataService(*session).query(sql);
        if (!page)
            return page.error().id + " " + page.error().detail;
        std::string all;
        for (const auto &row : page->rows)
            for (const auto &cell : row)
                all += cell + "|";
        return all;
    }
    std::string consentOf(const std::string &key) {
        const auto people = People::load(*session);
        const auto person = people ? people->find(key) : Result<Ordinal>(people.error());
        if (!person)
            return person.error().id;
        const auto consent = workspace::ConsentRepository(session->workspace()).consentOf(offers, *person);
        return consent ? std::to_string(static_cast<int>(consent->state)) + " " + consent->source + " " + consent->wording : consent.error().id;
    }
    std::string state(std::size_t newest = 0, const char *kind = "form") {
        const auto entries = corner().entries(kind, 100);
        return entries && newest < entries->size() ? (*entries)[newest].state + ((*entries)[newest].reason ? " " + (*entries)[newest].reason->id : "") : "none";
    }
};

} // namespace audience::test
