// Every page and state with words 40 % longer than in English, from left to right and from right to left, in
// a small window and with larger letters: no text is cut off, nothing overlaps or sticks out.
#ifndef Q_MOC_RUN
#include "app/gui/language.h"
#include "app/gui/shots/shots.h"
#include "service/demo_service.h"
#include "service/sample_templates.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"
#include "ui/window/layout_check.h"
#include "ui/window/pseudo_language.h"

#include <QSet>
#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace audience;
using audience::test::DemoSession;

// One way to look at everything; a class of its own for each, so that they can run beside each other.
class Clipping : public QObject {
    Q_OBJECT
public:
    Clipping(const QString &way, QSize size, Qt::LayoutDirection direction, double letters) : m_way(way), m_size(size), m_direction(direction), m_letters(letters) {}

protected:
    const QString m_way;
    const QSize m_size;
    const Qt::LayoutDirection m_direction;
    const double m_letters;
    DemoSession m_demo;
    test::PseudoLanguage m_language;
    std::shared_ptr<service::Session> m_session;
    QSet<QString> m_english; // texts that must not be seen

    void look(gui::Stage &stage, const gui::Shot &shot, const QString &way, QSize size = {1280, 800}) {
        if (auto entered = stage.enter(shot.place, size); !entered)
            return QTest::qFail(qPrintable(ui::sentence(entered.error())), __FILE__, __LINE__);
        if (auto reached = shot.reach(stage); !reached)
            return QTest::qFail(qPrintable(shot.name + QLatin1String(": ") + ui::sentence(reached.error())), __FILE__, __LINE__);
        const QWidget *subject = stage.subject();
        QStringList faults = test::clippedTexts(*subject) + test::brokenLayouts(*subject);
        if (subject->width() > size.width())
            faults << QStringLiteral("the window needs %1 pixels").arg(subject->width());
        faults += englishIn(*subject);
        faults.removeDuplicates();
        for (const QString &fault : std::as_const(faults))
            QTest::qFail(qPrintable(QStringLiteral("%1%2: %3").arg(shot.name, way, fault)), __FILE__, __LINE__);
        // Pictures of what is wrong, for who mends it.
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (!folder.isEmpty() && !faults.isEmpty())
            stage.subject()->grab().save(QDir(folder).filePath(shot.name + way + QStringLiteral(".png")));
        stage.leave();
    }

    // Every text that is another one in German.
    static QSet<QString> englishThatDiffers() {
        QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/translations/audience_de.ts"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QXmlStreamReader reader(&file);
        QSet<QString> differ, same;
        QString source;
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement() && reader.name() == QLatin1String("source"))
                source = reader.readElementText();
            else if (reader.isStartElement() && reader.name() == QLatin1String("translation"))
                (reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed() == source ? same : differ).insert(source);
        }
        return differ - same;
    }

    QStringList englishIn(const QWidget &window) const {
        QStringList faults;
        const auto check = [&](const QWidget *widget, const QString &text) {
            // Values of the file, names that people gave in the demo, and keys as the keyboard names them.
            static const QSet<QString> kData{QStringLiteral("importYes"), QStringLiteral("campaignTemplate"), QStringLiteral("campaignTopics"), QStringLiteral("heading")};
            const bool isData = kData.contains(widget->objectName()) || widget->objectName().startsWith(QLatin1String("keys_"));
            if (m_english.contains(text) && !isData)
                faults << QStringLiteral("still English: \"%1\" (%2)").arg(text, widget->objectName());
        };
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                check(widget, label->text());
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                check(widget, button->text());
            check(widget, widget->toolTip());
            check(widget, widget->accessibleName());
        }
        return faults;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_demo.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        CampaignId made;
        QVERIFY(service::DemoService(*m_session).campaign(&made).has_value());
        QCoreApplication::installTranslator(&m_language);
    }

    void cleanupTestCase() {
        QCoreApplication::removeTranslator(&m_language);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void cleanup() {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        ui::Theme::instance().setTextScale(1);
    }

    void everyPage_data() {
        QTest::addColumn<QString>("page");
        QStringList pages;
        for (const gui::Shot &shot : gui::allShots())
            if (!pages.contains(shot.page))
                pages << shot.page;
        for (const QString &page : std::as_const(pages))
            QTest::newRow(qPrintable(page + m_way)) << page;
    }

    void everyPage() {
        QFETCH(QString, page);
        QApplication::setLayoutDirection(m_direction);
        ui::Theme::instance().setTextScale(m_letters);
        gui::Workbench bench(m_session);
        gui::Stage stage(bench);
        for (const gui::Shot &shot : gui::allShots())
            if (shot.page == page && shot.isWalked)
                look(stage, shot, m_way, m_size);
    }
};

