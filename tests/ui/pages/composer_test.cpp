// The composer: a word to send that comes while it is being saved; pictures of the emails to choose from.
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
    static bool popupCloses() {
        return QTest::qWaitFor([] { return !QApplication::activePopupWidget() && QApplication::focusWidget(); }, 5'000);
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
        QTRY_COMPARE_WITH_TIMEOUT(pictures(), list->count(), 20'000);
        QVERIFY(list->sizeHintForRow(0) > Theme::instance().rowHeight());
        press(Qt::Key_Escape);
        QVERIFY(popupCloses());
    }
};
AUDIENCE_TEST(ComposerTest)

#include "composer_test.moc"
