// The texts, links and pictures of an HTML email as a table, each to be changed in its cell: for whoever works by keys or with
// a screen reader, and where the browser cannot run. Enter writes, Escape leaves a cell as it was. Main thread.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

namespace audience::ui {

class HtmlDesk;

class HtmlPlacesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Words, Address, Columns };
    explicit HtmlPlacesModel(HtmlDesk *desk, QObject *parent = nullptr);
    int placeOf(int row) const { return m_rows.value(row).place; }
    int rowOf(int place) const; // -1: it has none

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        int place = -1, link = -1; // the link that its address is
        QString kind, words, address; // of an embedded picture what is said of it, in place of all its bytes
        bool hasWords = false, hasAddress = false, isEmbedded = false;
        friend bool operator==(const Row &, const Row &) = default;
    };
    QVector<Row> rows() const;
    void refresh();
    HtmlDesk *m_desk;
    QVector<Row> m_rows;
};

class HtmlPlacesView final : public QTableView {
    Q_OBJECT
public:
    explicit HtmlPlacesView(HtmlDesk *desk, QWidget *parent = nullptr);
    HtmlPlacesModel *places() const { return m_places; }

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    void showSelected();
    HtmlDesk *m_desk;
    HtmlPlacesModel *m_places;
};

} // namespace audience::ui
