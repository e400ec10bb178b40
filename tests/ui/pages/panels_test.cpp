// Panels and cards that many pages use: words of ours are never cut, nobody is said in words, and members open by keyboard.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "service/segment_service.h"
#include "ui/kit/kept.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/monitor/monitor_page.h"
#include "ui/segments/members_panel.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class PanelsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session && service::DemoService(*m_session).history(service::DemoShopOptions{}));
    }

    // As wide as the page is in a window of 1280.
    void figuresOfTheMonitorAreWhole() {
        MonitorPage page(m_session);
        page.resize(1104, 750);
        page.show();
        QVERIFY(settle(page));
        const auto cards = page.findChildren<KeyFigureCard *>();
        QVERIFY(cards.size() >= 6);
        int words = 0;
        for (const KeyFigureCard *card : cards)
            for (const QLabel *label : card->findChildren<QLabel *>()) {
                if (!label->isVisible() || label->text().isEmpty())
                    continue;
                QVERIFY(!label->property("elides").toBool());
                const int needs = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
                QVERIFY2(needs <= label->height() + 2 && (label->wordWrap() || label->sizeHint().width() <= label->width() + 2), qPrintable(label->text()));
                ++words;
            }
        QVERIFY(words >= 12);
        page.resize(780, 600);
        auto *against = part<QLabel>(page, "monitorAgainst");
        QVERIFY(against->isVisible() && against->text().contains(QStringLiteral("before")));
    }

    void nobodyIsSaidInWords() {
        QWidget page;
        page.resize(900, 600);
        page.show();
        PeoplePanel panel(&page);
        panel.openWaiting(QStringLiteral("Clicked, 7 Nov"));
        PeoplePanel::Content content;
        content.title = QStringLiteral("Clicked, 7 Nov");
        content.columns = {{QStringLiteral("Person")}};
        panel.fill(content);
        auto *table = part<TableView>(panel, "peoplePanelTable");
        auto *nobody = part<QWidget>(panel, "peopleNobody");
        QVERIFY(nobody->isVisible() && !table->isVisible());
        panel.openWaiting(QStringLiteral("Clicked, 8 Nov"));
        content.rows = 1;
        content.fetch = [](qint64, int, CancelToken) -> Result<TableRows> { return TableRows{{QStringLiteral("Anna")}}; };
        panel.fill(content);
        QVERIFY(!nobody->isVisible() && table->isVisible());
    }

    void membersOpenAndSortByKeyboard() {
        service::SegmentService segments(*m_session);
        const auto words = segments.vocabulary();
        QVERIFY(words.has_value());
        // Without the key among the columns.
        const QString field = toQString(words->attributes[2].name);
        ui::Kept::wait();
        QSettings().setValue(QStringLiteral("columns/%1/members").arg(toQString(m_session->workspace().uuid())), QStringList{field});
        MembersPanel panel(m_session);
        panel.setVocabulary(*words);
        panel.resize(800, 400);
        panel.show();
        panel.showRule(*segments.fromText("email is not empty"));
        QTRY_VERIFY(panel.isSettled() && panel.model()->rowCount() > 0);
        QCOMPARE(panel.model()->columnCount(), 1);
        auto *table = part<TableView>(panel, "membersTable");
        QSignalSpy chosen(&panel, &MembersPanel::personChosen);
        table->setCurrentIndex(panel.model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(chosen.size(), 1);
        const auto list = *segments.memberList(*segments.fromText("email is not empty"), {}, false);
        const auto second = segments.rowsOf(*list, {words->attributes.front().name}, 1, 1);
        QCOMPARE(chosen.front().front().toString(), toQString(second->rows.front().front()));
        QVERIFY(!table->horizontalHeader()->isSortIndicatorShown());
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(panel.isSettled() && table->horizontalHeader()->isSortIndicatorShown());
    }
};
AUDIENCE_TEST(PanelsTest)

#include "panels_test.moc"
