#include "ui/window/layout_check.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionButton>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QTextDocument>
#include <QToolButton>

namespace audience::test {

namespace {

constexpr int kTolerance = 2; // rounding at odd scales

QString wayTo(const QWidget *widget) {
    QStringList names;
    for (const QWidget *one = widget; one && !one->isWindow(); one = one->parentWidget()) {
        const QString name = one->objectName();
        if (one == widget || (!name.isEmpty() && !name.startsWith(QLatin1String("qt_"))))
            names.prepend(name.isEmpty() ? QLatin1String(one->metaObject()->className()) : name);
    }
    return names.mid(names.size() - qMin<qsizetype>(names.size(), 5)).join(QLatin1String(" > "));
}

QString fault(const char *what, const QWidget *widget, const QString &text, const QString &measure) {
    return QStringLiteral("%1: \"%2\" (%3) in %4").arg(QLatin1String(what), text.left(60), measure, wayTo(widget));
}

QString widthLike(int needs, int has) {
    return QStringLiteral("needs %1, has %2").arg(needs).arg(has);
}

QString plain(const QString &text) {
    if (!Qt::mightBeRichText(text))
        return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

void checkLabel(const QLabel *label, QStringList &faults) {
    if (label->text().isEmpty() || !label->pixmap(Qt::ReturnByValue).isNull())
        return;
    const QSize has = label->size();
    if (label->wordWrap()) {
        const int needs = label->heightForWidth(has.width());
        if (needs > has.height() + kTolerance)
            faults << fault("cut off below", label, label->text(), widthLike(needs, has.height()));
        const QFontMetrics metrics(label->font());
        const int room = label->contentsRect().width() - 2 * label->margin();
        static const QRegularExpression breaks(QStringLiteral("[\\s\\x{200B}]"));
        for (const QString &word : plain(label->text()).split(breaks))
            if (metrics.horizontalAdvance(word) > room + kTolerance) {
                faults << fault("a word is wider than its place", label, word, widthLike(metrics.horizontalAdvance(word), room));
                break;
            }
        return;
    }
    const QSize needs = label->sizeHint();
    if (needs.width() > has.width() + kTolerance)
        faults << fault("cut off", label, label->text(), widthLike(needs.width(), has.width()));
    else if (needs.height() > has.height() + kTolerance)
        faults << fault("cut off below", label, label->text(), widthLike(needs.height(), has.height()));
}

void checkButton(const QPushButton *button, QStringList &faults) {
    if (button->text().isEmpty())
        return;
    QStyleOptionButton option;
    option.initFrom(button);
    option.text = button->text();
    option.icon = button->icon();
    option.iconSize = button->iconSize();
    const QRect room = button->style()->subElementRect(QStyle::SE_PushButtonContents, &option, button);
    const QSize text = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
    const int needs = text.width() + (button->icon().isNull() ? 0 : button->iconSize().width() + 4);
    if (needs > room.width() + kTolerance)
        faults << fault("cut off", button, button->text(), widthLike(needs, room.width()));
    else if (text.height() > button->height() + kTolerance)
        faults << fault("cut off below", button, button->text(), widthLike(text.height(), button->height()));
}

void checkCombo(const QComboBox *combo, QStringList &faults) {
    QStyleOptionComboBox option;
    option.initFrom(combo);
    const int room = combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo).width();
    const int needs = combo->fontMetrics().horizontalAdvance(combo->currentText());
    if (needs > room + kTolerance)
        faults << fault("cut off", combo, combo->currentText(), widthLike(needs, room));
}

// A figure that is cut is another figure. Words may end in dots: the column can be made wider.
void checkFigures(const QTableView *table, QStringList &faults) {
    const QAbstractItemModel *model = table->model();
    if (!model)
        return;
    const int first = qMax(0, table->rowAt(0)), last = table->rowAt(table->viewport()->height() - 1);
    for (int column = 0; column < qMin(model->columnCount(), 40); ++column) {
        if (table->isColumnHidden(column) || table->columnViewportPosition(column) >= table->viewport()->width())
            continue;
        for (int row = first; row <= (last < 0 ? qMin(model->rowCount(), first + 40) - 1 : last); ++row) {
            const QModelIndex index = model->index(row, column);
            const QString text = index.data().toString();
            const int needs = table->fontMetrics().horizontalAdvance(text), has = table->columnWidth(column);
            if ((index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) && needs > has) {
                faults << fault("a figure is cut off", table, text, widthLike(needs, has));
                break;
            }
        }
    }
}

// What a person has in sight of it; a part that is scrolled away is not cut off.
bool isInSight(const QWidget *widget) {
    return widget->isVisible() && !widget->visibleRegion().isEmpty();
}

// Somewhere in what a bar moves from side to side.
bool isScrolled(const QWidget *widget) {
    for (const QWidget *one = widget->parentWidget(); one && !one->isWindow(); one = one->parentWidget())
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(one); area && area->horizontalScrollBar()->maximum() > 0 && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff)
            return true;
    return false;
}

bool isInsideScroll(const QWidget *widget) {
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr);
    return area && area->viewport() == widget->parentWidget();
}

} // namespace

