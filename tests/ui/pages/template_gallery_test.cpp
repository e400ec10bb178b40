// The emails to begin from: found by word and category, walked through and started by keyboard, pictured in the
// colours of the brand.
#ifndef Q_MOC_RUN
#include "service/studio_service.h"
#include "service/template_service.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/ready_words.h"
#include "ui/templates/template_gallery.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;

class TemplateGalleryTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    // Its pictures are made before it goes.
    struct Shown {
        explicit Shown(const std::shared_ptr<service::Session> &session) : gallery(session) {
            gallery.resize(1000, 800);
            gallery.show();
            QObject::connect(&gallery, &TemplateGallery::chosen, &gallery, [this](const model::EmailTemplate &email) { chosen = email; });
        }
        ~Shown() { (void)QTest::qWaitFor([this] { return gallery.isSettled(); }, 30'000); }
        QStringList cards() const {
            QStringList names;
            for (const auto *card : gallery.findChildren<QPushButton *>())
                if (card->objectName().startsWith(QLatin1String("gallery_")) && !card->isHidden())
                    names << card->objectName();
            return names;
        }
        TemplateGallery gallery;
        std::optional<model::EmailTemplate> chosen;
    };

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void wordsFindEmails() {
        Shown shown(m_session);
        QCOMPARE(shown.cards().size(), 17);
        QCOMPARE(shown.cards().first(), QStringLiteral("gallery_empty"));
        auto *search = part<QLineEdit>(shown.gallery, "gallerySearch");
        QTest::keyClicks(search, QStringLiteral("happy BIRTH"));
        QCOMPARE(shown.cards(), QStringList{QStringLiteral("gallery_empty")}); // both words are asked for
        QVERIFY(!part<QLabel>(shown.gallery, "galleryNothing")->isHidden());
        QTest::keyClick(search, Qt::Key_Return);
        QTest::qWait(50);
        QVERIFY(!shown.chosen);
        search->clear();
        QTest::keyClicks(search, QStringLiteral("birth"));
        QCOMPARE(shown.cards(), (QStringList{QStringLiteral("gallery_empty"), QStringLiteral("gallery_2")}));
        QVERIFY(part<QLabel>(shown.gallery, "galleryNothing")->isHidden());
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(shown.chosen);
        QCOMPARE(shown.chosen->name, std::string("Birthday"));
        QVERIFY(shown.chosen->blocks && shown.chosen->html.find("{{ unsubscribe_url }}") != std::string::npos);
    }

    void categoriesNarrow() {
        Shown shown(m_session);
        part<QPushButton>(shown.gallery, "galleryCategory_service")->click();
        QCOMPARE(shown.cards(), (QStringList{QStringLiteral("gallery_empty"), QStringLiteral("gallery_14"), QStringLiteral("gallery_15")}));
        int all = 0;
        for (const ReadyCategory &one : readyCategories()) {
            part<QPushButton>(shown.gallery, ("galleryCategory_" + one.id).c_str())->click();
            all += int(shown.cards().size()) - 1;
        }
        QCOMPARE(all, 16); // each is in one of them
        part<QPushButton>(shown.gallery, "galleryCategory_all")->click();
        QCOMPARE(shown.cards().size(), 17);
    }

    void keysWalkAndStart() {
        Shown shown(m_session);
        auto *search = part<QLineEdit>(shown.gallery, "gallerySearch");
        QTest::keyClick(search, Qt::Key_Down);
        auto *card = shown.gallery.focusWidget();
        QVERIFY(card);
        QCOMPARE(card->objectName(), QStringLiteral("gallery_0"));
        QCOMPARE(card->accessibleName(), QStringLiteral("Start with Welcome"));
        QTest::keyClick(card, Qt::Key_Right);
        card = shown.gallery.focusWidget();
        QCOMPARE(card->objectName(), QStringLiteral("gallery_1"));
        QTest::keyClick(card, Qt::Key_Down);
        auto *below = shown.gallery.focusWidget();
        QVERIFY(below != card && below->geometry().top() > card->geometry().bottom());
        QCOMPARE(below->geometry().left(), card->geometry().left());
        QTest::keyClick(below, Qt::Key_Up);
        QCOMPARE(shown.gallery.focusWidget(), card);
        QTest::keyClick(card, Qt::Key_Left);
        QTest::keyClick(shown.gallery.focusWidget(), Qt::Key_Left);
        card = shown.gallery.focusWidget();
        QCOMPARE(card->objectName(), QStringLiteral("gallery_empty"));
        QTest::keyClick(card, Qt::Key_Return);
        QTRY_VERIFY(shown.chosen);
        QVERIFY(shown.chosen->name.empty() && shown.chosen->blocks);
        QCOMPARE(shown.chosen->blocks->sections().size(), std::size_t(2));
        QVERIFY(service::TemplateService(*m_session).check(*shown.chosen).empty() || shown.chosen->subject.empty());
    }

    void everyWordIsAskedOfTranslators() {
        for (const service::ReadyTemplate &ready : service::readyTemplates())
            QVERIFY2(isReadyPhrase(ready.email.name) && isReadyPhrase(ready.use), ready.id.c_str());
        QVERIFY(!isReadyPhrase("Thank you"));
    }

    // The hero of the launch is a field of the brand's colour, the columns of figures stand side by side.
    void picturesShowTheBrand() {
        const service::StudioService studio(*m_session);
        const auto brand = studio.brand();
        QVERIFY(brand && brand->kit.name == "Nordwind");
        const service::TemplateService templates(*m_session);
        for (const service::ReadyTemplate &ready : service::readyTemplates()) {
            if (ready.id != "product_launch")
                continue;
            const auto preview = templates.preview(templates.fitted(ready.email));
            QVERIFY(preview.has_value());
            const QString html = QString::fromStdString(preview->html);
            const QImage picture = emailPicture(html, QSize(320, 480), 2, {});
            const QRgb primary = QColor(QString::fromStdString(brand->kit.colour("primary")->light)).rgb();
            int hero = 0;
            for (int y = 0; y < picture.height(); ++y)
                hero += picture.pixel(60, y) == primary ? 1 : 0;
            QVERIFY2(hero > 200 && hero < 600, qPrintable(QString::number(hero)));
            QString without = html; // the same in one column is longer
            without.remove(QStringLiteral("as-col"));
            QVERIFY(emailPicture(without, QSize(320, 480), 2, {}) != picture);
        }
    }
};
AUDIENCE_TEST(TemplateGalleryTest)

#include "template_gallery_test.moc"
