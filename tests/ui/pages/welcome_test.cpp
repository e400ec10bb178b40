// Before a workspace is open: every way into one, with the mouse and with the keys, and what is said where a way leads nowhere.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/new_workspace_card.h"
#include "app/gui/program.h"
#include "app/gui/welcome_window.h"
#include "demo_session.h"
#include "ui/data/data_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#endif
#include "support/test_main.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using gui::WelcomeWindow;

class WelcomeTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    static WelcomeWindow *shown() {
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *one : all)
            if (auto *welcome = qobject_cast<WelcomeWindow *>(one); welcome && welcome->isVisible())
                return welcome;
        return nullptr;
    }
    static MainWindow *opened(gui::Program &program) {
        const bool isThere = QTest::qWaitFor([&] { return program.workbenches().size() == 1 && program.workbenches().front()->window()->isVisible(); }, 20'000);
        MainWindow *window = isThere ? program.workbenches().front()->window() : nullptr;
        return window && settle(*window->currentPage()) ? window : nullptr;
    }
    static void type(QWidget *field, const QString &words) {
        static_cast<QLineEdit *>(field)->selectAll();
        QTest::keyClicks(field, words);
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("AUDIENCE_STATE_DIR", file("state").toUtf8());
        qputenv("HOME", m_dir.path().toUtf8()); // whose documents these are
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, file("config"));
        Theme::instance().apply(Scheme::Light);
        QApplication::setQuitOnLastWindowClosed(false);
    }
    void init() {
        Kept::wait();
        QSettings().clear();
    }

    // From the door to the question where the database is: two presses, and the file lies among the documents.
    void aDatabaseIsConnected() {
        gui::Program program({});
        program.welcome();
        WelcomeWindow *welcome = shown();
        QVERIFY(welcome);
        part<QPushButton>(*welcome, "connectData")->click();
        auto *card = part<gui::NewWorkspaceCard>(*welcome, "newWorkspace");
        QVERIFY(card->isVisible() && !part<QPushButton>(*welcome, "openDemo")->isVisible());
        QCOMPARE(part<QLineEdit>(*card, "newWorkspaceName")->text(), QStringLiteral("My shop"));
        part<QPushButton>(*card, "newWorkspaceMake")->click();
        MainWindow *window = opened(program);
        QVERIFY(window);
        QCOMPARE(window->currentPage()->key(), QStringLiteral("connections"));
        QVERIFY(part<QWidget>(*window, "sourceKinds")->isVisible());
        QVERIFY(QFile::exists(gui::documentsFolder() + QStringLiteral("/My shop.audience")));
        QVERIFY(gui::documentsFolder().startsWith(m_dir.path()));
    }

    void whatCannotBeAFileIsSaidAtTheName() {
        WelcomeWindow welcome;
        welcome.show();
        QVERIFY(QTest::qWaitForWindowActive(&welcome));
        QSignalSpy wanted(&welcome, &WelcomeWindow::createWanted);
        QTest::keyClick(&welcome, Qt::Key_N, Qt::ControlModifier);
        auto *card = part<gui::NewWorkspaceCard>(welcome, "newWorkspace");
        QVERIFY(card->isVisible());
        auto *name = part<QLineEdit>(*card, "newWorkspaceName");
        auto *complaint = part<QLabel>(*card, "newWorkspaceComplaint");
        QVERIFY(name->hasFocus());
        QVERIFY(!complaint->isVisible());
        QVERIFY(QDir().mkpath(gui::documentsFolder()));
        QFile taken(gui::documentsFolder() + QStringLiteral("/taken.audience"));
        QVERIFY(taken.open(QIODevice::WriteOnly));
        for (const char *wrong : {" ", "a/b", "taken", "taken.audience"}) {
            type(name, QLatin1String(wrong));
            QTest::keyClick(name, Qt::Key_Return);
            QVERIFY2(complaint->isVisible(), wrong);
            QCOMPARE(wanted.size(), 0);
        }
        type(name, QStringLiteral("spring.audience"));
        QVERIFY(!complaint->isVisible());
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().value(0).toString(), gui::documentsFolder() + QStringLiteral("/spring.audience"));
        QCOMPARE(wanted.front().value(1).toString(), QString());
        QTest::keyClick(name, Qt::Key_Escape);
        QVERIFY(!card->isVisible() && part<QPushButton>(welcome, "newEmpty")->hasFocus());
        // A name that is taken is not proposed.
        QFile usual(gui::documentsFolder() + QStringLiteral("/My shop.audience"));
        QVERIFY(usual.open(QIODevice::WriteOnly));
        part<QPushButton>(welcome, "newEmpty")->click();
        QCOMPARE(name->text(), QStringLiteral("My shop 2"));
        taken.remove();
        usual.remove();
    }

    // The palette knows what is possible here, each kind of database by its name.
    void thePaletteLeadsToAKind() {
        gui::Program program({});
        program.welcome();
        WelcomeWindow *welcome = shown();
        QVERIFY(welcome && QTest::qWaitForWindowActive(welcome));
        QTest::keyClick(welcome, Qt::Key_K, Qt::ControlModifier);
        auto *palette = part<QWidget>(*welcome, "palette");
        QVERIFY(palette->isVisible());
        auto *edit = part<QLineEdit>(*welcome, "paletteEdit");
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QTest::keyClick(welcome, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(edit, QStringLiteral("mariadb"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        auto *card = part<gui::NewWorkspaceCard>(*welcome, "newWorkspace");
        QVERIFY(card->isVisible());
        type(part<QLineEdit>(*card, "newWorkspaceName"), QStringLiteral("maria"));
        QTest::keyClick(part<QLineEdit>(*card, "newWorkspaceName"), Qt::Key_Return);
        MainWindow *window = opened(program);
        QVERIFY(window);
        QCOMPARE(window->currentPage()->key(), QStringLiteral("connections"));
        QTRY_VERIFY(part<QLineEdit>(*window, "sourceHost")->isVisible());
        QCOMPARE(part<QLineEdit>(*window, "sourcePort")->text(), QStringLiteral("3306"));
    }

    void whatIsWorkedOnIsNotDisturbed() {
        WelcomeWindow welcome;
        welcome.show();
        QVERIFY(QTest::qWaitForWindowActive(&welcome));
        welcome.showStep(QStringLiteral("Opening"), 1, 2);
        QTest::keyClick(&welcome, Qt::Key_N, Qt::ControlModifier);
        QTest::keyClick(&welcome, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!part<QWidget>(welcome, "newWorkspace")->isVisible());
        QVERIFY(!part<QWidget>(welcome, "palette")->isVisible());
    }

    void aFileThatIsGoneIsSaidWithWhatCanBeDone() {
        gui::Program program({});
        program.welcome();
        program.open(file("nowhere.audience"));
        auto *notice = part<Notice>(*shown(), "welcomeNotice");
        QTRY_VERIFY(notice->isVisible());
        QString words;
        for (const QLabel *label : notice->findChildren<QLabel *>())
            words += label->text();
        QVERIFY2(words.contains(QStringLiteral("nowhere.audience")) && words.contains(QStringLiteral("begin a new one")), qPrintable(words));
        QVERIFY(part<QPushButton>(*shown(), "newEmpty")->isVisible());
    }

    // The empty page of the data knows both ways, too.
    void emptyDataLeadToADatabase() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        DataPage page(session, &jobs);
        page.resize(1000, 700);
        page.setVisible(true);
        QVERIFY(settle(page));
        QSignalSpy gone(&page, &Page::goTo);
        auto *other = part<QPushButton>(page, "dataStateOther");
        QVERIFY(other->isVisible());
        other->click();
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone.front().value(0).toString(), QStringLiteral("connections"));
        QCOMPARE(gone.front().value(1).toString(), QStringLiteral("/new-source"));
    }
};

AUDIENCE_TEST(WelcomeTest)

#include "welcome_test.moc"
