// One thing that must hold of the rows of a dataset, as somebody wrote, took over or was offered it. Plain values; the checks
// are run by core/quality.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"
#include "model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

enum class QualityKind {
    NotEmpty,     // has a value; at most `limit` percent may lack one
    Unique,       // no two rows have the same values of the columns; a row without one is not looked at
    Accepted,     // one of `values`; `negated`: none of them
    Range,        // numbers, days and moments between `low` and `high`
    Length,       // so many characters
    Pattern,      // RE2; `negated`: does not occur
    Email,        // the shape of an address
    Tidy,         // no blanks at the ends
    Related,      // occurs in `toColumn` of `toDataset`
    OnePer,       // all rows with the same values of the columns behind the first agree in the first
    Fresh,        // the latest time is at most `limit` hours old
    RowCount,     // so many rows
    RowDrift,     // rows became neither `limit` percent fewer nor `growth` percent more
    Drift         // the values are spread as before: population stability index below `limit`
};
std::string_view toText(QualityKind kind); // "not_empty", "unique", ...: stored in workspace files
std::optional<QualityKind> qualityKindFromText(std::string_view text);
// Whether single rows are at fault, which can be shown, or the dataset as a whole.
bool isOfRows(QualityKind kind);

enum class QualitySeverity {
    Stop, // rows that fail do not come in: the old ones stay
    Warn
};
enum class QualitySource { Suggested, Written, Dbt };

struct QualityCheck {
    std::int64_t id = 0; // 0: not kept yet; never given twice
    QualityKind kind = QualityKind::NotEmpty;
    std::string dataset;
    std::vector<std::string> columns; // the first is the one at fault; none for the rows as a whole
    std::vector<std::string> values;
    // Of a range, a length or a number of rows, as text of the column's type; empty: no end. "now" is the moment of the run.
    std::string low, high;
    bool openLow = false, openHigh = false; // the end itself is outside
    std::string pattern;
    bool negated = false, ignoreCase = false;
    std::string toDataset, toColumn;
    double limit = 0, growth = 0;
    QualitySeverity severity = QualitySeverity::Warn;
    QualitySource source = QualitySource::Written;
    // Why it was suggested, for a sentence; empty for others.
    std::string reason;
    std::vector<std::pair<std::string, std::string>> reasonArgs;
    friend bool operator==(const QualityCheck &, const QualityCheck &) = default;

    std::string column() const { return columns.empty() ? std::string() : columns.front(); }
};

Json toJson(const QualityCheck &check); // without the id
// Errors "quality.bad.*": what of it cannot be, and what can.
Result<QualityCheck> qualityCheckFromJson(const Json &json);
// The same errors, by the check alone; quality::fitsData() knows the data as well.
Result<void> checkQuality(const QualityCheck &check);
// The same demand, whoever made it and how strict it is.
std::string fingerprint(const QualityCheck &check);
// What it demands, for a sentence: "quality.rule.unique" {column, ...}.
Finding ruleOf(const QualityCheck &check);

} // namespace audience::model
