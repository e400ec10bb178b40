// The list of checks: arrows choose, Enter shows the rows at fault or keeps what is suggested, Space turns between stopping and
// warning, Delete takes one away. The mouse does the same on the words at the right of a row. Main thread.
#pragma once

#include "ui/checks/check_model.h"

#include <QListView>

namespace audience::ui {

class CheckList final : public QListView {
    Q_OBJECT
public:
    CheckList(CheckModel *model, const QString &objectName, QWidget *parent = nullptr);
    const CheckItem *current() const;
    void choose(int row);

Q_SIGNALS:
    void chosen(); // another one, or none, is current
    void opened();
    void turned();
    void removed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &now, const QModelIndex &before) override;

private:
    CheckModel *m_model;
};

} // namespace audience::ui
