#include "ui/monitor/monitor_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace audience::ui {

using service::ReportService;

namespace {

// The cards at the top, in this order, where the report has them.
constexpr std::string_view kCards[] = {"delivered", "opened", "clicked", "bounced", "unsubscribed"};

qint64 factOf(const service::CampaignStatus &status, const char *name) {
    const auto it = status.facts.find(name);
    return it == status.facts.end() ? 0 : it->second;
}

qint64 stateOf(const service::CampaignStatus &status, const char *name) {
    const auto it = status.states.find(name);
    return it == status.states.end() ? 0 : it->second;
}

QString shareOf(qint64 part, qint64 whole) {
    return whole > 0 ? formatPercent(double(part) / double(whole)) : QStringLiteral("–");
}

std::pair<QString, Tone> stateChip(const QString &state) {
    const Tone tone = state == QLatin1String("finished")                                      ? Tone::Good
                      : state == QLatin1String("sending")                                     ? Tone::Accent
                      : state == QLatin1String("paused") || state == QLatin1String("blocked") ? Tone::Warning
                      : state == QLatin1String("stopped")                                     ? Tone::Bad
                                                                                              : Tone::Neutral;
    return {campaignStateWord(toUtf8(state)), tone};
}

} // namespace

MonitorPage::MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeContent());
    auto *empty = new EmptyState(QStringLiteral("activity"), tr("Nothing was sent yet"),
                                 tr("After the first campaign you see here who got it, who opened it and who clicked."),
                                 tr("Go to campaigns"), m_stack);
    connect(empty->button(), &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("campaigns"), {}); });
    m_stack->addWidget(empty);
    m_report = makeButton(QStringLiteral("monitorReport"), tr("Report"), "", "file-text", this);
    m_report->setToolTip(tr("Save a page with the charts of the newest campaign"));
    m_report->hide();
    connect(m_report, &QPushButton::clicked, this, &MonitorPage::writeReport);
    reload();
}

QList<QWidget *> MonitorPage::actions() {
    return {m_report};
}

QWidget *MonitorPage::makeContent() {
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("monitorNotice"), content);
    layout->addWidget(m_notice);
    auto *cards = makeRow(space::kMedium);
    for (const std::string_view id : kCards) {
        auto *card = makeCard({}, content);
        auto *box = new FigureBox(QStringLiteral("figure_") + toQString(id), emailStateWord(id), FigureBox::Size::Medium, card);
        card->layout()->addWidget(box);
        cards->addWidget(card, 1);
        m_figures.append({std::string(id), box});
    }
    layout->addLayout(cards);
    auto *middle = makeRow(space::kMedium);
    auto *chartCard = makeCard(tr("Opens and clicks"), content);
    m_chart = new ChartView(chartCard);
    m_chart->setObjectName(QStringLiteral("opensChart"));
    chartCard->layout()->addWidget(m_chart);
    chartCard->setMinimumHeight(250);
    middle->addWidget(chartCard, 5);
    auto *funnelCard = makeCard(tr("From sent to clicked"), content);
    m_funnel = new BarRows(funnelCard);
    m_funnel->setObjectName(QStringLiteral("funnelRows"));
    m_funnel->setAccessibleName(tr("From sent to clicked"));
    m_funnel->setRowHeight(30);
    funnelCard->layout()->addWidget(m_funnel);
    m_loss = makeLabel({}, "tertiary", funnelCard);
    m_loss->setWordWrap(true);
    funnelCard->layout()->addWidget(m_loss);
    static_cast<QVBoxLayout *>(funnelCard->layout())->addStretch(1);
    middle->addWidget(funnelCard, 3);
    layout->addLayout(middle);
    auto *tableCard = makeCard({}, content);
    tableCard->layout()->setContentsMargins(1, 10, 1, 1);
    auto *head = makeRow();
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(makeLabel(tr("Campaigns"), "strong", tableCard));
    head->addStretch(1);
    static_cast<QVBoxLayout *>(tableCard->layout())->addLayout(head);
    m_campaigns = new TableModel(this);
    m_table = new TableView(QStringLiteral("monitorCampaigns"), tr("Campaigns"), tableCard);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_campaigns);
    const auto openRow = [this](const QModelIndex &index) {
        if (index.row() < int(m_overview.campaigns.size()))
            Q_EMIT goTo(QStringLiteral("campaigns"), QString::number(m_overview.campaigns[std::size_t(index.row())].id.value));
    };
    connect(m_table, &QTableView::activated, this, openRow);
    tableCard->layout()->addWidget(m_table);
    layout->addWidget(tableCard, 1);
    return content;
}

