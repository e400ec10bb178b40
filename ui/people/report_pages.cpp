#include "ui/people/report_pages.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/people/control_words.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextDocument>

#include <cmath>

namespace audience::ui {

using model::ChartKind;
using model::ChartSpec;
using service::CampaignLine;
using service::CampaignReport;
using service::PeriodFigure;
using service::PeriodReport;
using service::ReportPage;

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(Reports) };

std::string text(const QString &words) { return toUtf8(words); }
std::string number(qint64 value) { return text(formatNumber(value)); }

ReportPage pageFor(bool isPractice) {
    ReportPage page;
    page.language = text(interfaceLocale().bcp47Name());
    if (isPractice)
        page.practice = text(Said::tr("Practice: no email left this computer; readers and their clicks are made up."));
    page.number = [](double value) {
        return text(std::abs(value - std::round(value)) < 0.05 ? formatNumber(qint64(std::llround(value))) : interfaceLocale().toString(value, 'f', 1));
    };
    return page;
}

ChartSpec barsOf(ChartKind kind, const QString &title) {
    ChartSpec chart;
    chart.kind = kind;
    chart.title = chart.textAlternative = text(title);
    chart.series.push_back({text(Said::tr("people")), {}});
    return chart;
}

void addBar(ChartSpec &chart, const QString &name, qint64 count, const QString &note = {}) {
    chart.series.front().points.push_back({text(name), 0, double(count), text(note)});
}

QString ofWords(double share, std::string_view whole) { return Said::tr("%1 of “%2”").arg(formatPercent(share), emailStateWord(whole)); }

// By the workspace's clock: "28 Sep" of a day, "28 Sep 08:00" of an instant.
ChartSpec inWords(ChartSpec chart) {
    chart.title = text(Said::tr("Opens and clicks after the send"));
    chart.textAlternative = chart.title;
    for (auto &series : chart.series) {
        series.name = text(emailStateWord(series.name));
        for (auto &point : series.points) {
            if (const auto at = point.label.size() > 10 ? instantFromIso(point.label) : std::nullopt)
                point.label = text(momentWords(*at));
            else if (const QDate day = QDate::fromString(toQString(point.label), Qt::ISODate); day.isValid())
                point.label = text(dayWords(toCivilDate(day)));
        }
    }
    return chart;
}

ChartSpec courseOf(const PeriodReport &report) {
    ChartSpec chart;
    chart.kind = ChartKind::Line;
    chart.title = chart.textAlternative = text(Said::tr("Opens and clicks per day"));
    for (const char *id : {"opened", "clicked"}) {
        model::ChartSeries series{text(emailStateWord(id)), {}};
        const PeriodFigure *figure = report.figure(id);
        for (std::size_t day = 0; figure && day < figure->perDay.size(); ++day)
            series.points.push_back({text(dayWords(CivilDate{report.period.first.days + int(day)})), 0, double(figure->perDay[day]), {}});
        chart.series.push_back(std::move(series));
    }
    return chart;
}

QString revenueWords() { return Said::tr("Revenue"); }

// Against those who got nothing by lot.
void addControl(ReportText &made, const service::ControlResult &result) {
    const ControlWords words = controlWords(result);
    const std::string title = text(Said::tr("What the email caused"));
    if (!words.revenue.isEmpty())
        made.page.figures.push_back({text(words.revenue), text(Said::tr("Revenue caused")), text(words.revenueRange)});
    if (!words.orders.isEmpty())
        made.page.figures.push_back({text(words.orders), text(Said::tr("Orders caused")), text(words.ordersRange)});
    service::PageTable table{title, {}, {}};
    for (const QString &column : words.columns)
        table.columns.push_back(text(column));
    for (const QStringList &row : words.rows) {
        std::vector<std::string> cells;
        for (const QString &cell : row)
            cells.push_back(text(cell));
        table.rows.push_back(std::move(cells));
    }
    made.page.tables.push_back(std::move(table));
    made.page.notes.push_back(title + ": " + text(words.verdict));
    made.page.notes.push_back(text(words.foot));
    for (const auto &[name, group] : {std::pair{Said::tr("Meant to get it"), &result.sent}, {Said::tr("Got nothing, to compare with"), &result.control}}) {
        made.rows.push_back({text(name), std::to_string(group->people), {}});
        made.rows.push_back({text(Said::tr("%1: orders").arg(name)), std::to_string(group->orders), {}});
        if (result.definition.hasRevenue())
            made.rows.push_back({text(Said::tr("%1: revenue in %2").arg(name, toQString(result.definition.currency))), toText(group->revenue), {}});
    }
}

} // namespace

