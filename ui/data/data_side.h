// Beside the rows: the column that is chosen, or one row in full. Main thread.
#pragma once

#include "model/segment_rule.h"
#include "service/table_service.h"

#include <QStackedWidget>

namespace audience::ui {

class ColumnPanel;
class ColumnProfiles;
class RowPanel;

class DataSide final : public QStackedWidget {
    Q_OBJECT
public:
    DataSide(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent = nullptr);
    void clear(); // another table comes
    void showColumn(const service::Table &table, int column); // behind the row, where that is open
    void showRow(const service::Table &table, int row);
    void turnToColumn();
    bool isRow() const;
    bool isBusy() const;

Q_SIGNALS:
    void closeWanted(bool isRow);
    void checkWanted(const QString &check, const QString &column);
    void filterWanted(const model::FieldTest &test);
    void columnWanted(const QString &name);

private:
    ColumnPanel *m_column;
    RowPanel *m_row;
};

} // namespace audience::ui
