#include "ui/campaigns/campaign_words.h"

#include "qbase/convert.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace audience::ui {

static QString say(const char *text) {
    return QCoreApplication::translate("Campaigns", text);
}

std::pair<QString, Tone> campaignChip(const QString &state) {
    const Tone tone = state == QLatin1String("finished") || state == QLatin1String("approved") ? Tone::Good
                      : state == QLatin1String("sending") || state == QLatin1String("in_review") ? Tone::Accent
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

QString dayAndTime(Instant at) {
    return at.micros > 0 ? formatMoment(zoned(at)) : QString();
}

QString approvalWords(const model::Campaign &campaign) {
    const auto approved = instantFromIso(campaign.approvedAt), asked = instantFromIso(campaign.askedAt);
    const std::string &by = approved ? campaign.approvedBy : campaign.askedBy;
    if (!approved && !asked)
        return {};
    if (by.empty())
        return dayAndTime(approved ? *approved : *asked);
    return approved ? say(QT_TRANSLATE_NOOP("Campaigns", "%1 by %2")).arg(dayAndTime(*approved), toQString(by))
                    : say(QT_TRANSLATE_NOOP("Campaigns", "%2 asked for approval, %1")).arg(dayAndTime(*asked), toQString(by));
}

QString rateWords(double perSecond) {
    return perSecond > 0 ? say(QT_TRANSLATE_NOOP("Campaigns", "%1 per second")).arg(interfaceLocale().toString(perSecond, 'f', QLocale::FloatingPointShortest))
                         : say(QT_TRANSLATE_NOOP("Campaigns", "As fast as allowed"));
}

// What the one it was handed to calls itself: no words of Amazon where a mail server has it, or nobody.
static QString said(service::SendingWay way, const char *byAmazon, const char *byServer, const char *inPractice) {
    return say(way == service::SendingWay::Amazon ? byAmazon : way == service::SendingWay::MailServer ? byServer : inPractice);
}

static QString handedOver(const std::string &what, service::SendingWay way) {
    if (what == "intent")
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "Being handed to Amazon now"), QT_TRANSLATE_NOOP("Campaigns", "Being handed to your mail server now"),
                    QT_TRANSLATE_NOOP("Campaigns", "Being practised now"));
    if (what == "retry_at")
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "Amazon was busy. Tries again by itself."), QT_TRANSLATE_NOOP("Campaigns", "Your mail server was busy. Tries again by itself."),
                    QT_TRANSLATE_NOOP("Campaigns", "Tries again by itself."));
    if (what == "in_doubt")
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "Connection closed before Amazon answered. Waiting to hear; never sent twice."),
                    QT_TRANSLATE_NOOP("Campaigns", "Connection closed before your mail server answered. Never sent twice; say what you know."),
                    QT_TRANSLATE_NOOP("Campaigns", "The program ended before it was noted. Waiting to hear; never sent twice."));
    if (what == "unknown")
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "No word from Amazon came. Never sent again by itself; say what you know."),
                    QT_TRANSLATE_NOOP("Campaigns", "No word from your mail server came. Never sent again by itself; say what you know."),
                    QT_TRANSLATE_NOOP("Campaigns", "No word came. Never sent again by itself; say what you know."));
    if (what == "delayed")
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "The mailbox is slow; Amazon goes on trying"), QT_TRANSLATE_NOOP("Campaigns", "The mailbox is slow; your mail server goes on trying"),
                    QT_TRANSLATE_NOOP("Campaigns", "The mailbox is slow; it is tried again"));
    return said(way, QT_TRANSLATE_NOOP("Campaigns", "Handed to Amazon, not delivered yet"), QT_TRANSLATE_NOOP("Campaigns", "Handed to your mail server, which reports nothing back"),
                QT_TRANSLATE_NOOP("Campaigns", "Handed over in practice, not delivered yet"));
}

// A code of the service is no word for people; what it said beside it stands in the person's history.
static QString refusedWords(const std::string &reason, service::SendingWay way) {
    if (hasSentence(reason))
        return sentence(reason, {});
    if (const QString known = reasonWord(reason); reason.empty() || known != plainName(reason))
        return known;
    return said(way, QT_TRANSLATE_NOOP("Campaigns", "Rejected by Amazon (%1); open it for its words"), QT_TRANSLATE_NOOP("Campaigns", "Rejected by your mail server (%1); open it for its words"),
                QT_TRANSLATE_NOOP("Campaigns", "Rejected (%1)"))
        .arg(toQString(reason));
}

QString whatHappened(const service::LogRow &row, service::SendingWay way) {
    const std::string &what = row.outcome.empty() ? row.state : row.outcome;
    if (what == "skipped")
        return reasonWord(row.reason) + (row.detail.empty() ? QString() : QStringLiteral(": ") + toQString(row.detail));
    if (what == "unknown" && row.reason == "no_journal")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Another computer may have sent it. Never sent twice; say what you know."));
    if (what == "accepted" && row.reason == "decided")
        return say(QT_TRANSLATE_NOOP("Campaigns", "You said that it was sent"));
    if (what == "planned")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Waiting for their turn"));
    if (const auto next = what == "retry_at" ? instantFromIso(row.detail) : std::nullopt)
        return said(way, QT_TRANSLATE_NOOP("Campaigns", "Amazon did not take it for now. Next try: %1"),
                    QT_TRANSLATE_NOOP("Campaigns", "The mail server did not take it for now. Next try: %1"), QT_TRANSLATE_NOOP("Campaigns", "Next try: %1"))
            .arg(dayAndTime(*next));
    if (what == "not_sent")
        return say(QT_TRANSLATE_NOOP("Campaigns", "Stopped before their turn"));
    if (what == "refused" || what == "rejected")
        return refusedWords(row.reason, way);
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
    if (what == "delivered")
        return way == service::SendingWay::Practice ? say(QT_TRANSLATE_NOOP("Campaigns", "Delivered in practice")) : say(QT_TRANSLATE_NOOP("Campaigns", "Delivered, not opened yet"));
    return handedOver(what, way);
}

