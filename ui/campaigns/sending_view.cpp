#include "ui/campaigns/sending_view.h"

#include "qbase/convert.h"
#include "ui/campaigns/about_card.h"
#include "ui/campaigns/bounce_card.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/click_map_card.h"
#include "ui/campaigns/control_card.h"
#include "ui/campaigns/sending_figures.h"
#include "ui/campaigns/standstill.h"
#include "ui/campaigns/stop_question.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/step_row.h"
#include "ui/kit/theme.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

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
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (m_leadsTo == Shows::WhoSends)
            return Q_EMIT whoSendsWanted();
        filterLog(m_lookAt);
    });
    layout->addWidget(m_notice);
    m_stop = new StopQuestion(this);
    connect(m_stop, &StopQuestion::stopWanted, this, &SendingView::stopWanted);
    connect(m_stop, &StopQuestion::kept, this, &SendingView::stopKept);
    layout->addWidget(m_stop);
    m_stepRow = new StepRow(QStringLiteral("sendingSteps"), this);
    layout->addWidget(m_stepRow);
    connect(m_stepRow, &StepRow::opened, this, [this](const QString &id) {
        if (id == QLatin1String("audience"))
            Q_EMIT goTo(QStringLiteral("segments"), QString::number(m_campaign.campaign.segment.value));
        else if (id == QLatin1String("content"))
            Q_EMIT goTo(QStringLiteral("templates"), QString::number(m_campaign.campaign.emailTemplate.value));
    });
    m_figures = new SendingFigures(this);
    connect(m_figures, &SendingFigures::peopleWanted, this,
            [this](const QString &fact) { Q_EMIT peopleWanted(question(toUtf8(fact)), factWord(toUtf8(fact))); });
    layout->addWidget(m_figures);
    m_control = new ControlCard(this);
    m_control->hide();
    connect(m_control, &ControlCard::controlOpened, this, [this] { filterLog(QStringLiteral("reason:") + QLatin1String(service::kHoldout)); });
    layout->addWidget(m_control);
    layout->addWidget(makeMiddle());
    m_clicks = new ClickMapCard(this);
    m_clicks->hide();
    connect(m_clicks, &ClickMapCard::linkOpened, this, [this](const QString &label) { openLink(toUtf8(label)); });
    layout->addWidget(m_clicks);
    m_people = new PeopleLog(this);
    m_people->setMinimumHeight(kLogHeight);
    layout->addWidget(m_people, 1);
    m_about = new AboutCard(this);
    connect(m_about, &AboutCard::changed, this, [this](const model::Campaign &campaign) {
        m_campaign.campaign = campaign;
        Q_EMIT aboutEdited(campaign);
    });
    layout->addWidget(m_about);
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
    m_chart->setOpens(true);
    connect(m_chart, &ChartView::pointActivated, this, &SendingView::openPoint);
    columnOf(chart)->addWidget(m_chart, 1);
    chart->setMinimumHeight(196);
    m_middle->addWidget(chart, 5);
    m_middle->addLayout(row, 8);
    m_chartCard = chart;
    auto *links = makeCard({}, middle);
    m_linksTitle = makeLabel({}, "strong", links);
    m_linksTitle->setWordWrap(true);
    columnOf(links)->addWidget(m_linksTitle);
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
    m_bounces = new BounceCard(middle);
    connect(m_bounces, &BounceCard::filterWanted, this, &SendingView::filterLog);
    static_cast<QHBoxLayout *>(row)->addWidget(m_bounces, 1);
    connect(m_kept, &BarRows::rowActivated, this, [this](int which) { filterLog(m_reasons.value(which)); });
    connect(m_links, &BarRows::rowActivated, this, [this](int which) {
        if (which < int(m_status.clicks.size()))
            openLink(m_status.clicks[std::size_t(which)].label);
    });
    return middle;
}

void SendingView::filterLog(const QString &filter) {
    m_people->filterBy(filter);
    findChild<QScrollArea *>(QStringLiteral("sendingScroll"))->ensureWidgetVisible(m_people, 0, 0);
}

void SendingView::openLink(const std::string &label) {
    service::PeopleQuestion asked = question("click");
    asked.link = label;
    Q_EMIT peopleWanted(asked, tr("Clicked %1").arg(toQString(label)));
}

