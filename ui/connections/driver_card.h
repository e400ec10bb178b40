// What of ODBC this computer has, for whoever connects through it: what is missing and where it is to be had, the registered
// drivers and the data sources. Looked for in the background, each time it is asked. Main thread.
#pragma once

#include "async/latest.h"
#include "service/source_service.h"

#include <QWidget>

namespace audience::ui {

class DriverCard final : public QWidget {
    Q_OBJECT
public:
    explicit DriverCard(QWidget *parent = nullptr);
    // For SQL Server, or for any database.
    void look(bool isForSqlServer);
    void put(const warehouse::OdbcCheck &check); // what would be found; for pictures and tests

private:
    bool m_isForSqlServer = false;
    QWidget *m_rows;
    Latest<warehouse::OdbcCheck> m_looking;
};

} // namespace audience::ui
