// What a marketer does on a Monday, in the real window, with mouse and keys only, counted. A job that cannot
// be done this way fails. With AUDIENCE_PICTURES=DIR each job leaves a picture there; the figures of all jobs
// are printed as the table of docs/monday.md.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "ui/kit/page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/window/hand.h"
#include "ui/window/monday_shop.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QTime>

#include <algorithm>

using namespace audience;
using audience::test::DemoSession;
using audience::test::MondayShop;
using audience::test::part;
using audience::test::settle;

namespace {

const QString kSegment = QStringLiteral("Loyal in Germany"), kTemplate = QStringLiteral("Monday news"), kMe = QStringLiteral("me@example.com"),
              kNow = QStringLiteral("Thank you, Germany");

// A palette of 256: the colours of surfaces as they are, and of each group of like ones the most frequent, the largest
// groups first. A third of the bytes, the same to the eye.
QImage withFewColours(const QImage &picture) {
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    QHash<QRgb, int> uses, groups;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ++uses[image.pixel(x, y)];
    const auto groupOf = [](QRgb colour) { return colour & 0xf0f0f0; };
    QHash<QRgb, QRgb> mostUsed;
    for (auto use = uses.cbegin(); use != uses.cend(); ++use) {
        groups[groupOf(use.key())] += use.value();
        QRgb &most = mostUsed[groupOf(use.key())];
        if (uses.value(most) < use.value())
            most = use.key();
    }
    QList<QRgb> palette = uses.keys(), order = groups.keys();
    std::sort(palette.begin(), palette.end(), [&](QRgb a, QRgb b) { return std::pair(uses[b], b) < std::pair(uses[a], a); });
    palette = palette.mid(0, 64);
    std::sort(order.begin(), order.end(), [&](QRgb a, QRgb b) { return std::pair(groups[b], b) < std::pair(groups[a], a); });
    for (const QRgb group : qAsConst(order))
        if (palette.size() < 256 && !palette.contains(mostUsed[group]))
            palette << mostUsed[group];
    return image.convertToFormat(QImage::Format_Indexed8, palette);
}

} // namespace

