#include "qbase/time_zone.h"

#include "qbase/convert.h"

#include <QDirIterator>
#include <QTimeZone>

#include <set>

namespace audience {

static QTimeZone zoneNamed(std::string_view zone) { return QTimeZone(toBytes(zone)); }

static Error unknownZone(std::string_view zone) {
    return Error(ErrorKind::Invalid, "zone.unknown").with("zone", zone);
}

// Not isValid() alone: that takes any word for a POSIX rule without an offset, so "Berlin" would silently be UTC.
// The list of ids leaves out links such as Etc/UTC, which have a slash and a file.
bool isKnownZone(std::string_view zone) {
    return QTimeZone::isTimeZoneIdAvailable(toBytes(zone)) || (zone.find('/') != std::string_view::npos && zoneNamed(zone).isValid());
}

// The list of ids again leaves out links: they are found as files, where there are files.
const std::vector<std::string> &knownZones() {
    static const std::vector<std::string> zones = [] {
        std::set<std::string> names;
        for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
            names.insert(toStd(id));
        const QString root = QStringLiteral("/usr/share/zoneinfo/");
        for (QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            const std::string name = toStd(files.next().mid(root.size()).toUtf8());
            const bool isCopy = name.rfind("posix/", 0) == 0 || name.rfind("right/", 0) == 0;
            if (!isCopy && isKnownZone(name))
                names.insert(name);
        }
        return std::vector<std::string>(names.begin(), names.end());
    }();
    return zones;
}

std::string systemZone() {
    const QByteArray id = QTimeZone::systemTimeZoneId();
    return id.isEmpty() ? "UTC" : toStd(id);
}

std::int32_t offsetSecondsAt(Instant instant, std::string_view zone) {
    const QTimeZone tz = zoneNamed(zone);
    return tz.isValid() ? tz.offsetFromUtc(toQDateTime(instant)) : 0;
}

std::string abbreviationAt(Instant instant, std::string_view zone) {
    const QTimeZone tz = zoneNamed(zone);
    return tz.isValid() ? toStd(tz.abbreviation(toQDateTime(instant)).toUtf8()) : std::string();
}

std::vector<ZoneOffset> offsetsBetween(Instant from, Instant to, std::string_view zone) {
    const QTimeZone tz = zoneNamed(zone);
    if (!tz.isValid())
        return {};
    std::vector<ZoneOffset> offsets{{from.micros, tz.offsetFromUtc(toQDateTime(from)) * kMicrosPerSecond}};
    for (const QTimeZone::OffsetData &change : tz.transitions(toQDateTime(from), toQDateTime(to)))
        if (const std::int64_t at = change.atUtc.toMSecsSinceEpoch() * 1000; at > from.micros)
            offsets.push_back({at, change.offsetFromUtc * kMicrosPerSecond});
    return offsets;
}

Result<Instant> instantAt(CivilTime local, std::string_view zone) {
    const QTimeZone tz = zoneNamed(zone);
    if (!tz.isValid())
        return unknownZone(zone);
    const Instant naive{local.date.days * kMicrosPerDay + local.secondOfDay * kMicrosPerSecond};
    const auto offsetAt = [&](Instant t) {
        return std::chrono::seconds(tz.offsetFromUtc(toQDateTime(t)));
    };
    // A transition within a day of the wall time has one of these two offsets.
    const auto before = offsetAt(naive - std::chrono::hours(24));
    const auto after = offsetAt(naive + std::chrono::hours(24));
    const Instant withBefore = naive - before;
    if (offsetAt(withBefore) == before)
        return withBefore; // also the first pass of a fold
    const Instant withAfter = naive - after;
    if (offsetAt(withAfter) == after)
        return withAfter;
    return withBefore; // a gap: the offset before it moves the time forward by the gap
}

Result<CivilTime> civilAt(Instant instant, std::string_view zone) {
    const QTimeZone tz = zoneNamed(zone);
    if (!tz.isValid())
        return unknownZone(zone);
    const std::int64_t local = instant.micros + tz.offsetFromUtc(toQDateTime(instant)) * kMicrosPerSecond;
    std::int64_t days = local / kMicrosPerDay;
    if (local % kMicrosPerDay < 0)
        --days;
    return CivilTime{CivilDate{static_cast<std::int32_t>(days)},
                     static_cast<std::int32_t>((local - days * kMicrosPerDay) / kMicrosPerSecond)};
}

} // namespace audience
