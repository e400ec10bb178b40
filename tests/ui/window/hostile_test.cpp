// Every page with material nobody should have: it opens, stays readable, and its layout holds. With
// AUDIENCE_PICTURES=DIR a picture of each is kept.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "store/fault_vfs.h"
#include "support/fake_aws.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"
#include "ui/window/hostile_workspace.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"
#include "ui/window/layout_check.h"

#include <QAbstractItemView>
#include <QDir>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

using namespace audience;
using audience::test::part;
using audience::test::settle;

namespace {

// Another program that holds the write lock of a workspace until it is told to let go.
class Holder {
public:
    explicit Holder(const QString &path) {
        m_other.start(QStringLiteral("python3"), {QStringLiteral("-c"),
            QStringLiteral("import sqlite3, sys\n"
                           "file = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                           "file.execute('BEGIN IMMEDIATE')\n"
                           "print('locked', flush=True)\n"
                           "sys.stdin.readline()\n"), path});
    }
    bool holds() { return QTest::qWaitFor([this] { return m_other.canReadLine(); }, 20'000) && m_other.readLine().trimmed() == "locked"; }
    bool letsGo() { return m_other.write("\n") == 1 && m_other.waitForFinished(20'000); }

private:
    QProcess m_other;
};

} // namespace

class HostileTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_config;
    test::HostileWorkspace m_place;
    std::shared_ptr<service::Session> m_session;

    void look(ui::MainWindow *window, const QString &name) {
        ui::Page *page = window->currentPage();
        QVERIFY2(settle(*page), qPrintable(name));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // on a busy machine they may be late
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

    // Writes a new segment and saves it; gives what the page says then.
    QString trySaving(gui::Workbench &bench) {
        ui::MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        window->showPage(QStringLiteral("segments"), QStringLiteral("new"));
        if (!settle(*window->currentPage()))
            return QStringLiteral("the page did not come up");
        auto *name = part<QLineEdit>(*window, "segmentName");
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Kept"));
        part<QPushButton>(*window, "segmentSave")->click();
        auto *notice = part<QWidget>(*window, "segmentNotice");
        if (!QTest::qWaitFor([&] { return notice->isVisible(); }, 60'000))
            return QStringLiteral("nothing was said");
        if (name->text() != QLatin1String("Kept"))
            return QStringLiteral("the name is lost");
        for (const auto *label : notice->findChildren<QLabel *>())
            if (!label->text().isEmpty())
                return label->text();
        return {};
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
        // A tab in a name is saved as a space.
        const auto isHostile = [&](const std::string &name) {
            return std::any_of(names.begin(), names.end(), [&](const std::string &one) { return toQString(one).simplified() == toQString(name).simplified(); });
        };
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

    // Another program holds the write lock for as long as it likes: looking goes on.
    void lockedFile() {
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        Holder other(demo.file(QStringLiteral("shop.audience")));
        QVERIFY(other.holds());
        {
            gui::Workbench bench(session);
            lookAtEveryPage(bench, QStringLiteral("locked"));
        }
        QVERIFY(other.letsGo());
    }

    // Saving says so when its patience ends, keeps what was written, and works once the file is free.
    void savingIntoALockedFile() {
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        Holder other(demo.file(QStringLiteral("shop.audience")));
        QVERIFY(other.holds());
        gui::Workbench bench(session);
        const QString said = trySaving(bench);
        QCOMPARE(said, ui::sentence(Error(ErrorKind::Conflict, "store.busy")));
        QVERIFY(other.letsGo());
        part<QPushButton>(*bench.window(), "segmentSave")->click();
        QTRY_VERIFY_WITH_TIMEOUT(service::SegmentService(*session).findByName("Kept").has_value(), 20'000);
    }

    void fileThatMayNotBeChanged() {
        test::DemoSession demo;
        QVERIFY(demo.make());
        service::Session::Options options;
        options.environment.stateDirectory = demo.file(QStringLiteral("state")).toStdString();
        options.readOnly = true;
        const auto session = service::Session::open(demo.file(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        gui::Workbench bench(*session);
        lookAtEveryPage(bench, QStringLiteral("read-only"));
        auto *standing = part<QLabel>(*bench.window(), "standingText");
        QTRY_VERIFY(standing->isVisible());
        QVERIFY2(standing->text().contains(QStringLiteral("read-only")), qPrintable(standing->text()));
        QCOMPARE(trySaving(bench), ui::sentence(Error(ErrorKind::Refused, "workspace.read_only").with("path", (*session)->workspace().path())));
    }

    void diskThatIsFull() {
        QTemporaryDir folder;
        store::FaultVfs disk("hostile-disk");
        service::Session::Options options;
        options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.vfs = disk.name();
        const auto session = service::Session::create(folder.filePath(QStringLiteral("full.audience")).toStdString(), options);
        QVERIFY(session);
        gui::Workbench bench(*session);
        disk.failAt(store::VfsCall::Write, 1, store::VfsFault::DiskFull, true);
        QCOMPARE(trySaving(bench), ui::sentence(Error(ErrorKind::Limit, "store.disk_full")));
        lookAtEveryPage(bench, QStringLiteral("full"));
        disk.disarm();
    }

    void fileThatIsGone() {
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        const QString path = demo.file(QStringLiteral("shop.audience"));
        gui::Workbench bench(session);
        QVERIFY(QFile::rename(path, path + QStringLiteral(".elsewhere")));
        QCOMPARE(trySaving(bench), ui::sentence(Error(ErrorKind::Io, "workspace.gone").with("path", session->workspace().path())));
        lookAtEveryPage(bench, QStringLiteral("gone"));
        QVERIFY(QFile::rename(path + QStringLiteral(".elsewhere"), path));
        bench.window()->showPage(QStringLiteral("segments"));
        part<QPushButton>(*bench.window(), "segmentSave")->click();
        QTRY_VERIFY_WITH_TIMEOUT(service::SegmentService(*session).findByName("Kept").has_value(), 20'000);
    }

    // Opened, and scrolled to the end; only the counts in sight are asked for.
    void tenThousandSegments() {
        gui::Workbench bench(m_session);
        ui::MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        QElapsedTimer clock;
        clock.start();
        window->showPage(QStringLiteral("segments"));
        QVERIFY(settle(*window->currentPage()));
        QVERIFY2(clock.elapsed() < 8'000, qPrintable(QString::number(clock.elapsed()))); // most of it in the background
        auto *list = part<QListView>(*window, "segmentList");
        QTRY_COMPARE(list->model()->rowCount(), test::HostileWorkspace::kSegments);
        list->scrollToBottom();
        QVERIFY(settle(*window->currentPage()));
        QVERIFY(list->indexAt(QPoint(20, list->viewport()->height() - 20)).row() > test::HostileWorkspace::kSegments - 10);
        int counted = 0;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            counted += list->model()->index(row, 0).data(ui::DefinitionListModel::CountRole).isValid() ? 1 : 0;
        QVERIFY2(counted < 200, qPrintable(QString::number(counted)));
        QCOMPARE(window->width(), 1280);
    }

    void tagsInATooltipAreShown() {
        const QString name = toQString(test::HostileWorkspace::names()[3]);
        QVERIFY(Qt::mightBeRichText(name));
        QPushButton button;
        button.setToolTip(name);
        button.show();
        QHelpEvent help(QEvent::ToolTip, QPoint(2, 2), button.mapToGlobal(QPoint(2, 2)));
        QCoreApplication::sendEvent(&button, &help);
        QCOMPARE(QToolTip::text(), Qt::convertFromPlainText(name));
        QToolTip::hideText();
    }
};
AUDIENCE_TEST(HostileTest)

#include "hostile_test.moc"
