#include "ui/campaigns/campaigns_page.h"

#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/sending_view.h"
#include "ui/kit/background.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using model::CampaignState;
using service::CampaignService;
using service::CampaignStatus;
using service::CampaignView;

static bool isDraft(CampaignState state) {
    return state == CampaignState::Draft || state == CampaignState::InReview || state == CampaignState::Approved;
}

CampaignsPage::CampaignsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_everything(this), m_ready(this), m_watched(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeList());
    auto *empty = new EmptyState(QStringLiteral("send"), tr("No campaigns yet"),
                                 tr("A campaign brings one email to the people of a segment. You see how many it reaches before anything goes, and you can practise first."),
                                 tr("New campaign"), m_stack);
    connect(empty->button(), &QPushButton::clicked, this, &CampaignsPage::addNew);
    m_stack->addWidget(empty);
    m_composer = new ComposerView(m_stack);
    m_stack->addWidget(m_composer);
    m_sending = new SendingView(m_stack);
    m_stack->addWidget(m_sending);

    m_state = makeChip({});
    m_state->setParent(this);
    m_state->setObjectName(QStringLiteral("campaignState"));
    m_state->hide();
    m_new = makeButton(QStringLiteral("campaignNew"), tr("New campaign"), "primary", "plus", this);
    m_send = makeButton(QStringLiteral("campaignSend"), tr("Send"), "primary", "send", this);
    m_pause = makeButton(QStringLiteral("campaignPause"), tr("Pause"), "", "pause", this);
    m_resume = makeButton(QStringLiteral("campaignResume"), tr("Go on sending"), "primary", "play", this);
    m_stop = makeButton(QStringLiteral("campaignStop"), tr("Stop"), "danger", nullptr, this);
    m_remove = makeTool(QStringLiteral("campaignRemove"), tr("Remove this campaign"), "trash-2", this);
    for (QWidget *action : actions())
        action->hide();
    connect(m_new, &QPushButton::clicked, this, &CampaignsPage::addNew);
    connect(m_send, &QPushButton::clicked, this, [this] { send(false); });
    connect(m_composer, &ComposerView::sendConfirmed, this, [this] { send(true); });
    connect(m_pause, &QPushButton::clicked, this, [this] { steer(&CampaignService::pause, tr("Paused. Nobody else gets it until you go on.")); });
    connect(m_stop, &QPushButton::clicked, this, [this] { steer(&CampaignService::stop, tr("Stopped. Those still to go will not get it.")); });
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_current.state == CampaignState::Sending)
            startRun(m_current); // left over from a window that was closed while sending
        else
            steer(&CampaignService::resume, tr("Sending goes on"));
    });
    connect(m_remove, &QToolButton::clicked, this, &CampaignsPage::removeCurrent);
    connect(m_composer, &ComposerView::edited, this, [this] {
        m_composer->clearNotice();
        m_saveSoon.start();
        Q_EMIT headerChanged();
    });
    connect(m_composer, &ComposerView::legalBasisGiven, this, [this](const QString &basis, const QString &statement) {
        inBackground(this, [session = m_session, id = m_current.id, basis, statement] {
            return CampaignService(*session).giveLegalBasis(id, toUtf8(basis), toUtf8(statement));
        }, [this](Result<void> given) {
            if (!given)
                return say(given.error());
            Q_EMIT said(tr("Kept in the audit log"));
            check();
        });
    });
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(250);
    connect(&m_saveSoon, &QTimer::timeout, this, &CampaignsPage::saveDraft);
    m_poll.setInterval(500);
    connect(&m_poll, &QTimer::timeout, this, &CampaignsPage::poll);
    reload();
}

CampaignsPage::~CampaignsPage() = default;

QWidget *CampaignsPage::makeList() {
    auto *list = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("campaignsNotice"), list);
    layout->addWidget(m_notice);
    auto *card = makeCard({}, list);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    m_table = new TableModel(this);
    m_tableView = new TableView(QStringLiteral("campaignTable"), tr("Campaigns"), card);
    m_tableView->setProperty("role", QStringLiteral("plain"));
    m_tableView->setModel(m_table);
    const auto openRow = [this](const QModelIndex &index) {
        if (index.row() >= 0 && index.row() < int(m_campaigns.size()))
            show(m_campaigns[std::size_t(index.row())]);
    };
    connect(m_tableView, &QTableView::activated, this, openRow);
    connect(m_tableView, &QTableView::clicked, this, openRow);
    card->layout()->addWidget(m_tableView);
    layout->addWidget(card, 1);
    return list;
}

