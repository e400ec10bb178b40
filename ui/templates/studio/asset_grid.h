// The grid of the library: a tile for each picture with its name, size and whether readers can see it. Arrows move, Enter
// and a double click choose, Del removes. Main thread.
#pragma once

#include <QListView>

namespace audience::ui {

class AssetGrid final : public QListView {
    Q_OBJECT
public:
    explicit AssetGrid(QWidget *parent = nullptr);

Q_SIGNALS:
    void taken(const QModelIndex &index); // Enter, double click
    void removeWanted(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace audience::ui
