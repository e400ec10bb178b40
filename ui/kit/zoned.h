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
// A zone as people call it: "your time" where it is this computer's, else "Berlin time".
QString zoneWords(const QString &name);

} // namespace audience::ui
