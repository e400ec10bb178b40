// The line under the grid: which row of how many, in which order; how fresh the data are, or sum and mean of the
// cells that are selected. Main thread; sums in the background.
#pragma once

#include "async/latest.h"
#include "service/table_service.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace audience::ui {

class GridView;

class RowsFoot final : public QFrame {
    Q_OBJECT
public:
    RowsFoot(std::shared_ptr<service::Session> session, GridView *grid, QWidget *parent = nullptr);
    void setTable(const service::Table &table, int hiddenColumns); // null: still reading
    void describe(); // the current row or the selection changed

private:
    QString rowWords() const;
    QString sortedWords() const;
    void sumUp();

    std::shared_ptr<service::Session> m_session;
    GridView *m_grid;
    service::Table m_table;
    int m_hidden = 0;
    QLabel *m_left, *m_right;
    QTimer m_later;
    Latest<service::NumberSummary> m_sum;
};

} // namespace audience::ui
