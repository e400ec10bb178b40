// What will go wrong when somebody adds up, joins or compares the rows.
#include "quality/suggest.h"

#include "base/text.h"
#include "ingest/cell_shape.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

namespace audience::quality {

using engine::ColumnType;
using model::QualityCheck;
using model::QualityKind;

namespace {

constexpr std::size_t kShownValues = 6;

// "Product_Category " and "product category" are one name.
std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : toLowerAscii(name))
        if (c != '_' && c != '-' && c != ' ')
            plain += c;
    return plain;
}

void tell(Suggestions &out, std::string_view id, std::int64_t count, std::vector<std::pair<std::string, std::string>> args, std::optional<QualityCheck> check = std::nullopt) {
    Trap trap;
    trap.count = count;
    trap.finding.id = "quality.trap." + std::string(id);
    trap.finding.args = std::move(args);
    trap.check = std::move(check);
    out.traps.push_back(std::move(trap));
}

bool isFraction(const ColumnFacts &facts) {
    return (facts.field.type == ColumnType::Decimal || facts.field.type == ColumnType::Double) && facts.low >= 0 && facts.high < 1 && facts.high > 0 && facts.distinct >= 2 &&
           isNamed(facts.field.name, {"gst", "vat", "tax", "rate", "pct", "percent", "percentage", "share", "discount", "ratio", "margin", "mwst"});
}

bool isPercent(const ColumnFacts &facts) {
    return facts.isNumber() && facts.low >= 0 && facts.high > 1 && facts.high <= 100 && isNamed(facts.field.name, {"pct", "percent", "percentage", "discount", "gst", "vat", "rate", "prozent"});
}

bool isMonthWord(std::string_view text) {
    static const std::unordered_set<std::string> words{"jan", "january", "januar", "feb", "february", "februar", "mar", "march", "mrz", "märz", "apr", "april", "may", "mai", "jun", "june", "juni",
                                                       "jul", "july", "juli", "aug", "august", "sep", "sept", "september", "oct", "october", "okt", "oktober", "nov", "november", "dec",
                                                       "december", "dez", "dezember"};
    return words.count(foldCase(trimmed(text))) > 0;
}

bool hasMonthWords(const ColumnFacts &facts) {
    return facts.field.type == ColumnType::Text && facts.isListed && facts.distinct >= 3 &&
           std::all_of(facts.values.begin(), facts.values.end(), [](const auto &value) { return isMonthWord(value.first); });
}

// 20190131 and the like, all of them.
bool hasDaysAsNumbers(const ColumnFacts &facts) {
    if (facts.field.type != ColumnType::Int64 || facts.distinct < 3)
        return false;
    return std::all_of(facts.values.begin(), facts.values.end(), [](const auto &value) {
        const auto day = ingest::parseDateTime(value.first, ingest::DateOrder::Ymd, true);
        return value.first.size() == 8 && day && !day->hasTime && value.first >= "19000101" && value.first <= "21001231";
    });
}

// Rows of a text column that read as days, and of those that do not.
std::pair<std::int64_t, std::int64_t> daysAmong(const ColumnFacts &facts) {
    std::pair<std::int64_t, std::int64_t> rows;
    for (const auto &[value, times] : facts.values) {
        const bool isDay = value.size() >= 6 && (ingest::parseDateTime(trimmed(value), ingest::DateOrder::Dmy, false) || ingest::parseDateTime(trimmed(value), ingest::DateOrder::Mdy, false));
        (isDay ? rows.first : rows.second) += times;
    }
    return rows;
}

bool isPlaceholder(std::string_view text) {
    static const std::unordered_set<std::string> words{"n/a", "#n/a", "n.a.", "null", "(null)", "nil", "nan", "-", "--", "---", "?", "??", "undefined", "tbd", "missing", "unknown", "xxx"};
    return words.count(foldCase(trimmed(text))) > 0;
}

bool isRoundPlaceholder(const std::string &text) {
    static const std::set<std::string> values{"-1", "-9", "-99", "-999", "-9999", "999", "9999", "99999", "999999", "9999999", "999999999", "1900-01-01", "1970-01-01", "9999-12-31", "2099-12-31"};
    return values.count(text.substr(0, text.find('.') == std::string::npos ? 10 : text.find('.'))) > 0;
}

