#include "ui/campaigns/sending_figures.h"

#include "qbase/convert.h"
#include "service/period_report.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/parts_bar.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

static constexpr int kGap = 20, kLineHigh = 34;

// Of those who were skipped, the ones whose turn a stop took.
static qint64 stoppedCount(const service::CampaignStatus &status) {
    const auto stopped = std::find_if(status.keptBack.begin(), status.keptBack.end(), [](const auto &one) { return one.reason == "stopped"; });
    return stopped == status.keptBack.end() ? 0 : stopped->count;
}

qint64 keptBackCount(const service::CampaignStatus &status) {
    return stateCount(status, "skipped") - stoppedCount(status);
}

SendingFigures::SendingFigures(QWidget *parent) : QFrame(parent) {
    setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(space::kSmall);
    auto *row = makeRow(kGap);
    row->addWidget(makeFigures(), 1);
    m_revenue = add(row, "figureRevenue", "purchase", tr("Revenue"));
    m_revenue->hide();
    m_speed = new FigureBox(QStringLiteral("figureSpeed"), tr("Speed"), FigureBox::Size::Medium, this);
    row->addWidget(m_speed, 0, Qt::AlignBottom);
    column->addLayout(row);
    m_bar = new PartsBar(QStringLiteral("sendingBar"), this);
    m_bar->setAccessibleName(tr("How far the send is"));
    column->addWidget(m_bar);
    m_unknown = makeLabel({}, "secondary", this);
    m_unknown->setObjectName(QStringLiteral("figuresUnknown"));
    m_unknown->setWordWrap(true);
    m_unknown->hide();
    column->addWidget(m_unknown);
    auto *foot = makeRow(space::kPage);
    m_started = new ElidedLabel({}, "secondary", this);
    m_definition = new ElidedLabel({}, "secondary", this);
    m_definition->setObjectName(QStringLiteral("revenueDefinition"));
    m_left = makeLabel({}, "secondary", this);
    m_left->setObjectName(QStringLiteral("timeLeft"));
    foot->addWidget(m_started);
    foot->addStretch(1);
    foot->addWidget(m_definition);
    foot->addWidget(m_left);
    column->addLayout(foot);
}

QWidget *SendingFigures::makeFigures() {
    auto *many = new QWidget(this); // go on in the next line where the window is narrow
    auto *flow = new FlowLayout(many, kGap);
    m_sent = new FigureBox(QStringLiteral("figureSent"), tr("Sent"), FigureBox::Size::Large, many);
    m_sent->setOpens(true);
    connect(m_sent, &FigureBox::opened, this, [this] { Q_EMIT peopleWanted(QStringLiteral("handed_over")); });
    flow->addWidget(m_sent);
    flow->setAlignment(m_sent, Qt::AlignBottom);
    add(flow, "figureToGo", "to_go", tr("To go"));
    add(flow, "figureRejected", "refused", tr("Rejected"));
    add(flow, "figureNotSure", "not_sure", tr("Not sure"));
    add(flow, "figureNotSent", "left_out", tr("Not sent"));
    addLine(flow);
    add(flow, "figureKeptBack", "kept_back", tr("Kept back"));
    addLine(flow);
    add(flow, "figureDelivered", "delivered", tr("Delivered"));
    add(flow, "figureOpened", "opened", tr("Opened"));
    add(flow, "figureOpenedByMachine", "opened_by_machine", tr("Opened by programs"));
    add(flow, "figureClicked", "clicked", tr("Clicked"));
    add(flow, "figureBounced", "bounced", tr("Bounced"));
    add(flow, "figureUnsubscribed", "unsubscribed", tr("Unsubscribed"));
    add(flow, "figureComplained", "complained", tr("Complained"));
    return many;
}

FigureBox *SendingFigures::add(QLayout *row, const char *objectName, const char *fact, const QString &name) {
    auto *box = new FigureBox(QLatin1String(objectName), name, FigureBox::Size::Medium, this);
    box->setOpens(true);
    connect(box, &FigureBox::opened, this, [this, fact = QString::fromLatin1(fact)] { Q_EMIT peopleWanted(fact); });
    m_boxes.emplace(fact, box);
    row->addWidget(box);
    row->setAlignment(box, Qt::AlignBottom);
    return box;
}

// Between figures that are parts of one number and those that are not.
void SendingFigures::addLine(QLayout *row) {
    auto *line = new QFrame(this);
    line->setProperty("role", QStringLiteral("line"));
    line->setFixedSize(1, kLineHigh);
    row->addWidget(line);
    row->setAlignment(line, Qt::AlignBottom);
    m_lines.append(line);
}

