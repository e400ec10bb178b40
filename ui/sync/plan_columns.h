// The columns of a table to tick: which come over, what each is there, what it is called and becomes here. Main thread.
#pragma once

#include "service/sync_guess.h"

#include <QAbstractTableModel>

#include <vector>

namespace audience::ui {

class PlanColumns final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ThereColumn, CalledColumn, BecomesColumn, ColumnCount };
    explicit PlanColumns(QObject *parent = nullptr) : QAbstractTableModel(parent) {}
    // `plan.columns` come over as they stand; the others of the shape do not.
    void setColumns(const warehouse::TableShape &shape, const model::SyncPlan &plan);
    // In the order of the plan, with what nobody decided here left as it was.
    void writeTo(model::SyncPlan &plan) const;
    void setType(int row, const std::string &type);
    const std::string &type(int row) const { return m_rows[std::size_t(row)].column.type; }
    int taken() const;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void changed(); // by a person
    void renamed(const QString &column, const QString &name); // what a column there is called here

private:
    bool rename(const QModelIndex &index, const QString &name);
    struct Row {
        model::SyncColumn column;
        bool isTaken = true;
        bool isDecided = true; // else it is new there, and nobody said yet whether it comes over
    };
    model::SyncPlan m_begun;
    std::vector<Row> m_rows;
};

} // namespace audience::ui
