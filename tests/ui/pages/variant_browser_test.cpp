// Words written on the canvas a moment before another variant or another email is opened: they are the part's they were written
// in, and no other's. Needs a display (see with_browser.sh).
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "qbase/convert.h"
#include "service/template_service.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/email_side.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/canvas_view.h"
#include "ui/templates/studio/variant_bar.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineScript>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class VariantBrowserTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::string m_part;
    qint64 m_id = 0, m_other = 0;

    qint64 save(const char *name) {
        service::TemplateService service(*m_session);
        service::TemplateView view;
        view.email = service.findByName("Win-back")->email;
        view.email.name = name;
        view.email.translations.clear();
        for (const Json &section : *jsonMember(view.email.blocks->json(), "sections"))
            for (const Json &column : *jsonMember(section, "columns"))
                for (const Json &block : *jsonMember(column, "blocks"))
                    if (m_part.empty() && jsonText(block, "kind") == "button")
                        m_part = jsonText(block, "id");
        const auto other = model::setPartProperty(*view.email.blocks, m_part, "text", "Only in C");
        if (!other)
            return 0;
        view.email.variants = {{"C", {"Said by C", "", "", "", *other}}};
        const auto saved = service.save(view);
        return saved ? saved->id.value : 0;
    }
    static bool isThere(TemplatesPage &page, const std::string &part) {
        auto *canvas = page.findChild<BlockCanvas *>();
        return settle(page) && QTest::qWaitFor([&] { return canvas->isSettled() && !canvas->view()->places().rectOf(part).isNull(); }, 20'000);
    }
    QString words(const TemplatesPage &page) const { return toQString(jsonText(*page.findChild<BlockDesk *>()->document().part(m_part), "text")); }
    // The caret stands behind the words of the part.
    bool write(TemplatesPage &page) {
        auto *canvas = page.findChild<BlockCanvas *>();
        canvas->write(m_part);
        bool isThere = false;
        return canvas->isWriting() && QTest::qWaitFor([&] {
                   canvas->view()->page()->runJavaScript(QStringLiteral("document.hasFocus() && document.activeElement.hasAttribute('data-editing')"), QWebEngineScript::ApplicationWorld,
                                                         [&](const QVariant &answer) { isThere = answer.toBool(); });
                   QTest::qWait(20);
                   return isThere;
               });
    }

private Q_SLOTS:
    void initTestCase() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("the browser cannot run here");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_id = save("Two ways");
        m_other = save("The other one");
        QVERIFY(m_id > 0 && m_other > 0);
    }

    void lateWordsStayWithTheirPart_data() {
        QTest::addColumn<QString>("then");
        for (const char *then : {"variant", "finding", "email"})
            QTest::addRow("%s", then) << QString::fromLatin1(then);
    }

    void lateWordsStayWithTheirPart() {
        QFETCH(QString, then);
        TemplatesPage page(m_session);
        page.resize(1280, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QString::number(m_id));
        QVERIFY(isThere(page, m_part));
        page.activateWindow(); // once it is there: without a window manager nobody does it later
        QVERIFY(QTest::qWaitForWindowActive(page.window()));
        const QString before = words(page);
        QVERIFY(before != QLatin1String("Only in C"));
        QVERIFY(write(page));
        const QString typed = QStringLiteral(" and many more words");
        QTest::keyClicks(QApplication::focusWidget(), typed);
        QVERIFY(words(page) != before + typed); // else nothing was on its way
        auto *variants = part<VariantBar>(page, "variantBar");
        if (then == QLatin1String("variant")) {
            Q_EMIT variants->variantChosen(QStringLiteral("C"));
            QTRY_COMPARE(words(page), QStringLiteral("Only in C"));
        } else if (then == QLatin1String("finding")) {
            Q_EMIT page.findChild<EmailSide *>()->placeWanted(QStringLiteral("variants/C/subject"), 0, 0);
            QTRY_COMPARE(words(page), QStringLiteral("Only in C"));
        } else {
            page.open(QString::number(m_other)); // as the palette does
            QTRY_COMPARE(page.place(), QString::number(m_other));
        }
        QTest::qWait(300);
        QVERIFY(isThere(page, m_part));
        if (then == QLatin1String("email")) {
            QCOMPARE(words(page), before);
            page.open(QString::number(m_id)); // its draft has them
            QTRY_COMPARE(page.place(), QString::number(m_id));
        } else {
            QCOMPARE(words(page), QStringLiteral("Only in C"));
            Q_EMIT variants->variantChosen(QString());
        }
        QTRY_COMPARE(words(page), before + typed);
    }
};
AUDIENCE_TEST(VariantBrowserTest)

#include "variant_browser_test.moc"
