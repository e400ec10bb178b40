#include "ui/kit/editor_keys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QWidget>

namespace audience::ui {

namespace {

// The key that says Ctrl; on a Mac Qt means Cmd by ControlModifier, and Cmd+Tab is the system's.
#ifdef Q_OS_MACOS
constexpr Qt::KeyboardModifier kCtrl = Qt::MetaModifier;
#else
constexpr Qt::KeyboardModifier kCtrl = Qt::ControlModifier;
#endif

class WayOut final : public QObject {
    Q_OBJECT
public:
    explicit WayOut(QWidget *editor) : QObject(editor) {
        const QString keys = QKeySequence(QKeyCombination(kCtrl, Qt::Key_Tab)).toString(QKeySequence::NativeText);
        //: %1: keys
        const QString words = tr("Tab indents; %1 leaves the editor.").arg(keys);
        editor->setToolTip(words);
        editor->setAccessibleDescription(words);
        editor->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
            return false;
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool isBack = press->key() == Qt::Key_Backtab || (press->modifiers() & Qt::ShiftModifier);
        if (!(press->modifiers() & kCtrl) || (press->key() != Qt::Key_Tab && press->key() != Qt::Key_Backtab))
            return false;
        if (event->type() == QEvent::KeyPress) {
            // The window moves the keyboard on from where it is.
            QKeyEvent tab(QEvent::KeyPress, isBack ? Qt::Key_Backtab : Qt::Key_Tab, isBack ? Qt::ShiftModifier : Qt::NoModifier);
            QCoreApplication::sendEvent(static_cast<QWidget *>(watched)->window(), &tab);
        }
        event->accept();
        return true;
    }
};

} // namespace

void letTabIndent(QWidget *editor) {
    new WayOut(editor);
}

} // namespace audience::ui

#include "editor_keys.moc"