CampaignsPage::View CampaignsPage::view() const {
    return static_cast<View>(m_stack->currentIndex());
}

QString CampaignsPage::heading() const {
    if (!m_current.id.isValid())
        return title();
    const std::string &name = view() == View::Composer ? m_composer->campaign().name : m_current.campaign.name;
    return name.empty() ? tr("New campaign") : toQString(name);
}

QList<QWidget *> CampaignsPage::stateChips() {
    return {m_state};
}

QList<QWidget *> CampaignsPage::actions() {
    return {m_new, m_remove, m_pause, m_resume, m_stop, m_send};
}

QList<PaletteEntry> CampaignsPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("New campaign"), tr("command"), key(), QStringLiteral("new")}};
    for (const CampaignView &campaign : m_campaigns)
        entries.append({toQString(campaign.campaign.name), tr("campaign"), key(), QString::number(campaign.id.value)});
    return entries;
}

void CampaignsPage::say(const Error &error) {
    const QString words = sentence(error);
    if (view() == View::Composer)
        m_composer->showError(words);
    else if (view() == View::Sending)
        m_sending->showError(words);
    else
        m_notice->say(Tone::Bad, words, {});
}

void CampaignsPage::workspaceChanged() {
    reload();
}

void CampaignsPage::reload() {
    m_isLoading = true;
    m_everything.request(
        [session = m_session](CancelToken) -> Result<Everything> {
            Everything all;
            TRY_ASSIGN(all.campaigns, CampaignService(*session).list());
            TRY_ASSIGN(all.choices.segments, service::SegmentService(*session).list());
            TRY_ASSIGN(all.choices.templates, service::TemplateService(*session).list());
            TRY_ASSIGN(all.choices.connections, service::ConnectionService(*session).list());
            TRY_ASSIGN(all.choices.topics, service::WorkspaceService(*session).topics());
            return all;
        },
        [this](Result<Everything> all) {
            m_isLoading = false;
            if (!all)
                return say(all.error());
            m_campaigns = std::move(all->campaigns);
            m_choices = std::move(all->choices);
            m_composer->setChoices(m_choices);
            showList();
            if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
                open(wanted);
            else if (view() == View::Composer)
                check();
        });
}

void CampaignsPage::showList() {
    TableRows rows;
    for (const CampaignView &campaign : m_campaigns)
        rows.append({toQString(campaign.campaign.name), toQString(model::toText(campaign.state)), toQString(campaign.segmentName),
                     toQString(campaign.templateName), campaign.isPractice ? tr("Practice") : toQString(campaign.campaign.connection),
                     campaign.audience > 0 ? formatNumber(campaign.audience) : QString(), campaign.audience > 0 ? formatNumber(campaign.accepted) : QString(),
                     dayAndTime(campaign.savedAt)});
    QVector<TableColumn> columns{{tr("Name")}, {tr("State")}, {tr("Segment")}, {tr("Email")}, {tr("Through")}, {tr("Chosen"), true}, {tr("Sent"), true}, {tr("Changed")}};
    columns[1].chip = campaignChip;
    for (const int quiet : {2, 3, 4, 7})
        columns[quiet].quiet = true;
    m_table->setRows(columns, rows);
    m_tableView->fitColumns(260, 0);
    if (!m_current.id.isValid())
        m_stack->setCurrentIndex(int(m_campaigns.empty() ? View::Empty : View::List));
    refreshActions();
}

void CampaignsPage::open(const QString &target) {
    if (target.isEmpty())
        return;
    if (m_isLoading) {
        m_wanted = target;
        return;
    }
    if (target == QLatin1String("new"))
        return addNew();
    for (const CampaignView &campaign : m_campaigns)
        if (QString::number(campaign.id.value) == target)
            return show(campaign);
}

void CampaignsPage::up() {
    if (m_saveSoon.isActive()) {
        m_saveSoon.stop();
        saveDraft();
    }
    m_current = {};
    m_poll.stop();
    m_stack->setCurrentIndex(int(m_campaigns.empty() ? View::Empty : View::List));
    refreshActions();
    reload();
}

void CampaignsPage::show(const CampaignView &campaign) {
    m_current = campaign;
    m_readiness = {};
    if (isDraft(campaign.state)) {
        m_poll.stop();
        m_composer->clearNotice();
        m_composer->show(campaign);
        m_composer->showCount({});
        m_stack->setCurrentIndex(int(View::Composer));
        check();
    } else {
        m_stack->setCurrentIndex(int(View::Sending));
        poll();
        m_poll.start();
    }
    refreshActions();
}

