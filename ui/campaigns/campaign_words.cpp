#include "ui/campaigns/campaign_words.h"

#include "qbase/convert.h"
#include "ui/text/sentences.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace audience::ui {

static QString say(const char *text) {
    return QCoreApplication::translate("Campaigns", text);
}

std::pair<QString, Tone> campaignChip(const QString &state) {
    const Tone tone = state == QLatin1String("finished")                                      ? Tone::Good
                      : state == QLatin1String("sending")                                     ? Tone::Accent
                      : state == QLatin1String("paused") || state == QLatin1String("blocked") ? Tone::Warning
                      : state == QLatin1String("stopped")                                     ? Tone::Bad
                                                                                              : Tone::Neutral;
    return {campaignStateWord(toUtf8(state)), tone};
}

std::pair<QString, Tone> emailChip(const QString &state) {
    static const QHash<QString, Tone> tones{
        {QStringLiteral("clicked"), Tone::Good},      {QStringLiteral("opened"), Tone::Good},       {QStringLiteral("delivered"), Tone::Good},
        {QStringLiteral("in_doubt"), Tone::Warning},  {QStringLiteral("unknown"), Tone::Warning},   {QStringLiteral("skipped"), Tone::Warning},
        {QStringLiteral("retry_at"), Tone::Warning},  {QStringLiteral("bounced_soft"), Tone::Warning}, {QStringLiteral("delayed"), Tone::Warning},
        {QStringLiteral("bounced"), Tone::Bad},       {QStringLiteral("refused"), Tone::Bad},       {QStringLiteral("rejected"), Tone::Bad},
        {QStringLiteral("complained"), Tone::Bad},    {QStringLiteral("unsubscribed"), Tone::Warning}};
    return {state.isEmpty() ? QString() : emailStateWord(toUtf8(state)), tones.value(state, Tone::Neutral)};
}

QString clockTime(Instant at) {
    return at.micros > 0 ? toQDateTime(at).toLocalTime().toString(QStringLiteral("HH:mm:ss")) : QString();
}

QString dayAndTime(Instant at) {
    return at.micros > 0 ? formatMoment(toQDateTime(at).toLocalTime()) : QString();
}

static QString shortId(const std::string &id) {
    const QString text = toQString(id);
    return text.size() > 14 ? text.left(4) + QStringLiteral("…") + text.right(4) : text;
}

QString whatHappened(const service::LogRow &row, bool isPractice) {
    const std::string &what = row.outcome.empty() ? row.state : row.outcome;
    if (what == "skipped")
        return reasonWord(row.reason) + (row.detail.empty() ? QString() : QStringLiteral(": ") + toQString(row.detail));
    if (what == "in_doubt")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Connection closed before Amazon answered. Waiting to hear; never sent twice."));
    if (what == "unknown")
        return row.reason == "no_journal" ? say(QT_TRANSLATE_NOOP("Campaigns", "Another computer may have sent it. Never sent twice; say what you know."))
                                          : say(QT_TRANSLATE_NOOP("Campaigns", "No word from Amazon came. Never sent again by itself; say what you know."));
    if (what == "accepted" && row.reason == "decided")
        return say(QT_TRANSLATE_NOOP("Campaigns", "You said that it was sent"));
    if (what == "planned")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Waiting for their turn"));
    if (what == "retry_at")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Amazon was busy. Tries again by itself."));
    if (what == "not_sent")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Stopped before their turn"));
    if (what == "refused" || what == "rejected")
        return hasSentence(row.reason) ? sentence(row.reason, {}) : row.reason.empty() ? QString() : reasonWord(row.reason);
    if (what == "clicked")
        return row.detail.empty() ? say(QT_TRANSLATE_NOOP("Campaigns", "Opened and clicked"))
                                  : say(QT_TRANSLATE_NOOP("Campaigns", "Clicked %1")).arg(toQString(row.detail));
    if (what == "opened")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Opened, nothing clicked yet"));
    if (what == "bounced")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Mailbox does not exist or takes no email. Not mailed again."));
    if (what == "bounced_soft")
        return say(QT_TRANSLATE_NOOP("Campaigns", "The mailbox did not take it for now"));
    if (what == "complained")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Marked it as spam. Not mailed again."));
    if (what == "unsubscribed")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Does not want these emails any more"));
    if (row.messageId.empty())
        return {};
    if (what == "delivered")
        return (isPractice ? say(QT_TRANSLATE_NOOP("Campaigns", "Delivered, practice message %1")) : say(QT_TRANSLATE_NOOP("Campaigns", "Delivered, Amazon message %1")))
            .arg(shortId(row.messageId));
    return (isPractice ? say(QT_TRANSLATE_NOOP("Campaigns", "Practice message %1")) : say(QT_TRANSLATE_NOOP("Campaigns", "Amazon message %1")))
        .arg(shortId(row.messageId));
}

QString eventWords(const service::LogEvent &event) {
    QString words = emailStateWord(event.what);
    if (event.byMachine)
        words = say(QT_TRANSLATE_NOOP("Campaigns", "%1 by a machine")).arg(words);
    if (event.what == "clicked" && !event.detail.empty())
        return words + QLatin1Char(' ') + toQString(event.detail);
    if (!event.detail.empty() && hasSentence(event.detail))
        return words + QStringLiteral(": ") + sentence(event.detail, {});
    return words;
}

model::ChartSpec inLocalTime(model::ChartSpec chart) {
    const QDate today = QDate::currentDate();
    for (model::ChartSeries &series : chart.series)
        for (model::ChartPoint &point : series.points) {
            const QString label = toQString(point.label);
            if (const QTime time = QTime::fromString(label, QStringLiteral("HH:mm:ss")); time.isValid())
                point.label = toUtf8(QDateTime(today, time, Qt::UTC).toLocalTime().toString(QStringLiteral("HH:mm:ss")));
            else if (const QDateTime at = QDateTime::fromString(QString::number(today.year()) + QLatin1Char('-') + label, QStringLiteral("yyyy-MM-dd HH:mm")); at.isValid())
                point.label = toUtf8(QDateTime(at.date(), at.time(), Qt::UTC).toLocalTime().toString(datePattern(QStringLiteral("d MMM HH:mm"))));
        }
    return chart;
}

qint64 stateCount(const service::CampaignStatus &status, const char *state) {
    const auto it = status.states.find(state);
    return it == status.states.end() ? 0 : it->second;
}

qint64 factCount(const service::CampaignStatus &status, const char *fact) {
    const auto it = status.facts.find(fact);
    return it == status.facts.end() ? 0 : it->second;
}

} // namespace audience::ui
