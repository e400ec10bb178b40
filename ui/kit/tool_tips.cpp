// Names of people's own making stand in tooltips as they are: a name with tags in it is shown, never rendered.
#include "ui/kit/style.h"

#include "ui/kit/in_order.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPointer>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

namespace {

constexpr int kLine = 80, kMost = 2000;

class PlainToolTips final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() != QEvent::ToolTip)
            return false;
        auto *widget = qobject_cast<QWidget *>(watched);
        if (!widget)
            return false;
        const auto *help = static_cast<QHelpEvent *>(event);
        QString words = widget->toolTip();
        if (auto *view = qobject_cast<QAbstractItemView *>(widget->parentWidget()); view && view->viewport() == widget)
            words = view->indexAt(help->pos()).data(Qt::ToolTipRole).toString();
        // Qt takes what looks like markup for markup, and breaks lines only there.
        const bool isTurned = std::any_of(words.cbegin(), words.cend(), turnsWriting);
        if (!Qt::mightBeRichText(words) && words.size() <= kLine && !isTurned)
            return false;
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(inOrder(words.left(kMost))), widget);
        return true;
    }
};

} // namespace

void installPlainToolTips() {
    static QPointer<PlainToolTips> filter;
    if (filter)
        return;
    filter = new PlainToolTips(qApp);
    qApp->installEventFilter(filter);
}

} // namespace audience::ui
