#include "random_rule.h"

#include "base/decimal.h"
#include "segment/rule_text.h"

#include <algorithm>

namespace audience::test {

namespace {

class RuleMaker {
public:
    RuleMaker(Rng &rng, Instant now) : m_rng(rng), m_now(now) {}

    Json condition() {
        if (m_rng.chance(0.16))
            return m_rng.chance(0.25) ? held() : m_rng.chance(0.45) ? related() : measure();
        if (m_rng.chance(0.3))
            return m_rng.chance(0.4) ? rank() : m_rng.chance(0.4) ? sequence() : m_rng.chance(0.6) ? edge() : set();
        switch (m_rng.below(5)) {
        case 0:
        case 1: {
            Json json = Json::object({{"type", "attribute"}});
            addTest(json, m_rng.chance(0.25) ? kTraits[m_rng.below(std::size(kTraits))]
                                             : kAttributes[m_rng.below(std::size(kAttributes))]);
            return json;
        }
        case 2: {
            Json json = eventJson("recency");
            json["which"] = pick({"first", "last"});
            json["window"] = window();
            return json;
        }
        default: {
            Json json = eventJson("event");
            json["do"] = pick({"did", "did_not"});
            if (m_rng.chance(0.7))
                json["aggregate"] = aggregate();
            if (m_rng.chance(0.7))
                json["window"] = window();
            return json;
        }
        }
    }

    model::RuleNode node(int depth) {
        if (depth == 0 || m_rng.chance(0.4))
            return model::conditionNode(condition());
        using Kind = model::RuleNode::Kind;
        static const Kind kKinds[] = {Kind::All, Kind::Any, Kind::None, Kind::Not};
        model::RuleNode group = model::groupNode(kKinds[m_rng.below(4)]);
        const std::uint64_t count = group.kind == Kind::Not ? 1 : m_rng.below(4);
        for (std::uint64_t i = 0; i < count; ++i)
            group.children.push_back(node(depth - 1));
        return group;
    }

private:
    struct Column {
        const char *name;
        char type; // t text, n number, b bool, d date, i instant
    };
    static constexpr Column kAttributes[] = {{"country", 't'}, {"city", 't'},  {"age", 'n'},
                                             {"consent", 'b'}, {"balance", 'n'}, {"score", 'n'},
                                             {"born", 'd'},    {"last_seen", 'i'}, {"points", 'n'},
                                             {"email", 'e'},   {"credit", 'n'},  {"home", 't'},
                                             {"joined", 'd'},  {"renewed", 'i'}, {"data", 'j'}, {"data", 'j'}};
    static constexpr Column kTraits[] = {{"trait:orders", 'n'}, {"trait:spent", 'n'}, {"trait:basket", 'n'}, {"trait:kinds", 'n'},
                                         {"trait:top_weight", 'n'}, {"trait:last_kind", 't'}, {"trait:last_buy", 'i'},
                                         {"trait:favourite", 't'}, {"trait:first_due", 'i'}, {"trait:gift", 'b'},
                                         {"trait:usual_items", 'n'}, {"trait:late_due", 'i'}, {"trait:usual_due", 'i'},
                                         {"trait:class", 't'}};
    static constexpr Column kProperties[] = {
        {"category", 't'}, {"amount", 'n'}, {"weight", 'n'}, {"items", 'n'}, {"gift", 'b'}, {"due", 'i'}};

    std::string pick(std::initializer_list<const char *> words) {
        return words.begin()[m_rng.below(words.size())];
    }

    Json number() {
        switch (m_rng.below(4)) {
        case 0:
            return m_rng.between(-5, 80);
        case 1:
            return static_cast<double>(m_rng.between(-40, 200)) / 4.0;
        case 2:
            return toText(Decimal{m_rng.between(-5000, 20000), 2}); // exact, as a string
        default:
            return m_rng.between(-4, 4) * 1'000'000'000'000;
        }
    }
    Json text() {
        return pick({"US", "CA", "us", "Österreich", "österreich", "burg", "city 1", "city 12burg", "9", "ÖST"});
    }
    std::string time() {
        const Instant at{m_now.micros + m_rng.between(-200 * 24, 10 * 24) * 3600 * kMicrosPerSecond};
        std::string iso = toIso(at);
        switch (m_rng.below(3)) {
        case 0:
            return iso.substr(0, 10);
        case 1:
            return iso.substr(0, iso.size() - 1); // in the rule's zone
        default:
            return iso;
        }
    }
    std::string date() {
        return toIso(CivilDate{static_cast<std::int32_t>(m_now.micros / kMicrosPerDay + m_rng.between(-400, 30))});
    }

