// The page over its calendar: what all that is scheduled means for people, and another day for one of them.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/campaigns/calendar_view.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/zoned.h"
#include "ui/people/member_opener.h"
#include "ui/text/sentences.h"

#include <QStackedWidget>
#include <QTimeZone>

#include <algorithm>

namespace audience::ui {

using service::CampaignService;
using service::CampaignView;

void CampaignsPage::makeCalendar() {
    m_calendar = new CalendarView(m_stack);
    m_stack->addWidget(m_calendar);
    m_overview = new SegmentedControl(QStringLiteral("campaignOverview"), tr("List or calendar"), this);
    m_overview->addSegment(tr("List"), QStringLiteral("list"));
    m_overview->addSegment(tr("Calendar"), QStringLiteral("calendar-days"));
    m_overview->hide();
    connect(m_overview, &SegmentedControl::currentChanged, this, [this](int which) {
        if (view() != View::List && view() != View::Calendar)
            return;
        go(which == 0 ? View::List : View::Calendar);
        if (which == 1)
            countPressure();
        refreshActions();
    });
    connect(m_calendar, &CalendarView::opened, this, [this](qint64 id) { open(QString::number(id)); });
    connect(m_calendar, &CalendarView::moved, this, [this](qint64 id, const QDate &to) {
        for (const CampaignView &campaign : m_campaigns)
            if (campaign.id.value == id)
                moveTo(campaign, to);
    });
    connect(m_calendar->pressure(), &PressurePane::daysChanged, this, &CampaignsPage::countPressure);
    connect(m_calendar->pressure(), &PressurePane::peopleWanted, this,
            [this](const PressurePane::Pick &which, const QString &title, const QString &note) {
                m_members->open(title, note, [map = m_pressure, which](service::Session &, const CancelToken &) -> Result<MemberOpener::List> {
                    return std::make_shared<const service::MemberList>(which(*map));
                });
            });
}

// In the background; what was counted before stands until then.
void CampaignsPage::countPressure() {
    m_isCounting = true;
    m_calendar->pressure()->showCounting();
    m_counted.request([session = m_session, days = m_calendar->pressure()->days()](const CancelToken &cancel) -> Result<Counted> {
        Counted counted;
        TRY_ASSIGN(counted.map, service::PressureMap::make(*session, days, {}, cancel));
        counted.isPractice = counted.map->isPractice();
        return counted;
    }, [this](Result<Counted> counted) {
        m_isCounting = false;
        if (!counted)
            return m_calendar->pressure()->showProblem(sentence(counted.error()));
        m_pressure = counted->map;
        m_calendar->showPressure(counted->map, counted->isPractice);
    });
}

// The same time of day, by the clock it was meant on.
void CampaignsPage::moveTo(const CampaignView &campaign, const QDate &day) {
    const QTimeZone named(QByteArray::fromStdString(campaign.campaign.startZone));
    const QTimeZone zone = named.isValid() ? named : workspaceZone();
    const QDateTime was = QDateTime::fromMSecsSinceEpoch(campaign.campaign.startAt.micros / 1000, zone);
    const QDateTime to(was.date().addDays(zoned(campaign.campaign.startAt).date().daysTo(day)), was.time(), zone);
    restart(campaign.id, Instant{to.toMSecsSinceEpoch() * 1000}, campaign.campaign.startAt);
}

void CampaignsPage::restart(CampaignId id, Instant to, Instant undo) {
    m_isSaving = true;
    inBackground(this, [session = m_session, id, to]() -> Result<CampaignView> {
        CampaignService campaigns(*session);
        TRY(campaigns.reschedule(id, to));
        return campaigns.find(id);
    }, [this, id, to, undo](Result<CampaignView> moved) {
        m_isSaving = false;
        if (!moved)
            return say(moved.error());
        m_calendar->notice()->clear();
        for (CampaignView &known : m_campaigns)
            if (known.id == id)
                known = *moved;
        const Instant now = m_session->workspace().clock().now();
        m_starts.insert(id.value, {{to}, {}}); // its span comes with the reload
        m_calendar->show(m_campaigns, m_starts, now);
        countPressure();
        reload();
        const QString words = tr("%1 goes out %2").arg(toQString(moved->campaign.name), startWords(to, toQString(moved->campaign.startZone), now));
        if (undo.micros > 0)
            Q_EMIT saidWithUndo(words, [this, id, undo] { restart(id, undo, {}); });
        else
            Q_EMIT said(words);
        Q_EMIT touchedWorkspace();
    });
}

} // namespace audience::ui
