#include "ui/campaigns/campaigns_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/campaigns/calendar_view.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/actions.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/handover_panel.h"
#include "ui/kit/jobs.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/state_view.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/people/member_opener.h"
#include "ui/people/people_opener.h"
#include "ui/text/sentences.h"

#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

static constexpr int kNotesSoon = 600; // after the last letter
static constexpr int kKeepSoon = 50;   // while something else is being saved

using model::CampaignState;
using service::CampaignService;
using service::CampaignView;

// Everything before the first email: shown in the composer.
static bool isAhead(const CampaignView &campaign) { return campaign.startedAt.micros == 0; }

CampaignsPage::CampaignsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_sends(std::make_shared<service::SideBySide>(m_session)), m_everything(this), m_figures(this), m_ready(this), m_watched(this), m_reported(this), m_earned(this), m_counted(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_list = new CampaignList(m_stack);
    connect(m_list, &CampaignList::opened, this, [this](qint64 id) { open(QString::number(id)); });
    m_listState = new StateView(QStringLiteral("campaignListState"), m_list, m_stack);
    m_listState->showLoading(tr("Reading the campaigns…"));
    connect(m_listState, &StateView::actionWanted, this, &CampaignsPage::reload);
    m_stack->addWidget(m_listState);
    auto *empty = new EmptyState(QStringLiteral("send"), tr("No campaigns yet"),
                                 tr("A campaign brings one email to the people of a segment. You see how many it reaches before anything goes, and you can practise first."),
                                 tr("New campaign"), m_stack);
    connect(empty->button(), &QPushButton::clicked, this, [this] { addNew({}, {}); });
    m_stack->addWidget(empty);
    inTurn([this] {
        m_composer = new ComposerView(m_stack);
        m_stack->addWidget(m_composer);
    });
    inTurn([this] {
        m_sending = new SendingView(m_stack);
        m_stack->addWidget(m_sending);
    });
    inTurn([this] { begin(); });
}

