// What the window remembers is there at once, is written without waiting for the disk, and is in the file in the end.
#ifndef Q_MOC_RUN
#include "ui/kit/kept.h"
#endif
#include "support/test_main.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using audience::ui::Kept;

class KeptTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    // As another program finds them.
    QVariant written(const char *key) const {
        Kept::wait();
        return QSettings().value(QLatin1String(key));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("audience-tests"));
    }
    void init() {
        Kept::wait();
        QSettings().clear();
    }

    void whatIsKeptIsThereAtOnceAndInTheFileInTheEnd() {
        QCOMPARE(Kept::value(QStringLiteral("a/b"), 7).toInt(), 7);
        for (int i = 0; i < 200; ++i) {
            Kept::keep(QStringLiteral("a/b"), i);
            QCOMPARE(Kept::value(QStringLiteral("a/b")).toInt(), i);
            QVERIFY(!Kept::contains(QStringLiteral("a")));
        }
        QCOMPARE(written("a/b").toInt(), 199);
        QCOMPARE(Kept::value(QStringLiteral("a/b")).toInt(), 199);
    }

    // Whether it was written before or is being written now: what stood before is seen beside the new.
    void whatStoodBeforeStays() {
        QSettings().setValue(QStringLiteral("old"), QStringList{QStringLiteral("x"), QStringLiteral("y")});
        Kept::keep(QStringLiteral("new"), true);
        QCOMPARE(Kept::value(QStringLiteral("old")).toStringList().size(), 2);
        QCOMPARE(written("old").toStringList().size(), 2);
        QCOMPARE(written("new").toBool(), true);
    }

    void whatIsForgottenIsGoneWithWhatStandsBelow() {
        for (const char *key : {"keys", "keys/one", "keys/two", "keysOfOthers"})
            Kept::keep(QLatin1String(key), 1);
        Kept::forget(QStringLiteral("keys"));
        QVERIFY(!Kept::contains(QStringLiteral("keys")));
        QVERIFY(!Kept::contains(QStringLiteral("keys/two")));
        QVERIFY(Kept::contains(QStringLiteral("keysOfOthers")));
        QVERIFY(!written("keys/one").isValid());
        QCOMPARE(written("keysOfOthers").toInt(), 1);
        Kept::keep(QStringLiteral("keys/one"), 2);
        QCOMPARE(written("keys/one").toInt(), 2);
    }
};
AUDIENCE_TEST(KeptTest)

#include "kept_test.moc"
