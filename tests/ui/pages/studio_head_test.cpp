// What stands over an email: one menu that takes what has no room, one next step, one place for the preheader; and the
// shelf as wide as its page needs.
#ifndef Q_MOC_RUN
#include "model/block_starters.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "ui/kit/theme.h"
#include "ui/shell/top_bar.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/property_groups.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class StudioHeadTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    service::TemplateService templates() { return service::TemplateService(*m_session); }

    service::TemplateView kept(const char *name, const model::BlockDocument &document) {
        service::TemplateView view;
        view.email.name = name;
        view.email.subject = "Hello";
        view.email.blocks = document;
        auto saved = templates().save(view);
        if (!saved)
            qFatal("%s", saved.error().id.c_str());
        return *saved;
    }
    static model::BlockDocument document() {
        return *model::insertSection(model::BlockDocument(), 0, model::sectionAround(model::starterBlock("text")));
    }
    // The page under its bar.
    struct Shown {
        Shown(const std::shared_ptr<service::Session> &session, const service::TemplateView &view) : page(session) {
            page.resize(1104, 752);
            page.setVisible(true);
            isFine = settle(page);
            page.open(QString::number(view.id.value));
            isFine = isFine && settle(page);
            QObject::connect(&page, &Page::headerChanged, &bar, [this] { bar.showPage(&page); });
            window.resize(1700, 60);
            bar.resize(1104, 48);
            bar.showPage(&page);
            window.show();
        }
        ~Shown() { // the page has the buttons
            for (QWidget *one : page.actions() + page.stateChips())
                one->setParent(&page);
        }
        QWidget window; // a bar by itself is never narrower than all it holds
        TopBar bar{&window};
        TemplatesPage page;
        bool isFine = false;
    };

    static QStringList menuOf(Shown &shown) {
        part<QToolButton>(shown.bar, "templateMore")->click();
        auto *menu = shown.page.findChild<QMenu *>(QStringLiteral("templateMenu"));
        QStringList words;
        for (const QAction *action : menu ? menu->actions() : QList<QAction *>())
            words << action->text();
        delete menu;
        return words;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void oneMenuTakesWhatHasNoRoom() {
        Shown shown(m_session, kept("In a narrow bar", document()));
        QVERIFY(shown.isFine);
        shown.bar.resize(520, 48);
        QTRY_VERIFY(!part<QPushButton>(shown.bar, "templateTest")->isVisible());
        QVERIFY(!part<QToolButton>(shown.bar, "topBarMore")->isVisible());
        const QStringList words = menuOf(shown);
        QVERIFY2(words.contains(QStringLiteral("Send test")) && words.contains(QStringLiteral("Duplicate")), qPrintable(words.join(QLatin1Char('|'))));
        shown.bar.resize(1600, 48);
        QTRY_VERIFY(part<QPushButton>(shown.bar, "templateTest")->isVisible());
        QVERIFY(!menuOf(shown).contains(QStringLiteral("Send test")));
    }

    void theNextStepIsTheOnlyOneInColour() {
        const service::TemplateView view = kept("Next step", document());
        const auto primaries = [](const Shown &shown) {
            QStringList names;
            for (const auto *button : shown.bar.findChildren<QPushButton *>())
                if (button->isVisible() && button->property("role") == QLatin1String("primary"))
                    names << button->objectName();
            return names;
        };
        {
            Shown alone(m_session, view); // nobody else could approve it
            QVERIFY(alone.isFine);
            QTRY_COMPARE(primaries(alone), QStringList{QStringLiteral("templateUseIn")});
        }
        service::Session::Options options;
        options.environment.stateDirectory = m_demo.file(QStringLiteral("state")).toStdString();
        options.environment.actor = "ida";
        const auto ida = service::Session::open(m_session->workspace().path(), options);
        QVERIFY(ida.has_value());
        service::TemplateView theirs;
        theirs.email.name = "By a colleague";
        theirs.email.subject = "Hello";
        theirs.email.html = "<p>Written by Ida</p>"; // an email of untouched starters would not be asked for
        const auto saved = service::TemplateService(**ida).save(theirs);
        QVERIFY(saved.has_value());
        {
            Shown two(m_session, view);
            QVERIFY(two.isFine);
            QTRY_COMPARE(primaries(two), QStringList{QStringLiteral("reviewAsk")});
            QVERIFY(menuOf(two).contains(QStringLiteral("Use in a campaign")));
        }
        QVERIFY(service::TemplateReviewService(**ida).ask(saved->id, saved->revision).has_value());
        Shown asked(m_session, *saved);
        QVERIFY(asked.isFine);
        QTRY_COMPARE(primaries(asked), QStringList{QStringLiteral("reviewApprove")});
        part<QPushButton>(asked.bar, "reviewApprove")->click();
        QTRY_COMPARE(primaries(asked), QStringList{QStringLiteral("templateUseIn")});
    }

    void thePreheaderStandsInOnePlace() {
        for (const PropertyGroup &group : propertyGroups("page"))
            for (const model::BlockProperty &property : group.properties)
                QVERIFY(property.name != "preheader");
        const auto brought = model::setPartProperty(document(), "page", "preheader", "From a file");
        QVERIFY(brought.has_value());
        Shown shown(m_session, kept("Brought with a preheader", *brought));
        QVERIFY(shown.isFine);
        auto *line = part<QLineEdit>(shown.page, "templatePreheader");
        QCOMPARE(line->text(), QStringLiteral("From a file"));
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("Written here"));
        QVERIFY(settle(shown.page));
        QVERIFY(!shown.page.findChild<BlockDesk *>()->document().page().contains("preheader"));
        part<QPushButton>(shown.bar, "templateSave")->click();
        QTRY_COMPARE(templates().findByName("Brought with a preheader")->email.preheader, std::string("Written here"));
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QVERIFY(line->text().isEmpty()); // what it was brought with does not come back
        QVERIFY(settle(shown.page));
        QVERIFY(line->text().isEmpty());
    }
};
AUDIENCE_TEST(StudioHeadTest)

#include "studio_head_test.moc"
