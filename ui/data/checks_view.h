// What data of customers often have wrong, checked: each check with its rule in words, how many rows it
// found, an example and a way to them. A check can be turned off, and on again. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_checks.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace audience::ui {

class Notice;
class QualityView;
struct CheckWords;

class ChecksView final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksView(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setDataset(const std::string &dataset);
    void run(); // looks again
    bool isBusy() const;
    QualityView *quality() const { return m_quality; }
    const std::vector<service::DataCheck> &checks() const { return m_checks; }

Q_SIGNALS:
    void counted(int passed, int all); // all 0: nothing to check
    void checkWanted(const QString &check, const QString &column);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    void fill();
    void count();
    void addCheck(const service::DataCheck &check);
    void addFault(const service::DataCheck &check, const CheckWords &words, QBoxLayout *row, QWidget *box);
    void turn(const std::string &dataset, const service::DataCheck &check, bool isOn, bool isUndo);

    std::shared_ptr<service::Session> m_session;
    std::string m_dataset;
    std::vector<service::DataCheck> m_checks;
    bool m_isRunning = false;
    QualityView *m_quality;
    Notice *m_notice;
    QLabel *m_summary;
    QVBoxLayout *m_list;
    QWidget *m_inside;
    Latest<std::vector<service::DataCheck>> m_run;
};

} // namespace audience::ui
