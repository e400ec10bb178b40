#include "model/ledger_condition.h"

#include "model/condition_reader.h"

#include <algorithm>

namespace audience::model {

namespace {

using State = ConsentCondition::State;
using Which = MessageCondition::Which;
using Of = MessageCondition::Of;

// One of the words, or nothing where the member is absent; false with a finding when it is something else.
bool readWord(const Json &json, const char *name, const std::vector<std::string> &words, const std::string &path,
              std::string &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    if (member->is_string() && std::find(words.begin(), words.end(), member->get_ref<const std::string &>()) != words.end()) {
        to = member->get<std::string>();
        return true;
    }
    std::string choices;
    for (const std::string &word : words)
        choices += (choices.empty() ? "" : ", ") + word;
    report(out, "segment.unknown_word", path + '/' + name,
           {{"word", member->is_string() ? member->get<std::string>() : dumpJson(*member)}, {"words", choices}});
    return false;
}

// A text that is not empty, or a whole number as text.
bool readId(const Json &json, const char *name, const std::string &path, std::string &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    if (member->is_number_integer())
        to = dumpJson(*member);
    else if (member->is_string())
        to = member->get<std::string>();
    if (!to.empty())
        return true;
    report(out, "segment.id_expected", path + '/' + name);
    return false;
}

// {"op": "contains", "value": "spring"}
bool readTextTest(const Json &json, const char *name, const std::string &path, std::optional<FieldTest> &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    const std::string at = path + '/' + name;
    if (!member->is_object()) {
        report(out, "segment.value_expected", at);
        return false;
    }
    if (!knowsAll(*member, {"op", "value", "values", "ignore_case"}, at, out))
        return false;
    Json test = *member;
    test["field"] = name;
    to = readFieldTest(test, false, at, out);
    return to.has_value();
}

bool readTexts(const Json &json, const char *name, const std::string &path, std::vector<std::string> &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    bool fine = member->is_array();
    for (std::size_t i = 0; fine && i < member->size(); ++i) {
        fine = (*member)[i].is_string();
        if (fine)
            to.push_back((*member)[i].get<std::string>());
    }
    if (!fine)
        report(out, "segment.values_expected", path + '/' + name, {{"count", "any"}});
    return fine;
}

bool readSpan(const Json &json, const std::string &path, Window &to, Findings &out) {
    const auto window = readWindowMember(json, path, out);
    if (window)
        to = *window;
    return window.has_value();
}

bool isCountOp(TestOp op) {
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

bool readCount(const Json &json, const std::string &path, std::optional<MessageCondition::Count> &to, Findings &out) {
    const Json *count = jsonMember(json, "count");
    if (!count)
        return true;
    const std::string at = path + "/count";
    if (!count->is_object()) {
        report(out, "segment.value_expected", at);
        return false;
    }
    MessageCondition::Count read;
    std::string of = "emails";
    const auto op = readOp(*count, at, out);
    bool fine = readWord(*count, "of", {"emails", "times", "campaigns", "links"}, at, of, out) && op;
    for (const Of known : {Of::Emails, Of::Times, Of::Campaigns, Of::Links})
        if (toText(known) == of)
            read.of = known;
    if (op && !isCountOp(*op)) {
        report(out, "segment.unknown_op", at + "/op", {{"op", std::string(toText(*op))}});
        fine = false;
    }
    if (!fine)
        return false;
    read.op = *op;
    const char *operand = positiveOf(*op) == TestOp::Between ? "values" : "value";
    if (!knowsAll(*count, {"of", "op", operand}, at, out) || !readValues(*count, *op, at, read.values, out))
        return false;
    to = std::move(read);
    return true;
}

// What only some facts have: who opened, how it bounced, which link.
bool fitsFact(const Json &json, const MessageCondition &condition, const std::string &path, Findings &out) {
    const auto only = [&](const char *member, bool fits) {
        if (fits || !json.contains(member))
            return true;
        report(out, "segment.not_of_fact", path + '/' + member, {{"member", member}, {"fact", condition.what}});
        return false;
    };
    bool fine = only("by", condition.what == "opened");
    fine = only("bounce", condition.what == "bounced") && fine;
    fine = only("link", condition.what == "clicked") && fine;
    if (condition.count && condition.count->of == Of::Links && condition.what != "clicked") {
        report(out, "segment.not_of_fact", path + "/count/of", {{"member", "links"}, {"fact", condition.what}});
        fine = false;
    }
    const bool isEdge = condition.which == Which::First || condition.which == Which::Last;
    return only("count", !isEdge) && fine;
}

} // namespace

std::string_view toText(State state) {
    switch (state) {
    case State::OptedIn:
        return "opted_in";
    case State::OptedOut:
        return "opted_out";
    case State::Unknown:
        break;
    }
    return "unknown";
}

std::string_view toText(Of of) {
    switch (of) {
    case Of::Emails:
        return "emails";
    case Of::Times:
        return "times";
    case Of::Campaigns:
        return "campaigns";
    case Of::Links:
        break;
    }
    return "links";
}

const std::vector<std::string> &suppressionReasons() {
    static const std::vector<std::string> reasons{"bounce", "complaint", "unsubscribe", "manual", "import", "account"};
    return reasons;
}

const std::vector<std::string> &messageFacts() {
    static const std::vector<std::string> facts{"sent",    "delivered",  "opened",       "clicked",  "engaged",
                                                "bounced", "complained", "unsubscribed", "converted"};
    return facts;
}

std::optional<ConsentCondition> readConsent(const Json &json, const std::string &path, Findings &out) {
    ConsentCondition condition;
    std::string state(toText(State::OptedIn));
    bool fine = knowsAll(json, {"type", "topic", "state", "source", "window"}, path, out);
    fine = readId(json, "topic", path, condition.topic, out) && fine;
    if (fine && condition.topic.empty()) {
        report(out, "segment.id_expected", path + "/topic");
        fine = false;
    }
    fine = readWord(json, "state", {"opted_in", "opted_out", "unknown"}, path, state, out) && fine;
    for (const State known : {State::OptedIn, State::OptedOut, State::Unknown})
        if (toText(known) == state)
            condition.state = known;
    fine = readTextTest(json, "source", path, condition.source, out) && fine;
    fine = readSpan(json, path, condition.window, out) && fine;
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<SuppressedCondition> readSuppressed(const Json &json, const std::string &path, Findings &out) {
    SuppressedCondition condition;
    bool fine = knowsAll(json, {"type", "reasons", "window"}, path, out);
    fine = readTexts(json, "reasons", path, condition.reasons, out) && fine;
    for (std::size_t i = 0; i < condition.reasons.size(); ++i) {
        const Json one = Json::object({{"reason", condition.reasons[i]}});
        std::string known;
        const std::size_t before = out.size();
        fine = readWord(one, "reason", suppressionReasons(), path, known, out) && fine;
        if (out.size() > before)
            out.back().path = path + "/reasons/" + std::to_string(i);
    }
    fine = readSpan(json, path, condition.window, out) && fine;
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<ReachableCondition> readReachable(const Json &json, const std::string &path, Findings &out) {
    ReachableCondition condition;
    bool fine = knowsAll(json, {"type", "topics"}, path, out);
    fine = readTexts(json, "topics", path, condition.topics, out) && fine;
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<MessageCondition> readMessage(const Json &json, const std::string &path, Findings &out) {
    MessageCondition condition;
    bool fine = knowsAll(json, {"type", "what", "do", "which", "by", "bounce", "campaign", "template", "topic", "link", "count", "window"},
                         path, out);
    std::string performed = "did", which;
    fine = readWord(json, "what", messageFacts(), path, condition.what, out) && fine;
    if (fine && condition.what.empty()) {
        report(out, "segment.value_expected", path + "/what");
        fine = false;
    }
    fine = readWord(json, "do", {"did", "did_not"}, path, performed, out) && fine;
    fine = readWord(json, "which", {"first", "last"}, path, which, out) && fine;
    if (!which.empty() && json.contains("do")) {
        report(out, "segment.unknown_member", path + "/do", {{"member", "do"}});
        fine = false;
    }
    condition.which = which == "first"         ? Which::First
                      : which == "last"        ? Which::Last
                      : performed == "did_not" ? Which::DidNot
                                               : Which::Did;
    fine = readWord(json, "by", {"person", "machine", "anyone"}, path, condition.by, out) && fine;
    fine = readWord(json, "bounce", {"hard", "soft"}, path, condition.bounce, out) && fine;
    fine = readId(json, "campaign", path, condition.campaign, out) && fine;
    fine = readId(json, "template", path, condition.emailTemplate, out) && fine;
    fine = readId(json, "topic", path, condition.topic, out) && fine;
    fine = readTextTest(json, "link", path, condition.link, out) && fine;
    fine = readCount(json, path, condition.count, out) && fine;
    fine = readSpan(json, path, condition.window, out) && fine;
    if (!fine || !fitsFact(json, condition, path, out))
        return std::nullopt;
    return condition;
}

} // namespace audience::model