QString eventWords(const service::LogEvent &event) {
    QString words = emailStateWord(event.what);
    if (event.byMachine)
        words = say(QT_TRANSLATE_NOOP("Campaigns", "%1 by a machine")).arg(words);
    if (event.what == "clicked" && !event.detail.empty())
        return words + QLatin1Char(' ') + toQString(event.detail);
    if (!event.detail.empty() && hasSentence(event.detail))
        return words + QStringLiteral(": ") + sentence(event.detail, {});
    if (event.detail.rfind("smtp.", 0) == 0) // its own words
        return words + QStringLiteral(": ") + toQString(event.detail).mid(5);
    if (event.what == "refused" && !event.detail.empty())
        return words + QStringLiteral(": ") + toQString(event.detail).left(500).simplified();
    return words;
}

QString objectionWords(const service::Objection &objection) {
    const QString since = dayAndTime(objection.at);
    const auto after = [](const std::string &text, const char *start) {
        return text.rfind(start, 0) == 0 ? toQString(text).mid(int(qstrlen(start))) : QString();
    };
    const QString file = after(objection.source, "import "), column = after(objection.wording, "column ");
    QString words = !column.isEmpty() && !file.isEmpty() ? say(QT_TRANSLATE_NOOP("Campaigns", "Since %1, from column %2 of %3")).arg(since, plainName(toUtf8(column)), file)
                    : !file.isEmpty()                    ? say(QT_TRANSLATE_NOOP("Campaigns", "Since %1, from %2")).arg(since, file)
                    : objection.source.rfind("event ", 0) == 0 ? say(QT_TRANSLATE_NOOP("Campaigns", "Since %1, after what an earlier email reported")).arg(since)
                    : objection.source.empty()                 ? say(QT_TRANSLATE_NOOP("Campaigns", "Since %1")).arg(since)
                                                               : say(QT_TRANSLATE_NOOP("Campaigns", "Since %1: %2")).arg(since, toQString(objection.source).left(200));
    if (!objection.topic.empty())
        words += QLatin1Char('\n') + say(QT_TRANSLATE_NOOP("Campaigns", "Topic: %1")).arg(toQString(objection.topic));
    return words;
}

QString wayOut(const std::string &reason) {
    static const std::map<std::string, const char *, std::less<>> kWays{
        {"no_address", QT_TRANSLATE_NOOP("Campaigns", "Bring their address with the next import and they get the next campaign.")},
        {"invalid_address", QT_TRANSLATE_NOOP("Campaigns", "Correct the address in your data and they get the next campaign.")},
        {"duplicate_address", QT_TRANSLATE_NOOP("Campaigns", "The address got it once, under the other person.")},
        {"suppressed_complaint", QT_TRANSLATE_NOOP("Campaigns", "They called an email spam. Writing again would harm all your emails; leave it so.")},
        {"suppressed_bounce", QT_TRANSLATE_NOOP("Campaigns", "If the address works again, take it off under Settings, Blocked addresses.")},
        {"suppressed_manual", QT_TRANSLATE_NOOP("Campaigns", "If that was a mistake, take it off under Settings, Blocked addresses.")},
        {"safety_set", QT_TRANSLATE_NOOP("Campaigns", "A safety segment or list keeps them out of every campaign; take them off it if that was a mistake.")},
        {"unsubscribed", QT_TRANSLATE_NOOP("Campaigns", "Only they can change that, for example with your sign-up form.")},
        {"no_consent", QT_TRANSLATE_NOOP("Campaigns", "Ask them to agree, for example with your sign-up form, and bring their answer with the next import.")},
        {"no_legal_basis", QT_TRANSLATE_NOOP("Campaigns", "Say in the composer why you may write to them.")},
        {"over_cap", QT_TRANSLATE_NOOP("Campaigns", "They can get the next campaign when their last emails are some days old.")},
        {"holdout", QT_TRANSLATE_NOOP("Campaigns", "They were drawn at random and got nothing on purpose; the result of the others is compared with theirs.")},
        {"over_limit", QT_TRANSLATE_NOOP("Campaigns", "The campaign goes to a limited number of people; they can get another one.")},
        {"expired", QT_TRANSLATE_NOOP("Campaigns", "Their turn came after the time the campaign allows; give it more time, or send it faster.")},
        {"not_accepted_in_time", QT_TRANSLATE_NOOP("Campaigns", "The answer was \"not now\" for a day, or for as long as the campaign allows. If the address works they get the next campaign.")},
        {"higher_priority", QT_TRANSLATE_NOOP("Campaigns", "They are about to get a campaign that goes first, and may not get both so soon.")},
        {"missing_field", QT_TRANSLATE_NOOP("Campaigns", "Fill the field in your data, or give the email a fallback for it.")}};
    const auto way = kWays.find(reason);
    return way == kWays.end() ? QString() : say(way->second);
}

model::ChartSpec inWords(model::ChartSpec chart) {
    for (model::ChartSeries &series : chart.series)
        series.name = toUtf8(emailStateWord(series.name));
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
