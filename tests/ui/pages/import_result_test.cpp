// What became of an import stands until it was read: going to the data leaves it, a file that is still asked
// about stays; and a new workspace brings in its first file with one click.
#ifndef Q_MOC_RUN
#include "ui/data/data_page.h"
#include "ui/import/import_view.h"
#include "ui/kit/jobs.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/theme.h"
#include "ui/today/today_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class ImportResultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void theRailLeadsFromAResultToTheData() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        QFile file(place.file(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,email\n1,a@example.org\n2,b@example.org\n");
        file.close();
        Jobs jobs;
        DataPage page(session, &jobs);
        page.resize(1100, 760);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("import:") + file.fileName());
        QVERIFY(settle(page));
        auto *view = page.findChild<ImportView *>();
        page.open({});
        QVERIFY(view->isVisible()); // nothing is kept yet: what was chosen is not lost
        part<QPushButton>(page, "importStart")->click();
        QTRY_VERIFY_WITH_TIMEOUT(view->isOver() && settle(page), 20'000);
        QVERIFY(part<QPushButton>(page, "importSeeRows")->isVisible());
        page.open({});
        QVERIFY(!view->isVisible());
        QTRY_COMPARE(page.heading(), QStringLiteral("people"));
    }

    void theFirstStepIsOneClick() {
        DemoSession place;
        const auto session = place.make(false);
        TodayPage today(session);
        today.resize(1100, 750);
        today.show();
        QVERIFY(settle(today));
        QSignalSpy went(&today, &Page::goTo);
        Q_EMIT part<ListRows>(today, "todayNeeds")->actionWanted(QStringLiteral("0"));
        QCOMPARE(went.value(0).value(0).toString(), QStringLiteral("data"));
        QCOMPARE(went.value(0).value(1).toString(), QStringLiteral("import"));
    }
};
AUDIENCE_TEST(ImportResultTest)

#include "import_result_test.moc"