    Json window(bool days = false) {
        if (m_rng.chance(0.15))
            return calendar();
        Json json = Json::object();
        switch (m_rng.below(5)) {
        case 0:
            json["last"] = m_rng.between(0, 120);
            break;
        case 1:
            json["older_than"] = m_rng.between(0, 120);
            break;
        case 2:
            json["next"] = m_rng.between(0, 20);
            break;
        case 3:
            if (m_rng.chance(0.8))
                json["from"] = days ? date() : time();
            if (m_rng.chance(0.8))
                json["to"] = days ? date() : time();
            return json;
        default:
            return json;
        }
        json["unit"] = days ? pick({"days", "weeks", "months", "years"})
                            : pick({"hours", "days", "weeks", "months", "minutes", "years"});
        return json;
    }

    void addTest(Json &json, const Column &column) {
        json["field"] = column.name;
        if (m_rng.chance(0.1)) {
            json["op"] = pick({"is_empty", "is_not_empty"});
            return;
        }
        if (column.type == 'j') {
            addJsonTest(json);
            return;
        }
        if (m_rng.chance(0.15) && addOtherField(json, column))
            return;
        if ((column.type == 't' || column.type == 'e') && m_rng.chance(0.5)) {
            addTextTest(json, column.type == 'e');
            return;
        }
        if ((column.type == 'd' || column.type == 'i') && m_rng.chance(0.4)) {
            addLocalTest(json, column.type == 'd');
            return;
        }
        const bool many = m_rng.chance(0.3);
        switch (column.type) {
        case 'e':
        case 't':
            json["op"] = many ? pick({"in", "not_in"})
                              : pick({"=", "!=", "contains", "not_contains", "starts_with", "not_starts_with",
                                      "ends_with", "not_ends_with"});
            if (m_rng.chance(0.3))
                json["ignore_case"] = true;
            addValues(json, many ? m_rng.below(4) : 1, many, [&] { return text(); });
            return;
        case 'n':
            json["op"] = many ? pick({"in", "not_in", "between", "not_between"})
                              : pick({"=", "!=", "<", "<=", ">", ">="});
            break;
        case 'b':
            json["op"] = pick({"is_true", "is_false"});
            return;
        default:
            if (m_rng.chance(0.5)) {
                json["op"] = pick({"within", "not_within"});
                json["window"] = window(column.type == 'd');
                return;
            }
            json["op"] = many ? pick({"in", "not_in", "between", "not_between"})
                              : pick({"before", "after", "on", "not_on", "<=", ">="});
        }
        const bool two = json["op"] == "between" || json["op"] == "not_between";
        addValues(json, two ? 2 : many ? m_rng.below(4) : 1, many, [&]() -> Json {
            return column.type == 'n' ? number() : column.type == 'd' ? Json(date()) : Json(time());
        });
    }

    // A second field that the first can be compared with; false if there is none.
    bool addOtherField(Json &json, const Column &column) {
        const bool isProperty = std::any_of(std::begin(kProperties), std::end(kProperties),
                                            [&](const Column &one) { return one.name == column.name; });
        std::string other, op = pick({"=", "!=", "<", "<=", ">", ">="});
        switch (column.type) {
        case 'n':
            if (!isProperty && m_rng.chance(0.4)) {
                json["op"] = op;
                json["value"] = Json::object({{"average_of", pick({"age", "balance", "score", "credit", "trait:spent", "trait:basket"})}});
                return true;
            }
            other = isProperty ? pick({"amount", "weight", "items"}) : pick({"age", "balance", "score", "points", "credit", "trait:spent", "trait:basket"});
            break;
        case 'd':
            other = pick({"born", "joined"});
            break;
        case 'i':
            other = isProperty ? "due" : pick({"last_seen", "renewed", "trait:last_buy"});
            break;
        case 't':
            if (isProperty)
                return false;
            other = pick({"country", "city", "home"});
            op = pick({"=", "!="});
            if (m_rng.chance(0.3))
                json["ignore_case"] = true;
            break;
        default:
            return false;
        }
        json["op"] = op;
        json["value"] = Json::object({{"field", other}});
        return true;
    }

