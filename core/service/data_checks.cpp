#include "service/data_checks.h"

#include "base/text.h"
#include "email/address.h"
#include "ingest/relations.h"
#include "service/audience_question.h"
#include "service/column_profile.h"
#include "service/row_order.h"
#include "service/session.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace audience::service {

using engine::Bitmap;
using engine::ColumnData;
using engine::ColumnType;
using engine::Field;
using model::FieldTest;
using model::TestOp;

namespace {

constexpr std::string_view kOffSetting = "data_checks_off";
constexpr std::int64_t kFewRows = 10;       // fewer say nothing about a column as a whole
constexpr std::int64_t kMostSpellings = 2'000; // more different texts are no categories

bool isNumber(ColumnType type) {
    return type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double;
}
bool isTime(ColumnType type) { return type == ColumnType::Date || type == ColumnType::Instant; }

// Whether one of the name's words (parted by anything but letters) is in the list.
bool isNamed(std::string_view name, std::initializer_list<std::string_view> words) {
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const char c = i < name.size() ? name[i] : ' ';
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (low >= 'a' && low <= 'z') {
            word += low;
            continue;
        }
        if (std::find(words.begin(), words.end(), word) != words.end())
            return true;
        word.clear();
    }
    return false;
}

// Everything a check knows when it is asked.
struct Asked {
    const TableSource &source;
    std::size_t field;
    Instant now;
    std::string zone;
    const CancelToken &cancel;
    const std::vector<ingest::Relation> &relations;
    RowCache &cache;
    const store::Connection &connection;

    const Field &column() const { return source.info().fields[field]; }
    const store::DatasetInfo &info() const { return source.info(); }
};
using Rows = Result<std::shared_ptr<const Bitmap>>;

struct Rule {
    const char *id;
    std::function<bool(const Asked &, const ColumnProfile &)> applies;
    std::function<Rows(const Asked &)> find;
};

FieldTest test(const Asked &asked, TestOp op, std::vector<Json> values = {}) {
    FieldTest made;
    made.field = asked.column().name;
    made.op = op;
    made.values = std::move(values);
    return made;
}

Rows matching(const Asked &asked, const FieldTest &made) {
    return matchRows(asked.source, made, asked.now, asked.zone, asked.cancel);
}

// Rows with a text that `isFault` says yes to; each text is asked once per chunk.
template <class Test> Rows texts(const Asked &asked, Test isFault) {
    Bitmap found(asked.source.rows());
    for (std::size_t chunk = 0; chunk < asked.source.chunks(); ++chunk) {
        TRY(asked.cancel.check());
        TRY_ASSIGN(const auto data, asked.source.column(chunk, asked.field));
        const auto isBad = [&](std::string_view text) { return !text.empty() && isFault(text); };
        std::vector<bool> ofCode;
        if (!data->codes.empty())
            for (std::uint32_t code = 0; code < data->dictionary.size(); ++code)
                ofCode.push_back(isBad(data->dictionary.at(code)));
        for (std::uint32_t row = asked.source.start(chunk); row < asked.source.start(chunk + 1); ++row) {
            const std::uint32_t at = asked.source.position(chunk, row);
            if (!data->isNull(at) && (data->codes.empty() ? isBad(data->texts.at(at)) : ofCode[data->codes[at]]))
                found.add(row);
        }
    }
    return std::make_shared<const Bitmap>(std::move(found));
}

// How often each folded form occurs; one pass before the one that marks.
template <class Key> Result<std::unordered_map<std::string, std::int64_t>> tally(const Asked &asked, Key key) {
    std::unordered_map<std::string, std::int64_t> counts;
    TRY(asked.source.forColumn(asked.field, asked.cancel, [&](const ColumnData &data, std::uint32_t at, std::uint32_t) {
        if (!data.isNull(at) && !data.textAt(at).empty())
            ++counts[key(data.textAt(at))];
    }));
    return counts;
}

Rows addressesTwice(const Asked &asked) {
    TRY_ASSIGN(const auto counts, tally(asked, [](std::string_view text) { return email::addressKey(text); }));
    return texts(asked, [&](std::string_view text) { return counts.at(email::addressKey(text)) > 1; });
}

