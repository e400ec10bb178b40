#include "ui/monitor/remark_words.h"

#include "qbase/convert.h"
#include "ui/people/result_words.h"

#include <QCoreApplication>

namespace audience::ui {

using service::Remark;

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(Remarks) };

QString argument(const Remark &remark, const char *name) {
    for (const auto &[key, value] : remark.args)
        if (key == name)
            return toQString(value);
    return {};
}

} // namespace

ListRowItem remarkItem(const Remark &remark, int index) {
    const auto arg = [&](const char *name) { return argument(remark, name); };
    ListRowItem item;
    item.id = QString::number(index);
    item.opens = !remark.page.empty();
    item.tone = remark.level == Remark::Level::Good      ? Tone::Good
                : remark.level == Remark::Level::Warning ? Tone::Warning
                : remark.level == Remark::Level::Bad     ? Tone::Bad
                                                         : Tone::Accent;
    item.iconName = remark.level == Remark::Level::Good ? QStringLiteral("gauge") : QStringLiteral("triangle-alert");
    if (remark.id == "remark.bounces_at_domain") {
        item.title = Said::tr("Bounces at %1 doubled").arg(arg("domain"));
        item.note = Said::tr("%1, before %2. See who they are").arg(shareWords(arg("now")), shareWords(arg("before")));
    } else if (remark.id == "remark.complaints_near_limit") {
        item.title = Said::tr("Complaints are near the limit");
        item.note = Said::tr("%1, sending stops at %2. See who complained").arg(shareWords(arg("rate"), 2), shareWords(arg("limit"), 2));
    } else if (remark.id == "remark.reputation_healthy") {
        item.title = Said::tr("Sending reputation is healthy");
        item.note = Said::tr("Complaints %1 of %2").arg(shareWords(arg("rate"), 2), shareWords(arg("limit"), 2));
    } else if (remark.id == "remark.unclear") {
        item.iconName = QStringLiteral("circle-help");
        item.title = Said::tr("%Ln emails of %1 may not have gone out", nullptr, arg("count").toInt()).arg(arg("name"));
        item.note = Said::tr("Nothing is sent twice. Look and decide");
    } else if (remark.id == "remark.below_usual") {
        item.iconName = QStringLiteral("trending-down");
        item.tone = Tone::Bad;
        item.title = Said::tr("%1 was clicked less than usual").arg(arg("name"));
        item.note = Said::tr("%1 clicked, usual %2. Look at what was different").arg(shareWords(arg("clicked")), shareWords(arg("usual")));
    } else if (remark.id == "remark.segment_jump") {
        item.iconName = arg("grew") == QLatin1String("yes") ? QStringLiteral("trending-up") : QStringLiteral("trending-down");
        item.title = arg("grew") == QLatin1String("yes") ? Said::tr("%1 grew by %2").arg(arg("name"), arg("change")) : Said::tr("%1 shrank by %2").arg(arg("name"), arg("change"));
        item.note = Said::tr("%1 people now, %2 before").arg(arg("now"), arg("before"));
    }
    return item;
}

QString remarkRule(const Remark &remark) {
    if (remark.id == "remark.bounces_at_domain")
        return Said::tr("Shown when bounces at a domain are at least twice as frequent as in the days before, with 10 or more of them among 200 or more "
                  "emails on both sides, and chance alone would do so less than once in a hundred times.");
    if (remark.id == "remark.complaints_near_limit" || remark.id == "remark.reputation_healthy")
        return Said::tr("Complaints per delivered email. A warning from half the rate on at which sending stops by itself; shown from 500 delivered emails on.");
    if (remark.id == "remark.below_usual")
        return Said::tr("Said when at least 200 emails were delivered two days ago or longer, the share of clicks is less than four fifths of that of the other "
                  "campaigns of the last 180 days (three or more, with 1,000 delivered emails), and chance alone would do so less than once in a hundred times.");
    if (remark.id == "remark.segment_jump")
        return Said::tr("Shown when a segment has changed by a fifth or more, and by 50 people or more, since your last visit.");
    if (remark.id == "remark.unclear")
        return Said::tr("Emails whose fate nobody knows: the connection broke before the answer came.");
    return {};
}

} // namespace audience::ui
