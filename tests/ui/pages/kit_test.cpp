// Parts of the window that need no workspace: models, palette, rail, picker, jobs, words.
#ifndef Q_MOC_RUN
#include "model/chart_spec.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/icon.h"
#include "ui/kit/jobs.h"
#include "ui/kit/picker.h"
#include "ui/kit/side_list.h"
#include "ui/kit/stall_watchdog.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail.h"
#include "ui/text/words.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;

class KitTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void tableHoldsOnlyWhatIsNear() {
        const StallWatchdog::Pause pause; // the tester walks a million rows
        TableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::atomic<int> asked{0};
        model.setSource({{QStringLiteral("n"), true}, {QStringLiteral("text")}}, 1'000'000, [&](qint64 first, int count, CancelToken) {
            ++asked;
            TableRows rows;
            for (qint64 row = first; row < first + count; ++row)
                rows.append({QString::number(row), QStringLiteral("row %1").arg(row)});
            return rows;
        });
        QCOMPARE(model.rowCount(), 1'000'000);
        const auto cell = [&](int row, int column) {
            (void)model.index(row, column).data();
            model.settle();
            return model.index(row, column).data().toString();
        };
        QCOMPARE(cell(999'999, 1), QStringLiteral("row 999999"));
        QCOMPARE(cell(0, 0), QStringLiteral("0"));
        QCOMPARE(cell(500'000, 0), QStringLiteral("500000"));
        QVERIFY(asked < 20);
    }

    void chipsAndEmptyCells() {
        TableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TableColumn state{QStringLiteral("State")}, name{QStringLiteral("Name")};
        state.chip = [](const QString &raw) { return std::pair(emailStateWord(raw.toStdString()), Tone::Warning); };
        name.sayEmpty = true;
        model.setRows({state, name}, {{QStringLiteral("in_doubt"), {}}, {QStringLiteral("skipped"), QStringLiteral("Ada")}});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Not sure"));
        QCOMPARE(model.index(0, 0).data(TableModel::RawRole).toString(), QStringLiteral("in_doubt"));
        QCOMPARE(model.index(0, 0).data(TableModel::ToneRole).toInt(), int(Tone::Warning));
        QVERIFY(model.index(0, 1).data(TableModel::EmptyRole).toBool());
        QVERIFY(!model.index(1, 1).data(TableModel::EmptyRole).toBool());
    }

    void copyGivesText() {
        TableModel model;
        model.setRows({{QStringLiteral("a")}, {QStringLiteral("b")}}, {{QStringLiteral("1"), QStringLiteral("2")}, {QStringLiteral("3"), QStringLiteral("4")}});
        TableView view(QStringLiteral("t"), QStringLiteral("Table"));
        view.setModel(&model);
        view.selectAll();
        QTest::keySequence(&view, QKeySequence::Copy);
        QTRY_COMPARE(QApplication::clipboard()->text(), QStringLiteral("1\t2\n3\t4"));
    }

    void sideListModel() {
        SideList list(QStringLiteral("Things"), QStringLiteral("things"));
        const QAbstractItemModelTester tester(list.itemModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        list.setItems({{QStringLiteral("a"), QStringLiteral("Anna"), QStringLiteral("1"), {}}, {QStringLiteral("b"), QStringLiteral("Ben"), {}, {}}});
        list.setFigure(QStringLiteral("b"), QStringLiteral("2"));
        QSignalSpy spy(&list, &SideList::itemChosen);
        list.choose(QStringLiteral("b"));
        QCOMPARE(list.chosen(), QStringLiteral("b"));
        QCOMPARE(spy.count(), 0);
    }

    void paletteMatching_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing typed") << QString() << QStringList{QStringLiteral("Segments"), QStringLiteral("Win-back high"), QStringLiteral("Newsletter"), QStringLiteral("New segment")};
        QTest::newRow("start first") << QStringLiteral("new") << QStringList{QStringLiteral("Newsletter"), QStringLiteral("New segment")};
        QTest::newRow("every word") << QStringLiteral("seg new") << QStringList{QStringLiteral("New segment")};
        QTest::newRow("inside a word") << QStringLiteral("back") << QStringList{QStringLiteral("Win-back high")};
        QTest::newRow("hint") << QStringLiteral("campaign") << QStringList{QStringLiteral("Newsletter")};
        QTest::newRow("none") << QStringLiteral("zebra") << QStringList{};
    }
    void paletteMatching() {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        const QList<PaletteEntry> entries{{QStringLiteral("Segments"), QStringLiteral("page"), {}, {}},
                                          {QStringLiteral("Win-back high"), QStringLiteral("list"), {}, {}},
                                          {QStringLiteral("Newsletter"), QStringLiteral("campaign"), {}, {}},
                                          {QStringLiteral("New segment"), QStringLiteral("command"), {}, {}}};
        QStringList texts;
        for (const PaletteEntry &entry : CommandPalette::matching(entries, typed))
            texts << entry.text;
        QCOMPARE(texts, found);
    }

    void railByKeyboard() {
        Jobs jobs;
        Rail rail(&jobs);
        rail.addEntry(QStringLiteral("data"), QStringLiteral("Data"), "database", false);
        rail.addEntry(QStringLiteral("segments"), QStringLiteral("Segments"), "users", false);
        rail.show();
        QSignalSpy chosen(&rail, &Rail::chosen);
        auto *button = rail.findChild<QPushButton *>(QStringLiteral("rail_segments"));
        QVERIFY(button);
        QCOMPARE(button->accessibleName(), QStringLiteral("Segments"));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("segments"));
        rail.setCollapsed(true);
        QCOMPARE(rail.width(), int(space::kRailCollapsed));
        QVERIFY(button->text().isEmpty());
        QVERIFY(button->toolTip().startsWith(QStringLiteral("Segments")));
    }

    void pickerByKeyboard() {
        QWidget window;
        QPushButton anchor(&window);
        window.show();
        QList<PickerItem> items;
        for (int i = 0; i < 20; ++i)
            items.append({QString::number(i), QStringLiteral("value %1").arg(i), {}, {}});
        QStringList taken;
        Picker *picker = Picker::pickOne(&anchor, items, QStringLiteral("3"), [&](const QStringList &ids) { taken = ids; });
        auto *edit = picker->findChild<QLineEdit *>(QStringLiteral("pickerEdit"));
        QTest::keyClicks(edit, QStringLiteral("value 1"));
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(taken, QStringList{QStringLiteral("10")});
        picker = Picker::pickMany(&anchor, items, {QStringLiteral("2")}, [&](const QStringList &ids) { taken = ids; });
        edit = picker->findChild<QLineEdit *>(QStringLiteral("pickerEdit"));
        QTest::keyClicks(edit, QStringLiteral("brand new"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(taken, (QStringList{QStringLiteral("2"), QStringLiteral("brand new")}));
    }

    void jobsShowProgressAndStop() {
        Jobs jobs;
        bool isDelivered = false;
        Job *job = jobs.start(
            QStringLiteral("Counting"), &jobs,
            [](Progress *progress, CancelToken cancel) -> Result<int> {
                progress->setTotal(1000);
                for (int i = 0; i < 1'000'000; ++i) {
                    progress->setDone(i / 1000);
                    if (cancel.isCancelled())
                        return Error(ErrorKind::Cancelled, "cancelled");
                    QThread::usleep(10);
                }
                return 1;
            },
            [&](Result<int> result) {
                isDelivered = true;
                QVERIFY(!result);
            });
        QTRY_VERIFY(job->state().total == 1000);
        job->cancel();
        QTRY_VERIFY(isDelivered);
        QVERIFY(jobs.running().isEmpty());
    }

    void everyIconDraws() {
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        // Drawn once, so that they are registered.
        QVERIFY(!iconPixmap(QStringLiteral("x"), Qt::black, 16, 1).isNull());
        QVERIFY(QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}).size() >= 50);
        for (const QString &file : files) {
            const QImage image = iconPixmap(file.chopped(4), Qt::black, 16, 2).toImage();
            bool isDrawn = false;
            for (int y = 0; y < image.height() && !isDrawn; ++y)
                for (int x = 0; x < image.width(); ++x)
                    isDrawn = isDrawn || qAlpha(image.pixel(x, y)) > 0;
            QVERIFY2(isDrawn, qPrintable(file));
        }
    }

    void chartSaysWhatItShows() {
        model::ChartSpec spec;
        spec.kind = model::ChartKind::Line;
        spec.title = "Opens";
        spec.textAlternative = "3 opens.";
        spec.series = {{"opened", {{"Mon", 0, 1, {}}, {"Tue", 0, 2, {}}}}};
        ChartView view;
        view.setSpec(spec);
        QCOMPARE(view.accessibleName(), QStringLiteral("Opens"));
        QCOMPARE(view.accessibleDescription(), QStringLiteral("3 opens."));
        spec.kind = model::ChartKind::Funnel;
        view.setSpec(spec);
        QCOMPARE(view.findChild<BarRows *>()->rows().size(), 2);
        Theme::instance().apply(Scheme::Dark);
        Theme::instance().apply(Scheme::Light);
    }

    void wordsOfLook() {
        QCOMPARE(emailStateWord("accepted"), QStringLiteral("Handed over"));
        QCOMPARE(emailStateWord("skipped"), QStringLiteral("Kept back"));
        QCOMPARE(emailStateWord("in_doubt"), QStringLiteral("Not sure"));
        QCOMPARE(campaignStateWord("in_review"), QStringLiteral("In review"));
        QCOMPARE(reasonWord("a_new_reason"), QStringLiteral("a new reason"));
    }
};
AUDIENCE_TEST(KitTest)

#include "kit_test.moc"
