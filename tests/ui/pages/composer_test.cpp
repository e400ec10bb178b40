// The composer: driven by nothing but the keyboard from an empty page to a scheduled campaign; a word to send that
// comes while it is being saved; pictures of the emails to choose from.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class ComposerTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    QWidget *target() {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup->focusWidget() ? popup->focusWidget() : popup;
        return QApplication::focusWidget() ? QApplication::focusWidget() : window();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) {
        if (QWidget *widget = target())
            QTest::keyClick(widget, Qt::Key(key), modifiers);
    }
    // With Tab alone, as a person without a mouse gets there.
    bool reach(const char *name) {
        for (int step = 0; step < 120; ++step) {
            if (target() && target()->objectName() == QLatin1String(name))
                return true;
            press(Qt::Key_Tab);
        }
        qWarning("%s is not reached by Tab, the keyboard is on %s", name, target() ? qPrintable(target()->objectName()) : "nothing");
        return false;
    }
    // Without a screen the window counts as left when its popup closes; a window manager would give it back.
    bool popupCloses() {
        if (!QTest::qWaitFor([] { return !QApplication::activePopupWidget(); }, 5'000))
            return false;
        QCoreApplication::processEvents();
        window()->activateWindow();
        return QTest::qWaitForWindowActive(window());
    }
    bool pick(const QString &text) {
        auto *list = QApplication::activePopupWidget() ? QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList")) : nullptr;
        if (!list)
            return false;
        for (int step = 0; step < list->count() && (!list->currentItem() || list->currentItem()->text() != text); ++step)
            press(step == 0 ? Qt::Key_Home : Qt::Key_Down);
        for (int step = 0; step < list->count() && list->currentItem()->text() != text; ++step)
            press(Qt::Key_Down);
        const bool found = list->currentItem() && list->currentItem()->text() == text;
        press(Qt::Key_Return);
        return found && popupCloses();
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        window()->showPage(QStringLiteral("campaigns"));
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    void cleanup() {
        m_bench.reset();
        const auto all = *campaigns().list();
        for (const auto &campaign : all) {
            (void)campaigns().stop(campaign.id);
            (void)campaigns().unschedule(campaign.id);
            (void)campaigns().remove(campaign.id);
        }
    }

    void isScheduledByKeyboardAlone() {
        QVERIFY(reach("emptyStateAction"));
        press(Qt::Key_Space);
        QVERIFY(settle(*m_page));
        QVERIFY(reach("campaignName"));
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(target(), QStringLiteral("By keyboard"));
        QVERIFY(reach("campaignSegment"));
        press(Qt::Key_Space);
        QVERIFY(pick(QStringLiteral("Newsletter readers")));
        QVERIFY(settle(*m_page));
        QVERIFY(reach("campaignSubject"));
        QTest::keyClicks(target(), QStringLiteral("Warm things"));
        QVERIFY(reach("startNow")); // one stop for both; the arrows choose
        press(Qt::Key_Right);
        QVERIFY(settle(*m_page));
        QVERIFY(reach("startDayButton"));
        press(Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        press(Qt::Key_Return);
        QVERIFY(popupCloses());
        QVERIFY(reach("startTimeButton"));
        press(Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(target(), QStringLiteral("14:37"));
        press(Qt::Key_Return);
        QVERIFY(popupCloses());
        QVERIFY(settle(*m_page));
        QVERIFY(reach("campaignSend"));
        press(Qt::Key_Space);
        QVERIFY(settle(*m_page));
        const auto made = campaigns().list()->front();
        QCOMPARE(made.state, model::CampaignState::Scheduled);
        QCOMPARE(made.campaign.name, std::string("By keyboard"));
        QCOMPARE(made.campaign.subject, std::string("Warm things"));
        QVERIFY(campaigns().startText(made.campaign).find("14:37") != std::string::npos);
    }

    // Nobody has to wait for a save before a click counts.
    void aWordThatComesWhileSavingCounts() {
        window()->showPage(QStringLiteral("campaigns"), QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "startLater")->click();
        QVERIFY(settle(*m_page));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        QTRY_VERIFY(send->isEnabled());
        auto *subject = part<QLineEdit>(*m_page, "campaignSubject");
        subject->setFocus();
        QTest::keyClicks(subject, QStringLiteral("At the last moment"));
        QVERIFY(!m_page->isSettled());
        send->click();
        QTRY_COMPARE_WITH_TIMEOUT(campaigns().list()->front().state, model::CampaignState::Scheduled, 20'000);
        QCOMPARE(campaigns().list()->front().campaign.subject, std::string("At the last moment"));
        QVERIFY(settle(*m_page));
    }

    void emailsAreChosenByTheirPicture() {
        window()->showPage(QStringLiteral("campaigns"), QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "campaignTemplate")->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        QVERIFY(list->count() > 0);
        const auto pictures = [list] {
            int made = 0;
            for (int row = 0; row < list->count(); ++row)
                for (int role = Qt::UserRole; role < Qt::UserRole + 8; ++role)
                    made += list->item(row)->data(role).value<QPixmap>().isNull() ? 0 : 1;
            return made;
        };
        QTRY_VERIFY_WITH_TIMEOUT(pictures() >= qMin(5, list->count()), 20'000); // those in sight
        for (int row = 0; row < list->count(); ++row) { // only those in sight are made
            list->scrollToItem(list->item(row));
            QTRY_VERIFY_WITH_TIMEOUT(pictures() > row, 20'000);
        }
        QCOMPARE(pictures(), list->count());
        QVERIFY(list->sizeHintForRow(0) > Theme::instance().rowHeight());
        press(Qt::Key_Escape);
        QVERIFY(popupCloses());
    }
};
AUDIENCE_TEST(ComposerTest)

#include "composer_test.moc"
