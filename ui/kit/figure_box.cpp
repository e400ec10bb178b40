#include "ui/kit/figure_box.h"

#include "ui/kit/accessible.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace audience::ui {

FigureBox::FigureBox(const QString &objectName, const QString &name, Size size, QWidget *parent)
    : QWidget(parent) {
    setObjectName(objectName);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size == Size::Small ? 1 : 0);
    m_name = makeLabel(name, size == Size::Small ? "tertiary" : "secondary", this);
    m_figure = makeLabel({}, size == Size::Small ? "strong" : size == Size::Medium ? "figure" : "keyFigure", this);
    m_figure->setObjectName(objectName + QStringLiteral("Figure"));
    m_beside = makeLabel({}, "secondary", this);
    m_beside->hide();
    layout->addStretch(1);
    layout->addWidget(m_name);
    if (size == Size::Medium) {
        // Cards stand side by side and are narrow: what the figure is measured against goes below it.
        layout->addWidget(m_figure);
        layout->addWidget(m_beside);
        return;
    }
    auto *row = makeRow(6);
    row->addWidget(m_figure);
    row->addWidget(m_beside, 0, Qt::AlignBottom);
    row->addStretch(1);
    m_beside->setContentsMargins(0, 0, 0, size == Size::Large ? 5 : 3);
    layout->addLayout(row);
}

void FigureBox::setFigure(const QString &figure, const QString &beside, Tone tone) {
    m_figure->setText(figure);
    m_beside->setText(beside);
    m_beside->setVisible(!beside.isEmpty());
    m_tone = tone;
    showInk();
    setAccessibleName(QStringLiteral("%1 %2 %3").arg(m_name->text(), figure, beside).trimmed());
}

void FigureBox::setOpens(bool opens) {
    if (opens == m_opens)
        return;
    m_opens = opens;
    setFocusPolicy(opens ? Qt::TabFocus : Qt::NoFocus);
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(opens ? tr("Open to see the people.") : QString());
    setAccessibleRole(this, opens ? QAccessible::Button : QAccessible::StaticText);
    showInk();
}

// What opens something says so under the pointer, as a link does.
void FigureBox::showInk() {
    const bool isLink = m_opens && underMouse();
    const char *ink = isLink ? "accent" : m_tone == Tone::Bad ? "bad" : m_tone == Tone::Warning ? "warning" : m_tone == Tone::Good ? "good" : "";
    ui::setProperty(m_figure, "ink", QLatin1String(ink));
}

bool FigureBox::event(QEvent *event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        showInk();
    return handled;
}

void FigureBox::mouseReleaseEvent(QMouseEvent *event) {
    if (m_opens && event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT opened();
    else
        QWidget::mouseReleaseEvent(event);
}

void FigureBox::keyPressEvent(QKeyEvent *event) {
    const int key = event->key();
    if (m_opens && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space))
        Q_EMIT opened();
    else
        QWidget::keyPressEvent(event);
}

} // namespace audience::ui
