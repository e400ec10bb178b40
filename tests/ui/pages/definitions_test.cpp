// Settings > Definitions: shows the definition with an example, keeps an answer at once and takes it back.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/definition_service.h"
#include "ui/settings/definitions_section.h"
#endif
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;

class DefinitionsSectionTest : public QObject {
    Q_OBJECT
private:
    static bool isReady(const DefinitionsSection &section) {
        return QTest::qWaitFor([&] { return section.isSettled(); }, 20'000);
    }

private Q_SLOTS:
    void showsAnExampleAndTakesBack() {
        DemoSession place;
        const auto session = place.make();
        QVERIFY(session);
        DefinitionsSection section(session);
        section.show();
        section.opened();
        QVERIFY(isReady(section));
        QCOMPARE(part<QPushButton>(section, "definitionPurchase")->text(), QStringLiteral("purchase"));
        QCOMPARE(part<QLineEdit>(section, "definitionCurrency")->text(), QStringLiteral("EUR"));
        QVERIFY(!part<QLabel>(section, "definitionLine")->text().isEmpty());
        QVERIFY(part<QLabel>(section, "definitionExample")->text().contains(QStringLiteral("EUR")));

        std::function<void()> undo;
        connect(&section, &SettingsSection::saidWithUndo, this, [&](const QString &, const std::function<void()> &how) { undo = how; });
        auto *currency = part<QLineEdit>(section, "definitionCurrency");
        currency->setText(QStringLiteral("chf"));
        currency->setModified(true); // as when it is typed
        Q_EMIT currency->editingFinished();
        QVERIFY(isReady(section));
        QCOMPARE(service::DefinitionService(*session).definition()->definition.currency, std::string("CHF"));
        QVERIFY(undo);
        undo();
        QVERIFY(isReady(section));
        QCOMPARE(service::DefinitionService(*session).definition()->definition.currency, std::string("EUR"));

        // What cannot be is refused with its sentence, and nothing is changed.
        currency->setText(QStringLiteral("e1"));
        currency->setModified(true);
        Q_EMIT currency->editingFinished();
        QVERIFY(isReady(section));
        QVERIFY(part<QWidget>(section, "definitionNotice")->isVisible());
        QCOMPARE(currency->text(), QStringLiteral("e1")); // to be mended where it stands
        QCOMPARE(service::DefinitionService(*session).definition()->definition.currency, std::string("EUR"));
    }

    void asksWithoutOne() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        DefinitionsSection section(session);
        section.show();
        section.opened();
        QVERIFY(isReady(section));
        QVERIFY(part<QWidget>(section, "definitionNotice")->isVisible());
        QCOMPARE(part<QPushButton>(section, "definitionPurchase")->text(), QStringLiteral("Not said"));
    }
};

AUDIENCE_TEST(DefinitionsSectionTest)
#include "definitions_test.moc"