QStringList clippedTexts(const QWidget &window) {
    QStringList faults;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!isInSight(widget))
            continue;
        if (widget->property("elides").toBool()) {
            // It shortens what it paints; then the whole has to be somewhere.
            if (widget->accessibleName().isEmpty() && widget->toolTip().isEmpty() && !qobject_cast<const QLabel *>(widget))
                faults << fault("shortens without a name", widget, {}, {});
            continue;
        }
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            checkLabel(label, faults);
        else if (const auto *button = qobject_cast<const QPushButton *>(widget))
            checkButton(button, faults);
        else if (const auto *combo = qobject_cast<const QComboBox *>(widget))
            checkCombo(combo, faults);
        else if (const auto *table = qobject_cast<const QTableView *>(widget))
            checkFigures(table, faults);
        else if (const auto *tool = qobject_cast<const QToolButton *>(widget)) {
            if (!tool->text().isEmpty() && tool->toolButtonStyle() != Qt::ToolButtonIconOnly && tool->sizeHint().width() > tool->width() + kTolerance)
                faults << fault("cut off", tool, tool->text(), widthLike(tool->sizeHint().width(), tool->width()));
        }
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (text.endsWith(QChar(0x2026)) && widget->toolTip().isEmpty() && widget->accessibleName().isEmpty())
            faults << fault("shortened, and nowhere whole", widget, text, QStringLiteral("no tooltip"));
    }
    return faults;
}

QStringList brokenLayouts(const QWidget &window) {
    QStringList faults;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!isInSight(widget))
            continue;
        // The parent may itself reach out of the window.
        const QRect inWindow(widget->mapTo(&window, QPoint()), widget->size());
        if (widget->window() == &window && (inWindow.left() < -kTolerance || inWindow.right() > window.width() + kTolerance) && !isScrolled(widget))
            faults << fault("reaches out of the window", widget, widget->accessibleName(), QStringLiteral("%1 to %2 of %3").arg(inWindow.left()).arg(inWindow.right()).arg(window.width()));
        const QWidget *parent = widget->parentWidget();
        if (parent && !isInsideScroll(widget) && parent->layout() && parent->layout()->indexOf(const_cast<QWidget *>(widget)) >= 0) {
            const QRect room = parent->rect().adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance);
            if (!room.contains(widget->geometry()))
                faults << fault("sticks out", widget, widget->accessibleName(), widthLike(widget->geometry().right(), parent->width()));
        }
        QList<const QWidget *> parts;
        for (int i = 0; widget->layout() && i < widget->layout()->count(); ++i)
            if (const QWidget *part = widget->layout()->itemAt(i)->widget(); part && part->isVisible())
                parts << part;
        for (int i = 0; i < parts.size(); ++i)
            for (int k = i + 1; k < parts.size(); ++k) {
                const QRect common = parts[i]->geometry() & parts[k]->geometry();
                if (common.width() > kTolerance && common.height() > kTolerance && !widget->layout()->inherits("QStackedLayout"))
                    faults << fault("overlap", parts[i], parts[i]->accessibleName(), QStringLiteral("with %1").arg(wayTo(parts[k])));
            }
    }
    return faults;
}

} // namespace audience::test
