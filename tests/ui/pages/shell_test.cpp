// The shell around the pages: palette, top bar, rail, job tray, drops, what the window remembers.
#ifndef Q_MOC_RUN
#include "ui/kit/actions.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/shell/job_list.h"
#include "ui/shell/job_tray.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/rail.h"
#include "ui/shell/top_bar.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QMutex>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>
#include <QUrl>
#include <QWaitCondition>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

class PlainPage final : public Page {
public:
    explicit PlainPage(const QString &key) : m_key(key) {}
    QString key() const override { return m_key; }
    QString title() const override { return m_key.left(1).toUpper() + m_key.mid(1); }
    const char *iconName() const override { return "users"; }
    QString heading() const override { return m_heading.isEmpty() ? title() : m_heading; }
    QList<QWidget *> stateChips() override { return m_chips; }
    QList<QWidget *> actions() override { return m_actions; }
    QList<PaletteEntry> paletteEntries() const override { return m_entries; }
    void open(const QString &target) override { m_opened << target; }
    void up() override { m_heading.clear(), Q_EMIT headerChanged(); }
    void workspaceChanged() override { ++m_changes; }

    QString m_key, m_heading;
    QStringList m_opened;
    QList<QWidget *> m_chips, m_actions;
    QList<PaletteEntry> m_entries;
    int m_changes = 0;
};

// Holds a job until it is let go.
struct Gate {
    QMutex mutex;
    QWaitCondition opened;
    bool isOpen = false;
    void open() {
        const QMutexLocker lock(&mutex);
        isOpen = true;
        opened.wakeAll();
    }
    void wait(const CancelToken &cancel) {
        QMutexLocker lock(&mutex);
        while (!isOpen && !cancel.isCancelled())
            opened.wait(&mutex, 5);
    }
};

struct Shell {
    Jobs jobs;
    MainWindow window{&jobs};
    PlainPage *data = new PlainPage(QStringLiteral("data"));
    PlainPage *segments = new PlainPage(QStringLiteral("segments"));
    PlainPage *settings = new PlainPage(QStringLiteral("settings"));
    Shell() {
        window.addPage(data);
        window.addPage(segments);
        window.addPage(settings, true);
        window.showPage(QStringLiteral("data"));
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
    }
};

QMimeData *filesAt(const QStringList &paths) {
    auto *data = new QMimeData;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data->setUrls(urls);
    return data;
}

} // namespace

class ShellTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_dir.filePath(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
    }
    void init() {
        ui::Kept::wait();
        QSettings().clear();
    }

    void ranking_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("best");
        QTest::newRow("whole before beginning") << "offers" << "Offers";
        QTest::newRow("beginning before word") << "win" << "Win-back";
        QTest::newRow("word before inside") << "back" << "Win-back";
        QTest::newRow("inside before letters") << "ewslett" << "Newsletter readers";
        QTest::newRow("letters in order") << "nwsltr" << "Newsletter readers";
        QTest::newRow("case") << "OFFERS" << "Offers";
        QTest::newRow("two words in any order") << "readers news" << "Newsletter readers";
        QTest::newRow("nothing") << "qqqq" << "";
        QTest::newRow("letters too far apart") << "oar" << "";
    }
    void ranking() {
        QFETCH(QString, typed);
        QFETCH(QString, best);
        const QList<PaletteEntry> entries{{QStringLiteral("All offers of last year"), QStringLiteral("segment"), {}, {}},
                                          {QStringLiteral("Offers"), QStringLiteral("segment"), {}, {}},
                                          {QStringLiteral("Unwinding"), QStringLiteral("segment"), {}, {}},
                                          {QStringLiteral("Win-back"), QStringLiteral("segment"), {}, {}},
                                          {QStringLiteral("Feedbacks"), QStringLiteral("segment"), {}, {}},
                                          {QStringLiteral("Newsletter readers"), QStringLiteral("segment"), {}, {}}};
        const auto ranked = rankPalette(entries, typed, 60);
        QCOMPARE(ranked.isEmpty() ? QString() : ranked.first().entry.text, best);
    }

    void marksAreWhereTheLettersAre() {
        const auto match = matchPalette({QStringLiteral("Ebay, Win-back"), {}, {}, {}}, {QStringLiteral("ba")});
        QVERIFY(match);
        QCOMPARE(match->marks, (QList<std::pair<int, int>>{{10, 2}})); // the word's beginning, not the earlier letters
    }

    void tenThousandEntriesAreFast() {
        QList<PaletteEntry> entries;
        for (int i = 0; i < 10'000; ++i)
            entries.append({QStringLiteral("Segment number %1 of the long list").arg(i), QStringLiteral("segment"), QStringLiteral("segments"), QString::number(i)});
        QElapsedTimer clock;
        clock.start();
        const auto ranked = rankPalette(entries, QStringLiteral("number 9999"), 60);
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(ranked.first().entry.target, QStringLiteral("9999"));
    }

    void paletteModelKeepsItsWord() {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries(rankPalette({{QStringLiteral("Data"), QStringLiteral("page"), {}, {}}, {QStringLiteral("Day"), QStringLiteral("segment"), {}, {}}}, QStringLiteral("da"), 60));
        QCOMPARE(model.rowCount(), 4); // two headings
        QVERIFY(!model.entryAt(0));
        QCOMPARE(model.nextEntry(-1, 1), 1);
        QCOMPARE(model.nextEntry(1, 1), 3);
        QCOMPARE(model.nextEntry(3, 1), 3);
        model.setEntries({});
        QCOMPARE(model.rowCount(), 0);
    }

    void paletteFindsPagesPeopleAndCommands() {
        Shell shell;
        shell.segments->m_entries.append({QStringLiteral("Spenders"), QStringLiteral("segment"), QStringLiteral("segments"), QStringLiteral("7")});
        QStringList asked;
        shell.window.setFinder([&asked](const QString &text, const CommandPalette::Found &found) {
            asked << text;
            found({{QStringLiteral("spy@example.org"), QStringLiteral("person"), QStringLiteral("data"), QStringLiteral("person:9")}});
        });
        shell.window.openPalette();
        auto *edit = part<QLineEdit>(shell.window, "paletteEdit");
        auto *list = part<QListView>(shell.window, "paletteList");
        QTest::keyClicks(edit, QStringLiteral("sp"));
        QTRY_COMPARE(asked, QStringList{QStringLiteral("sp")});
        QTest::keyClick(edit, Qt::Key_Down);
        QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("spy@example.org"));
        QTest::keyClick(edit, Qt::Key_Up);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("segments"));
        QCOMPARE(shell.segments->m_opened.last(), QStringLiteral("7"));
        // It stands first the next time.
        shell.window.openPalette();
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Recent"));
        QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Spenders"));
        QTest::keyClicks(edit, QStringLiteral("zzzz"));
        QVERIFY(part<QLabel>(shell.window, "paletteNothing")->text().startsWith(QStringLiteral("Nothing found for \"zzzz\"")));
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!edit->isVisible());
        // A command with its keys.
        shell.window.openPalette();
        QTest::keyClicks(edit, QStringLiteral("narrow"));
        QCOMPARE(list->currentIndex().data(PaletteModel::KeysRole).toString(), QKeySequence(QStringLiteral("Ctrl+B")).toString(QKeySequence::NativeText));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(part<Rail>(shell.window, "rail")->width(), int(space::kRailCollapsed));
    }

    void topBarNeverCuts_data() {
        QTest::addColumn<int>("width");
        for (const int width : {960, 1100, 1280, 2560})
            QTest::addRow("%d", width) << width;
    }
    void topBarNeverCuts() {
        QFETCH(int, width);
        Shell shell;
        shell.data->m_heading = QStringLiteral("Everybody who bought a coat in the winter of 2024 and not since").repeated(40);
        shell.data->m_chips << makeChip(QStringLiteral("Sending"), Tone::Accent);
        shell.data->m_actions << makeButton(QStringLiteral("one"), QStringLiteral("Pause"), "", "pause") << makeButton(QStringLiteral("two"), QStringLiteral("Stop, 384 will not get it"), "danger");
        Q_EMIT shell.data->headerChanged();
        shell.window.setPractice(true);
        shell.window.resize(width, 800);
        QCoreApplication::processEvents();
        auto *bar = part<TopBar>(shell.window, "topBar");
        QList<QRect> places;
        for (const char *name : {"crumb", "heading", "practiceChip", "one", "two", "searchButton"}) {
            const auto *widget = part<QWidget>(*bar, name);
            QVERIFY2(widget->isVisible(), name);
            const QRect place(widget->mapTo(bar, QPoint()), widget->size());
            QVERIFY2(bar->rect().contains(place), name);
            if (qstrcmp(name, "heading") != 0)
                QVERIFY2(place.width() >= widget->sizeHint().width() || qstrcmp(name, "searchButton") == 0, name);
            for (const QRect &other : places)
                QVERIFY2(!other.intersects(place), name);
            places << place;
        }
        QVERIFY(!part<QLabel>(*bar, "heading")->toolTip().isEmpty());
        const auto *chip = part<QLabel>(*bar, "practiceChip");
        QVERIFY((chip->text() + chip->toolTip()).contains(QStringLiteral("no email leaves this computer")));
    }

    void keysFollowTheSettings() {
        Shell shell;
        Commands &commands = Commands::instance();
        QTest::keyClick(&shell.window, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("segments"));
        QTest::keyClick(&shell.window, Qt::Key_F5);
        QCOMPARE(shell.segments->m_changes, 1);
        QTest::keyClick(&shell.window, Qt::Key_F1);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("settings"));
        QCOMPARE(shell.settings->m_opened.last(), QStringLiteral("shortcuts"));
        commands.setKeys(QStringLiteral("page.2"), {QKeySequence(QStringLiteral("Ctrl+Alt+T"))});
        QTest::keyClick(&shell.window, Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("segments"));
        QCOMPARE(commands.takenBy(QKeySequence(QStringLiteral("Ctrl+K")), QStringLiteral("page.2")), QStringLiteral("window.search"));
        QVERIFY(commands.takenBy(QKeySequence(QStringLiteral("Alt+2")), QStringLiteral("page.3")).isEmpty());
        commands.resetAll();
        QVERIFY(!commands.isChanged(QStringLiteral("page.2")));
        // A page's own command works while the page is shown and not otherwise.
        int saved = 0;
        bindCommand(shell.data, QStringLiteral("edit.save"), [&] { ++saved; });
        QTest::keyClick(&shell.window, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(saved, 0);
        shell.window.showPage(QStringLiteral("data"));
        QTest::keyClick(&shell.window, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(saved, 1);
        shell.data->m_heading = QStringLiteral("customers");
        QTest::keyClick(&shell.window, Qt::Key_Escape);
        QCOMPARE(shell.data->heading(), QStringLiteral("Data"));
        // Its entry in the rail leads to its beginning, too.
        shell.data->m_heading = QStringLiteral("customers");
        part<QPushButton>(shell.window, "rail_data")->click();
        QCOMPARE(shell.data->heading(), QStringLiteral("Data"));
    }

    // How the same work ended before is no news once it has ended anew.
    void whatEndedAnewIsListedOnce() {
        Jobs jobs;
        const auto run = [&](const char *name, bool isFine) {
            bool isOver = false;
            jobs.start(QLatin1String(name), this, [isFine](Progress *, CancelToken) -> Result<int> {
                return isFine ? Result<int>(1) : Result<int>(Error(ErrorKind::NotFound, "data.no_people"));
            }, [&](const Result<int> &) { isOver = true; });
            return QTest::qWaitFor([&] { return isOver; }, 5'000);
        };
        QVERIFY(run("Bringing over orders", false) && run("Bringing over people", false) && run("Bringing over orders", true));
        QCOMPARE(jobs.ended().size(), 2);
        QCOMPARE(jobs.ended().at(0).kind, JobEnd::Kind::Finished);
        QCOMPARE(jobs.ended().at(1).name, QStringLiteral("Bringing over people"));
    }

    // A chip beside a tab is pressed as the tab is.
    void aChipOpensItsTab() {
        TabRow row(QStringLiteral("row"));
        row.addTab(QStringLiteral("first"), QStringLiteral("Rows"));
        row.addTab(QStringLiteral("second"), QStringLiteral("Checks"));
        auto *chip = makeChip(QStringLiteral("26 of 27"), Tone::Warning, &row);
        row.putAfter(1, chip);
        chip->setToolTip(QStringLiteral("26 of 27 checks passed"));
        row.resize(600, 40);
        row.show();
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(row.current(), 1);
        QCOMPARE(part<QPushButton>(row, "second")->accessibleDescription(), QStringLiteral("26 of 27 checks passed"));
    }

    void trayShowsWorkAndHowItEnded() {
        Shell shell;
        auto *tray = part<JobTray>(shell.window, "jobTray");
        QVERIFY(!tray->isVisible());
        Gate first, second;
        shell.jobs.start(QStringLiteral("Importing the orders of the whole autumn"), &shell.window, [&](Progress *progress, CancelToken cancel) -> Result<int> {
            progress->setTotal(58'331);
            progress->setDone(36'100);
            first.wait(cancel);
            return Error(ErrorKind::NotFound, "data.no_people");
        }, [](Result<int>) {});
        QTRY_COMPARE(part<QLabel>(*tray, "jobCount")->text(), QStringLiteral("36,100 of 58,331"));
        QVERIFY(tray->isVisible());
        const QString name = part<QLabel>(*tray, "jobName")->text();
        QVERIFY2(name.count(QLatin1Char('\n')) <= 1, qPrintable(name));
        QCOMPARE(part<QLabel>(*tray, "jobName")->accessibleName(), QStringLiteral("Importing the orders of the whole autumn"));
        shell.jobs.start(QStringLiteral("Backing up"), &shell.window, [&](Progress *, CancelToken cancel) -> Result<int> {
            second.wait(cancel);
            TRY(cancel.check());
            return 1;
        }, [](Result<int>) {});
        shell.window.showPage(QStringLiteral("segments")); // work goes on whatever page is shown
        part<QPushButton>(*tray, "jobMore")->click();
        auto *list = qobject_cast<JobList *>(QApplication::activePopupWidget());
        QVERIFY(list);
        part<QToolButton>(*list, "jobListCancel1")->click();
        QTRY_COMPARE(shell.jobs.running().size(), 1);
        QCOMPARE(shell.jobs.ended().first().kind, JobEnd::Kind::Stopped);
        list->close();
        first.open();
        QTRY_VERIFY(shell.jobs.running().isEmpty());
        QCOMPARE(shell.jobs.ended().first().kind, JobEnd::Kind::Failed);
        QVERIFY(!shell.jobs.ended().first().reason.isEmpty());
        QCOMPARE(part<QLabel>(*tray, "jobCount")->text(), QStringLiteral("Failed"));
        QCOMPARE(part<QLabel>(*tray, "jobCount")->toolTip(), shell.jobs.ended().first().reason);
        part<QToolButton>(*tray, "jobCancel")->click(); // puts it away
        QVERIFY(shell.jobs.ended().size() == 1);
    }

    void closingSaysWhatWouldHappen() {
        Shell shell;
        Gate gate;
        QSignalSpy closed(&shell.window, &MainWindow::closed);
        shell.jobs.start(QStringLiteral("Sending"), &shell.window, [&](Progress *, CancelToken cancel) -> Result<int> {
            gate.wait(cancel);
            return 1;
        }, [](Result<int>) {});
        QVERIFY(!shell.window.close());
        QVERIFY(part<QWidget>(shell.window, "closing")->isVisible());
        part<QPushButton>(shell.window, "closingOther")->click();
        QVERIFY(!part<QWidget>(shell.window, "closing")->isVisible());
        QVERIFY(!shell.window.close());
        part<QPushButton>(shell.window, "closingAction")->click();
        QCOMPARE(closed.count(), 1);
        gate.open();
        QTRY_VERIFY(shell.jobs.running().isEmpty());
    }

    void dropSaysWhatWillHappen() {
        Shell shell;
        QStringList taken;
        shell.window.setDropTarget([&taken](const QStringList &paths) -> DropOffer {
            if (!paths.first().endsWith(QLatin1String(".csv")))
                return {QStringLiteral("Not a table"), {}};
            return {QStringLiteral("Import it"), [&taken, paths] { taken = paths; }};
        });
        const auto drag = [&](const QString &path, bool expected) {
            const std::unique_ptr<QMimeData> data(filesAt({path}));
            QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&shell.window, &enter);
            QVERIFY(part<QWidget>(shell.window, "dropOverlay")->isVisible());
            QCOMPARE(part<QLabel>(shell.window, "dropText")->text(), expected ? QStringLiteral("Import it") : QStringLiteral("Not a table"));
            QDropEvent drop(QPointF(300, 300), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(part<QWidget>(shell.window, "dropOverlay"), &drop);
            QVERIFY(!part<QWidget>(shell.window, "dropOverlay")->isVisible());
        };
        drag(QStringLiteral("/tmp/orders.csv"), true);
        QCOMPARE(taken, QStringList{QStringLiteral("/tmp/orders.csv")});
        taken.clear();
        drag(QStringLiteral("/tmp/picture.png"), false);
        QVERIFY(taken.isEmpty());
    }

    void windowRemembers() {
        {
            Shell shell;
            shell.window.rememberAs(QStringLiteral("one"));
            shell.window.resize(1400, 900);
            part<Rail>(shell.window, "rail")->setCollapsed(true);
            shell.window.showPage(QStringLiteral("segments"));
            QVERIFY(shell.window.close());
        }
        Shell again;
        again.window.rememberAs(QStringLiteral("one"));
        QCOMPARE(again.window.size(), QSize(1400, 900));
        QVERIFY(part<Rail>(again.window, "rail")->isCollapsed());
        QCOMPARE(again.window.currentPage()->key(), QStringLiteral("segments"));
    }

    // A narrow window gives the rail's room to the page, without forgetting what the person wished.
    void railMakesRoomInANarrowWindow() {
        Shell shell;
        auto *rail = part<Rail>(shell.window, "rail");
        shell.window.resize(1280, 800);
        QVERIFY(!rail->isCollapsed());
        shell.window.resize(960, 600);
        QVERIFY(rail->isCollapsed());
        rail->toggle();
        QVERIFY(!rail->isCollapsed());
        QVERIFY(!rail->wantsCollapsed());
        shell.window.resize(980, 600);
        QVERIFY(!rail->isCollapsed()); // it was asked for
        shell.window.resize(1280, 800);
        QVERIFY(!rail->isCollapsed());
        rail->toggle();
        shell.window.resize(960, 600);
        shell.window.resize(1280, 800);
        QVERIFY(rail->isCollapsed());
    }

    void workspaceMenuOpensByKeyboard() {
        Shell shell;
        shell.window.setWorkspaceName(QString(10'000, QLatin1Char('W')));
        shell.window.setWorkspaceMenu([](QMenu *menu) { menu->addAction(QStringLiteral("Show in folder")); });
        auto *button = part<QPushButton>(shell.window, "railWorkspace");
        QVERIFY(button->width() <= space::kRail);
        QTest::keyClick(button, Qt::Key_Space);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QStringLiteral("Show in folder"));
        menu->close();
    }
};
AUDIENCE_TEST(ShellTest)

#include "shell_test.moc"
