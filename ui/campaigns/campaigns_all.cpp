// All campaigns of the workspace for the list, the calendar and the composer's choices; and how one comes, is
// copied and goes.
#include "qbase/convert.h"
#include "service/approval_rules.h"
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/definition_store.h"
#include "service/imprint.h"
#include "service/segment_service.h"
#include "service/sending_rules.h"
#include "service/session.h"
#include "service/start_span.h"
#include "service/template_service.h"
#include "ui/campaigns/calendar_view.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/people/result_words.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/template_gallery.h"
#include "ui/text/definition_words.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QLineEdit>

#include <algorithm>

namespace audience::ui {

using service::CampaignService;
using service::CampaignView;

static constexpr std::size_t kMostStarts = 2'000; // of one campaign, in the calendar: every hour of 83 days
static constexpr std::chrono::hours kAhead{24 * 400};

// Of one that has more than these, they are known up to the last of them.
static CalendarView::Coming comingOf(const CampaignService &campaigns, const CampaignView &one, Instant now) {
    CalendarView::Coming coming{campaigns.starts(one, kMostStarts), {}};
    const bool isCut = coming.starts.size() == kMostStarts;
    while (coming.starts.size() > 1 && now + kAhead < coming.starts.back())
        coming.starts.pop_back();
    if (isCut)
        coming.knownUntil = coming.starts.back();
    return coming;
}

void CampaignsPage::reload() {
    m_isLoading = true;
    m_everything.request(
        [session = m_session](CancelToken) -> Result<Everything> {
            Everything all;
            const CampaignService campaigns(*session);
            TRY_ASSIGN(all.campaigns, campaigns.list());
            for (const CampaignView &one : all.campaigns)
                if (one.nextStart.micros > 0) {
                    CalendarView::Coming coming = comingOf(campaigns, one, session->workspace().clock().now());
                    if (one.campaign.plan.inLocalTime && one.state == model::CampaignState::Scheduled)
                        if (const auto span = service::startSpan(*session, one.campaign, one.nextStart))
                            coming.next = *span;
                    all.starts.insert(one.id.value, std::move(coming));
                }
            TRY_ASSIGN(all.machine, campaigns.sendingMachine());
            TRY_ASSIGN(all.choices.segments, service::SegmentService(*session).list());
            TRY_ASSIGN(all.choices.templates, service::TemplateService(*session).list());
            TRY_ASSIGN(all.choices.connections, service::ConnectionService(*session).list());
            TRY_ASSIGN(all.choices.usual, service::ConnectionService(*session).usual());
            TRY_ASSIGN(all.choices.topics, service::WorkspaceService(*session).topics());
            TRY_ASSIGN(const service::SendingRules rules, service::sendingRulesOf(*session));
            all.choices.mostEmails = rules.cap.messages;
            all.choices.inSeconds = rules.cap.seconds;
            TRY_ASSIGN(const service::ApprovalRules approval, service::approvalRulesOf(*session));
            all.needsApproval = approval.campaigns;
            all.choices.zone = toQString(campaigns.zone());
            TRY_ASSIGN(const auto datasets, service::DataService(*session).datasets());
            for (const auto &dataset : datasets)
                if (dataset.role == "profiles")
                    all.choices.fields = dataset.fields;
            TRY_ASSIGN(const auto meaning, service::DefinitionService(*session).definition());
            all.choices.currency = toQString(meaning.definition.currency);
            all.now = session->workspace().clock().now();
            return all;
        },
        [this](Result<Everything> all) {
            m_isLoading = false;
            if (!all && m_listState->state() != StateView::State::Content)
                return m_listState->showError(tr("The campaigns could not be read"), sentence(all.error()), tr("Read again"));
            if (!all)
                return say(all.error());
            m_listState->showContent();
            m_list->notice()->clear();
            showAll(std::move(*all));
        });
}

void CampaignsPage::showAll(Everything all) {
    m_campaigns = std::move(all.campaigns);
    for (CampaignView &campaign : m_campaigns) // read before a save that answered first: what was saved is newer
        if (campaign.id == m_current.id && campaign.revision < m_current.revision)
            campaign = m_current;
    m_choices = std::move(all.choices);
    m_machine = all.machine;
    m_needsApproval = all.needsApproval;
    m_choices.picture = [session = m_session, folder = pictureFolder(*m_session)](const model::EmailTemplate &email, const QSize &size, qreal scale) {
        const auto preview = service::TemplateService(*session).preview(email);
        return emailPicture(preview ? toQString(preview->html) : toQString(email.html), size, scale, folder);
    };
    m_composer->setChoices(m_choices);
    m_list->show(m_campaigns, m_machine, all.now);
    m_starts = std::move(all.starts);
    m_calendar->show(m_campaigns, m_starts, all.now);
    askFigures();
    if (!m_current.id.isValid())
        go(overview());
    if (view() == View::Calendar)
        countPressure();
    refreshActions();
    if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
        return open(wanted);
    if (view() != View::Composer)
        return;
    // Changed or started elsewhere, and nothing of ours is on its way: that is what is shown now.
    for (const CampaignView &campaign : m_campaigns)
        if (campaign.id == m_current.id && campaign.revision > m_current.revision && !m_isSaving && !m_saveSoon.isActive() && !m_noted && m_notings.empty() && !m_isStale)
            return show(campaign);
    check();
}

// Opened and clicked of each, when the list stands already.
void CampaignsPage::askFigures() {
    std::vector<CampaignId> started;
    for (const CampaignView &campaign : m_campaigns)
        if (campaign.audience > 0)
            started.push_back(campaign.id);
    m_figures.request(
        [session = m_session, started](CancelToken cancel) -> Result<QHash<qint64, CampaignList::Figures>> {
            QHash<qint64, CampaignList::Figures> figures;
            for (const CampaignId id : started) {
                TRY(cancel.check());
                const auto reporting = service::reportingOf(*session, id);
                const auto status = CampaignService(*session).status(id);
                if (!reporting || !status)
                    continue;
                const auto figure = [&](const char *fact) { return reporting->has(fact) ? std::optional(factCount(*status, fact)) : std::nullopt; };
                figures.insert(id.value, {figure("opened"), figure("clicked")});
            }
            return figures;
        },
        [this](Result<QHash<qint64, CampaignList::Figures>> figures) {
            if (figures)
                m_list->setFigures(*figures);
        });
    m_earned.request(
        [session = m_session, started](CancelToken cancel) -> Result<CampaignList::Earned> {
            CampaignList::Earned earned;
            std::vector<std::pair<CampaignId, service::Earnings>> found;
            std::vector<Decimal> amounts;
            for (const CampaignId id : started) {
                TRY(cancel.check());
                TRY_ASSIGN(const auto one, service::ReportService(*session).earnings(id));
                if (one && one->definition.hasRevenue()) {
                    earned.definition = definitionWords(one->definition);
                    found.emplace_back(id, *one);
                    amounts.push_back(one->revenue);
                }
            }
            for (const auto &[id, one] : found) // below each other, so all as exact
                earned.words.insert(id.value, moneyWords(one.revenue, one.definition.currency, moneyDigits(amounts)));
            return earned;
        },
        [this](Result<CampaignList::Earned> earned) {
            if (earned)
                m_list->setEarned(*earned);
        });
}

void CampaignsPage::addNew(SegmentId segment, TemplateId email) {
    CampaignView fresh;
    fresh.campaign.name = toUtf8(tr("Campaign %1").arg(m_campaigns.size() + 1));
    fresh.campaign.segment = segment.isValid() || m_choices.segments.empty() ? segment : m_choices.segments.front().id;
    fresh.campaign.emailTemplate = email.isValid() || m_choices.templates.empty() ? email : m_choices.templates.front().id;
    for (const auto &topic : m_choices.topics)
        if (fresh.campaign.topics.empty() && topic.kind != "required")
            fresh.campaign.topics = {topic.key};
    fresh.campaign.connection = m_choices.usual;
    // It comes from whom the last one came from; of the first one, from whom the workspace says.
    const auto last = std::find_if(m_campaigns.begin(), m_campaigns.end(), [](const CampaignView &one) { return !one.campaign.fromName.empty(); });
    if (last != m_campaigns.end()) {
        fresh.campaign.fromName = last->campaign.fromName;
        if (last->campaign.connection == fresh.campaign.connection)
            fresh.campaign.fromAddress = last->campaign.fromAddress;
    }
    m_isSaving = true;
    inBackground(this, [session = m_session, fresh]() mutable {
        CampaignService campaigns(*session);
        if (const auto imprint = service::imprintOf(*session); imprint && fresh.campaign.fromName.empty())
            fresh.campaign.fromName = imprint->name;
        const std::string name = fresh.campaign.name;
        auto saved = campaigns.save(fresh);
        for (int number = 2; !saved && saved.error().id == "definition.name_taken"; ++number) {
            fresh.campaign.name = name + " (" + std::to_string(number) + ")";
            saved = campaigns.save(fresh);
        }
        return saved;
    }, [this](Result<CampaignView> made) {
        m_isSaving = false;
        if (!made)
            return say(made.error());
        m_campaigns.insert(m_campaigns.begin(), *made);
        show(*made);
        m_composer->editName();
        Q_EMIT saidWithUndo(tr("\"%1\" made").arg(toQString(made->campaign.name).left(80)), [this, id = made->id] { removeOne(id); });
        Q_EMIT touchedWorkspace();
    });
}

void CampaignsPage::copyCurrent() {
    const QString name = tr("%1, copy").arg(toQString(m_current.campaign.name));
    m_isSaving = true;
    inBackground(this, [session = m_session, id = m_current.id, name] { return CampaignService(*session).duplicate(id, toUtf8(name)); }, [this](Result<CampaignView> made) {
        m_isSaving = false;
        if (!made)
            return say(made.error());
        m_campaigns.insert(m_campaigns.begin(), *made);
        show(*made);
        Q_EMIT saidWithUndo(tr("This is the copy, a draft"), [this, id = made->id] { removeOne(id); });
        Q_EMIT touchedWorkspace();
    });
}

// Notes change nothing of what is sent: they are kept whatever has become of the campaign. One after the other, each over
// what is there by then, so that none takes back what another has written.
void CampaignsPage::keepNotes(Noting noting) {
    m_notings.push_back(std::move(noting));
    keepNext();
}

static Result<CampaignView> writeNotes(service::Session &session, CampaignId id, const std::function<void(model::Campaign &)> &change) {
    return session.workspace().write([&](const store::Connection &) -> Result<CampaignView> {
        CampaignService campaigns(session);
        TRY_ASSIGN(CampaignView newest, campaigns.find(id)); // it may have gone on meanwhile
        change(newest.campaign);
        return campaigns.save(newest);
    });
}

void CampaignsPage::keepNext() {
    if (m_notings.empty())
        return;
    if (m_isSaving)
        return m_keepSoon.start();
    m_isSaving = true;
    inBackground(this, [session = m_session, id = m_notings.front().id, change = m_notings.front().change] { return writeNotes(*session, id, change); },
                 [this](Result<CampaignView> saved) {
        m_isSaving = false;
        const Noting noting = std::move(m_notings.front());
        m_notings.pop_front();
        if (!saved) {
            keepNext();
            return say(saved.error());
        }
        for (CampaignView &known : m_campaigns)
            if (known.id == saved->id)
                known = *saved;
        if (saved->id == m_current.id) {
            m_current = *saved;
            if (view() == View::Composer)
                m_keeper->setRevision(saved->revision);
            if (std::exchange(m_saveAgain, false))
                m_saveSoon.start();
        }
        if (noting.undo)
            Q_EMIT saidWithUndo(noting.done, noting.undo);
        keepNext();
        reload();
    });
}

void CampaignsPage::noteSoon(const model::Campaign &campaign) {
    m_noted = {m_current.id, [notes = campaign.notes, budget = campaign.budget, tags = campaign.tags](model::Campaign &now) {
                   now.notes = notes;
                   now.budget = budget;
                   now.tags = tags;
               }, {}, {}};
    m_noteSoon.start();
}

void CampaignsPage::endWriting() {
    if (auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget()); field && isAncestorOf(field))
        field->clearFocus();
    saveNotes();
}

