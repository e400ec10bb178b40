// Under the email: checks passed and to look at, its size, and whether it works for everybody. Main thread.
#pragma once

#include "service/template_service.h"

#include <QFrame>

#include <memory>

class QLabel;
class QPushButton;

namespace audience::ui {

class SizeMeter;
class TrialPanel;

class EmailFoot final : public QFrame {
    Q_OBJECT
public:
    explicit EmailFoot(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setEmail(const model::EmailTemplate &email);
    void showFindings(const std::vector<service::FindingView> &findings, bool isMade);
    void showSize(std::size_t bytes);
    SizeMeter *meter() { return m_size; }

Q_SIGNALS:
    void findingsWanted();
    void personChosen(const QString &key);

private:
    QLabel *m_passed;
    SizeMeter *m_size;
    QPushButton *m_toLook;
    TrialPanel *m_trial;
    std::vector<std::string> m_checks; // their ids
};

} // namespace audience::ui