    void addJsonTest(Json &json) {
        json["path"] = pick({"tags", "tags[]", "tags[0]", "n", "s", "deep.x", "deep.x[].y", "deep.x[]", "deep.x[][]", "deep.x[0]", "deep",
                             "flag", "$", "[]", "$[2].y", "\"a.b\".c", "q", "nothing.here", "tags[][]"});
        if (m_rng.chance(0.5))
            json["match"] = pick({"any", "all", "none"});
        const bool many = m_rng.chance(0.3);
        const auto number = [&]() -> Json { return m_rng.chance(0.7) ? Json(m_rng.between(-3, 6)) : Json(m_rng.chance(0.5) ? 2.5 : 5.5); };
        switch (m_rng.below(6)) {
        case 0:
            json["op"] = pick({"exists", "not_exists", "is_empty", "is_not_empty", "is_true", "is_false"});
            return;
        case 1:
            json["part"] = "length";
            json["op"] = many ? pick({"in", "not_between"}) : pick({"=", "!=", ">=", "<"});
            addValues(json, 2, many, [&]() -> Json { return m_rng.between(0, 4); });
            return;
        case 2:
            json["op"] = many ? pick({"in", "not_in", "between", "not_between"}) : pick({"=", "!=", ">=", "<"});
            addValues(json, 2, many, number);
            return;
        case 3:
            json["op"] = pick({"=", "!="});
            json["value"] = m_rng.chance(0.5);
            return;
        default:
            json["op"] = many ? pick({"in", "not_in"})
                              : pick({"=", "!=", "contains", "not_contains", "starts_with", "like", "matches", "not_matches", "ends_with"});
            if (m_rng.chance(0.3))
                json["ignore_case"] = true;
            addValues(json, many ? 2 : 1, many, [&]() -> Json {
                // A text with signs that JSON escapes; not for patterns, to which they mean something.
                return json["op"] == "=" || many ? pick({"a", "us", "a\"b\\ö"}) : pick({"a", "A", "b", "us", "5", "true"});
            });
            if (many)
                json["values"].push_back("US");
        }
    }

    Json calendar() {
        Json json = Json::object({{"calendar", pick({"day", "week", "month", "quarter", "year"})}});
        if (m_rng.chance(0.7))
            json["offset"] = m_rng.between(-3, 2);
        if (m_rng.chance(0.3))
            json["week_starts"] = pick({"sunday", "saturday", "wednesday", "monday"});
        return json;
    }

    // A test on the calendar or on the time on a wall.
    void addLocalTest(Json &json, bool isDate) {
        const bool isWindow = m_rng.chance(0.5);
        const bool isAnniversary = isWindow && m_rng.chance(0.4);
        if (m_rng.chance(0.2))
            json["zone"] = pick({"Asia/Tokyo", "America/St_Johns", "UTC"});
        else if (m_rng.chance(isWindow ? 0.25 : 0.5))
            json["zone"] = Json::object({{"field", "zone"}});
        if (isWindow) {
            json["op"] = pick({"within", "not_within"});
            json["window"] = isAnniversary ? Json::object({{"anniversary", pick({"last", "next"})}, {"days", m_rng.between(0, 90)}})
                                           : calendar();
            return;
        }
        const std::string part = isDate ? pick({"weekday", "day", "month", "year"})
                                        : pick({"hour", "hour", "weekday", "day", "month", "year"});
        const auto value = [&]() -> Json { return part == "year" ? m_rng.between(2025, 2026) : m_rng.between(0, part == "day" ? 31 : 12); };
        json["part"] = part;
        const bool many = m_rng.chance(0.5);
        json["op"] = many ? pick({"in", "not_in", "between", "not_between"}) : pick({"=", "!=", "<", ">="});
        const bool two = json["op"] == "between" || json["op"] == "not_between";
        addValues(json, two ? 2 : many ? m_rng.below(4) : 1, many, value);
    }

