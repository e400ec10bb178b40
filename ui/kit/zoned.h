// Moments by the clock of the workspace, never of this computer: what is planned for 14:00 in Berlin is said to be at
// 14:00 wherever it is read. The zone is set when a workspace's window comes to the front and when it is changed in
// the settings; UI thread only.
#pragma once

#include "base/clock.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <string>

namespace audience::ui {

const QTimeZone &workspaceZone();
void setWorkspaceZone(const std::string &name); // one that is not known here: UTC
QDateTime zoned(Instant at);
QDate zonedToday();
// "2026-01-02T08:16:11Z" as people write it, "2 Jan 2026, 08:16", and "2026-01-02" as "2 Jan 2026"; anything else as it stands.
QString momentWords(const QString &iso, const QTimeZone &zone = workspaceZone());
// A zone as people call it: "your time" where it is this computer's, else "Berlin time".
QString zoneWords(const QString &name);

} // namespace audience::ui