void CampaignsPage::saveNotes() {
    m_noteSoon.stop();
    if (auto noted = std::exchange(m_noted, {}))
        keepNotes(std::move(*noted));
}

// The page goes: what waits is written without it.
void CampaignsPage::leaveNotes() {
    if (m_noted)
        m_notings.push_back(*std::exchange(m_noted, {}));
    if (m_notings.empty())
        return;
    inBackground(this, [session = m_session, waiting = std::move(m_notings)] {
        Result<void> all;
        for (const Noting &one : waiting)
            if (const auto written = writeNotes(*session, one.id, one.change); !written)
                all = written.error();
        return all;
    }, [](const Result<void> &) {});
}

// A look that began before they were saved knows nothing of them.
CampaignView CampaignsPage::withNotes(CampaignView seen) const {
    if (seen.id == m_current.id && seen.revision < m_current.revision) {
        seen.campaign.notes = m_current.campaign.notes;
        seen.campaign.budget = m_current.campaign.budget;
        seen.campaign.tags = m_current.campaign.tags;
    }
    for (const Noting &waiting : m_notings)
        if (waiting.id == seen.id)
            waiting.change(seen.campaign);
    if (m_noted && m_noted->id == seen.id)
        m_noted->change(seen.campaign);
    return seen;
}

