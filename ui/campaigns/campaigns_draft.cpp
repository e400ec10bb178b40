// The page over a draft: saving while it is written, a save that came too late, checks, and the way out of
// being a draft.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/handover_panel.h"
#include "ui/kit/stale_panel.h"
#include "ui/text/sentences.h"

#include <QBoxLayout>

#include <algorithm>

namespace audience::ui {

static constexpr std::chrono::seconds kTakeBack{60}; // nothing leaves before that

using model::Campaign;
using model::CampaignState;
using service::CampaignService;
using service::CampaignView;

void CampaignsPage::connectComposer() {
    m_keeper = new DraftKeeper(m_session, "campaign", this);
    m_recovered = new RecoveredBar(QStringLiteral("campaignRecovered"), m_composer);
    m_stale = new StalePanel(QStringLiteral("campaignStale"), m_composer);
    m_composer->top()->addWidget(m_recovered);
    m_composer->top()->addWidget(m_stale);
    m_recovered->hide();
    m_stale->hide();
    makeHandover();
    connect(m_keeper, &DraftKeeper::found, this, [this](const service::Draft &draft) {
        const auto written = model::campaignFromJson(draft.body);
        if (!written || *written == m_composer->campaign() || !m_current.campaign.armedAt.empty())
            return m_keeper->dropFound();
        m_recovered->offer(draft);
    });
    connect(m_keeper, &DraftKeeper::failed, this, &CampaignsPage::say);
    connect(m_recovered, &RecoveredBar::showWanted, this, &CampaignsPage::takeDraft);
    connect(m_recovered, &RecoveredBar::discardWanted, this, [this](const service::Draft &draft) {
        m_keeper->dropFound();
        Q_EMIT saidWithUndo(tr("What was not saved was thrown away"), [this, draft] { takeDraft(draft); });
    });
    connect(m_stale, &StalePanel::keepMine, this, [this] {
        m_current = m_theirs; // on top of theirs from here on
        m_keeper->setRevision(m_current.revision);
        m_isStale = false;
        m_stale->hide();
        saveDraft();
    });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] {
        if (m_theirs.startedAt.micros != 0 || !m_theirs.campaign.armedAt.empty()) {
            m_keeper->settled();
            return show(m_theirs); // it goes as it is
        }
        // As an edit, so that one's own version is one undo away.
        m_current = m_theirs;
        m_keeper->setRevision(m_current.revision);
        m_isStale = false;
        m_stale->hide();
        m_composer->replace(m_theirs.campaign, tr("Take theirs"));
        m_saveSoon.stop(); // as it is saved
        m_keeper->settled();
        check();
        refreshActions();
    });
    connect(m_stale, &StalePanel::saveCopy, this, [this] {
        CampaignView copy;
        copy.campaign = m_composer->campaign(); // with what was written since
        copy.campaign.name = toUtf8(tr("%1, my version").arg(toQString(copy.campaign.name)));
        m_isSaving = true;
        inBackground(this, [session = m_session, copy] { return CampaignService(*session).save(copy); }, [this](Result<CampaignView> made) {
            m_isSaving = false;
            if (!made)
                return say(made.error());
            m_keeper->settled();
            show(*made);
            reload();
        });
    });
    connect(m_composer, &ComposerView::edited, this, &CampaignsPage::saveSoon);
    connect(m_composer, &ComposerView::startPastChanged, this, &CampaignsPage::refreshActions);
    connect(m_composer, &ComposerView::reasonOpened, this, &CampaignsPage::openReason);
    connect(m_composer, &ComposerView::leftOpened, this, &CampaignsPage::openLeft);
    connect(m_composer, &ComposerView::approvalWanted, this, &CampaignsPage::approve);
    connect(m_composer, &ComposerView::goTo, this, &Page::goTo);
    connect(m_composer, &ComposerView::noticeAction, this, [this] {
        if (m_question == Question::Send)
            send(true);
        else if (m_question == Question::Handover)
            openHandover();
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
}

void CampaignsPage::saveSoon() {
    m_composer->clearNotice();
    m_question = Question::None;
    m_sendWanted = false; // that word was about something else
    m_keeper->edited(m_composer->campaign().name, model::toJson(m_composer->campaign()));
    if (!m_isStale)
        m_saveSoon.start();
    refreshActions();
}

void CampaignsPage::saveDraft() {
    if (!m_current.id.isValid() || !m_current.campaign.armedAt.empty() || m_isStale)
        return;
    if (m_isSaving) {
        m_saveAgain = true;
        return;
    }
    m_isSaving = true;
    CampaignView draft = m_current;
    draft.campaign = m_composer->campaign();
    inBackground(this, [session = m_session, draft] { return CampaignService(*session).save(draft); }, [this, draft](Result<CampaignView> done) {
        m_isSaving = false;
        if (!(m_current.id == draft.id))
            return reload();
        if (!done)
            return saveFailed(done.error(), draft.campaign);
        saved(*done);
    });
}

void CampaignsPage::leave() {
    const bool waits = std::exchange(m_saveAgain, false) || m_saveSoon.isActive();
    m_saveSoon.stop();
    if (!waits || !m_current.id.isValid() || !m_current.campaign.armedAt.empty() || m_isStale)
        return;
    if (m_keeper)
        m_keeper->flush();
    CampaignView draft = m_current;
    draft.campaign = m_composer->campaign();
    ++m_leaving;
    // Where that fails its draft is offered when it is opened again.
    inBackground(this, [session = m_session, draft, isLast = !m_keeper] {
        auto saved = CampaignService(*session).save(draft);
        if (saved && isLast)
            (void)service::DraftService(*session).discard("campaign", draft.id.value);
        return saved;
    }, [this, id = draft.id](Result<CampaignView> saved) {
        --m_leaving;
        if (saved && !(m_current.id == id))
            m_keeper->discard(id.value);
        reload();
    });
}

void CampaignsPage::takeDraft(const service::Draft &draft) {
    m_recovered->hide();
    const auto written = model::campaignFromJson(draft.body);
    if (!(m_current.id.value == draft.id))
        for (const CampaignView &campaign : std::vector<CampaignView>(m_campaigns))
            if (campaign.id.value == draft.id)
                show(campaign);
    if (!written || !(m_current.id.value == draft.id) || view() != View::Composer || !m_current.campaign.armedAt.empty())
        return;
    if (*written == m_composer->campaign())
        return m_keeper->took();
    // Made from an older version: saving it shows both.
    m_current.revision = draft.baseRevision;
    m_keeper->setRevision(draft.baseRevision);
    m_composer->replace(*written, tr("What you were writing"));
    m_keeper->took();
}

void CampaignsPage::saved(const CampaignView &campaign) {
    m_current = campaign;
    m_keeper->setRevision(campaign.revision);
    for (CampaignView &known : m_campaigns)
        if (known.id == campaign.id)
            known = campaign;
    if (std::exchange(m_saveAgain, false))
        return saveDraft();
    if (!m_saveSoon.isActive()) // else more was written since
        m_keeper->settled();
    check();
}

void CampaignsPage::saveFailed(const Error &error, const Campaign &mine) {
    if (error.id != "definition.stale")
        return say(error);
    inBackground(this, [session = m_session, id = m_current.id] { return CampaignService(*session).find(id); }, [this, mine](Result<CampaignView> theirs) {
        if (!theirs)
            return say(theirs.error());
        showStale(*theirs, mine);
    });
}

void CampaignsPage::showStale(const CampaignView &theirs, const Campaign &mine) {
    m_theirs = theirs;
    m_isStale = true;
    m_sendWanted = false;
    const auto segmentsOf = [this](const Campaign &campaign) {
        QStringList in, out;
        const auto nameOf = [this](SegmentId id) {
            for (const auto &segment : m_choices.segments)
                if (segment.id == id)
                    return toQString(segment.name);
            return tr("a segment that is gone");
        };
        in << nameOf(campaign.segment);
        for (const SegmentId id : campaign.alsoSegments)
            in << nameOf(id);
        for (const SegmentId id : campaign.butNot)
            out << nameOf(id);
        return out.isEmpty() ? in.join(QStringLiteral(", ")) : tr("%1 but not %2").arg(in.join(QStringLiteral(", ")), out.join(QStringLiteral(", ")));
    };
    const auto emailOf = [this](const Campaign &campaign) {
        for (const auto &email : m_choices.templates)
            if (email.id == campaign.emailTemplate)
                return toQString(email.email.name);
        return QString();
    };
    const auto wordsOf = [](const Campaign &campaign) { return campaign.variant.empty() ? tr("Original") : tr("Variant %1").arg(toQString(campaign.variant)); };
    const auto startOf = [this](const Campaign &campaign) {
        return campaign.startAt.micros == 0 ? tr("Now") : startWords(campaign.startAt, toQString(campaign.startZone), m_session->workspace().clock().now());
    };
    const Campaign &other = theirs.campaign;
    const auto text = [&](const QString &part, std::string Campaign::*field) { return VersionRow{part, toQString(other.*field), toQString(mine.*field)}; };
    m_stale->show(toQString(other.name), dayAndTime(theirs.savedAt),
                  {text(tr("Name"), &Campaign::name), {tr("Segments"), segmentsOf(other), segmentsOf(mine)}, {tr("Email"), emailOf(other), emailOf(mine)}, {tr("Which words"), wordsOf(other), wordsOf(mine)},
                   text(tr("Sender"), &Campaign::fromName), text(tr("Address"), &Campaign::fromAddress), text(tr("Subject"), &Campaign::subject),
                   text(tr("Preheader"), &Campaign::preheader), {tr("Start"), startOf(other), startOf(mine)}, text(tr("Through"), &Campaign::connection)});
    refreshActions();
}

static constexpr std::size_t kStartsShown = 5;

// When a draft that repeats would start, as if it were scheduled now.
static std::vector<Instant> startsOf(const service::Session &session, const CampaignService &campaigns, CampaignView view) {
    if (view.campaign.plan.recurrence.repeat == model::Repeat::Never)
        return {};
    if (view.campaign.startAt.micros == 0)
        view.campaign.startAt = session.workspace().clock().now();
    if (view.nextStart.micros == 0)
        view.nextStart = view.campaign.startAt;
    return campaigns.starts(view, kStartsShown);
}

static Result<Readiness> readiness(service::Session &session, const CampaignView &campaign, const CancelToken &cancel) {
    Readiness ready;
    CampaignService campaigns(session);
    if (auto count = campaigns.count(campaign.campaign, cancel))
        ready.count = std::move(*count);
    TRY_ASSIGN(ready.checks, campaigns.check(campaign.id));
    ready.isMine = campaigns.isMine(campaign);
    TRY(cancel.check());
    if (auto preview = campaigns.preview(campaign.campaign))
        ready.preview = std::move(*preview);
    ready.starts = startsOf(session, campaigns, campaign);
    TRY_ASSIGN(ready.machine, campaigns.sendingMachine());
    ready.sleep = service::sleepRisk();
    if (ready.count)
        if (const auto similar = service::similarSends(session, campaign))
            ready.expected = service::forecast(*similar, ready.count->reachable, session.workspace().clock().now());
    TRY(cancel.check());
    return ready;
}

void CampaignsPage::check() {
    m_isChecking = true;
    m_ready.request([session = m_session, campaign = m_current](CancelToken cancel) { return readiness(*session, campaign, cancel); },
                    [this](Result<Readiness> ready) {
                        m_isChecking = false;
                        if (!ready)
                            return say(ready.error());
                        m_readiness = std::move(*ready);
                        m_machine = m_readiness.machine;
                        m_composer->showReadiness(m_readiness);
                        showPlanned();
                        refreshActions();
                        if (std::exchange(m_sendWanted, false) && m_send->isEnabled())
                            send(false);
                    });
}

// What a scheduled campaign has to say above its cards.
void CampaignsPage::showPlanned() {
    if (m_current.campaign.armedAt.empty() || view() != View::Composer)
        return;
    const QString people = m_readiness.count ? formatNumber(m_readiness.count->reachable) : QStringLiteral("–");
    const Instant now = m_session->workspace().clock().now();
    const QString start = startWords(m_current.campaign.startAt, toQString(m_current.campaign.startZone), now);
    if (m_current.state == CampaignState::Paused)
        return m_composer->say(Tone::Warning, tr("It was to start at %1 and did not").arg(start), sentence("missed_start", {}));
    const QString machine = toQString(m_machine.name);
    if (m_machine.isHandedOver) {
        m_question = Question::Handover;
        return m_composer->say(Tone::Accent, tr("%1 sends this: %2").arg(machine, start),
                               tr("What you change here does not reach %1, and what becomes of it is known there.").arg(machine), tr("Take it back…"));
    }
    const bool mayOffer = m_machine.isThis && m_readiness.sleep != service::SleepRisk::Low;
    const QString who = !mayOffer                                       ? tr("%1 will send this and must be awake then.").arg(machine)
                        : m_readiness.sleep == service::SleepRisk::Laptop ? tr("%1 will send this. It runs on a battery and may be asleep then.").arg(machine)
                                                                          : tr("%1 will send this. See that it is awake then.").arg(machine);
    m_question = mayOffer ? Question::Handover : Question::None;
    const bool isOverdue = m_current.campaign.startAt < now && !m_readiness.canSend();
    m_composer->say(isOverdue ? Tone::Bad : Tone::Accent, isOverdue ? tr("It should have started at %1; what stands in the way is at the right").arg(start) : tr("Goes out %1").arg(start),
                    tr("The people are counted at the start; now it would be %1. The email stays as it was when you scheduled it.").arg(people) + QLatin1Char(' ') + who,
                    mayOffer ? tr("Hand over sending…") : QString());
}

// Above the cards, which are locked where the campaign is scheduled.
void CampaignsPage::makeHandover() {
    m_handoverCard = makeCard({}, m_composer);
    m_handoverCard->setObjectName(QStringLiteral("handoverCard"));
    m_handover = new HandoverPanel(m_session, m_handoverCard);
    m_handover->setMayClose(true);
    m_handoverCard->layout()->addWidget(m_handover);
    m_composer->top()->addWidget(m_handoverCard);
    m_handoverCard->hide();
    connect(m_composer, &ComposerView::handoverWanted, this, &CampaignsPage::openHandover);
    connect(m_handover, &HandoverPanel::closeWanted, m_handoverCard, &QWidget::hide);
    connect(m_handover, &HandoverPanel::said, this, &Page::said);
    connect(m_handover, &HandoverPanel::changed, this, [this] {
        reload();
        Q_EMIT touchedWorkspace();
    });
}

void CampaignsPage::openHandover() {
    m_handoverCard->show();
    m_handover->reload(true);
}

void CampaignsPage::send(bool isConfirmed) {
    // The figures on the button are not those of what stands here: it goes once it is saved and checked.
    m_sendWanted = m_saveSoon.isActive() || m_isSaving || m_isChecking;
    if (m_sendWanted)
        return;
    const bool isLater = m_composer->campaign().startAt.micros != 0;
    if (!m_current.isPractice && !isLater && !isConfirmed) {
        const int people = m_readiness.count ? int(m_readiness.count->reachable) : 0;
        m_question = Question::Send;
        m_composer->say(Tone::Warning,
                        m_composer->isMailServer() ? tr("This hands %Ln emails to your mail server in a minute. Until then you can take it back.", nullptr, people)
                                                   : tr("This hands %Ln emails to Amazon in a minute. Until then you can take it back.", nullptr, people),
                        {},
                        tr("Send to %Ln people now", nullptr, people));
        return;
    }
    if (std::exchange(m_isAsking, true)) // it keeps the keyboard meanwhile
        return;
    m_question = Question::None;
    // Of practice nothing leaves that could be taken back.
    inBackground(this, [session = m_session, id = m_current.id, takeBack = m_current.isPractice ? std::chrono::seconds(0) : kTakeBack]() -> Result<CampaignView> {
        CampaignService campaigns(*session);
        TRY(campaigns.arm(id, takeBack));
        return campaigns.find(id);
    }, [this](Result<CampaignView> armed) {
        m_isAsking = false;
        if (!armed) {
            refreshActions();
            return say(armed.error());
        }
        m_current = *armed;
        if (armed->startedAt.micros > 0)
            startRun(*armed);
        show(*armed);
        if (armed->state == CampaignState::Scheduled) {
            Q_EMIT saidWithUndo(tr("Scheduled for %1").arg(startWords(armed->campaign.startAt, toQString(armed->campaign.startZone), m_session->workspace().clock().now())),
                                [this, id = armed->id] { unschedule(id); });
            Q_EMIT touchedWorkspace();
        }
    });
}

void CampaignsPage::takeBack() { unschedule(m_current.id, view() == View::Sending && m_canTakeBack); }

void CampaignsPage::unschedule(CampaignId id, bool isOut) {
    if (!id.isValid())
        return;
    m_isAsking = true;
    inBackground(this, [session = m_session, id, isOut]() -> Result<CampaignView> {
        CampaignService campaigns(*session);
        TRY(isOut ? campaigns.takeBack(id) : campaigns.unschedule(id));
        return campaigns.find(id);
    }, [this](Result<CampaignView> back) {
        m_isAsking = false;
        if (!back)
            return say(back.error());
        if (back->id == m_current.id)
            show(*back);
        else
            reload();
        Q_EMIT said(back->startedAt.micros > 0 ? tr("It does not go out again.") : tr("A draft again. Nobody gets it."));
        Q_EMIT touchedWorkspace();
    });
}

} // namespace audience::ui