void SendingFigures::show(const service::CampaignStatus &status, const service::Reporting &reporting, bool isGoing) {
    const ZoneScope here(this);
    const qint64 kept = keptBackCount(status), wanted = status.audience - kept;
    m_rejected = stateCount(status, "refused");
    m_unsure = stateCount(status, "in_doubt") + stateCount(status, "unknown");
    m_leftOut = stateCount(status, "not_sent") + stoppedCount(status);
    m_isOver = status.finishedAt.micros > 0;
    const auto put = [this](const char *fact, qint64 value, Tone tone = Tone::Neutral, bool isAlways = false) {
        FigureBox *box = m_boxes.find(fact)->second;
        box->setFigure(formatNumber(value), {}, value > 0 ? tone : Tone::Neutral);
        box->setOpens(value > 0);
        box->setVisible(isAlways || value > 0); // what went well has no zeros to look at
    };
    put("refused", m_rejected, Tone::Bad);
    put("not_sure", m_unsure, Tone::Warning);
    put("left_out", m_leftOut, Tone::Warning);
    put("kept_back", kept, Tone::Warning, true);
    const bool isReported = reporting.way != service::SendingWay::MailServer;
    // What is not known is not there, not zero.
    put("delivered", factCount(status, "delivered"), Tone::Neutral, reporting.has("delivered"));
    put("opened", factCount(status, "opened"), Tone::Neutral, reporting.has("opened"));
    put("opened_by_machine", factCount(status, "opened_by_machine"));
    put("clicked", factCount(status, "clicked"), Tone::Neutral, reporting.has("clicked"));
    put("bounced", factCount(status, "bounced"), Tone::Bad);
    put("unsubscribed", factCount(status, "unsubscribed"), Tone::Neutral, reporting.has("unsubscribed"));
    put("complained", factCount(status, "complained"), Tone::Bad);
    m_unknown->setText(!isReported                             ? tr("Your mail server takes the emails and reports nothing back: who got, opened or clicked one is not known.")
                       : !reporting.opens && !reporting.clicks ? tr("This campaign does not count who opens or clicks it.")
                       : !reporting.opens                      ? tr("This campaign does not count who opens it.")
                                                               : tr("This campaign does not count who clicks."));
    m_unknown->setVisible(!isReported || !reporting.opens || !reporting.clicks);
    m_lines.back()->setVisible(isReported || factCount(status, "bounced") + factCount(status, "unsubscribed") + factCount(status, "complained") > 0);
    m_speed->setVisible(isGoing);
    m_speed->setFigure(tr("%1 /s").arg(interfaceLocale().toString(status.perSecond, 'f', status.perSecond < 100 ? 1 : 0)));
    showSent(stateCount(status, "accepted"), wanted);
    QString started = status.startedAt.micros > 0 ? tr("started %1").arg(dayAndTime(status.startedAt)) : QString();
    if (m_isOver)
        started += QStringLiteral(" · ") + tr("ended %1").arg(dayAndTime(status.finishedAt));
    const auto late = status.startedAt - status.wantedAt;
    if (status.wantedAt.micros > 0 && late > std::chrono::minutes(1))
        started += QStringLiteral(" · ") + tr("%n minutes late: no computer was awake", nullptr, int(late / std::chrono::minutes(1)));
    if (status.isPractice && m_isOver)
        started += QStringLiteral(" · ") + tr("practice: readers are made up");
    m_started->setText(started);
    showLeft(isGoing && status.perSecond > 0 && m_toGo > 0 ? int(double(m_toGo) / status.perSecond) + 1 : -1);
}

// Whoever is to get it has it, was rejected, is in doubt, was left out, or is still to go: no sixth way.
void SendingFigures::showSent(qint64 sent, qint64 wanted) {
    m_toGo = std::max<qint64>(0, wanted - sent - m_rejected - m_unsure - m_leftOut);
    m_sent->setFigure(formatNumber(sent), sent == wanted && m_isOver ? QString() : tr("of %1").arg(formatNumber(wanted)));
    m_sent->setOpens(sent > 0);
    FigureBox *toGo = m_boxes.find("to_go")->second;
    toGo->setFigure(formatNumber(m_toGo));
    toGo->setOpens(m_toGo > 0);
    toGo->setVisible(m_toGo > 0); // what is over has nothing to go
    m_bar->setParts({{tr("Sent"), sent, 0}, {tr("Rejected"), m_rejected, -3}, {tr("Not sure"), m_unsure, -4}, {tr("Not sent"), m_leftOut, -1}}, wanted);
}

void SendingFigures::showLeft(int seconds) {
    m_left->setText(seconds < 0 ? QString() : seconds < 90 ? tr("about %n s left", nullptr, seconds) : tr("about %n min left", nullptr, (seconds + 59) / 60));
    m_left->setVisible(seconds >= 0);
}

void SendingFigures::showProgress(qint64 sent, qint64 wanted, int secondsToGo) {
    showSent(sent, wanted);
    showLeft(secondsToGo);
}

void SendingFigures::showEarned(const service::Earnings *earned) {
    const bool hasRevenue = earned && earned->definition.hasRevenue();
    m_revenue->setVisible(hasRevenue);
    if (hasRevenue) {
        m_revenue->setFigure(moneyWords(earned->revenue, earned->definition.currency));
        m_revenue->setOpens(earned->purchases > 0);
    }
    m_definition->setText(earned ? definitionWords(earned->definition) : QString());
}

} // namespace audience::ui
