// Campaigns: the list, the composer of a draft, the page of a send. Drafts are saved while they are
// written; the send is a job, watched twice a second; what is scheduled is started here when its time comes.
#pragma once

#include "async/latest.h"
#include "service/campaign_service.h"
#include "service/draft_service.h"
#include "service/pressure_map.h"
#include "service/sending_way.h"
#include "service/side_by_side.h"
#include "ui/campaigns/calendar_view.h"
#include "ui/campaigns/campaign_list.h"
#include "ui/campaigns/composer_view.h"
#include "ui/campaigns/sending_view.h"
#include "ui/kit/page.h"

#include <QPointer>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>

class QStackedWidget;
class QToolButton;

namespace audience::ui {

class DraftKeeper;
class HandoverPanel;
class Job;
class Jobs;
class MemberOpener;
class PeopleOpener;
class RecoveredBar;
class ReportMenu;
class SegmentedControl;
class StalePanel;
class StateView;

class CampaignsPage final : public Page {
    Q_OBJECT
public:
    CampaignsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    ~CampaignsPage() override;

    QString key() const override { return QStringLiteral("campaigns"); }
    QString title() const override { return tr("Campaigns"); }
    const char *iconName() const override { return "send"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    // A campaign's id, "list", "calendar", "<id>/<filter of its log>", "new", "new:segment=<id>", "new:template=<id>"
    void open(const QString &target) override;
    void up() override;
    void workspaceChanged() override;
    QString place() const override;
    bool isSettled() const override;

private:
    struct Everything {
        std::vector<service::CampaignView> campaigns;
        ComposerView::Choices choices;
        service::SendingMachine machine;
        Instant now;
        bool needsApproval = false;
        QHash<qint64, CalendarView::Coming> starts; // to come, of what is scheduled
    };
    struct Watched {
        service::CampaignView campaign;
        service::CampaignStatus status;
        service::SendingWork work = service::SendingWork::Elsewhere;
        int takeBack = 0; // seconds
        service::SendingWay way = service::SendingWay::Practice;
        service::SendingMachine machine;
        service::SleepRisk sleep = service::SleepRisk::Low;
    };
    enum class View { List, Empty, Composer, Sending, Calendar };
    enum class Question { None, Send, Handover };

    void makeActions();
    void connectComposer();
    void connectSending();
    View view() const;
    void go(View view);
    void say(const Error &error);

    // The list
    void reload();
    void showAll(Everything all);
    void askFigures();
    void show(const service::CampaignView &campaign);
    void addNew(SegmentId segment, TemplateId email);
    void copyCurrent();
    void removeOne(CampaignId id);
    void archive(bool isArchived);
    void noteSoon(const model::Campaign &campaign); // what people write on what is not a draft any more
    void saveNotes();
    void endWriting(); // what stands in a field is taken before another campaign is shown
    struct Noting {
        CampaignId id;
        std::function<void(model::Campaign &)> change; // of what is there when it is written
        QString done;                                  // said with `undo`, where there is one
        std::function<void()> undo;
    };
    void keepNotes(Noting noting);
    void keepNext();
    void leaveNotes();
    service::CampaignView withNotes(service::CampaignView seen) const; // those on their way as well

    // The calendar
    struct Counted {
        std::shared_ptr<const service::PressureMap> map;
        bool isPractice = false;
    };
    void begin(); // once its views are there
    void makeCalendar();
    View overview() const; // what stands above a campaign
    void countPressure();
    void moveTo(const service::CampaignView &campaign, const QDate &day);
    void restart(CampaignId id, Instant to, Instant undo); // scheduled for another time; undo 0: there is no way back

    // A draft
    void saveSoon();
    void saveDraft();
    void leave(); // the open draft: what waits is saved, whatever is shown next
    void takeDraft(const service::Draft &draft);
    void saved(const service::CampaignView &campaign);
    void saveFailed(const Error &error, const model::Campaign &mine);
    void showStale(const service::CampaignView &theirs, const model::Campaign &mine);
    void check();
    enum class Approval { Ask, Approve, Withdraw };
    void approve(); // or asks for it: whoever wrote it cannot approve it
    void withdrawApproval();
    void decideApproval(CampaignId id, Approval what, std::int64_t revision);
    bool isMine() const; // this person wrote what it sends
    void refreshApproval();
    void send(bool isConfirmed);
    void takeBack(); // the send that is shown, or its start to come
    void unschedule(CampaignId id, bool isOut = false);
    void showPlanned();
    void makeHandover();
    void openHandover();
    void askTest();
    void sendTest(const QString &address);
    void openReason(const QString &reason);
    void openLeft(const QStringList &reasons, const QString &title);

    // A send
    void startRun(const service::CampaignView &campaign, bool isQuiet = false);
    void startDue();
    void showProgress();
    void goOn(const std::vector<service::CampaignView> &left);
    void watch(); // a send, from now on
    void poll();
    void showReport();
    void steer(const std::function<Result<void>(service::CampaignService &, CampaignId)> &what, const QString &done);
    void stop();
    void settle(qint64 message, bool wasSent);
    void exportLog();
    void reportMenu();
    void resendMenu();
    void resend(service::CampaignService::ResendTo to);
    void refreshActions();
    void keepKeyboard(const QWidget *had); // where a button that had it went
    bool isTakenUpSoon() const;            // nobody sends it at this moment, and this window is about to
    PeopleLog::Source logOf(CampaignId id) const;

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::shared_ptr<service::SideBySide> m_sends; // of this window
    std::vector<service::CampaignView> m_campaigns;
    ComposerView::Choices m_choices;
    service::SendingMachine m_machine;
    service::CampaignView m_current;
    Readiness m_readiness;
    std::map<std::int64_t, QPointer<Job>> m_running; // campaigns that a job of this window sends
    int m_ends = 0;                                  // how many of them have ended so far
    std::set<std::int64_t> m_failed;  // that did not go: tried again on a person's word only
    service::SendingWork m_work = service::SendingWork::Elsewhere; // on the send that is shown, besides ours
    CampaignId m_watching;            // asked for and not answered yet
    QString m_wanted, m_wantedFilter, m_lookedFor;
    Question m_question = Question::None;
    bool m_needsApproval = false;
    bool m_isLoading = false, m_isChecking = false, m_isSaving = false, m_isAsking = false, m_saveAgain = false, m_isStale = false, m_isStartingDue = false;
    bool m_sendWanted = false; // said while what was written was still being saved
    std::map<std::string, std::int64_t> m_factsShown; // in the report on the page
    CampaignId m_factsOf;
    bool m_isReporting = false, m_isTesting = false;
    bool m_canTakeBack = false; // not one email of the send that is shown is out
    QStackedWidget *m_stack;
    CampaignList *m_list;
    StateView *m_listState; // the list, or why it is not there
    ComposerView *m_composer;
    SendingView *m_sending;
    CalendarView *m_calendar;
    SegmentedControl *m_overview;
    std::shared_ptr<const service::PressureMap> m_pressure;
    QHash<qint64, CalendarView::Coming> m_starts;
    bool m_isCounting = false;
    StalePanel *m_stale;
    RecoveredBar *m_recovered;
    QFrame *m_handoverCard;
    HandoverPanel *m_handover;
    DraftKeeper *m_keeper = nullptr; // there once the page is whole
    ReportMenu *m_reports;
    QLabel *m_state;
    MemberOpener *m_members; // the people behind a bar of the composer
    PeopleOpener *m_behind; // the people behind a figure of a send
    QPushButton *m_new, *m_test, *m_send, *m_approve, *m_return, *m_unschedule, *m_pause, *m_resume, *m_stop, *m_report;
    QPushButton *m_again;
    QToolButton *m_undo, *m_redo, *m_copy, *m_archive, *m_remove;
    QTimer m_saveSoon, m_poll, m_due, m_noteSoon, m_keepSoon;
    std::optional<Noting> m_noted; // waits for m_noteSoon
    std::deque<Noting> m_notings;  // being written, the first of them now
    Latest<Everything> m_everything;
    Latest<QHash<qint64, CampaignList::Figures>> m_figures;
    Latest<Readiness> m_ready;
    Latest<Watched> m_watched;
    struct Reported {
        service::CampaignReport report;
        service::ClickMap clicks;
    };
    Latest<Reported> m_reported;
    Latest<CampaignList::Earned> m_earned;
    Latest<Counted> m_counted;
    service::CampaignView m_theirs; // of a save that came too late
    int m_leaving = 0;              // saves of drafts that are not open any more
};

} // namespace audience::ui
