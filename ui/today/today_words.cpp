#include "ui/today/today_words.h"

#include "qbase/convert.h"
#include "ui/people/result_words.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace audience::ui {

using service::Remark;

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(Today) };

class Arguments {
public:
    explicit Arguments(const Remark &remark) : m_remark(remark) {}
    QString operator()(const char *name) const {
        for (const auto &[key, value] : m_remark.args)
            if (key == name)
                return toQString(value);
        return {};
    }
    int number(const char *name) const { return (*this)(name).toInt(); }

private:
    const Remark &m_remark;
};

Tone toneOf(Remark::Level level) {
    switch (level) {
    case Remark::Level::Good: return Tone::Good;
    case Remark::Level::Note: return Tone::Accent;
    case Remark::Level::Warning: return Tone::Warning;
    case Remark::Level::Bad: return Tone::Bad;
    }
    return Tone::Neutral;
}

QString dayOf(const QString &iso) {
    const auto at = instantFromIso(toUtf8(iso));
    return at ? formatDate(zoned(*at).date()) : iso;
}

// A word or two where there are some; what a part of the email says is a sentence of its own.
QString whyOf(const std::string &reason) {
    const QString words = reasonWord(reason);
    return words == plainName(reason) && !reason.empty() ? reasonText(reason) : words;
}

} // namespace

ListRowItem needItem(const Remark &remark, int index) {
    const Arguments arg(remark);
    ListRowItem item;
    item.id = QString::number(index);
    item.tone = toneOf(remark.level);
    if (remark.id == "today.unclear") {
        item.iconName = QStringLiteral("circle-help");
        item.title = Said::tr("%Ln emails of %1 may not have gone out", nullptr, arg.number("count")).arg(arg("name"));
        item.note = Said::tr("Nobody has answered about them; nothing is sent twice");
        item.action = Said::tr("Decide");
    } else if (remark.id == "today.paused" || remark.id == "today.blocked") {
        item.iconName = QStringLiteral("circle-pause");
        item.title = remark.id == "today.paused" ? Said::tr("%1 is paused").arg(arg("name")) : Said::tr("%1 cannot go on by itself").arg(arg("name"));
        const QString why = whyOf(toUtf8(arg("reason")));
        const QString left = Said::tr("%Ln people are still to get it", nullptr, arg.number("left"));
        item.note = why.isEmpty() ? left : QStringLiteral("%1 · %2").arg(why, left);
        item.action = Said::tr("Look");
    } else if (remark.id == "today.left") {
        item.iconName = QStringLiteral("circle-pause");
        item.title = Said::tr("%1 stands still").arg(arg("name"));
        item.note = Said::tr("It was interrupted and nobody goes on sending it");
        item.action = Said::tr("Look");
    } else if (remark.id == "today.missed" || remark.id == "today.cannot_start") {
        item.iconName = QStringLiteral("calendar-clock");
        const auto at = instantFromIso(toUtf8(arg("planned")));
        const QString when = at ? momentWords(*at) : QString();
        const bool isMissed = remark.id == "today.missed";
        item.title = isMissed ? Said::tr("%1 missed its start").arg(arg("campaign")) : Said::tr("%1 should have started").arg(arg("campaign"));
        item.note = isMissed ? Said::tr("It was planned for %1 and nothing was sent; start it now or choose another time").arg(when)
                             : Said::tr("Planned for %1. %2").arg(when, sentence(toUtf8(arg("check")), remark.args));
        item.action = Said::tr("Look");
    } else if (remark.id == "today.review" || remark.id == "today.email_review") {
        const bool isEmail = remark.id == "today.email_review";
        item.iconName = QStringLiteral("user-check");
        item.title = isEmail ? Said::tr("Approve the email \"%1\"").arg(arg("name")) : Said::tr("Approve the campaign \"%1\"").arg(arg("name"));
        const auto at = instantFromIso(toUtf8(arg("at")));
        const QString asked = Said::tr("%1 asks since %2").arg(arg("by"), at ? momentWords(*at) : QString());
        const QString more = isEmail ? arg("note") : Said::tr("to %1").arg(arg("segment"));
        item.note = more.isEmpty() ? asked : QStringLiteral("%1 · %2").arg(asked, more.left(120));
        item.action = Said::tr("Review");
    } else if (remark.id == "today.more_reviews") {
        item.iconName = QStringLiteral("user-check");
        item.title = Said::tr("%Ln more wait for your approval", nullptr, arg.number("count"));
        item.note = Said::tr("Look at the next one");
        item.action = Said::tr("Review");
    } else if (remark.id == "today.approved") {
        item.iconName = QStringLiteral("user-check");
        item.title = Said::tr("%1 is approved and waits for its start").arg(arg("name"));
        item.note = Said::tr("To %1").arg(arg("segment"));
        item.action = Said::tr("Open");
    } else if (remark.id == "today.data_fault") {
        item.iconName = QStringLiteral("triangle-alert");
        const QString column = plainName(toUtf8(arg("column"))).left(60), check = arg("check");
        const int count = arg.number("count");
        item.title = check == QLatin1String("age_high")        ? Said::tr("%Ln values of %1 are above 110", nullptr, count).arg(column)
                     : check == QLatin1String("below_zero")    ? Said::tr("%Ln values of %1 are below zero", nullptr, count).arg(column)
                     : check == QLatin1String("email_invalid") ? Said::tr("%Ln email addresses are not valid", nullptr, count)
                     : check == QLatin1String("email_twice")   ? Said::tr("%Ln people share an address", nullptr, count)
                     : check == QLatin1String("future")        ? (arg("event") == QLatin1String("yes") ? Said::tr("%Ln events lie in the future", nullptr, count) : Said::tr("%Ln values of %1 lie in the future", nullptr, count).arg(column))
                                                               : Said::tr("%Ln values of %1 are not in %2", nullptr, count).arg(column, plainName(toUtf8(arg("other"))));
        item.note = Said::tr("Found in %1; segments and emails go by it").arg(plainName(toUtf8(arg("dataset"))));
        item.action = Said::tr("Show");
    } else if (remark.id == "today.untested") {
        item.iconName = QStringLiteral("plug");
        item.title = Said::tr("%1 was never tested").arg(arg("connection"));
        item.note = Said::tr("A test shows that it answers, before a campaign needs it");
        item.action = Said::tr("Test it");
    } else if (remark.id == "today.connection_fails") {
        item.iconName = QStringLiteral("plug");
        item.title = Said::tr("%1 did not answer when it was tested").arg(arg("connection"));
        item.note = sentence(toUtf8(arg("fault")), remark.args);
        item.action = Said::tr("Look");
    } else if (remark.id == "today.sync_fails") {
        const QString fault = arg("fault"), since = arg("since");
        item.iconName = QStringLiteral("refresh-cw");
        item.title = since.isEmpty() ? Said::tr("%1 does not come over").arg(arg("sync")) : Said::tr("%1 is not brought up to date; its data are of %2").arg(arg("sync"), dayOf(since));
        item.note = fault.isEmpty() ? Said::tr("The last run was cut off") : sentence(toUtf8(fault), remark.args);
        item.action = Said::tr("Look");
    } else if (remark.id == "today.sync_old") {
        item.iconName = QStringLiteral("refresh-cw");
        item.title = Said::tr("The data of %1 are of %2").arg(arg("sync"), dayOf(arg("since")));
        item.note = Said::tr("Bring them up to date before they are used");
        item.action = Said::tr("Look");
    } else if (remark.id == "today.events_lost") {
        item.iconName = QStringLiteral("inbox");
        item.title = Said::tr("Events of %1 were not fetched in time").arg(arg("connection"));
        item.note = Said::tr("Bounces and complaints from %1 to %2 are gone; Amazon's own list of blocked addresses still has them")
                        .arg(dayOf(arg("from")), dayOf(arg("to")));
        item.action = Said::tr("Look");
    } else if (remark.id == "today.unknown_sends") {
        item.iconName = QStringLiteral("history");
        item.title = Said::tr("%Ln emails went out after this backup was made", nullptr, arg.number("count"));
        item.note = Said::tr("Campaigns sent since then look like drafts again; look before you send one");
        item.action = Said::tr("Look");
    } else if (remark.id == "today.no_definition") {
        item.iconName = QStringLiteral("coins");
        item.title = Said::tr("Say what a purchase is");
        item.note = Said::tr("Then every campaign shows what it earned");
        item.action = Said::tr("Define");
    }
    return item;
}

