#include "ui/monitor/monitor_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/card.h"
#include "ui/kit/day_lines.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/notice.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/monitor/period_picker.h"
#include "ui/monitor/remark_words.h"
#include "ui/people/people_opener.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

using service::CampaignLine;
using service::PeopleQuestion;
using service::PeriodFigure;
using service::PeriodReport;
using service::ReportService;

namespace {

constexpr int kWide = 1300; // of the page: room for one more card and one more column
constexpr int kLiveSeconds = 90; // events that were read longer ago are not live

QString shareOf(qint64 part, qint64 whole) {
    return whole > 0 ? formatPercent(double(part) / double(whole)) : QStringLiteral("–");
}

} // namespace

MonitorPage::MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_against = makeLabel({}, "tertiary", this);
    m_against->setProperty("mayGo", true); // where there is no room
    m_against->hide();
    m_live = makeChip({}, Tone::Good, this);
    m_live->setObjectName(QStringLiteral("monitorLive"));
    m_live->hide();
    m_state = new StateView(QStringLiteral("monitorState"), makeContent(), this);
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
    m_save->setToolTip(tr("Keep these figures as a page of their own, or print them"));
    m_save->hide();
    connect(m_save, &QPushButton::clicked, this, &MonitorPage::openReportMenu);
    m_people = new PeopleOpener(m_session, this);
    connect(&m_clock, &QTimer::timeout, this, &MonitorPage::showLive);
    m_clock.start(1000);
    reload();
}

QString MonitorPage::heading() const {
    return m_days > 0 ? tr("Last %n days", nullptr, m_days) : periodWords(m_custom);
}

QList<QWidget *> MonitorPage::stateChips() {
    return {m_against, m_live};
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
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("monitorNotice"), content);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (!m_saved.isEmpty())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_saved).absolutePath()));
    });
    layout->addWidget(m_notice);
    auto *cards = makeRow(space::kMedium);
    for (const char *id : {"delivered", "opened", "clicked", "purchase", "unsubscribed", "complained"}) {
        auto *card = new KeyFigureCard(QStringLiteral("figure_") + QLatin1String(id), KeyFigureCard::Line::Below, content);
        connect(card, &QAbstractButton::clicked, this, [this, id] { m_people->open(question(id), factWord(id)); });
        cards->addWidget(card, 1);
        m_cards.append({id, card});
    }
    layout->addLayout(cards);
    layout->addWidget(makeMiddle(content), 5);
    layout->addWidget(makeBottom(content), 6);
    m_definition = makeLabel({}, "tertiary", content);
    m_definition->setObjectName(QStringLiteral("monitorDefinition"));
    m_definition->setWordWrap(true);
    layout->addWidget(m_definition);
    return content;
}

QWidget *MonitorPage::makeMiddle(QWidget *content) {
    auto *middle = new QWidget(content);
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    m_courseCard = new Card(tr("Opens and clicks per day"), middle);
    m_machines = makeChip({}, Tone::Neutral, m_courseCard);
    m_machines->setObjectName(QStringLiteral("monitorMachines"));
    for (int i = 0; i < 2; ++i) {
        auto *dot = makeLabel(QStringLiteral("■"), "secondary", m_courseCard);
        withTheme(dot, [dot, i] { dot->setStyleSheet(QStringLiteral("color: %1").arg(tokens().data[std::size_t(i)].name())); });
        m_courseCard->addAction(dot);
        m_courseCard->addAction(makeLabel(i == 0 ? tr("opened") : tr("clicked"), "secondary", m_courseCard));
    }
    m_courseCard->addAction(m_machines);
    m_course = new DayLines(QStringLiteral("monitorCourse"), tr("Opens and clicks per day"), m_courseCard);
    connect(m_course, &DayLines::pointActivated, this, [this](int line, int day) {
        const char *fact = line == 0 ? "opened" : "clicked";
        PeopleQuestion asked = question(fact);
        asked.day = CivilDate{m_report.period.first.days + day};
        m_people->open(asked, tr("%1, %2").arg(factWord(fact), dayWords(*asked.day)));
    });
    m_courseCard->body()->addWidget(m_course);
    row->addWidget(m_courseCard, 17);
    m_funnelCard = new Card(tr("From sent to bought"), middle);
    m_funnel = new BarRows(m_funnelCard);
    m_funnel->setObjectName(QStringLiteral("monitorFunnel"));
    m_funnel->setAccessibleName(tr("From sent to bought"));
    m_funnel->setRowHeight(30);
    m_funnel->setFocusPolicy(Qt::StrongFocus);
    connect(m_funnel, &BarRows::rowActivated, this, [this](int step) {
        const std::string &fact = m_report.funnel[std::size_t(step)].label;
        PeopleQuestion asked = question(fact);
        asked.sentInPeriod = true;
        m_people->open(asked, tr("%1, of what was sent in these days").arg(factWord(fact)));
    });
    m_loss = makeLabel({}, "tertiary", m_funnelCard);
    m_loss->setWordWrap(true);
    m_funnelCard->body()->addWidget(m_funnel);
    m_funnelCard->body()->addWidget(m_loss);
    m_funnelCard->body()->addStretch(1);
    row->addWidget(m_funnelCard, 10);
    return middle;
}

