#include "ui/kit/zoned.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"

#include <QCoreApplication>

namespace audience::ui {

static QTimeZone &zone() {
    static QTimeZone one = QTimeZone::utc();
    return one;
}

const QTimeZone &workspaceZone() {
    return zone();
}

void setWorkspaceZone(const std::string &name) {
    const QTimeZone named(QByteArray::fromStdString(name));
    zone() = named.isValid() ? named : QTimeZone::utc();
}

QDateTime zoned(Instant at) {
    return toQDateTime(at).toTimeZone(zone());
}

QDate zonedToday() {
    return QDateTime::currentDateTimeUtc().toTimeZone(zone()).date();
}

QString momentWords(const QString &iso, const QTimeZone &zone) {
    if (iso.size() == 10) {
        const QDate day = QDate::fromString(iso, Qt::ISODate);
        return day.isValid() ? formatDate(day) : iso;
    }
    const auto at = instantFromIso(toUtf8(iso));
    return at ? formatMoment(toQDateTime(*at).toTimeZone(zone)) : iso;
}

QString zoneWords(const QString &name) {
    const QTimeZone named(name.toUtf8()), here = QTimeZone::systemTimeZone();
    const QDateTime now = QDateTime::currentDateTimeUtc(), later = now.addMonths(6); // one of them in summer
    const auto isHere = [&](const QDateTime &at) { return named.offsetFromUtc(at) == here.offsetFromUtc(at); };
    if (named.isValid() && isHere(now) && isHere(later))
        return QCoreApplication::translate("Zones", "your time");
    const QString city = name.section(QLatin1Char('/'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!named.isValid() || city == QLatin1String("UTC"))
        return QCoreApplication::translate("Zones", "world time (UTC)");
    //: of a city, such as Berlin
    return QCoreApplication::translate("Zones", "%1 time").arg(city);
}

} // namespace audience::ui
