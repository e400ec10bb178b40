// Monitor: what came of the emails of some days against the days before: key figures, their course, the
// way from sent to bought, when people click, the campaigns and what is worth a look. Every bar and point
// opens the people behind it; the result can be kept for others.
#pragma once

#include "async/latest.h"
#include "service/report_service.h"
#include "ui/kit/page.h"
#include "ui/monitor/monitor_board.h"

#include <QTimer>

#include <memory>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Notice;
class PeopleOpener;
class PeriodPicker;
class StateView;

class MonitorPage final : public Page {
    Q_OBJECT
public:
    explicit MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("monitor"); }
    QString title() const override { return tr("Monitor"); }
    const char *iconName() const override { return "activity"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    void open(const QString &target) override;
    void workspaceChanged() override { reload(); }
    bool isSettled() const override;
    PeopleOpener *people() { return m_people; }

private:
    QWidget *makeContent();
    void reload();
    void setActing(bool canAct);
    struct Counted {
        service::PeriodReport report;
        MonitorBoard::Reportings reportings;
    };
    static Result<Counted> count(service::Session &session, int days, const service::Period &custom, const CancelToken &cancel);
    void showReport(const service::PeriodReport &report, const MonitorBoard::Reportings &reportings);
    void showLive();

    std::shared_ptr<service::Session> m_session;
    service::PeriodReport m_report;
    int m_days = 30; // 0: the days of m_custom
    service::Period m_custom;
    bool m_isLoading = false;
    StateView *m_state;
    Notice *m_notice;
    MonitorBoard *m_board;
    QLabel *m_against, *m_live;
    PeriodPicker *m_picker;
    QPushButton *m_save;
    QString m_saved;
    PeopleOpener *m_people;
    QTimer m_clock;
    Latest<Counted> m_latest;
};

} // namespace audience::ui
