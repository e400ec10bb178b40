#include "ui/data/data_side.h"

#include "ui/data/column_panel.h"
#include "ui/data/row_panel.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

namespace audience::ui {

DataSide::DataSide(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent) : QStackedWidget(parent) {
    setFixedWidth(Theme::instance().pixels(276));
    m_column = new ColumnPanel(session, profiles, this);
    m_row = new RowPanel(session, this);
    addWidget(m_column);
    addWidget(m_row);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_column, m_row})
        ui::setProperty(panel, "inSplit", true);
    connect(m_column, &ColumnPanel::closeWanted, this, [this] { Q_EMIT closeWanted(false); });
    connect(m_row, &RowPanel::closeWanted, this, [this] {
        turnToColumn();
        Q_EMIT closeWanted(true);
    });
    connect(m_column, &ColumnPanel::checkWanted, this, &DataSide::checkWanted);
    connect(m_column, &ColumnPanel::filterWanted, this, &DataSide::filterWanted);
    connect(m_column, &ColumnPanel::columnWanted, this, &DataSide::columnWanted);
}

void DataSide::clear() {
    turnToColumn();
    m_column->clear();
}

void DataSide::showColumn(const service::Table &table, int column) {
    m_column->showColumn(table, column);
}

void DataSide::showRow(const service::Table &table, int row) {
    setCurrentWidget(m_row);
    m_row->showRow(table, row);
}

void DataSide::turnToColumn() {
    setCurrentWidget(m_column);
}

bool DataSide::isRow() const {
    return currentWidget() == m_row;
}

bool DataSide::isBusy() const {
    return m_column->isBusy() || m_row->isBusy();
}

} // namespace audience::ui
