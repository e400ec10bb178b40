#include "model/segment_condition.h"
#include "segment/condition_family.h"
#include "segment/rule_text.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

#include <algorithm>

namespace audience::segment {

using model::AggregateTest;
using model::FieldTest;
using model::RuleNode;
using model::TestOp;
using model::Window;

static bool isBareWord(std::string_view word) {
    if (word.empty() || isReserved(word))
        return false;
    return isWordStart(word[0]) && std::all_of(word.begin(), word.end(), isWordPart);
}

std::string nameText(const std::string &name) {
    return isBareWord(name) ? name : dumpJson(Json(name));
}

static std::string listText(const std::vector<Json> &values) {
    std::string text = "(";
    for (std::size_t i = 0; i < values.size(); ++i)
        text += (i == 0 ? "" : ", ") + dumpJson(values[i]);
    return text + ")";
}

std::string calendarText(const Window &window) {
    for (const auto &[unit, offset, words] : kCalendarWords)
        if (unit == window.calendar && offset == window.n && window.weekStart == 1)
            return std::string(words);
    return "calendar " + std::string(model::toText(window.calendar)) + ' ' + std::to_string(window.n) +
           (window.weekStart == 1 ? "" : " starting " + std::string(model::weekdayName(window.weekStart)));
}

std::string windowText(const Window &window, std::string_view in) {
    const std::string span =
        std::to_string(window.n) + ' ' + std::string(model::toText(window.unit));
    switch (window.kind) {
    case Window::Kind::AllTime:
        return std::string(in) + " all time";
    case Window::Kind::Last:
        return std::string(in) + " the last " + span;
    case Window::Kind::Next:
        return std::string(in) + " the next " + span;
    case Window::Kind::OlderThan:
        return "older than " + span;
    case Window::Kind::Calendar:
        return std::string(in) + ' ' + calendarText(window);
    case Window::Kind::AnniversaryLast:
        return std::string(in) + " an anniversary in the last " + std::to_string(window.n) + " days";
    case Window::Kind::AnniversaryNext:
        return std::string(in) + " an anniversary in the next " + std::to_string(window.n) + " days";
    case Window::Kind::Between:
        break;
    }
    std::string text(in);
    text += " span";
    if (!window.from.empty())
        text += " from " + dumpJson(Json(window.from));
    if (!window.to.empty())
        text += " to " + dumpJson(Json(window.to));
    return text;
}

std::string operandText(TestOp op, const std::vector<Json> &values) {
    switch (model::operandOf(op)) {
    case model::Operand::One:
        if (!values[0].is_object())
            return ' ' + dumpJson(values[0]);
        return values[0].contains("field") ? " the field " + nameText(jsonText(values[0], "field"))
                                           : " the average of " + nameText(jsonText(values[0], "average_of"));
    case model::Operand::Two:
        return ' ' + dumpJson(values[0]) + " and " + dumpJson(values[1]);
    case model::Operand::List:
        return ' ' + listText(values);
    case model::Operand::None:
    case model::Operand::Window:
        break;
    }
    return {};
}

std::string testText(const FieldTest &test) {
    std::string text = test.part == model::FieldPart::Whole ? "" : std::string(model::toText(test.part)) + " of ";
    text += nameText(test.field) + ' ';
    if (!test.path.empty())
        text += "at " + dumpJson(Json(test.path)) + ' ';
    if (model::operandOf(test.op) == model::Operand::Window)
        text += (test.op == TestOp::NotWithin ? "not " : "") + windowText(test.window, "within");
    else
        text += std::string(wordsOf(test.op)) + operandText(test.op, test.values);
    if (test.match != model::Match::Any)
        text += " for " + std::string(model::toText(test.match));
    text += test.ignoreCase ? " ignoring case" : "";
    if (!test.zoneField.empty())
        return text + " in the zone of " + nameText(test.zoneField);
    return text + (test.zone.empty() ? "" : " in zone " + dumpJson(Json(test.zone)));
}

std::string eventText(const std::string &name, const std::string &dataset) {
    return (name.empty() ? std::string("anything") : nameText(name)) +
           (dataset.empty() ? "" : " of dataset " + nameText(dataset));
}

static std::string aggregateText(const AggregateTest &test) {
    if (test.of == AggregateTest::Of::Count) {
        const std::string_view words = test.op == TestOp::GreaterOrEqual ? "at least"
                                       : test.op == TestOp::LessOrEqual  ? "at most"
                                       : test.op == TestOp::Equal        ? "exactly"
                                                                         : "";
        if (!words.empty())
            return ' ' + std::string(words) + operandText(test.op, test.values) + " times";
    }
    return " with " + std::string(model::toText(test.of)) +
           (test.field.empty() ? "" : " of " + nameText(test.field)) + ' ' +
           std::string(wordsOf(test.op)) + operandText(test.op, test.values);
}

std::string whereText(const std::vector<FieldTest> &where) {
    if (where.empty())
        return {};
    std::string text = " where (";
    for (std::size_t i = 0; i < where.size(); ++i)
        text += (i == 0 ? "" : ", ") + testText(where[i]);
    return text + ")";
}

std::string choiceText(const model::EventChoice &choice) {
    return eventText(choice.name, choice.dataset) +
           (choice.window.kind == Window::Kind::AllTime ? "" : ' ' + windowText(choice.window, "in")) +
           whereText(choice.where);
}

namespace {

std::string conditionText(const Json &json) {
    const std::string raw = "json " + dumpJson(json);
    if (!json.is_object() || json.contains("note"))
        return raw;
    model::Findings findings;
    const std::string type = jsonText(json, "type");
    if (type == "attribute") {
        if (const auto read = model::readAttribute(json, {}, findings))
            return testText(read->test);
    } else if (type == "event") {
        if (const auto read = model::readEvent(json, {}, findings))
            return (read->did ? "did " : "did not ") + eventText(read->name, read->dataset) +
                   (read->aggregate ? aggregateText(*read->aggregate) : "") +
                   (read->window.kind == Window::Kind::AllTime ? "" : ' ' + windowText(read->window, "in")) +
                   whereText(read->where);
    } else if (type == "recency") {
        if (const auto read = model::readRecency(json, {}, findings))
            return (read->first ? "first " : "last ") + eventText(read->name, read->dataset) + ' ' +
                   windowText(read->window, "in") + whereText(read->where);
    } else if (const ConditionFamily *family = familyNamed(type)) {
        return family->print(json).value_or(raw);
    }
    return raw;
}

bool isInfix(const RuleNode &node) {
    return (node.kind == RuleNode::Kind::All || node.kind == RuleNode::Kind::Any) &&
           node.children.size() >= 2 && node.extra.empty();
}

std::string unaryText(const RuleNode &node) {
    return isInfix(node) ? '(' + toText(node) + ')' : toText(node);
}

// `where` lists and values may hold notes and objects that the words would drop.
bool saysAll(const Json &condition) {
    return condition.is_object() && dumpJson(condition).find("\"note\"") == std::string::npos;
}

} // namespace

std::string toText(const RuleNode &node) {
    using Kind = RuleNode::Kind;
    if (node.kind == Kind::Condition)
        return saysAll(node.condition) ? conditionText(node.condition) : "json " + dumpJson(node.condition);
    if (!node.extra.empty())
        return "json " + dumpJson(toJson(node));
    if (node.kind == Kind::Not)
        return "not " + unaryText(node.children[0]);
    if (isInfix(node)) {
        std::string text;
        for (const RuleNode &child : node.children)
            text += (text.empty() ? "" : node.kind == Kind::All ? " and " : " or ") + unaryText(child);
        return text;
    }
    if (node.children.empty() && node.kind != Kind::None)
        return node.kind == Kind::All ? "everybody" : "nobody";
    std::string text = std::string(model::toText(node.kind)) + " of (";
    for (std::size_t i = 0; i < node.children.size(); ++i)
        text += (i == 0 ? "" : ", ") + toText(node.children[i]);
    return text + ")";
}

std::string toText(const model::SegmentRule &rule) { return toText(rule.root); }

} // namespace audience::segment