// Where the window is narrow, words before pictures: the chart above, the bars below with room for their names.
void SendingView::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    m_middle->setDirection(width() >= kOneRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void SendingView::say(Tone tone, const QString &title, const QString &text, const QString &action) {
    m_isAsking = true;
    m_notice->say(tone, title, text, action);
}

// Esc answers the question wherever the keyboard is on the page; only then does it lead away.
void SendingView::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape && m_stop->isVisible())
        return m_stop->keep();
    QWidget::keyPressEvent(event);
}

void SendingView::askToStop() {
    m_stop->tell(toGo(), m_status.state != model::CampaignState::Sending);
    m_stop->ask();
    findChild<QScrollArea *>(QStringLiteral("sendingScroll"))->ensureWidgetVisible(m_stop, 0, 0);
}

qint64 SendingView::toGo() const { return m_figures->toGo(); }

void SendingView::clearNotice() {
    m_isAsking = false;
    m_notice->clear();
}

// What a person has to know about the whole send; a question of the page stands above it.
void SendingView::showState(const service::CampaignStatus &status) {
    using model::CampaignState;
    const qint64 unsure = stateCount(status, "in_doubt") + stateCount(status, "unknown");
    if (m_isAsking)
        return;
    const bool isOver = status.state == CampaignState::Finished || status.state == CampaignState::Stopped;
    const bool isElsewhere = m_machine.isHandedOver && !isOver;
    m_leadsTo = isElsewhere || status.state == CampaignState::Scheduled ? Shows::WhoSends : Shows::Log;
    if (isElsewhere)
        return m_notice->say(Tone::Accent, tr("%1 sends this").arg(toQString(m_machine.name)),
                             tr("What becomes of it is known there and comes home when sending is handed back. Below is how it stood when it was handed over."), tr("Who sends"));
    if (m_takeBack > 0 || status.state == CampaignState::Scheduled)
        return showWaiting();
    const Standstill why = standstillOf(status, m_way);
    const bool isByHand = status.reason == "paused_by_user";
    const bool saysWhy = !why.title.isEmpty() && !(isByHand && unsure > 0);
    m_lookAt = saysWhy ? why.filter : QStringLiteral("not_sure");
    if (saysWhy)
        m_notice->say(status.state == CampaignState::Sending || isByHand ? Tone::Accent : Tone::Warning, why.title, why.text, why.filter.isEmpty() ? QString() : tr("Show them"));
    else if (unsure > 0 && status.state != CampaignState::Sending)
        m_notice->say(Tone::Warning, tr("%Ln emails may not have gone out", nullptr, int(unsure)), unsureWords(), tr("Show them"));
    else
        m_notice->clear();
}

// It does not move at this moment, so that no speed and no end can be told.
bool SendingView::isHeldUp() const { return m_isStill || m_takeBack > 0 || !m_status.reason.empty(); }

QString SendingView::unsureWords() const {
    switch (m_way) {
    case service::SendingWay::Amazon:
        return tr("Amazon has not said what became of them. They are never sent twice by themselves; if you know, say it in the list below.");
    case service::SendingWay::MailServer:
        return tr("Your mail server has not said what became of them. They are never sent twice by themselves; if you know, say it in the list below.");
    case service::SendingWay::Practice:
        break;
    }
    return tr("It is not noted what became of them. They are never sent twice by themselves; if you know, say it in the list below.");
}

QString SendingView::wayWords() const {
    const QString connection = toQString(m_campaign.campaign.connection);
    return m_way == service::SendingWay::Amazon       ? tr("Amazon SES, %1").arg(connection)
           : m_way == service::SendingWay::MailServer ? tr("Mail server, %1").arg(connection)
                                                      : tr("Practice, nothing leaves");
}

service::Reporting SendingView::reporting() const { return {m_way, m_campaign.campaign.plan.followOpens, m_campaign.campaign.plan.followClicks}; }

// Before the first email of a send, or between two of a series.
void SendingView::showWaiting() {
    constexpr int kCounted = 120; // seconds; what is further off has a time
    const ZoneScope here(this);
    if (m_takeBack == 0) {
        const bool mayOffer = m_machine.isThis && m_risk != service::SleepRisk::Low;
        const QString machine = toQString(m_machine.name);
        const QString who = !mayOffer                              ? tr("%1 will send this and must be awake then.").arg(machine)
                            : m_risk == service::SleepRisk::Laptop ? tr("%1 will send this. It runs on a battery and may be asleep then.").arg(machine)
                                                                   : tr("%1 will send this. See that it is awake then.").arg(machine);
        return m_notice->say(Tone::Accent, tr("Goes out again %1").arg(momentWords(m_campaign.nextStart)),
                             tr("The people are counted at every start. Below is the start before.") + QLatin1Char(' ') + who, mayOffer ? tr("Hand over sending…") : QString());
    }
    const QString words = tr("Nothing has left yet. If you take it back it is a draft again and nobody gets it.");
    m_notice->say(Tone::Accent, m_takeBack <= kCounted ? tr("First email in %n s", nullptr, m_takeBack) : tr("First email %1").arg(momentWords(m_status.takeBackUntil)), words);
}

