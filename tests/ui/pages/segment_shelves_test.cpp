// Folders and tags in the list of segments, by mouse, keyboard and menu, their undo, and what uses a segment.
#ifndef Q_MOC_RUN
#include "service/definition_shelves.h"
#include "service/segment_service.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/theme.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class SegmentShelvesTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::function<void()> m_undo;
    std::int64_t m_one = 0, m_two = 0;

    std::unique_ptr<SegmentsPage> page() {
        auto page = std::make_unique<SegmentsPage>(m_session);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        page->resize(1100, 760);
        page->setVisible(true);
        settle(*page);
        return page;
    }
    std::int64_t save(const char *name, const std::string &rule) {
        service::SegmentView view;
        view.name = name;
        view.rule = *service::SegmentService(*m_session).fromText(rule);
        return service::SegmentService(*m_session).save(view)->id.value;
    }
    service::Shelf shelf(std::int64_t id) { return (*service::DefinitionShelves(*m_session, "segment").all())[id]; }
    static int heading(const DefinitionListModel &model, const QString &folder) {
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.isHeading(row) && model.folderAt(row) == folder)
                return row;
        return -1;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_one = save("Shelf one", "country = DE");
        m_two = save("Shelf two", "country = FR");
    }

    void foldersFoldAndAreDrawnInto() {
        const auto page = this->page();
        auto *model = page->findChild<DefinitionList *>()->model();
        auto *view = part<QListView>(*page, "segmentList");
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int all = model->rowCount();
        QVERIFY(model->folders().isEmpty());
        Q_EMIT page->findChild<DefinitionList *>()->moveWanted(m_one, QStringLiteral(" Spring "));
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_one).folder, std::string("Spring"));
        QCOMPARE(model->rowCount(), all + 1);
        int row = heading(*model, QStringLiteral("Spring"));
        QCOMPARE(row, 0);
        QCOMPARE(model->idAt(1), qint64(m_one));
        QCOMPARE(model->idAt(0), 0);
        // Carried onto the heading, and beside them all.
        const std::unique_ptr<QMimeData> carried(model->mimeData({model->index(model->rowOf(m_two))}));
        QVERIFY(carried && !model->mimeData({model->index(0)}));
        QVERIFY(model->dropMimeData(carried.get(), Qt::CopyAction, -1, -1, model->index(0)));
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_two).folder, std::string("Spring"));
        QCOMPARE(model->index(0).data(DefinitionListModel::SizeRole).toInt(), 2);
        // Closed and opened by keyboard; what is open in the page stays open.
        page->open(QString::number(m_one));
        QVERIFY(settle(*page));
        view->selectionModel()->setCurrentIndex(model->index(0), QItemSelectionModel::NoUpdate);
        QTest::keyClick(view, Qt::Key_Left);
        QCOMPARE(model->rowOf(m_one), -1);
        QCOMPARE(view->currentIndex().row(), 0);
        QCOMPARE(page->name(), QStringLiteral("Shelf one"));
        QVERIFY(!view->grab().isNull());
        part<QLineEdit>(*page, "segmentListSearch")->setText(QStringLiteral("shelf")); // what is looked for is shown
        QCOMPARE(model->rowOf(m_one), 1);
        part<QLineEdit>(*page, "segmentListSearch")->clear();
        QCOMPARE(model->rowOf(m_one), -1);
        {
            const auto again = this->page(); // another day
            QCOMPARE(again->findChild<DefinitionList *>()->model()->rowOf(m_one), -1);
        }
        view->selectionModel()->setCurrentIndex(model->index(0), QItemSelectionModel::NoUpdate);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(model->rowOf(m_one), 1);
        // Renamed, with undo; taken away, with undo.
        m_undo = {};
        QVERIFY(!model->setData(model->index(0), QStringLiteral("Summer"), Qt::EditRole));
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_two).folder, std::string("Summer"));
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_two).folder, std::string("Spring"));
        Q_EMIT page->findChild<DefinitionList *>()->folderRenameWanted(QStringLiteral("Spring"), {});
        QVERIFY(settle(*page));
        QVERIFY(model->folders().isEmpty());
        std::exchange(m_undo, {})();
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_one).folder, std::string("Spring"));
        QVERIFY(model->dropMimeData(carried.get(), Qt::CopyAction, model->rowCount(), 0, {}));
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_two).folder, std::string());
    }

    void menuMovesAndTags() {
        const auto page = this->page();
        auto *list = page->findChild<DefinitionList *>();
        page->open(QString::number(m_two));
        QVERIFY(settle(*page));
        auto *view = part<QListView>(*page, "segmentList");
        Q_EMIT view->customContextMenuRequested(view->visualRect(view->currentIndex()).center());
        auto *menu = list->findChild<QMenu *>(QStringLiteral("definitionMenu"));
        QVERIFY(menu);
        QAction *move = nullptr, *tags = nullptr;
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Move to folder…"))
                move = action;
            if (action->text() == QStringLiteral("Tags…"))
                tags = action;
        }
        QVERIFY(move && tags);
        menu->close();
        move->trigger();
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(QApplication::activePopupWidget()->focusWidget(), QStringLiteral("Autumn"));
        QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return);
        QVERIFY(settle(*page));
        QCOMPARE(shelf(m_two).folder, std::string("Autumn"));
        Q_EMIT list->tagsWanted(m_two, {QStringLiteral("#vip"), QStringLiteral("Trade fair")});
        QVERIFY(settle(*page));
        QVERIFY((shelf(m_two).tags == std::vector<std::string>{"Trade-fair", "vip"}));
        auto *search = part<QLineEdit>(*page, "segmentListSearch");
        QVERIFY(search->isVisible());
        search->setText(QStringLiteral("#VIP"));
        QCOMPARE(list->model()->rowOf(m_two), 1); // under its folder
        QCOMPARE(list->model()->rowCount(), 2);
        QVERIFY(view->sizeHintForIndex(list->model()->index(1)).height() > view->sizeHintForIndex(list->model()->index(0)).height());
        QVERIFY(!view->grab().isNull());
        search->setText(QStringLiteral("#vip nothing"));
        QCOMPARE(list->model()->rowCount(), 0);
        search->clear();
    }

    void whatIsUsedSaysSoBeforeItGoes() {
        const std::int64_t user = save("Stands on it", "in segment \"" + std::to_string(m_one) + "\"");
        const auto page = this->page();
        page->open(QString::number(m_one));
        QVERIFY(settle(*page));
        QVERIFY(part<QPushButton>(*page, "segmentUsedIn")->isVisible());
        auto *view = part<QListView>(*page, "segmentList");
        m_undo = {};
        QTest::keyClick(view, Qt::Key_Delete);
        QVERIFY(settle(*page));
        auto *notice = part<QFrame>(*page, "segmentInUse");
        QVERIFY(notice->isVisible());
        QStringList words;
        for (const QLabel *label : notice->findChildren<QLabel *>())
            words << label->text();
        QVERIFY2(words.join(QLatin1Char(' ')).contains(QLatin1String("segment \"Stands on it\"")), qPrintable(words.join(QLatin1Char(' '))));
        QVERIFY(service::SegmentService(*m_session).find(SegmentId{m_one}).has_value());
        auto *sure = notice->findChild<QPushButton *>();
        QVERIFY(sure);
        sure->click();
        QTRY_VERIFY(m_undo);
        QVERIFY(!service::SegmentService(*m_session).find(SegmentId{m_one}).has_value());
        m_undo();
        QTRY_VERIFY(service::SegmentService(*m_session).find(SegmentId{m_one}).has_value());
        QCOMPARE(shelf(m_one).folder, std::string("Spring")); // and where it lay
        QVERIFY(settle(*page));
        QVERIFY(service::SegmentService(*m_session).remove(SegmentId{user}));
    }
};

AUDIENCE_TEST(SegmentShelvesTest)
#include "segment_shelves_test.moc"
