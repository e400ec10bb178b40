#include "ui/today/today_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/measure.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/sentences.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/today/today_words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kOneRow = 900;

using service::DayFigures;
using service::TodayView;

TodayPage::TodayPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_date = makeLabel({}, "secondary", this);
    m_date->setObjectName(QStringLiteral("todayDate"));
    m_date->hide();
    m_state = new StateView(QStringLiteral("todayState"), makeContent(), this);
    connect(m_state, &StateView::actionWanted, this, &TodayPage::reload);
    layout->addWidget(m_state);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible() && m_isLoaded && !m_isLoading)
            reload();
    });
    m_clock.start(5 * 60'000);
    reload();
}

QString TodayPage::heading() const {
    return greeting(QTime::currentTime(), toQString(m_view.user));
}

QList<QWidget *> TodayPage::stateChips() {
    return {m_date};
}

TodayPage::Section TodayPage::makeSection(const char *name, const QString &title, QWidget *parent) {
    Section section;
    section.card = new Card(title, parent);
    section.card->setObjectName(QLatin1String(name) + QStringLiteral("Card"));
    section.card->showLine(true);
    section.rows = new ListRows(QLatin1String(name), title, section.card);
    section.empty = makeLabel({}, "secondary", section.card);
    section.empty->setObjectName(QLatin1String(name) + QStringLiteral("Empty"));
    section.empty->setWordWrap(true);
    section.empty->setContentsMargins(0, space::kSmall, 0, 0);
    section.card->body()->setContentsMargins(space::kMedium, 2, space::kMedium, space::kSmall);
    section.card->body()->addWidget(section.rows);
    section.card->body()->addWidget(section.empty);
    section.card->body()->addStretch(1);
    return section;
}

QWidget *TodayPage::makeContent() {
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_grid->setSpacing(space::kMedium);
    m_needs = makeSection("todayNeeds", tr("Needs you"), content);
    connect(m_needs.rows, &ListRows::opened, this, [this](const QString &id) { follow(m_view.needsYou[std::size_t(id.toInt())]); });
    connect(m_needs.rows, &ListRows::actionWanted, this, [this](const QString &id) { follow(m_view.needsYou[std::size_t(id.toInt())]); });
    m_next = makeSection("todayNext", tr("Goes out next"), content);
    connect(m_next.rows, &ListRows::opened, this, [this](const QString &id) { Q_EMIT goTo(QStringLiteral("campaigns"), id); });
    m_machineRow = new QWidget(m_next.card);
    auto *machine = new QHBoxLayout(m_machineRow);
    machine->setContentsMargins(0, 0, 0, 0);
    machine->setSpacing(space::kSmall);
    machine->addWidget(makeIcon("laptop", Tone::Neutral, 14, m_machineRow), 0, Qt::AlignTop);
    m_machine = makeLabel({}, "secondary", m_machineRow);
    m_machine->setObjectName(QStringLiteral("todayMachine"));
    m_machine->setWordWrap(true);
    machine->addWidget(m_machine, 1);
    m_next.card->body()->addWidget(m_machineRow);
    m_figures = new QGridLayout;
    m_figures->setSpacing(space::kMedium);
    const auto card = [&](const char *name, const QString &page, const QString &target) {
        auto *made = new KeyFigureCard(QLatin1String(name), KeyFigureCard::Line::Beside, content);
        connect(made, &QAbstractButton::clicked, this, [this, page, target] { Q_EMIT goTo(page, target); });
        return made;
    };
    m_people = card("todayPeople", QStringLiteral("data"), {});
    m_reachable = card("todayReachable", QStringLiteral("segments"), {});
    m_revenue = card("todayRevenue", QStringLiteral("monitor"), {});
    m_complaints = card("todayComplaints", QStringLiteral("monitor"), QStringLiteral("complaints"));
    auto *figures = new QVBoxLayout;
    figures->setSpacing(space::kTiny);
    figures->addLayout(m_figures);
    m_definition = makeLabel({}, "secondary", content);
    m_definition->setObjectName(QStringLiteral("todayDefinition"));
    m_definition->setWordWrap(true);
    m_definition->hide();
    figures->addWidget(m_definition);
    m_grid->addLayout(figures, 1, 0, 1, 2);
    m_changed = makeSection("todayChanged", tr("What changed"), content);
    connect(m_changed.rows, &ListRows::opened, this, [this](const QString &id) { follow(m_view.changed[std::size_t(id.toInt())]); });
    connect(m_changed.rows, &ListRows::actionWanted, this, [this](const QString &id) { follow(m_view.changed[std::size_t(id.toInt())]); });
    m_goOn = makeSection("todayGoOn", tr("Go on with"), content);
    connect(m_goOn.rows, &ListRows::opened, this, &TodayPage::openWork);
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 4);
    m_grid->setRowStretch(3, 1); // cards are as high as what they say
    arrangeSections();
    arrangeFigures();
    return makeScroll(QStringLiteral("todayScroll"), measured(content, Measure::Page), this);
}

