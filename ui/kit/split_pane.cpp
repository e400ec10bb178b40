#include "ui/kit/split_pane.h"

#include "ui/kit/accessible.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSplitterHandle>

namespace audience::ui {

namespace {

constexpr int kStep = 16, kLine = 1; // a line of one pixel; Qt lets more than that be grabbed

class Handle final : public QSplitterHandle {
public:
    Handle(Qt::Orientation orientation, SplitPane *pane) : QSplitterHandle(orientation, pane), m_pane(pane) {
        setAccessibleRole(this, QAccessible::Separator);
        setFocusPolicy(Qt::TabFocus);
        setProperty("ownFocus", true);
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        const bool isHot = hasFocus() || underMouse();
        painter.fillRect(rect(), isHot ? tokens().accent : tokens().border);
    }
    void keyPressEvent(QKeyEvent *event) override {
        const bool isFlat = orientation() == Qt::Horizontal;
        const int index = splitter()->indexOf(this);
        const int ahead = isFlat && layoutDirection() == Qt::RightToLeft ? -kStep : kStep;
        if (event->key() == (isFlat ? Qt::Key_Left : Qt::Key_Up))
            m_pane->moveLine(index, -ahead);
        else if (event->key() == (isFlat ? Qt::Key_Right : Qt::Key_Down))
            m_pane->moveLine(index, ahead);
        else if (event->key() == Qt::Key_Home)
            m_pane->reset();
        else
            QSplitterHandle::keyPressEvent(event);
    }
    void mouseDoubleClickEvent(QMouseEvent *) override { m_pane->reset(); }
    void focusInEvent(QFocusEvent *) override { update(); }
    void focusOutEvent(QFocusEvent *) override { update(); }

private:
    SplitPane *m_pane;
};

} // namespace

SplitPane::SplitPane(const QString &objectName, Qt::Orientation orientation, bool kept, QWidget *parent) : QSplitter(orientation, parent), m_isKept(kept) {
    setObjectName(objectName);
    setChildrenCollapsible(false);
    setHandleWidth(kLine);
    connect(this, &QSplitter::splitterMoved, this, &SplitPane::keep);
}

QSplitterHandle *SplitPane::createHandle() {
    return new Handle(orientation(), this);
}

void SplitPane::addPane(QWidget *pane, int size, const QString &accessibleName) {
    // The line between the panes is the splitter's, and its width is the person's.
    ui::setProperty(pane, "inSplit", true);
    if (pane->minimumWidth() == pane->maximumWidth()) {
        pane->setMinimumWidth(pane->minimumWidth() * 3 / 4);
        pane->setMaximumWidth(QWIDGETSIZE_MAX);
    }
    addWidget(pane);
    m_first.insert(pane, size);
    pane->setProperty("paneWidth", size); // what it holds may ask for more
    setStretchFactor(count() - 1, size == 0 ? 1 : 0);
    const QString named = size == 0 ? m_named : accessibleName; // the one whose width it is
    if (count() > 1) {
        handle(count() - 1)->setObjectName(objectName() + QStringLiteral("Line%1").arg(count() - 1));
        handle(count() - 1)->setAccessibleName(tr("Width of %1; arrow keys change it").arg(named));
    }
    m_named = accessibleName;
    if (m_isRestored)
        restore();
}

void SplitPane::setStandard(QWidget *pane, int size) {
    if (m_first.value(pane) == size)
        return;
    m_first.insert(pane, size);
    pane->setProperty("paneWidth", size);
    settle();
}

void SplitPane::settle() {
    if (!m_isOwn && m_isRestored)
        apply();
}

void SplitPane::reset() {
    m_isOwn = false;
    apply();
    if (m_isKept)
        Kept::forget(QStringLiteral("panes/") + objectName());
}

void SplitPane::apply() {
    const int whole = orientation() == Qt::Horizontal ? width() : height();
    int rest = whole, open = 0, seen = 0;
    for (int i = 0; i < count(); ++i) {
        if (widget(i)->isHidden())
            continue; // it takes no room now, and its width when it is back
        const int size = m_first.value(widget(i));
        rest -= size + (seen++ > 0 ? handleWidth() : 0);
        open += size == 0;
    }
    QList<int> sizes;
    for (int i = 0; i < count(); ++i) {
        const int size = m_first.value(widget(i));
        sizes << (size == 0 ? qMax(0, rest / qMax(1, open)) : size);
    }
    setSizes(sizes);
}

void SplitPane::moveLine(int index, int by) {
    QList<int> now = sizes();
    if (index < 1 || index >= now.size())
        return;
    by = qBound(widget(index - 1)->minimumSizeHint().width() - now[index - 1], by, now[index]);
    now[index - 1] += by;
    now[index] -= by;
    setSizes(now);
    keep();
}

void SplitPane::keep() {
    m_isOwn = true;
    if (m_isKept && m_isRestored)
        Kept::keep(QStringLiteral("panes/") + objectName(), saveState());
}

void SplitPane::restore() {
    m_isRestored = true;
    const QByteArray kept = m_isKept ? Kept::value(QStringLiteral("panes/") + objectName()).toByteArray() : QByteArray();
    m_isOwn = !kept.isEmpty() && restoreState(kept);
    if (!m_isOwn)
        apply();
    // An older version may have kept other things with the state.
    setChildrenCollapsible(false);
    setHandleWidth(kLine);
}

void SplitPane::showEvent(QShowEvent *event) {
    QSplitter::showEvent(event);
    if (!m_isRestored)
        restore();
}

void SplitPane::resizeEvent(QResizeEvent *event) {
    QSplitter::resizeEvent(event);
    if (m_isRestored && !m_isOwn)
        apply();
}

} // namespace audience::ui