void findPlaceholders(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    std::vector<std::string> found;
    std::int64_t rows = 0;
    if (facts.isText()) {
        for (const auto &[value, times] : facts.values)
            if (isPlaceholder(value))
                found.push_back(value), rows += times;
    } else if (facts.distinct >= 5) {
        // Only at the ends, where nothing else is: 999 among hundreds of prices is a price.
        for (const auto &[value, times] : facts.values) {
            const bool isEnd = value == facts.lowest || value == facts.highest;
            const bool isOdd = facts.isTime() || (value == facts.lowest ? facts.low < 0 && facts.sum > 0 : std::all_of(facts.values.begin(), facts.values.end(), [&](const auto &other) {
                return other.first == value || std::strtod(other.first.c_str(), nullptr) * 3 < facts.high;
            }));
            if (isEnd && isOdd && times >= 2 && isRoundPlaceholder(value))
                found.push_back(value), rows += times;
        }
    }
    if (found.empty() || rows * 2 > facts.filled())
        return;
    QualityCheck check = subject.check(QualityKind::Accepted, {facts.field.name}, {});
    check.negated = true;
    check.values = found;
    tell(out, "placeholder", rows, {{"count", std::to_string(rows)}, {"column", facts.field.name}, {"value", found.front()}}, std::move(check));
}

// "Used" and "Not Used", "paid" and "refunded": rows that do not count alike.
void findStates(const ColumnFacts &facts, Suggestions &out) {
    if (facts.field.type != ColumnType::Text || !facts.isListed || facts.distinct < 2 || facts.distinct > 12 || facts.filled() < kFewRows * 2)
        return;
    static const std::unordered_set<std::string> kUndone{"cancelled", "canceled", "refunded", "returned", "return_pending", "failed", "void", "voided", "declined", "rejected", "deleted", "draft", "test", "expired", "chargeback", "storniert", "abgelehnt"};
    std::unordered_set<std::string> folded;
    for (const auto &[value, times] : facts.values)
        folded.insert(foldCase(trimmed(value)));
    const bool isStatus = isNamed(facts.field.name, {"status", "state", "stage", "outcome", "result"});
    const bool has = std::any_of(folded.begin(), folded.end(), [&](const std::string &value) {
        return (isStatus && kUndone.count(value) > 0) || (value.rfind("not ", 0) == 0 && folded.count(value.substr(4)) > 0) || (value.rfind("un", 0) == 0 && folded.count(value.substr(2)) > 0);
    });
    if (!has)
        return;
    std::string values;
    for (const auto &[value, times] : facts.values)
        values += (values.empty() ? "" : ", ") + value + " " + std::to_string(times);
    tell(out, "states", facts.distinct, {{"column", facts.field.name}, {"values", values}});
}

// "Notebooks (there is Notebooks & Journals)": what may have been meant.
std::string withNear(const std::string &value, const ColumnFacts &other) {
    for (const auto &[candidate, times] : other.values)
        if (candidate != value && (candidate.rfind(value, 0) == 0 || value.rfind(candidate, 0) == 0 || foldCase(trimmed(candidate)) == foldCase(trimmed(value))))
            return value + " (≈ " + candidate + ")";
    return value;
}

// Two columns of one name that nearly hold the same values. A number does so by chance.
void compareValues(const Subject &subject, const ColumnFacts &facts, const Neighbour &other, const ColumnFacts &theirs, Suggestions &out) {
    if (!facts.isListed || !theirs.isListed || facts.distinct < 2)
        return;
    std::unordered_set<std::string> there;
    for (const auto &[value, times] : theirs.values)
        there.insert(value);
    std::vector<std::string> missing;
    std::int64_t rows = 0;
    for (const auto &[value, times] : facts.values)
        if (there.count(value) == 0) {
            rows += times;
            missing.push_back(facts.isText() ? withNear(value, theirs) : value);
        }
    // A customer without an order is no fault of the customer.
    if (facts.isDistinct() && !theirs.isDistinct())
        return;
    const auto matched = facts.distinct - static_cast<std::int64_t>(missing.size());
    if (missing.empty() || matched * 2 < std::min(facts.distinct, theirs.distinct))
        return;
    std::string values;
    for (std::size_t i = 0; i < missing.size() && i < kShownValues; ++i)
        values += (i == 0 ? "" : ", ") + missing[i];
    QualityCheck check = subject.check(QualityKind::Related, {facts.field.name}, {});
    check.toDataset = other.info.name;
    check.toColumn = theirs.field.name;
    tell(out, "values_missing", rows,
         {{"count", std::to_string(rows)}, {"number", std::to_string(missing.size())}, {"column", facts.field.name}, {"other", other.info.name}, {"values", values}}, std::move(check));
}

