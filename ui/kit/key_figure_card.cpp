#include "ui/kit/key_figure_card.h"

#include "ui/kit/sparkline.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace audience::ui {

KeyFigureCard::KeyFigureCard(const QString &objectName, Line line, QWidget *parent) : QAbstractButton(parent) {
    setObjectName(objectName);
    setAttribute(Qt::WA_Hover);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, 10, space::kMedium, 10);
    layout->setSpacing(1);
    m_name = makeLabel({}, "secondary", this); // words of ours: never cut
    m_name->setWordWrap(true);
    m_change = makeLabel({}, "small", this);
    m_figure = makeLabel({}, "figure", this);
    m_figure->setObjectName(objectName + QStringLiteral("Figure"));
    m_note = makeLabel({}, "secondary", this);
    m_note->setWordWrap(true);
    m_line = new Sparkline(this);
    if (line == Line::Beside) {
        layout->addWidget(m_name);
        auto *middle = makeRow();
        m_line->setFixedWidth(80);
        middle->addWidget(m_figure, 1);
        middle->addWidget(m_line, 0, Qt::AlignVCenter);
        layout->addLayout(middle);
        layout->addWidget(m_change);
        layout->addWidget(m_note);
        layout->addStretch(1);
    } else {
        layout->addWidget(m_name); // six of them stand in a row: the change stands beside the figure, which is short
        auto *middle = makeRow(space::kTiny);
        middle->addWidget(m_figure, 1);
        middle->addWidget(m_change, 0, Qt::AlignVCenter);
        layout->addLayout(middle);
        layout->addWidget(m_note);
        layout->addStretch(1);
        layout->addWidget(m_line);
    }
    for (QWidget *child : findChildren<QWidget *>())
        child->setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setOpens(true);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void KeyFigureCard::setOpens(bool opens) {
    m_opens = opens;
    setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
    if (opens)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
}

void KeyFigureCard::setFigure(const KeyFigure &figure) {
    const auto inkName = [](Tone tone) {
        return tone == Tone::Bad ? "bad" : tone == Tone::Warning ? "warning" : tone == Tone::Good ? "good" : tone == Tone::Accent ? "accent" : "quiet";
    };
    m_name->setText(figure.name);
    m_change->setText(figure.change);
    m_change->setVisible(!figure.change.isEmpty());
    ui::setProperty(m_change, "ink", QLatin1String(inkName(figure.changeTone)));
    m_figure->setText(figure.figure);
    m_note->setText(figure.note);
    m_note->setVisible(!figure.note.isEmpty());
    m_line->setValues(figure.line, figure.lineWords, figure.lineTone);
    m_line->setVisible(figure.line.size() > 1);
    setAccessibleName(QStringLiteral("%1 %2").arg(figure.name, figure.figure));
    setAccessibleDescription(QStringLiteral("%1 %2 %3").arg(figure.change, figure.note, figure.lineWords).simplified());
}

void KeyFigureCard::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isHot = m_opens && (underMouse() || isDown());
    painter.setPen(isHot ? tokens().strongBorder : tokens().border);
    painter.setBrush(m_opens && isDown() ? tokens().inset : tokens().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void KeyFigureCard::keyPressEvent(QKeyEvent *event) {
    if (m_opens && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace audience::ui
