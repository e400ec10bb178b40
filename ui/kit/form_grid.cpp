#include "ui/kit/form_grid.h"

#include "ui/kit/theme.h"

namespace audience::ui {

FormGrid::FormGrid(QWidget *parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::kPage);
    m_grid->setVerticalSpacing(space::kTiny);
    m_grid->setColumnStretch(1, 1);
}

void FormGrid::addRow(const QString &label, QWidget *field, const QString &hint) {
    auto *words = makeLabel(label, "secondary", this);
    words->setBuddy(field);
    words->setMinimumHeight(Theme::instance().controlHeight());
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    auto *below = makeLabel(hint, "tertiary", this);
    below->setWordWrap(true);
    below->setVisible(!hint.isEmpty());
    m_grid->addWidget(words, m_count, 0, Qt::AlignTop | Qt::AlignLeading);
    m_grid->addWidget(field, m_count, 1);
    m_grid->addWidget(below, m_count + 1, 1);
    m_rows.insert(field, {words, below, hint});
    m_count += 2;
}

void FormGrid::addRow(const QString &label, QLayout *fields) {
    auto *words = makeLabel(label, "secondary", this);
    words->setMinimumHeight(Theme::instance().controlHeight());
    m_grid->addWidget(words, m_count, 0, Qt::AlignTop | Qt::AlignLeading);
    m_grid->addLayout(fields, m_count, 1);
    m_count += 2;
}

void FormGrid::addWide(QWidget *widget) {
    m_grid->addWidget(widget, m_count, 0, 1, 2);
    m_count += 2;
}

void FormGrid::setFault(QWidget *field, const QString &fault) {
    const auto row = m_rows.constFind(field);
    if (row == m_rows.constEnd())
        return;
    ui::setProperty(field, "invalid", !fault.isEmpty());
    field->setAccessibleDescription(fault);
    setRole(row->hint, fault.isEmpty() ? "tertiary" : "fault");
    row->hint->setText(fault.isEmpty() ? row->words : fault);
    row->hint->setVisible(!row->hint->text().isEmpty());
}

void FormGrid::setRowVisible(QWidget *field, bool visible) {
    const auto row = m_rows.constFind(field);
    if (row == m_rows.constEnd())
        return;
    row->label->setVisible(visible);
    field->setVisible(visible);
    row->hint->setVisible(visible && !row->hint->text().isEmpty());
}

} // namespace audience::ui
