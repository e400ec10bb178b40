// What the email caused: those it was meant for beside those who got nothing by lot, per person, with what can and what
// cannot be told from chance in plain words. Shows what it is given.
#pragma once

#include "service/control_result.h"

#include <QFrame>

class QBoxLayout;
class QLabel;

namespace audience::ui {

class FigureBox;
class TableModel;
class TableView;

class ControlCard final : public QFrame {
    Q_OBJECT
public:
    explicit ControlCard(QWidget *parent = nullptr);
    void show(const service::ControlResult &result);

Q_SIGNALS:
    void controlOpened(); // those who got nothing

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_row;
    QLabel *m_title, *m_words, *m_foot;
    FigureBox *m_caused, *m_orders, *m_held;
    TableModel *m_model;
    TableView *m_table;
};

} // namespace audience::ui
