#include "ui/campaigns/sending_view.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/parts_bar.h"
#include "ui/kit/step_row.h"
#include "ui/kit/theme.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

enum Figure { ToGo, Rejected, KeptBack, NotSure, Delivered, Opened, Clicked, Bounced, Unsubscribed, Complained };

static constexpr int kLogHeight = 260, kOneRow = 1000;

static QVBoxLayout *columnOf(QFrame *card) { return static_cast<QVBoxLayout *>(card->layout()); }

SendingView::SendingView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("sending"));
    auto *inside = new QWidget; // scrolls where the window is low
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(makeScroll(QStringLiteral("sendingScroll"), measured(inside, Measure::Board), this));
    m_notice = new Notice(QStringLiteral("sendingNotice"), this);
    connect(m_notice, &Notice::actionWanted, this, &SendingView::noticeAction);
    layout->addWidget(m_notice);
    m_steps = new StepRow(QStringLiteral("sendingSteps"), this);
    layout->addWidget(m_steps);
    connect(m_steps, &StepRow::opened, this, [this](const QString &id) {
        if (id == QLatin1String("audience"))
            Q_EMIT goTo(QStringLiteral("segments"), QString::number(m_campaign.campaign.segment.value));
        else if (id == QLatin1String("content"))
            Q_EMIT goTo(QStringLiteral("templates"), QString::number(m_campaign.campaign.emailTemplate.value));
    });
    layout->addWidget(makeFigures());
    layout->addWidget(makeMiddle());
    m_people = new PeopleLog(this);
    m_people->setMinimumHeight(kLogHeight);
    layout->addWidget(m_people, 1);
}

QWidget *SendingView::makeMiddle() {
    auto *middle = new QWidget(this);
    m_middle = new QBoxLayout(QBoxLayout::LeftToRight, middle);
    m_middle->setContentsMargins(0, 0, 0, 0);
    m_middle->setSpacing(space::kMedium);
    auto *row = makeRow(space::kMedium);
    auto *chart = makeCard({}, middle);
    m_chartTitle = makeLabel({}, "strong", chart);
    columnOf(chart)->addWidget(m_chartTitle);
    m_chart = new ChartView(chart);
    m_chart->setObjectName(QStringLiteral("lastMinuteChart"));
    m_chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // as high as the words beside it
    columnOf(chart)->addWidget(m_chart, 1);
    chart->setMinimumHeight(196);
    m_middle->addWidget(chart, 5);
    m_middle->addLayout(row, 8);
    m_chartCard = chart;
    auto *links = makeCard(tr("Clicks per link"), middle);
    m_links = new BarRows(links);
    m_links->setOpens(true);
    m_links->setObjectName(QStringLiteral("clicksPerLink"));
    m_links->setAccessibleName(tr("People who clicked each link"));
    columnOf(links)->addWidget(m_links);
    columnOf(links)->addStretch(1);
    static_cast<QHBoxLayout *>(row)->addWidget(links, 1);
    m_linksCard = links;
    auto *kept = makeCard(tr("Did not get it, and why"), middle);
    m_kept = new BarRows(kept);
    m_kept->setOpens(true);
    m_kept->setObjectName(QStringLiteral("keptBackReasons"));
    m_kept->setAccessibleName(tr("Did not get it, and why"));
    columnOf(kept)->addWidget(m_kept);
    m_keptNote = makeLabel({}, "secondary", kept);
    m_keptNote->setWordWrap(true);
    columnOf(kept)->addWidget(m_keptNote);
    columnOf(kept)->addStretch(1);
    static_cast<QHBoxLayout *>(row)->addWidget(kept, 1);
    connect(m_kept, &BarRows::rowActivated, this, [this](int which) {
        m_people->filterBy(m_reasons.value(which));
    });
    connect(m_links, &BarRows::rowActivated, this, [this](int which) {
        if (which < int(m_status.clicks.size()))
            m_people->filterBy(QStringLiteral("link:") + toQString(m_status.clicks[std::size_t(which)].label));
    });
    return middle;
}