void CampaignsPage::begin() {
    makeCalendar();
    m_members = new MemberOpener(m_session, this);
    makeActions();
    connectComposer();
    connectSending();
    m_noteSoon.setSingleShot(true);
    m_noteSoon.setInterval(kNotesSoon);
    connect(&m_noteSoon, &QTimer::timeout, this, &CampaignsPage::saveNotes);
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(kKeepSoon);
    connect(&m_keepSoon, &QTimer::timeout, this, &CampaignsPage::keepNext);
    connect(m_composer, &ComposerView::aboutEdited, this, &CampaignsPage::noteSoon);
    connect(m_sending, &SendingView::aboutEdited, this, &CampaignsPage::noteSoon);
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(250);
    connect(&m_saveSoon, &QTimer::timeout, this, &CampaignsPage::saveDraft);
    connect(&m_poll, &QTimer::timeout, this, &CampaignsPage::poll);
    m_due.setInterval(5'000);
    connect(&m_due, &QTimer::timeout, this, &CampaignsPage::startDue);
    m_due.start();
    refreshActions(); // what there is nothing to do with is not offered while the list is read
    reload();
}

CampaignsPage::~CampaignsPage() {
    if (!m_keeper)
        return; // it was never whole
    delete std::exchange(m_keeper, nullptr); // the draft is on disk before it is saved
    leave();
    leaveNotes();
    m_composer->undoStack().disconnect(this);
}

void CampaignsPage::makeActions() {
    m_state = makeChip({});
    m_state->setParent(this);
    m_state->setObjectName(QStringLiteral("campaignState"));
    m_state->hide();
    m_new = makeButton(QStringLiteral("campaignNew"), tr("New campaign"), "primary", "plus", this);
    m_test = makeButton(QStringLiteral("campaignTest"), tr("Test to me"), "", "mail", this);
    m_send = makeButton(QStringLiteral("campaignSend"), tr("Send"), "primary", "send", this);
    m_approve = makeButton(QStringLiteral("campaignApprove"), tr("Approve"), "", "user-check", this);
    m_return = makeButton(QStringLiteral("campaignReturn"), tr("Send back"), "", "undo-2", this);
    m_unschedule = makeButton(QStringLiteral("campaignUnschedule"), tr("Take it back"), "", "undo-2", this);
    m_pause = makeButton(QStringLiteral("campaignPause"), tr("Pause"), "primary", "pause", this);
    m_resume = makeButton(QStringLiteral("campaignResume"), tr("Go on sending"), "primary", "play", this);
    m_stop = makeButton(QStringLiteral("campaignStop"), tr("Stop"), "danger", nullptr, this);
    m_report = makeButton(QStringLiteral("campaignReport"), tr("Report"), "primary", "file-text", this);
    m_again = makeButton(QStringLiteral("campaignAgain"), tr("Send again"), "", "repeat", this);
    m_undo = makeTool(QStringLiteral("campaignUndo"), tr("Undo"), "undo-2", this);
    m_redo = makeTool(QStringLiteral("campaignRedo"), tr("Redo"), "redo-2", this);
    m_copy = makeTool(QStringLiteral("campaignCopy"), tr("Make a copy"), "copy", this);
    m_archive = makeTool(QStringLiteral("campaignArchive"), tr("Archive: out of the list"), "archive", this);
    m_archive->setCheckable(true);
    m_remove = makeTool(QStringLiteral("campaignRemove"), tr("Remove this campaign"), "trash-2", this);
    for (QWidget *action : actions())
        action->hide();
    auto &stack = m_composer->undoStack();
    connect(m_undo, &QToolButton::clicked, &stack, &QUndoStack::undo);
    connect(m_redo, &QToolButton::clicked, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &CampaignsPage::refreshActions);
    bindUndo(m_composer, &stack);
    connect(m_new, &QPushButton::clicked, this, [this] { addNew({}, {}); });
    connect(m_test, &QPushButton::clicked, this, &CampaignsPage::askTest);
    connect(m_send, &QPushButton::clicked, this, [this] { send(false); });
    connect(m_approve, &QPushButton::clicked, this, &CampaignsPage::approve);
    connect(m_return, &QPushButton::clicked, this, &CampaignsPage::withdrawApproval);
    connect(m_unschedule, &QPushButton::clicked, this, &CampaignsPage::takeBack);
    connect(m_copy, &QToolButton::clicked, this, &CampaignsPage::copyCurrent);
    connect(m_archive, &QToolButton::clicked, this, [this](bool isOn) { archive(isOn); });
    connect(m_remove, &QToolButton::clicked, this, [this] { removeOne(m_current.id); });
    connect(m_report, &QPushButton::clicked, this, &CampaignsPage::reportMenu);
    connect(m_again, &QPushButton::clicked, this, &CampaignsPage::resendMenu);
    connect(m_pause, &QPushButton::clicked, this,
            [this] { steer([](CampaignService &campaigns, CampaignId id) { return campaigns.pause(id); }, tr("Paused. Nobody else gets it until you go on.")); });
    connect(m_stop, &QPushButton::clicked, m_sending, &SendingView::askToStop);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_current.state == CampaignState::Sending)
            startRun(m_current); // left over from a window that was closed while sending
        else
            steer([](CampaignService &campaigns, CampaignId id) { return campaigns.resume(id); }, tr("Sending goes on"));
    });
}

CampaignsPage::View CampaignsPage::overview() const { return m_campaigns.empty() ? View::Empty : m_overview->current() == 1 ? View::Calendar : View::List; }

CampaignsPage::View CampaignsPage::view() const { return static_cast<View>(m_stack->currentIndex()); }

void CampaignsPage::go(View view) {
    m_stack->setCurrentIndex(int(view));
    m_question = Question::None;
}

bool CampaignsPage::isSettled() const {
    return !m_isLoading && !m_isCounting && !m_isChecking && !m_isSaving && m_leaving == 0 && !m_isAsking && !m_isReporting && !m_isTesting && m_members->isSettled() && m_handover->isSettled() && !m_saveSoon.isActive() && !m_noted && m_notings.empty() && m_sending->isSettled() && m_behind->isSettled();
}

QString CampaignsPage::heading() const {
    if (!m_current.id.isValid())
        return title();
    const std::string &name = view() == View::Composer ? m_composer->campaign().name : m_current.campaign.name;
    return name.empty() ? tr("New campaign") : toQString(name);
}

QList<QWidget *> CampaignsPage::stateChips() { return {m_state}; }

QList<QWidget *> CampaignsPage::actions() {
    return {m_overview, m_new, m_undo, m_redo, m_copy, m_archive, m_remove, m_test, m_return, m_approve, m_unschedule, m_stop, m_pause, m_resume, m_send, m_again, m_report};
}

