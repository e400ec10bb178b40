// Between the UTF-8 of the core and the QString of the window.
#pragma once

#include "base/clock.h"

#include <QDateTime>
#include <QString>

#include <string>
#include <string_view>

namespace audience {

inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string toUtf8(const QString &text) {
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}
inline std::string toStd(const QByteArray &bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}
inline QByteArray toBytes(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}
inline QDateTime toQDateTime(Instant instant) {
    return QDateTime::fromMSecsSinceEpoch(instant.micros / 1000, Qt::UTC);
}

} // namespace audience
