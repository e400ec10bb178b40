#include "ui/kit/split_pane.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QSplitterHandle>

namespace audience::ui {

namespace {

constexpr int kStep = 16, kLine = 1; // a line of one pixel; Qt lets more than that be grabbed

class Handle final : public QSplitterHandle {
public:
    Handle(Qt::Orientation orientation, SplitPane *pane) : QSplitterHandle(orientation, pane), m_pane(pane) {
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
        pane->setMinimumWidth(qMin(pane->minimumWidth(), 180));
        pane->setMaximumWidth(QWIDGETSIZE_MAX);
    }
    addWidget(pane);
    m_first.append(size);
    setStretchFactor(count() - 1, size == 0 ? 1 : 0);
    if (count() > 1)
        handle(count() - 1)->setAccessibleName(tr("Width of %1; arrow keys change it").arg(accessibleName));
}

void SplitPane::reset() {
    const int whole = orientation() == Qt::Horizontal ? width() : height();
    int rest = whole - handleWidth() * (count() - 1), open = 0;
    for (const int size : std::as_const(m_first)) {
        rest -= size;
        open += size == 0;
    }
    QList<int> sizes;
    for (const int size : std::as_const(m_first))
        sizes << (size == 0 ? qMax(0, rest / qMax(1, open)) : size);
    setSizes(sizes);
    keep();
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
    if (m_isKept && m_isRestored)
        QSettings().setValue(QStringLiteral("panes/") + objectName(), saveState());
}

void SplitPane::restore() {
    m_isRestored = true;
    const QByteArray kept = m_isKept ? QSettings().value(QStringLiteral("panes/") + objectName()).toByteArray() : QByteArray();
    if (kept.isEmpty() || !restoreState(kept))
        reset();
    // An older version may have kept other things with the state.
    setChildrenCollapsible(false);
    setHandleWidth(kLine);
}

void SplitPane::showEvent(QShowEvent *event) {
    QSplitter::showEvent(event);
    if (!m_isRestored)
        restore();
}

} // namespace audience::ui
