#include "ui/campaigns/calendar_view.h"

#include "qbase/convert.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/people/result_words.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace audience::ui {

using Mode = SendCalendar::Mode;

CalendarView::CalendarView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("campaignCalendar"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *work = new QWidget(this);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("calendarNotice"), work);
    column->addWidget(m_notice);
    auto *card = makeCard({}, work);
    card->layout()->setContentsMargins(1, 10, 1, 1);
    auto *head = makeRow(space::kSmall);
    head->setContentsMargins(12, 0, 12, 0);
    m_title = makeLabel({}, "title", card);
    m_title->setObjectName(QStringLiteral("calendarTitle"));
    head->addWidget(m_title);
    head->addStretch(1);
    auto *before = makeTool(QStringLiteral("calendarBefore"), tr("Earlier"), "chevron-left", card);
    auto *today = makeButton(QStringLiteral("calendarToday"), tr("Today"), "", nullptr, card);
    auto *after = makeTool(QStringLiteral("calendarAfter"), tr("Later"), "chevron-right", card);
    for (QWidget *part : std::initializer_list<QWidget *>{before, today, after})
        head->addWidget(part);
    m_mode = new SegmentedControl(QStringLiteral("calendarMode"), tr("Month or week"), card);
    m_mode->addSegment(tr("Month"));
    m_mode->addSegment(tr("Week"));
    head->addWidget(m_mode);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(head);
    m_calendar = new SendCalendar(card);
    static_cast<QVBoxLayout *>(card->layout())->addWidget(m_calendar, 1);
    m_cut = makeLabel({}, "secondary", card);
    m_cut->setObjectName(QStringLiteral("calendarCut"));
    m_cut->setWordWrap(true);
    m_cut->setContentsMargins(12, 0, 12, 6);
    m_cut->hide();
    static_cast<QVBoxLayout *>(card->layout())->addWidget(m_cut);
    column->addWidget(card, 1);
    row->addWidget(work, 1);
    m_pressure = new PressurePane(this);
    row->addWidget(m_pressure);
    const auto step = [this](int by) {
        const bool isMonth = m_calendar->mode() == Mode::Month;
        turn(isMonth ? QDate(m_calendar->day().year(), m_calendar->day().month(), 1).addMonths(by) : m_calendar->day().addDays(7 * by), m_calendar->mode());
    };
    connect(before, &QToolButton::clicked, this, [step] { step(-1); });
    connect(after, &QToolButton::clicked, this, [step] { step(1); });
    connect(m_calendar, &SendCalendar::stepWanted, this, step);
    connect(today, &QPushButton::clicked, this, [this] { turn(zonedToday(), m_calendar->mode()); });
    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) { turn(m_calendar->day(), mode == 0 ? Mode::Month : Mode::Week); });
    connect(m_calendar, &SendCalendar::weekWanted, this, [this](const QDate &day) { turn(day, Mode::Week); });
    connect(m_calendar, &SendCalendar::dayOpened, this, [this](const QDate &day) {
        Q_EMIT m_pressure->peopleWanted([at = toCivilDate(day)](const service::PressureMap &map) { return map.peopleOn(at); },
                                        interfaceLocale().toString(day, QStringLiteral("ddd d MMM")), {});
    });
    connect(m_calendar, &SendCalendar::opened, this, &CalendarView::opened);
    connect(m_calendar, &SendCalendar::moved, this, &CalendarView::moved);
}

void CalendarView::turn(const QDate &day, Mode mode) {
    m_calendar->showDay(day, mode);
    m_mode->setCurrent(mode == Mode::Month ? 0 : 1);
    const QDate first = m_calendar->firstShown();
    m_title->setText(mode == Mode::Month ? interfaceLocale().toString(day, QStringLiteral("MMMM yyyy")) : periodWords({toCivilDate(first), toCivilDate(first.addDays(6))}));
    showCut();
}

void CalendarView::showCut() {
    const bool isCut = m_cutDay.isValid() && (m_cutDay < m_calendar->firstShown() || !m_calendar->cellOf(m_cutDay).isNull());
    m_cut->setText(isCut ? tr("%1 goes on after %2; its later starts are too many to be shown.").arg(m_cutName, formatDate(m_cutDay)) : QString());
    m_cut->setVisible(isCut);
}

void CalendarView::show(const std::vector<service::CampaignView> &campaigns, const QHash<qint64, Coming> &ahead, Instant now) {
    using Kind = CalendarEntry::Kind;
    using model::CampaignState;
    const ZoneScope here(this);
    QVector<CalendarEntry> entries;
    m_cutDay = {};
    for (const auto &campaign : campaigns) {
        const bool isStarted = campaign.startedAt.micros > 0;
        if (!isStarted && campaign.campaign.armedAt.empty())
            continue;
        const bool repeats = campaign.campaign.plan.recurrence.repeat != model::Repeat::Never, isAhead = campaign.state == CampaignState::Scheduled;
        const Coming coming = ahead.value(campaign.id.value);
        const bool isOwnClock = campaign.campaign.plan.inLocalTime;
        const QDate cut = isAhead && coming.knownUntil.micros > 0 ? zoned(coming.knownUntil).date() : QDate();
        if (cut.isValid() && (!m_cutDay.isValid() || cut < m_cutDay)) {
            m_cutDay = cut;
            m_cutName = toQString(campaign.campaign.name).left(80);
        }
        for (const Instant at : coming.starts)
            if (isAhead) {
                CalendarEntry entry{campaign.id.value, toQString(campaign.campaign.name), zoned(at), Kind::Scheduled, -1, !repeats && !isStarted, isOwnClock};
                if (isOwnClock && at == coming.starts.front() && coming.next.from.micros > 0) {
                    entry.first = zoned(coming.next.from);
                    entry.last = zoned(coming.next.until);
                }
                entries.append(entry);
            }
        if (isAhead && !coming.starts.empty() && (!isStarted || !repeats))
            continue; // a series has its last start as well
        const bool isOver = isAhead || campaign.state == CampaignState::Finished || campaign.state == CampaignState::Stopped;
        entries.append({campaign.id.value, toQString(campaign.campaign.name), zoned(isStarted ? campaign.startedAt : campaign.campaign.startAt),
                        isStarted ? (isOver ? Kind::Sent : Kind::Going) : campaign.state == CampaignState::Scheduled ? Kind::Scheduled : Kind::Missed,
                        isStarted ? campaign.accepted : -1});
    }
    m_calendar->setEntries(entries, zoned(now));
    if (!m_calendar->day().isValid())
        turn(zoned(now).date(), Mode::Month);
    showCut();
}

void CalendarView::showPressure(const PressurePane::Map &map, bool isPractice) {
    QHash<qint64, qint64> reach;
    QHash<QDate, qint64> perDay;
    QHash<qint64, Instant> first; // of a series; a start that reaches people on several days is their sum
    for (const auto &send : map->sends())
        if (!send.problem && first.value(send.campaign.value, send.start) == send.start) {
            first.insert(send.campaign.value, send.start);
            reach[send.campaign.value] += send.reach;
        }
    for (const auto &day : map->days())
        if (day.people > 0)
            perDay.insert(toQDate(day.day), day.people);
    m_calendar->setPeople(reach, perDay);
    m_pressure->show(map, isPractice);
}

} // namespace audience::ui