QWidget *MonitorPage::makeBottom(QWidget *content) {
    auto *bottom = new QWidget(content);
    auto *row = new QHBoxLayout(bottom);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    m_hoursCard = new Card(tr("When people click"), bottom);
    m_hours = new HeatMap(QStringLiteral("monitorHours"), tr("When people click"), m_hoursCard);
    connect(m_hours, &HeatMap::activated, this, [this](int weekday, int hour) {
        if (m_report.clicksByHour[std::size_t(weekday)][std::size_t(hour)] == 0)
            return;
        PeopleQuestion asked = question("click");
        asked.weekday = weekday;
        asked.hour = hour;
        m_people->open(asked, tr("Clicks, %1 %2:00").arg(interfaceLocale().dayName(weekday + 1)).arg(hour));
    });
    m_best = makeLabel({}, "tertiary", m_hoursCard);
    m_best->setWordWrap(true);
    m_hoursCard->body()->addWidget(m_hours, 1);
    m_hoursCard->body()->addWidget(m_best);
    row->addWidget(m_hoursCard, 30);
    auto *campaigns = new Card(tr("Campaigns"), bottom);
    campaigns->setFlush();
    m_campaigns = new TableModel(this);
    m_table = new TableView(QStringLiteral("monitorCampaigns"), tr("Campaigns"), campaigns);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(m_campaigns);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.row() < int(m_report.campaigns.size()))
            Q_EMIT goTo(QStringLiteral("campaigns"), QString::number(m_report.campaigns[std::size_t(index.row())].id.value));
    });
    campaigns->body()->addWidget(m_table, 1);
    row->addWidget(campaigns, 50);
    auto *look = new Card(tr("Worth a look"), bottom);
    m_remarks = new ListRows(QStringLiteral("monitorRemarks"), tr("Worth a look"), look);
    m_remarks->setLines(false);
    m_remarks->setWrapping(true);
    connect(m_remarks, &ListRows::opened, this, [this](const QString &id) { openRemark(id.toInt()); });
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_remarks);
    column->addStretch(1);
    auto *scroll = makeScroll(QStringLiteral("monitorRemarksScroll"), inside, look);
    look->body()->addWidget(scroll, 1);
    row->addWidget(look, 22);
    return bottom;
}

void MonitorPage::open(const QString &target) {
    if (target == QLatin1String("complaints"))
        m_people->open(question("complained"), factWord("complained"));
    reload();
}

void MonitorPage::reload() {
    m_isLoading = true;
    if (m_report.figures.empty())
        m_state->showLoading(tr("Counting what came of the emails …"));
    m_latest.request([session = m_session, days = m_days, custom = m_custom](CancelToken cancel) -> Result<PeriodReport> {
        const ReportService reports(*session);
        if (days == 0)
            return reports.period(custom, cancel);
        TRY_ASSIGN(const service::Period period, reports.lastDays(days));
        return reports.period(period, cancel);
    }, [this](Result<PeriodReport> report) {
        m_isLoading = false;
        if (!report)
            return m_state->showError(tr("The figures could not be counted"), sentence(report.error()), tr("Try again"));
        showReport(*report);
    });
}

PeopleQuestion MonitorPage::question(const std::string &fact) const {
    PeopleQuestion asked;
    asked.period = m_report.period;
    asked.fact = fact;
    return asked;
}

