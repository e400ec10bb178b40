// Gives the columns of a table the width there is: as much as their words need, what is left over to some, and
// where there is too little some go, the first named first. Owned by its table; main thread. Sorts nothing.
#pragma once

#include <QObject>
#include <QVector>

namespace audience::ui {

class TableView;

class ColumnFit final : public QObject {
public:
    explicit ColumnFit(TableView *view);
    // After the rows are there: which columns share what is left over, and which go where there is no room.
    void fit(const QVector<int> &grow, const QVector<int> &mayGo, const QVector<int> &hidden = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int need(int column) const;
    void arrange();

    TableView *m_view;
    QVector<int> m_needs, m_grow, m_mayGo, m_hidden;
    int m_width = -1;
};

} // namespace audience::ui