// "de", "DE " and "De" are one word; the most frequent way to write it is right.
Rows spellings(const Asked &asked) {
    TRY_ASSIGN(const auto counts, tally(asked, [](std::string_view text) { return std::string(text); }));
    std::unordered_map<std::string, std::pair<std::int64_t, std::string>> best;
    for (const auto &[text, count] : counts) {
        auto &entry = best[foldCase(trimmed(text))];
        if (count > entry.first || (count == entry.first && text < entry.second))
            entry = {count, text};
    }
    return texts(asked, [&](std::string_view text) { return best.at(foldCase(trimmed(text))).second != text; });
}

bool looksLikeNumber(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text.size() > 24)
        return false;
    bool hasDigit = false;
    for (const char c : text) {
        hasDigit = hasDigit || (c >= '0' && c <= '9');
        if (!(c >= '0' && c <= '9') && c != '.' && c != ',' && c != '-' && c != '+')
            return false;
    }
    return hasDigit;
}

// Among numbers those that are none, where nearly all are.
Rows mixed(const Asked &asked) {
    std::int64_t numbers = 0, others = 0;
    TRY(asked.source.forColumn(asked.field, asked.cancel, [&](const ColumnData &data, std::uint32_t at, std::uint32_t) {
        if (!data.isNull(at) && !data.textAt(at).empty())
            ++(looksLikeNumber(data.textAt(at)) ? numbers : others);
    }));
    const bool isMixed = numbers >= 4 * others && others > 0;
    return texts(asked, [&](std::string_view text) { return isMixed && !looksLikeNumber(text); });
}

bool hasBlanks(std::string_view text) {
    constexpr std::string_view kHard = "\xC2\xA0";
    return trimmed(text).size() != text.size() || text.substr(0, 2) == kHard || (text.size() >= 2 && text.substr(text.size() - 2) == kHard);
}

const ingest::Relation *relationOf(const Asked &asked) {
    for (const ingest::Relation &relation : asked.relations)
        if (relation.fromDataset == asked.info().name && relation.fromField == asked.column().name)
            return &relation;
    return nullptr;
}

Rows unknownKeys(const Asked &asked) {
    const ingest::Relation *relation = relationOf(asked);
    if (!relation)
        return std::make_shared<const Bitmap>(Bitmap(asked.source.rows()));
    TRY_ASSIGN(const auto other, TableSource::open(asked.cache, asked.connection, relation->toDataset));
    TRY_ASSIGN(const std::size_t key, other.field(relation->toField));
    std::unordered_set<std::string> keys;
    TRY(other.forColumn(key, asked.cancel, [&](const ColumnData &data, std::uint32_t at, std::uint32_t) {
        if (!data.isNull(at))
            keys.insert(engine::toText(engine::cellAt(data, at)));
    }));
    Bitmap found(asked.source.rows());
    TRY(asked.source.forColumn(asked.field, asked.cancel, [&](const ColumnData &data, std::uint32_t at, std::uint32_t row) {
        if (!data.isNull(at) && keys.count(engine::toText(engine::cellAt(data, at))) == 0)
            found.add(row);
    }));
    return std::make_shared<const Bitmap>(std::move(found));
}

// All rows when the column as a whole is at fault.
Rows allIf(const Asked &asked, bool isFault) {
    Bitmap found(asked.source.rows());
    if (isFault)
        for (std::uint32_t row = 0; row < asked.source.rows(); ++row)
            found.add(row);
    return std::make_shared<const Bitmap>(std::move(found));
}

Rows constant(const Asked &asked) {
    TRY_ASSIGN(const auto profile, profileOf(asked.source, asked.field, asked.cancel));
    return allIf(asked, profile->distinct == 1 && profile->empty == 0);
}

Rows mostlyEmpty(const Asked &asked) {
    TRY_ASSIGN(const auto profile, profileOf(asked.source, asked.field, asked.cancel));
    if (profile->empty * 10 <= profile->rows * 8)
        return allIf(asked, false);
    return matching(asked, test(asked, TestOp::IsEmpty));
}

