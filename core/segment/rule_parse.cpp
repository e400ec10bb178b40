#include "model/segment_condition.h"
#include "segment/condition_family.h"
#include "segment/rule_text.h"
#include "segment/rule_words.h"
#include "segment/token_reader.h"
#include "segment/trait_text.h"

namespace audience::segment {

using model::RuleNode;
using model::TestOp;
using model::Window;
using Kind = RuleNode::Kind;

namespace {

// The grammar, by recursive descent; m_failed holds the first fault, after which every step gives up.
class Parser final : public TokenReader {
public:
    using TokenReader::TokenReader;

    Result<model::SegmentRule> parse() {
        model::SegmentRule rule;
        rule.root = orGroup();
        TRY(finish("and, or, or the end"));
        return rule;
    }
    Result<void> finish(std::string_view expected) {
        if (!m_failed && peek() != '\0')
            fail(expected);
        if (!m_failed && m_at < m_text.size())
            fail("the end"); // a NUL byte
        if (m_failed)
            return *m_failed;
        return {};
    }

    // --- groups ---

    RuleNode rule() override { return orGroup(); }

    RuleNode infix(Kind kind, std::string_view word, RuleNode (Parser::*part)()) {
        RuleNode first = (this->*part)();
        if (m_failed || !words(word))
            return first;
        RuleNode group = model::groupNode(kind);
        group.children.push_back(std::move(first));
        do {
            group.children.push_back((this->*part)());
        } while (!m_failed && words(word));
        return group;
    }
    RuleNode orGroup() { return infix(Kind::Any, "or", &Parser::andGroup); }
    RuleNode andGroup() { return infix(Kind::All, "and", &Parser::unary); }

    RuleNode unary() {
        if (++m_depth > model::kMaxRuleDepth) {
            if (!m_failed)
                m_failed = Error(ErrorKind::Limit, "segment.too_deep")
                               .with("limit", std::to_string(model::kMaxRuleDepth));
            return {};
        }
        RuleNode node = m_failed ? RuleNode() : unaryInside();
        --m_depth;
        return node;
    }
    RuleNode unaryInside() {
        if (symbol("(")) {
            RuleNode inside = orGroup();
            expect(")");
            return inside;
        }
        if (words("everybody"))
            return model::groupNode(Kind::All);
        if (words("nobody"))
            return model::groupNode(Kind::Any);
        if (words("not"))
            return model::groupNode(Kind::Not, {unary()});
        for (const Kind kind : {Kind::All, Kind::Any, Kind::None})
            if (words(std::string(model::toText(kind)) + " of"))
                return listed(kind);
        if (words("json")) {
            skipBlanks();
            return rawNode();
        }
        if (words("did"))
            return model::conditionNode(event(!words("not")));
        if (words("first"))
            return model::conditionNode(recency("first"));
        if (words("last"))
            return model::conditionNode(recency("last"));
        for (const ConditionFamily &family : moreFamilies())
            if (auto condition = family.parse(*this))
                return model::conditionNode(std::move(*condition));
        Json condition = Json::object();
        condition["type"] = "attribute";
        fieldTest(condition);
        return model::conditionNode(std::move(condition));
    }
    RuleNode listed(Kind kind) {
        RuleNode group = model::groupNode(kind);
        expect("(");
        if (m_failed || symbol(")"))
            return group;
        do {
            group.children.push_back(orGroup());
        } while (!m_failed && symbol(","));
        expect(")");
        return group;
    }
    // Through the same door as a file, so that depth is limited there as well.
    RuleNode rawNode() {
        Json envelope = Json::object();
        envelope["audience_segment"] = model::kSegmentVersion;
        envelope["rule"] = m_at < m_text.size() && (m_text[m_at] == '{' || m_text[m_at] == '[')
                               ? jsonHere()
                               : bareJson();
        if (m_failed)
            return {};
        auto rule = model::segmentRuleFromJson(envelope);
        if (rule)
            return std::move(rule->root);
        m_failed = std::move(rule).error();
        return {};
    }
    Json bareJson() { // null or a scalar: kept because rules keep everything
        return words("null") ? Json() : value();
    }