void CampaignsPage::addNew() {
    CampaignView fresh;
    fresh.campaign.name = toUtf8(tr("Campaign %1").arg(m_campaigns.size() + 1));
    if (!m_choices.segments.empty())
        fresh.campaign.segment = m_choices.segments.front().id;
    if (!m_choices.templates.empty())
        fresh.campaign.emailTemplate = m_choices.templates.front().id;
    for (const auto &topic : m_choices.topics)
        if (fresh.campaign.topics.empty() && topic.kind != "required")
            fresh.campaign.topics = {topic.key};
    for (const auto &connection : m_choices.connections)
        if (connection.ses)
            fresh.campaign.connection = connection.name;
    m_isSaving = true;
    inBackground(this, [session = m_session, fresh] { return CampaignService(*session).save(fresh); }, [this](Result<CampaignView> saved) {
        m_isSaving = false;
        if (!saved)
            return say(saved.error());
        m_campaigns.insert(m_campaigns.begin(), *saved);
        show(*saved);
        Q_EMIT touchedWorkspace();
    });
}

void CampaignsPage::saveDraft() {
    if (!m_current.id.isValid() || !isDraft(m_current.state))
        return;
    if (m_isSaving) {
        m_saveAgain = true;
        return;
    }
    m_isSaving = true;
    CampaignView draft = m_current;
    draft.campaign = m_composer->campaign();
    inBackground(this, [session = m_session, draft] { return CampaignService(*session).save(draft); }, [this, id = draft.id](Result<CampaignView> saved) {
            m_isSaving = false;
            if (!(m_current.id == id))
                return reload();
            if (!saved)
                return say(saved.error());
            m_current = *saved;
            for (CampaignView &campaign : m_campaigns)
                if (campaign.id == id)
                    campaign = *saved;
            if (std::exchange(m_saveAgain, false))
                return saveDraft();
            check();
        });
}

void CampaignsPage::check() {
    m_isChecking = true;
    m_ready.request(
        [session = m_session, campaign = m_current](CancelToken cancel) -> Result<Readiness> {
            Readiness ready;
            service::SegmentService segments(*session);
            if (const auto segment = segments.find(campaign.campaign.segment))
                if (auto count = segments.count(segment->rule, campaign.campaign.topics, cancel))
                    ready.count = std::move(*count);
            TRY_ASSIGN(ready.checks, CampaignService(*session).check(campaign.id));
            return ready;
        },
        [this](Result<Readiness> ready) {
            m_isChecking = false;
            if (!ready)
                return say(ready.error());
            m_readiness = std::move(*ready);
            m_composer->showCount(m_readiness.count);
            m_composer->showChecks(m_readiness.checks);
            refreshActions();
        });
}

void CampaignsPage::send(bool isConfirmed) {
    if (m_saveSoon.isActive() || m_isSaving || m_isChecking)
        return; // the figures on the button are not those of what stands here
    if (!m_current.isPractice && !isConfirmed) {
        const QString people = m_readiness.count ? formatNumber(m_readiness.count->reachable) : QString();
        m_composer->askToSend(tr("This hands %1 emails to Amazon now. What was handed over cannot be called back.").arg(people), tr("Send to %1 people now").arg(people));
        return;
    }
    m_isAsking = true;
    m_send->setEnabled(false);
    inBackground(this, [session = m_session, id = m_current.id]() -> Result<CampaignView> {
        CampaignService service(*session);
        TRY(service.arm(id));
        return service.find(id);
    }, [this](Result<CampaignView> armed) {
        m_isAsking = false;
        if (!armed) {
            refreshActions();
            return say(armed.error());
        }
        m_current = *armed;
        startRun(*armed);
        show(*armed);
    });
}

void CampaignsPage::startRun(const CampaignView &campaign) {
    const CampaignId id = campaign.id;
    if (!m_running.insert(id.value).second)
        return;
    const QString name = toQString(campaign.campaign.name);
    m_jobs->start(
        campaign.isPractice ? tr("Practising %1").arg(name) : tr("Sending %1").arg(name), this,
        [session = m_session, id](Progress *progress, CancelToken cancel) -> Result<CampaignStatus> {
            CampaignService service(*session);
            auto ended = service.run(id, progress, cancel);
            // Cancelled in the tray: a pause that anybody can see, not a send that stands still for no reason.
            if (cancel.isCancelled())
                TRY(service.pause(id));
            return ended;
        },
        [this, id, name](Result<CampaignStatus> ended) {
            m_running.erase(id.value);
            if (!ended && ended.error().kind != ErrorKind::Cancelled)
                say(ended.error());
            else if (ended && ended->state == CampaignState::Finished)
                Q_EMIT said(tr("%1 is finished: %2 handed over").arg(name, formatNumber(stateCount(*ended, "accepted"))));
            if (m_current.id == id)
                poll();
            reload();
            Q_EMIT touchedWorkspace();
        });
    refreshActions();
}