// A column most of which lies ahead is about the future (an expiry, a renewal).
Rows future(const Asked &asked) {
    TRY_ASSIGN(const auto found, matching(asked, test(asked, TestOp::After, {asked.column().type == ColumnType::Date ? toIso(asked.now).substr(0, 10) : toIso(asked.now)})));
    TRY_ASSIGN(const auto profile, profileOf(asked.source, asked.field, asked.cancel));
    if (static_cast<std::int64_t>(found->count()) * 5 > profile->rows - profile->empty)
        return allIf(asked, false);
    return found;
}

const std::vector<Rule> &rules() {
    const auto isEmail = [](const Asked &asked, const ColumnProfile &) { return asked.column().name == asked.info().emailField; };
    const auto isText = [](const Asked &asked) { return asked.column().type == ColumnType::Text; };
    static const std::vector<Rule> all{
        {"age_high", [](const Asked &asked, const ColumnProfile &) { return isNumber(asked.column().type) && isNamed(asked.column().name, {"age", "alter"}); },
         [](const Asked &asked) { return matching(asked, test(asked, TestOp::Greater, {110})); }},
        {"below_zero",
         [](const Asked &asked, const ColumnProfile &) {
             return isNumber(asked.column().type) && isNamed(asked.column().name, {"age", "alter", "price", "quantity", "orders", "stock", "count", "preis", "menge",
                                                                                   "recipients", "delivered", "opened", "clicked"});
         },
         [](const Asked &asked) { return matching(asked, test(asked, TestOp::Less, {0})); }},
        {"email_invalid", isEmail, [](const Asked &asked) { return texts(asked, [](std::string_view text) { return !email::isValidAddress(text); }); }},
        {"email_twice", isEmail, addressesTwice},
        {"email_missing", isEmail, [](const Asked &asked) { return matching(asked, test(asked, TestOp::IsEmpty)); }},
        {"consent_missing", [](const Asked &asked, const ColumnProfile &) { return asked.column().name == asked.info().consentField; },
         [](const Asked &asked) { return matching(asked, test(asked, TestOp::IsEmpty)); }},
        {"future", [](const Asked &asked, const ColumnProfile &) { return isTime(asked.column().type); }, future},
        {"unknown_key", [](const Asked &asked, const ColumnProfile &) { return relationOf(asked) != nullptr; }, unknownKeys},
        {"mixed", [isText](const Asked &asked, const ColumnProfile &) { return isText(asked) && asked.column().name != asked.info().emailField; }, mixed},
        {"blanks", [isText](const Asked &asked, const ColumnProfile &) { return isText(asked); },
         [](const Asked &asked) { return texts(asked, hasBlanks); }},
        {"spelling",
         [isText](const Asked &asked, const ColumnProfile &profile) {
             return isText(asked) && asked.column().name != asked.info().emailField && profile.distinct > 1 && profile.distinct <= kMostSpellings &&
                    profile.distinct * 2 <= profile.rows;
         },
         spellings},
        {"constant", [](const Asked &, const ColumnProfile &profile) { return profile.rows >= kFewRows; }, constant},
        {"mostly_empty", [](const Asked &, const ColumnProfile &profile) { return profile.rows >= kFewRows; }, mostlyEmpty},
    };
    return all;
}

const Rule *ruleOf(const std::string &id) {
    for (const Rule &rule : rules())
        if (id == rule.id)
            return &rule;
    return nullptr;
}

std::string offName(const std::string &dataset, const std::string &check, const std::string &column) {
    return dumpJson(Json{dataset, check, column});
}

Rows rowsFor(const Rule &rule, const Asked &asked) {
    const std::string name = asked.source.key() + "check:" + rule.id + ':' + asked.column().name;
    if (auto kept = asked.cache.filters.find(name))
        return kept;
    TRY_ASSIGN(const auto found, rule.find(asked));
    return asked.cache.filters.put(name, *found);
}

