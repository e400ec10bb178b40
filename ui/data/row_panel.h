// One row as a form, at the right of the grid; for people also what they did and which emails they were to
// get. Reads in the background. Main thread.
#pragma once

#include "async/latest.h"
#include "service/person_history.h"
#include "service/table_service.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace audience::ui {

class RowPanel final : public QFrame {
    Q_OBJECT
public:
    explicit RowPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void showRow(const service::Table &table, int row);
    bool isBusy() const { return m_isReading; }
    int row() const { return m_row; }

Q_SIGNALS:
    void closeWanted();

private:
    struct Shown {
        service::RowsPage page;
        service::PersonHistory history;
    };
    void fill(const Shown &shown);
    void addField(const QString &name, const QString &value);

    std::shared_ptr<service::Session> m_session;
    service::Table m_table;
    int m_row = -1;
    bool m_isReading = false;
    QLabel *m_title, *m_note;
    QVBoxLayout *m_fields;
    QWidget *m_inside;
    Latest<Shown> m_read;
};

} // namespace audience::ui
