// Files are asked for where the person was last.
#ifndef Q_MOC_RUN
#include "ui/kit/file_dialog.h"
#endif
#include "support/test_main.h"

#include <QFileDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace audience::ui;

class FileDialogTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_config;

    QFileDialog *dialog(QWidget *parent) {
        QFileDialog *found = nullptr;
        if (!QTest::qWaitFor([&] { return (found = parent->findChild<QFileDialog *>()) && found->isVisible(); }))
            qFatal("no dialog came");
        return found;
    }

private Q_SLOTS:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_config.path());
    }

    void startsWhereOneWasLast() {
        QTemporaryDir folder;
        QWidget parent;
        parent.show();
        QString got;
        const FileQuestion question{QStringLiteral("Save"), QStringLiteral("Tables (*.csv)"), fileNameFrom(QStringLiteral("a/b: <c>"), QStringLiteral(".csv")), QStringLiteral("csv")};
        askWhereToSave(&parent, question, [&](const QString &path) { got = path; });
        QFileDialog *first = dialog(&parent);
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        QCOMPARE(first->directory().absolutePath(), QFileInfo(documents).isDir() ? documents : QDir::homePath());
        QCOMPARE(QFileInfo(first->selectedFiles().value(0)).fileName(), QStringLiteral("a b c.csv"));
        first->setDirectory(folder.path());
        first->selectFile(QStringLiteral("people"));
        first->metaObject()->invokeMethod(first, "accept");
        QTRY_COMPARE(QFileInfo(got).fileName(), QStringLiteral("people.csv"));
        QTRY_VERIFY(!parent.findChild<QFileDialog *>());
        QStringList many;
        askForFiles(&parent, {QStringLiteral("Open"), QStringLiteral("Tables (*.csv)")}, [&](const QStringList &paths) { many = paths; });
        QFileDialog *next = dialog(&parent);
        QCOMPARE(next->directory().absolutePath(), QDir(folder.path()).absolutePath());
        next->reject();
        QVERIFY(many.isEmpty());
    }

    void proposesAPlaceOfItsOwn() {
        QTemporaryDir folder;
        QWidget parent;
        parent.show();
        askWhereToSave(&parent, {QStringLiteral("Back up"), {}, folder.filePath(QStringLiteral("shop.audience"))}, [](const QString &) {});
        QCOMPARE(dialog(&parent)->directory().absolutePath(), QDir(folder.path()).absolutePath());
    }

    void namesAreWhatFilesMayBeCalled() {
        QCOMPARE(fileNameFrom(QStringLiteral("<b>Über 40</b>\n2026/27"), QStringLiteral(".csv")), QStringLiteral("b Über 40 b 2026 27.csv"));
        QVERIFY(fileNameFrom(QString(10'000, QLatin1Char('x')), QStringLiteral(".csv")).size() < 100);
    }
};
AUDIENCE_TEST(FileDialogTest)

#include "file_dialog_test.moc"
