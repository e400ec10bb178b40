#include "store/zone_functions.h"

#include "qbase/time_zone.h"
#include "store/sqlite_api.h"

#include <new>
#include <optional>

namespace audience::store {

namespace {

std::string_view textOf(sqlite3_value *value) {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::optional<Instant> instantOf(sqlite3_value *value) {
    if (sqlite3_value_type(value) == SQLITE_INTEGER)
        return Instant{sqlite3_value_int64(value)};
    return sqlite3_value_type(value) == SQLITE_TEXT ? instantFromIso(textOf(value)) : std::nullopt;
}

void localTime(sqlite3_context *context, int, sqlite3_value **arguments) {
    try {
        const auto instant = instantOf(arguments[0]);
        if (!instant)
            return;
        const std::string_view zone = textOf(arguments[1]);
        const auto local = civilAt(*instant, !zone.empty() && isKnownZone(zone) ? zone : textOf(arguments[2]));
        if (!local)
            return sqlite3_result_error(context, "local_time: the zone is not known", -1);
        const std::string text = toIso(Instant{local->date.days * kMicrosPerDay + local->secondOfDay * kMicrosPerSecond});
        sqlite3_result_text(context, text.data(), static_cast<int>(text.size()) - 1, SQLITE_TRANSIENT); // without Z
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(context);
    }
}

} // namespace

Result<void> registerZoneFunctions(const Connection &connection) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (sqlite3_create_function_v2(connection.raw(), "local_time", 3, flags, nullptr, localTime, nullptr, nullptr, nullptr) !=
        SQLITE_OK)
        return lastError(connection.raw(), "create_function");
    return {};
}

} // namespace audience::store
