#include "ui/campaigns/sending_view.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/kit/background.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/notice.h"
#include "ui/kit/parts_bar.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QButtonGroup>
#include <QtConcurrentRun>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

enum Figure { ToGo, Rejected, KeptBack, NotSure, Delivered, Opened, Clicked, Unsubscribed };
// A filtered list is shown to this length; the whole log is read in windows.
constexpr int kMostFiltered = 5000;

QStringList lineOf(const service::LogRow &row, bool isPractice) {
    return {toQString(row.address.empty() ? row.person : row.address), toQString(row.outcome.empty() ? row.state : row.outcome), clockTime(row.at),
            whatHappened(row, isPractice)};
}

} // namespace

SendingView::SendingView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("sending"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("sendingNotice"), this);
    layout->addWidget(m_notice);
    layout->addWidget(makeSummary());
    layout->addWidget(makeFigures());
    auto *middle = makeRow(space::kMedium);
    auto *chartCard = makeCard(tr("Last 60 seconds"), this);
    m_chart = new ChartView(chartCard);
    m_chart->setObjectName(QStringLiteral("lastMinuteChart"));
    chartCard->layout()->addWidget(m_chart);
    chartCard->setMinimumHeight(200);
    chartCard->setMaximumHeight(240);
    middle->addWidget(chartCard, 5);
    auto *keptCard = makeCard({}, this);
    m_keptTitle = makeLabel(tr("Not sent, and why"), "strong", keptCard);
    keptCard->layout()->addWidget(m_keptTitle);
    m_kept = new BarRows(keptCard);
    m_kept->setObjectName(QStringLiteral("keptBackReasons"));
    m_kept->setAccessibleName(tr("Not sent, and why"));
    keptCard->layout()->addWidget(m_kept);
    m_keptNote = makeLabel({}, "tertiary", keptCard);
    m_keptNote->setWordWrap(true);
    keptCard->layout()->addWidget(m_keptNote);
    static_cast<QVBoxLayout *>(keptCard->layout())->addStretch(1);
    middle->addWidget(keptCard, 4);
    layout->addLayout(middle);
    layout->addWidget(makePeople(), 1);
}

QWidget *SendingView::makeSummary() {
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(0, 0, 0, 0);
    auto *row = makeRow(0);
    const std::pair<const char *, QString> kParts[] = {{"audience", tr("Audience")}, {"content", tr("Content")}, {"way", tr("How")}, {"timing", tr("Timing")}};
    for (const auto &[name, title] : kParts) {
        if (!m_summary.isEmpty()) {
            auto *line = makeLine(card);
            line->setFixedSize(1, 52);
            row->addWidget(line);
        }
        auto *cell = makeColumn(2);
        cell->setContentsMargins(12, 8, 12, 8);
        auto *head = makeRow();
        head->addWidget(makeLabel(title, "strong", card), 1);
        head->addWidget(makeIcon("check", Tone::Good, 14, card));
        cell->addLayout(head);
        auto *words = makeLabel({}, "tertiary", card);
        words->setObjectName(QStringLiteral("summary_") + QLatin1String(name));
        cell->addWidget(words);
        m_summary.append(words);
        row->addLayout(cell);
        static_cast<QHBoxLayout *>(row)->setStretchFactor(cell, 1);
    }
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    return card;
}

QWidget *SendingView::makeFigures() {
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(16, 12, 16, 12);
    auto *row = makeRow(26);
    m_sent = new FigureBox(QStringLiteral("figureSent"), tr("Sent"), FigureBox::Size::Large, card);
    row->addWidget(m_sent);
    const std::pair<const char *, QString> kFigures[] = {
        {"figureToGo", tr("To go")},         {"figureRejected", tr("Rejected")}, {"figureKeptBack", tr("Kept back")}, {"figureNotSure", tr("Not sure")},
        {"figureDelivered", tr("Delivered")}, {"figureOpened", tr("Opened")},    {"figureClicked", tr("Clicked")},    {"figureUnsubscribed", tr("Unsubscribed")}};
    for (const auto &[name, title] : kFigures) {
        auto *box = new FigureBox(QLatin1String(name), title, FigureBox::Size::Medium, card);
        m_figures.append(box);
        row->addWidget(box);
    }
    row->addStretch(1);
    m_speed = new FigureBox(QStringLiteral("figureSpeed"), tr("Speed"), FigureBox::Size::Medium, card);
    row->addWidget(m_speed);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    m_bar = new PartsBar(QStringLiteral("sendingBar"), card);
    m_bar->setAccessibleName(tr("How far the send is"));
    card->layout()->addWidget(m_bar);
    auto *foot = makeRow();
    m_started = makeLabel({}, "tertiary", card);
    m_left = makeLabel({}, "tertiary", card);
    m_left->setObjectName(QStringLiteral("timeLeft"));
    foot->addWidget(m_started, 1);
    foot->addWidget(m_left);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(foot);
    return card;
}