    // --- conditions ---

    void operand(Json &json, TestOp op) {
        switch (model::operandOf(op)) {
        case model::Operand::One:
            if (words("the field"))
                json["value"] = Json::object({{"field", name("the name of a field")}});
            else if (words("the average of"))
                json["value"] = Json::object({{"average_of", name("the name of a field")}});
            else
                json["value"] = value();
            return;
        case model::Operand::Two: {
            Json values = Json::array({value()});
            if (!m_failed && !words("and"))
                fail("and");
            values.push_back(m_failed ? Json() : value());
            json["values"] = std::move(values);
            return;
        }
        case model::Operand::List: {
            Json values = Json::array();
            expect("(");
            if (!m_failed && !symbol(")")) {
                do {
                    values.push_back(value());
                } while (!m_failed && symbol(","));
                expect(")");
            }
            json["values"] = std::move(values);
            return;
        }
        case model::Operand::None:
        case model::Operand::Window:
            return;
        }
    }

    void comparison(Json &json) override {
        if (const auto op = testOp()) {
            json["op"] = model::toText(*op);
            operand(json, *op);
        } else {
            fail("an operator");
        }
    }

    std::optional<TestOp> testOp() {
        // "<=" must be tried before "<", "is not empty" before "is not".
        std::optional<TestOp> found;
        std::size_t longest = 0;
        const std::size_t start = m_at;
        const auto attempt = [&](std::string_view written, TestOp op) {
            m_at = start;
            if (written.size() > longest && words(written)) {
                longest = written.size();
                found = op;
            }
        };
        for (const auto &[op, written] : kOpWords)
            attempt(written, op);
        attempt("is", TestOp::Equal);
        attempt("is not", TestOp::NotEqual);
        m_at = start;
        if (found)
            (void)words(longest == 2 && *found == TestOp::Equal         ? "is"
                        : longest == 6 && *found == TestOp::NotEqual    ? "is not"
                                                                        : wordsOf(*found));
        return found;
    }

    void fieldTest(Json &json) override {
        for (int i = 1; i <= static_cast<int>(model::kLastFieldPart) && !json.contains("part"); ++i) {
            const std::string part(model::toText(static_cast<model::FieldPart>(i)));
            if (words(part + " of")) {
                json["field"] = Json(); // the order in which conditions are written
                json["part"] = part;
            }
        }
        json["field"] = name("a condition");
        if (!m_failed && words("at"))
            json["path"] = value();
        if (m_failed)
            return;
        const bool negative = words("not within") || words("not older");
        if (negative)
            m_at -= m_text[m_at - 1] == 'n' ? 6 : 5; // back before "within" or "older"
        if (negative || words("within") || (words("older") && rewind(5))) {
            json["op"] = negative ? "not_within" : "within";
            (void)(negative && words("within"));
            json["window"] = window();
        } else if (const auto op = testOp()) {
            json["op"] = model::toText(*op);
            operand(json, *op);
        } else {
            fail("an operator");
        }
        for (const char *match : {"any", "all", "none"})
            if (!m_failed && words(std::string("for ") + match))
                json["match"] = match;
        if (!m_failed && words("ignoring case"))
            json["ignore_case"] = true;
        if (!m_failed && words("in the zone of"))
            json["zone"] = Json::object({{"field", name("the name of a field")}});
        else if (!m_failed && words("in zone"))
            json["zone"] = value();
    }
    bool rewind(std::size_t count) {
        m_at -= count;
        return true;
    }