void SendingView::show(const service::CampaignView &campaign, const service::CampaignStatus &status, service::SendingWay way, PeopleLog::Source source) {
    const ZoneScope here(this);
    m_way = way;
    const bool isOther = !(campaign.id == m_campaign.id);
    m_campaign = campaign;
    m_status = status;
    if (isOther) {
        findChild<QScrollArea *>(QStringLiteral("sendingScroll"))->verticalScrollBar()->setValue(0);
        m_isAsking = false;
        m_stop->withdraw();
        m_figures->showEarned(nullptr);
        m_steps.clear();
        m_chart->setEmptyWords(tr("Counting opens and clicks…"));
        m_chart->setSpec({});
        m_chartCard->show();
        for (QWidget *later : std::initializer_list<QWidget *>{m_control, m_clicks, m_bounces})
            later->hide();
    }
    if (isOther || !m_about->isAncestorOf(QApplication::focusWidget())) // what is being written stays
        m_about->show(campaign.campaign, m_currency);
    showState(status);
    const qint64 kept = keptBackCount(status);
    const std::string &variant = campaign.campaign.variant;
    const QString email = variant.empty() ? toQString(campaign.templateName) : tr("%1, variant %2").arg(toQString(campaign.templateName), toQString(variant));
    QList<Step> steps{{QStringLiteral("audience"), tr("Audience"),
                       tr("%1 chosen, %2 can be emailed").arg(formatNumber(status.audience), formatNumber(status.audience - kept)), Step::State::Done},
                      {QStringLiteral("content"), tr("Content"),
                       m_topic.isEmpty() ? email : tr("%1, topic %2").arg(email, m_topic), Step::State::Done},
                      {QStringLiteral("way"), tr("How"), wayWords(), Step::State::Done},
                      {QStringLiteral("timing"), tr("Timing"), rateWords(campaign.campaign.ratePerSecond), Step::State::Done}};
    if (!campaign.campaign.approvedAt.empty())
        steps.append({QStringLiteral("approved"), tr("Approved"), approvalWords(campaign.campaign), Step::State::Done});
    m_stepRow->setSteps(steps);
    m_figures->show(status, reporting(), status.state == model::CampaignState::Sending && !isHeldUp());
    showToGo();
    showChart(status);
    showReasons(status);
    m_people->show(status, m_way, std::move(source), isOther);
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
    QVector<BarRow> reasons;
    m_reasons.clear();
    for (const Reason &reason : std::as_const(all)) {
        reasons.append({reason.words, reason.count, {}, 0});
        m_reasons.append(reason.filter);
    }
    m_kept->setRows(reasons);
    m_keptNote->setText(status.gotNothing == 0 ? tr("Nobody was left out.")
                                               : tr("%Ln of %1 people did not get it. Choose a bar to see who.", nullptr, int(status.gotNothing)).arg(formatNumber(status.audience)));
    showLinks(status.clicks);
}

static bool isUnderWay(const service::CampaignStatus &status) {
    return status.state == model::CampaignState::Sending || status.state == model::CampaignState::Paused;
}

// Where all links lead to one place it is said once, and there is room for what differs.
void SendingView::showLinks(const std::vector<service::Bucket> &links) {
    constexpr int kMost = 6;
    QStringList names;
    QSet<QString> hosts;
    for (const auto &link : links) {
        names.append(toQString(link.label).section(QStringLiteral("://"), -1));
        hosts.insert(names.last().section(QLatin1Char('/'), 0, 0));
    }
    const bool isOneHost = hosts.size() == 1 && links.size() > 1;
    QVector<BarRow> rows;
    for (int i = 0; i < names.size() && i < kMost; ++i) {
        const QString path = names[i].section(QLatin1Char('/'), 1);
        rows.append({isOneHost ? QLatin1Char('/') + path : names[i], links[std::size_t(i)].count, isOneHost ? names[i] : QString(), 1});
    }
    m_linksTitle->setText(isOneHost ? tr("Clicks per link, %1").arg(*hosts.constBegin()) : tr("Clicks per link"));
    m_links->setRows(rows);
    m_linksCard->setVisible(!rows.isEmpty() && isUnderWay(m_status));
}

