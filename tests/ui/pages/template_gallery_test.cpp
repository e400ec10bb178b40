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

static const QStringList kEmptyOnes{QStringLiteral("gallery_empty"), QStringLiteral("gallery_html")};

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
        QCOMPARE(shown.cards().size(), 18);
        QCOMPARE(shown.cards().first(), QStringLiteral("gallery_empty"));
        auto *search = part<QLineEdit>(shown.gallery, "gallerySearch");
        QTest::keyClicks(search, QStringLiteral("happy BIRTH"));
        QCOMPARE(shown.cards(), kEmptyOnes); // both words are asked for
        QVERIFY(!part<QLabel>(shown.gallery, "galleryNothing")->isHidden());
        QTest::keyClick(search, Qt::Key_Return);
        QTest::qWait(50);
        QVERIFY(!shown.chosen);
        search->clear();
        QTest::keyClicks(search, QStringLiteral("birth"));
        QCOMPARE(shown.cards(), kEmptyOnes + QStringList{QStringLiteral("gallery_2")});
        QVERIFY(part<QLabel>(shown.gallery, "galleryNothing")->isHidden());
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(shown.chosen);
        QCOMPARE(shown.chosen->name, std::string("Birthday"));
        QVERIFY(shown.chosen->blocks && shown.chosen->html.find("{{ unsubscribe_url }}") != std::string::npos);
    }

    void categoriesNarrow() {
        Shown shown(m_session);
        part<QPushButton>(shown.gallery, "galleryCategory_service")->click();
        QCOMPARE(shown.cards(), (kEmptyOnes + QStringList{QStringLiteral("gallery_14"), QStringLiteral("gallery_15")}));
        int all = 0;
        for (const ReadyCategory &one : readyCategories()) {
            part<QPushButton>(shown.gallery, ("galleryCategory_" + one.id).c_str())->click();
            all += int(shown.cards().size() - kEmptyOnes.size());
        }
        QCOMPARE(all, 16); // each is in one of them
        part<QPushButton>(shown.gallery, "galleryCategory_all")->click();
        QCOMPARE(shown.cards().size(), 18);
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
        for (int i = 0; i < 3; ++i)
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

    // The hero of the launch is a field of the brand's colour; what lies in a cart stands side by side.
    void picturesShowTheBrand() {
        const auto brand = service::StudioService(*m_session).brand();
        QVERIFY(brand && brand->kit.name == "Nordwind");
        const auto htmlOf = [this](const char *id) {
            const service::TemplateService templates(*m_session);
            for (const service::ReadyTemplate &ready : service::readyTemplates())
                if (ready.id == id)
                    return QString::fromStdString(templates.preview(templates.fitted(ready.email))->html);
            return QString();
        };
        const QImage launch = emailPicture(htmlOf("product_launch"), QSize(320, 480), 2, {});
        const QRgb primary = QColor(QString::fromStdString(brand->kit.colour("primary")->light)).rgb();
        int hero = 0;
        for (int y = 0; y < launch.height(); ++y)
            hero += launch.pixel(60, y) == primary ? 1 : 0;
        QVERIFY2(hero > 200 && hero < 600, qPrintable(QString::number(hero)));
        const QString cart = htmlOf("cart");
        QString below = cart;
        below.remove(QStringLiteral("class=\"as-col\""));
        QVERIFY(below != cart && emailPicture(below, QSize(320, 480), 2, {}) != emailPicture(cart, QSize(320, 480), 2, {}));
    }
};
AUDIENCE_TEST(TemplateGalleryTest)

#include "template_gallery_test.moc"
