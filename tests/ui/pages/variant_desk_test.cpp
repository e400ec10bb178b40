// The studio as one of an email's variants: chosen above the email, marked wherever one looks, shown in preview, sheet and
// test, and written in without touching the original.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "qbase/convert.h"
#include "service/template_service.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/variant_bar.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

// QScintilla's headers use Qt's short keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class VariantDeskTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::string m_name, m_part, m_words; // of the email, and of a part of it that says something

    service::TemplateService service() { return service::TemplateService(*m_session); }
    model::EmailTemplate kept() { return service().findByName(m_name)->email; }
    // A new email of blocks in two variants, open: B has another subject, C another word in its body as well.
    std::unique_ptr<TemplatesPage> open(const char *name) {
        m_name = name;
        service::TemplateView view;
        view.email = service().findByName("Win-back")->email;
        view.email.name = name;
        view.email.subject = "The original";
        view.email.translations.clear();
        m_part.clear();
        for (const Json &section : *jsonMember(view.email.blocks->json(), "sections"))
            for (const Json &column : *jsonMember(section, "columns"))
                for (const Json &block : *jsonMember(column, "blocks"))
                    if (m_part.empty() && jsonText(block, "kind") == "button")
                        m_part = jsonText(block, "id");
        m_words = jsonText(*view.email.blocks->part(m_part), "text");
        const auto other = model::setPartProperty(*view.email.blocks, m_part, "text", "Only in C");
        if (!other)
            qFatal("there is no button");
        view.email.variants = {{"B", {"Said by B", "", "", "", {}}}, {"C", {"Said by C", "", "", "", *other}}};
        const auto saved = service().save(view);
        if (!saved)
            qFatal("%s", saved.error().id.c_str());
        auto page = std::make_unique<TemplatesPage>(m_session);
        page->resize(1280, 800);
        page->setVisible(true);
        page->activateWindow();
        if (!settle(*page))
            return nullptr;
        page->open(QString::number(saved->id.value));
        return settle(*page) ? std::move(page) : nullptr;
    }
    static bool choose(TemplatesPage &page, const QString &words) {
        part<QPushButton>(page, "variantChoice")->click();
        if (!QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }, 5'000))
            return false;
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        for (int row = 0; list && row < list->count(); ++row)
            if (list->item(row)->text() == words) {
                list->setCurrentRow(row);
                QTest::keyClick(list, Qt::Key_Return);
                return QTest::qWaitFor([] { return !QApplication::activePopupWidget(); }, 5'000) && settle(page);
            }
        return false;
    }
    static QString subject(const TemplatesPage &page) { return part<QLineEdit>(page, "templateSubject")->text(); }
    static QString inbox(const TemplatesPage &page) { return part<QLabel>(page, "inboxSubject")->text(); }
    bool save(TemplatesPage &page) {
        part<QPushButton>(page, "templateSave")->click();
        return settle(page);
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void aVariantIsSeenAndMarked() {
        const auto page = open("Seen");
        QVERIFY(page);
        auto *bar = part<VariantBar>(*page, "variantBar");
        auto *mark = part<QLabel>(*page, "variantMark");
        QVERIFY(part<QPushButton>(*page, "variantChoice")->isVisible() && !bar->isVisible());
        QCOMPARE(part<QPushButton>(*page, "variantChoice")->accessibleName(), QStringLiteral("Which words: Original"));
        QCOMPARE(inbox(*page), QStringLiteral("The original"));
        QVERIFY(choose(*page, QStringLiteral("Variant C")));
        for (const char *tab : {"tabPreview", "tabSource", "tabPlain", "tabVersions", "tabDesign"}) { // wherever one looks
            part<QPushButton>(*page, tab)->click();
            QVERIFY2(mark->isVisible() && mark->text() == QLatin1String("Variant C"), tab);
        }
        QCOMPARE(subject(*page), QStringLiteral("Said by C"));
        QTRY_COMPARE(inbox(*page), QStringLiteral("Said by C"));
        QCOMPARE(toQString(jsonText(*page->findChild<BlockDesk *>()->document().part(m_part), "text")), QStringLiteral("Only in C"));
        part<QPushButton>(*page, "tabPreview")->click();
        QVERIFY(settle(*page));
        QTRY_VERIFY(page->findChild<PreviewPane *>()->shownHtml().contains(QStringLiteral("Only in C")));
        QVERIFY(!part<QPushButton>(*page, "templateSave")->isEnabled() || !part<QPushButton>(*page, "templateSave")->isVisible()); // looking changes nothing
        part<QToolButton>(*page, "previewSheet")->click();
        QVERIFY(settle(*page));
        QVERIFY(part<QPushButton>(*page, "sheet_0")->accessibleName().contains(QStringLiteral("Said by C")));
        QVERIFY(choose(*page, QStringLiteral("Original"))); // with the sheet open
        QVERIFY(part<QPushButton>(*page, "sheet_0")->accessibleName().contains(QStringLiteral("The original")));
        QVERIFY(!mark->isVisible());
        QCOMPARE(toQString(jsonText(*page->findChild<BlockDesk *>()->document().part(m_part), "text")), toQString(m_words));
    }

    void theTestSendsItsWords() {
        const auto page = open("Tested");
        QVERIFY(page);
        QVERIFY(choose(*page, QStringLiteral("Variant B")));
        part<QPushButton>(*page, "templateTest")->click();
        auto *address = part<QLineEdit>(*page, "testAddress");
        address->selectAll();
        QTest::keyClicks(address, QStringLiteral("me@example.com"));
        QTRY_VERIFY(part<QLabel>(*page, "testHappens")->text().contains(QStringLiteral("written to a file")));
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_VERIFY(part<QPushButton>(*page, "testOpen")->isVisible());
        QFile written(part<QWidget>(*page, "testResult")->accessibleDescription());
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("Said by B"));
    }

    void whatIsWrittenIsTheVariantsOwn() {
        const auto page = open("Written");
        QVERIFY(page);
        const model::EmailTemplate before = kept();
        QVERIFY(choose(*page, QStringLiteral("Variant B")));
        auto *line = part<QLineEdit>(*page, "templateSubject");
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete); // empty: what the original says stands there, in grey
        QCOMPARE(line->text(), QString());
        QCOMPARE(line->placeholderText(), QStringLiteral("The original"));
        QVERIFY(settle(*page));
        QCOMPARE(inbox(*page), QStringLiteral("The original"));
        QTest::keyClicks(line, QStringLiteral("By hand"));
        auto *desk = page->findChild<BlockDesk *>();
        desk->apply(QStringLiteral("Write"), model::setPartProperty(desk->document(), m_part, "text", "Only in B"));
        QVERIFY(settle(*page));
        QVERIFY(save(*page));
        model::EmailTemplate now = kept();
        QCOMPARE(now.subject, before.subject);
        QVERIFY(now.blocks == before.blocks);
        QCOMPARE(now.variants[0].second.subject, std::string("By hand"));
        QVERIFY(now.variants[0].second.blocks);
        QCOMPARE(jsonText(*now.variants[0].second.blocks->part(m_part), "text"), std::string("Only in B"));
        QVERIFY(now.variants[0].second.preheader.empty() && now.variants[0].second.text.empty()); // not touched
        QVERIFY(now.variants[1] == before.variants[1]);
        // In the words of the original the same desk changes the original alone.
        QVERIFY(choose(*page, QStringLiteral("Original")));
        QCOMPARE(toQString(jsonText(*desk->document().part(m_part), "text")), toQString(m_words));
        desk->apply(QStringLiteral("Write"), model::setPartProperty(desk->document(), m_part, "text", "In the original"));
        QVERIFY(save(*page));
        now = kept();
        QCOMPARE(jsonText(*now.blocks->part(m_part), "text"), std::string("In the original"));
        QCOMPARE(jsonText(*now.variants[0].second.blocks->part(m_part), "text"), std::string("Only in B"));
    }

    // What was written in the source a moment ago is the part's it was written in; what cannot be read comes back with it.
    void sourceStaysWithItsPart() {
        const auto page = open("Half-written");
        QVERIFY(page);
        QVERIFY(choose(*page, QStringLiteral("Variant B")));
        part<QPushButton>(*page, "tabSource")->click();
        part<SegmentedControl>(*page, "sourceKind")->setCurrent(1);
        auto *inner = static_cast<QsciScintilla *>(part<QWidget>(*page, "blockSource"));
        const auto write = [&](const QString &text) {
            inner->selectAll();
            inner->replaceSelectedText(text);
        };
        write(inner->text().replace(toQString(m_words), QStringLiteral("Only in B")));
        QVERIFY(choose(*page, QStringLiteral("Variant C")));
        QVERIFY(inner->text().contains(QStringLiteral("Only in C")) && !inner->text().contains(QStringLiteral("Only in B")));
        const QString broken = inner->text() + QStringLiteral(" x");
        write(broken);
        QVERIFY(choose(*page, QStringLiteral("Variant B")));
        QVERIFY(inner->text().contains(QStringLiteral("Only in B")));
        page->open(QStringLiteral("new"));
        QVERIFY(settle(*page));
        page->open(QString::number(service().findByName(m_name)->id.value));
        QVERIFY(settle(*page));
        QVERIFY(choose(*page, QStringLiteral("Variant C")));
        part<QPushButton>(*page, "tabSource")->click();
        QCOMPARE(inner->text(), broken);
        part<QToolButton>(*page, "templateUndo")->click();
        QVERIFY(settle(*page));
    }

    // What is found in the words of another one is shown there: in its block, in its subject.
    void aFindingLeadsIntoItsVariant() {
        const auto page = open("Found");
        QVERIFY(page);
        auto *desk = page->findChild<BlockDesk *>();
        auto *mark = part<QLabel>(*page, "variantMark");
        QVERIFY(choose(*page, QStringLiteral("Variant C")));
        desk->apply(QStringLiteral("Change"), model::setPartProperty(desk->document(), m_part, "href", ""));
        QVERIFY(choose(*page, QStringLiteral("Variant B")));
        auto *line = part<QLineEdit>(*page, "templateSubject");
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("Hello {{ frist_name }}"));
        QVERIFY(settle(*page));
        QVERIFY(choose(*page, QStringLiteral("Original")));
        desk->select({});
        const auto place = [&](const QString &words) -> QPushButton * {
            for (QPushButton *one : page->findChildren<QPushButton *>(QStringLiteral("findingPlace")))
                if (one->text() == words)
                    return one;
            return nullptr;
        };
        part<QPushButton>(*page, "tabMeaning")->click();
        QTRY_VERIFY(place(QStringLiteral("Variant C: Show the block")));
        place(QStringLiteral("Variant C: Show the block"))->click();
        QVERIFY(settle(*page));
        QCOMPARE(mark->text(), QStringLiteral("Variant C"));
        QVERIFY(part<QPushButton>(*page, "tabDesign")->isChecked());
        QCOMPARE(desk->selected(), m_part);
        QCOMPARE(toQString(jsonText(*desk->document().part(m_part), "text")), QStringLiteral("Only in C"));
        part<QPushButton>(*page, "tabMeaning")->click();
        QTRY_VERIFY(place(QStringLiteral("Variant B: In the subject")));
        place(QStringLiteral("Variant B: In the subject"))->click();
        QVERIFY(settle(*page));
        QCOMPARE(mark->text(), QStringLiteral("Variant B"));
        QTRY_COMPARE(page->focusWidget(), line); // the list that popped up before took the window's keyboard
        QCOMPARE(line->text(), QStringLiteral("Hello {{ frist_name }}"));
    }

    void undoTakesAVariantAway() {
        const auto page = open("Undone");
        QVERIFY(page);
        part<QPushButton>(*page, "tabVariants")->click();
        part<QToolButton>(*page, "variantListAdd")->click();
        QVERIFY(settle(*page));
        QVERIFY(choose(*page, QStringLiteral("Variant D")));
        QCOMPARE(subject(*page), QString()); // it says nothing itself yet
        QCOMPARE(inbox(*page), QStringLiteral("The original"));
        part<QToolButton>(*page, "templateUndo")->click();
        QVERIFY(settle(*page));
        QVERIFY(!part<QLabel>(*page, "variantMark")->isVisible());
        QCOMPARE(part<VariantBar>(*page, "variantBar")->chosen(), QString());
        QCOMPARE(subject(*page), QStringLiteral("The original"));
    }
};

AUDIENCE_TEST(VariantDeskTest)
#include "variant_desk_test.moc"
