// The one table of the window: no grid but row lines, fixed row height, keyboard first, copy as
// text.
#pragma once

#include <QTableView>

namespace audience::ui {

class TableView final : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const QString &objectName, const QString &accessibleName,
                       QWidget *parent = nullptr);
    // To the rows in sight and the header; the rest of the width goes to `wide`, -1: the last column.
    void fitColumns(int most = 260, int wide = -1);
    // The chosen rows as text with tabs; with the names of the columns on top when `withHeader`.
    QString chosenText(bool withHeader) const;
    int hoveredRow() const { return m_hovered; }
    int firstShownSection() const; // the leftmost column that is not hidden, as a visual index

Q_SIGNALS:
    void rowOpened(int row); // double click or Enter

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void setHovered(int row);
    int m_hovered = -1;
};

} // namespace audience::ui
