// Saves over a newer version: the definition of the workspace and connections show both side by side.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/connection_service.h"
#include "service/definition_service.h"
#include "ui/connections/connections_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/stale_panel.h"
#include "ui/settings/definitions_section.h"
#endif
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::ConnectionService;
using service::DefinitionService;

namespace {

QString rowsOf(const QWidget &panel) {
    QStringList words;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        words << label->text();
    return words.join(QLatin1Char('\n'));
}

} // namespace

class StaleSavesTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

    static bool isReady(const DefinitionsSection &section) {
        return QTest::qWaitFor([&] { return section.isSettled(); }, 20'000);
    }
    // Somebody else, in another window.
    void sayElsewhere(int days) {
        auto view = DefinitionService(*m_session).definition();
        view->definition.windowDays = days;
        QVERIFY(DefinitionService(*m_session).save(*view));
    }
    std::string currency() { return DefinitionService(*m_session).definition()->definition.currency; }
    static void type(DefinitionsSection &section, const char *text) {
        auto *field = part<QLineEdit>(section, "definitionCurrency");
        field->setText(QLatin1String(text));
        field->setModified(true); // as when it is typed
        Q_EMIT field->editingFinished();
        QVERIFY(isReady(section));
    }
    static model::SesConnection shop() {
        model::SesConnection ses;
        ses.name = "shop";
        ses.region = "eu-west-1";
        ses.endpoint = "http://127.0.0.1:1";
        ses.fromAddress = "Shop <news@shop.example>";
        ses.postalAddress = "Street 1";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://shop.example/leave?who={token}"};
        ses.credentials = "env";
        return ses;
    }
    model::SesConnection saved(const char *name = "shop") { return *ConnectionService(*m_session).sesConnection(name); }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make();
        QVERIFY(m_session);
    }

    void bothDefinitionsAreShown() {
        DefinitionsSection section(m_session);
        section.show();
        section.opened();
        QVERIFY(isReady(section));
        sayElsewhere(30);
        type(section, "chf");
        auto *stale = part<StalePanel>(section, "definitionStale");
        QVERIFY(stale->isVisible());
        const QString words = rowsOf(*stale);
        QVERIFY2(words.contains(QStringLiteral("CHF")) && words.contains(QStringLiteral("EUR")) && words.contains(QStringLiteral("30")), qPrintable(words));
        QVERIFY(!part<QWidget>(section, "definitionStaleCopy")->isVisible()); // there can be only one definition
        QCOMPARE(currency(), std::string("EUR"));

        part<QPushButton>(section, "definitionStaleTheirs")->click();
        QVERIFY(!stale->isVisible());
        QCOMPARE(currency(), std::string("EUR"));
        QCOMPARE(part<QLineEdit>(section, "definitionCurrency")->text(), QStringLiteral("EUR"));

        sayElsewhere(14);
        type(section, "chf");
        part<QPushButton>(section, "definitionStaleMine")->click();
        QVERIFY(isReady(section));
        QVERIFY(!stale->isVisible());
        QCOMPARE(currency(), std::string("CHF"));
        QCOMPARE(DefinitionService(*m_session).definition()->definition.windowDays, 30);
    }

    void undoDoesNotTakeBackWhatOthersSaved() {
        DefinitionsSection section(m_session);
        section.show();
        section.opened();
        QVERIFY(isReady(section));
        std::function<void()> undo;
        connect(&section, &SettingsSection::saidWithUndo, this, [&](const QString &, const std::function<void()> &how) { undo = how; });
        type(section, "usd");
        QVERIFY(undo);
        sayElsewhere(3);
        undo();
        QVERIFY(isReady(section));
        QVERIFY(part<QWidget>(section, "definitionStale")->isVisible());
        QCOMPARE(currency(), std::string("USD"));
        QCOMPARE(DefinitionService(*m_session).definition()->definition.windowDays, 3);
    }

    void aConnectionIsNotSavedOverANewerOne() {
        ConnectionService service(*m_session);
        const auto first = service.save(shop());
        QVERIFY(first);
        auto theirs = *first, mine = *first;
        theirs.ses->postalAddress = "Street 2";
        QVERIFY(service.save(theirs));
        mine.ses->postalAddress = "Street 3";
        const auto refused = service.save(mine);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("definition.stale"));
        QCOMPARE(saved().postalAddress, std::string("Street 2"));
        const auto copy = service.saveCopy(mine);
        QVERIFY(copy);
        QCOMPARE(copy->name, std::string("shop (2)"));
        QVERIFY(service.remove(copy->name));
        auto again = *first;
        again.id = {};
        QCOMPARE(service.save(again).error().id, std::string("connection.name_taken"));
        const auto back = service.restore(copy->id);
        QVERIFY(back);
        QCOMPARE(back->ses->postalAddress, std::string("Street 3"));
        QVERIFY(service.remove(copy->name));
    }

    void bothConnectionsAreShown() {
        ConnectionService service(*m_session);
        QVERIFY(service.save(shop()));
        ConnectionsPage page(m_session, &m_jobs);
        page.setVisible(true);
        page.open(QStringLiteral("shop"));
        auto *postal = part<QLineEdit>(page, "connectionPostal");
        QTRY_COMPARE(postal->text(), QStringLiteral("Street 1"));
        QTest::keyClicks(postal, QStringLiteral(", Berlin"));
        auto elsewhere = shop();
        elsewhere.fromAddress = "Other <other@shop.example>";
        QVERIFY(service.save(elsewhere));
        part<QPushButton>(page, "connectionSave")->click();
        auto *stale = part<StalePanel>(page, "connectionStale");
        QTRY_VERIFY(!stale->isHidden());
        const QString words = rowsOf(*stale);
        QVERIFY2(words.contains(QStringLiteral("Berlin")) && words.contains(QStringLiteral("other@shop.example")), qPrintable(words));
        QCOMPARE(saved().postalAddress, std::string("Street 1"));

        part<QPushButton>(page, "connectionStaleMine")->click();
        QTRY_COMPARE(saved().postalAddress, std::string("Street 1, Berlin"));
        QCOMPARE(saved().fromAddress, std::string("Shop <news@shop.example>"));
        QVERIFY(stale->isHidden());
        QTRY_VERIFY(page.isSettled());

        // What others save where nothing is written is simply shown.
        elsewhere.postalAddress = "Street 9";
        QVERIFY(service.save(elsewhere));
        page.workspaceChanged();
        QTRY_COMPARE(postal->text(), QStringLiteral("Street 9"));
    }

    void aSavedConnectionIsTakenBack() {
        ConnectionService service(*m_session);
        QVERIFY(service.save(shop()));
        ConnectionsPage page(m_session, &m_jobs);
        std::function<void()> undo;
        connect(&page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &how) { undo = how; });
        page.setVisible(true);
        page.open(QStringLiteral("shop"));
        auto *postal = part<QLineEdit>(page, "connectionPostal");
        QTRY_COMPARE(postal->text(), QStringLiteral("Street 1"));
        postal->setText(QStringLiteral("Nowhere"));
        Q_EMIT postal->textEdited(postal->text());
        part<QPushButton>(page, "connectionSave")->click();
        QTRY_VERIFY(undo);
        QCOMPARE(saved().postalAddress, std::string("Nowhere"));
        undo();
        QTRY_COMPARE(saved().postalAddress, std::string("Street 1"));
        QTRY_VERIFY(page.isSettled());
        const auto id = service.list()->front().id;
        undo = {};
        part<QAbstractButton>(page, "connectionRemove")->click();
        QTRY_VERIFY(undo);
        QVERIFY(service.list()->empty());
        undo();
        QTRY_COMPARE(service.list()->size(), std::size_t(1));
        QCOMPARE(service.list()->front().id, id);
        QTRY_VERIFY(page.isSettled());
    }
};

AUDIENCE_TEST(StaleSavesTest)
#include "stale_saves_test.moc"