ReportText reportOf(const CampaignReport &report) {
    const service::CampaignStatus &status = report.status;
    ReportText made{pageFor(status.isPractice), {{text(Said::tr("What")), text(Said::tr("Number")), text(Said::tr("Share"))}}};
    ReportPage &page = made.page;
    page.title = status.name;
    page.subtitle = text(Said::tr("Started %1 · %Ln people in the audience", nullptr, int(status.audience)).arg(formatMoment(zoned(status.startedAt))));
    ChartSpec funnel = barsOf(ChartKind::Funnel, Said::tr("From sent to the click"));
    for (const service::Figure &figure : report.figures) {
        const QString name = emailStateWord(figure.id), share = ofWords(figure.share, figure.of);
        page.figures.push_back({number(figure.count), text(name), text(share)});
        made.rows.push_back({text(name), std::to_string(figure.count), text(QString::number(figure.share, 'f', 4))});
        if (figure.id == "handed_over" || figure.id == "delivered" || figure.id == "opened" || figure.id == "clicked" || figure.id == "bought")
            addBar(funnel, name, figure.count, share);
    }
    if (report.earned && report.earned->definition.hasRevenue()) {
        const auto &earned = *report.earned;
        page.figures.push_back({text(exactMoneyWords(earned.revenue, earned.definition.currency)), text(revenueWords()),
                                text(Said::tr("%Ln purchases", nullptr, int(earned.purchases)))});
        page.notes.push_back(text(Said::tr("%1: %2.").arg(revenueWords(), definitionWords(earned.definition))));
        made.rows.push_back({text(Said::tr("%1 in %2").arg(revenueWords(), toQString(earned.definition.currency))), toText(earned.revenue), {}});
    }
    if (report.control)
        addControl(made, *report.control);
    ChartSpec links = barsOf(ChartKind::HorizontalBar, Said::tr("Clicks per link")), reasons = barsOf(ChartKind::HorizontalBar, Said::tr("Did not get it, and why"));
    for (const service::Bucket &link : status.clicks) {
        const QString name = toQString(link.label).section(QStringLiteral("://"), -1);
        addBar(links, name.size() > 28 ? name.left(27) + QChar(0x2026) : name, link.count);
        made.rows.push_back({text(Said::tr("Clicked %1").arg(toQString(link.label))), std::to_string(link.count), {}});
    }
    const auto addReason = [&](const QString &name, qint64 count) {
        if (count == 0)
            return;
        addBar(reasons, name, count);
        made.rows.push_back({text(name), std::to_string(count), {}});
    };
    for (const service::ReasonCount &reason : status.keptBack)
        addReason(reasonWord(reason.reason), reason.count);
    if (const auto refused = status.states.find("refused"); refused != status.states.end())
        addReason(emailStateWord("refused"), refused->second);
    page.charts = {funnel, inWords(report.timeline), links, reasons};
    return made;
}

ReportText reportOf(const PeriodReport &report) {
    ReportText made{pageFor(report.isPractice && !report.isEmpty), {}};
    ReportPage &page = made.page;
    page.title = text(periodWords(report.period));
    page.subtitle = text(!hasBefore(report)  ? Said::tr("No earlier days to compare with")
                         : report.isSoFar ? Said::tr("So far, against as much of %1").arg(periodWords(report.comparedWith))
                                          : Said::tr("Against %1").arg(periodWords(report.comparedWith)));
    for (const char *id : {"delivered", "opened", "clicked", "bought", "unsubscribed", "complained", "bounced"})
        if (const PeriodFigure *figure = report.figure(id)) {
            const bool isCount = figure->id == "delivered";
            const QString before = isCount ? formatNumber(figure->before) : shareWords(figure->shareBefore, 2);
            page.figures.push_back({text(isCount ? formatNumber(figure->count) : shareWords(figure->share, 2)), text(factWord(id)),
                                    text(hasBefore(report) ? Said::tr("before: %1").arg(before) : QString())});
        }
    const bool hasRevenue = report.earned && report.earned->definition.hasRevenue();
    if (hasRevenue) {
        const std::string &currency = report.earned->definition.currency;
        page.figures.push_back({text(moneyWords(report.earned->revenue, currency)), text(revenueWords()),
                                text(hasBefore(report) ? Said::tr("before: %1").arg(moneyWords(report.earnedBefore->revenue, currency)) : QString())});
        page.notes.push_back(text(Said::tr("%1: %2.").arg(revenueWords(), definitionWords(report.earned->definition))));
    }
    ChartSpec funnel = barsOf(ChartKind::Funnel, report.funnel.size() == 5 ? Said::tr("From sent to bought") : Said::tr("From sent to clicked"));
    for (const service::Bucket &step : report.funnel)
        addBar(funnel, emailStateWord(step.label), step.count);
    page.charts = {courseOf(report), funnel};
    service::PageTable table{text(Said::tr("Campaigns")),
                             {text(Said::tr("Name")), text(Said::tr("Sent")), text(emailStateWord("delivered")), text(emailStateWord("opened")), text(emailStateWord("clicked")),
                              text(emailStateWord("unsubscribed"))},
                             {}};
    if (hasRevenue)
        table.columns.push_back(text(revenueWords()));
    made.rows.push_back(table.columns);
    made.rows.front().insert(made.rows.front().begin() + 1, text(Said::tr("Started")));
    for (const CampaignLine &line : report.campaigns) {
        const std::int64_t counts[] = {line.sent, line.delivered, line.opened, line.clicked, line.unsubscribed};
        std::vector<std::string> shown{line.name}, plain{line.name, text(zoned(line.startedAt).toString(Qt::ISODate))};
        for (const std::int64_t count : counts) {
            shown.push_back(number(count));
            plain.push_back(std::to_string(count));
        }
        if (hasRevenue) {
            shown.push_back(line.earned ? text(moneyWords(line.earned->revenue, line.earned->definition.currency)) : std::string());
            plain.push_back(line.earned ? toText(line.earned->revenue) : std::string());
        }
        table.rows.push_back(std::move(shown));
        made.rows.push_back(std::move(plain));
    }
    page.tables.push_back(std::move(table));
    return made;
}