class ClippingTest final : public Clipping {
    Q_OBJECT
public:
    ClippingTest() : Clipping({}, {1280, 800}, Qt::LeftToRight, 1) {}

private Q_SLOTS:
    // The second language: nothing stays English, nothing is cut off, numbers are written its way.
    void inGerman() {
        if (!gui::loadTranslations())
            QSKIP("built without Qt Linguist's tools");
        QTranslator german;
        QVERIFY(german.load(QStringLiteral(":/translations/audience_de.qm")));
        QCoreApplication::removeTranslator(&m_language);
        QCoreApplication::installTranslator(&german);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        m_english = englishThatDiffers();
        QVERIFY(m_english.size() > 500);
        for (const model::EmailTemplate &email : service::sampleTemplates()) // names in the demo, in the language of its author
            m_english.remove(QString::fromStdString(email.name));
        {
            gui::Workbench bench(m_session);
            gui::Stage stage(bench);
            for (const gui::Shot &shot : gui::allShots())
                if (shot.isWalked)
                    look(stage, shot, QStringLiteral("-de"));
        }
        m_english.clear();
        QLocale::setDefault(QLocale::c());
        QCoreApplication::removeTranslator(&german);
        QCoreApplication::installTranslator(&m_language);
    }

    // The check finds what it is there for.
    void findsWhatIsCutOff() {
        QWidget window;
        window.resize(200, 100);
        auto *label = new QLabel(QStringLiteral("a text that is much too long for its place"), &window);
        label->setGeometry(0, 0, 60, 20);
        auto *fitting = new QLabel(QStringLiteral("short"), &window);
        fitting->setGeometry(0, 30, 150, 20);
        window.show();
        QCOMPARE(test::clippedTexts(window).size(), 1);
        label->setText(QStringLiteral("a te\u2026"));
        QCOMPARE(test::clippedTexts(window).size(), 1); // nowhere whole
        label->setToolTip(QStringLiteral("a text"));
        QCOMPARE(test::clippedTexts(window), QStringList());
    }
};
AUDIENCE_TEST(ClippingTest)

class ClippingMirroredTest final : public Clipping {
    Q_OBJECT
public:
    ClippingMirroredTest() : Clipping(QStringLiteral("-rtl"), {1280, 800}, Qt::RightToLeft, 1) {}
};
AUDIENCE_TEST(ClippingMirroredTest)

// What is left of a usual screen when everything is drawn at twice its size.
class ClippingSmallTest final : public Clipping {
    Q_OBJECT
public:
    ClippingSmallTest() : Clipping(QStringLiteral("-small"), {960, 600}, Qt::LeftToRight, 1) {}
};
AUDIENCE_TEST(ClippingSmallTest)

// Letters twice as large want a screen twice as large, as who needs them has it.
class ClippingLargeTest final : public Clipping {
    Q_OBJECT
public:
    ClippingLargeTest() : Clipping(QStringLiteral("-large"), {2560, 1600}, Qt::LeftToRight, 2) {}
};
AUDIENCE_TEST(ClippingLargeTest)

#include "clipping_test.moc"
