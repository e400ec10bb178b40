#include "ui/people/control_words.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"

#include <QCoreApplication>

#include <cmath>

namespace audience::ui {

using service::ControlResult;
using service::Difference;

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(ControlWords) };

Decimal cents(double value) { return {static_cast<std::int64_t>(std::llround(value * 100)), 2}; }
// Sums that were worked out from means are no more exact than their range.
Decimal rounded(double value) {
    const double step = std::abs(value) >= 10'000 ? 100 : std::abs(value) >= 1'000 ? 10 : 1;
    return {static_cast<std::int64_t>(std::llround(value / step) * std::llround(step)), 0};
}

QString perHundred(double each) { return interfaceLocale().toString(each * 100, 'f', 1); }

// In 95 of 100 such sends the range holds what is true.
QString verdict(const Difference &each, double people, const QString &low, const QString &high, bool isRevenue) {
    if (!each.isClear())
        return isRevenue ? Said::tr("It cannot be told from chance whether it earned anything: between %1 and %2 fits what was seen.").arg(low, high)
                         : Said::tr("It cannot be told from chance whether it brought orders: between %1 and %2 fits what was seen.").arg(low, high);
    if (each.mean * people > 0)
        return isRevenue ? Said::tr("It earned between %1 and %2 that would not have come without it.").arg(low, high)
                         : Said::tr("It brought between %1 and %2 orders that would not have come without it.").arg(low, high);
    return isRevenue ? Said::tr("Who got it bought less: it cost between %2 and %1.").arg(low, high)
                     : Said::tr("Who got it ordered less: between %1 and %2 orders.").arg(low, high);
}

} // namespace

ControlWords controlWords(const ControlResult &result) {
    const double people = double(result.sent.people);
    const bool hasRevenue = result.definition.hasRevenue();
    const auto money = [&](double value) { return moneyWords(rounded(value), result.definition.currency, 0); };
    const auto orders = [&](double each) { return formatNumber(std::llround(each * people)); };
    ControlWords words;
    if (hasRevenue && result.revenue) {
        words.revenue = money(result.revenue->mean * people);
        words.revenueRange = Said::tr("%1 to %2").arg(money(result.revenue->low * people), money(result.revenue->high * people));
    }
    if (result.orders) {
        words.orders = orders(result.orders->mean);
        words.ordersRange = Said::tr("%1 to %2").arg(orders(result.orders->low), orders(result.orders->high));
    }
    const auto &main = hasRevenue ? result.revenue : result.orders;
    if (result.isTooSmall)
        words.verdict = Said::tr("With fewer than %n people in a group nothing can be told.", nullptr, int(service::kLeastGroup));
    else if (!main)
        words.verdict = Said::tr("Nobody in either group has bought anything yet.");
    else
        words.verdict = hasRevenue ? verdict(*main, people, money(main->low * people), money(main->high * people), true)
                                   : verdict(*main, people, orders(main->low), orders(main->high), false);
    words.columns = {Said::tr("Group"), Said::tr("People"), Said::tr("Orders per 100 people")};
    if (hasRevenue)
        words.columns.append(Said::tr("Revenue per person"));
    for (const auto &[name, group] : {std::pair{Said::tr("Meant to get it"), &result.sent}, {Said::tr("Got nothing"), &result.control}}) {
        QStringList row{name, formatNumber(group->people), perHundred(group->ordersEach.mean())};
        if (hasRevenue)
            row.append(moneyWords(cents(group->revenueEach.mean()), result.definition.currency, 2));
        words.rows.append(row);
    }
    words.foot = Said::tr("All purchases within %n days of the start, whether or not they followed a click.", nullptr, result.definition.windowDays);
    if (result.isSoFar)
        words.foot += QLatin1Char(' ') + Said::tr("The days are not over: this is what came until %1.").arg(momentWords(result.span.until));
    words.foot += QLatin1Char(' ') + Said::tr("Ranges hold the truth in 95 of 100 such sends.");
    return words;
}

} // namespace audience::ui