QString summaryOf(const ReportPage &page) {
    QStringList lines{toQString(page.title) + QStringLiteral(" · ") + toQString(page.subtitle)};
    if (!page.practice.empty())
        lines << toQString(page.practice);
    for (const auto &figure : page.figures)
        lines << (figure.beside.empty() ? QStringLiteral("%1: %2").arg(toQString(figure.name), toQString(figure.value))
                                        : QStringLiteral("%1: %2 (%3)").arg(toQString(figure.name), toQString(figure.value), toQString(figure.beside)));
    for (const std::string &note : page.notes)
        lines << toQString(note);
    return lines.join(QLatin1Char('\n'));
}

// The figures and tables as text, the charts as pictures, on as many pages of A4 as it takes.
std::unique_ptr<QTextDocument> paperOf(const ReportPage &page) {
    constexpr int kWidth = 640, kSharp = 3; // of a chart in the document; its picture is finer for print
    const auto safe = [](const std::string &words) { return toQString(words).toHtmlEscaped(); };
    auto document = std::make_unique<QTextDocument>();
    QString html = QStringLiteral("<h1>%1</h1><p>%2</p>").arg(safe(page.title), safe(page.subtitle));
    if (!page.practice.empty())
        html += QStringLiteral("<p><i>%1</i></p>").arg(safe(page.practice));
    html += QStringLiteral("<table cellpadding=\"5\">");
    for (const auto &figure : page.figures)
        html += QStringLiteral("<tr><td>%1</td><td align=\"right\"><b>%2</b></td><td>%3</td></tr>").arg(safe(figure.name), safe(figure.value), safe(figure.beside));
    html += QStringLiteral("</table>");
    int charts = 0;
    for (const ChartSpec &chart : page.charts) {
        QSvgRenderer drawing(QByteArray::fromStdString(service::chartSvg(page, chart)));
        if (!drawing.isValid())
            continue;
        const QSize size = drawing.defaultSize().scaled(kWidth, 10'000, Qt::KeepAspectRatio);
        QImage picture(size * kSharp, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        drawing.render(&painter);
        painter.end();
        const QString name = QStringLiteral("chart%1").arg(charts++);
        document->addResource(QTextDocument::ImageResource, QUrl(name), picture);
        html += QStringLiteral("<p><img src=\"%1\" width=\"%2\" height=\"%3\"></p>").arg(name).arg(size.width()).arg(size.height());
    }
    for (const auto &table : page.tables) {
        html += QStringLiteral("<h3>%1</h3><table cellpadding=\"4\" width=\"100%\"><tr>").arg(safe(table.title));
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            html += QStringLiteral("<th align=\"%1\">%2</th>").arg(column == 0 ? QStringLiteral("left") : QStringLiteral("right"), safe(table.columns[column]));
        html += QStringLiteral("</tr>");
        for (const auto &row : table.rows) {
            html += QStringLiteral("<tr>");
            for (std::size_t column = 0; column < row.size(); ++column)
                html += QStringLiteral("<td align=\"%1\">%2</td>").arg(column == 0 ? QStringLiteral("left") : QStringLiteral("right"), safe(row[column]));
            html += QStringLiteral("</tr>");
        }
        html += QStringLiteral("</table>");
    }
    for (const std::string &note : page.notes)
        html += QStringLiteral("<p>%1</p>").arg(safe(note));
    QFont font(QGuiApplication::font().family());
    font.setPointSizeF(10); // paper has no pixels: a size in them would be a fraction of a millimetre
    document->setDefaultFont(font);
    document->setHtml(html);
    return document;
}

bool writePdf(const ReportPage &page, const QString &path) {
    const auto document = paperOf(page);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(toQString(page.title));
        document->print(&writer);
    }
    return file.commit();
}

} // namespace audience::ui
