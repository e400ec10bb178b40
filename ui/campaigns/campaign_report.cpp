#include "ui/campaigns/campaign_report.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/text/definition_words.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QPdfWriter>
#include <QTextDocument>

namespace audience::ui {

namespace {

QString say(const char *text) { return QCoreApplication::translate("Campaigns", text); }

struct Line {
    QString name, figure, note;
};

QVector<Line> linesOf(const service::CampaignReport &report) {
    QVector<Line> lines;
    for (const service::Figure &figure : report.figures)
        lines.append({emailStateWord(figure.id), formatNumber(figure.count),
                      say(QT_TRANSLATE_NOOP("Campaigns", "%1 of “%2”")).arg(formatPercent(figure.share), emailStateWord(figure.of))});
    if (report.earned && report.earned->definition.hasRevenue())
        lines.append({say(QT_TRANSLATE_NOOP("Campaigns", "Revenue")),
                      interfaceLocale().toString(toDouble(report.earned->revenue), 'f', 2) + QLatin1Char(' ') + toQString(report.earned->definition.currency),
                      definitionWords(report.earned->definition)});
    return lines;
}

QString practiceWords() { return say(QT_TRANSLATE_NOOP("Campaigns", "Practice: no email left this computer; readers and their clicks are made up.")); }

QString rowsOf(const QVector<Line> &lines) {
    QString html;
    for (const Line &line : lines)
        html += QStringLiteral("<tr><td>%1</td><td align=\"right\"><b>%2</b></td><td>%3</td></tr>")
                    .arg(line.name.toHtmlEscaped(), line.figure.toHtmlEscaped(), line.note.toHtmlEscaped());
    return html;
}

} // namespace

QString reportSummary(const service::CampaignReport &report) {
    QStringList text{toQString(report.status.name) + QStringLiteral(" · ") + dayAndTime(report.status.startedAt)};
    if (report.status.isPractice)
        text << practiceWords();
    for (const Line &line : linesOf(report))
        text << line.name + QStringLiteral(": ") + line.figure + (line.note.isEmpty() ? QString() : QStringLiteral(" (") + line.note + QLatin1Char(')'));
    for (const service::Bucket &link : report.status.clicks)
        text << say(QT_TRANSLATE_NOOP("Campaigns", "%1 people clicked %2")).arg(formatNumber(link.count), toQString(link.label));
    return text.join(QLatin1Char('\n'));
}

bool writeReportPdf(const service::CampaignReport &report, const QString &path) {
    QString html = QStringLiteral("<h1>%1</h1><p>%2</p>").arg(toQString(report.status.name).toHtmlEscaped(), dayAndTime(report.status.startedAt).toHtmlEscaped());
    if (report.status.isPractice)
        html += QStringLiteral("<p><i>%1</i></p>").arg(practiceWords().toHtmlEscaped());
    html += QStringLiteral("<table cellpadding=\"6\">") + rowsOf(linesOf(report)) + QStringLiteral("</table>");
    QVector<Line> links, reasons;
    for (const service::Bucket &link : report.status.clicks)
        links.append({toQString(link.label), formatNumber(link.count), {}});
    for (const service::ReasonCount &reason : report.status.keptBack)
        reasons.append({reasonWord(reason.reason), formatNumber(reason.count), {}});
    for (const auto &[title, lines] : {std::pair{say(QT_TRANSLATE_NOOP("Campaigns", "Clicks per link")), links},
                                       std::pair{say(QT_TRANSLATE_NOOP("Campaigns", "Not sent, and why")), reasons}})
        if (!lines.isEmpty())
            html += QStringLiteral("<h3>%1</h3><table cellpadding=\"4\">%2</table>").arg(title.toHtmlEscaped(), rowsOf(lines));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(toQString(report.status.name));
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
    }
    return file.flush() && file.error() == QFile::NoError;
}

} // namespace audience::ui