// Up to three different values of the rows found.
Result<std::vector<std::string>> examplesOf(const Asked &asked, const Bitmap &found) {
    constexpr std::size_t kMost = 3;
    constexpr int kLooked = 200;
    std::vector<std::string> examples;
    std::vector<std::uint32_t> rows;
    found.forEach([&](Ordinal row) {
        rows.push_back(row);
        return rows.size() < kLooked;
    });
    for (const std::uint32_t row : rows) {
        const std::size_t chunk = asked.source.chunkOf(row);
        TRY_ASSIGN(const auto data, asked.source.column(chunk, asked.field));
        std::string text = engine::toText(engine::cellAt(*data, asked.source.position(chunk, row)));
        if (!text.empty() && std::find(examples.begin(), examples.end(), text) == examples.end())
            examples.push_back(std::move(text));
        if (examples.size() == kMost)
            break;
    }
    return examples;
}

} // namespace

Result<std::vector<DataCheck>> DataChecks::runSome(const std::string &dataset, const std::string *column, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto source, TableSource::open(m_session.rowCache(), *connection, dataset));
    TRY_ASSIGN(const Json off, m_session.workspace().setting(kOffSetting));
    std::vector<ingest::Relation> relations;
    if (!column) {
        TRY_ASSIGN(relations, ingest::detectRelations(*connection, {source.info().name, 90, cancel}));
    }
    std::vector<DataCheck> checks;
    for (std::size_t field = 0; field < source.info().fields.size(); ++field) {
        if (column && source.info().fields[field].name != *column)
            continue;
        const Asked asked{source, field, countingNow(m_session), workspaceZone(m_session), cancel, relations, m_session.rowCache(), *connection};
        TRY_ASSIGN(const auto profile, profileOf(source, field, cancel));
        for (const Rule &rule : rules()) {
            if (!rule.applies(asked, *profile))
                continue;
            TRY(cancel.check());
            DataCheck check{rule.id, asked.column().name, 0, {}, {}, false};
            const std::string name = offName(dataset, check.id, check.column);
            check.isOff = off.is_array() && std::find(off.begin(), off.end(), Json(name)) != off.end();
            if (const auto *relation = relationOf(asked); relation && check.id == "unknown_key")
                check.args = {{"other", relation->toDataset}};
            if (!check.isOff) {
                TRY_ASSIGN(const auto found, rowsFor(rule, asked));
                check.count = static_cast<std::int64_t>(found->count());
                TRY_ASSIGN(check.examples, examplesOf(asked, *found));
            }
            checks.push_back(std::move(check));
        }
    }
    std::stable_sort(checks.begin(), checks.end(), [](const DataCheck &a, const DataCheck &b) { return (a.count > 0) > (b.count > 0); });
    return checks;
}

Result<std::vector<DataCheck>> DataChecks::run(const std::string &dataset, const CancelToken &cancel) const {
    return runSome(dataset, nullptr, cancel);
}

Result<std::vector<DataCheck>> DataChecks::run(const std::string &dataset, const std::string &column, const CancelToken &cancel) const {
    return runSome(dataset, &column, cancel);
}

Rows DataChecks::rowsOf(const TableSource &source, const std::string &check, const std::string &column, const CancelToken &cancel) const {
    const Rule *rule = ruleOf(check);
    if (!rule)
        return Error(ErrorKind::NotFound, "data.unknown_check").with("check", check);
    TRY_ASSIGN(const std::size_t field, source.field(column));
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    std::vector<ingest::Relation> relations;
    if (check == "unknown_key") {
        TRY_ASSIGN(relations, ingest::detectRelations(*connection, {source.info().name, 90, cancel}));
    }
    return rowsFor(*rule, Asked{source, field, countingNow(m_session), workspaceZone(m_session), cancel, relations, m_session.rowCache(), *connection});
}

Result<void> DataChecks::turn(const std::string &dataset, const std::string &check, const std::string &column, bool isOn) {
    TRY_ASSIGN(const Json before, m_session.workspace().setting(kOffSetting));
    const std::string name = offName(dataset, check, column);
    Json off = Json::array();
    if (before.is_array())
        for (const Json &one : before)
            if (one != Json(name))
                off.push_back(one);
    if (!isOn)
        off.push_back(name);
    return m_session.workspace().setSetting(kOffSetting, off);
}

} // namespace audience::service
