// The one table of the window: no grid but row lines, fixed row height, keyboard first, copy as
// text in the background. Where rows cannot be read it says why in their place.
#pragma once

#include "async/latest.h"
#include "ui/kit/table_model.h"

#include <QTableView>

namespace audience::ui {

class TableView final : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const QString &objectName, const QString &accessibleName,
                       QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    // To the rows in sight and the header; the rest of the width goes to `wide`, -1: the last column.
    void fitColumns(int most = 260, int wide = -1);
    // The chosen rows to the clipboard as text with tabs, as far as it takes them; with the names of the columns on
    // top when `withHeader`.
    void copyChosen(bool withHeader);
    bool isCopying() const { return m_isCopying; }
    int hoveredRow() const { return m_hovered; }
    int firstShownSection() const; // the leftmost column that is not hidden, as a visual index

Q_SIGNALS:
    void rowOpened(int row); // double click or Enter
    void copied(const QString &words); // said by the page where nobody listens

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void setHovered(int row);
    void say(const QString &words);
    Latest<TableModel::Text> m_copy;
    bool m_isCopying = false;
    int m_hovered = -1;
};

} // namespace audience::ui