QList<PaletteEntry> CampaignsPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("New campaign"), tr("command"), key(), QStringLiteral("new")}};
    if (!m_campaigns.empty())
        entries.append({tr("Calendar of sends"), tr("command"), key(), QStringLiteral("calendar")});
    for (const CampaignView &campaign : m_campaigns)
        entries.append({toQString(campaign.campaign.name), tr("campaign"), key(), QString::number(campaign.id.value)});
    return entries;
}

void CampaignsPage::say(const Error &error) {
    const QString words = sentence(error);
    m_sendWanted = false;
    m_question = Question::None;
    if (view() == View::Composer)
        m_composer->say(Tone::Bad, words, {});
    else if (view() == View::Sending)
        m_sending->say(Tone::Bad, words, {});
    else
        (view() == View::Calendar ? m_calendar->notice() : m_list->notice())->say(Tone::Bad, words, {});
}

void CampaignsPage::workspaceChanged() { reload(); }

QString CampaignsPage::place() const {
    const bool isInside = view() == View::Composer || view() == View::Sending;
    if (view() == View::Calendar)
        return QStringLiteral("calendar");
    return isInside && m_current.id.isValid() ? QString::number(m_current.id.value) : QString();
}

void CampaignsPage::open(const QString &target) {
    if (target.isEmpty())
        return;
    if (m_isLoading) {
        m_wanted = target;
        return;
    }
    if (target == QLatin1String("calendar") || target == QLatin1String("list")) {
        m_overview->setCurrent(target == QLatin1String("calendar") ? 1 : 0);
        return up();
    }
    if (target == QLatin1String("new") || target.startsWith(QLatin1String("new:"))) {
        const QString what = target.section(QLatin1Char(':'), 1), id = what.section(QLatin1Char('='), 1);
        const bool isSegment = what.startsWith(QLatin1String("segment")), isEmail = what.startsWith(QLatin1String("template"));
        return addNew(isSegment ? SegmentId{id.toLongLong()} : SegmentId{}, isEmail ? TemplateId{id.toLongLong()} : TemplateId{});
    }
    const QString id = target.section(QLatin1Char('/'), 0, 0);
    m_wantedFilter = target.section(QLatin1Char('/'), 1);
    for (const CampaignView &campaign : m_campaigns)
        if (QString::number(campaign.id.value) == id) {
            m_lookedFor.clear();
            return show(campaign);
        }
    // Made elsewhere since the last look: looked for once more.
    if (std::exchange(m_lookedFor, target) == target)
        return;
    m_wanted = target;
    reload();
}

void CampaignsPage::up() {
    endWriting();
    leave();
    m_current = {};
    m_sendWanted = false;
    m_poll.stop();
    go(overview());
    refreshActions();
    reload();
}

void CampaignsPage::show(const CampaignView &campaign) {
    if (!(campaign.id == m_current.id)) {
        endWriting();
        leave();
        m_handoverCard->hide();
    }
    m_current = campaign;
    m_readiness = {};
    m_work = service::SendingWork::Elsewhere;
    m_canTakeBack = false;
    m_sendWanted = false;
    m_isStale = false;
    m_stale->hide();
    m_recovered->hide();
    if (isAhead(campaign)) {
        m_poll.stop();
        m_composer->clearNotice();
        m_composer->show(campaign);
        m_composer->setLocked(!campaign.campaign.armedAt.empty());
        go(View::Composer);
        m_keeper->open(campaign.id.value, campaign.revision);
        check();
    } else {
        m_sending->clearNotice();
        go(View::Sending);
        m_factsOf = {};
        watch();
    }
    refreshActions();
}

