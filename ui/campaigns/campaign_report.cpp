#include "ui/campaigns/campaign_report.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/text/definition_words.h"
#include "ui/kit/theme.h"
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
    double share = -1; // of a bar; below 0: none
};

QVector<Line> linesOf(const service::CampaignReport &report) {
    QVector<Line> lines;
    for (const service::Figure &figure : report.figures)
        lines.append({emailStateWord(figure.id), formatNumber(figure.count),
                      say(QT_TRANSLATE_NOOP("Campaigns", "%1 of “%2”")).arg(formatPercent(figure.share), emailStateWord(figure.of)), figure.share});
    if (report.earned && report.earned->definition.hasRevenue())
        lines.append({say(QT_TRANSLATE_NOOP("Campaigns", "Revenue")),
                      interfaceLocale().toString(toDouble(report.earned->revenue), 'f', 2) + QLatin1Char(' ') + toQString(report.earned->definition.currency),
                      definitionWords(report.earned->definition), -1});
    return lines;
}

QString practiceWords() { return say(QT_TRANSLATE_NOOP("Campaigns", "Practice: no email left this computer; readers and their clicks are made up.")); }

// A bar as a table of one line: rich text knows no other.
QString barOf(double share) {
    const int percent = qBound(0, qRound(share * 100), 100);
    const Tokens t = lightTokens();
    const QString filled = percent == 0 ? QString() : QStringLiteral("<td width=\"%1%\" bgcolor=\"%2\">&nbsp;</td>").arg(percent).arg(t.data.front().name());
    const QString empty = percent == 100 ? QString() : QStringLiteral("<td width=\"%1%\" bgcolor=\"%2\">&nbsp;</td>").arg(100 - percent).arg(t.inset.name());
    return QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\" style=\"font-size:5pt\"><tr>%1%2</tr></table>").arg(filled, empty);
}

QString rowsOf(const QVector<Line> &lines) {
    QString html;
    for (const Line &line : lines)
        html += QStringLiteral("<tr><td width=\"28%\">%1</td><td width=\"28%\" valign=\"middle\">%2</td><td width=\"14%\" align=\"right\"><b>%3</b></td><td class=\"quiet\">%4</td></tr>")
                    .arg(line.name.toHtmlEscaped(), line.share < 0 ? QString() : barOf(line.share), line.figure.toHtmlEscaped(), line.note.toHtmlEscaped());
    return html;
}

QString sectionOf(const QString &title, const QVector<Line> &lines) {
    if (lines.isEmpty())
        return {};
    return QStringLiteral("<h2>%1</h2><table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\">%2</table>").arg(title.toHtmlEscaped(), rowsOf(lines));
}

// Each against the longest.
QVector<Line> linesOf(const QVector<std::pair<QString, std::int64_t>> &counts) {
    std::int64_t most = 1;
    for (const auto &[name, count] : counts)
        most = qMax(most, count);
    QVector<Line> lines;
    for (const auto &[name, count] : counts)
        lines.append({name, formatNumber(count), {}, double(count) / double(most)});
    return lines;
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

std::unique_ptr<QTextDocument> reportDocument(const service::CampaignReport &report) {
    const Tokens t = lightTokens();
    auto document = std::make_unique<QTextDocument>();
    QFont font(Theme::instance().font(TypeRole::Body).family());
    font.setPointSizeF(10); // paper has no pixels: a size in them would be a fraction of a millimetre
    document->setDefaultFont(font);
    document->setDefaultStyleSheet(QStringLiteral("body{color:%1} h1{font-size:20pt;font-weight:600} "
                                                  "h2{font-size:12pt;font-weight:600;margin-top:18px;margin-bottom:6px} .quiet{color:%2} "
                                                  ".practice{color:%3;background-color:%4}")
                                       .arg(t.text.name(), t.secondary.name(), t.warning.name(), t.warningSoft.name()));
    QString html = QStringLiteral("<h1>%1</h1><p class=\"quiet\">%2</p>").arg(toQString(report.status.name).toHtmlEscaped(), dayAndTime(report.status.startedAt).toHtmlEscaped());
    if (report.status.isPractice)
        html += QStringLiteral("<table width=\"100%\" cellpadding=\"6\" cellspacing=\"0\"><tr><td class=\"practice\">%1</td></tr></table>").arg(practiceWords().toHtmlEscaped());
    QVector<std::pair<QString, std::int64_t>> links, reasons;
    for (const service::Bucket &link : report.status.clicks)
        links.append({toQString(link.label), link.count});
    for (const service::ReasonCount &reason : report.status.keptBack)
        reasons.append({reasonWord(reason.reason), reason.count});
    html += sectionOf(say(QT_TRANSLATE_NOOP("Campaigns", "What came of it")), linesOf(report));
    html += sectionOf(say(QT_TRANSLATE_NOOP("Campaigns", "Clicks per link")), linesOf(links));
    html += sectionOf(say(QT_TRANSLATE_NOOP("Campaigns", "Not sent, and why")), linesOf(reasons));
    document->setHtml(QStringLiteral("<body>%1</body>").arg(html));
    return document;
}

bool writeReportPdf(const service::CampaignReport &report, const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(toQString(report.status.name));
        reportDocument(report)->print(&writer);
    }
    return file.flush() && file.error() == QFile::NoError;
}

} // namespace audience::ui