class MondayTest final : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    std::unique_ptr<test::Hand> m_hand;
    QElapsedTimer m_clock;
    qint64 m_took = -1; // milliseconds, of a job whose test goes on after it
    QStringList m_figures;

    ui::MainWindow *window() { return m_bench->window(); }
    ui::Page *page() { return window()->currentPage(); }
    bool rest() { return settle(*page(), 40'000); }

    std::int64_t rowsOfAll() {
        std::int64_t rows = 0;
        if (const auto datasets = service::DataService(*m_session).datasets())
            for (const auto &one : *datasets)
                rows += one.rows;
        return rows;
    }

    std::optional<service::CampaignView> campaign(const QString &name) {
        if (const auto all = service::CampaignService(*m_session).list())
            for (const auto &one : *all)
                if (one.campaign.name == name.toStdString())
                    return one;
        return {};
    }
    bool waitForState(const QString &name, model::CampaignState state) {
        return QTest::qWaitFor([&] { return campaign(name) && campaign(name)->state == state; }, 60'000);
    }

    // What the window shows, small enough to keep.
    void picture(const char *name) {
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (folder.isEmpty())
            return;
        page()->grab(); // painting asks for the rows in sight
        for (auto *model : page()->findChildren<ui::TableModel *>())
            model->settle();
        QTest::qWait(400);
        withFewColours(window()->grab().toImage()).save(QDir(folder).filePath(QStringLiteral("monday-%1.png").arg(QLatin1String(name))));
    }

    // A finished send with everything it has to tell, as it stands on the screen.
    bool openTheFinished() {
        return m_hand->click("rail_campaigns") && rest() && waitForState(kNow, model::CampaignState::Finished) && m_hand->clickRow("campaignTable", kNow) && rest() &&
               m_hand->waitFor("campaignReport");
    }

private Q_SLOTS:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_place.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        QVERIFY(test::writeCustomers(m_place.file(QStringLiteral("customers.csv"))) && test::writePurchases(m_place.file(QStringLiteral("purchases.csv"))));
        m_session = m_place.make(false);
        QVERIFY(m_session);
        ingest::ImportSpec people; // of last week
        people.path = m_place.file(QStringLiteral("customers.csv")).toStdString();
        people.name = "customers";
        people.role = store::DatasetRole::Profiles;
        people.mode = store::WriteMode::Upsert;
        people.key = "customer_id";
        people.email = "email";
        people.consent = "newsletter";
        QVERIFY(service::DataService(*m_session).importFile(people).has_value());
    }
    void cleanupTestCase() {
        std::printf("| Job | Clicks | Keys | Seconds |\n|---|---|---|---|\n");
        for (const QString &line : m_figures)
            std::printf("%s\n", qPrintable(line));
    }

    void init() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QVERIFY(rest());
        m_hand = std::make_unique<test::Hand>(window());
        m_took = -1;
        m_clock.start();
    }

    // The clock counts what the program makes a person wait; hands and thoughts are slower.
    void cleanup() {
        const double seconds = double(m_took < 0 ? m_clock.elapsed() : m_took) / 1000;
        const QLatin1String job(QTest::currentTestFunction());
        m_figures << QStringLiteral("| %1 | %2 | %3 | %4 |").arg(job).arg(m_hand->clicks()).arg(m_hand->keys()).arg(seconds, 0, 'f', 1);
        m_hand.reset();
        m_bench.reset();
    }

    void importsOrders() {
        const std::int64_t before = rowsOfAll();
        QVERIFY(m_hand->click("rail_data") && rest());
        QVERIFY(m_hand->click("datasetListAdd") && m_hand->chooseFile(m_place.file(QStringLiteral("purchases.csv"))));
        QVERIFY(m_hand->waitFor("importStart") && rest());
        picture("1-import");
        QVERIFY(m_hand->click("importStart") && m_hand->waitFor("importSeeRows"));
        QVERIFY(m_hand->click("importSeeRows") && rest());
        picture("1-orders");
        QCOMPARE(rowsOfAll() - before, std::int64_t(MondayShop::kPurchases));
    }

    void buildsASegment() {
        QVERIFY(m_hand->click("rail_segments") && rest());
        QVERIFY(m_hand->click("segmentListAdd") && rest());
        QVERIFY(m_hand->replace("segmentName", kSegment));
        QVERIFY(m_hand->click("addCondition") && m_hand->pick(QStringLiteral("purchase")) && m_hand->waitFor("ruleAmount_0"));
        QVERIFY(m_hand->replace("ruleAmount_0", QStringLiteral("2")) && rest());
        QVERIFY(m_hand->click("addCondition") && m_hand->pick(QStringLiteral("country")));
        QVERIFY(m_hand->pick(QStringLiteral("DE")) && m_hand->press(Qt::Key_Return) && rest());
        QVERIFY(m_hand->click("segmentSave") && rest());
        const auto saved = service::SegmentService(*m_session).findByName(kSegment.toStdString());
        QVERIFY(saved);
        const auto count = service::SegmentService(*m_session).count(saved->rule);
        QVERIFY(count);
        QCOMPARE(count->count, std::int64_t(MondayShop::kLoyal));
        QTRY_COMPARE(part<QLabel>(*page(), "segmentCount")->text(), QString::number(MondayShop::kLoyal));
        picture("2-segment");
    }

    void makesAnEmail() {
        QVERIFY(m_hand->click("rail_templates") && rest());
        QVERIFY(m_hand->waitFor("gallery_1") && m_hand->click("gallery_1") && rest());
        QVERIFY(m_hand->replace("templateName", kTemplate));
        QVERIFY(m_hand->replace("templateSubject", QStringLiteral("{{ first_name }}, this is new")) && rest());
        if (m_hand->sees("imprintAddress")) // the first email asks for it
            QVERIFY(m_hand->replace("imprintAddress", QStringLiteral("1 Quay Street, Kiel")) && m_hand->press(Qt::Key_Return) && rest());
        QVERIFY(m_hand->click("templateSave") && rest());
        QVERIFY(service::TemplateService(*m_session).findByName(kTemplate.toStdString()).has_value());
        picture("3-email");
    }

    void testsItToMyself() {
        QVERIFY(m_hand->click("rail_templates") && rest());
        QCOMPARE(part<QLineEdit>(*window(), "templateName")->text(), kTemplate); // where one was
        QVERIFY(m_hand->click("templateMore") && m_hand->pick(QStringLiteral("Send test")) && m_hand->type(kMe));
        QVERIFY(m_hand->press(Qt::Key_Return));
        if (QApplication::activePopupWidget()) // the address is in the list; once more sends to all in it
            QVERIFY(m_hand->press(Qt::Key_Return));
        QVERIFY(rest());
        const auto isSaid = [this] {
            const auto labels = page()->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && label->text().contains(kMe); });
        };
        QTRY_VERIFY(isSaid());
        picture("4-test");
    }

    void schedules() {
        const QString name = QStringLiteral("Monday news, later");
        while (QTime::currentTime().minute() == 59) // "later" is the next full hour: it would start under the test
            QTest::qWait(500);
        m_clock.restart();
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->click("emptyStateAction") && rest());
        QVERIFY(m_hand->replace("campaignName", name));
        QVERIFY(m_hand->click("startLater") && rest());
        QVERIFY(m_hand->waitFor("campaignSend"));
        picture("5-composer");
        QVERIFY(m_hand->click("campaignSend") && rest());
        QVERIFY(waitForState(name, model::CampaignState::Scheduled) && rest());
        picture("5-schedule");
    }

    void pauses() {
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->click("campaignNew") && rest());
        QVERIFY(m_hand->replace("campaignName", kNow));
        QVERIFY(m_hand->replace("campaignRate", QStringLiteral("4")) && m_hand->press(Qt::Key_Tab) && rest());
        QVERIFY(m_hand->waitFor("campaignSend") && m_hand->click("campaignSend"));
        QVERIFY(m_hand->waitFor("campaignPause"));
        QTest::qWait(2'000); // it is under way
        QVERIFY(m_hand->click("campaignPause"));
        QVERIFY(waitForState(kNow, model::CampaignState::Paused));
        QVERIFY(m_hand->waitFor("campaignResume"));
        m_took = m_clock.elapsed();
        QVERIFY(rest());
        picture("6-pause");
        const auto status = service::CampaignService(*m_session).status(campaign(kNow)->id);
        QVERIFY(status && status->states.at("planned") > 0);
        QVERIFY(m_hand->click("campaignResume") && waitForState(kNow, model::CampaignState::Finished));
    }

    void readsWhyPeopleGotNothing() {
        if (!qEnvironmentVariableIsEmpty("AUDIENCE_PICTURES"))
            QTest::qWait(60'000); // readers take their time, in practice too
        m_clock.restart();
        QVERIFY(openTheFinished());
        const auto status = service::CampaignService(*m_session).status(campaign(kNow)->id);
        QVERIFY(status);
        std::int64_t kept = 0;
        for (const auto &reason : status->keptBack)
            kept += reason.count;
        QCOMPARE(kept, std::int64_t(MondayShop::kCannotBeEmailed));
        auto *reasons = part<QWidget>(*page(), "keptBackReasons");
        QVERIFY(m_hand->click(reasons, QPoint(reasons->width() / 2, 12)) && rest());
        auto *people = part<QTableView>(*page(), "peopleTable");
        QTRY_COMPARE(people->model()->rowCount(), int(status->keptBack.front().count));
        QVERIFY(m_hand->click(people->viewport(), people->visualRect(people->model()->index(0, 0)).center()) && rest());
        QTRY_VERIFY(part<QWidget>(*page(), "personDetail")->isVisible());
        QTRY_VERIFY(!part<QLabel>(*page(), "personEvents")->text().isEmpty());
        picture("7-why");
    }

    void givesTheBossTheResult() {
        QVERIFY(openTheFinished());
        picture("8-result");
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        const QString path = folder.isEmpty() ? m_place.file(QStringLiteral("result.pdf")) : QDir(folder).absoluteFilePath(QStringLiteral("monday-8-paper.pdf"));
        QFile::remove(path);
        QVERIFY(m_hand->click("campaignReport") && m_hand->pick(QStringLiteral("Save as PDF…")) && m_hand->chooseFile(path));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 10'000 && rest(), 20'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.read(5) == "%PDF-");
    }
};
AUDIENCE_TEST(MondayTest)

#include "monday_test.moc"
