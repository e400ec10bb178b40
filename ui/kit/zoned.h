// Moments by the clock of the workspace, never of this computer: what is planned for 14:00 in Berlin is said to be at
// 14:00 wherever it is read. Each window has the zone of its workspace; without a ZoneScope a moment is told by the
// zone of the window in front. Any thread, except what takes a widget: UI thread.
#pragma once

#include "base/clock.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <string>

class QObject;

namespace audience::ui {

QTimeZone workspaceZone();
void setWorkspaceZone(const std::string &name); // of the window in front; one that is not known here: UTC
void setZoneOfWindow(QObject *window, const std::string &name);
QTimeZone zoneAround(const QObject *part); // of the window it is in; in none: that of the window in front

// While it lives, this thread tells moments by that zone. For what fills a part without being asked for by the person
// in front: a window that reloads by itself behind another one keeps its own clock.
class ZoneScope {
public:
    explicit ZoneScope(const QObject *part) : ZoneScope(zoneAround(part)) {}
    explicit ZoneScope(QTimeZone zone);
    ~ZoneScope();
    ZoneScope(const ZoneScope &) = delete;
    ZoneScope &operator=(const ZoneScope &) = delete;

private:
    QTimeZone m_zone;
    const QTimeZone *m_before;
};

QDateTime zoned(Instant at);
QDate zonedToday();
// "2026-01-02T08:16:11Z" as people write it, "2 Jan 2026, 08:16", and "2026-01-02" as "2 Jan 2026"; anything else as it stands.
QString momentWords(const QString &iso, const QTimeZone &zone = workspaceZone());
// A zone as people call it: "your time" where it is this computer's, else "Berlin time".
QString zoneWords(const QString &name);

} // namespace audience::ui
