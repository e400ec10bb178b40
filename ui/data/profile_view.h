// All columns of a dataset as small cards: type, filled, distinct, how the values are spread. Painted, so that
// two thousand columns cost no more than the dozen in sight. Main thread.
#pragma once

#include "ui/data/column_profiles.h"

#include <QAbstractListModel>
#include <QWidget>

class QListView;
class QLineEdit;
class QSortFilterProxyModel;

namespace audience::ui {

class ProfileModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ColumnRole = Qt::UserRole + 1 };
    explicit ProfileModel(ColumnProfiles *profiles, QObject *parent = nullptr);
    void setTable(const service::Table &table);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Profile profile(int column) const { return m_profiles->profile(column); }

private:
    ColumnProfiles *m_profiles;
    service::Table m_table;
};

class ProfileView final : public QWidget {
    Q_OBJECT
public:
    ProfileView(ColumnProfiles *profiles, QWidget *parent = nullptr);
    void setTable(const service::Table &table) { m_model->setTable(table); }
    ProfileModel *model() const { return m_model; }

Q_SIGNALS:
    void columnChosen(int column);
    void columnWanted(int column); // open it in the grid

private:
    ProfileModel *m_model;
    QSortFilterProxyModel *m_shown;
    QLineEdit *m_filter;
    QListView *m_list;
};

} // namespace audience::ui
