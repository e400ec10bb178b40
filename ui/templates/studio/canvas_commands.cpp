// The commands of the canvas and what they do.
#include "model/block_document.h"
#include "ui/kit/actions.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/canvas_edits.h"
#include "ui/templates/studio/canvas_overlay.h"
#include "ui/templates/studio/canvas_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace audience::ui {

void declareCanvasCommands() {
    struct Command {
        const char *id;
        QString title;
        QList<QKeySequence> keys;
    };
    const auto keys = [](std::initializer_list<const char *> all) {
        QList<QKeySequence> list;
        for (const char *one : all)
            list << QKeySequence(QLatin1String(one), QKeySequence::PortableText);
        return list;
    };
    const QList<Command> commands{{"canvas.write", BlockCanvas::tr("Write in the block"), keys({"Return", "Enter", "F2"})},
                                  {"canvas.next", BlockCanvas::tr("Select the next part"), keys({"Down", "Right"})},
                                  {"canvas.previous", BlockCanvas::tr("Select the part before"), keys({"Up", "Left"})},
                                  {"canvas.parent", BlockCanvas::tr("Select what it stands in"), keys({"Escape"})},
                                  {"canvas.moveUp", BlockCanvas::tr("Move the part up"), keys({"Alt+Up"})},
                                  {"canvas.moveDown", BlockCanvas::tr("Move the part down"), keys({"Alt+Down"})},
                                  {"canvas.duplicate", BlockCanvas::tr("Duplicate the part"), keys({"Ctrl+D"})},
                                  {"canvas.remove", BlockCanvas::tr("Remove the part"), keys({"Del", "Backspace"})},
                                  {"canvas.copy", BlockCanvas::tr("Copy the part"), keys({"Ctrl+C"})},
                                  {"canvas.cut", BlockCanvas::tr("Cut the part"), keys({"Ctrl+X"})},
                                  {"canvas.paste", BlockCanvas::tr("Paste a part"), keys({"Ctrl+V"})}};
    for (const Command &command : commands)
        Commands::instance().declare({QLatin1String(command.id), command.title, BlockCanvas::tr("Email on the canvas"), command.keys, QStringLiteral("canvas")});
}

void BlockCanvas::makeActs() {
    declareCanvasCommands();
    const auto add = [this](const char *id, std::function<void()> act) {
        m_acts.append({QLatin1String(id), act});
        // For the list of commands; the keys come here only while the canvas has them, so that none is taken from a field.
        bindCommand(this, QLatin1String(id), std::move(act))->setShortcutContext(Qt::WidgetShortcut);
    };
    add("canvas.write", [this] { write(m_desk->selected()); });
    add("canvas.next", [this] { canvas::step(m_desk, 1); });
    add("canvas.previous", [this] { canvas::step(m_desk, -1); });
    add("canvas.parent", [this] { canvas::selectParent(m_desk); });
    add("canvas.moveUp", [this] { canvas::move(m_desk, -1); });
    add("canvas.moveDown", [this] { canvas::move(m_desk, 1); });
    add("canvas.duplicate", [this] { canvas::duplicate(m_desk); });
    add("canvas.remove", [this] { canvas::remove(m_desk); });
    add("canvas.copy", [this] { copy(false); });
    add("canvas.cut", [this] { copy(true); });
    add("canvas.paste", [this] { paste(); });
}

// The keys of the canvas are its own while it has the keyboard, also where the window has a command with the same.
bool BlockCanvas::event(QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride && hasFocus())
        for (const Act &act : std::as_const(m_acts))
            if (isOfCommand(static_cast<QKeyEvent *>(event), act.id.toLatin1().constData())) {
                event->accept();
                return true;
            }
    return QWidget::event(event);
}

void BlockCanvas::keyPressEvent(QKeyEvent *event) {
    for (const Act &act : std::as_const(m_acts))
        if (isOfCommand(event, act.id.toLatin1().constData())) {
            // With nothing selected there is nothing to leave: the window takes the key.
            if (act.id == QLatin1String("canvas.parent") && m_desk->selected().empty())
                break;
            return act.act();
        }
    QWidget::keyPressEvent(event);
}

bool BlockCanvas::focusNextPrevChild(bool next) {
    if (m_list || !hasFocus() || !canvas::canStep(*m_desk, next ? 1 : -1)) // the list has the focus for it
        return QWidget::focusNextPrevChild(next);
    canvas::step(m_desk, next ? 1 : -1);
    return true;
}

void BlockCanvas::copy(bool thenRemove) {
    const Json load = canvas::load(*m_desk, m_desk->selected());
    if (load.empty())
        return;
    QApplication::clipboard()->setMimeData(blockMime(load));
    if (thenRemove)
        canvas::remove(m_desk);
}

void BlockCanvas::paste() {
    const QMimeData *mime = QApplication::clipboard()->mimeData();
    if (const Json load = blockOf(mime); !load.empty())
        return insertAtSelection(m_desk, tr("Paste a part"), load);
    DropPlace end;
    end.isValid = end.makesSection = true;
    end.index = int(m_desk->document().sections().size());
    if (const QStringList pictures = picturesOf(mime); !pictures.isEmpty())
        addPictures(pictures, end);
}

void BlockCanvas::showMenu(const QPoint &global) {
    QMenu menu(this);
    const bool isPart = canvas::isPart(*m_desk, m_desk->selected());
    for (const Act &act : std::as_const(m_acts)) {
        if (act.id == QLatin1String("canvas.next") || act.id == QLatin1String("canvas.previous"))
            continue;
        QAction *action = menu.addAction(Commands::instance().titleOf(act.id), this, act.act);
        action->setShortcut(Commands::instance().keys(act.id).value(0));
        action->setEnabled(isPart || act.id == QLatin1String("canvas.paste"));
        if (act.id == QLatin1String("canvas.write"))
            action->setVisible(isPart && canBeWritten());
        if (act.id == QLatin1String("canvas.paste"))
            action->setEnabled(!blockOf(QApplication::clipboard()->mimeData()).empty());
    }
    menu.exec(global);
}

} // namespace audience::ui
