// The canvas of the studio: what is dragged, moved, written and pressed changes the email, with one history for all
// editors. What needs the browser stands in canvas_browser_test.cpp.
#ifndef Q_MOC_RUN
#include "model/block_starters.h"
#include "service/canvas_html.h"
#include "service/template_service.h"
#include "ui/kit/actions.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/canvas_edits.h"
#include "ui/templates/studio/canvas_overlay.h"
#include "ui/templates/studio/source_panel.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "studio_desk.h"
#include "support/test_main.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::Desk;
using audience::test::part;
using audience::test::settle;

// As a browser lays it out: sections of 100 pixels below each other, blocks of 25.
static CanvasLayout layoutOf(const model::BlockDocument &document) {
    CanvasLayout layout;
    double top = 0;
    for (const Json &section : document.sections()) {
        layout.parts.emplace_back(jsonText(section, "id"), QRectF(20, top, 600, 100));
        const Json &columns = section.at("columns");
        const double wide = 600.0 / double(columns.size());
        for (std::size_t c = 0; c < columns.size(); ++c) {
            layout.parts.emplace_back(jsonText(columns[c], "id"), QRectF(20 + wide * double(c), top, wide, 100));
            for (std::size_t b = 0; b < columns[c].at("blocks").size(); ++b)
                layout.parts.emplace_back(jsonText(columns[c].at("blocks")[b], "id"), QRectF(20 + wide * double(c), top + 25.0 * double(b), wide, 25));
        }
        top += 100;
    }
    layout.size = {640, top};
    return layout;
}

class StudioTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    // Dropped on the canvas at this place of the email.
    static void drop(CanvasOverlay &overlay, QMimeData *mime, QPoint at, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QDragEnterEvent enter(at, Qt::MoveAction | Qt::CopyAction, mime, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&overlay, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(at, Qt::MoveAction | Qt::CopyAction, mime, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&overlay, &move);
        QDropEvent dropped(at, Qt::MoveAction | Qt::CopyAction, mime, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&overlay, &dropped);
    }
    static void follow(CanvasOverlay &overlay, BlockDesk &desk) {
        overlay.resize(640, 400);
        overlay.setLayoutOf(layoutOf(desk.document()), {});
        connect(&overlay, &CanvasOverlay::dropped, &desk, [&desk](const Json &load, const DropPlace &place) { canvas::insert(&desk, load, place); });
        connect(&overlay, &CanvasOverlay::movedTo, &desk, [&desk](const std::string &id, const DropPlace &place, bool asCopy) {
            asCopy ? canvas::insert(&desk, canvas::load(desk, id), place) : canvas::moveTo(&desk, id, place);
        });
        connect(&desk, &BlockDesk::documentChanged, &overlay, [&] { overlay.setLayoutOf(layoutOf(desk.document()), {}); });
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void thePointerFindsParts() {
        const Desk desk;
        const CanvasLayout layout = layoutOf(desk.desk.document());
        const auto at = [&](double x, double y) { return layout.partAt(desk.desk.document(), {x, y}); };
        QCOMPARE(at(100, 10), std::string("h"));
        QCOMPARE(at(100, 40), std::string("t"));
        QCOMPARE(at(100, 90), std::string("top")); // a column that stands alone is its section
        QCOMPARE(at(100, 150), std::string("c2"));
        QCOMPARE(at(400, 110), std::string("r"));
        QCOMPARE(at(5, 10), std::string());
        QCOMPARE(at(100, 900), std::string());
    }

    void placesFollowThePointer() {
        const Desk desk;
        const CanvasLayout layout = layoutOf(desk.desk.document());
        const auto at = [&](double x, double y, bool isSection = false, const std::string &moved = {}) { return layout.placeFor(desk.desk.document(), {x, y}, isSection, moved); };
        DropPlace place = at(100, 30);
        QVERIFY(place.isValid && !place.makesSection);
        QCOMPARE(place.into, std::string("c1"));
        QCOMPARE(place.index, 1);
        QCOMPARE(place.line.top(), 25.0);
        QCOMPARE(at(100, 85).index, 3);
        place = at(100, 150); // the empty column lights up as a whole
        QCOMPARE(place.into, std::string("c2"));
        QVERIFY(place.line.height() > 50);
        place = at(100, 101); // at the edge: between the sections
        QVERIFY(place.makesSection);
        QCOMPARE(place.index, 1);
        place = at(100, 250);
        QVERIFY(place.isLocked && !place.isValid);
        QCOMPARE(at(100, 10, true).index, 0);
        QCOMPARE(at(100, 160, true).index, 2);
        QCOMPARE(at(100, 160, true, "top").index, 1); // counted without the one that moves
        QCOMPARE(at(100, 900, true).index, 3);
        QVERIFY(CanvasLayout().placeFor(model::BlockDocument(), {10, 10}, false).makesSection);
    }

    void aBlockFromThePaletteIsDropped() {
        Desk desk;
        CanvasOverlay overlay(&desk.desk);
        follow(overlay, desk.desk);
        const std::unique_ptr<QMimeData> block(blockMime(Json{{"block", model::starterBlock("button")}}));
        drop(overlay, block.get(), {100, 30});
        QCOMPARE(desk.shape(), QStringLiteral("top(h,new,t,b) two(|r) end(f)"));
        QCOMPARE(desk.desk.indexOf(desk.desk.selected()), 1); // it is what is selected
        drop(overlay, block.get(), {100, 101}); // between two sections: it gets one of its own
        QCOMPARE(desk.shape(), QStringLiteral("top(h,new,t,b) new(new) two(|r) end(f)"));
        const std::unique_ptr<QMimeData> section(blockMime(Json{{"section", model::starterSection("columns_2")}}));
        drop(overlay, section.get(), {100, 5});
        QVERIFY2(desk.shape().startsWith(QStringLiteral("new(|) top(")), qPrintable(desk.shape()));
        QCOMPARE(desk.said.size(), 3);
        QVERIFY(desk.refused.isEmpty());
        // Into what is locked it does not go, and it is said why.
        drop(overlay, block.get(), {100, 450});
        QCOMPARE(desk.refused, QStringList{QStringLiteral("blocks.locked")});
        // What is neither is not taken.
        QMimeData words;
        words.setText(QStringLiteral("Hello"));
        QDragEnterEvent enter(QPoint(100, 30), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&overlay, &enter);
        QVERIFY(!enter.isAccepted());
    }

    void partsAreMovedByDragging() {
        Desk desk;
        CanvasOverlay overlay(&desk.desk);
        follow(overlay, desk.desk);
        const auto dragged = [&](const char *id) {
            std::unique_ptr<QMimeData> mime(blockMime(canvas::load(desk.desk, id)));
            mime->setData(QLatin1String(canvas::kPartMime), id);
            return mime;
        };
        drop(overlay, dragged("h").get(), {100, 70}); // below the last
        QCOMPARE(desk.shape(), QStringLiteral("top(t,b,h) two(|r) end(f)"));
        drop(overlay, dragged("h").get(), {100, 150});
        QCOMPARE(desk.shape(), QStringLiteral("top(t,b) two(h|r) end(f)"));
        drop(overlay, dragged("two").get(), {100, 5});
        QCOMPARE(desk.shape(), QStringLiteral("two(h|r) top(t,b) end(f)"));
        drop(overlay, dragged("r").get(), {100, 101});
        QCOMPARE(desk.shape(), QStringLiteral("two(h|) new(r) top(t,b) end(f)"));
        drop(overlay, dragged("t").get(), {100, 5}, Qt::ControlModifier); // a copy, in a section of its own
        QVERIFY2(desk.shape().startsWith(QStringLiteral("new(new) two(h|)")), qPrintable(desk.shape()));
        QVERIFY(desk.refused.isEmpty());
        QCOMPARE(desk.said.size(), 5);
    }

    void aCopyCountsThePartItIsOf() {
        Desk desk;
        CanvasOverlay overlay(&desk.desk);
        follow(overlay, desk.desk);
        const std::unique_ptr<QMimeData> mime(blockMime(canvas::load(desk.desk, "h")));
        mime->setData(QLatin1String(canvas::kPartMime), "h");
        drop(overlay, mime.get(), {100, 70}, Qt::ControlModifier);
        QCOMPARE(desk.shape(), QStringLiteral("top(h,t,b,new) two(|r) end(f)"));
        // The email moves on under what is held still: the place follows.
        QDragEnterEvent enter(QPoint(100, 30), Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::ControlModifier);
        QApplication::sendEvent(&overlay, &enter);
        QCOMPARE(overlay.dropPlace().index, 1);
        overlay.setLayoutOf(layoutOf(desk.desk.document()), {0, 25});
        QCOMPARE(overlay.dropPlace().index, 2);
        QVERIFY(!overlay.dropPlace().line.isNull());
        QDragLeaveEvent leave;
        QApplication::sendEvent(&overlay, &leave);
        QCOMPARE(desk.said.size(), 1);
    }

    void wordsAndFieldsAreFoundUnderThePointer() {
        const CanvasLayout layout = CanvasLayout::fromJson(QStringLiteral("{\"size\":[640,300],\"parts\":[[\"q\",0,0,600,100]],\"words\":[[\"q\",\"/content\",0,0,600,40],[\"q\",\"/author\",0,60,80,20],[\"q\",\"/role\",90,60,80,20],[\"z\",\"/text\",0,200,600,20]],\"fields\":[[\"first name\",10,10,50,20]]}"));
        QCOMPARE(layout.wordsAt("q", {300, 10}), std::string("/content"));
        QCOMPARE(layout.wordsAt("q", {40, 95}), std::string("/author")); // the nearest
        QCOMPARE(layout.wordsAt("q", {500, 70}), std::string("/content"));
        QCOMPARE(layout.wordsAt("x", {40, 95}), std::string());
        QCOMPARE(layout.wordsBeside("q", {}, 1), std::string("/content"));
        QCOMPARE(layout.wordsBeside("q", "/content", 1), std::string("/author"));
        QCOMPARE(layout.wordsBeside("q", "/role", 1), std::string());
        QCOMPARE(layout.wordsBeside("q", "/content", -1), std::string());
        QCOMPARE(layout.fieldAt({20, 15}), QStringLiteral("first name"));
        QVERIFY(layout.fieldAt({20, 45}).isEmpty());
        Desk desk;
        CanvasOverlay overlay(&desk.desk);
        overlay.resize(640, 300);
        overlay.setLayoutOf(layout, {0, 5});
        overlay.show();
        QHelpEvent help(QEvent::ToolTip, QPoint(20, 10), overlay.mapToGlobal(QPoint(20, 10)));
        QApplication::sendEvent(&overlay, &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("first name")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void keysDoEverything() {
        Desk desk;
        BlockCanvas canvas(&desk.desk, m_session);
        const auto press = [&](int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&canvas, Qt::Key(key), modifiers); };
        press(Qt::Key_Down);
        QCOMPARE(desk.desk.selected(), std::string("top"));
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(desk.desk.selected(), std::string("t"));
        press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.shape(), QStringLiteral("top(t,h,b) two(|r) end(f)"));
        press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(desk.shape(), QStringLiteral("top(t,new,h,b) two(|r) end(f)"));
        press(Qt::Key_Delete);
        QCOMPARE(desk.shape(), QStringLiteral("top(t,h,b) two(|r) end(f)"));
        QCOMPARE(desk.desk.selected(), std::string("h")); // its neighbour
        press(Qt::Key_Down, Qt::AltModifier);
        press(Qt::Key_Down, Qt::AltModifier); // out of its column, into the next
        QCOMPARE(desk.shape(), QStringLiteral("top(t,b) two(h|r) end(f)"));
        press(Qt::Key_Escape);
        QCOMPARE(desk.desk.selected(), std::string("c2"));
        press(Qt::Key_Escape);
        QCOMPARE(desk.desk.selected(), std::string("two"));
        press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.shape(), QStringLiteral("two(h|r) top(t,b) end(f)"));
        press(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(desk.shape(), QStringLiteral("top(t,b) end(f)"));
        // Into another email.
        Desk other;
        BlockCanvas another(&other.desk, m_session);
        other.desk.select("top");
        QTest::keyClick(&another, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(other.desk.document().sections().size(), std::size_t(4));
        // All of them stand in the list of shortcuts.
        for (const char *id : {"canvas.write", "canvas.next", "canvas.parent", "canvas.moveUp", "canvas.duplicate", "canvas.remove", "canvas.paste"})
            QVERIFY2(!Commands::instance().titleOf(QLatin1String(id)).isEmpty(), id);
        QVERIFY(Commands::instance().takenBy(QKeySequence(QStringLiteral("Alt+Up")), QStringLiteral("canvas.moveUp")).isEmpty());
    }

    void withoutABrowserTheListStandsInItsPlace() {
        if (EmailPreview::canUseWebEngine())
            QSKIP("the browser runs here");
        Desk desk;
        BlockCanvas canvas(&desk.desk, m_session);
        canvas.resize(600, 500);
        canvas.show();
        QVERIFY(part<Notice>(canvas, "canvasNotice")->isVisible());
        QVERIFY(part<QWidget>(canvas, "canvasList")->isVisible());
        QTRY_VERIFY(canvas.isSettled());
    }

    void thePictureHasChipsAndNoScripts() {
        Desk desk;
        auto document = *model::insertBlock(desk.desk.document(), "c2", 0, Json{{"kind", "html"}, {"html", "<p onclick=\"x()\">Own<script>alert(1)</script></p>{{ secret }}"}});
        const auto canvas = service::canvasHtml(*m_session, document, model::defaultBrandKit(), {{"{{ city }}", "Leeds"}});
        QVERIFY(canvas);
        for (const char *id : {"top", "h", "t", "b", "c2", "r", "f"})
            QVERIFY2(canvas->html.find("data-part=\"" + std::string(id) + '"') != std::string::npos, id);
        QVERIFY(canvas->html.find("<script") == std::string::npos && canvas->html.find("onclick") == std::string::npos);
        QVERIFY(canvas->html.find(">first name or there</span>") != std::string::npos);
        QVERIFY(canvas->html.find(">Leeds</span>") != std::string::npos);
        QVERIFY(canvas->html.find(">secret</span>") != std::string::npos);
        QCOMPARE(canvas->sections.size(), std::size_t(3));
        QVERIFY(canvas->bytes > 1000 && canvas->bytes != canvas->html.size());
    }

    void wordsAreWrittenWithoutLoss() {
        const Desk desk;
        const service::CanvasText text = service::canvasText(desk.desk.document(), model::defaultBrandKit(), "t");
        QVERIFY(text.isEditable && text.hasMarks() && text.kind == service::CanvasText::Kind::Flow);
        const auto write = [&](const char *block, const std::string &place, const std::string &html) {
            return service::withCanvasText(desk.desk.document(), model::defaultBrandKit(), block, place, html);
        };
        QCOMPARE(*write("t", text.place, text.html), desk.desk.document()); // as it was: no edit
        std::string html = text.html;
        html.insert(html.find("</p>"), "!");
        const auto next = write("t", text.place, html);
        QVERIFY(next);
        QCOMPARE(dumpJson(next->part("t")->at("content")),
                 std::string(R"([{"spans":[{"text":"One "},{"text":"two","bold":true},{"text":" "},{"liquid":"{{ city }}"},{"text":" three!"}]}])"));
        QCOMPARE(dumpJson(write("t", {}, "<table><tr><td>x</td></tr></table><img src=\"y\">")->part("t")->at("content")), std::string(R"([{"spans":[{"text":"x"}]}])"));
        QCOMPARE(write("t", "/items", "x").error().id, std::string("blocks.not_text"));
        QCOMPARE(write("two", {}, "x").error().id, std::string("blocks.not_text"));
        QCOMPARE(write("f", "/unsubscribe", "Leave").error().id, std::string("blocks.locked"));
    }

    void canvasAndSourceHaveOneHistory() {
        TemplatesPage page(m_session);
        page.resize(1100, 760);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("new"));
        part<QPushButton>(page, "gallery_empty")->click();
        QVERIFY(settle(page));
        QVERIFY(part<QPushButton>(page, "tabDesign")->isChecked());
        QVERIFY(part<QWidget>(page, "blockShelf")->isVisible() && !part<QWidget>(page, "templateList")->isVisible());
        auto *desk = page.findChild<BlockDesk *>();
        const std::size_t before = desk->document().sections().size();
        insertAtSelection(desk, QStringLiteral("Add a block"), Json{{"block", {{"kind", "heading"}, {"content", {{{"text", "On the canvas"}}}}}}});
        QCOMPARE(desk->document().sections().size(), before + 1);
        auto *source = page.findChild<SourcePanel *>();
        QVERIFY(source->email().blocks == desk->document());
        source->showView(SourcePanel::ViewBlocks);
        SourceEditor *editor = nullptr;
        for (auto *one : source->findChildren<SourceEditor *>())
            if (one->findChild<QWidget *>(QStringLiteral("blockSource")))
                editor = one;
        QVERIFY(editor);
        part<QPushButton>(page, "tabSource")->click();
        QVERIFY(editor->text().contains(QStringLiteral("On the canvas")));
        // Written in the source, it stands on the canvas.
        QString text = editor->text();
        text.replace(QStringLiteral("On the canvas"), QStringLiteral("In the source"));
        editor->setText(text);
        Q_EMIT editor->textChanged();
        QTRY_VERIFY(dumpJson(desk->document().json()).find("In the source") != std::string::npos);
        QVERIFY(settle(page));
        // Back in the one history: first the source, then the canvas.
        part<QToolButton>(page, "templateUndo")->click();
        QVERIFY(dumpJson(desk->document().json()).find("On the canvas") != std::string::npos);
        part<QToolButton>(page, "templateUndo")->click();
        QCOMPARE(desk->document().sections().size(), before);
        part<QToolButton>(page, "templateRedo")->click();
        QVERIFY(dumpJson(desk->document().json()).find("On the canvas") != std::string::npos);
        QVERIFY(settle(page));
        page.up(); // the list is one step up
        QVERIFY(part<QWidget>(page, "templateList")->isVisible());
    }
};
AUDIENCE_TEST(StudioTest)

#include "studio_test.moc"
