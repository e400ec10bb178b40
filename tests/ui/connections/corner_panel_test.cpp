// The public corner in the window: off with what is off, ready with its addresses, warnings, and nothing asked unbidden.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/connection_service.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/corner_panel.h"
#include "ui/connections/finding_row.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/pages/demo_session.h"
#endif
#include "support/test_main.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::CornerFeature;

class CornerPanelTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    Jobs m_jobs;

    static qsizetype rows(const QWidget &page, const char *list, const char *row) {
        return part<QWidget>(page, list)->findChildren<FindingRow *>(QLatin1String(row), Qt::FindDirectChildrenOnly).size();
    }
    static service::CornerView ready() {
        service::CornerView view;
        view.isReady = true;
        view.plan.connection = "shop";
        view.baseUrl = "https://d1.example.net";
        view.cdnHost = "d1.example.net";
        view.bucket = "corner-bucket";
        view.forms = 3;
        view.off = {CornerFeature::TrackingDomain};
        return view;
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(false, std::make_shared<secrets::MemoryKeychain>());
        QVERIFY(m_session);
        model::SesConnection ses;
        ses.name = "shop";
        ses.region = "eu-west-1";
        ses.endpoint = "http://127.0.0.1:1";
        ses.fromAddress = "news@example.com";
        ses.unsubscribe = {model::UnsubscribeKind::Corner, {}};
        ses.credentials = "env";
        QVERIFY(service::ConnectionService(*m_session).save(ses));
    }

    void withoutOneItSaysWhatIsOff() {
        ConnectionsPage page(m_session, &m_jobs);
        page.resize(1100, 760);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("/corner"));
        QVERIFY(settle(page));
        QCOMPARE(page.heading(), QStringLiteral("Public corner"));
        const auto *panel = part<CornerPanel>(page, "cornerPanel");
        QVERIFY(panel->isVisible());
        QCOMPARE(panel->stateWord(), QStringLiteral("off"));
        QCOMPARE(rows(page, "cornerOff", "cornerOffFeature"), qsizetype(8));
        QCOMPARE(part<QComboBox>(page, "cornerConnection")->currentText(), QStringLiteral("shop"));
        QVERIFY(part<QPushButton>(page, "cornerCreate")->isEnabled());
        QVERIFY(!part<QPushButton>(page, "cornerTest")->isVisible());
        part<QPushButton>(page, "cornerRoleShow")->click();
        QTRY_VERIFY(part<QPlainTextEdit>(page, "cornerRoleText")->toPlainText().contains(QLatin1String("sqs:SendMessage")));
        // Back to the connection.
        page.open(QStringLiteral("shop"));
        QVERIFY(settle(page));
        QVERIFY(!panel->isVisible());
        QCOMPARE(page.heading(), QStringLiteral("shop"));
    }

    void anOrderThatFailsSaysWhy() {
        CornerPanel panel(m_session, &m_jobs);
        panel.setVisible(true);
        panel.opened();
        QTRY_VERIFY(panel.isSettled());
        part<QPushButton>(panel, "cornerCreate")->click();
        QVERIFY(!panel.isSettled() && part<QPushButton>(panel, "cornerStop")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(panel.isSettled(), 60'000);
        QVERIFY(part<Notice>(panel, "cornerNotice")->isVisible());
        QVERIFY(!part<QPushButton>(panel, "cornerStop")->isVisible());
        QVERIFY(part<QPushButton>(panel, "cornerCreate")->isVisible());
    }

    void readyShowsItsAddressesAndAsksBeforeItGoes() {
        CornerPanel panel(m_session, &m_jobs);
        panel.resize(760, 900);
        panel.setVisible(true);
        panel.put(ready(), {QStringLiteral("shop")});
        QVERIFY(part<FindingRow>(panel, "cornerAddress")->words().contains(QLatin1String("d1.example.net")));
        QVERIFY(part<FindingRow>(panel, "cornerEntries")->words().contains(QLatin1String("3 sign-ups")));
        QCOMPARE(rows(panel, "cornerOff", "cornerOffFeature"), qsizetype(1));
        QVERIFY(!part<Notice>(panel, "cornerWarning")->isVisible());
        QVERIFY(!part<QPushButton>(panel, "cornerCreate")->isVisible());
        QTRY_VERIFY(panel.isSettled()); // its choices are read
        part<QPushButton>(panel, "cornerRemove")->click();
        QVERIFY(part<Notice>(panel, "cornerNotice")->isVisible()); // what would stop working, before anything is asked
        QVERIFY(panel.isSettled());
        auto lost = ready();
        lost.mayHaveLost = true;
        panel.put(lost, {QStringLiteral("shop")});
        QVERIFY(part<Notice>(panel, "cornerWarning")->isVisible());
        panel.putChecks({{"page", true, {}}, {"inbox", false, "nothing came within 60 s"}});
        QCOMPARE(rows(panel, "cornerChecks", "cornerCheck"), qsizetype(2));
    }

    void itSaysWhatBecameOfSignUps() {
        CornerPanel panel(m_session, &m_jobs);
        panel.resize(760, 900);
        panel.setVisible(true);
        auto view = ready();
        view.counts.waiting = 2;
        view.counts.taken = 5;
        view.counts.aside = 3;
        panel.put(view, {QStringLiteral("shop")});
        QVERIFY(!part<QPushButton>(panel, "cornerAgain")->isVisible());
        const QString words = part<FindingRow>(panel, "cornerEntries")->words();
        QVERIFY2(words.contains(QLatin1String("2 were asked")) && words.contains(QLatin1String("5 are part")) && !words.contains(QLatin1String("expired")), qPrintable(words));
        service::CornerSignUp blocked{"form", Instant{1'795'000'000'000'000}, "offers", true, "{\"email\":\"ada@example.com\"}", "aside", {}};
        blocked.reason = Error(ErrorKind::Refused, "corner.sign_up_blocked");
        panel.putAside({blocked, {"webhook", Instant{1'795'000'000'000'000}, "shop", false, "{\n \"order\": 7}", "aside", {}}});
        QCOMPARE(rows(panel, "cornerAside", "cornerAsideEntry"), qsizetype(2));
        const auto *first = part<QWidget>(panel, "cornerAside")->findChild<FindingRow *>();
        QVERIFY(first && first->words().contains(QLatin1String("blocked")));
        // Looked at once more: here there is nothing.
        part<QPushButton>(panel, "cornerAgain")->click();
        QTRY_VERIFY(panel.isSettled());
        QVERIFY(!part<QPushButton>(panel, "cornerAgain")->isVisible());
    }
};

AUDIENCE_TEST(CornerPanelTest)
#include "corner_panel_test.moc"
