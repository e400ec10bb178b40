#include "ui/window/hand.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollArea>
#include <QTest>

namespace audience::test {

namespace {

bool fault(const QString &words) {
    QTest::qFail(qPrintable(words), __FILE__, __LINE__);
    return false;
}

} // namespace

bool Hand::canBePressed(const QWidget *widget) {
    return widget && widget->isVisible() && widget->isEnabled();
}

Hand::Hand(QWidget *window) : m_window(window) {
    qApp->installEventFilter(this);
}

Hand::~Hand() {
    qApp->removeEventFilter(this);
}

// The first time an event of a press is seen; on its way to the parents it passes here again.
bool Hand::eventFilter(QObject *watched, QEvent *event) {
    if (!m_isCounted && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        m_isCounted = true;
        ++(event->type() == QEvent::MouseButtonPress ? m_clicks : m_keys);
    }
    return QObject::eventFilter(watched, event);
}

QWidget *Hand::place() const {
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    return m_window;
}

QWidget *Hand::find(const char *name) const {
    QWidget *first = nullptr;
    for (QWidget *found : place()->findChildren<QWidget *>(QLatin1String(name))) {
        if (canBePressed(found))
            return found;
        first = first ? first : found;
    }
    return first;
}

QWidget *Hand::keyboard() const {
    QWidget *popup = QApplication::activePopupWidget();
    if (popup)
        return popup->focusWidget() ? popup->focusWidget() : popup;
    return QApplication::focusWidget() ? QApplication::focusWidget() : place();
}

bool Hand::bringIntoSight(QWidget *widget) {
    for (QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(parent))
            area->ensureWidgetVisible(widget); // what a turn of the wheel does
    QCoreApplication::processEvents();
    return !widget->visibleRegion().isEmpty();
}

bool Hand::click(QWidget *widget, QPoint at) {
    if (!canBePressed(widget) || !bringIntoSight(widget))
        return fault(QStringLiteral("%1 cannot be pressed").arg(widget ? widget->objectName() : QStringLiteral("what is not there")));
    const QWidget *top = widget->window();
    const QWidget *hit = top->childAt(widget->mapTo(top, at));
    if (hit && hit != widget && !widget->isAncestorOf(hit) && !hit->testAttribute(Qt::WA_TransparentForMouseEvents))
        return fault(QStringLiteral("%1 covers %2").arg(hit->objectName().isEmpty() ? QLatin1String(hit->metaObject()->className()) : hit->objectName(), widget->objectName()));
    m_isCounted = false;
    QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    m_isCounted = true;
    QCoreApplication::processEvents();
    return true;
}

// A person waits for what is not there yet.
bool Hand::click(const char *name) {
    if (!waitFor(name))
        return false;
    QWidget *widget = find(name);
    return click(widget, widget->rect().center());
}

bool Hand::waitFor(const char *name, int milliseconds) {
    return QTest::qWaitFor([&] { return canBePressed(find(name)); }, milliseconds) || fault(QStringLiteral("%1 did not become ready").arg(QLatin1String(name)));
}

bool Hand::clickIn(QAbstractItemView *view, const QString &text) {
    const auto shows = [&] {
        const QAbstractItemModel *model = view->model();
        for (const bool isWhole : {true, false}) // "age" before "language"
            for (int row = 0; row < qMin(model->rowCount(), 300); ++row)
                for (int column = 0; column < qMin(model->columnCount(), 12); ++column)
                    if (const QString shown = model->index(row, column).data().toString(); isWhole ? shown == text : shown.contains(text))
                        return model->index(row, column);
        return QModelIndex();
    };
    if (!QTest::qWaitFor([&] { return shows().isValid(); }, 10'000))
        return fault(QStringLiteral("%1 does not show \"%2\"").arg(view->objectName(), text));
    const QModelIndex index = shows();
    view->scrollTo(index);
    QCoreApplication::processEvents();
    return click(view->viewport(), view->visualRect(index).center());
}

bool Hand::clickRow(const char *name, const QString &text) {
    auto *view = waitFor(name) ? qobject_cast<QAbstractItemView *>(find(name)) : nullptr;
    return view ? clickIn(view, text) : fault(QStringLiteral("there is no list %1").arg(QLatin1String(name)));
}

bool Hand::pick(const QString &text) {
    QWidget *popup = nullptr;
    if (!QTest::qWaitFor([&] { return (popup = QApplication::activePopupWidget()) != nullptr; }, 5'000))
        return fault(QStringLiteral("no list popped up to pick \"%1\"").arg(text));
    if (auto *menu = qobject_cast<QMenu *>(popup)) {
        for (QAction *action : menu->actions())
            if (action->text().remove(QLatin1Char('&')) == text && action->isEnabled())
                return click(menu, menu->actionGeometry(action).center());
        return fault(QStringLiteral("the menu has no \"%1\"").arg(text));
    }
    auto *list = popup->findChild<QListWidget *>();
    return list ? clickIn(list, text) : fault(QStringLiteral("nothing to pick \"%1\" from").arg(text));
}

bool Hand::press(int key, Qt::KeyboardModifiers with) {
    m_isCounted = false;
    QTest::keyClick(keyboard(), Qt::Key(key), with);
    m_isCounted = true;
    QCoreApplication::processEvents();
    return true;
}

bool Hand::type(const QString &text) {
    for (const QChar letter : text) {
        m_isCounted = false;
        QTest::keyClicks(keyboard(), QString(letter));
        m_isCounted = true;
    }
    QCoreApplication::processEvents();
    return true;
}

bool Hand::replace(const char *field, const QString &text) {
    return click(field) && press(Qt::Key_A, Qt::ControlModifier) && type(text);
}

bool Hand::chooseFile(const QString &path) {
    if (!QTest::qWaitFor([&] { return qobject_cast<QFileDialog *>(QApplication::activeModalWidget()) != nullptr; }, 5'000))
        return fault(QStringLiteral("no file dialog opened"));
    auto *edit = QApplication::activeModalWidget()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    if (!edit)
        return fault(QStringLiteral("the file dialog has no place for a name"));
    edit->setFocus(); // where it stands when the dialog opens
    edit->selectAll();
    return type(path) && press(Qt::Key_Return);
}

} // namespace audience::test
