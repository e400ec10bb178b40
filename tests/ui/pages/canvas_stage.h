// A canvas in a browser with an owner that keeps the undo, in a window that has the keyboard; and an email with a block of each
// kind that has words.
#pragma once

#ifndef Q_MOC_RUN // which cannot read raw strings
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/canvas_edits.h"
#include "ui/templates/studio/canvas_overlay.h"
#include "ui/templates/studio/canvas_view.h"
#endif
#include "studio_owner.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineScript>

#ifndef Q_MOC_RUN
namespace audience::test {

// A raw text a line, since moc reads none that go on.
inline constexpr const char *kKinds =
    R"({"audience_blocks":1,"page":{},"sections":[{"id":"s","columns":[{"id":"c","blocks":[)"
    R"({"id":"h","kind":"heading","content":[{"text":"Hello "},{"liquid":"{{ first_name }}"}]},)"
    R"({"id":"t","kind":"text","content":[{"spans":[{"text":"Words"}]}]},)"
    R"({"id":"b","kind":"button","text":"Go","href":"https:\/\/example.org"},)"
    R"({"id":"l","kind":"list","marks":"check","items":[[{"text":"One"}],[{"text":"two","bold":true}]]},)"
    R"({"id":"n","kind":"list","marks":"number","items":[[{"text":"First"}]]},)"
    R"({"id":"q","kind":"quote","content":[{"spans":[{"text":"So good"}]}],"author":"Ann","role":"Buyer"},)"
    R"({"id":"p","kind":"products","columns":2,"items":[{"title":"Tea","text":"Green","price":"1.00","button":"Buy","href":"https:\/\/example.org"},{"title":"Cup"}]},)"
    R"({"id":"f","kind":"footer","content":[{"spans":[{"text":"Why"}]}],"address":"1 Quay","unsubscribe":"Leave"}]}]}]})";

inline model::BlockDocument documentOf(const char *json) {
    model::Findings findings;
    return *model::blockDocumentFromJson(*parseJson(json), findings);
}

class Stage {
public:
    Stage(const model::BlockDocument &document, const std::shared_ptr<service::Session> &session, int tall = 700) : owner(document), canvas(&owner.desk, session) {
        QObject::connect(&canvas, &BlockCanvas::undoWanted, &owner.undo, &QUndoStack::undo);
        QObject::connect(&canvas, &BlockCanvas::redoWanted, &owner.undo, &QUndoStack::redo);
        canvas.setGeometry(20, 20, 760, tall);
        canvas.show();
    }
    bool isThere(const char *part) {
        if (!QTest::qWaitFor([&] { return canvas.isSettled() && !rect(part).isNull(); }, 20'000))
            return false;
        canvas.window()->activateWindow(); // once it is there: without a window manager nobody does it later
        return QTest::qWaitForWindowActive(canvas.window());
    }
    QRectF rect(const std::string &part) { return canvas.view()->places().rectOf(part); }
    QPoint at(const std::string &part, double down = 0.5) { // on the overlay
        const QRectF shown = canvas.overlay()->shownRect(part);
        return QPointF(shown.center().x(), shown.top() + shown.height() * down).toPoint();
    }
    QVariant run(const QString &script) {
        QVariant answer;
        bool isDone = false;
        canvas.view()->page()->runJavaScript(script, QWebEngineScript::ApplicationWorld, [&](const QVariant &value) {
            answer = value;
            isDone = true;
        });
        (void)QTest::qWaitFor([&] { return isDone; });
        return answer;
    }
    // Writes at a place, with the caret behind what stands there.
    bool write(const char *part, const char *place = "") {
        canvas.write(part, {}, place);
        return canvas.isWriting() && QTest::qWaitFor([&] { return run(QStringLiteral("document.hasFocus() && document.activeElement.hasAttribute('data-editing')")).toBool(); });
    }
    static QWidget *keyboard() { return QApplication::focusWidget(); }
    std::string value(const char *part, const char *place) const {
        const Json *block = owner.desk.document().part(part);
        const Json::json_pointer pointer{std::string(place)};
        return block && block->contains(pointer) ? dumpJson(block->at(pointer)) : std::string();
    }
    bool comesTo(const char *part, const char *place, const char *wanted) {
        return QTest::qWaitFor([&] { return value(part, place) == wanted; }) || (qWarning("%s%s is %s", part, place, value(part, place).c_str()), false);
    }
    void paste(const char *html, const char *text) {
        auto *mime = new QMimeData;
        if (*html)
            mime->setHtml(QString::fromUtf8(html));
        mime->setText(QString::fromUtf8(text));
        QApplication::clipboard()->setMimeData(mime);
        QTest::keyClick(keyboard(), Qt::Key_V, Qt::ControlModifier);
    }
    // As the system does while something is dragged.
    template <class Event> bool drag(const QMimeData &mime, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        Event one(to, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, modifiers);
        QApplication::sendEvent(canvas.overlay(), &one);
        return one.isAccepted();
    }
    void drop(const QMimeData &mime, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QVERIFY(drag<QDragEnterEvent>(mime, to, modifiers));
        QVERIFY(drag<QDragMoveEvent>(mime, to, modifiers));
        QVERIFY(drag<QDropEvent>(mime, to, modifiers));
    }
    std::unique_ptr<QMimeData> carried(const char *part) {
        std::unique_ptr<QMimeData> mime(blockMime(canvas::load(owner.desk, part)));
        mime->setData(QLatin1String(canvas::kPartMime), part);
        return mime;
    }
    // The kinds of the blocks in their order.
    QString kinds() const {
        QStringList all;
        for (const Json &section : owner.desk.document().sections())
            for (const Json &column : section.at("columns"))
                for (const Json &block : column.at("blocks"))
                    all << toQString(jsonText(block, "kind"));
        return all.join(QLatin1Char(' '));
    }

    Owner owner;
    BlockCanvas canvas;
};

} // namespace audience::test
#endif
