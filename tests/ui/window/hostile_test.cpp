// Every page with material nobody should have: it opens, stays readable, and its layout holds. With
// AUDIENCE_PICTURES=DIR a picture of each is kept.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "support/fake_aws.h"
#include "ui/kit/page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/window/hostile_workspace.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"
#include "ui/window/layout_check.h"

#include <QAbstractItemView>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QTest>

using namespace audience;
using audience::test::settle;

class HostileTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_config;
    test::HostileWorkspace m_place;
    std::shared_ptr<service::Session> m_session;

    void look(ui::MainWindow *window, const QString &name) {
        ui::Page *page = window->currentPage();
        QVERIFY2(settle(*page), qPrintable(name));
        if (const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES"); !folder.isEmpty()) {
            page->grab(); // painting asks for the rows in sight
            for (auto *model : page->findChildren<ui::TableModel *>())
                model->settle();
            window->grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
        }
        QStringList faults = test::clippedTexts(*window) + test::brokenLayouts(*window);
        faults.removeDuplicates();
        for (const QString &fault : std::as_const(faults))
            QTest::qFail(qPrintable(name + QLatin1String(": ") + fault), __FILE__, __LINE__);
        QVERIFY2(window->minimumSizeHint().width() <= 1280 && window->width() == 1280,
                 qPrintable(QStringLiteral("%1: the window needs %2 pixels").arg(name).arg(window->minimumSizeHint().width())));
        // Nothing of it is taken for markup.
        for (const QLabel *label : window->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() != Qt::AutoText || !Qt::mightBeRichText(label->text()), qPrintable(name + label->text().left(80)));
    }

    void lookAtEveryPage(gui::Workbench &bench, const QString &name) {
        ui::MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        for (auto *page : window->findChildren<ui::Page *>()) {
            window->showPage(page->key());
            look(window, name + QLatin1Char('-') + page->key());
        }
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_config.path());
        qputenv("AUDIENCE_STATE_DIR", m_place.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        m_session = m_place.make(test::HostileWorkspace::kSegments);
        QVERIFY(m_session);
    }

    void everyPage() {
        gui::Workbench bench(m_session);
        lookAtEveryPage(bench, QStringLiteral("hostile"));
    }

    void twoThousandColumns() {
        gui::Workbench bench(m_session);
        bench.window()->resize(1280, 800);
        bench.window()->show();
        bench.window()->showPage(QStringLiteral("data"), QStringLiteral("wide"));
        look(bench.window(), QStringLiteral("wide"));
        const auto views = bench.window()->currentPage()->findChildren<QAbstractItemView *>();
        QVERIFY(std::any_of(views.begin(), views.end(), [](const QAbstractItemView *view) {
            return view->model() && view->model()->columnCount() >= test::HostileWorkspace::kColumns;
        }));
    }

    void everyDefinition() {
        gui::Workbench bench(m_session);
        ui::MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        const auto segments = service::SegmentService(*m_session).list();
        const auto templates = service::TemplateService(*m_session).list();
        const auto campaigns = service::CampaignService(*m_session).list();
        QVERIFY(segments && templates && campaigns);
        const auto names = test::HostileWorkspace::names();
        const auto isHostile = [&](const std::string &name) { return std::find(names.begin(), names.end(), name) != names.end(); };
        int count = 0;
        const auto open = [&](const char *page, std::int64_t id) {
            window->showPage(QLatin1String(page), QString::number(id));
            look(window, QStringLiteral("hostile-%1-%2").arg(QLatin1String(page)).arg(++count));
        };
        for (const auto &one : *segments)
            if (isHostile(one.name))
                open("segments", one.id.value);
        for (const auto &one : *templates)
            open("templates", one.id.value);
        for (const auto &one : *campaigns)
            open("campaigns", one.id.value);
        QCOMPARE(count, int(names.size()) * 3);
    }

    void emptyWorkspace() {
        test::DemoSession empty;
        const auto session = empty.make(false);
        QVERIFY(session);
        gui::Workbench bench(session);
        lookAtEveryPage(bench, QStringLiteral("empty"));
    }

    // The services are there, then they are not.
    void lostConnection() {
        test::FakeAws aws;
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        QFile keys(demo.file(QStringLiteral("keys")));
        QVERIFY(keys.open(QIODevice::WriteOnly));
        keys.write("[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n");
        keys.close();
        service::ConnectionService connections(*session);
        model::SesConnection ses;
        ses.name = "ses";
        ses.region = "eu-west-1";
        ses.endpoint = aws.url();
        ses.fromAddress = "news@example.com";
        ses.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
        ses.credentials = "file:" + demo.file(QStringLiteral("keys")).toStdString();
        QVERIFY(connections.save(ses).has_value());
        model::SqsConnection sqs;
        sqs.name = "events";
        sqs.region = "eu-west-1";
        sqs.endpoint = aws.url();
        sqs.queueUrl = aws.queueUrl("ses-events");
        sqs.credentials = ses.credentials;
        QVERIFY(connections.save(sqs).has_value());
        aws.goDown(std::chrono::minutes(5));
        gui::Workbench bench(session);
        lookAtEveryPage(bench, QStringLiteral("lost"));
    }

    // Another program holds the write lock for as long as it likes.
    void lockedFile() {
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        QProcess other;
        other.start(QStringLiteral("python3"), {QStringLiteral("-c"),
            QStringLiteral("import sqlite3, sys\n"
                           "file = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                           "file.execute('BEGIN IMMEDIATE')\n"
                           "print('locked', flush=True)\n"
                           "sys.stdin.readline()\n"),
            demo.file(QStringLiteral("shop.audience"))});
        QVERIFY(other.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(other.canReadLine(), 20'000);
        QCOMPARE(other.readLine().trimmed(), QByteArray("locked"));
        {
            gui::Workbench bench(session);
            lookAtEveryPage(bench, QStringLiteral("locked"));
        }
        other.write("\n");
        QVERIFY(other.waitForFinished(20'000));
    }
};
AUDIENCE_TEST(HostileTest)

#include "hostile_test.moc"