    void addTextTest(Json &json, bool isEmail) {
        const std::string part = pick({"", "", "length", "domain"});
        if (part == "length") {
            json["part"] = part;
            const bool two = m_rng.chance(0.3);
            json["op"] = two ? pick({"between", "not_between", "in", "not_in"}) : pick({"=", "!=", "<", ">="});
            addValues(json, two ? 2 : 1, two, [&]() -> Json { return m_rng.between(-1, 12); });
            return;
        }
        if (!part.empty())
            json["part"] = part;
        if (m_rng.chance(0.3))
            json["ignore_case"] = true;
        switch (m_rng.below(3)) {
        case 0:
            json["op"] = pick({"like", "not_like"});
            json["value"] = pick({"%", "", "c_ty 1%", "%burg", "_S", "%.%", "%\\%\\_*?[x%", "%\\\\%", "%R%E%C%", "Ö%", "%_@%", "a%a%"});
            break;
        case 1:
            json["op"] = pick({"matches", "not_matches"});
            json["value"] = pick({"^[A-Z]{2}$", "city \\d+$", "ö", "(?i)us|ca", "\\p{Lu}", "@.*@", "^$", "(a*)*b", "\\.com", "[^a-m]u", "c.ty", "(?i:US)$|x{0,2}b",
                                  "\\w+ \\d{1,2}b", "\\Aci", "g\\z", "[[:upper:]]", "(?i)S.*[0-9]", "(|b)u?rg", "[\\]\\-a@.]c", "\\bb", "[ü-ÿÖ]",
                                  "^(?:.{2}|[^\\s]+\\S)$", "y 1{1,}?2", "a{2,}|{", "(?P<x>A|T)\\z", "[+--]|[!-/]c", "\\x41"});
            break;
        default:
            json["op"] = pick({"=", "!=", "ends_with", "contains"});
            json["value"] = isEmail ? pick({"example.com", "EXAMPLE.com", "öst.at", "c.org", "a", "@"}) : text().get<std::string>();
        }
    }

    template <class Make> void addValues(Json &json, std::uint64_t count, bool list, Make make) {
        if (!list) {
            json["value"] = make();
            return;
        }
        Json values = Json::array();
        for (std::uint64_t i = 0; i < count; ++i)
            values.push_back(make());
        json["values"] = std::move(values);
    }

    Json eventJson(const char *type) {
        Json json = Json::object({{"type", type}});
        addEvents(json);
        return json;
    }
    void addEvents(Json &json) {
        if (m_rng.chance(0.85))
            json["name"] = pick({"purchase", "refund", "view", "purchase", "never_seen"});
        if (m_rng.chance(0.3))
            json["dataset"] = pick({"shop", "site"});
        if (m_rng.chance(0.5)) {
            Json where = Json::array();
            for (std::uint64_t i = 0, n = m_rng.below(3); i < n; ++i) {
                Json test = Json::object();
                addTest(test, kProperties[m_rng.below(std::size(kProperties))]);
                where.push_back(std::move(test));
            }
            json["where"] = std::move(where);
        }
    }

    Json rank() {
        Json by = Json::object(), keep = Json::object();
        if (m_rng.chance(0.4)) {
            by["field"] = pick({"age", "balance", "score", "born", "last_seen", "points", "trait:spent", "trait:basket", "trait:last_buy"});
        } else {
            addAggregate(by);
            addEvents(by);
            if (m_rng.chance(0.5))
                by["window"] = window();
        }
        if (m_rng.chance(0.5)) {
            keep[pick({"top", "bottom"})] = m_rng.between(1, 300);
        } else {
            const std::int64_t from = m_rng.chance(0.3) ? 0 : m_rng.between(0, 1000);
            const std::int64_t to = m_rng.chance(0.3) ? 1000 : m_rng.between(from, 1000);
            keep["percentile"] = Json::array({static_cast<double>(from) / 10, static_cast<double>(to) / 10});
        }
        Json json = Json::object({{"type", "rank"}, {"by", std::move(by)}, {"keep", std::move(keep)}});
        if (m_depth < 2 && m_rng.chance(0.4)) {
            ++m_depth;
            json["among"] = toJson(node(1));
            --m_depth;
        }
        return json;
    }