QWidget *SendingView::makePeople() {
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(1, 8, 1, 1);
    auto *head = makeRow();
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(makeLabel(tr("People"), "strong", card), 1);
    m_filters = makeRow(6);
    head->addLayout(m_filters);
    m_filterGroup = new QButtonGroup(this);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(head);
    m_people = new TableModel(this);
    m_table = new TableView(QStringLiteral("peopleTable"), tr("People"), card);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_people);
    m_table->setMinimumHeight(170);
    card->layout()->addWidget(m_table);
    return card;
}

void SendingView::showError(const QString &sentence) {
    m_notice->say(Tone::Bad, sentence, {});
}

void SendingView::show(const service::CampaignView &campaign, const service::CampaignStatus &status, Log log) {
    const bool isOther = !(campaign.id == m_campaign.id);
    m_campaign = campaign;
    m_status = status;
    m_log = std::move(log);
    if (isOther)
        m_filter.clear();
    if (status.state == model::CampaignState::Blocked || (status.state == model::CampaignState::Paused && status.reason != "paused_by_user" && !status.reason.empty()))
        m_notice->say(Tone::Warning, campaignChip(toQString(model::toText(status.state))).first, sentence(status.reason, {}));
    else
        m_notice->clear();
    const qint64 kept = stateCount(status, "skipped");
    m_summary[0]->setText(tr("%1 chosen, %2 can be emailed").arg(formatNumber(status.audience), formatNumber(status.audience - kept)));
    m_summary[1]->setText(toQString(campaign.templateName));
    m_summary[2]->setText(status.isPractice ? tr("Practice, nothing leaves") : tr("Amazon SES, %1").arg(toQString(campaign.campaign.connection)));
    m_summary[3]->setText(status.finishedAt.micros > 0 ? tr("Done %1").arg(dayAndTime(status.finishedAt)) : tr("Started %1").arg(clockTime(status.startedAt)));
    showFigures(status);
    m_chart->setSpec(status.lastMinute);
    QVector<BarRow> reasons;
    for (const auto &reason : status.keptBack)
        reasons.append({reasonWord(reason.reason), reason.count, {}, 0});
    m_kept->setRows(reasons);
    m_keptNote->setText(reasons.isEmpty() ? tr("Nobody was kept back.")
                                          : tr("%1 of %2 people did not get it because our rules forbid it.").arg(formatNumber(kept), formatNumber(status.audience)));
    showFilters(status);
    refreshPeople(isOther);
}

void SendingView::showFigures(const service::CampaignStatus &status) {
    const qint64 sent = stateCount(status, "accepted"), kept = stateCount(status, "skipped"), rejected = stateCount(status, "refused");
    const qint64 unsure = stateCount(status, "in_doubt") + stateCount(status, "unknown");
    const qint64 toGo = stateCount(status, "planned") + stateCount(status, "retry_at") + stateCount(status, "intent");
    const qint64 wanted = status.audience - kept;
    m_sent->setFigure(formatNumber(sent), tr("of %1").arg(formatNumber(wanted)));
    const auto put = [this](Figure which, qint64 value, Tone tone = Tone::Neutral) {
        m_figures[which]->setFigure(formatNumber(value), {}, value > 0 ? tone : Tone::Neutral);
    };
    put(ToGo, toGo);
    put(Rejected, rejected, Tone::Bad);
    put(KeptBack, kept, Tone::Warning);
    put(NotSure, unsure, Tone::Warning);
    put(Delivered, factCount(status, "delivered"));
    put(Opened, factCount(status, "opened"));
    put(Clicked, factCount(status, "clicked"));
    put(Unsubscribed, factCount(status, "unsubscribed"));
    const bool isGoing = status.state == model::CampaignState::Sending;
    m_speed->setVisible(isGoing);
    m_speed->setFigure(tr("%1 /s").arg(status.perSecond, 0, 'f', status.perSecond < 100 ? 1 : 0));
    m_bar->setParts({{tr("Sent"), sent, 0}, {tr("Rejected"), rejected, -3}, {tr("Not sure"), unsure, -4}}, wanted);
    m_started->setText(status.startedAt.micros > 0 ? tr("started %1").arg(clockTime(status.startedAt)) : QString());
    QString left;
    if (isGoing && status.perSecond > 0 && toGo > 0) {
        const int seconds = int(double(toGo) / status.perSecond) + 1;
        left = seconds < 90 ? tr("about %1 s left").arg(seconds) : tr("about %1 min left").arg((seconds + 59) / 60);
    } else if (!isGoing) {
        left = status.finishedAt.micros > 0 ? tr("ended %1").arg(clockTime(status.finishedAt)) : QString();
    }
    m_left->setText(left);
}

