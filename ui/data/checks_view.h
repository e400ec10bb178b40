// What must hold of the rows of a dataset: the checks that are kept and suggested, and what data of customers often have wrong,
// looked for without being asked. Each with how many rows it found and a way to them. A common fault can be turned off, and on
// again. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_checks.h"

#include <QWidget>

#include <functional>

namespace audience::ui {

class CheckDesk;

class ChecksView final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksView(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setDataset(const std::string &dataset);
    bool isBusy() const;
    CheckDesk *desk() const { return m_desk; }
    const std::vector<service::DataCheck> &checks() const { return m_checks; }

Q_SIGNALS:
    void counted(int passed, int all); // all 0: nothing to check
    void checkWanted(const QString &check, const QString &column);
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    void run(); // looks again
    void show();
    void count();
    void turn(const std::string &dataset, const std::string &check, const std::string &column, bool isOn, bool isUndo);

    std::shared_ptr<service::Session> m_session;
    std::string m_dataset;
    std::vector<service::DataCheck> m_checks;
    bool m_isRunning = false;
    CheckDesk *m_desk;
    Latest<std::vector<service::DataCheck>> m_run;
};

} // namespace audience::ui