    // After "in" or "within", or at "older".
    Json window() {
        Json json = Json::object();
        if (words("all time"))
            return json;
        for (const CalendarWords &known : kCalendarWords)
            if (words(known.words)) {
                json["calendar"] = model::toText(known.unit);
                json["offset"] = known.offset;
                return json;
            }
        if (words("calendar")) {
            json["calendar"] = bareWord();
            json["offset"] = value();
            if (!m_failed && words("starting"))
                json["week_starts"] = bareWord();
            return json;
        }
        if (words("an anniversary in the")) {
            json["anniversary"] = bareWord();
            json["days"] = value();
            if (!m_failed && !words("days"))
                fail("days");
            return json;
        }
        if (words("span")) {
            if (words("from"))
                json["from"] = timeText();
            if (!m_failed && words("to"))
                json["to"] = timeText();
            if (!m_failed && json.empty())
                fail("from or to");
            return json;
        }
        const char *kind = words("the last")     ? "last"
                           : words("the next")   ? "next"
                           : words("older than") ? "older_than"
                                                 : nullptr;
        if (!kind) {
            fail("a span of time");
            return json;
        }
        json[kind] = value();
        if (m_failed)
            return json;
        skipBlanks();
        const std::size_t start = m_at;
        const std::string unit = bareWord();
        if (!model::timeUnitFromText(unit)) {
            m_at = start;
            fail("minutes, hours, days, weeks, months or years");
        }
        json["unit"] = unit;
        return json;
    }
    Json timeText() {
        if (peek() == '"')
            return jsonHere();
        const std::size_t start = m_at; // 2026-11-21T10:00:00+01:00 without quotes
        while (m_at < m_text.size() && (isWordPart(m_text[m_at]) || m_text[m_at] == '-' ||
                                        m_text[m_at] == ':' || m_text[m_at] == '+'))
            ++m_at;
        if (m_at == start)
            fail("a time");
        return std::string(m_text.substr(start, m_at - start));
    }

    void eventName(Json &json) override {
        if (!words("anything"))
            json["name"] = name("the name of an event");
        if (!m_failed && words("of dataset"))
            json["dataset"] = name("the name of a dataset");
    }
    void eventWhere(Json &json) override { where(json); }
    void eventWindow(Json &json) override {
        if (!m_failed && (words("in") || (words("older") && rewind(5))))
            json["window"] = window();
        if (json.contains("window") && json["window"].empty())
            json.erase("window");
    }
    void where(Json &json) {
        if (m_failed || !words("where"))
            return;
        expect("(");
        Json tests = Json::array();
        do {
            Json test = Json::object();
            if (!m_failed)
                fieldTest(test);
            tests.push_back(std::move(test));
        } while (!m_failed && symbol(","));
        expect(")");
        json["where"] = std::move(tests);
    }
    Json event(bool did) {
        Json json = Json::object();
        json["type"] = "event";
        eventName(json);
        json["do"] = did ? "did" : "did_not";
        if (!m_failed)
            aggregate(json);
        eventWindow(json);
        where(json);
        return json;
    }
    void aggregate(Json &json) {
        Json test = Json::object();
        const char *times = words("at least")  ? ">="
                            : words("at most") ? "<="
                            : words("exactly") ? "="
                                               : nullptr;
        if (times) {
            test["of"] = "count";
            test["op"] = times;
            test["value"] = value();
            if (!m_failed && !words("times") && !words("time"))
                fail("times");
        } else if (words("with")) {
            const std::size_t start = m_at;
            const std::string of = bareWord();
            test["of"] = of;
            if (of.empty()) {
                m_at = start;
                fail("count, sum, avg, min, max or distinct");
            }
            if (!m_failed && words("of"))
                test["field"] = name("the name of a property");
            const auto op = m_failed ? std::nullopt : testOp();
            if (op) {
                test["op"] = model::toText(*op);
                operand(test, *op);
            } else {
                fail("an operator");
            }
        } else {
            return;
        }
        json["aggregate"] = std::move(test);
    }
    Json recency(const char *which) {
        Json json = Json::object();
        json["type"] = "recency";
        eventName(json);
        json["which"] = which;
        if (!m_failed && (words("in") || (words("older") && rewind(5))))
            json["window"] = window();
        else
            fail("in or older than");
        where(json);
        return json;
    }

private:
    int m_depth = 0;
};

} // namespace

Result<model::SegmentRule> ruleFromText(std::string_view text) { return Parser(text).parse(); }

Result<Json> traitFromText(std::string_view text) {
    Parser parser(text);
    Json formula = parseTrait(parser);
    TRY(parser.finish("the end"));
    return formula;
}

} // namespace audience::segment
