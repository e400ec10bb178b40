// "Works for 1,196 of 1,198 people": makes the email for everybody in the background, can be stopped, and
// lists those it fails for with the reason.
#pragma once

#include "async/latest.h"
#include "service/template_service.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace audience::ui {

class TrialPanel final : public QWidget {
    Q_OBJECT
public:
    explicit TrialPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TrialPanel() override;
    void setEmail(const model::EmailTemplate &email); // what was found out before no longer holds

Q_SIGNALS:
    void personChosen(const QString &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void act();
    void show(const service::TrialReport &report);
    std::shared_ptr<service::Session> m_session;
    model::EmailTemplate m_email;
    service::TrialReport m_report;
    enum class State { Idle, Running, Done } m_state = State::Idle;
    QPushButton *m_button;
    Latest<service::TrialReport> m_latest;
};

} // namespace audience::ui
