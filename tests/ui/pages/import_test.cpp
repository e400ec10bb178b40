// Bringing a file: what was found is shown before anything is kept, by keyboard alone; stopping, bad files,
// several files; and the welcome before it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/welcome_window.h"
#include "demo_session.h"
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/segment_service.h"
#include "ui/import/findings_list.h"
#include "ui/import/import_view.h"
#endif
#include "support/test_main.h"
#include "ui/kit/jobs.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocumentFragment>
#include <QThread>
#include <QUrl>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;

class ImportTest : public QObject {
    Q_OBJECT
private:
    QString write(DemoSession &place, const QString &name, const QByteArray &text) {
        QFile file(place.file(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static bool isReady(const ImportView &view) {
        return QTest::qWaitFor([&] { return !view.isBusy(); }, 20'000);
    }
    static QString figure(const ImportView &view, const char *name) { return part<QLabel>(view, name)->text(); }
    // Tab from where the focus is until the named control has it.
    static bool tabTo(const QWidget &window, const char *name) {
        for (int i = 0; i < 80; ++i) {
            if (QWidget *now = QApplication::focusWidget(); now && now->objectName() == QLatin1String(name))
                return true;
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : const_cast<QWidget *>(&window), Qt::Key_Tab);
        }
        return false;
    }

    // Where nothing says it, neither the file nor this computer's region, the person does.
    static void sayCurrency(const ImportView &view) {
        auto *currency = part<QLineEdit>(view, "importCurrency");
        if (currency->text().isEmpty())
            QTest::keyClicks(currency, QStringLiteral("EUR"));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void showsWhatWasFoundBeforeAnythingIsKept() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.resize(1100, 760);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.open({write(place, QStringLiteral("customers.csv"),
                         "id,email,age,newsletter,NAME,name\n1,a@example.org,30,yes,A,x\n2,b@example.org,,no,B,x\n3,nothing,31,yes,C,x\n"
                         "1,a@example.org,32,yes,A again,x\n4,d@example.org,33,yes\n5,e@example.org,34,maybe,E,x\n6,f@example.org,35,yes,F,x\n")});
        QVERIFY(isReady(view));
        QCOMPARE(figure(view, "foundRowsFigure"), QStringLiteral("5"));
        QCOMPARE(figure(view, "foundDuplicatesFigure"), QStringLiteral("1"));
        QCOMPARE(figure(view, "foundGapsFigure"), QStringLiteral("1"));
        QCOMPARE(figure(view, "foundReachFigure"), QStringLiteral("2"));
        for (const char *finding : {"finding_ingest.reject.fewer_fields", "finding_ingest.repeated_keys", "finding_ingest.invalid_addresses",
                                    "finding_ingest.consent_unclear", "finding_ingest.header_repeated"})
            QVERIFY2(view.findChild<QWidget *>(QLatin1String(finding)), finding);
        QVERIFY(service::DataService(*session).datasets()->empty());

        // By keyboard alone: another type for the age, "maybe" means yes, then keep.
        QVERIFY(tabTo(view, "importGrid"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QVERIFY(part<QPushButton>(view, "importColumnType")->text().startsWith(QStringLiteral("age")));
        QVERIFY(tabTo(view, "importStart"));
        QCOMPARE(part<QPushButton>(view, "importStart")->text(), QStringLiteral("Keep 5 people"));
        QSignalSpy imported(&view, &ImportView::imported);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        QVERIFY(part<QPushButton>(view, "importSeeRows")->isVisible());
        QSignalSpy wanted(&view, &ImportView::goTo);
        QVERIFY(tabTo(view, "importMakeSegment"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
        // What was said is what is there.
        const auto counted = service::SegmentService(*session).count({});
        QVERIFY(counted);
        QCOMPARE(counted->count, std::int64_t{5});
        QCOMPARE(counted->reachable, std::int64_t{2});
        QCOMPARE(service::DefinitionService(*session).definition()->definition.consent.field, std::string("newsletter"));
    }

    // A heading of 3,000 characters leaves the page as it is; the tooltip has all of it.
    void aLongHeadingIsCutInItsMiddle() {
        const QString name = QStringLiteral("Umsatz") + QString(2'988, QLatin1Char('x')) + QStringLiteral("Netto\u00e4");
        service::ImportFindings found;
        service::ImportFinding finding;
        finding.id = "ingest.header_trimmed";
        finding.args = {{"column", name.toStdString()}};
        found.findings = {finding};
        finding.id = "ingest.header_empty";
        finding.args = {{"position", "2"}, {"column", "column_2"}};
        found.findings.push_back(finding);
        FindingsList list;
        list.fill(found);
        QString shown, full;
        for (const QLabel *label : part<QWidget>(list, "finding_ingest.header_trimmed")->findChildren<QLabel *>())
            if (label->text().contains(QStringLiteral("Umsatz"))) {
                shown = label->text();
                full = QTextDocumentFragment::fromHtml(label->toolTip()).toPlainText().remove(QChar(0x200B));
            }
        QVERIFY(shown.contains(QStringLiteral("xx\u2026xx")));
        QVERIFY(shown.contains(QStringLiteral("Netto\u00e4\"")));
        QVERIFY2(shown.size() < 160, qPrintable(shown));
        QVERIFY(full.contains(name));
        for (const QLabel *label : part<QWidget>(list, "finding_ingest.header_empty")->findChildren<QLabel *>())
            QCOMPARE(label->toolTip(), QString());
    }

    void asksWhatAPurchaseIs() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        QByteArray text("customer_id,event,happened_at,amount_eur\n");
        for (int i = 0; i < 40; ++i)
            text += QByteArray::number(i % 9) + (i % 2 ? ",purchase" : ",view") + ",2026-11-0" + QByteArray::number(i % 8 + 1) + " 10:00:00," + QByteArray::number(i) + ".50\n";
        view.open({write(place, QStringLiteral("orders.csv"), text)});
        QVERIFY(isReady(view));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("purchase"));
        QCOMPARE(part<QPushButton>(view, "importValue")->text(), QStringLiteral("amount eur"));
        QCOMPARE(part<QLineEdit>(view, "importCurrency")->text(), QStringLiteral("EUR"));
        part<QLineEdit>(view, "importCurrency")->setText({});
        QTest::keyClicks(part<QLineEdit>(view, "importCurrency"), QStringLiteral("us"));
        QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled()); // and says why
        QVERIFY(!part<QLabel>(view, "importWarning")->text().isEmpty());
        QTest::keyClicks(part<QLineEdit>(view, "importCurrency"), QStringLiteral("d"));
        QSignalSpy imported(&view, &ImportView::imported);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        const auto definition = service::DefinitionService(*session).definition();
        QVERIFY(definition && definition->isSet());
        QCOMPARE(definition->definition.valueField, std::string("amount_eur"));
        QCOMPARE(definition->definition.currency, std::string("USD"));
    }

    // The kind, why, and what follows from it; one click says otherwise and everything follows.
    void whatAFileIsAboutIsSaidAndCanBeChanged() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.resize(1100, 760);
        view.show();
        view.open({write(place, QStringLiteral("export_4711.csv"), "order_id,customer_id,date,total\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n3,9,2026-01-03,5.50\n")});
        QVERIFY(isReady(view));
        auto *role = part<SegmentedControl>(view, "importRole");
        QCOMPARE(role->current(), 1);
        QVERIFY(part<QLabel>(view, "importReason")->text().contains(QStringLiteral("order_id")));
        QVERIFY(!part<QLabel>(view, "importReason")->text().contains(QLatin1Char('{')));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("purchase"));
        QCOMPARE(part<QPushButton>(view, "importValue")->text(), QStringLiteral("total"));
        QCOMPARE(part<QPushButton>(view, "importTime")->text(), QStringLiteral("date"));
        QCOMPARE(figure(view, "foundRowsFigure"), QStringLiteral("3"));
        role->activateItem(0);
        QVERIFY(isReady(view));
        QVERIFY(!part<QPushButton>(view, "importPurchase")->isVisible());
        QVERIFY(!part<QLabel>(view, "importReason")->isVisible());
        QCOMPARE(part<QPushButton>(view, "importKey")->text(), QStringLiteral("customer id"));
        role->activateItem(1);
        QVERIFY(isReady(view));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("purchase"));
        QSignalSpy imported(&view, &ImportView::imported);
        sayCurrency(view);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        const auto definition = service::DefinitionService(*session).definition();
        QVERIFY(definition && definition->isSet());
        QCOMPARE(definition->definition.valueField, std::string("total"));
    }

    // The rows are in even where what a purchase is was changed by somebody else meanwhile.
    void aStaleDefinitionIsNoFailedImport() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("orders.csv"), "order_id,customer_id,date,total\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n")});
        QVERIFY(isReady(view));
        service::DefinitionService definitions(*session);
        auto other = *definitions.definition();
        other.definition.windowDays = 11;
        QVERIFY(definitions.save(other));
        QSignalSpy imported(&view, &ImportView::imported);
        sayCurrency(view);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        QCOMPARE(service::DataService(*session).dataset("orders")->rows, std::int64_t{2});
        QVERIFY(part<QFrame>(view, "importMeaning")->isVisible());
        QVERIFY(!definitions.definition()->isSet());
        part<QPushButton>(view, "importMeaningAction")->click();
        QVERIFY(isReady(view));
        QVERIFY(definitions.definition()->isSet());
        QCOMPARE(definitions.definition()->definition.valueField, std::string("total"));
    }

    void anImportIsTakenBackWhereItIsSaid() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("orders.csv"), "order_id,customer_id,date,total\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n")});
        QVERIFY(isReady(view));
        QSignalSpy offered(&view, &ImportView::saidWithUndo), imported(&view, &ImportView::imported), said(&view, &ImportView::said);
        sayCurrency(view);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        QVERIFY(service::DefinitionService(*session).definition()->isSet());
        QCOMPARE(offered.count() + said.count(), 0); // said once, on the page
        QVERIFY(jobs.ended().isEmpty());
        auto *undo = part<QPushButton>(view, "importDoneAction");
        undo->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 2, 20'000);
        QVERIFY(service::DataService(*session).datasets()->empty());
        QVERIFY(!service::DefinitionService(*session).definition()->isSet());
        undo->click(); // once more is too late, and says so
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 2, 20'000);
        QVERIFY(!said[1][0].toString().isEmpty());
    }

    void anImportThatEndsOutOfSightIsSaidWithItsUndo() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("orders.csv"), "order_id,customer_id,date,total\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n")});
        QVERIFY(isReady(view));
        QSignalSpy offered(&view, &ImportView::saidWithUndo), imported(&view, &ImportView::imported);
        sayCurrency(view);
        part<QPushButton>(view, "importStart")->click();
        view.hide();
        QTRY_COMPARE_WITH_TIMEOUT(offered.count(), 1, 20'000);
        offered[0][1].value<std::function<void()>>()();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 2, 20'000);
        QVERIFY(service::DataService(*session).datasets()->empty());
    }

    // No column says what was paid, two of them together do.
    void theValueCanBeAProduct() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("people.csv"), "customer_id,email\n7,a@example.org\n8,b@example.org\n")});
        QVERIFY(isReady(view));
        QSignalSpy imported(&view, &ImportView::imported);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        view.open({write(place, QStringLiteral("orders.csv"), "order_id,customer_id,date,quantity,price_eur\n1,7,2026-01-01,2,10.50\n2,7,2026-01-02,1,20.00\n3,99,2026-01-03,3,1.00\n")});
        QVERIFY(isReady(view));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("purchase"));
        QCOMPARE(part<QPushButton>(view, "importValue")->text(), QStringLiteral("quantity \u00d7 price eur"));
        QCOMPARE(part<QLineEdit>(view, "importCurrency")->text(), QStringLiteral("EUR"));
        QCOMPARE(figure(view, "foundKnownFigure"), QStringLiteral("2"));
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 2, 20'000);
        const auto definition = service::DefinitionService(*session).definition();
        QVERIFY(definition && definition->definition.hasRevenue());
        QCOMPARE(definition->definition.currency, std::string("EUR"));
        const auto datasets = service::DataService(*session).datasets();
        QVERIFY(datasets.has_value());
        bool hasValue = false;
        for (const auto &dataset : *datasets)
            for (const auto &field : dataset.fields)
                hasValue = hasValue || (dataset.name == "orders" && field.name == definition->definition.valueField && field.isNumber);
        QVERIFY(hasValue);
    }

    // Amounts, and no event that is called like a purchase: asked, not taken for nothing.
    void whatAPurchaseIsHasNoSilentAnswer() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        QByteArray text("customer_id,event,happened_at,amount\n");
        for (int i = 0; i < 40; ++i)
            text += QByteArray::number(i % 9) + (i % 2 ? ",taken_home" : ",seen") + ",2026-11-0" + QByteArray::number(i % 8 + 1) + " 10:00:00," + QByteArray::number(i) + ".50\n";
        view.open({write(place, QStringLiteral("things.csv"), text)});
        QVERIFY(isReady(view));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("Choose\u2026"));
        QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled());
        QVERIFY(part<QLabel>(view, "importWarning")->isVisible());
        part<QPushButton>(view, "importPurchase")->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>();
        Q_EMIT list->itemClicked(list->item(0));
        QVERIFY(isReady(view));
        QCOMPARE(part<QPushButton>(view, "importPurchase")->text(), QStringLiteral("Nothing in this file"));
        QVERIFY(part<QPushButton>(view, "importStart")->isEnabled());
    }

    void anEmptyFileKeepsNothingOfTheOneBefore() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        for (const QByteArray &bad : {QByteArray(), QByteArray("\x89PNG\r\n\x1a\n\0\1\2\3")}) {
            view.open({write(place, QStringLiteral("good.csv"), "id,email\n1,a@example.org\n")});
            QVERIFY(isReady(view));
            QVERIFY(!part<QLabel>(view, "importFound")->text().isEmpty());
            view.open({write(place, QStringLiteral("bad.csv"), bad)});
            QVERIFY(isReady(view));
            QVERIFY(part<QLabel>(view, "importFound")->text().isEmpty());
            QVERIFY(!part<QWidget>(view, "importGrid")->isVisible());
            QVERIFY(part<QFrame>(view, "importNotice")->isVisible());
            QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled());
        }
    }

    void stoppingLeavesEverythingAsItWas() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        QByteArray text("id,email\n");
        for (int i = 0; i < 400'000; ++i)
            text += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@example.org\n";
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("large.csv"), text)});
        QVERIFY(QTest::qWaitFor([&] { return part<QPushButton>(view, "importStop")->isVisible(); }, 20'000));
        part<QPushButton>(view, "importStop")->click();
        QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled());
        QVERIFY(part<QFrame>(view, "importNotice")->isVisible());
        QSignalSpy closed(&view, &ImportView::closed);
        part<QPushButton>(view, "importClose")->click();
        QCOMPARE(closed.count(), 1);
        QVERIFY(service::DataService(*session).datasets()->empty());
    }

    void aBadFileSaysOneClearSentence_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("missing") << QByteArray() << false;
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("header only") << QByteArray("id,email\n") << true;
        QTest::newRow("nothing fits") << QByteArray("id,email\n1\n2\n3\n") << true;
    }
    void aBadFileSaysOneClearSentence() {
        QFETCH(QByteArray, text);
        QFETCH(bool, isThere);
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({isThere ? write(place, QStringLiteral("bad.csv"), text) : place.file(QStringLiteral("not there.csv"))});
        QVERIFY(isReady(view));
        QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled());
        QVERIFY(part<QPushButton>(view, "importClose")->isEnabled());
        if (!isThere || text.isEmpty()) {
            QVERIFY(part<QFrame>(view, "importNotice")->isVisible());
            QVERIFY(!part<QWidget>(view, "importGrid")->isVisible());
            QVERIFY(!part<QLabel>(view, "importWarning")->isVisible());
        }
    }

    void severalFilesOneAfterTheOther() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        view.open({write(place, QStringLiteral("one.csv"), "id,email\n1,a@example.org\n"), write(place, QStringLiteral("two.csv"), "sku,price\nA,1.50\nB,2.50\n")});
        QVERIFY(isReady(view));
        QSignalSpy imported(&view, &ImportView::imported);
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        part<QPushButton>(view, "importNext")->click();
        QVERIFY(isReady(view));
        QVERIFY(part<QLabel>(view, "importTitle")->text().startsWith(QStringLiteral("two.csv")));
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 2, 20'000);
        QCOMPARE(service::DataService(*session).datasets()->size(), std::size_t{2});
    }

    void theSameFileAgainIsAsked() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        ImportView view(session, &jobs);
        view.show();
        const QString file = write(place, QStringLiteral("people.csv"), "id,email\n1,a@example.org\n2,b@example.org\n");
        QSignalSpy imported(&view, &ImportView::imported);
        view.open({file});
        QVERIFY(isReady(view));
        part<QPushButton>(view, "importStart")->click();
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 20'000);
        view.open({file});
        QVERIFY(isReady(view));
        QVERIFY(!part<QPushButton>(view, "importStart")->isEnabled());
        part<QPushButton>(view, "importNoticeAction")->click();
        QVERIFY(part<QPushButton>(view, "importStart")->isEnabled());
    }

    void welcomeByKeyboardAndDrop() {
        gui::WelcomeWindow welcome;
        welcome.setRecent({QStringLiteral("/somewhere/Nordwind shop.audience")});
        welcome.show();
        QVERIFY(QTest::qWaitForWindowActive(&welcome));
        QSignalSpy demo(&welcome, &gui::WelcomeWindow::demoWanted), open(&welcome, &gui::WelcomeWindow::openWanted), bring(&welcome, &gui::WelcomeWindow::bringWanted);
        QVERIFY(tabTo(welcome, "openDemo"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(demo.count(), 1);
        QVERIFY(tabTo(welcome, "bringData"));
        QVERIFY(tabTo(welcome, "recentFile"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(open.count(), 1);
        const auto drop = [&](const QList<QUrl> &urls) {
            QMimeData data;
            data.setUrls(urls);
            QDragEnterEvent enter(QPoint(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&welcome, &enter);
            QDropEvent event(QPointF(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&welcome, &event);
        };
        drop({QUrl::fromLocalFile(QStringLiteral("/a/customers.csv")), QUrl::fromLocalFile(QStringLiteral("/a/orders.csv"))});
        QCOMPARE(bring.count(), 1);
        QCOMPARE(bring.first().first().toStringList().size(), 2);
        drop({QUrl::fromLocalFile(QStringLiteral("/a/shop.audience"))});
        QCOMPARE(open.count(), 2);
    }

    void whatIsBeingMadeCanBeStopped() {
        gui::WelcomeWindow welcome;
        welcome.show();
        Jobs jobs;
        bool isOver = false;
        Job *job = jobs.start(QStringLiteral("Making the demo shop"), this,
                              [](Progress *, CancelToken cancel) -> Result<int> {
                                  while (!cancel.isCancelled())
                                      QThread::msleep(5);
                                  return Error(ErrorKind::Cancelled, "cancelled");
                              },
                              [&](Result<int>) { isOver = true; });
        welcome.showProgress(job);
        QVERIFY(!part<QPushButton>(welcome, "openDemo")->isVisible());
        QTest::keyClick(&welcome, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(isOver, 5000);
        QVERIFY(part<QPushButton>(welcome, "openDemo")->isVisible());
    }
};

AUDIENCE_TEST(ImportTest)
#include "import_test.moc"
