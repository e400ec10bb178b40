#include "ui/kit/focus_order.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QSet>
#include <QSplitter>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace audience::ui {

namespace {

constexpr int kRoom = 16; // above and below what has the keyboard

class Walk {
public:
    QList<QWidget *> passed; // all that is shown

    void enter(QWidget *widget) {
        if (widget->isHidden() || m_seen.contains(widget))
            return;
        m_seen.insert(widget);
        passed << widget;
        if (QLayout *layout = widget->layout())
            enter(layout);
        if (const auto *splitter = qobject_cast<QSplitter *>(widget))
            for (int i = 0; i < splitter->count(); ++i) {
                enter(splitter->handle(i));
                enter(splitter->widget(i));
            }
        for (QWidget *child : besideLayouts(widget))
            enter(child);
    }

private:
    void enter(QLayout *layout) {
        QList<std::pair<std::pair<int, int>, QLayoutItem *>> items;
        const auto *grid = qobject_cast<QGridLayout *>(layout);
        for (int i = 0; i < layout->count(); ++i) {
            int row = i, column = 0, rows = 0, columns = 0;
            if (grid)
                grid->getItemPosition(i, &row, &column, &rows, &columns);
            items.append({{row, column}, layout->itemAt(i)});
        }
        std::stable_sort(items.begin(), items.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[place, item] : std::as_const(items))
            if (QWidget *widget = item->widget())
                enter(widget);
            else if (QLayout *inner = item->layout())
                enter(inner);
    }
    // What no layout placed: from the top, then from where a line begins.
    static QList<QWidget *> besideLayouts(const QWidget *widget) {
        QList<QWidget *> children;
        for (QObject *child : widget->children())
            if (auto *one = qobject_cast<QWidget *>(child); one && !one->isWindow())
                children << one;
        const bool isMirrored = widget->layoutDirection() == Qt::RightToLeft;
        const auto place = [&](const QWidget *one) { return std::pair(one->y(), isMirrored ? -one->geometry().right() : one->x()); };
        std::stable_sort(children.begin(), children.end(), [&](const QWidget *a, const QWidget *b) { return place(a) < place(b); });
        return children;
    }
    QSet<QWidget *> m_seen;
};

// A scroll area brings into sight what the keyboard goes to within it, not what it comes to from outside.
void bringIntoSight(QWidget *widget) {
    for (QWidget *around = widget->parentWidget(); around; around = around->parentWidget())
        if (auto *scroll = qobject_cast<QScrollArea *>(around))
            scroll->ensureWidgetVisible(widget, 0, kRoom);
}

} // namespace

bool moveFocus(QWidget *window, bool forward) {
    Walk walk;
    walk.enter(window);
    const qsizetype count = walk.passed.size();
    const qsizetype from = qMax<qsizetype>(0, walk.passed.indexOf(window->focusWidget())); // else the window itself: it begins
    for (qsizetype step = 1; step <= count; ++step) {
        QWidget *one = walk.passed[(from + (forward ? step : count - step)) % count];
        if (one->focusProxy() || (one->focusPolicy() & Qt::TabFocus) != Qt::TabFocus || !one->isEnabled() || !one->isVisible())
            continue;
        one->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        bringIntoSight(one);
        return true;
    }
    return false;
}

} // namespace audience::ui
