#include "ui/kit/actions.h"

#include "ui/kit/kept.h"

#include <QAbstractButton>
#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QUndoStack>
#include <QWidget>

#include <algorithm>

namespace audience::ui {

static QString settingOf(const QString &id) {
    return QStringLiteral("shortcuts/") + id;
}

Commands &Commands::instance() {
    static Commands commands;
    return commands;
}

Commands::Commands() {
    declareCommon();
}

void Commands::declareCommon() {
    const auto add = [this](const char *id, const QString &title, const QString &group, std::initializer_list<const char *> keys) {
        QList<QKeySequence> sequences;
        for (const char *key : keys)
            sequences << QKeySequence(QLatin1String(key), QKeySequence::PortableText);
        declare({QLatin1String(id), title, group, sequences});
    };
    const QString window = tr("Window"), edit = tr("Edit"), file = tr("Workspace");
    add("window.search", tr("Search or run a command"), window, {"Ctrl+K"});
    add("window.rail", tr("Make the rail narrow or wide"), window, {"Ctrl+B"});
    add("window.theme", tr("Switch between light and dark"), window, {"Ctrl+Shift+L"});
    add("window.settings", tr("Settings"), window, {"Ctrl+,"});
    add("window.shortcuts", tr("Shortcuts"), window, {"F1", "?"});
    add("window.close", tr("Close the window"), window, {"Ctrl+W"});
    add("page.refresh", tr("Look again"), window, {"F5"});
    add("page.up", tr("Back to the list"), window, {"Alt+Up"});
    add("edit.undo", tr("Undo"), edit, {"Ctrl+Z"});
    add("edit.redo", tr("Redo"), edit, {"Ctrl+Shift+Z", "Ctrl+Y"});
    add("edit.save", tr("Save"), edit, {"Ctrl+S"});
    add("edit.find", tr("Find on this page"), edit, {"Ctrl+F"});
    add("edit.findNext", tr("Find the next one"), edit, {"F3"});
    add("edit.findPrevious", tr("Find the one before"), edit, {"Shift+F3"});
    add("edit.goToRow", tr("Go to a row"), edit, {"Ctrl+G"});
    add("edit.run", tr("Run the query"), edit, {"Ctrl+Return", "Ctrl+Enter"});
    add("file.new", tr("New workspace"), file, {"Ctrl+Shift+N"});
    add("file.open", tr("Open a workspace"), file, {"Ctrl+O"});
    add("file.folder", tr("Show the file in its folder"), file, {});
    add("file.copy", tr("Save a copy"), file, {"Ctrl+Shift+S"});
    const QList<QKeySequence> quit = QKeySequence::keyBindings(QKeySequence::Quit); // Windows has none
    declare({QStringLiteral("file.quit"), tr("Quit"), file, quit.isEmpty() ? QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_Q)} : quit});
}

void Commands::declare(const CommandInfo &command) {
    const auto known = std::find_if(m_all.begin(), m_all.end(), [&](const CommandInfo &one) { return one.id == command.id; });
    if (known == m_all.end())
        m_all.append(command);
    else if (known->title != command.title)
        known->title = command.title;
    else
        return;
    Q_EMIT changed();
}

void Commands::declarePage(int number, const QString &title) {
    declare({QStringLiteral("page.%1").arg(number), tr("Open %1").arg(title), tr("Window"), {QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number))}});
}

QString Commands::titleOf(const QString &id) const {
    for (const CommandInfo &command : m_all)
        if (command.id == id)
            return command.title;
    return {};
}

QList<QKeySequence> Commands::keys(const QString &id) const {
    if (const QVariant kept = Kept::value(settingOf(id)); kept.isValid()) {
        QList<QKeySequence> keys;
        for (const QString &text : kept.toStringList())
            if (!text.isEmpty())
                keys << QKeySequence(text, QKeySequence::PortableText);
        return keys;
    }
    for (const CommandInfo &command : m_all)
        if (command.id == id)
            return command.defaults;
    return {};
}

QString Commands::keysText(const QString &id) const {
    const auto sequences = keys(id);
    return sequences.isEmpty() ? QString() : sequences.first().toString(QKeySequence::NativeText);
}

bool Commands::isChanged(const QString &id) const {
    return Kept::contains(settingOf(id));
}

void Commands::setKeys(const QString &id, const QList<QKeySequence> &keys) {
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts << sequence.toString(QKeySequence::PortableText);
    if (texts.isEmpty())
        texts << QString(); // an empty list would read as "never changed" on some platforms
    Kept::keep(settingOf(id), texts);
    Q_EMIT changed();
}

void Commands::reset(const QString &id) {
    Kept::forget(settingOf(id));
    Q_EMIT changed();
}

void Commands::resetAll() {
    Kept::forget(QStringLiteral("shortcuts"));
    Q_EMIT changed();
}

bool Commands::isFixed(const QString &id) const {
    return std::any_of(m_all.begin(), m_all.end(), [&](const CommandInfo &one) { return one.id == id && one.isFixed; });
}

QString Commands::takenBy(const QKeySequence &wanted, const QString &except) const {
    QString place;
    for (const CommandInfo &command : m_all)
        if (command.id == except)
            place = command.place;
    for (const CommandInfo &command : m_all) {
        if (command.id == except || command.place != place)
            continue;
        for (const QKeySequence &sequence : keys(command.id))
            if (sequence.matches(wanted) != QKeySequence::NoMatch || wanted.matches(sequence) != QKeySequence::NoMatch)
                return command.id;
    }
    return {};
}

QAction *bindCommand(QWidget *owner, const QString &id, std::function<void()> act) {
    Commands &commands = Commands::instance();
    auto *action = new QAction(commands.titleOf(id), owner);
    action->setProperty("command", id);
    action->setShortcutContext(Qt::WindowShortcut);
    const auto follow = [action, id] { action->setShortcuts(Commands::instance().keys(id)); };
    follow();
    QObject::connect(&commands, &Commands::changed, action, follow);
    QObject::connect(action, &QAction::triggered, owner, [act = std::move(act)] { act(); });
    owner->addAction(action);
    return action;
}

void bindUndo(QWidget *owner, QUndoStack *stack) {
    QAction *undo = bindCommand(owner, QStringLiteral("edit.undo"), [stack] { stack->undo(); });
    QAction *redo = bindCommand(owner, QStringLiteral("edit.redo"), [stack] { stack->redo(); });
    undo->setEnabled(stack->canUndo());
    redo->setEnabled(stack->canRedo());
    QObject::connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    QObject::connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
}

QString commandOf(const QAction *action) {
    return action->property("command").toString();
}

bool isOfCommand(const QKeyEvent *press, const char *id) {
    // Keys of the number pad are those of their names; a Mac says so of every arrow.
    const QKeyCombination pressed(press->modifiers() & ~Qt::KeypadModifier, Qt::Key(press->key()));
    return Commands::instance().keys(QLatin1String(id)).contains(QKeySequence(pressed));
}

void addHiddenActions(QMenu *menu, const QList<QWidget *> &actions) {
    for (QWidget *widget : actions) {
        auto *button = qobject_cast<QAbstractButton *>(widget);
        if (!button || button->property("absent").toBool() || button->isVisible())
            continue;
        // A button with few words or none says more to those who cannot see where it stands.
        const QString words = button->accessibleName().startsWith(button->text()) ? button->accessibleName() : button->text();
        QAction *action = menu->addAction(button->icon(), words, button, &QAbstractButton::click);
        action->setEnabled(button->isEnabled());
    }
}

} // namespace audience::ui