void findFanOut(const Subject &subject, const ColumnFacts &facts, const Neighbour &other, const ColumnFacts &theirs, Suggestions &out) {
    const bool isLookup = other.info.rows <= subject.info().rows && theirs.mostOften > 1 && facts.mostOften > 1 && theirs.distinct * 2 <= theirs.filled();
    if (isLookup && facts.isText() && facts.isListed && theirs.isListed)
        tell(out, "many_to_many", theirs.mostOften, {{"column", facts.field.name}, {"other", other.info.name}, {"times", std::to_string(theirs.mostOften)}});
}

// How days are written in the columns of a dataset; a real day has what is known of the file it came from.
std::map<std::string, std::string> writtenIn(const store::DatasetInfo &info, const std::vector<ColumnFacts> &facts, const Notations &notations) {
    std::map<std::string, std::string> written;
    if (const auto known = notations.find(info.name); known != notations.end())
        for (const auto &[column, notation] : known->second)
            if (info.fieldIndex(column))
                written.emplace(column, notation);
    for (const ColumnFacts &one : facts) {
        if (hasMonthWords(one))
            written[one.field.name] = one.values.front().first;
        if (hasDaysAsNumbers(one))
            written[one.field.name] = "YYYYMMDD";
    }
    return written;
}

} // namespace

void findTrapsWithin(const Subject &subject, Suggestions &out) {
    for (const ColumnFacts &facts : subject.facts) {
        if (facts.filled() == 0)
            continue;
        const std::string &name = facts.field.name;
        if (isFraction(facts))
            tell(out, "fraction", facts.filled(), {{"column", name}, {"lowest", facts.lowest}, {"highest", facts.highest}});
        if (hasMonthWords(facts))
            tell(out, "months_as_words", facts.filled(), {{"column", name}, {"value", facts.values.front().first}});
        if (hasDaysAsNumbers(facts))
            tell(out, "days_as_numbers", facts.filled(), {{"column", name}, {"value", facts.values.front().first}});
        if (facts.field.type == ColumnType::Text && facts.isListed) {
            const auto [days, others] = daysAmong(facts);
            if (days > 0 && days >= others)
                tell(out, "days_as_text", others, {{"column", name}, {"rows", std::to_string(days)}, {"count", std::to_string(others)}});
        }
        findPlaceholders(subject, facts, out);
        findStates(facts, out);
    }
}

void findTrapsBetween(const Subject &subject, const std::vector<Neighbour> &others, const Notations &notations, Suggestions &out) {
    for (const ColumnFacts &facts : subject.facts)
        for (const Neighbour &other : others)
            for (const ColumnFacts &theirs : other.facts) {
                const bool isSame = plainName(facts.field.name) == plainName(theirs.field.name) && facts.field.type == theirs.field.type;
                // The keys of two datasets have nothing to do with each other; numbers must be those of what the other tells apart.
                const bool isOwn = ingest::isOwnName(subject.info().name, facts.field.name);
                const bool canRefer = !isOwn && (facts.field.type == ColumnType::Text ||
                                                 (facts.field.type == ColumnType::Int64 && ingest::isNameOfKeys(facts.field.name) && theirs.isDistinct()));
                if (isSame && canRefer && !hasMonthWords(facts)) {
                    compareValues(subject, facts, other, theirs, out);
                    findFanOut(subject, facts, other, theirs, out);
                }
                if (isFraction(facts) && isPercent(theirs))
                    tell(out, "fraction_and_percent", facts.filled(), {{"column", facts.field.name}, {"other", other.info.name}, {"other_column", theirs.field.name}});
            }
    const auto own = writtenIn(subject.info(), subject.facts, notations);
    if (own.empty())
        return;
    std::string list;
    std::set<std::string> different;
    const auto add = [&](const std::string &dataset, const std::map<std::string, std::string> &written) {
        for (const auto &[column, notation] : written) {
            list += (list.empty() ? "" : ", ") + dataset + "." + column + " " + notation;
            different.insert(notation);
        }
    };
    add(subject.info().name, own);
    for (const Neighbour &other : others)
        add(other.info.name, writtenIn(other.info, other.facts, notations));
    if (different.size() > 1)
        tell(out, "notations", static_cast<std::int64_t>(different.size()), {{"number", std::to_string(different.size())}, {"list", list}});
}

} // namespace audience::quality
