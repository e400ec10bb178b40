// Words of strangers as values of columns, and what became of the entries they came with. Private to service.
#pragma once

#include "base/json.h"
#include "base/strong_id.h"
#include "engine/column.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::service {

// Nothing where it is no value of that column; times and days as ISO has them.
std::optional<engine::Cell> cellFromText(std::string_view text, const engine::Field &field);
// Of a JSON value: its text, its number; lists and objects go to columns of JSON alone.
std::optional<engine::Cell> cellFromJson(const Json &value, const engine::Field &field);
// "customer.email"; null: nothing is there.
const Json *atPath(const Json &document, std::string_view path);
std::string textOf(const Json *value);

// In the caller's transaction; it replaces what was said before.
Result<void> noteOutcome(const store::Connection &connection, std::int64_t entry, std::string_view state, Instant now,
                         std::optional<Ordinal> person = std::nullopt, const std::optional<Error> &reason = std::nullopt);
std::optional<Error> outcomeReason(std::string_view text);

} // namespace audience::service