void MonitorPage::showReport(const PeriodReport &report) {
    m_report = report;
    m_save->setProperty("absent", report.isEmpty);
    m_picker->setProperty("absent", report.isEmpty);
    m_against->setText({});
    if (report.isEmpty) {
        m_state->showEmpty(QStringLiteral("activity"), tr("Nothing was sent yet"),
                           tr("After the first campaign you see here who got it, who opened it, who clicked and what they bought."), tr("Go to campaigns"));
        Q_EMIT headerChanged();
        return;
    }
    m_against->setText(report.isSoFar ? tr("so far, against as much of the %n days before", nullptr, report.period.days())
                                      : tr("against the %n days before", nullptr, report.period.days()));
    m_against->setToolTip(periodWords(report.comparedWith));
    m_picker->setPeriod(report.period, m_days > 0 ? report.period.last : toCivilDate(zonedToday()));
    showCards(report);
    showCourse(report);
    showFunnel(report);
    showHours(report);
    showCampaigns(report);
    showRemarks(report);
    QString means = report.earned ? definitionWords(report.earned->definition) : QString();
    if (report.isPractice)
        means = means.isEmpty() ? tr("Practice: readers and their clicks are simulated.") : tr("Practice: readers and their clicks are simulated. Revenue: %1.").arg(means);
    else if (!means.isEmpty())
        means = tr("Revenue: %1.").arg(means);
    m_definition->setText(means);
    m_definition->setVisible(!means.isEmpty());
    m_state->showContent();
    showLive();
    Q_EMIT headerChanged();
}

void MonitorPage::showCards(const PeriodReport &report) {
    for (const auto &[id, card] : m_cards) {
        const PeriodFigure *figure = report.figure(id);
        const bool isMoney = id == "purchase" && figure && report.earned->definition.hasRevenue();
        card->setVisible(figure && (id != "complained" || width() >= kWide));
        if (!figure)
            continue;
        KeyFigure shown;
        shown.name = isMoney ? tr("Revenue") : factWord(id);
        const bool isGood = id != "unsubscribed" && id != "complained";
        Change change;
        if (isMoney) {
            shown.figure = moneyWords(report.earned->revenue, report.earned->definition.currency);
            change = changeOf(toDouble(report.earned->revenue), toDouble(report.earnedBefore->revenue), true);
            for (const Decimal day : report.revenuePerDay)
                shown.line.append(toDouble(day));
        } else if (id == "delivered" || id == "purchase") {
            shown.figure = formatNumber(figure->count);
            change = changeOf(double(figure->count), double(figure->before), true);
        } else {
            shown.figure = shareWords(figure->share, figure->share.value() < 0.01 ? 2 : 1);
            change = changeOfShare(figure->share, figure->shareBefore, isGood);
        }
        if (!isMoney)
            for (const std::int64_t day : figure->perDay)
                shown.line.append(double(day));
        shown.change = change.words;
        shown.changeTone = change.tone;
        shown.lineTone = isGood ? Tone::Accent : Tone::Bad;
        shown.lineWords = tr("%1 per day").arg(shown.name);
        card->setFigure(shown);
        const QString count = id == "delivered" || isMoney ? QString() : tr("%1 emails, %2 before. ").arg(formatNumber(figure->count), formatNumber(figure->before));
        card->setToolTip(isMoney ? tr("%1 from %n purchases, %2 before. Open to see who bought.", nullptr, int(report.earned->purchases))
                                       .arg(exactMoneyWords(report.earned->revenue, report.earned->definition.currency),
                                            exactMoneyWords(report.earnedBefore->revenue, report.earned->definition.currency))
                                 : count + tr("Open to see the people."));
    }
}

void MonitorPage::resizeEvent(QResizeEvent *event) {
    Page::resizeEvent(event);
    const bool isWide = width() >= kWide, wasWide = event->oldSize().width() >= kWide;
    if (isWide != wasWide && !m_report.figures.empty() && !m_report.isEmpty) {
        showCards(m_report);
        showCampaigns(m_report);
    }
}

void MonitorPage::showCourse(const PeriodReport &report) {
    QStringList days;
    for (int day = 0; day < report.period.days(); ++day)
        days << dayWords(CivilDate{report.period.first.days + day});
    QVector<DayLine> lines;
    for (const char *id : {"opened", "clicked"}) {
        DayLine line{factWord(id), {}};
        for (const std::int64_t value : report.figure(id)->perDay)
            line.values.append(double(value));
        lines.append(line);
    }
    m_course->setLines(days, lines);
    const qint64 machines = report.figure("opened_by_machine")->count;
    setChip(m_machines, machines > 0 ? tr("machine opens hidden") : QString(), Tone::Neutral);
    m_machines->setToolTip(tr("%n emails were opened by machines only, such as scanners of links; they are not counted.", nullptr, int(machines)));
    m_machines->setVisible(machines > 0);
}

