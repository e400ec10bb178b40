#include "model/field_test.h"

#include "base/clock.h"
#include "base/json_path.h"
#include "model/condition_reader.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array<std::string_view, 6> kUnits = {"minutes", "hours", "days",
                                                    "weeks",   "months", "years"};
constexpr std::array<std::string_view, 8> kParts = {"",        "length", "domain", "hour",
                                                   "weekday", "day",    "month",  "year"};
constexpr std::array<std::string_view, 3> kMatches = {"any", "all", "none"};
constexpr std::array<std::string_view, 5> kCalendarUnits = {"day", "week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};
constexpr std::int64_t kMaxCalendarOffset = 10'000;
// No window reaches further than this, so that arithmetic on time cannot overflow.
constexpr std::int64_t kMaxUnits = 100'000'000;

struct OpEntry {
    TestOp op;
    std::string_view text;
    TestOp positive;
    Operand operand;
};
constexpr std::array kOps = {
    OpEntry{TestOp::Equal, "=", TestOp::Equal, Operand::One},
    OpEntry{TestOp::NotEqual, "!=", TestOp::Equal, Operand::One},
    OpEntry{TestOp::Less, "<", TestOp::Less, Operand::One},
    OpEntry{TestOp::LessOrEqual, "<=", TestOp::LessOrEqual, Operand::One},
    OpEntry{TestOp::Greater, ">", TestOp::Greater, Operand::One},
    OpEntry{TestOp::GreaterOrEqual, ">=", TestOp::GreaterOrEqual, Operand::One},
    OpEntry{TestOp::Between, "between", TestOp::Between, Operand::Two},
    OpEntry{TestOp::NotBetween, "not_between", TestOp::Between, Operand::Two},
    OpEntry{TestOp::In, "in", TestOp::In, Operand::List},
    OpEntry{TestOp::NotIn, "not_in", TestOp::In, Operand::List},
    OpEntry{TestOp::Contains, "contains", TestOp::Contains, Operand::One},
    OpEntry{TestOp::NotContains, "not_contains", TestOp::Contains, Operand::One},
    OpEntry{TestOp::StartsWith, "starts_with", TestOp::StartsWith, Operand::One},
    OpEntry{TestOp::NotStartsWith, "not_starts_with", TestOp::StartsWith, Operand::One},
    OpEntry{TestOp::EndsWith, "ends_with", TestOp::EndsWith, Operand::One},
    OpEntry{TestOp::NotEndsWith, "not_ends_with", TestOp::EndsWith, Operand::One},
    OpEntry{TestOp::IsEmpty, "is_empty", TestOp::IsNotEmpty, Operand::None},
    OpEntry{TestOp::IsNotEmpty, "is_not_empty", TestOp::IsNotEmpty, Operand::None},
    OpEntry{TestOp::IsTrue, "is_true", TestOp::IsTrue, Operand::None},
    OpEntry{TestOp::IsFalse, "is_false", TestOp::IsFalse, Operand::None},
    OpEntry{TestOp::Before, "before", TestOp::Before, Operand::One},
    OpEntry{TestOp::After, "after", TestOp::After, Operand::One},
    OpEntry{TestOp::On, "on", TestOp::On, Operand::One},
    OpEntry{TestOp::NotOn, "not_on", TestOp::On, Operand::One},
    OpEntry{TestOp::Within, "within", TestOp::Within, Operand::Window},
    OpEntry{TestOp::NotWithin, "not_within", TestOp::Within, Operand::Window},
    OpEntry{TestOp::Like, "like", TestOp::Like, Operand::One},
    OpEntry{TestOp::NotLike, "not_like", TestOp::Like, Operand::One},
    OpEntry{TestOp::Matches, "matches", TestOp::Matches, Operand::One},
    OpEntry{TestOp::NotMatches, "not_matches", TestOp::Matches, Operand::One},
    OpEntry{TestOp::Exists, "exists", TestOp::Exists, Operand::None},
    OpEntry{TestOp::NotExists, "not_exists", TestOp::Exists, Operand::None},
};

const OpEntry &entryOf(TestOp op) {
    return *std::find_if(kOps.begin(), kOps.end(), [op](const OpEntry &e) { return e.op == op; });
}

// {"field": name}
bool isField(const Json &json) {
    return json.is_object() && json.size() == 1 && !jsonText(json, "field").empty();
}

// {"average_of": name}
bool isAverage(const Json &json) {
    return json.is_object() && json.size() == 1 && !jsonText(json, "average_of").empty();
}

bool isScalar(const Json &json) {
    return json.is_string() || json.is_number() || json.is_boolean();
}

template <std::size_t N>
std::optional<std::size_t> indexIn(const std::array<std::string_view, N> &words, std::string_view text) {
    const auto found = std::find(words.begin(), words.end(), text);
    return found == words.end() ? std::nullopt : std::optional<std::size_t>(found - words.begin());
}

// A whole number from `low` to `high`; the fallback without the member.
std::optional<std::int64_t> readCount(const Json &json, const char *name, std::int64_t fallback, std::int64_t low,
                                      std::int64_t high, const std::string &path, Findings &out) {
    const Json *count = jsonMember(json, name);
    if (!count)
        return fallback;
    if (count->is_number_integer() && count->get<double>() >= static_cast<double>(low) &&
        count->get<double>() <= static_cast<double>(high))
        return count->get<std::int64_t>();
    report(out, "segment.bad_span", path + '/' + name);
    return std::nullopt;
}

// {"calendar": "week", "offset": -1, "week_starts": "sunday"}
std::optional<Window> readCalendar(const Json &json, const std::string &path, Findings &out) {
    Window window;
    window.kind = Window::Kind::Calendar;
    if (!knowsAll(json, {"calendar", "offset", "week_starts"}, path, out))
        return std::nullopt;
    const auto unit = calendarUnitFromText(jsonText(json, "calendar"));
    const auto start = weekdayFromName(jsonText(json, "week_starts", json.contains("week_starts") ? "" : "monday"));
    const auto offset = readCount(json, "offset", 0, -kMaxCalendarOffset, kMaxCalendarOffset, path, out);
    if (!unit)
        report(out, "segment.unknown_calendar", path + "/calendar");
    if (!start)
        report(out, "segment.unknown_weekday", path + "/week_starts");
    if (!unit || !start || !offset)
        return std::nullopt;
    window.calendar = *unit;
    window.weekStart = *start;
    window.n = *offset;
    return window;
}

// {"anniversary": "next", "days": 7}
std::optional<Window> readAnniversary(const Json &json, const std::string &path, Findings &out) {
    Window window;
    if (!knowsAll(json, {"anniversary", "days"}, path, out))
        return std::nullopt;
    const std::string which = jsonText(json, "anniversary");
    if (which != "last" && which != "next") {
        report(out, "segment.bad_window", path + "/anniversary");
        return std::nullopt;
    }
    const auto days = readCount(json, "days", 0, 0, kMaxUnits, path, out);
    if (!days)
        return std::nullopt;
    window.kind = which == "last" ? Window::Kind::AnniversaryLast : Window::Kind::AnniversaryNext;
    window.n = *days;
    return window;
}

std::optional<Window> readWindow(const Json &json, const std::string &path, Findings &out) {
    Window window;
    if (!json.is_object()) {
        report(out, "segment.bad_window", path);
        return std::nullopt;
    }
    if (json.empty())
        return window;
    if (json.contains("calendar"))
        return readCalendar(json, path, out);
    if (json.contains("anniversary"))
        return readAnniversary(json, path, out);
    constexpr std::pair<const char *, Window::Kind> kRelative[] = {
        {"last", Window::Kind::Last}, {"older_than", Window::Kind::OlderThan}, {"next", Window::Kind::Next}};
    for (const auto &[name, kind] : kRelative) {
        const Json *count = jsonMember(json, name);
        if (!count)
            continue;
        if (!knowsAll(json, {name, "unit"}, path, out))
            return std::nullopt;
        const auto unit = timeUnitFromText(jsonText(json, "unit", "days"));
        if (!unit || (json.contains("unit") && !json["unit"].is_string())) {
            report(out, "segment.unknown_unit", path + "/unit");
            return std::nullopt;
        }
        if (!count->is_number_integer() || count->get<double>() < 0 ||
            count->get<double>() > static_cast<double>(kMaxUnits)) {
            report(out, "segment.bad_span", path + '/' + name);
            return std::nullopt;
        }
        window.kind = kind;
        window.n = count->get<std::int64_t>();
        window.unit = *unit;
        return window;
    }
    window.kind = Window::Kind::Between;
    if (!knowsAll(json, {"from", "to"}, path, out) || !readText(json, "from", path, window.from, out) ||
        !readText(json, "to", path, window.to, out))
        return std::nullopt;
    for (const auto &[name, text] : {std::pair{"/from", &window.from}, std::pair{"/to", &window.to}})
        if (!text->empty() && !instantFromIso(*text)) {
            report(out, "segment.bad_time", path + name, {{"value", *text}});
            return std::nullopt;
        }
    return window;
}

bool readPart(const Json &json, const std::string &path, FieldPart &to, Findings &out) {
    const Json *member = jsonMember(json, "part");
    if (!member)
        return true;
    const std::string text = jsonText(json, "part");
    const auto part = fieldPartFromText(text);
    if (!part || *part == FieldPart::Whole) {
        report(out, "segment.unknown_part", path + "/part", {{"part", text}});
        return false;
    }
    to = *part;
    return true;
}

bool readZone(const Json &json, const std::string &path, FieldTest &to, Findings &out) {
    const Json *member = jsonMember(json, "zone");
    if (!member)
        return true;
    if (isField(*member))
        to.zoneField = jsonText(*member, "field");
    else if (member->is_string() && !member->get_ref<const std::string &>().empty())
        to.zone = member->get<std::string>();
    else
        report(out, "segment.zone_expected", path + "/zone");
    return !to.zone.empty() || !to.zoneField.empty();
}

bool readPath(const Json &json, const std::string &path, FieldTest &to, Findings &out) {
    const Json *member = jsonMember(json, "path");
    if (member && (!member->is_string() || !jsonPathFromText(member->get_ref<const std::string &>()))) {
        report(out, "segment.bad_path", path + "/path");
        return false;
    }
    to.path = jsonText(json, "path");
    if (!json.contains("match"))
        return true;
    const auto index = indexIn(kMatches, jsonText(json, "match"));
    if (!index || to.path.empty()) {
        report(out, "segment.unknown_match", path + "/match", {{"match", jsonText(json, "match")}});
        return false;
    }
    to.match = static_cast<Match>(*index);
    return true;
}

Json scalarList(const std::vector<Json> &values) {
    Json list = Json::array();
    for (const Json &value : values)
        list.push_back(value);
    return list;
}

} // namespace