// Two beside each other around the figures; one that is alone takes the whole row.
void TodayPage::arrangeSections() {
    QList<Card *> shown;
    for (const Section &section : {m_needs, m_next, m_changed, m_goOn}) {
        m_grid->removeWidget(section.card);
        if (!section.card->isHidden())
            shown.append(section.card);
    }
    for (int at = 0; at < shown.size(); ++at) {
        const bool isAlone = at % 2 == 0 && at == shown.size() - 1;
        m_grid->addWidget(shown[at], at < 2 ? 0 : 2, at % 2, 1, isAlone ? 2 : 1);
    }
}

// Four beside each other, or two and two where a figure and its line would be cut.
void TodayPage::arrangeFigures() {
    const int perRow = width() >= kOneRow ? 4 : 2;
    int at = 0;
    for (KeyFigureCard *card : {m_people, m_reachable, m_revenue, m_complaints}) {
        m_figures->removeWidget(card);
        if (m_isLoaded && card->isHidden())
            continue;
        m_figures->addWidget(card, at / perRow, at % perRow);
        ++at;
    }
    for (int column = 0; column < 4; ++column)
        m_figures->setColumnStretch(column, column < qMin(at, perRow) ? 1 : 0);
}

void TodayPage::resizeEvent(QResizeEvent *event) {
    Page::resizeEvent(event);
    if ((width() >= kOneRow) == (event->oldSize().width() >= kOneRow))
        return;
    arrangeFigures();
    if (m_isLoaded && !m_isLoading)
        reload();
}

void TodayPage::reload() {
    m_isLoading = true;
    if (!m_isLoaded)
        m_state->showLoading(tr("Looking at how things stand …"));
    m_latest.request([session = m_session](CancelToken cancel) { return service::TodayService(*session).today(cancel); },
                     [this](Result<TodayView> view) {
                         m_isLoading = false;
                         if (!view)
                             return m_state->showError(tr("Today could not be put together"), sentence(view.error()), tr("Try again"));
                         showView(*view);
                     });
}

// A card with nothing to say is not there.
void TodayPage::fill(const Section &section, const QList<ListRowItem> &items, const QString &ifEmpty) {
    section.rows->setItems(items);
    section.rows->setVisible(!items.isEmpty());
    section.empty->setText(ifEmpty);
    section.empty->setVisible(items.isEmpty());
    section.card->setVisible(!items.isEmpty() || !ifEmpty.isEmpty());
}

void TodayPage::showView(const TodayView &view) {
    const ZoneScope here(this);
    m_view = view;
    m_isLoaded = true;
    const QString date = interfaceLocale().toString(zonedToday(), datePattern(QStringLiteral("dddd d MMMM")));
    m_date->setText(view.dataFrom.micros == 0 ? date : tr("%1 · data from %2").arg(date, momentWords(view.dataFrom)));
    for (const Section &section : {m_needs, m_next, m_changed, m_goOn})
        section.rows->setWrapping(width() < kOneRow);
    QList<ListRowItem> needs, next, changed, work;
    for (std::size_t i = 0; i < view.needsYou.size(); ++i)
        needs.append(needItem(view.needsYou[i], int(i)));
    for (const auto &one : view.next)
        next.append(nextItem(one, view.asOf));
    for (std::size_t i = 0; i < view.changed.size(); ++i)
        changed.append(changeItem(view.changed[i], int(i)));
    for (const auto &one : view.goOn)
        work.append(workItem(one, view.asOf));
    m_needs.card->setTitle(tr("Needs you"));
    m_needs.card->setCount(needs.isEmpty() ? QString() : formatNumber(needs.size()));
    fill(m_needs, needs, tr("Nothing waits for you. Emails and campaigns to approve, emails whose fate is unclear and sends that stopped show here."));
    fill(m_next, next, {});
    fill(m_changed, changed, view.since.micros == 0 ? QString() : tr("Nothing was sent and no data came in since then."));
    fill(m_goOn, work, {});
    m_changed.card->setTitle(view.since.micros == 0 ? tr("What changed") : tr("What changed since %1").arg(sinceWords(view.since, view.asOf)));
    m_machineRow->setVisible(!view.machine.empty());
    if (!view.machine.empty()) {
        const QString at = momentWords(view.next.front().at);
        m_machine->setText(view.isThisMachine ? tr("Sent by this computer · it must be awake then: %1").arg(at)
                                              : tr("Sent by %1 · it must be awake then: %2").arg(toQString(view.machine), at));
    }
    showFigures(view);
    if (!view.hasPeople)
        showNew(view);
    arrangeSections();
    m_state->showContent();
    Q_EMIT headerChanged();
}