void SendingView::showFilters(const service::CampaignStatus &status) {
    // Which chips there are; they are made anew only when one comes or goes.
    struct Filter {
        QString id, name;
        qint64 count;
    };
    QList<Filter> filters{{{}, tr("All"), 0}};
    const auto add = [&](const char *id, qint64 count) {
        if (count > 0)
            filters.append({QLatin1String(id), emailStateWord(id), count});
    };
    add("clicked", factCount(status, "clicked"));
    add("opened", factCount(status, "opened"));
    add("bounced", factCount(status, "bounced"));
    add("unsubscribed", factCount(status, "unsubscribed"));
    add("complained", factCount(status, "complained"));
    add("refused", stateCount(status, "refused"));
    add("skipped", stateCount(status, "skipped"));
    add("in_doubt", stateCount(status, "in_doubt"));
    QStringList before, now;
    for (const QAbstractButton *button : m_filterGroup->buttons())
        before << button->property("filter").toString();
    for (const Filter &filter : filters)
        now << filter.id;
    if (before == now)
        return;
    for (QAbstractButton *button : m_filterGroup->buttons())
        m_filterGroup->removeButton(button);
    clearLayout(m_filters);
    for (const Filter &filter : filters) {
        auto *chip = makeButton(QStringLiteral("filter_") + (filter.id.isEmpty() ? QStringLiteral("all") : filter.id), filter.name, "chip", nullptr, this);
        chip->setCheckable(true);
        chip->setProperty("filter", filter.id);
        chip->setChecked(filter.id == m_filter);
        m_filterGroup->addButton(chip);
        m_filters->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, id = filter.id] {
            m_filter = id;
            refreshPeople(true);
        });
    }
}

void SendingView::refreshPeople(bool always) {
    qint64 sum = m_status.audience;
    for (const auto &[state, count] : m_status.states)
        sum = sum * 31 + count;
    for (const auto &[fact, count] : m_status.facts)
        sum = sum * 31 + count;
    // While somebody reads further down, the list stays as it is.
    const bool isReading = m_table->verticalScrollBar()->value() > 0 || m_table->selectionModel()->hasSelection();
    if (!always && (sum == m_seen || isReading))
        return;
    m_seen = sum;
    const bool isFirst = m_people->columnCount() == 0;
    QVector<TableColumn> columns{{tr("Person")}, {tr("State")}, {tr("When")}, {tr("What happened")}};
    columns[1].chip = emailChip;
    columns[3].quiet = true;
    const auto fetch = [log = m_log, filter = toUtf8(m_filter), isPractice = m_status.isPractice](qint64 first, int count, CancelToken) {
        TableRows rows;
        for (const auto &row : log(filter, first, count))
            rows.append(lineOf(row, isPractice));
        return rows;
    };
    if (m_filter.isEmpty()) {
        m_people->setSource(columns, m_status.audience, fetch);
    } else {
        inBackground(this, [fetch] { return fetch(0, kMostFiltered, {}); }, [this, columns, filter = m_filter](const TableRows &rows) {
            if (filter == m_filter)
                m_people->setRows(columns, rows);
        });
    }
    if (isFirst) {
        m_table->setColumnWidth(0, 280);
        m_table->setColumnWidth(1, 140);
        m_table->setColumnWidth(2, 100);
    }
}

} // namespace audience::ui
