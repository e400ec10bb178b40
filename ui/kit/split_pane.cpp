#include "ui/kit/split_pane.h"

#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QSplitterHandle>

namespace audience::ui {

namespace {

constexpr int kStep = 16;

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
        const int thick = isHot ? 2 : 1;
        const QRect line = orientation() == Qt::Horizontal ? QRect((width() - thick) / 2, 0, thick, height()) : QRect(0, (height() - thick) / 2, width(), thick);
        painter.fillRect(line, isHot ? tokens().accent : tokens().border);
    }
    void keyPressEvent(QKeyEvent *event) override {
        const bool isFlat = orientation() == Qt::Horizontal;
        const int index = splitter()->indexOf(this), place = isFlat ? x() : y();
        if (event->key() == (isFlat ? Qt::Key_Left : Qt::Key_Up))
            moveSplitter(closestLegalPosition(place - kStep));
        else if (event->key() == (isFlat ? Qt::Key_Right : Qt::Key_Down))
            moveSplitter(closestLegalPosition(place + kStep));
        else if (event->key() == Qt::Key_Home && index > 0)
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
    setHandleWidth(7);
    connect(this, &QSplitter::splitterMoved, this, &SplitPane::keep);
}

QSplitterHandle *SplitPane::createHandle() {
    return new Handle(orientation(), this);
}

void SplitPane::addPane(QWidget *pane, int size, const QString &accessibleName) {
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
    setHandleWidth(7);
}

void SplitPane::showEvent(QShowEvent *event) {
    QSplitter::showEvent(event);
    if (!m_isRestored)
        restore();
}

} // namespace audience::ui
