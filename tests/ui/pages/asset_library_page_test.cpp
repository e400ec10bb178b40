// The pictures of the workspace in the window: files and pasted pictures come in, names and words are kept, what is used
// stays, what is removed comes back, and what readers cannot see is said.
#ifndef Q_MOC_RUN
#include "service/asset_service.h"
#include "service/template_service.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/pictures/picture_codec.h"
#include "ui/templates/studio/asset_detail.h"
#include "ui/templates/studio/asset_grid.h"
#include "ui/templates/studio/asset_library.h"
#include "ui/templates/studio/asset_model.h"
#include "ui/templates/studio/block_palette.h"
#endif
#include "demo_session.h"
#include "support/pictures.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::drawing;
using audience::test::fileOf;
using audience::test::part;
using audience::test::photo;

class AssetLibraryPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    service::AssetService assets() { return service::AssetService(*m_session); }
    QString write(const char *name, const std::string &bytes) {
        QFile file(m_demo.file(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(bytes)) < 0)
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    std::unique_ptr<AssetLibrary> library(AssetLibrary::Mode mode = AssetLibrary::Mode::Manage) {
        auto made = std::make_unique<AssetLibrary>(m_session, mode);
        made->resize(900, 620);
        made->setVisible(true);
        made->activateWindow();
        return made;
    }
    static bool settle(const AssetLibrary &library) {
        return QTest::qWaitFor([&] { return library.isSettled(); }, 20'000);
    }
    static QString titleOf(const AssetLibrary &library) {
        QString all;
        for (const QLabel *label : library.findChildren<QLabel *>())
            if (label->isVisible())
                all += label->text() + QLatin1Char('\n');
        return all;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make(false);
        QVERIFY(m_session);
    }

    void emptyItSaysWhatToDo() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        QVERIFY(titleOf(*library).contains(QStringLiteral("No pictures yet")));
        QVERIFY(part<QLabel>(*library, "assetPlaceWords")->text().startsWith(QStringLiteral("Readers cannot see these pictures yet")));
        QSignalSpy gone(library.get(), &AssetLibrary::goTo);
        part<QPushButton>(*library, "assetConnections")->click();
        QCOMPARE(gone.takeFirst(), QVariantList({QStringLiteral("connections"), QStringLiteral("/corner")}));
    }

    void filesComeInAndAreFound() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        const QAbstractItemModelTester tester(library->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(library.get(), &AssetLibrary::changed);
        library->addFiles({write("Green tea.jpg", fileOf(photo(1600, 900), "jpg")), write("Logo.png", fileOf(drawing(240, 120), "png")), write("notes.png", "no picture")});
        QVERIFY(!part<QLabel>(*library, "assetAdding")->isHidden());
        QTRY_COMPARE(library->model()->rowCount(), 2);
        QVERIFY(settle(*library));
        QCOMPARE(changed.count(), 1);
        // The file that is none is named, the others are there.
        QVERIFY2(titleOf(*library).contains(QStringLiteral("notes.png is no PNG, JPEG, GIF or WebP picture")), qPrintable(titleOf(*library)));
        QVERIFY(!library->model()->index(0).data(Qt::DecorationRole).value<QPixmap>().isNull());
        QCOMPARE(library->model()->index(0).data(Qt::DisplayRole).toString(), QStringLiteral("Green tea.jpg"));
        QCOMPARE(library->model()->index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Green tea.jpg, %1, Nobody can see this yet: set up the public corner or an address of your own").arg(sizeWords(*library->model()->at(library->model()->index(0)))));
        // What was added last is chosen.
        QCOMPARE(part<QLineEdit>(*library, "assetName")->text(), QStringLiteral("Logo.png"));
        auto *search = part<QLineEdit>(*library, "assetSearch");
        QTest::keyClicks(search, QStringLiteral("TEA"));
        QCOMPARE(library->model()->rowCount(), 1);
        QTest::keyClicks(search, QStringLiteral(" none"));
        QCOMPARE(library->model()->rowCount(), 0);
        QVERIFY(titleOf(*library).contains(QStringLiteral("No picture has these words")));
        search->clear();
        QCOMPARE(library->model()->rowCount(), 2);
    }

    void namesAndWordsAreKept() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        const std::string hash = assets().find("Logo.png")->hash;
        library->choose("asset:" + hash + "/logo.png");
        auto *name = part<QLineEdit>(*library, "assetName"), *alt = part<QLineEdit>(*library, "assetAlt");
        QCOMPARE(name->text(), QStringLiteral("Logo.png"));
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Our logo"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(assets().find(hash)->name, std::string("Our logo"));
        QTest::keyClicks(alt, QStringLiteral("Example Tea"));
        QTest::keyClick(alt, Qt::Key_Return);
        QTRY_COMPARE(assets().find(hash)->alt, std::string("Example Tea"));
        QVERIFY(settle(*library));
        // A picture without a name keeps the one it had.
        name->clear();
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(name->text(), QStringLiteral("Our logo"));
        part<QPushButton>(*library, "assetCopy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("asset:%1/our-logo.png").arg(QString::fromStdString(hash)));
    }

    void whatIsUsedStaysAndWhatIsRemovedComesBack() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        const auto logo = assets().find("Our logo");
        QVERIFY(logo);
        service::TemplateView email;
        email.email.name = "Welcome";
        email.email.subject = "Hello";
        email.email.html = "<img alt=\"\" src=\"" + logo->reference() + "\">";
        const auto saved = service::TemplateService(*m_session).save(email);
        QVERIFY(saved);
        library->reload();
        QVERIFY(settle(*library));
        library->choose(logo->hash);
        auto *remove = part<QPushButton>(*library, "assetRemove");
        QVERIFY(!remove->isEnabled());
        QSignalSpy gone(library.get(), &AssetLibrary::goTo);
        auto *use = library->findChild<QPushButton *>(QStringLiteral("assetUse_%1").arg(saved->id.value));
        QVERIFY(use && use->text() == QStringLiteral("Welcome"));
        use->click();
        QCOMPARE(gone.takeFirst(), QVariantList({QStringLiteral("templates"), QString::number(saved->id.value)}));
        // Del says why it cannot go.
        auto *grid = part<AssetGrid>(*library, "assetGrid");
        QTest::keyClick(grid, Qt::Key_Delete);
        QTRY_VERIFY(titleOf(*library).contains(QStringLiteral("is used in \"Welcome\"")));
        QVERIFY(service::TemplateService(*m_session).remove(saved->id));
        library->reload();
        QVERIFY(settle(*library));
        QVERIFY(remove->isEnabled());
        std::function<void()> undo;
        connect(library.get(), &AssetLibrary::saidWithUndo, this, [&](const QString &message, const std::function<void()> &act) {
            QCOMPARE(message, QStringLiteral("Our logo was removed."));
            undo = act;
        });
        remove->click();
        QTRY_COMPARE(library->model()->rowCount(), 1);
        QVERIFY(undo);
        undo();
        QTRY_COMPARE(library->model()->rowCount(), 2);
        QVERIFY(settle(*library));
        QCOMPARE(part<QLineEdit>(*library, "assetName")->text(), QStringLiteral("Our logo"));
    }

    void pastedAndDroppedPicturesComeIn() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        QGuiApplication::clipboard()->setImage(drawing(90, 70, qRgb(1, 2, 3)));
        QTest::keyClick(library.get(), Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(library->model()->rowCount(), 3);
        QVERIFY(assets().find("Pasted picture.png"));
        QGuiApplication::clipboard()->setText(QStringLiteral("words"));
        QTest::keyClick(library.get(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(titleOf(*library).contains(QStringLiteral("There is no picture on the clipboard")));
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(write("Dropped.gif", audience::test::gif(20, 10, 2))), QUrl::fromLocalFile(write("table.csv", "a,b"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(library.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(library.get(), &drop);
        QTRY_COMPARE(library->model()->rowCount(), 4);
        QVERIFY(assets().find("Dropped.gif")->isAnimated);
        QMimeData table;
        table.setUrls({QUrl::fromLocalFile(m_demo.file(QStringLiteral("table.csv")))});
        QDragEnterEvent other({10, 10}, Qt::CopyAction, &table, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(library.get(), &other);
        QVERIFY(!other.isAccepted()); // the window takes it
        // And out again, as a block for an email.
        const std::unique_ptr<QMimeData> load(library->model()->mimeData({library->model()->index(0)}));
        QCOMPARE(jsonText(blockOf(load.get())["block"], "src"), library->model()->at(library->model()->index(0))->reference());
    }

    void pickingGivesThePicture() {
        const auto library = this->library(AssetLibrary::Mode::Pick);
        QVERIFY(settle(*library));
        std::vector<std::string> taken;
        connect(library.get(), &AssetLibrary::chosen, this, [&](const service::AssetView &asset) { taken.push_back(asset.name); });
        auto *use = part<QPushButton>(*library, "assetUse");
        QVERIFY(!use->isEnabled());
        library->choose(assets().find("Our logo")->hash);
        QVERIFY(use->isVisible() && use->isEnabled());
        use->click();
        QTest::keyClick(part<AssetGrid>(*library, "assetGrid"), Qt::Key_Return);
        QCOMPARE(taken, (std::vector<std::string>{"Our logo", "Our logo"}));
    }

    void anAddressOfOnesOwn() {
        const auto library = this->library();
        QVERIFY(settle(*library));
        part<QPushButton>(*library, "assetOwn")->click();
        auto *base = part<QLineEdit>(*library, "assetBase");
        QTest::keyClicks(base, QStringLiteral("http://img.example.org"));
        QTest::keyClick(base, Qt::Key_Return);
        QTRY_VERIFY(titleOf(*library).contains(QStringLiteral("http://img.example.org is no address that everybody can reach")));
        base->clear();
        QTest::keyClicks(base, QStringLiteral("https://img.example.org/mail"));
        QTest::keyClick(base, Qt::Key_Return);
        QTRY_VERIFY(part<QLabel>(*library, "assetPlaceWords")->text().contains(QStringLiteral("https://img.example.org/mail")));
        QVERIFY(settle(*library));
        QVERIFY(library->model()->index(0).data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("Looked for at https://img.example.org/mail when you send")));
        part<QPushButton>(*library, "assetOwn")->click();
        part<QPushButton>(*library, "assetDropPlace")->click();
        QTRY_COMPARE(static_cast<int>(assets().place()->kind), static_cast<int>(service::AssetPlace::Kind::None));
    }

    // Hundreds of pictures: the window goes on while they are read and their thumbnails made.
    void manyPictures() {
        for (unsigned i = 0; i < 150; ++i)
            QVERIFY(assets().add(fileOf(drawing(60 + int(i), 40), "png"), {"Picture " + std::to_string(i), {}, 600}, nullptr));
        const auto library = this->library();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(settle(*library));
        qInfo("%d pictures with their thumbnails in %lld ms", library->model()->rowCount(), static_cast<long long>(clock.elapsed()));
        QCOMPARE(library->model()->rowCount(), 154);
    }
};

AUDIENCE_TEST(AssetLibraryPageTest)
#include "asset_library_page_test.moc"
