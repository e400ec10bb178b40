#include "ui/kit/zoned.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"

#include <QCoreApplication>
#include <QVariant>

#include <mutex>
#include <utility>

namespace audience::ui {

static constexpr const char *kProperty = "workspaceZone";

namespace {

struct Front {
    std::mutex mutex; // rows are put into words on pool threads
    QTimeZone zone = QTimeZone::utc();
};

Front &front() {
    static Front one;
    return one;
}

thread_local const QTimeZone *scoped = nullptr;

QTimeZone named(const std::string &name) {
    const QTimeZone zone(QByteArray::fromStdString(name));
    return zone.isValid() ? zone : QTimeZone::utc();
}

} // namespace

QTimeZone workspaceZone() {
    if (scoped)
        return *scoped;
    const std::lock_guard lock(front().mutex);
    return front().zone;
}

void setWorkspaceZone(const std::string &name) {
    QTimeZone zone = named(name);
    const std::lock_guard lock(front().mutex);
    front().zone = std::move(zone);
}

void setZoneOfWindow(QObject *window, const std::string &name) {
    window->setProperty(kProperty, QVariant::fromValue(named(name)));
}

QTimeZone zoneAround(const QObject *part) {
    for (; part; part = part->parent())
        if (const QVariant zone = part->property(kProperty); zone.isValid())
            return zone.value<QTimeZone>();
    return workspaceZone();
}

ZoneScope::ZoneScope(QTimeZone zone) : m_zone(std::move(zone)), m_before(std::exchange(scoped, &m_zone)) {}

ZoneScope::~ZoneScope() {
    scoped = m_before;
}

QDateTime zoned(Instant at) {
    return toQDateTime(at).toTimeZone(workspaceZone());
}

QDate zonedToday() {
    return QDateTime::currentDateTimeUtc().toTimeZone(workspaceZone()).date();
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