// Where the window is narrow, words before pictures: the chart above, the bars below with room for their names.
void SendingView::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    m_middle->setDirection(width() >= kOneRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QWidget *SendingView::makeFigures() {
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(16, 12, 16, 12);
    auto *row = makeRow(22);
    auto *many = new QWidget(card); // go on in the next line where the window is narrow
    auto *flow = new FlowLayout(many, 22);
    m_sent = new FigureBox(QStringLiteral("figureSent"), tr("Sent"), FigureBox::Size::Large, many);
    flow->addWidget(m_sent);
    flow->setAlignment(m_sent, Qt::AlignBottom);
    const std::pair<const char *, QString> kFigures[] = {
        {"figureToGo", tr("To go")},         {"figureRejected", tr("Rejected")}, {"figureKeptBack", tr("Kept back")}, {"figureNotSure", tr("Not sure")},
        {"figureDelivered", tr("Delivered")}, {"figureOpened", tr("Opened")},    {"figureClicked", tr("Clicked")},    {"figureBounced", tr("Bounced")},
        {"figureUnsubscribed", tr("Unsubscribed")}, {"figureComplained", tr("Complained")}};
    for (const auto &[name, title] : kFigures) {
        auto *box = new FigureBox(QLatin1String(name), title, FigureBox::Size::Medium, many);
        m_figures.append(box);
        flow->addWidget(box);
        flow->setAlignment(box, Qt::AlignBottom);
    }
    row->addWidget(many, 1);
    m_revenue = new FigureBox(QStringLiteral("figureRevenue"), tr("Revenue"), FigureBox::Size::Medium, card);
    m_revenue->hide();
    row->addWidget(m_revenue, 0, Qt::AlignBottom);
    m_speed = new FigureBox(QStringLiteral("figureSpeed"), tr("Speed"), FigureBox::Size::Medium, card);
    row->addWidget(m_speed, 0, Qt::AlignBottom);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    m_bar = new PartsBar(QStringLiteral("sendingBar"), card);
    m_bar->setAccessibleName(tr("How far the send is"));
    card->layout()->addWidget(m_bar);
    auto *foot = makeRow(space::kPage);
    m_started = new ElidedLabel({}, "secondary", card);
    m_definition = new ElidedLabel({}, "secondary", card);
    m_definition->setObjectName(QStringLiteral("revenueDefinition"));
    m_left = makeLabel({}, "secondary", card);
    m_left->setObjectName(QStringLiteral("timeLeft"));
    foot->addWidget(m_started);
    foot->addStretch(1);
    foot->addWidget(m_definition);
    foot->addWidget(m_left);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(foot);
    return card;
}

void SendingView::say(Tone tone, const QString &title, const QString &text, const QString &action) {
    m_isAsking = true;
    m_notice->say(tone, title, text, action);
}

void SendingView::clearNotice() {
    m_isAsking = false;
    m_notice->clear();
}

// What a person has to know about the whole send; a question of the page stands above it.
void SendingView::showState(const service::CampaignStatus &status) {
    using model::CampaignState;
    const QString state = campaignChip(toQString(model::toText(status.state))).first;
    const qint64 unsure = stateCount(status, "in_doubt") + stateCount(status, "unknown");
    if (m_isAsking)
        return;
    if (status.state == CampaignState::Blocked || (status.state == CampaignState::Paused && status.reason != "paused_by_user" && !status.reason.empty()))
        m_notice->say(Tone::Warning, state, sentence(status.reason, {}));
    else if (unsure > 0 && status.state != CampaignState::Sending)
        m_notice->say(Tone::Warning, tr("%n emails may not have gone out", nullptr, int(unsure)),
                      tr("Amazon has not said what became of them. They are never sent twice by themselves; if you know, say it in the list below."), tr("Show them"));
    else
        m_notice->clear();
}

void SendingView::show(const service::CampaignView &campaign, const service::CampaignStatus &status, PeopleLog::Source source) {
    const ZoneScope here(this);
    const bool isOther = !(campaign.id == m_campaign.id);
    m_campaign = campaign;
    m_status = status;
    if (isOther) {
        m_isAsking = false;
        m_revenue->hide();
        m_definition->clear();
        m_chart->setEmptyWords(tr("Counting opens and clicks…"));
        m_chart->setSpec({});
        m_chartCard->show();
    }
    showState(status);
    const qint64 kept = stateCount(status, "skipped");
    QList<Step> steps{{QStringLiteral("audience"), tr("Audience"),
                       tr("%1 chosen, %2 can be emailed").arg(formatNumber(status.audience), formatNumber(status.audience - kept)), Step::State::Done},
                      {QStringLiteral("content"), tr("Content"), toQString(campaign.templateName), Step::State::Done},
                      {QStringLiteral("way"), tr("How"),
                       status.isPractice ? tr("Practice, nothing leaves") : tr("Amazon SES, %1").arg(toQString(campaign.campaign.connection)), Step::State::Done},
                      {QStringLiteral("timing"), tr("Timing"),
                       campaign.campaign.ratePerSecond > 0 ? tr("%1 per second").arg(formatNumber(qint64(campaign.campaign.ratePerSecond))) : tr("As fast as allowed"),
                       Step::State::Done}};
    if (const auto approved = instantFromIso(campaign.campaign.approvedAt))
        steps.append({QStringLiteral("approved"), tr("Approved"), dayAndTime(*approved), Step::State::Done});
    m_steps->setSteps(steps);
    showFigures(status);
    const bool isGoing = status.state == model::CampaignState::Sending || status.state == model::CampaignState::Paused;
    m_chartTitle->setText(isGoing ? tr("Last 60 seconds") : tr("Opens and clicks after the send"));
    if (isGoing) {
        m_chart->setSpec(inWords(status.lastMinute));
        m_chartCard->show();
    }
    showReasons(status);
    m_people->show(status, std::move(source), isOther);
}

void SendingView::showReasons(const service::CampaignStatus &status) {
    constexpr int kMost = 5;
    struct Reason {
        QString filter, words;
        qint64 count;
    };
    QVector<Reason> all{{QStringLiteral("bounced"), emailStateWord("bounced"), factCount(status, "bounced")},
                        {QStringLiteral("bounced_soft"), emailStateWord("bounced_soft"), factCount(status, "bounced_soft")},
                        {QStringLiteral("refused"), emailStateWord("refused"), stateCount(status, "refused")},
                        {QStringLiteral("rejected"), emailStateWord("rejected"), factCount(status, "rejected")}};
    for (const auto &reason : status.keptBack)
        all.append({QStringLiteral("reason:") + toQString(reason.reason), reasonWord(reason.reason), reason.count});
    all.erase(std::remove_if(all.begin(), all.end(), [](const Reason &reason) { return reason.count == 0; }), all.end());
    std::stable_sort(all.begin(), all.end(), [](const Reason &a, const Reason &b) { return a.count > b.count; });
    // What has no bar of its own is in the last one, so that the bars are everybody.
    if (all.size() > kMost) {
        Reason rest{QStringLiteral("got_nothing"), tr("%n other reasons", nullptr, int(all.size()) - kMost + 1), 0};
        for (auto reason = all.cbegin() + kMost - 1; reason != all.cend(); ++reason)
            rest.count += reason->count;
        all.resize(kMost - 1);
        all.append(rest);
    }
    QVector<BarRow> reasons, links;
    m_reasons.clear();
    for (const Reason &reason : std::as_const(all)) {
        reasons.append({reason.words, reason.count, {}, 0});
        m_reasons.append(reason.filter);
    }
    m_kept->setRows(reasons);
    m_keptNote->setText(status.gotNothing == 0 ? tr("Nobody was left out.")
                                               : tr("%Ln of %1 people did not get it. Choose a bar to see who.", nullptr, int(status.gotNothing)).arg(formatNumber(status.audience)));
    for (const auto &link : status.clicks)
        if (links.size() < kMost + 1)
            links.append({toQString(link.label).section(QStringLiteral("://"), -1), link.count, {}, 1});
    m_links->setRows(links);
    m_linksCard->setVisible(!links.isEmpty());
}

void SendingView::showReport(const service::CampaignReport &report) {
    const bool isGoing = m_status.state == model::CampaignState::Sending || m_status.state == model::CampaignState::Paused;
    m_chart->setEmptyWords(tr("Nobody has opened it yet."));
    if (!isGoing)
        m_chart->setSpec(inWords(report.timeline));
    // Two points are no course.
    const bool isCourse = !report.timeline.series.empty() && report.timeline.series.front().points.size() > 2;
    m_chartCard->setVisible(isGoing || isCourse);
    const bool hasRevenue = report.earned && report.earned->definition.hasRevenue();
    m_revenue->setVisible(hasRevenue);
    if (hasRevenue)
        m_revenue->setFigure(moneyWords(report.earned->revenue, report.earned->definition.currency));
    m_definition->setText(report.earned ? definitionWords(report.earned->definition) : QString());
}

void SendingView::showFigures(const service::CampaignStatus &status) {
    const ZoneScope here(this);
    const qint64 sent = stateCount(status, "accepted"), kept = stateCount(status, "skipped"), rejected = stateCount(status, "refused");
    const qint64 unsure = stateCount(status, "in_doubt") + stateCount(status, "unknown");
    const qint64 toGo = stateCount(status, "planned") + stateCount(status, "retry_at") + stateCount(status, "intent");
    const qint64 wanted = status.audience - kept;
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
    put(Bounced, factCount(status, "bounced"), Tone::Bad);
    put(Unsubscribed, factCount(status, "unsubscribed"));
    put(Complained, factCount(status, "complained"), Tone::Bad);
    // What is over has nothing to go; what went well has no zeros to look at.
    m_figures[ToGo]->setVisible(toGo > 0);
    m_figures[Rejected]->setVisible(rejected > 0);
    m_figures[NotSure]->setVisible(unsure > 0);
    m_figures[Bounced]->setVisible(factCount(status, "bounced") > 0);
    m_figures[Complained]->setVisible(factCount(status, "complained") > 0);
    const bool isGoing = status.state == model::CampaignState::Sending;
    m_speed->setVisible(isGoing);
    m_speed->setFigure(tr("%1 /s").arg(interfaceLocale().toString(status.perSecond, 'f', status.perSecond < 100 ? 1 : 0)));
    m_rejected = rejected;
    m_unsure = unsure;
    showSent(sent, wanted);
    QString started = status.startedAt.micros > 0 ? tr("started %1").arg(dayAndTime(status.startedAt)) : QString();
    if (status.finishedAt.micros > 0)
        started += QStringLiteral(" · ") + tr("ended %1").arg(dayAndTime(status.finishedAt));
    const auto late = status.startedAt - status.wantedAt;
    if (status.wantedAt.micros > 0 && late > std::chrono::minutes(1))
        started += QStringLiteral(" · ") + tr("%n minutes late: no computer was awake", nullptr, int(late / std::chrono::minutes(1)));
    if (status.isPractice && status.finishedAt.micros > 0)
        started += QStringLiteral(" · ") + tr("practice: readers are made up");
    m_started->setText(started);
    showLeft(isGoing && status.perSecond > 0 && toGo > 0 ? int(double(toGo) / status.perSecond) + 1 : -1);
}

void SendingView::showSent(qint64 sent, qint64 wanted) {
    m_sent->setFigure(formatNumber(sent), sent == wanted && m_status.finishedAt.micros > 0 ? QString() : tr("of %1").arg(formatNumber(wanted)));
    m_bar->setParts({{tr("Sent"), sent, 0}, {tr("Rejected"), m_rejected, -3}, {tr("Not sure"), m_unsure, -4}}, wanted);
}

void SendingView::showLeft(int seconds) {
    m_left->setText(seconds < 0 ? QString() : seconds < 90 ? tr("about %n s left", nullptr, seconds) : tr("about %n min left", nullptr, (seconds + 59) / 60));
    m_left->setVisible(seconds >= 0);
}

void SendingView::showProgress(ProgressState state, int secondsToGo) {
    if (state.total <= 0)
        return;
    showSent(state.done, state.total);
    showLeft(secondsToGo);
}

} // namespace audience::ui