void TodayPage::showFigures(const TodayView &view) {
    m_people->setVisible(view.today.has_value());
    m_reachable->setVisible(view.today.has_value());
    m_revenue->setVisible(view.month && view.month->earned && view.month->earned->definition.hasRevenue());
    m_complaints->setVisible(view.month.has_value());
    m_definition->setVisible(!m_revenue->isHidden());
    arrangeFigures();
    if (view.today) {
        const auto count = [&](KeyFigureCard *card, const QString &name, std::int64_t DayFigures::*which) {
            KeyFigure figure;
            figure.name = name;
            figure.figure = formatNumber((*view.today).*which);
            if (view.weekAgo) {
                const std::int64_t change = (*view.today).*which - (*view.weekAgo).*which;
                figure.note = change == 0  ? tr("as many as a week ago")
                              : change > 0 ? tr("+ %1 this week").arg(formatNumber(change))
                                           : tr("− %1 this week").arg(formatNumber(-change));
            }
            for (const DayFigures &day : view.days)
                figure.line.append(double(day.*which));
            figure.lineWords = tr("%1 on the last %n days", nullptr, int(view.days.size())).arg(name);
            card->setFigure(figure);
        };
        count(m_people, tr("People"), &DayFigures::people);
        count(m_reachable, tr("Can be emailed"), &DayFigures::reachable);
    }
    if (!view.month)
        return;
    const service::PeriodReport &month = *view.month;
    if (month.earned && month.earned->definition.hasRevenue()) {
        KeyFigure revenue;
        revenue.name = month.isPractice ? tr("Revenue, 30 days, practice") : tr("Revenue, 30 days");
        const std::string &currency = month.earned->definition.currency;
        revenue.figure = moneyWords(month.earned->revenue, currency);
        revenue.note = tr("%1 in the 30 days before").arg(moneyWords(month.earnedBefore->revenue, currency));
        double sum = 0;
        for (const Decimal day : month.revenuePerDay)
            revenue.line.append(sum += toDouble(day));
        revenue.lineWords = tr("Revenue so far, day by day");
        m_revenue->setFigure(revenue);
        m_definition->setText(tr("Revenue: %1.").arg(definitionWords(month.earned->definition)));
    }
    const service::PeriodFigure *complained = month.figure("complained");
    KeyFigure complaints;
    complaints.name = tr("Complaints, 30 days");
    complaints.figure = shareWords(complained->share, 2);
    complaints.note = tr("%1 in all, sending stops at %2").arg(formatNumber(complained->count), formatPercent(view.complaintLimit, 2));
    for (const std::int64_t day : complained->perDay)
        complaints.line.append(double(day));
    complaints.lineWords = tr("Complaints per day");
    complaints.lineTone = complained->share.value() >= view.complaintLimit / 2 ? Tone::Bad : Tone::Accent;
    m_complaints->setFigure(complaints);
}

// The next steps of a workspace in which there is nothing yet.
void TodayPage::showNew(const TodayView &view) {
    QList<ListRowItem> steps;
    const auto step = [&](const char *page, const char *target, const char *iconName, const QString &title, const QString &note, const QString &action) {
        ListRowItem item;
        item.id = QString::number(m_view.needsYou.size());
        item.iconName = QLatin1String(iconName);
        item.tone = Tone::Accent;
        item.title = title;
        item.note = note;
        item.action = action;
        steps.append(item);
        m_view.needsYou.push_back({service::Remark::Level::Note, "today.step", {}, page, target});
    };
    m_view.needsYou.clear();
    step("data", "import", "database", tr("Bring in your customers"), tr("A CSV file with one line per person is enough to begin"), tr("Import"));
    if (!view.hasTemplates)
        step("templates", "new", "mail", tr("Write an email"), tr("Begin with one of the ready templates"), tr("Write"));
    step("campaigns", "", "send", tr("Try a campaign in practice mode"), tr("No email leaves this computer until you add a connection"), tr("Open"));
    m_needs.card->setTitle(tr("First steps"));
    m_needs.card->setCount({});
    fill(m_needs, steps, {});
}

void TodayPage::follow(const service::Remark &remark) {
    Q_EMIT goTo(toQString(remark.page), toQString(remark.target));
}

void TodayPage::openWork(const QString &id) {
    const QString kind = id.section(QLatin1Char('/'), 0, 0), which = id.section(QLatin1Char('/'), 1);
    Q_EMIT goTo(kind + QLatin1Char('s'), which); // the page of each kind
}

} // namespace audience::ui
