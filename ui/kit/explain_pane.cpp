#include "ui/kit/explain_pane.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

ExplainPane::ExplainPane(const QString &objectName, int width, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setProperty("role", QStringLiteral("paneRight"));
    setMinimumWidth(qMin(width, 220));
    resize(width, height());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    m_head = new QWidget(this);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(space::kPage, space::kMedium, space::kSmall, 0);
    head->setSpacing(space::kSmall);
    m_heading = new ElidedLabel({}, "strong", m_head);
    m_chip = makeChip({}, Tone::Neutral, m_head);
    m_close = makeTool(objectName + QStringLiteral("Close"), tr("Close this pane"), "x", m_head);
    head->addWidget(m_heading, 1);
    head->addWidget(m_chip);
    head->addWidget(m_close);
    m_chip->hide();
    m_close->hide();
    m_head->hide();
    layout->addWidget(m_head);
    auto *inside = new QWidget(this);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    column->setSpacing(space::kSmall);
    m_name = makeLabel({}, "secondary", inside);
    m_figure = makeLabel({}, "keyFigure", inside);
    m_note = makeLabel({}, "tertiary", inside);
    m_note->setWordWrap(true);
    auto *figures = makeColumn(0);
    for (QLabel *label : {m_name, m_figure, m_note}) {
        label->hide();
        figures->addWidget(label);
    }
    column->addLayout(figures);
    m_body = makeColumn();
    column->addLayout(m_body);
    column->addStretch(1);
    layout->addWidget(makeScroll(objectName + QStringLiteral("Scroll"), inside, this), 1);
    m_footRow = new QHBoxLayout;
    m_footRow->setContentsMargins(space::kPage, space::kSmall, space::kPage, space::kMedium);
    m_footRow->setSpacing(6);
    m_foot = new ElidedLabel({}, "tertiary", this);
    m_foot->hide();
    m_footRow->addWidget(m_foot, 1);
    layout->addLayout(m_footRow);
}

void ExplainPane::setHeading(const QString &heading, const QString &chip) {
    m_heading->setText(heading);
    setChip(m_chip, chip, Tone::Neutral);
    m_chip->setVisible(!chip.isEmpty());
    m_head->setVisible(!heading.isEmpty() || !m_close->isHidden());
    setAccessibleName(heading);
}

void ExplainPane::setFigure(const QString &name, const QString &figure, const QString &note) {
    m_name->setText(name);
    m_figure->setText(figure);
    m_note->setText(note);
    m_name->setVisible(!name.isEmpty());
    m_figure->setVisible(!figure.isEmpty());
    m_note->setVisible(!note.isEmpty());
    m_figure->setAccessibleName(QStringLiteral("%1 %2 %3").arg(name, figure, note).simplified());
}

QBoxLayout *ExplainPane::addSection(const QString &heading) {
    auto *section = makeColumn(6);
    section->setContentsMargins(0, space::kSmall, 0, 0);
    section->addWidget(makeLabel(heading, "strong", this));
    m_body->addLayout(section);
    return section;
}

void ExplainPane::setFoot(const QString &words, const char *iconName) {
    delete m_footIcon;
    m_footIcon = nullptr;
    if (iconName && !words.isEmpty()) {
        m_footIcon = makeIcon(iconName, Tone::Neutral, 14, this);
        m_footRow->insertWidget(0, m_footIcon);
    }
    m_foot->setText(words);
    m_foot->setVisible(!words.isEmpty());
}

void ExplainPane::showClose(bool shown) {
    m_close->setVisible(shown);
    m_head->setVisible(shown || !m_heading->text().isEmpty());
    connect(m_close, &QToolButton::clicked, this, &ExplainPane::closeWanted, Qt::UniqueConnection);
}

} // namespace audience::ui