ListRowItem changeItem(const Remark &remark, int index) {
    const Arguments arg(remark);
    ListRowItem item;
    item.id = QString::number(index);
    item.tone = toneOf(remark.level);
    item.action = Said::tr("Open");
    if (remark.id == "today.sent") {
        item.iconName = QStringLiteral("send");
        item.title = Said::tr("%1 went to %Ln people", nullptr, arg.number("sent")).arg(arg("name"));
        item.note = Said::tr("%1 opened, %2 clicked").arg(shareWords(arg("opened")), shareWords(arg("clicked")));
        if (const auto revenue = decimalFromText(toUtf8(arg("revenue"))))
            item.note = Said::tr("%1 opened, %2 clicked, %3 so far").arg(shareWords(arg("opened")), shareWords(arg("clicked")), moneyWords(*revenue, toUtf8(arg("currency"))));
    } else if (remark.id == "today.imported") {
        item.iconName = QStringLiteral("refresh-cw");
        item.title = Said::tr("%Ln rows of %1 came in", nullptr, arg.number("rows")).arg(arg("dataset"));
        const auto at = instantFromIso(toUtf8(arg("at")));
        item.note = at ? momentWords(*at) : QString();
        if (arg.number("rejected") > 0)
            item.note = Said::tr("%1 · %Ln rows were not taken", nullptr, arg.number("rejected")).arg(item.note);
    } else if (remark.id == "today.imports") {
        item.iconName = QStringLiteral("refresh-cw");
        item.title = Said::tr("%Ln imports came in", nullptr, arg.number("count"));
        item.note = Said::tr("%Ln rows: %1", nullptr, arg.number("rows")).arg(arg("datasets"));
    } else if (remark.id == "remark.segment_jump") {
        const bool grew = arg("grew") == QLatin1String("yes");
        item.iconName = grew ? QStringLiteral("trending-up") : QStringLiteral("trending-down");
        item.title = grew ? Said::tr("%1 grew by %Ln people", nullptr, arg.number("change")).arg(arg("name"))
                          : Said::tr("%1 shrank by %Ln people", nullptr, arg.number("change")).arg(arg("name"));
        item.note = Said::tr("%1 now, %2 before").arg(formatNumber(arg("now").toLongLong()), formatNumber(arg("before").toLongLong()));
    } else if (remark.id == "remark.below_usual") {
        item.iconName = QStringLiteral("trending-down");
        item.tone = Tone::Bad;
        item.title = Said::tr("%1 was clicked less than usual").arg(arg("name"));
        item.note = Said::tr("%1 clicked, usual %2").arg(shareWords(arg("clicked")), shareWords(arg("usual")));
    } else if (remark.id == "remark.bounces_at_domain") {
        item.iconName = QStringLiteral("triangle-alert");
        item.title = Said::tr("Bounces at %1 doubled").arg(arg("domain"));
        item.note = Said::tr("%1, before %2").arg(shareWords(arg("now")), shareWords(arg("before")));
    } else if (remark.id == "remark.complaints_near_limit") {
        item.iconName = QStringLiteral("triangle-alert");
        item.title = Said::tr("Complaints are near the limit");
        item.note = Said::tr("%1, sending stops at %2").arg(shareWords(arg("rate"), 2), shareWords(arg("limit"), 2));
    }
    return item;
}