// While it goes, second by second; of one that is over the report says what came after.
void SendingView::showChart(const service::CampaignStatus &status) {
    m_chartTitle->setText(!isUnderWay(status)                               ? tr("Opens and clicks after the send")
                          : status.state == model::CampaignState::Sending ? tr("Emails per second, the last minute")
                                                                          : tr("Emails per second, before the pause"));
    if (!isUnderWay(status))
        return;
    m_chart->setEmptyWords(m_takeBack > 0 ? tr("Nothing has left yet.") : tr("The first emails are on their way."));
    m_steps.clear();
    const auto &points = status.lastMinute.series.front().points;
    for (const auto &point : points)
        m_steps.push_back(instantFromIso(point.label).value_or(Instant{}));
    if (!m_steps.empty())
        m_steps.push_back(m_steps.back() + std::chrono::seconds(1));
    model::ChartSpec course = inWords(status.lastMinute);
    course.title = course.textAlternative = toUtf8(m_chartTitle->text());
    if (m_way == service::SendingWay::MailServer)
        course.series.resize(1); // what it delivers it does not tell
    m_chart->setSpec(course);
    m_chartCard->show();
}

service::PeopleQuestion SendingView::question(const std::string &fact) const {
    service::PeopleQuestion asked;
    asked.campaign = m_campaign.id;
    asked.fact = fact;
    return asked;
}

void SendingView::openPoint(int line, int step) {
    if (std::size_t(step) + 1 >= m_steps.size())
        return;
    const ZoneScope here(this);
    const std::string fact = isUnderWay(m_status) ? (line == 0 ? "handed_over" : "delivered") : (line == 0 ? "opened" : "clicked");
    service::PeopleQuestion asked = question(fact);
    asked.span = service::Span{m_steps[std::size_t(step)], m_steps[std::size_t(step) + 1]};
    const bool isSeconds = asked.span->until - asked.span->from < std::chrono::minutes(1);
    Q_EMIT peopleWanted(asked, tr("%1, %2").arg(factWord(fact), isSeconds ? exactMomentWords(asked.span->from) : momentWords(asked.span->from)));
}

void SendingView::showReport(const service::CampaignReport &report) {
    m_figures->showEarned(report.earned ? &*report.earned : nullptr);
    if (isUnderWay(m_status))
        return;
    m_chart->setEmptyWords(tr("Nobody has opened it yet."));
    m_steps = report.steps;
    model::ChartSpec course = inWords(report.timeline);
    course.title = toUtf8(m_chartTitle->text());
    m_chart->setSpec(course);
    m_control->setVisible(report.control.has_value());
    if (report.control)
        m_control->show(*report.control);
    m_bounces->show(report);
    // Two points are no course, and none that never was reported.
    const bool isHeard = reporting().has("opened") || reporting().has("clicked") || factCount(m_status, "opened") > 0;
    m_chartCard->setVisible(isHeard && !report.timeline.series.empty() && report.timeline.series.front().points.size() > 2);
}

void SendingView::showClicks(const service::ClickMap &map) {
    const bool isThere = !isUnderWay(m_status) && !map.links.empty();
    if (isThere)
        m_clicks->show(map);
    m_clicks->setVisible(isThere);
}

bool SendingView::isSettled() const { return m_people->isSettled() && m_clicks->isSettled(); }

void SendingView::showProgress(ProgressState state, int secondsToGo) {
    if (state.total <= 0)
        return;
    m_figures->showProgress(state.done, state.total, isHeldUp() ? -1 : secondsToGo);
    showToGo();
}

// The question says the number of this moment, and goes when there is nothing left to stop.
void SendingView::showToGo() {
    using model::CampaignState;
    if (m_status.state != CampaignState::Sending && m_status.state != CampaignState::Paused && m_status.state != CampaignState::Blocked)
        m_stop->withdraw();
    m_stop->tell(toGo(), m_status.state != CampaignState::Sending);
    m_people->showToGo(toGo());
    Q_EMIT toGoChanged();
}

} // namespace audience::ui
