// A calm window: pages out of sight do nothing, entries stay where they are, names turn no words around, and every
// long work stands in the tray and can be stopped.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "service/suppression_service.h"
#include "service/workspace_service.h"
#include "ui/kit/actions.h"
#include "ui/kit/in_order.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/job_tray.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QThread>

#include <atomic>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

class CountingPage final : public Page {
public:
    explicit CountingPage(const QString &key) : m_key(key) {}
    QString key() const override { return m_key; }
    QString title() const override { return m_key.left(1).toUpper() + m_key.mid(1); }
    const char *iconName() const override { return "users"; }
    void workspaceChanged() override { ++m_changes; }
    QString m_key;
    int m_changes = 0;
};

struct Shell {
    Jobs jobs;
    MainWindow window{&jobs};
    CountingPage *today = new CountingPage(QStringLiteral("today"));
    CountingPage *data = new CountingPage(QStringLiteral("data"));
    CountingPage *settings = new CountingPage(QStringLiteral("settings"));
    Shell() {
        window.addPage(today);
        window.addPage(data);
        window.addPage(settings, true);
        window.showPage(QStringLiteral("today"));
        window.show();
    }
};

const QString kTurned = QStringLiteral("Anna \u202Egpj.exe");

} // namespace

class CalmTest final : public QObject {
    Q_OBJECT
    test::DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        ui::Kept::wait();
        QSettings().clear();
    }

    void pagesOutOfSightWait() {
        Shell shell;
        for (int i = 0; i < 5; ++i)
            Q_EMIT shell.settings->touchedWorkspace();
        QCOMPARE(shell.today->m_changes, 5); // it is looked at
        QCOMPARE(shell.data->m_changes, 0);
        shell.window.showPage(QStringLiteral("data"));
        QCOMPARE(shell.data->m_changes, 1); // once for all of it
        shell.window.showPage(QStringLiteral("today"));
        shell.window.showPage(QStringLiteral("data"));
        QCOMPARE(shell.data->m_changes, 1);
        shell.window.hide();
        Q_EMIT shell.settings->touchedWorkspace();
        QCOMPARE(shell.data->m_changes, 1);
        shell.window.show();
        QCOMPARE(shell.data->m_changes, 2);
    }

    void picturesAreMadeForTheRowsInSight() {
        QPushButton anchor;
        anchor.resize(200, 30);
        anchor.show();
        QList<PickerItem> items;
        for (int i = 0; i < 150; ++i)
            items.append({QString::number(i), QStringLiteral("Email %1").arg(i), {}, {}});
        const auto made = std::make_shared<std::atomic<int>>(0);
        Picker *picker = Picker::pickOne(&anchor, items, {}, [](const QStringList &) {});
        picker->setPictures({48, 60}, [made](const QString &) {
            ++*made;
            QImage image(48, 60, QImage::Format_RGB32);
            image.fill(Qt::red);
            return image;
        });
        QTRY_VERIFY(*made >= 3);
        QTest::qWait(100);
        const int first = *made;
        QVERIFY2(first <= 8, qPrintable(QString::number(first)));
        picker->findChild<QListWidget *>(QStringLiteral("pickerList"))->scrollToBottom();
        QTRY_VERIFY(*made > first);
        QTest::qWait(100);
        QVERIFY2(*made <= 2 * first + 2, qPrintable(QString::number(*made)));
        const int before = *made;
        picker->close();
        QTest::qWait(50);
        QCOMPARE(int(*made), before);
    }

    void workMovesNoEntry() {
        Shell shell;
        shell.window.resize(1280, 800);
        QVERIFY(QTest::qWaitForWindowExposed(&shell.window));
        const auto places = [&shell] {
            QList<QRect> all;
            for (const char *name : {"rail_today", "rail_data", "rail_settings"})
                all << part<QWidget>(shell.window, name)->geometry();
            return all;
        };
        const auto before = places();
        const auto held = std::make_shared<std::atomic<bool>>(true);
        Job *job = shell.jobs.start(QStringLiteral("A long work with a name of two lines"), &shell.window, [held](Progress *progress, const CancelToken &) {
            progress->set({1, 2, 20});
            while (*held)
                QThread::msleep(2);
            return true;
        }, [](bool) {});
        auto *tray = part<JobTray>(shell.window, "jobTray");
        QTRY_VERIFY(tray->isVisible() && job->state().total == 2);
        QTest::qWait(50);
        QCOMPARE(places(), before);
        QVERIFY(!tray->geometry().intersects(before[1]) && !tray->geometry().intersects(before[2]));
        *held = false;
        QTRY_VERIFY(shell.jobs.running().isEmpty());
        QCOMPARE(places(), before);
    }

    void shortcutsNameThePages() {
        const Shell shell;
        QCOMPARE(Commands::instance().titleOf(QStringLiteral("page.1")), QStringLiteral("Open Today"));
        QCOMPARE(Commands::instance().titleOf(QStringLiteral("page.2")), QStringLiteral("Open Data"));
        for (const CommandInfo &command : Commands::instance().all())
            QVERIFY2(!command.title.contains(QLatin1String("page ")), qPrintable(command.title));
    }

    // What is painted is as if the mark that turns the writing were not there; what is kept has it still.
    void namesTurnNoWords() {
        QCOMPARE(inOrder(kTurned).size(), kTurned.size());
        QVERIFY(!inOrder(kTurned).contains(QChar(0x202E)));
        const QString hebrew = QStringLiteral("\u05E9\u05DC\u05D5\u05DD");
        QCOMPARE(inOrder(hebrew), hebrew);
        const auto painted = [](const QString &words) {
            QLabel label(words);
            label.setTextFormat(Qt::PlainText);
            label.resize(300, 24);
            return label.grab().toImage();
        };
        const QString said = QStringLiteral("%1 was blocked already");
        QCOMPARE(painted(said.arg(kTurned)), painted(said.arg(inOrder(kTurned))));
        QVERIFY(painted(said.arg(kTurned)) != painted(said.arg(QStringLiteral("Anna exe.jpg"))));
        for (ushort mark = 0x202A; mark <= 0x202E; ++mark)
            QVERIFY(!inOrder(QString(QChar(mark))).contains(QChar(mark)));
        for (ushort mark = 0x2066; mark <= 0x2069; ++mark)
            QVERIFY(!inOrder(QString(QChar(mark))).contains(QChar(mark)));
        const auto pushed = [](const QString &words) {
            QPushButton button(words);
            button.resize(300, 32);
            return button.grab().toImage();
        };
        QCOMPARE(pushed(kTurned), pushed(inOrder(kTurned)));
        Jobs jobs;
        MainWindow window(&jobs);
        window.setWorkspaceName(kTurned);
        QVERIFY(!window.windowTitle().contains(QChar(0x202E)));
    }

    void countsHaveTheirWords() {
        QCOMPARE(sentence("ingest.title_rows", {{"count", "1472"}}).left(10), QStringLiteral("1,472 rows"));
        QVERIFY(!sentence("ingest.title_rows", {{"count", "1"}}).contains(QLatin1Char('%')));
    }

    // A file of blocked addresses tells how far it is and stops without keeping half of it.
    void blockedAddressesCanBeStopped() {
        const QString path = m_demo.file(QStringLiteral("blocked.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 3000; ++i)
            file.write(QByteArray("person") + QByteArray::number(i) + "@example.org\n");
        file.close();
        service::SuppressionService blocked(*m_session);
        CancelSource stop;
        Progress stopping([&stop](ProgressState state) {
            if (state.done > 0 && state.total > 0 && state.done * 4 > state.total)
                stop.cancel();
        });
        QCOMPARE(blocked.importFile(toUtf8(path), &stopping, stop.token()).error().kind, ErrorKind::Cancelled);
        QVERIFY(stopping.state().done < stopping.state().total);
        QCOMPARE(blocked.importFile(toUtf8(path))->size(), std::size_t{3000}); // nothing of the first was kept
    }

    void checksCanBeStopped() {
        CancelSource stop;
        stop.cancel();
        const service::WorkspaceService workspace(*m_session);
        QCOMPARE(workspace.doctor(nullptr, stop.token()).error().kind, ErrorKind::Cancelled);
        Progress progress;
        QVERIFY(workspace.doctor(&progress)->empty());
        QCOMPARE(progress.state().total, std::int64_t{2});
    }

    // The tray is found from any part of a window, and a part that stands alone has one of its own.
    void workIsFoundFromEveryPart() {
        Shell shell;
        QCOMPARE(Jobs::around(shell.data), &shell.jobs);
        QWidget alone;
        QLabel inside(&alone);
        Jobs *own = Jobs::around(&inside);
        QVERIFY(own && own != &shell.jobs);
        QCOMPARE(Jobs::around(&alone), own);
    }
};
AUDIENCE_TEST(CalmTest)

#include "calm_test.moc"
