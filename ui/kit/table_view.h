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

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace audience::ui
