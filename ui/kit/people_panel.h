// The people behind a figure: a panel that slides in over the end of a page, with how many there are, a
// windowed table and what can be done with it. Esc or a click beside it closes it and gives the keyboard
// back. It knows nothing of where the rows come from.
#pragma once

#include "ui/kit/table_model.h"

#include <QPointer>

class QLabel;
class QPushButton;

namespace audience::ui {

class TableView;

class PeoplePanel final : public QWidget {
    Q_OBJECT
public:
    struct Content {
        QString title, note; // "Clicked", "412 emails to 398 people"
        QVector<TableColumn> columns;
        qint64 rows = 0;
        TableModel::Fetch fetch;
    };
    // Covers `page`; hidden until there is something to show.
    explicit PeoplePanel(QWidget *page);
    void openWaiting(const QString &title); // at once, while it is being counted
    void fill(const Content &content);
    void say(const QString &words); // instead of rows: what went wrong, or that it was saved
    void setCampaign(const QString &words); // of the button that opens the log; "" = none
    void close();
    bool isOpen() const { return isVisible(); }
    TableModel *model() { return m_model; }

Q_SIGNALS:
    void exportWanted();
    void campaignWanted();
    void segmentWanted(); // of those who are shown
    void rowActivated(int row);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void copyAll();
    QFrame *m_sheet;
    QLabel *m_title, *m_note, *m_said;
    QPushButton *m_copy, *m_export, *m_segment, *m_campaign;
    TableModel *m_model;
    TableView *m_table;
    QWidget *m_nobody; // in the place of the table, where there is nobody
    QWidget *m_shut;
    QPointer<QWidget> m_before; // who had the keyboard
    qint64 m_rows = 0;
};

} // namespace audience::ui
