// Keeping what is written, and two versions side by side.
#ifndef Q_MOC_RUN
#include "ui/kit/draft_keeper.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;

class DraftsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    std::optional<service::Draft> onDisk(std::int64_t id) { return *service::DraftService(*m_session).find("segment", id); }

private Q_SLOTS:
    void initTestCase() {
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make(false);
        QVERIFY(m_session);
    }

    void isWrittenAfterTheLastEditAndGoesWhenSaved() {
        DraftKeeper keeper(m_session, "segment");
        QSignalSpy found(&keeper, &DraftKeeper::found);
        keeper.open(11, 2);
        QTRY_VERIFY(keeper.isSettled());
        QCOMPARE(found.count(), 0);
        keeper.edited("First", Json{{"n", 1}});
        keeper.edited("First", Json{{"n", 2}});
        QVERIFY(!onDisk(11));
        QTRY_VERIFY_WITH_TIMEOUT(onDisk(11).has_value(), 3000);
        QCOMPARE(jsonInt(onDisk(11)->body, "n"), 2);
        QCOMPARE(onDisk(11)->baseRevision, std::int64_t(2));
        // Another document and back: it is found, and known as one of now.
        keeper.open(12, 1);
        keeper.open(11, 2);
        QTRY_COMPARE(found.count(), 1);
        QVERIFY(found.first().at(1).toBool());
        keeper.settled();
        QTRY_VERIFY(!onDisk(11));
    }

    void isWrittenWhenThePageGoesAndFoundAfterwards() {
        {
            DraftKeeper keeper(m_session, "segment");
            keeper.open(21, 1);
            keeper.edited("Left in a hurry", Json{{"n", 5}});
        }
        QVERIFY(onDisk(21).has_value());
        DraftKeeper keeper(m_session, "segment");
        QSignalSpy found(&keeper, &DraftKeeper::found);
        keeper.open(21, 1);
        QTRY_COMPARE(found.count(), 1);
        QVERIFY(!found.first().at(1).toBool());
        RecoveredBar bar(QStringLiteral("bar"));
        QSignalSpy wanted(&bar, &RecoveredBar::discardWanted);
        bar.offer(*onDisk(21));
        QVERIFY(bar.isVisible());
        QVERIFY(bar.accessibleName().contains(QStringLiteral("Left in a hurry")));
        part<QPushButton>(bar, "barDiscard")->click();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!bar.isVisible());
        keeper.discard(21);
        QTRY_VERIFY(!onDisk(21));
    }

    void bothVersionsStandSideBySide() {
        StalePanel panel(QStringLiteral("stale"));
        QSignalSpy copy(&panel, &StalePanel::saveCopy);
        const QString bad = QStringLiteral("<img src=x>");
        panel.show(QStringLiteral("Win-back"), QStringLiteral("10:42"),
                   {{QStringLiteral("Name"), QStringLiteral("Win-back"), QStringLiteral("Win-back")},
                    {QStringLiteral("Subject"), QStringLiteral("We kept this for you"), QStringLiteral("We kept %1 for you").arg(bad)}});
        QVERIFY(part<QLabel>(panel, "version_2_2")->text().contains(QStringLiteral("&lt;img src=x&gt;</span>")));
        QVERIFY(part<QLabel>(panel, "version_2_1")->text().contains(QStringLiteral(">this</span>")));
        QVERIFY(!part<QLabel>(panel, "version_1_1")->text().contains(QStringLiteral("span")));
        part<QPushButton>(panel, "staleCopy")->click();
        QCOMPARE(copy.count(), 1);
        QVERIFY(!panel.isVisible());
        // Long texts show where they differ, and little else.
        const QString same = QStringLiteral("word ").repeated(4000);
        QVERIFY(StalePanel::marked(same + QStringLiteral("one ") + same, same + QStringLiteral("two ") + same).size() < 400);
    }
};
AUDIENCE_TEST(DraftsTest)

#include "drafts_test.moc"