ListRowItem nextItem(const service::NextSend &next, Instant now) {
    ListRowItem item;
    item.id = QString::number(next.id.value);
    item.title = toQString(next.name);
    const QString people = next.people >= 0 ? Said::tr("%Ln people chosen", nullptr, int(next.people)) : QString();
    if (next.at.micros == 0) {
        item.lead = QStringLiteral("–");
        const QString state = next.state == model::CampaignState::Draft      ? Said::tr("still a draft")
                              : next.state == model::CampaignState::InReview ? Said::tr("waits for approval")
                                                                             : Said::tr("no time set yet");
        item.note = people.isEmpty() ? state : QStringLiteral("%1 · %2").arg(state, people);
        return item;
    }
    const QDateTime at = zoned(next.at);
    const auto days = zoned(now).date().daysTo(at.date());
    const QLocale &locale = interfaceLocale();
    item.lead = days == 0 ? formatTime(at.time()) : days > 0 && days < 7 ? locale.toString(at.date(), QStringLiteral("ddd")) : locale.toString(at.date(), datePattern(QStringLiteral("d MMM")));
    const QString time = days == 0 ? QString() : formatTime(at.time());
    item.note = time.isEmpty() ? people : people.isEmpty() ? time : QStringLiteral("%1 · %2").arg(time, people);
    if (next.isPractice)
        item.note = item.note.isEmpty() ? Said::tr("practice") : Said::tr("%1 · practice").arg(item.note);
    return item;
}

ListRowItem workItem(const service::RecentWork &work, Instant now) {
    ListRowItem item;
    item.id = toQString(work.kind) + QLatin1Char('/') + QString::number(work.id);
    item.title = !work.name.empty() ? toQString(work.name) : work.kind == "segment" ? Said::tr("New segment") : work.kind == "connection" ? Said::tr("New connection") : Said::tr("New template");
    const QString when = agoWords(work.savedAt, now);
    const bool isDraft = work.id < 0;
    if (work.kind == "segment") {
        item.iconName = QStringLiteral("users");
        item.note = isDraft ? Said::tr("segment, not saved · %1").arg(when) : Said::tr("segment · %1").arg(when);
    } else if (work.kind == "template") {
        item.iconName = QStringLiteral("mail");
        item.note = isDraft ? Said::tr("template, not saved · %1").arg(when) : Said::tr("template · %1").arg(when);
    } else if (work.kind == "connection") { // one of these is there only while it is not saved
        item.iconName = QStringLiteral("plug");
        item.note = Said::tr("connection, not saved · %1").arg(when);
    } else {
        item.iconName = QStringLiteral("send");
        item.note = Said::tr("campaign · %1").arg(when);
    }
    return item;
}

QString greeting(const QTime &time, const QString &user) {
    const QString hello = time.hour() < 5 || time.hour() >= 18 ? Said::tr("Good evening") : time.hour() < 12 ? Said::tr("Good morning") : Said::tr("Good afternoon");
    return user.isEmpty() ? hello : Said::tr("%1, %2").arg(hello, user);
}

QString sinceWords(Instant since, Instant now) {
    const auto days = zoned(since).date().daysTo(zoned(now).date());
    if (days == 0)
        return formatTime(zoned(since).time());
    return agoWords(since, now);
}

} // namespace audience::ui
