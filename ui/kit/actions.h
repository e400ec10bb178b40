// The commands of the window by name, with the keys a person may change; kept in QSettings. A page or
// the shell binds what a command does with bindCommand(); its keys work while that widget is shown.
// Main thread. It does not know what a command does.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QKeyEvent;
class QMenu;
class QUndoStack;
class QWidget;

namespace audience::ui {

struct CommandInfo {
    QString id;    // "edit.save"
    QString title; // "Save"
    QString group; // "Edit"; commands of one group stand together in the list
    QList<QKeySequence> defaults;
    // Where alone its keys are its own, as long as something there has the keyboard: "rule". "": in all of the window.
    QString place = {};
    bool isFixed = false; // the keys are told and cannot be changed
};

class Commands final : public QObject {
    Q_OBJECT
public:
    static Commands &instance();

    const QList<CommandInfo> &all() const { return m_all; }
    // What is declared already is left alone but for its words. A module declares its own before it binds them.
    void declare(const CommandInfo &command);
    void declarePage(int number, const QString &title); // "page.1", opened with Alt+1
    QString titleOf(const QString &id) const;
    QList<QKeySequence> keys(const QString &id) const;
    QString keysText(const QString &id) const; // the first keys as people read them; "" without
    bool isChanged(const QString &id) const;
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void reset(const QString &id);
    void resetAll();
    // Of a command that is told and not changed.
    bool isFixed(const QString &id) const;
    // The command of the same place that has these keys, or begins with them, other than `except`; "" when free.
    QString takenBy(const QKeySequence &keys, const QString &except) const;

Q_SIGNALS:
    void changed();

private:
    Commands();
    void declareCommon();
    QList<CommandInfo> m_all;
};

// An action of `owner` that does `act` when its keys are pressed while `owner` is shown; the command
// palette finds it there. The keys follow every change.
QAction *bindCommand(QWidget *owner, const QString &id, std::function<void()> act);
// "edit.undo" and "edit.redo" while the stack has something for them.
void bindUndo(QWidget *owner, QUndoStack *stack);
QString commandOf(const QAction *action); // its id, "" for other actions
// Whether these keys are the command's, for what has to leave them to it, e.g. a field with an undo of its own.
bool isOfCommand(const QKeyEvent *press, const char *id);
// Those buttons of a page that the top bar had no room for; one that is "absent" cannot be used now.
void addHiddenActions(QMenu *menu, const QList<QWidget *> &actions);

} // namespace audience::ui
