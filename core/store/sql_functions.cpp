#include "store/sql_functions.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/pattern.h"
#include "engine/set_condition.h"
#include "store/sqlite_api.h"
#include "store/zone_functions.h"

#include <charconv>
#include <cstring>
#include <new>
#include <optional>
#include <string>

namespace audience::store {

namespace {

std::string_view textOf(sqlite3_value *value) {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void fold(sqlite3_context *context, int, sqlite3_value **arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    try {
        const std::string folded = foldCase(textOf(arguments[0]));
        sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(context);
    }
}

// A constant pattern is compiled once for the statement.
void re2(sqlite3_context *context, int, sqlite3_value **arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || sqlite3_value_type(arguments[1]) == SQLITE_NULL)
        return;
    try {
        auto *kept = static_cast<engine::Pattern *>(sqlite3_get_auxdata(context, 0));
        std::optional<engine::Pattern> made;
        if (!kept) {
            auto compiled = engine::Pattern::compile(textOf(arguments[0]), sqlite3_value_int(arguments[2]) != 0);
            if (!compiled)
                return sqlite3_result_error(context, "re2: the pattern is not understood", -1);
            made = *compiled;
        }
        sqlite3_result_int(context, (kept ? *kept : *made).occursIn(textOf(arguments[1])));
        if (made)
            sqlite3_set_auxdata(context, 0, new engine::Pattern(*made),
                                [](void *pattern) { delete static_cast<engine::Pattern *>(pattern); });
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(context);
    }
}

void instantMicros(sqlite3_context *context, int, sqlite3_value **arguments) {
    if (sqlite3_value_type(arguments[0]) != SQLITE_TEXT)
        return;
    if (const auto instant = instantFromIso(textOf(arguments[0])))
        sqlite3_result_int64(context, instant->micros);
}

// SQLite hands out zeroed memory for it, aligned for 64 bits only: the 128-bit sum is kept as
// bytes.
struct DecimalSum {
    unsigned char mantissa[sizeof(Int128)];
    int scale;
    bool any, failed;

    Int128 value() const {
        Int128 number;
        std::memcpy(&number, mantissa, sizeof number);
        return number;
    }
    void setValue(Int128 number) { std::memcpy(mantissa, &number, sizeof number); }
};

std::string shortestDigits(double value) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    return {digits, end.ptr};
}

// A real stands for the decimal that its shortest digits spell: exact up to 15 digits.
std::optional<Decimal> decimalOf(sqlite3_value *value) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return Decimal{sqlite3_value_int64(value), 0};
    case SQLITE_FLOAT:
        return decimalFromText(shortestDigits(sqlite3_value_double(value)));
    case SQLITE_TEXT:
        return decimalFromText(trimmed(textOf(value)));
    default:
        return std::nullopt;
    }
}

bool addScaled(DecimalSum &sum, Decimal value) {
    Int128 total = sum.value(), mantissa = value.mantissa;
    if (value.scale > sum.scale) {
        if (multiplyOverflows(total, Int128{powerOfTen(value.scale - sum.scale)}, total))
            return false;
        sum.scale = value.scale;
    } else {
        mantissa *= powerOfTen(sum.scale - value.scale); // below 10^19 * 10^18
    }
    if (addOverflows(total, mantissa, total))
        return false;
    sum.setValue(total);
    return true;
}

void decimalSumStep(sqlite3_context *context, int, sqlite3_value **arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    auto *sum = static_cast<DecimalSum *>(sqlite3_aggregate_context(context, sizeof(DecimalSum)));
    if (!sum)
        return sqlite3_result_error_nomem(context);
    try {
        const auto value = decimalOf(arguments[0]);
        sum->any = true;
        sum->failed |= !value || !addScaled(*sum, *value);
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(context);
    }
}

void decimalSumFinal(sqlite3_context *context) {
    const auto *sum = static_cast<const DecimalSum *>(sqlite3_aggregate_context(context, 0));
    if (!sum || !sum->any)
        return;
    if (sum->failed)
        return sqlite3_result_error(context, "dec_sum: not a decimal number, or too large", -1);
    const std::string text = toText(sum->value(), sum->scale);
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// 0..9999, as segment rules deal people into buckets.
void bucketOf(sqlite3_context *context, int, sqlite3_value **arguments) {
    if (const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(arguments[0])))
        sqlite3_result_int64(context, engine::bucketOf({text, static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]))}));
}

} // namespace

Result<void> registerSqlFunctions(const Connection &connection) {
    sqlite3 *db = connection.raw();
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const auto made = [&](const char *name,
                          void (*function)(sqlite3_context *, int, sqlite3_value **), int arguments = 1) {
        return sqlite3_create_function_v2(db, name, arguments, flags, nullptr, function, nullptr, nullptr,
                                          nullptr) == SQLITE_OK;
    };
    const bool all =
        made("fold", fold) && made("instant_us", instantMicros) && made("re2", re2, 3) &&
        made("bucket_of", bucketOf) &&
        sqlite3_create_function_v2(db, "dec_sum", 1, flags, nullptr, nullptr, decimalSumStep,
                                   decimalSumFinal, nullptr) == SQLITE_OK;
    if (!all)
        return lastError(db, "create_function");
#ifdef AUDIENCE_SQLITE_EXTENSION
    return {};
#else
    return registerZoneFunctions(connection);
#endif
}

} // namespace audience::store
