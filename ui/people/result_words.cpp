#include "ui/people/result_words.h"

#include "qbase/convert.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace audience::ui {

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(Results) };

QString signOf(const std::string &currency) {
    static const std::pair<const char *, const char *> kSigns[] = {{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}};
    for (const auto &[code, sign] : kSigns)
        if (currency == code)
            return QString::fromUtf8(sign);
    return toQString(currency);
}

QString withSign(const QString &digits, const std::string &currency) {
    return currency.empty() ? digits : digits + QChar(0xA0) + signOf(currency);
}

QString signedNumber(double value, int digits) {
    const QString words = interfaceLocale().toString(std::abs(value), 'f', digits);
    if (words == interfaceLocale().toString(0.0, 'f', digits))
        return words;
    return (value > 0 ? QStringLiteral("+") : QStringLiteral("− ")) + words;
}

} // namespace

QDate toQDate(CivilDate day) {
    return QDate(1970, 1, 1).addDays(day.days);
}

CivilDate toCivilDate(const QDate &day) {
    return {static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(day))};
}

QString dayWords(CivilDate day) {
    return interfaceLocale().toString(toQDate(day), datePattern(QStringLiteral("d MMM")));
}

QString periodWords(service::Period period) {
    const bool isThisYear = toQDate(period.first).year() == toQDate(period.last).year() && toQDate(period.last).year() == zonedToday().year();
    const QString form = isThisYear ? datePattern(QStringLiteral("d MMM")) : datePattern(QStringLiteral("d MMM yyyy"));
    if (period.days() == 1)
        return interfaceLocale().toString(toQDate(period.first), form);
    return Said::tr("%1 – %2").arg(interfaceLocale().toString(toQDate(period.first), form), interfaceLocale().toString(toQDate(period.last), form));
}

static QString withDay(const QDateTime &local, const QString &time) {
    if (local.date() == zonedToday())
        return time;
    const bool isThisYear = local.date().year() == zonedToday().year();
    return interfaceLocale().toString(local.date(), isThisYear ? datePattern(QStringLiteral("d MMM")) : datePattern(QStringLiteral("d MMM yyyy"))) + QStringLiteral(", ") + time;
}

QString momentWords(Instant at) {
    const QDateTime local = zoned(at);
    return withDay(local, formatTime(local.time()));
}

QString exactMomentWords(Instant at) {
    const QDateTime local = zoned(at);
    return at.micros > 0 ? withDay(local, interfaceLocale().toString(local.time(), QStringLiteral("HH:mm:ss"))) : QString();
}

QString agoWords(Instant at, Instant now) {
    const std::int64_t minutes = (now - at).count() / kMicrosPerSecond / 60;
    const QDateTime then = zoned(at), today = zoned(now);
    const auto days = then.date().daysTo(today.date());
    if (minutes < 1)
        return Said::tr("just now");
    if (minutes < 60)
        return Said::tr("%n minutes ago", nullptr, int(minutes));
    if (days == 0)
        return Said::tr("%n hours ago", nullptr, int(minutes / 60));
    if (days == 1)
        return Said::tr("yesterday");
    if (days < 7)
        return interfaceLocale().toString(then.date(), QStringLiteral("dddd"));
    return interfaceLocale().toString(then.date(), then.date().year() == today.date().year() ? datePattern(QStringLiteral("d MMM")) : datePattern(QStringLiteral("d MMM yyyy")));
}

QString moneyWords(Decimal amount, const std::string &currency) {
    return moneyWords(amount, currency, moneyDigits({amount}));
}

QString moneyWords(Decimal amount, const std::string &currency, int digits) {
    return withSign(interfaceLocale().toString(toDouble(amount), 'f', toDouble(amount) == 0 ? 0 : digits), currency);
}

int moneyDigits(const std::vector<Decimal> &amounts) {
    return std::any_of(amounts.begin(), amounts.end(), [](Decimal amount) { return std::abs(toDouble(amount)) >= 1000; }) ? 0 : 2;
}

QString exactMoneyWords(Decimal amount, const std::string &currency) {
    const std::string digits = toText(amount);
    const auto point = digits.find('.');
    QString whole = interfaceLocale().toString(qint64(std::strtoll(digits.c_str(), nullptr, 10)));
    if (digits[0] == '-' && !whole.startsWith(QLatin1Char('-')))
        whole.prepend(QLatin1Char('-')); // -0.50
    std::string parts = point == std::string::npos ? std::string() : digits.substr(point + 1);
    parts.resize(std::max<std::size_t>(parts.size(), 2), '0');
    return withSign(whole + interfaceLocale().decimalPoint() + toQString(parts), currency);
}

// What is there is not called nothing: one of many thousands is "< 0.01 %".
static QString percentWords(double share, int digits) {
    const double least = std::pow(10.0, -digits - 2);
    return share > 0 && share < least / 2 ? QStringLiteral("< %1").arg(formatPercent(least, digits)) : formatPercent(share, digits);
}

QString shareWords(const service::Share &share, int digits) {
    return share.hasBase() ? percentWords(share.value(), digits) : QStringLiteral("–");
}

QString shareWords(const QString &share, int digits) {
    return share.isEmpty() ? QStringLiteral("–") : percentWords(share.toDouble(), digits);
}

Change changeOf(double now, double before, bool moreIsGood) {
    if (before == 0)
        return {};
    const double change = now / before - 1;
    return {Said::tr("%1 %").arg(signedNumber(change * 100, std::abs(change) < 10 ? 1 : 0)),
            std::abs(change) < 0.0005 ? Tone::Neutral : (change > 0) == moreIsGood ? Tone::Good : Tone::Bad};
}

Change changeOfShare(const service::Share &now, const service::Share &before, bool moreIsGood) {
    if (!now.hasBase() || !before.hasBase())
        return {};
    const double points = (now.value() - before.value()) * 100;
    const int digits = std::abs(points) < 0.095 ? 2 : 1;
    return {Said::tr("%1 pts").arg(signedNumber(points, digits)),
            std::abs(points) < 0.005 ? Tone::Neutral : (points > 0) == moreIsGood ? Tone::Good : Tone::Bad};
}

QString factWord(std::string_view fact) {
    if (fact == "handed_over")
        return Said::tr("Sent");
    if (fact == "opened")
        return Said::tr("Opened by people");
    if (fact == "opened_by_machine")
        return Said::tr("Opened by machines only");
    if (fact == "click")
        return Said::tr("Clicks");
    if (fact == "bought")
        return Said::tr("Bought");
    if (fact == "purchase")
        return Said::tr("Purchases");
    if (fact == "conversion")
        return Said::tr("Conversions");
    if (fact == "audience")
        return Said::tr("Audience");
    return emailStateWord(fact);
}

bool hasBefore(const service::PeriodReport &report) {
    return std::any_of(report.figures.begin(), report.figures.end(), [](const service::PeriodFigure &figure) { return figure.before > 0; });
}

} // namespace audience::ui
