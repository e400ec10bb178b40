// Where fields of sign-up pages go, and how messages of other programs become events.
#ifndef Q_MOC_RUN
#include "service/corner_people.h"
#include "service/session.h"
#include "ui/connections/corner_choices_card.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;

class CornerChoicesTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<CornerChoicesCard> m_card;

    template <class Part> Part *part(const char *name) { return m_card->findChild<Part *>(QLatin1String(name)); }
    void type(const char *name, const char *text) { QTest::keyClicks(part<QLineEdit>(name), QLatin1String(text)); }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_card = std::make_unique<CornerChoicesCard>(m_session);
        m_card->resize(760, 900);
        m_card->show();
    }

    void aFieldSaysWhereItGoes() {
        m_card->put({{}, {QStringLiteral("first_name"), QStringLiteral("shoe")}, {QStringLiteral("first_name"), QStringLiteral("size")}, {}, {}});
        QCOMPARE(part<QPushButton>("cornerColumn_first_name")->text(), QStringLiteral("first_name")); // its own name
        QCOMPARE(part<QPushButton>("cornerColumn_shoe")->text(), QStringLiteral("Nowhere"));
        service::CornerFieldMap map;
        map.columns = {{"shoe", "size"}, {"first_name", ""}};
        m_card->put({map, {QStringLiteral("first_name"), QStringLiteral("shoe")}, {QStringLiteral("first_name"), QStringLiteral("size")}, {}, {}});
        QTRY_VERIFY(m_card->findChildren<QPushButton *>(QStringLiteral("cornerColumn_shoe")).last()->text() == QLatin1String("size"));
        QVERIFY(m_card->findChildren<QPushButton *>(QStringLiteral("cornerColumn_first_name")).last()->text() == QLatin1String("Nowhere"));
    }

    void whatIsFilledInIsReplacedOnOnesWordAlone() {
        m_card->reload();
        QTRY_VERIFY(m_card->isSettled());
        QVERIFY(!part<QCheckBox>("cornerOverwrites")->isChecked());
        QSignalSpy undo(m_card.get(), &CornerChoicesCard::saidWithUndo);
        part<QCheckBox>("cornerOverwrites")->click();
        QTRY_VERIFY(m_card->isSettled());
        QVERIFY(service::CornerPeople(*m_session).fields()->overwrites);
        QCOMPARE(undo.size(), 1);
        undo.front().at(1).value<std::function<void()>>()();
        QTRY_VERIFY(m_card->isSettled());
        QVERIFY(!service::CornerPeople(*m_session).fields()->overwrites);
        QVERIFY(!part<QCheckBox>("cornerOverwrites")->isChecked());
    }

    void aHookIsKeptWhenItIsWhole() {
        m_card->reload();
        QTRY_VERIFY(m_card->isSettled());
        part<QPushButton>("cornerHookAdd")->click();
        type("cornerHookName", "shop");
        part<QPushButton>("cornerHookSave")->click();
        QTRY_VERIFY(m_card->isSettled());
        QVERIFY(part<QLabel>("cornerHookFault")->isVisible());
        QCOMPARE(part<QLineEdit>("cornerHookName")->text(), QStringLiteral("shop")); // nothing is lost
        type("cornerHookInto", "shop_orders");
        type("cornerHookPerson", "customer.email");
        type("cornerHookEvent", "type");
        part<QCheckBox>("cornerHookPath")->click();
        part<QPushButton>("cornerHookSave")->click();
        QTRY_VERIFY(m_card->isSettled());
        const auto hooks = service::CornerPeople(*m_session).hooks();
        QVERIFY(hooks.has_value() && hooks->size() == 1);
        QVERIFY(hooks->front().eventPath == "type" && hooks->front().event.empty() && hooks->front().dataset == "shop_orders");
        QVERIFY(part<QWidget>("cornerHook_shop"));
        QVERIFY(!part<QLineEdit>("cornerHookName")->isVisible());
    }
};

AUDIENCE_TEST(CornerChoicesTest)
#include "corner_choices_test.moc"
