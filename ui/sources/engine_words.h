// Who answered, how long it took and what it cost, in one line: wherever a database was asked it is said the same way. Main thread.
#pragma once

#include "base/result.h"
#include "service/views.h"

#include <QString>

#include <optional>

namespace audience::ui {

// "Answered by crm (PostgreSQL 15.8) in 0.4 s, from 12 MB of tables". `tables`: how large those are that it looked at, in bytes.
QString engineWords(const service::EngineView &engine, std::optional<std::int64_t> tables = {});
// What came over the line and when, for a tooltip.
QString engineHint(const service::EngineView &engine);
// "as of 14:05 today", "as of 21 Nov 2026, 14:05".
QString asOfWords(Instant at);
// What went wrong with a table that stays in its source, and what to do about it in this window.
QString remoteSentence(const Error &error);

} // namespace audience::ui
