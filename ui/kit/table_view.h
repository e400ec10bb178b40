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
    void fitColumns(int most = 260); // to the rows in sight and the header

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace audience::ui
