#include "ui/monitor/monitor_page.h"

#include "service/sending_way.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/monitor/monitor_board.h"
#include "ui/monitor/period_picker.h"
#include "ui/people/people_opener.h"
#include "ui/people/report_menu.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

using service::PeriodReport;
using service::ReportService;

static constexpr int kLiveSeconds = 90; // events that were read longer ago are not live

MonitorPage::MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_live = makeChip({}, Tone::Good, this);
    m_live->setProperty("mayGo", true);
    m_live->setObjectName(QStringLiteral("monitorLive"));
    m_live->hide();
    m_state = new StateView(QStringLiteral("monitorState"), makeContent(), this);
    m_against = m_board->against();
    layout->addWidget(m_state);
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            reload();
        else
            Q_EMIT goTo(QStringLiteral("campaigns"), {});
    });
    m_picker = new PeriodPicker(QStringLiteral("monitorPeriod"), this);
    m_picker->hide();
    connect(m_picker, &PeriodPicker::lastDaysChosen, this, [this](int days) {
        m_days = days;
        reload();
    });
    connect(m_picker, &PeriodPicker::periodChosen, this, [this](const service::Period &period) {
        m_days = 0;
        m_custom = period;
        reload();
    });
    m_save = makeButton(QStringLiteral("monitorReport"), tr("Report"), "", "file-text", this);
    m_save->setToolTip(tr("Keep these figures as PDF, as a web page or as a table"));
    m_save->hide();
    auto *report = new ReportMenu(m_session, m_save, this);
    connect(m_save, &QPushButton::clicked, this, [this, report] {
        report->open(periodWords(m_report.period), [session = m_session, period = m_report.period](const CancelToken &cancel) -> Result<ReportText> {
            TRY_ASSIGN(const PeriodReport counted, ReportService(*session).period(period, cancel));
            return reportOf(counted);
        });
    });
    connect(report, &ReportMenu::said, this, &Page::said);
    connect(report, &ReportMenu::failed, this, [this](const Error &error) { m_notice->say(Tone::Bad, tr("The report was not saved"), sentence(error)); });
    connect(report, &ReportMenu::saved, this, [this](const QString &path) {
        m_saved = path;
        m_notice->say(Tone::Good, tr("Report saved"), QDir::toNativeSeparators(path), tr("Show in folder"));
    });
    m_people = new PeopleOpener(m_session, this);
    connect(m_board, &MonitorBoard::peopleWanted, m_people, &PeopleOpener::open);
    connect(m_board, &MonitorBoard::goTo, this, &Page::goTo);
    connect(&m_clock, &QTimer::timeout, this, &MonitorPage::showLive);
    m_clock.start(1000);
    setActing(false);
    reload();
}

QString MonitorPage::heading() const {
    return m_days > 0 ? tr("Last %n days", nullptr, m_days) : periodWords(m_custom);
}

QList<QWidget *> MonitorPage::stateChips() {
    return {m_live};
}

QList<QWidget *> MonitorPage::actions() {
    return {m_picker, m_save};
}

bool MonitorPage::isSettled() const {
    return !m_isLoading && m_people->isSettled();
}

QWidget *MonitorPage::makeContent() {
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_notice = new Notice(QStringLiteral("monitorNotice"), content);
    m_notice->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (!m_saved.isEmpty())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_saved).absolutePath()));
    });
    layout->addWidget(m_notice);
    m_board = new MonitorBoard;
    layout->addWidget(makeScroll(QStringLiteral("monitorScroll"), measured(m_board, Measure::Board), content), 1);
    return content;
}

void MonitorPage::open(const QString &target) {
    if (target == QLatin1String("complaints"))
        m_people->open(m_board->question("complained"), factWord("complained"));
    reload();
}

void MonitorPage::reload() {
    m_isLoading = true;
    if (m_report.figures.empty())
        m_state->showLoading(tr("Counting what came of the emails …"));
    m_latest.request([session = m_session, days = m_days, custom = m_custom](CancelToken cancel) { return count(*session, days, custom, cancel); },
                     [this](Result<Counted> counted) {
        m_isLoading = false;
        if (!counted) {
            setActing(false);
            Q_EMIT headerChanged();
            return m_state->showError(tr("The figures could not be counted"), sentence(counted.error()), tr("Try again"));
        }
        showReport(counted->report, counted->reportings);
    });
}

Result<MonitorPage::Counted> MonitorPage::count(service::Session &session, int days, const service::Period &custom, const CancelToken &cancel) {
    const ReportService reports(session);
    Counted counted;
    service::Period period = custom;
    if (days != 0) {
        TRY_ASSIGN(period, reports.lastDays(days));
    }
    TRY_ASSIGN(counted.report, reports.period(period, cancel));
    for (const service::CampaignLine &line : counted.report.campaigns)
        if (const auto reporting = service::reportingOf(session, line.id))
            counted.reportings[line.id.value] = *reporting;
    return counted;
}

// Where there are no figures there is no period to choose and nothing to report.
void MonitorPage::setActing(bool canAct) {
    m_save->setProperty("absent", !canAct);
    m_picker->setProperty("absent", !canAct);
}

void MonitorPage::showReport(const PeriodReport &report, const MonitorBoard::Reportings &reportings) {
    const ZoneScope here(this);
    m_report = report;
    setActing(!report.isEmpty);
    m_against->setText({});
    if (report.isEmpty) {
        m_state->showEmpty(QStringLiteral("activity"), tr("Nothing was sent yet"),
                           tr("After the first campaign you see here who got it, who opened it, who clicked and what they bought."), tr("Go to campaigns"));
        Q_EMIT headerChanged();
        return;
    }
    m_against->setText(!hasBefore(report)    ? tr("No earlier days to compare with")
                       : report.isSoFar ? tr("So far, against as much of the %n days before", nullptr, report.period.days())
                                        : tr("Against the %n days before", nullptr, report.period.days()));
    m_against->setToolTip(periodWords(report.comparedWith));
    m_picker->setPeriod(report.period, m_days > 0 ? report.period.last : toCivilDate(zonedToday()));
    m_board->show(report, reportings);
    m_state->showContent();
    showLive();
    Q_EMIT headerChanged();
}

void MonitorPage::showLive() {
    const auto polled = m_session->polledAt();
    const std::int64_t behind = polled.micros == 0 ? -1 : (m_session->workspace().clock().now() - polled).count() / kMicrosPerSecond;
    const bool isLive = m_report.isAwaitingEvents && behind >= 0 && behind < kLiveSeconds;
    const QString words = isLive ? tr("Live · %1 s behind").arg(behind) : QString();
    if (words == m_live->text())
        return;
    const bool appears = words.isEmpty() != m_live->text().isEmpty();
    setChip(m_live, words, Tone::Good);
    if (appears)
        Q_EMIT headerChanged();
}

} // namespace audience::ui
