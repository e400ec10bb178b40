#include "ui/kit/zoned.h"

#include "qbase/convert.h"

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

} // namespace audience::ui
