// The data grid: cells with a current row, columns pinned at the leading side, copy as text, and the keys of
// a spreadsheet. What it shows is GridModel's; sorting and filtering are its owner's business.
#pragma once

#include "ui/data/grid_selection.h"

#include <QTableView>

namespace audience::ui {

class GridHeader;

class GridView final : public QTableView {
    Q_OBJECT
public:
    GridView(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    GridHeader *head() const { return m_head; }
    GridHeader *pinnedHead() const { return m_pinnedHead; }
    void setModel(QAbstractItemModel *model) override;
    // The first `count` columns as shown stay while the others scroll.
    void setPinned(int count);
    int pinned() const { return m_pinnedCount; }
    void setNeedle(const QString &words); // marked wherever it occurs
    QString needle() const { return m_needle; }
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    // To what the first rows and the head need.
    void fitColumn(int column);
    void fitColumn(int column, const QStringList &texts); // to these values
    void fitColumns();
    void showColumn(int column); // scrolls until it is in sight
    GridSelection selectedCells() const;

Q_SIGNALS:
    void rowWanted(int row);
    void filterWanted(int column);
    void moveWanted(int column, int by);
    void copyWanted(bool withHead);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void currentChanged(const QModelIndex &now, const QModelIndex &before) override;

private:
    void placePinned();
    int pinnedWidth() const;
    QTableView *m_pinned;
    GridHeader *m_head, *m_pinnedHead;
    int m_pinnedCount = 0;
    QString m_needle;
};

} // namespace audience::ui
