// Finding a text in all rows of the grid, and going to a row by its number: one line above the grid that comes with
// Ctrl+F or Ctrl+G and goes with Esc. Looks in the background; moves the grid's current cell. Main thread.
#pragma once

#include "async/latest.h"
#include "service/table_service.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;

namespace audience::ui {

class GridView;

class FindBar final : public QFrame {
    Q_OBJECT
public:
    FindBar(std::shared_ptr<service::Session> session, GridView *grid, QWidget *parent = nullptr);
    // What is looked through; looks again where somebody is looking.
    void setTable(const service::Table &table, const std::vector<int> &columns);
    void showFind();
    void showGoTo();
    void step(int by); // to the next (1) or previous (-1) row that was found
    void leave();
    bool isBusy() const { return m_isFinding; }

private:
    void makeParts();
    void look();
    void goTo();

    std::shared_ptr<service::Session> m_session;
    GridView *m_grid;
    service::Table m_table;
    std::vector<int> m_columns;
    std::vector<std::int64_t> m_places;
    bool m_isFinding = false;
    QLineEdit *m_find, *m_row;
    QLabel *m_found, *m_rows;
    QTimer m_later;
    Latest<std::vector<std::int64_t>> m_search;
};

} // namespace audience::ui