void CampaignsPage::archive(bool isArchived) {
    saveNotes();
    const QString name = toQString(m_current.campaign.name).left(80);
    const auto put = [id = m_current.id](bool isNow) { return Noting{id, [isNow](model::Campaign &campaign) { campaign.isArchived = isNow; }, {}, {}}; };
    Noting noting = put(isArchived);
    noting.done = isArchived ? tr("\"%1\" is archived").arg(name) : tr("\"%1\" is back in the list").arg(name);
    noting.undo = [this, back = put(!isArchived)] { keepNotes(back); };
    keepNotes(std::move(noting));
}

void CampaignsPage::removeOne(CampaignId id) {
    inBackground(this, [session = m_session, id]() -> Result<CampaignView> {
        CampaignService campaigns(*session);
        TRY_ASSIGN(CampaignView removed, campaigns.find(id));
        TRY(campaigns.remove(id));
        return removed;
    }, [this](Result<CampaignView> done) {
        if (!done)
            return say(done.error());
        const CampaignView &removed = *done;
        const auto drafts = std::make_shared<std::vector<service::Draft>>(); // go with it, and come back with it
        m_keeper->throwAway(removed.id.value, [drafts](std::vector<service::Draft> gone) { *drafts = std::move(gone); });
        if (m_current.id == removed.id)
            m_current = {};
        reload();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("Campaign \"%1\" removed").arg(toQString(removed.campaign.name)), [this, id = removed.id, drafts] {
            inBackground(this, [session = m_session, id] { return service::DefinitionStore(*session, "campaign").restore(id.value); },
                         [this, drafts](Result<service::SavedDefinition> back) {
                             if (!back)
                                 say(back.error());
                             else
                                 m_keeper->putBack(*drafts);
                             reload();
                             Q_EMIT touchedWorkspace();
                         });
        });
    });
}

} // namespace audience::ui