    Json set() {
        if (m_rng.chance(0.4))
            return Json::object({{"type", "segment"}, {"id", pick({"vip", "old", "both"})}});
        if (m_rng.chance(0.5)) {
            const std::int64_t from = m_rng.between(0, 9999);
            return Json::object({{"type", "bucket"}, {"salt", pick({"a", "spring", "ö"})}, {"from", from},
                                 {"to", m_rng.between(from, 9999)}});
        }
        if (m_rng.chance(0.2))
            return Json::object({{"type", "list"}, {"id", "some"}});
        Json keys = Json::array();
        for (std::uint64_t i = 0, n = m_rng.below(300); i < n; ++i)
            keys.push_back("person " + std::to_string(m_rng.below(900)));
        return Json::object({{"type", "list"}, {"keys", std::move(keys)}});
    }
    Json choice() {
        Json json = Json::object();
        addEvents(json);
        if (m_rng.chance(0.5))
            json["window"] = window();
        return json;
    }
    Json related() {
        static constexpr Column kOrders[] = {{"order_no", 't'}, {"placed", 'i'}, {"total", 'n'}};
        static constexpr Column kLines[] = {{"product", 'n'}, {"quantity", 'n'}, {"price", 'n'}, {"order_no", 't'}};
        static constexpr Column kProducts[] = {{"kind", 't'}, {"weight", 'n'}, {"id", 'n'}};
        static constexpr Column kPlaces[] = {{"size", 'n'}, {"founded", 'd'}, {"name", 't'}};
        struct Table {
            const char *dataset, *field, *by;
            const Column *columns;
            std::size_t count;
        };
        static constexpr Table kTables[] = {{"orders", "total", "placed", kOrders, 3}, {"order_lines", "price", "quantity", kLines, 4},
                                            {"products", "weight", "weight", kProducts, 3}, {"places", "size", "founded", kPlaces, 3}};
        const bool lives = m_rng.chance(0.15);
        const std::size_t first = lives ? 3 : 0, last = lives ? 3 : m_rng.below(3);
        const auto tests = [&](const Table &table) {
            Json list = Json::array();
            for (std::uint64_t i = 0, n = 1 + m_rng.below(2); i < n; ++i) {
                Json test = Json::object();
                do {
                    test = Json::object();
                    addTest(test, table.columns[m_rng.below(table.count)]);
                } while (needsPerson(test));
                list.push_back(std::move(test));
            }
            return list;
        };
        Json path = Json::array();
        for (std::size_t i = first; i <= last; ++i) {
            Json step = Json::object({{"dataset", kTables[i].dataset}});
            if (i == 1 && m_rng.chance(0.2))
                step["link"] = Json::object({{"from", "order_no"}, {"to", "order_no"}});
            if (m_rng.chance(0.4))
                step["where"] = tests(kTables[i]);
            path.push_back(std::move(step));
        }
        const Table &end = kTables[last];
        Json json = Json::object({{"type", "related"}, {"path", std::move(path)}});
        const std::string rows = pick({"any", "none", "all", "latest", "earliest", "measure", "measure", "measure"});
        if (rows != "measure") {
            json["rows"] = rows;
            if (rows == "latest" || rows == "earliest")
                json["by"] = end.by;
            if (rows != "any" && rows != "none")
                json["has"] = tests(end);
            return json;
        }
        json["of"] = pick({"count", "count", "sum", "avg", "min", "max", "distinct"});
        const bool counts = json["of"] == "count" || json["of"] == "distinct";
        if (json["of"] != "count")
            json["field"] = json["of"] == "distinct" && m_rng.chance(0.5) ? end.columns[0].name : end.field;
        json["op"] = pick({"=", "!=", "<", "<=", ">", ">="});
        json["value"] = counts ? Json(m_rng.between(-1, 6)) : number();
        return json;
    }
    // Related rows know no fields of people: neither their zones nor those that addOtherField() names.
    static bool needsPerson(const Json &test) {
        const Json *value = jsonMember(test, "value"), *zone = jsonMember(test, "zone");
        return (value && value->is_object()) || (zone && zone->is_object());
    }
    Json held() {
        const auto counted = [&] {
            Json json = eventJson("event");
            json["do"] = pick({"did", "did", "did_not"});
            if (m_rng.chance(0.5))
                json["aggregate"] = Json::object({{"of", "count"}, {"op", pick({"=", "!=", "<", "<=", ">", ">="})}, {"value", m_rng.between(-1, 6)}});
            if (m_rng.chance(0.7))
                json["window"] = Json::object({{pick({"last", "last", "older_than"}), m_rng.between(0, 400)}, {"unit", pick({"hours", "days", "minutes"})}});
            return json;
        };
        Json json = Json::object({{"type", "held"}, {"which", pick({"at_least", "less_than"})}, {"for", gap()}});
        json["for"]["unit"] = pick({"hours", "days"});
        if (m_rng.chance(0.5))
            json["rule"] = counted();
        else
            json["rule"] = Json::object({{pick({"all", "none"}), Json::array({counted(), counted()})}});
        return json;
    }
    Json measure() {
        Json json = choice();
        if (m_rng.chance(0.5)) {
            json["type"] = "sessions";
            json["of"] = pick({"count", "count", "total", "longest", "shortest", "average"});
            if (m_rng.chance(0.8))
                json["gap"] = gap();
            const bool two = m_rng.chance(0.2), count = json["of"] == "count";
            json["op"] = two ? pick({"between", "not_between"}) : pick({"=", "!=", "<", "<=", ">", ">="});
            addValues(json, 2, two, [&]() -> Json { return count ? m_rng.between(0, 5) : m_rng.between(0, 50) * 60; });
            return json;
        }
        json["type"] = "rfm";
        json["field"] = pick({"amount", "items", "weight"});
        if (!json.contains("name"))
            json["name"] = "purchase";
        if (m_rng.chance(0.3)) {
            json["groups"] = Json::array({pick({"champions", "at_risk", "new", "lost", "loyal"}), pick({"promising", "hibernating"})});
            return json;
        }
        const std::int64_t tiles = m_rng.between(2, 9);
        json["tiles"] = tiles;
        if (m_rng.chance(0.3)) {
            json["cells"] = Json::array({111, tiles * 111, 121, tiles * 100 + 11});
            return json;
        }
        Json scores = Json::object();
        for (const char *score : {"recency", "frequency", "money"})
            if (m_rng.chance(0.6) || scores.empty()) {
                const std::int64_t low = m_rng.between(1, tiles);
                scores[score] = Json::array({low, m_rng.between(low, tiles)});
            }
        json["scores"] = std::move(scores);
        return json;
    }
    // "latest" or "since"
    Json edge() {
        Json json = choice();
        if (m_rng.chance(0.5)) {
            json["type"] = "latest";
            json["which"] = pick({"first", "last"});
            Json has = Json::array();
            for (std::uint64_t i = 0, n = 1 + m_rng.below(2); i < n; ++i) {
                Json test = Json::object();
                addTest(test, kProperties[m_rng.below(std::size(kProperties))]);
                has.push_back(std::move(test));
            }
            json["has"] = std::move(has);
            return json;
        }
        json["type"] = "since";
        json["times"] = Json::object({{"op", pick({"=", "!=", "<", "<=", ">", ">="})}, {"value", m_rng.between(-1, 4)}});
        json["since"] = choice();
        json["since"]["which"] = pick({"first", "last"});
        return json;
    }
    Json gap() {
        return Json::object({{"n", m_rng.between(0, 60)}, {"unit", pick({"hours", "days", "weeks", "minutes"})}});
    }
    Json sequence() {
        const std::uint64_t count = 2 + m_rng.below(3);
        const bool absent = m_rng.chance(0.35), whole = !absent && m_rng.chance(0.3);
        Json steps = Json::array();
        for (std::uint64_t i = 0; i < count; ++i) {
            Json step = Json::object();
            addEvents(step);
            if (m_rng.chance(0.3))
                step["window"] = window();
            if (i > 0 && !whole && m_rng.chance(0.7))
                step["within"] = gap();
            if (absent && i + 1 == count)
                step["do"] = "did_not";
            steps.push_back(std::move(step));
        }
        Json json = Json::object({{"type", "sequence"}, {"steps", std::move(steps)}});
        if (whole)
            json["within"] = gap();
        if (m_rng.chance(0.35))
            json["same"] = kProperties[m_rng.below(std::size(kProperties))].name;
        if (!absent && m_rng.chance(0.4))
            json["reached"] = m_rng.between(1, static_cast<std::int64_t>(count));
        else if (!absent && m_rng.chance(0.5))
            json["stopped_at"] = m_rng.between(1, static_cast<std::int64_t>(count) - 1);
        return json;
    }

