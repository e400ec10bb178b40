// Keeping what is written, and two versions side by side.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

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
        keeper.took();
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
        keeper.dropFound();
        QTRY_VERIFY(!onDisk(21));
    }

    void whatWasFoundIsKeptBesideWhatIsWritten() {
        const auto words = [this](std::int64_t id) { return jsonText(onDisk(id)->body, "words"); };
        {
            DraftKeeper keeper(m_session, "segment");
            keeper.open(31, 1);
            keeper.edited("Crashed", Json{{"words", "before the crash"}});
        }
        DraftKeeper keeper(m_session, "segment");
        QSignalSpy found(&keeper, &DraftKeeper::found);
        keeper.open(31, 1);
        QTRY_COMPARE(found.count(), 1);
        // Taken back at once, and nothing was written: it is still there.
        keeper.edited("Crashed", Json{{"words", "a slip"}});
        keeper.settled();
        keeper.edited("Crashed", Json{{"words", "new"}});
        keeper.setRevision(2);
        keeper.flush();
        QTRY_COMPARE(words(31), std::string("new"));
        keeper.settled(); // saved
        QTRY_COMPARE(words(31), std::string("before the crash"));
        QCOMPARE(onDisk(31)->kept, 1);
        QCOMPARE(onDisk(31)->baseRevision, std::int64_t(1));
        // Taken: what is being written is the only one then.
        keeper.edited("Crashed", Json{{"words", "taken"}});
        keeper.took();
        QTRY_COMPARE(words(31), std::string("taken"));
        keeper.discard(31);
        QTRY_VERIFY(!onDisk(31));
    }

    void whatWasThrownAwayComesBack() {
        DraftKeeper keeper(m_session, "segment");
        keeper.open(41, 1);
        keeper.edited("Removed", Json{{"n", 7}});
        std::optional<std::vector<service::Draft>> gone;
        keeper.throwAway(41, [&](std::vector<service::Draft> drafts) { gone = std::move(drafts); });
        QTRY_VERIFY(gone.has_value());
        QVERIFY(!onDisk(41));
        keeper.putBack(*gone);
        QTRY_VERIFY(onDisk(41).has_value());
        QCOMPARE(jsonInt(onDisk(41)->body, "n"), 7);
        keeper.took();
        keeper.discard(41);
        QTRY_VERIFY(!onDisk(41));
    }

    void oneUnreadableDraftHidesNoOther() {
        const service::DraftService drafts(*m_session);
        QVERIFY(drafts.save({"segment", 51, 1, "Fine", Json{{"n", 1}}, {}}).has_value());
        const QString folder = toQString(m_session->workspace().draftsPath());
        QVERIFY(QDir(folder).mkpath(QStringLiteral("segment-52.json"))); // no file at all
        const auto list = drafts.list();
        QVERIFY(list.has_value());
        QCOMPARE(list->setAside.size(), std::size_t(1));
        QVERIFY(std::any_of(list->drafts.begin(), list->drafts.end(), [](const service::Draft &one) { return one.id == 51; }));
        QVERIFY(drafts.list()->setAside.empty());
        QVERIFY(drafts.discard("segment", 51).has_value());
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