void MonitorPage::open(const QString &) {
    reload();
}

void MonitorPage::reload() {
    m_isLoading = true;
    m_latest.request([session = m_session](CancelToken) { return ReportService(*session).overview(); },
                     [this](Result<ReportService::Overview> overview) {
                         m_isLoading = false;
                         if (!overview) {
                             m_stack->setCurrentIndex(0);
                             return m_notice->say(Tone::Bad, sentence(overview.error()), {});
                         }
                         m_notice->clear();
                         show(*overview);
                     });
}

void MonitorPage::show(const ReportService::Overview &overview) {
    m_overview = overview;
    const bool isEmpty = overview.campaigns.empty();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_report->setProperty("absent", isEmpty);
    if (isEmpty) {
        Q_EMIT headerChanged();
        return;
    }
    for (const auto &[id, box] : m_figures)
        for (const auto &figure : overview.figures)
            if (figure.id == id) {
                const bool bad = id == "bounced" && figure.share > 0.05;
                box->setFigure(formatNumber(figure.count),
                               figure.of.empty() ? QString() : tr("%1 of those %2").arg(formatPercent(figure.share), emailStateWord(figure.of).toLower()),
                               bad ? Tone::Warning : Tone::Neutral);
            }
    m_chart->setSpec(overview.perDay);
    QVector<BarRow> rows;
    QString loss;
    double worst = 1;
    if (!overview.funnel.series.empty()) {
        const auto &points = overview.funnel.series.front().points;
        for (std::size_t i = 0; i < points.size(); ++i) {
            rows.append({toQString(points[i].label), qint64(points[i].y), toQString(points[i].note), 0});
            if (i > 0 && points[i - 1].y > 0 && points[i].y / points[i - 1].y < worst) {
                worst = points[i].y / points[i - 1].y;
                loss = tr("Biggest loss: from %1 to %2.").arg(toQString(points[i - 1].label).toLower(), toQString(points[i].label).toLower());
            }
        }
    }
    m_funnel->setRows(rows);
    m_loss->setText(loss);
    TableRows lines;
    for (const auto &campaign : overview.campaigns) {
        const qint64 sent = stateOf(campaign, "accepted"), delivered = factOf(campaign, "delivered");
        lines.append({toQString(campaign.name), toQString(model::toText(campaign.state)),
                      campaign.startedAt.micros > 0 ? QLocale(QLocale::English).toString(toQDateTime(campaign.startedAt).toLocalTime(), QStringLiteral("d MMM yyyy, HH:mm")) : QString(),
                      formatNumber(campaign.audience), formatNumber(sent), shareOf(delivered, sent), shareOf(factOf(campaign, "opened"), delivered),
                      shareOf(factOf(campaign, "clicked"), delivered), formatNumber(factOf(campaign, "unsubscribed"))});
    }
    QVector<TableColumn> columns{{tr("Name")},          {tr("State")},         {tr("Started")},       {tr("Chosen"), true}, {tr("Sent"), true},
                                 {tr("Delivered"), true}, {tr("Opened"), true}, {tr("Clicked"), true}, {tr("Unsubscribed"), true}};
    columns[1].chip = stateChip;
    columns[2].quiet = true;
    m_campaigns->setRows(columns, lines);
    m_table->fitColumns(320, 0);
    Q_EMIT headerChanged();
}

void MonitorPage::writeReport() {
    if (m_overview.campaigns.empty())
        return;
    const auto &newest = m_overview.campaigns.front();
    auto *dialog = new QFileDialog(this, tr("Save the report"), QStringLiteral("report.html"), tr("Web page (*.html)"));
    dialog->setObjectName(QStringLiteral("reportDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = newest.id](const QString &path) {
        inBackground(this, [session = m_session, id, path] { return ReportService(*session).writeHtml(id, toUtf8(path)); }, [this, path](Result<void> written) {
                if (!written)
                    return m_notice->say(Tone::Bad, sentence(written.error()), {});
                Q_EMIT said(tr("Report saved as %1").arg(path));
            });
    });
    dialog->open();
}

} // namespace audience::ui
