// What a purchase is: reading and writing it, refusing what cannot be, guessing it, one example of it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "service/audience_question.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/definition_guess.h"
#include "service/demo_service.h"
#include "service/session.h"
#include "service/workspace_service.h"
#endif
#include "support/test_main.h"
#include "ui/text/definition_words.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using model::Attribution;
using model::WorkspaceDefinition;

namespace {

WorkspaceDefinition shopDefinition() {
    WorkspaceDefinition definition;
    definition.purchaseEvent = "purchase";
    definition.valueField = "amount";
    definition.currency = "EUR";
    definition.zone = "Europe/Berlin";
    return definition;
}

QStringList idsOf(const model::Findings &findings) {
    QStringList ids;
    for (const auto &finding : findings)
        ids << QString::fromStdString(finding.id);
    return ids;
}

} // namespace

class DefinitionTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_shop;

    Session::Options options() const {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        return options;
    }

private Q_SLOTS:
    void initTestCase() {
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options());
        QVERIFY(session);
        m_shop = *session;
        DemoShopOptions shop;
        shop.people = 300;
        shop.events = 6000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_shop->now().micros / kMicrosPerDay - 1)};
        const auto filled = DemoService(*m_shop).fill(shop);
        QVERIFY2(filled, filled ? "" : filled.error().id.c_str());
    }
    void cleanupTestCase() { m_shop.reset(); }

    void goesThroughJsonUnchanged() {
        WorkspaceDefinition definition = shopDefinition();
        definition.conversionEvent = "signup";
        definition.windowDays = 14;
        definition.attribution = Attribution::LastOpen;
        definition.consent = {"newsletter", {"ja", "yes"}};
        const auto back = model::workspaceDefinitionFromJson(toJson(definition));
        QVERIFY(back);
        QVERIFY(*back == definition);
        QVERIFY(*model::workspaceDefinitionFromJson(Json::object()) == WorkspaceDefinition());
        const auto bad = model::workspaceDefinitionFromJson(Json{{"attribution", "any"}});
        QVERIFY(!bad);
        QCOMPARE(QString::fromStdString(bad.error().id), QStringLiteral("definition.bad_attribution"));
    }

    void refusesWhatCannotBe() {
        WorkspaceDefinition definition = shopDefinition();
        QVERIFY(model::validate(definition).empty());
        definition.windowDays = 0;
        definition.currency = "euro";
        QCOMPARE(idsOf(model::validate(definition)), (QStringList{QStringLiteral("definition.bad_currency"), QStringLiteral("definition.bad_window")}));
        definition = shopDefinition();
        definition.currency.clear();
        QCOMPARE(idsOf(model::validate(definition)), QStringList{QStringLiteral("definition.no_currency")});
        definition.purchaseEvent.clear();
        QCOMPARE(idsOf(model::validate(definition)), QStringList{QStringLiteral("definition.no_purchase")});
        // A number too large for the member does not wrap round into one that is allowed.
        const auto huge = model::workspaceDefinitionFromJson(Json{{"window_days", (std::int64_t{1} << 32) + 7}});
        QVERIFY(huge);
        QVERIFY(model::hasErrors(model::validate(*huge)));
    }

    void theDemoShopHasOne() {
        const auto view = DefinitionService(*m_shop).definition();
        QVERIFY(view);
        QVERIFY(view->isSet());
        QVERIFY(view->definition == shopDefinition());
        QCOMPARE(QString::fromStdString(workspaceZone(*m_shop)), QStringLiteral("Europe/Berlin"));
        QCOMPARE(ui::definitionWords(view->definition), QStringLiteral("Purchases within 7 days of the last click, in EUR"));
    }

    void isGuessedFromTheData() {
        const auto guess = DefinitionService(*m_shop).guess();
        QVERIFY(guess);
        QCOMPARE(QString::fromStdString(guess->purchaseEvent), QStringLiteral("purchase"));
        QCOMPARE(QString::fromStdString(guess->valueField), QStringLiteral("amount"));
        QCOMPARE(QString::fromStdString(guess->consent.field), QStringLiteral("newsletter"));
    }

    void guessesFromNames_data() {
        QTest::addColumn<QString>("event");
        QTest::addColumn<bool>("isPurchase");
        for (const char *name : {"purchase", "Order Completed", "orderPlaced", "order", "Bestellung", "store_purchase", "checkout-completed"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const char *name : {"page_view", "order_cancelled", "order refunded", "signup", "checkout_started", "orderly", "view_order", ""})
            QTest::newRow(*name ? name : "(empty)") << QString::fromLatin1(name) << false;
    }
    void guessesFromNames() {
        QFETCH(QString, event);
        QFETCH(bool, isPurchase);
        QCOMPARE(purchaseScore(event.toStdString()) > 0, isPurchase);
        QCOMPARE(QString::fromStdString(currencyInName("amount_usd")), QStringLiteral("USD"));
        QVERIFY(currencyInName("amount").empty());
        QVERIFY(consentScore("newsletter_at") == 0);
        QVERIFY(consentScore("Newsletter") > 0);
        QVERIFY(valueScore("order_total") > 0 && valueScore("quantity") == 0);
    }

    void aStaleSaveIsRefused() {
        DefinitionService service(*m_shop);
        auto first = service.definition();
        QVERIFY(first);
        DefinitionView second = *first;
        first->definition.windowDays = 10;
        const auto saved = service.save(*first);
        QVERIFY(saved);
        QCOMPARE(saved->revision, first->revision + 1);
        second.definition.windowDays = 20;
        const auto refused = service.save(second);
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().id), QStringLiteral("definition.stale"));
        QCOMPARE(service.definition()->definition.windowDays, 10);
        DefinitionView back = *saved;
        back.definition = shopDefinition();
        QVERIFY(service.save(back));
    }

    void unknownNamesAreRefused_data() {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("id");
        QTest::newRow("event") << QStringLiteral("purchase=purchse") << QStringLiteral("definition.unknown_event");
        QTest::newRow("value") << QStringLiteral("value=colour") << QStringLiteral("definition.unknown_value");
        QTest::newRow("zone") << QStringLiteral("zone=Berlin") << QStringLiteral("zone.unknown");
    }
    void unknownNamesAreRefused() {
        QFETCH(QString, assignment);
        QFETCH(QString, id);
        DefinitionService service(*m_shop);
        auto view = service.definition();
        QVERIFY(view);
        Json json = toJson(view->definition);
        json[assignment.section(QLatin1Char('='), 0, 0).toStdString()] = assignment.section(QLatin1Char('='), 1).toStdString();
        view->definition = *model::workspaceDefinitionFromJson(json);
        const auto saved = service.save(*view);
        QVERIFY(!saved);
        QCOMPARE(QString::fromStdString(saved.error().id), id);
    }

    void theZoneIsOneTruth() {
        QVERIFY(WorkspaceService(*m_shop).setSetting("zone", "\"Europe/Vienna\""));
        auto view = DefinitionService(*m_shop).definition();
        QVERIFY(view);
        QCOMPARE(QString::fromStdString(view->definition.zone), QStringLiteral("Europe/Vienna"));
        view->definition.zone = "Europe/Berlin";
        QVERIFY(DefinitionService(*m_shop).save(*view));
        QCOMPARE(QString::fromStdString(workspaceZone(*m_shop)), QStringLiteral("Europe/Berlin"));
    }

    void anExampleWithoutAnyEmail() {
        const auto example = DefinitionService(*m_shop).example(shopDefinition());
        QVERIFY(example);
        QVERIFY(example->has_value());
        QVERIFY((*example)->campaign.empty());
        QVERIFY(!(*example)->person.empty() && !(*example)->value.empty());
        QCOMPARE(QString::fromStdString((*example)->event), QStringLiteral("purchase"));
        WorkspaceDefinition nothing;
        QVERIFY(!DefinitionService(*m_shop).example(nothing)->has_value());
    }

    // Somebody who clicked buys a day later: that purchase is shown, and the campaign gets the credit.
    void anExampleWithACredit() {
        CampaignId made;
        QVERIFY(DemoService(*m_shop).campaign(&made));
        const auto clicked = CampaignService(*m_shop).log(made, "clicked", 0, 1);
        QVERIFY(clicked);
        QVERIFY(!clicked->empty());
        const Instant bought = m_shop->workspace().clock().now() + std::chrono::hours(24);
        ingest::ImportSpec spec;
        spec.path = m_dir.filePath(QStringLiteral("more.csv")).toStdString();
        QFile file(QString::fromStdString(spec.path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(("customer_id,event,happened_at,product_id,category,quantity,amount\n" + clicked->front().person + ",purchase," + toIso(bought) +
                    ",P-1,tents,1,84.00\n")
                       .c_str());
        file.close();
        spec.name = "events";
        spec.role = store::DatasetRole::Events;
        spec.profile = "customer_id";
        spec.time = "happened_at";
        spec.nameColumn = "event";
        const auto imported = DataService(*m_shop).importFile(spec);
        QVERIFY2(imported, imported ? "" : imported.error().id.c_str());

        DefinitionService service(*m_shop);
        const auto example = service.example(shopDefinition());
        QVERIFY(example);
        QVERIFY(example->has_value());
        QCOMPARE((*example)->personKey, clicked->front().person);
        QCOMPARE((*example)->value, std::string("84.00"));
        QCOMPARE((*example)->campaign, std::string("Win-back"));
        QCOMPARE((*example)->boughtAt.micros, bought.micros);
        QVERIFY((*example)->touchedAt < bought);
        WorkspaceDefinition opened = shopDefinition();
        opened.attribution = Attribution::LastOpen;
        QVERIFY(service.example(opened)->has_value());
        WorkspaceDefinition other = shopDefinition();
        other.purchaseEvent = "view";
        QVERIFY(service.example(other)->has_value());
    }

    void isEmptyWithoutData() {
        const auto session = Session::create(m_dir.filePath(QStringLiteral("empty.audience")).toStdString(), options());
        QVERIFY(session);
        const auto view = DefinitionService(**session).definition();
        QVERIFY(view);
        QVERIFY(!view->isSet());
        QCOMPARE(view->revision, std::int64_t{0});
        const auto guess = DefinitionService(**session).guess();
        QVERIFY(guess);
        QVERIFY(guess->purchaseEvent.empty());
        QVERIFY(ui::definitionWords(*guess).isEmpty());
    }
};

AUDIENCE_TEST(DefinitionTest)
#include "definition_test.moc"