void CampaignsPage::poll() {
    if (!m_current.id.isValid())
        return m_poll.stop();
    m_isAsking = true;
    m_watched.request(
        [session = m_session, id = m_current.id](CancelToken) -> Result<Watched> {
            CampaignService service(*session);
            Watched watched;
            TRY_ASSIGN(watched.campaign, service.find(id));
            TRY_ASSIGN(watched.status, service.status(id));
            return watched;
        },
        [this](Result<Watched> watched) {
            m_isAsking = false;
            if (!watched)
                return say(watched.error());
            if (!(watched->campaign.id == m_current.id))
                return;
            const bool stateChanged = m_current.state != watched->campaign.state;
            m_current = watched->campaign;
            m_sending->show(watched->campaign, watched->status,
                            [session = m_session, id = m_current.id](const std::string &filter, qint64 first, int count) {
                                return CampaignService(*session).log(id, filter, first, count).value_or(std::vector<service::LogRow>{});
                            });
            if (m_current.state != CampaignState::Sending && m_running.count(m_current.id.value) == 0)
                m_poll.stop();
            const qint64 toGo = stateCount(watched->status, "planned") + stateCount(watched->status, "retry_at");
            m_stop->setText(tr("Stop, %1 will not get it").arg(formatNumber(toGo)));
            m_stop->setAccessibleName(m_stop->text());
            if (stateChanged)
                refreshActions();
        });
}

void CampaignsPage::steer(Result<void> (CampaignService::*what)(CampaignId), const QString &done) {
    const CampaignView campaign = m_current;
    inBackground(this, [session = m_session, id = campaign.id, what]() -> Result<CampaignView> {
        CampaignService service(*session);
        TRY((service.*what)(id));
        return service.find(id);
    }, [this, done](Result<CampaignView> steered) {
        if (!steered)
            return say(steered.error());
        Q_EMIT said(done);
        if (steered->state == CampaignState::Sending)
            startRun(*steered);
        if (m_current.id == steered->id) {
            m_current = *steered;
            m_poll.start();
            poll();
            refreshActions();
        }
    });
}

void CampaignsPage::removeCurrent() {
    const CampaignView removed = m_current;
    inBackground(this, [session = m_session, id = removed.id] { return CampaignService(*session).remove(id); }, [this, removed](Result<void> done) {
        if (!done)
            return say(done.error());
        m_current = {};
        reload();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("Campaign \"%1\" removed").arg(toQString(removed.campaign.name)), [this, removed] {
            CampaignView again = removed;
            again.id = {};
            again.revision = 0;
            inBackground(this, [session = m_session, again] { return CampaignService(*session).save(again); }, [this](Result<CampaignView>) { reload(); });
        });
    });
}

void CampaignsPage::refreshActions() {
    const bool draft = view() == View::Composer, sending = view() == View::Sending;
    const CampaignState state = m_current.state;
    const bool ours = m_running.count(m_current.id.value) > 0;
    const auto offer = [](QWidget *action, bool isThere) { action->setProperty("absent", !isThere); };
    offer(m_new, view() == View::List);
    offer(m_remove, draft);
    offer(m_send, draft);
    offer(m_pause, sending && state == CampaignState::Sending && ours);
    offer(m_resume, sending && ((state == CampaignState::Sending && !ours) || state == CampaignState::Paused || state == CampaignState::Blocked));
    offer(m_stop, sending && (state == CampaignState::Sending || state == CampaignState::Paused || state == CampaignState::Blocked));
    if (draft) {
        bool isReady = m_readiness.count && m_readiness.count->reachable > 0;
        for (const auto &check : m_readiness.checks)
            isReady = isReady && check.level != service::CheckView::Level::Error;
        const QString people = m_readiness.count ? formatNumber(m_readiness.count->reachable) : QString();
        m_send->setText(people.isEmpty()      ? tr("Send")
                        : m_current.isPractice ? tr("Practise with %1 people").arg(people)
                                               : tr("Send to %1 people").arg(people));
        m_send->setAccessibleName(m_send->text());
        m_send->setEnabled(isReady && !m_isAsking);
    }
    const auto [words, tone] = campaignChip(toQString(model::toText(state)));
    setChip(m_state, draft || sending ? words : QString(), tone);
    Q_EMIT headerChanged();
}

} // namespace audience::ui