void MonitorPage::showFunnel(const PeriodReport &report) {
    m_funnelCard->setTitle(report.funnel.size() == 5 ? tr("From sent to bought") : tr("From sent to clicked"));
    QVector<BarRow> rows;
    QString loss;
    double worst = 1;
    const qint64 sent = report.funnel.front().count;
    for (std::size_t i = 0; i < report.funnel.size(); ++i) {
        const auto &step = report.funnel[i];
        rows.append({step.label == "opened" ? tr("Opened") : factWord(step.label), step.count, i == 0 ? QString() : tr("(%1 of those sent)").arg(shareOf(step.count, sent)), 0});
        // Delivered to opened is always the largest step and nobody's to mend; the next ones are.
        if (i < 3 || report.funnel[i - 1].count == 0)
            continue;
        const double kept = double(step.count) / double(report.funnel[i - 1].count);
        if (kept < worst) {
            worst = kept;
            loss = tr("Biggest loss: from “%1” to “%2”.").arg(rows[int(i) - 1].name, rows[int(i)].name);
        }
    }
    m_funnel->setRows(rows);
    m_loss->setText(loss.isEmpty() ? tr("Open a bar to see the people.") : tr("%1 Open a bar to see the people.").arg(loss));
}

void MonitorPage::showHours(const PeriodReport &report) {
    const QLocale &locale = interfaceLocale();
    QStringList dayNames, hourNames;
    QVector<double> cells;
    for (int day = 0; day < 7; ++day)
        dayNames << locale.dayName(day + 1, QLocale::ShortFormat);
    for (int hour = 0; hour < 24; ++hour)
        hourNames << QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0'));
    for (const auto &row : report.clicksByHour)
        for (const std::int64_t clicks : row)
            cells.append(double(clicks));
    m_hours->setCells(dayNames, hourNames, cells, [](int day, int hour, double clicks) {
        return MonitorPage::tr("%1 %2:00, %3 clicks").arg(interfaceLocale().dayName(day + 1)).arg(hour).arg(formatNumber(qint64(clicks)));
    });
    std::array<qint64, 24> hours{};
    qint64 total = 0, best = 0;
    int at = 0;
    for (const auto &row : report.clicksByHour)
        for (std::size_t hour = 0; hour < 24; ++hour) {
            hours[hour] += row[hour];
            total += row[hour];
        }
    for (int hour = 0; hour < 23; ++hour)
        if (const qint64 both = hours[std::size_t(hour)] + hours[std::size_t(hour) + 1]; both > best) {
            best = both;
            at = hour;
        }
    m_best->setText(total == 0 ? tr("Nobody clicked in these days.")
                               : tr("Most between %1:00 and %2:00 (%3 of clicks), %4 time.")
                                     .arg(at).arg(at + 2).arg(formatPercent(double(best) / double(total), 0), toQString(report.zone)));
    m_best->setToolTip(tr("Clicks as they happened, not corrected for when emails are sent."));
}

void MonitorPage::showCampaigns(const PeriodReport &report) {
    const bool hasRevenue = report.earned && report.earned->definition.hasRevenue();
    TableRows lines;
    std::vector<Decimal> amounts;
    for (const CampaignLine &line : report.campaigns)
        if (line.earned)
            amounts.push_back(line.earned->revenue);
    const int digits = moneyDigits(amounts);
    for (const CampaignLine &line : report.campaigns) {
        QStringList course;
        for (const std::int64_t day : line.clicksPerDay)
            course << QString::number(day);
        QStringList cells{toQString(line.name), line.isBelowUsual ? QStringLiteral("below") : QString(), formatNumber(line.sent), shareOf(line.clicked, line.delivered)};
        if (hasRevenue)
            cells << moneyWords(line.earned->revenue, line.earned->definition.currency, digits);
        cells << formatNumber(line.unsubscribed) << course.join(QLatin1Char(';'));
        lines.append(cells);
    }
    QVector<TableColumn> columns{{tr("Name")}, {tr("Remark")}, {tr("Sent"), true}, {tr("Clicked"), true}};
    columns[1].chip = [](const QString &state) { return std::pair(state.isEmpty() ? QString() : MonitorPage::tr("below usual"), Tone::Bad); };
    if (hasRevenue)
        columns.append({tr("Earned"), true});
    columns.append({tr("Unsubscribed"), true});
    columns.append({tr("Course")});
    m_campaigns->setRows(columns, lines);
    const int last = int(columns.size()) - 1;
    for (int column = 0; column < last; ++column)
        m_table->setItemDelegateForColumn(column, nullptr);
    m_table->setItemDelegateForColumn(last, new SparklineDelegate(Qt::DisplayRole, false, m_table));
    m_table->fitColumns(150, 0);
    for (int column = 1; column <= last; ++column)
        m_table->setColumnWidth(column, Theme::instance().pixels(column == 1 ? 112 : 72));
    const bool anyBelow = std::any_of(report.campaigns.begin(), report.campaigns.end(), [](const CampaignLine &line) { return line.isBelowUsual; });
    m_table->setColumnHidden(1, !anyBelow);
    m_table->setColumnHidden(last - 1, width() < kWide);
}