    std::string addAggregate(Json &json) {
        const std::string of = pick({"count", "count", "sum", "avg", "min", "max", "distinct"});
        json["of"] = of;
        if (of == "distinct")
            json["field"] = kProperties[m_rng.below(std::size(kProperties))].name;
        else if (of != "count")
            json["field"] = pick({"amount", "weight", "items"});
        return of;
    }

    Json aggregate() {
        Json json = Json::object();
        const std::string of = addAggregate(json);
        const bool counts = of == "count" || of == "distinct";
        const auto value = [&]() -> Json { return counts ? Json(m_rng.between(-1, 8)) : number(); };
        if (m_rng.chance(0.2)) {
            json["op"] = pick({"between", "not_between"});
            json["values"] = Json::array({value(), value()});
        } else {
            json["op"] = pick({"=", "!=", "<", "<=", ">", ">="});
            json["value"] = value();
        }
        return json;
    }

    Rng &m_rng;
    Instant m_now;
    int m_depth = 0; // of rules inside conditions
};

} // namespace

model::SegmentRule randomRule(Rng &rng, Instant now) {
    model::SegmentRule rule;
    rule.root = RuleMaker(rng, now).node(3);
    return rule;
}

std::optional<model::SegmentRule> RandomSets::segment(const std::string &id) const {
    const auto rule = segment::ruleFromText(id == "vip"   ? "top 100 by balance or did purchase at least 3 times"
                                            : id == "old" ? "born older than 200 days and country != US"
                                            : id == "both"
                                                ? "in segment vip or not in segment old and bucket 0 to 4999"
                                                : "");
    return rule ? std::optional(*rule) : std::nullopt;
}

std::shared_ptr<const engine::KeySource> RandomSets::list(const std::string &id) const {
    return id == "some" ? std::make_shared<const engine::HeldKeys>(std::make_shared<const std::string>("person 1\r\nperson 20\n\nperson 300")) : nullptr;
}

std::optional<Json> RandomSets::trait(const std::string &name) const {
    static const std::pair<const char *, const char *> kTraits[] = {
        {"orders", R"({"of":"count","name":"purchase"})"},
        {"spent", R"({"of":"sum","field":"amount","name":"purchase","window":{"last":90,"unit":"days"}})"},
        {"basket", R"({"of":"ratio","parts":[{"of":"trait","name":"spent"},{"of":"trait","name":"orders"}]})"},
        {"kinds", R"({"of":"distinct","field":"category","where":[{"field":"items","op":">","value":0}]})"},
        {"top_weight", R"({"of":"max","field":"weight","dataset":"site"})"},
        {"last_kind", R"({"of":"last","field":"category"})"},
        {"last_buy", R"({"of":"last","name":"purchase"})"},
        {"favourite", R"({"of":"most_frequent","field":"category"})"},
        {"first_due", R"({"of":"first","field":"due","name":"purchase"})"},
        {"gift", R"({"of":"last","field":"gift"})"},
        {"usual_items", R"({"of":"avg","field":"amount","where":[{"field":"gift","op":"is_true"}]})"},
        {"late_due", R"({"of":"max","field":"due"})"},
        {"usual_due", R"({"of":"most_frequent","field":"due","name":"refund"})"},
        {"class", R"({"of":"groups","otherwise":"rest","groups":[{"name":"keen","rule":{"all":[{"type":"attribute","field":"trait:orders","op":">","value":2}]}},
                      {"name":"old","rule":{"any":[{"type":"attribute","field":"age","op":">","value":40},{"type":"segment","id":"vip"}]}}]})"}};
    for (const auto &[known, formula] : kTraits)
        if (known == name)
            return *parseJson(formula);
    return std::nullopt;
}

Json randomCondition(Rng &rng, Instant now) { return RuleMaker(rng, now).condition(); }

} // namespace audience::test