void CampaignsPage::refreshActions() {
    const bool draft = view() == View::Composer, sending = view() == View::Sending;
    const CampaignState state = m_current.state;
    const bool isArmed = draft && !m_current.campaign.armedAt.empty(), isMissed = isArmed && state == CampaignState::Paused;
    const bool ours = m_running.count(m_current.id.value) > 0;
    const bool isSending = sending && state == CampaignState::Sending, isTakenUp = isTakenUpSoon();
    const bool isSeries = sending && state == CampaignState::Scheduled && !m_canTakeBack; // it has run before and does again
    const bool isGoing = isSending && !m_canTakeBack && (ours || m_work == service::SendingWork::Elsewhere);
    const bool isHeld = (isSending && !isGoing && !m_canTakeBack) || (sending && (state == CampaignState::Paused || state == CampaignState::Blocked));
    const auto offer = [](QWidget *action, bool isThere) { action->setProperty("absent", !isThere); };
    const bool isOurs = !m_machine.isHandedOver; // else it is steered where it is sent
    auto &stack = m_composer->undoStack();
    const bool isOverview = view() == View::List || view() == View::Calendar;
    offer(m_overview, isOverview);
    offer(m_new, isOverview);
    offer(m_undo, draft && !isArmed);
    offer(m_redo, draft && !isArmed);
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    offer(m_copy, draft || sending);
    offer(m_remove, draft && !isArmed);
    const bool isOver = sending && (state == CampaignState::Finished || state == CampaignState::Stopped);
    offer(m_archive, isOver || m_current.campaign.isArchived);
    m_archive->setChecked(m_current.campaign.isArchived);
    m_archive->setToolTip(m_current.campaign.isArchived ? tr("Archived. Back to the list") : tr("Archive: out of the list"));
    m_archive->setAccessibleName(m_archive->toolTip());
    refreshApproval();
    offer(m_unschedule, isOurs && (isArmed || isSeries || (sending && m_canTakeBack)));
    m_unschedule->setText(isMissed ? tr("Choose another time") : isSeries ? tr("End the series") : tr("Take it back"));
    m_unschedule->setAccessibleName(m_unschedule->text());
    offer(m_test, draft);
    offer(m_send, draft && !isArmed);
    offer(m_pause, isOurs && isGoing);
    offer(m_resume, isOurs && (isHeld || isMissed));
    m_resume->setText(isMissed ? tr("Start it now") : tr("Go on sending"));
    m_resume->setAccessibleName(m_resume->text());
    offer(m_stop, isOurs && sending && !m_canTakeBack && (state == CampaignState::Sending || state == CampaignState::Paused || state == CampaignState::Blocked));
    offer(m_again, sending && (state == CampaignState::Finished || state == CampaignState::Stopped));
    offer(m_report, sending && (state == CampaignState::Finished || state == CampaignState::Stopped));
    if (draft) {
        const model::Campaign &campaign = m_composer->campaign();
        const int people = m_readiness.count ? int(m_readiness.count->reachable) : -1;
        const bool isPractice = campaign.connection == model::kPracticeConnection, isLater = campaign.startAt.micros != 0;
        m_send->setText(isLater      ? tr("Send %1").arg(startWords(campaign.startAt, toQString(campaign.startZone), m_session->workspace().clock().now()))
                        : people < 0 ? tr("Send")
                        : isPractice ? tr("Practise with %Ln people", nullptr, people)
                                     : tr("Send to %Ln people", nullptr, people));
        m_send->setAccessibleName(m_send->text());
        m_send->setEnabled(m_readiness.canSend() && !m_isStale && !m_composer->isStartPast());
    }
    const auto [words, tone] = isTakenUp ? std::pair{tr("Taking it up again…"), Tone::Warning} : campaignChip(toQString(model::toText(state)));
    setChip(m_state, draft || sending ? words : QString(), tone);
    m_state->setToolTip(approvalWords(m_current.campaign));
    const auto steering = {m_pause, m_resume, m_send, m_unschedule, m_approve, m_return};
    const auto had = std::find_if(steering.begin(), steering.end(), [](const QPushButton *button) { return button->hasFocus(); });
    Q_EMIT headerChanged();
    if (had != steering.end())
        keepKeyboard(*had);
}

// The keyboard goes to what stands there instead, never on to a button that copies or ends the campaign.
void CampaignsPage::keepKeyboard(const QWidget *had) {
    for (QPushButton *next : {had == m_unschedule ? m_send : m_unschedule, m_resume, m_pause, m_send})
        if (!had->isVisible() && next->isVisible() && next->isEnabled())
            return next->setFocus();
}

bool CampaignsPage::isTakenUpSoon() const {
    return view() == View::Sending && m_current.state == CampaignState::Sending && m_running.count(m_current.id.value) == 0 && m_failed.count(m_current.id.value) == 0 &&
           m_work == service::SendingWork::Interrupted;
}

} // namespace audience::ui