void report(Findings &out, std::string_view id, const std::string &path,
            std::vector<std::pair<std::string, std::string>> args) {
    out.push_back({Finding::Severity::Error, std::string(id), path, std::move(args)});
}

bool knowsAll(const Json &json, std::initializer_list<std::string_view> known, const std::string &path,
              Findings &out) {
    bool all = true;
    for (const auto &[name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end() && name != "note") {
            report(out, "segment.unknown_member", path, {{"member", name}});
            all = false;
        }
    return all;
}

bool readText(const Json &json, const char *name, const std::string &path, std::string &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    if (!member->is_string()) {
        report(out, "segment.text_expected", path + '/' + name);
        return false;
    }
    to = member->get<std::string>();
    return true;
}

std::optional<Window> readWindowMember(const Json &json, const std::string &path, Findings &out) {
    const Json *member = jsonMember(json, "window");
    return member ? readWindow(*member, path + "/window", out) : Window();
}

bool readValues(const Json &json, TestOp op, const std::string &path, std::vector<Json> &to, Findings &out) {
    const Operand operand = operandOf(op);
    if (operand == Operand::One) {
        const Json *value = jsonMember(json, "value");
        if (!value || !isScalar(*value)) {
            report(out, "segment.value_expected", path + "/value");
            return false;
        }
        to.push_back(*value);
    } else if (operand == Operand::Two || operand == Operand::List) {
        const Json *values = jsonMember(json, "values");
        if (!values || !values->is_array() || (operand == Operand::Two && values->size() != 2)) {
            report(out, "segment.values_expected", path + "/values",
                   {{"count", operand == Operand::Two ? "2" : "any"}});
            return false;
        }
        for (std::size_t i = 0; i < values->size(); ++i) {
            if (!isScalar((*values)[i])) {
                report(out, "segment.value_expected", path + "/values/" + std::to_string(i));
                return false;
            }
            to.push_back((*values)[i]);
        }
    }
    return true;
}

std::optional<TestOp> readOp(const Json &json, const std::string &path, Findings &out) {
    const std::string text = jsonText(json, "op");
    const auto op = testOpFromText(text);
    if (!op)
        report(out, "segment.unknown_op", path + "/op", {{"op", text}});
    return op;
}

void putValues(Json &json, TestOp op, const std::vector<Json> &values) {
    switch (operandOf(op)) {
    case Operand::One:
        json["value"] = values.empty() ? Json() : values[0];
        break;
    case Operand::Two:
    case Operand::List:
        json["values"] = scalarList(values);
        break;
    case Operand::None:
    case Operand::Window:
        break;
    }
}

std::string_view toText(TimeUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

std::optional<TimeUnit> timeUnitFromText(std::string_view text) {
    const auto found = std::find(kUnits.begin(), kUnits.end(), text);
    if (found == kUnits.end())
        return std::nullopt;
    return static_cast<TimeUnit>(found - kUnits.begin());
}

std::string_view toText(TestOp op) { return entryOf(op).text; }

std::optional<TestOp> testOpFromText(std::string_view text) {
    for (const OpEntry &entry : kOps)
        if (entry.text == text)
            return entry.op;
    return std::nullopt;
}

std::string_view toText(CalendarUnit unit) { return kCalendarUnits[static_cast<std::size_t>(unit)]; }

std::optional<CalendarUnit> calendarUnitFromText(std::string_view text) {
    const auto index = indexIn(kCalendarUnits, text);
    return index ? std::optional(static_cast<CalendarUnit>(*index)) : std::nullopt;
}

std::string_view weekdayName(int day) { return kWeekdays[static_cast<std::size_t>(day - 1)]; }

std::optional<int> weekdayFromName(std::string_view name) {
    const auto index = indexIn(kWeekdays, name);
    return index ? std::optional(static_cast<int>(*index) + 1) : std::nullopt;
}

std::string_view toText(FieldPart part) { return kParts[static_cast<std::size_t>(part)]; }

std::optional<FieldPart> fieldPartFromText(std::string_view text) {
    const auto index = indexIn(kParts, text);
    return index ? std::optional(static_cast<FieldPart>(*index)) : std::nullopt;
}

std::string_view toText(Match match) { return kMatches[static_cast<std::size_t>(match)]; }

bool comparesNumbers(TestOp op) {
    switch (positiveOf(op)) {
    case TestOp::Equal:
    case TestOp::Less:
    case TestOp::LessOrEqual:
    case TestOp::Greater:
    case TestOp::GreaterOrEqual:
    case TestOp::Between:
        return true;
    default:
        return false;
    }
}
bool isNegative(TestOp op) { return entryOf(op).positive != op; }
TestOp positiveOf(TestOp op) { return entryOf(op).positive; }
Operand operandOf(TestOp op) { return entryOf(op).operand; }

const std::string *otherField(const FieldTest &test) {
    if (test.values.size() != 1 || !isField(test.values[0]))
        return nullptr;
    return &test.values[0].front().get_ref<const std::string &>();
}

const std::string *averagedField(const FieldTest &test) {
    if (test.values.size() != 1 || !isAverage(test.values[0]))
        return nullptr;
    return &test.values[0].front().get_ref<const std::string &>();
}

std::optional<FieldTest> readFieldTest(const Json &json, bool isCondition, const std::string &path,
                                       Findings &out) {
    FieldTest test;
    if (!json.is_object()) {
        report(out, "segment.not_a_condition", path);
        return std::nullopt;
    }
    test.field = jsonText(json, "field");
    if (test.field.empty()) {
        report(out, "segment.field_expected", path + "/field");
        return std::nullopt;
    }
    const auto op = readOp(json, path, out);
    if (!op)
        return std::nullopt;
    test.op = *op;
    const Operand operand = operandOf(*op);
    const std::string_view operandName = operand == Operand::One      ? "value"
                                         : operand == Operand::Window ? "window"
                                         : operand == Operand::None   ? "field"
                                                                      : "values";
    if (!knowsAll(json, {"field", "path", "match", "part", "zone", "op", "ignore_case", operandName, isCondition ? "type" : "field"}, path, out) ||
        !readPart(json, path, test.part, out) || !readZone(json, path, test, out) ||
        !readPath(json, path, test, out))
        return std::nullopt;
    const Json *value = operand == Operand::One ? jsonMember(json, "value") : nullptr;
    if (value && (isField(*value) || (isCondition && isAverage(*value))))
        test.values.push_back(*value);
    else if (!readValues(json, *op, path, test.values, out))
        return std::nullopt;
    if (const Json *flag = jsonMember(json, "ignore_case")) {
        if (!flag->is_boolean()) {
            report(out, "segment.bool_expected", path + "/ignore_case");
            return std::nullopt;
        }
        test.ignoreCase = flag->get<bool>();
    }
    if (operand == Operand::Window) {
        const auto window = readWindowMember(json, path, out);
        if (!window)
            return std::nullopt;
        test.window = *window;
    }
    return test;
}

bool readWhere(const Json &json, const std::string &path, std::vector<FieldTest> &to, Findings &out) {
    const Json *list = jsonMember(json, "where");
    if (!list)
        return true;
    if (!list->is_array()) {
        report(out, "segment.values_expected", path + "/where", {{"count", "any"}});
        return false;
    }
    bool fine = true;
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto test = readFieldTest((*list)[i], false, path + "/where/" + std::to_string(i), out);
        fine = fine && test;
        if (test)
            to.push_back(std::move(*test));
    }
    return fine;
}

Json toJson(const Window &window) {
    Json json = Json::object();
    switch (window.kind) {
    case Window::Kind::AllTime:
        return json;
    case Window::Kind::Last:
        json["last"] = window.n;
        break;
    case Window::Kind::OlderThan:
        json["older_than"] = window.n;
        break;
    case Window::Kind::Next:
        json["next"] = window.n;
        break;
    case Window::Kind::Between:
        if (!window.from.empty())
            json["from"] = window.from;
        if (!window.to.empty())
            json["to"] = window.to;
        return json;
    case Window::Kind::Calendar:
        json["calendar"] = toText(window.calendar);
        if (window.n != 0)
            json["offset"] = window.n;
        if (window.weekStart != 1)
            json["week_starts"] = weekdayName(window.weekStart);
        return json;
    case Window::Kind::AnniversaryLast:
    case Window::Kind::AnniversaryNext:
        json["anniversary"] = window.kind == Window::Kind::AnniversaryLast ? "last" : "next";
        json["days"] = window.n;
        return json;
    }
    json["unit"] = toText(window.unit);
    return json;
}

Json toJson(const FieldTest &test) {
    Json json = Json::object();
    json["field"] = test.field;
    if (!test.path.empty())
        json["path"] = test.path;
    if (test.match != Match::Any)
        json["match"] = toText(test.match);
    if (test.part != FieldPart::Whole)
        json["part"] = toText(test.part);
    if (!test.zoneField.empty())
        json["zone"] = Json::object({{"field", test.zoneField}});
    else if (!test.zone.empty())
        json["zone"] = test.zone;
    json["op"] = toText(test.op);
    putValues(json, test.op, test.values);
    if (operandOf(test.op) == Operand::Window)
        json["window"] = toJson(test.window);
    if (test.ignoreCase)
        json["ignore_case"] = true;
    return json;
}

Json whereJson(const std::vector<FieldTest> &where) {
    Json list = Json::array();
    for (const FieldTest &test : where)
        list.push_back(toJson(test));
    return list;
}

std::int64_t versionOfTest(const Json &test) {
    constexpr TestOp kFirstOfVersion2 = TestOp::Like;
    const auto op = testOpFromText(jsonText(test, "op"));
    const Json *value = jsonMember(test, "value");
    const Json *window = jsonMember(test, "window");
    const bool isNew = test.is_object() &&
                       (test.contains("part") || test.contains("zone") || test.contains("path") || (op && *op >= kFirstOfVersion2) ||
                        (value && value->is_object()) ||
                        (window && window->is_object() && (window->contains("calendar") || window->contains("anniversary"))));
    return isNew ? 2 : 1;
}

} // namespace audience::model
