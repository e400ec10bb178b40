// What is in a source: its tables at the left, found by typing; at the right the columns of the one that is chosen, what each
// becomes here, and its keys. Asks the source in the background, once for each. Main thread.
#pragma once

#include "async/latest.h"
#include "service/source_service.h"
#include "ui/kit/widgets.h"

#include <map>
#include <memory>
#include <set>

class QLineEdit;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Card;
class ColumnFit;
class StateView;
class TableModel;
class TableView;

class SourceBrowser final : public QWidget {
    Q_OBJECT
public:
    explicit SourceBrowser(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void show(const std::string &connection); // asks, where it is another one or nothing is known yet
    void reload();
    void forget();
    // Tables that come over already, by "schema.table".
    void setTaken(const std::set<std::string> &taken);
    bool isSettled() const { return m_busy == 0; }
    // What the source would say; for pictures and tests.
    void put(const std::vector<warehouse::TableInfo> &tables);
    void put(const warehouse::TableShape &shape);

Q_SIGNALS:
    void bringOver(const QString &schema, const QString &table);

private:
    QWidget *makeTables();
    QWidget *makeColumns();
    void fill();
    void choose(int row);
    void showShape();
    void refreshButton();

    std::shared_ptr<service::Session> m_session;
    std::string m_connection;
    std::vector<warehouse::TableInfo> m_tables;
    std::vector<std::size_t> m_shown; // rows of the list
    std::set<std::string> m_taken;
    std::optional<warehouse::TableName> m_chosen;
    std::map<std::string, warehouse::TableShape> m_shapes; // by "schema.table"
    int m_busy = 0;
    Card *m_card;
    StateView *m_state, *m_columnsState;
    QLineEdit *m_filter;
    TableModel *m_tableModel, *m_columnModel;
    TableView *m_tableView, *m_columnView;
    ColumnFit *m_tableFit, *m_columnFit;
    QLabel *m_name, *m_keys;
    QPushButton *m_bring;
    Latest<std::vector<warehouse::TableInfo>> m_listing;
    Latest<warehouse::TableShape> m_looking;
};

} // namespace audience::ui