void MonitorPage::showRemarks(const PeriodReport &report) {
    QList<ListRowItem> items;
    for (std::size_t i = 0; i < report.remarks.size(); ++i)
        items.append(remarkItem(report.remarks[i], int(i)));
    if (items.isEmpty()) {
        ListRowItem nothing;
        nothing.iconName = QStringLiteral("circle-check");
        nothing.tone = Tone::Good;
        nothing.title = tr("Nothing unusual");
        nothing.note = tr("Bounces, complaints and clicks are as they were");
        nothing.opens = false;
        items.append(nothing);
    }
    m_remarks->setItems(items);
    QStringList rules;
    for (const auto &remark : report.remarks)
        rules << remarkRule(remark);
    rules.removeDuplicates();
    m_remarks->setToolTip(rules.join(QStringLiteral("\n\n")));
}

void MonitorPage::openRemark(int index) {
    if (index < 0 || index >= int(m_report.remarks.size()))
        return;
    const service::Remark &remark = m_report.remarks[std::size_t(index)];
    if (remark.page != "people")
        return Q_EMIT goTo(toQString(remark.page), toQString(remark.target));
    const auto at = remark.target.find('@');
    PeopleQuestion asked = question(remark.target.substr(0, at));
    if (at != std::string::npos)
        asked.domain = remark.target.substr(at + 1);
    m_people->open(asked, remarkItem(remark, index).title);
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

void MonitorPage::openReportMenu() {
    auto *menu = new QMenu(m_save);
    menu->setObjectName(QStringLiteral("monitorReportMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Save as a web page …")), &QAction::triggered, this, &MonitorPage::saveReport);
    connect(menu->addAction(tr("Open in the browser, to print or keep as PDF")), &QAction::triggered, this, &MonitorPage::printReport);
    menu->popup(m_save->mapToGlobal(QPoint(0, m_save->height() + 4)));
}

void MonitorPage::saveReport() {
    const FileQuestion question{tr("Save the report"), tr("Web page (*.html)"), QStringLiteral("report.html"), QStringLiteral("html"), QStringLiteral("reportDialog")};
    askWhereToSave(this, question, [this, period = m_report.period](const QString &path) {
        inBackground(this, [session = m_session, period, path] { return ReportService(*session).writeHtml(period, toUtf8(path)); },
                     [this, path](Result<void> written) {
                         m_saved = written ? path : QString();
                         if (written)
                             m_notice->say(Tone::Good, tr("Report saved"), QDir::toNativeSeparators(path), tr("Show in folder"));
                         else
                             m_notice->say(Tone::Bad, tr("The report was not saved"), sentence(written.error()));
                     });
    });
}

void MonitorPage::printReport() {
    const QString path = QDir::temp().filePath(QStringLiteral("audience-sync-report.html"));
    inBackground(this, [session = m_session, period = m_report.period, path] { return ReportService(*session).writeHtml(period, toUtf8(path)); },
                 [this, path](Result<void> written) {
                     if (!written)
                         return m_notice->say(Tone::Bad, tr("The report could not be opened"), sentence(written.error()));
                     QDesktopServices::openUrl(QUrl::fromLocalFile(path));
                     Q_EMIT said(tr("The report opens in your browser; print it from there, or keep it as PDF."));
                 });
}

} // namespace audience::ui
