#include "ui/kit/figure_box.h"

#include <QHBoxLayout>
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
    m_beside = makeLabel({}, "tertiary", this);
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
    const char *ink = tone == Tone::Bad ? "bad" : tone == Tone::Warning ? "warning" : tone == Tone::Good ? "good" : "";
    ui::setProperty(m_figure, "ink", QLatin1String(ink));
    setAccessibleName(QStringLiteral("%1 %2 %3").arg(m_name->text(), figure, beside).trimmed());
}

} // namespace audience::ui
