// The families "consent", "suppressed" and "reachable": what the consent ledger and the suppression list say.
#include "model/ledger_condition.h"
#include "segment/fact_names.h"
#include "segment/fact_plan.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/rule_writing.h"

namespace audience::segment {

namespace {

const engine::Field *topicField(CompileContext &context, const FactPlan &facts, const std::string &topic,
                                const std::string &field, const std::string &path) {
    const engine::Field *column = facts.column(field);
    if (!column)
        report(context.findings, "segment.unknown_topic", path, {{"topic", topic}});
    return column;
}

std::string quoted(const std::string &text) { return dumpJson(Json(text)); }

std::string windowSuffix(const model::Window &window) {
    return window.kind == model::Window::Kind::AllTime ? std::string() : ' ' + windowText(window, "in");
}

// "(a, b)" of names.
Json parseNames(RuleReader &reader, std::string_view expected) {
    Json names = Json::array();
    reader.expect("(");
    do {
        names.push_back(reader.failed() ? std::string() : reader.name(expected));
    } while (!reader.failed() && reader.symbol(","));
    reader.expect(")");
    return names;
}

std::string namesText(const std::vector<std::string> &names) {
    std::string text = "(";
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : ", ") + quoted(names[i]);
    return text + ")";
}

// --- consent ---

ConditionPtr compileConsent(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readConsent(json, path, context.findings);
    auto facts = read ? FactPlan::begin(context, "consent", path) : std::nullopt;
    if (!facts)
        return nullptr;
    const engine::Field *state = topicField(context, *facts, read->topic, consentField(read->topic), path + "/topic");
    const engine::Field *time = facts->column(consentTimeField(read->topic));
    const engine::Field *source = facts->column(consentSourceField(read->topic));
    if (!state || !time || !source)
        return nullptr;
    bool fine = facts->test(*state, model::TestOp::Equal, {Json(std::string(toText(read->state)))}, path + "/state");
    if (read->source)
        fine = facts->test(*source, *read->source, path + "/source") && fine;
    fine = facts->within(*time, read->window, path) && fine;
    return fine ? facts->finish("consent to " + read->topic) : nullptr;
}

std::optional<std::string> printConsent(const Json &json) {
    model::Findings findings;
    const auto read = model::readConsent(json, {}, findings);
    if (!read)
        return std::nullopt;
    std::string source;
    if (read->source) {
        const auto test = textTestText(*read->source);
        if (!test)
            return std::nullopt;
        source = " through " + *test;
    }
    return "consent to " + quoted(read->topic) + ' ' + std::string(toText(read->state)) + source + windowSuffix(read->window);
}

std::optional<Json> parseConsent(RuleReader &reader) {
    if (!reader.words("consent to"))
        return std::nullopt;
    Json json = Json::object({{"type", "consent"}, {"topic", reader.name("the key of a topic")}});
    for (const char *state : {"opted_in", "opted_out", "unknown"})
        if (!reader.failed() && !json.contains("state") && reader.words(state))
            json["state"] = state;
    if (!reader.failed() && !json.contains("state"))
        reader.fail("opted_in, opted_out or unknown");
    if (!reader.failed() && reader.words("through"))
        json["source"] = parseTextTest(reader);
    if (!reader.failed())
        reader.eventWindow(json);
    return json;
}

// --- suppressed ---

ConditionPtr compileSuppressed(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readSuppressed(json, path, context.findings);
    auto facts = read ? FactPlan::begin(context, "suppressed", path) : std::nullopt;
    if (!facts)
        return nullptr;
    const engine::Field *reason = facts->column(kSuppressedField);
    const engine::Field *time = facts->column(kSuppressedTimeField);
    if (!reason || !time) {
        report(context.findings, "segment.no_facts", path);
        return nullptr;
    }
    std::vector<Json> reasons;
    for (const std::string &one : read->reasons)
        reasons.emplace_back(one);
    bool fine = reasons.empty() ? facts->test(*reason, model::TestOp::IsNotEmpty, {}, path)
                                : facts->test(*reason, model::TestOp::In, std::move(reasons), path + "/reasons");
    fine = facts->within(*time, read->window, path) && fine;
    return fine ? facts->finish("suppressed") : nullptr;
}

std::optional<std::string> printSuppressed(const Json &json) {
    model::Findings findings;
    const auto read = model::readSuppressed(json, {}, findings);
    if (!read)
        return std::nullopt;
    return "is suppressed" + (read->reasons.empty() ? std::string() : " for " + namesText(read->reasons)) + windowSuffix(read->window);
}

std::optional<Json> parseSuppressed(RuleReader &reader) {
    if (!reader.words("is suppressed"))
        return std::nullopt;
    Json json = Json::object({{"type", "suppressed"}});
    if (reader.words("for"))
        json["reasons"] = parseNames(reader, "a reason");
    if (!reader.failed())
        reader.eventWindow(json);
    return json;
}

// --- reachable ---

ConditionPtr compileReachable(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readReachable(json, path, context.findings);
    auto facts = read ? FactPlan::begin(context, "reachable", path) : std::nullopt;
    if (!facts)
        return nullptr;
    // The worst of several topics decides, so whoever can be emailed about all can be about each.
    const std::vector<std::string> topics = read->topics.empty() ? std::vector<std::string>{std::string()} : read->topics;
    bool fine = true;
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const std::string at = path + "/topics/" + std::to_string(i);
        const engine::Field *column = topicField(context, *facts, topics[i], reachableField(topics[i]), at);
        fine = column && facts->test(*column, model::TestOp::IsTrue, {}, at) && fine;
    }
    return fine ? facts->finish("reachable") : nullptr;
}

std::optional<std::string> printReachable(const Json &json) {
    model::Findings findings;
    const auto read = model::readReachable(json, {}, findings);
    if (!read)
        return std::nullopt;
    return "is reachable" + (read->topics.empty() ? std::string() : " about " + namesText(read->topics));
}

std::optional<Json> parseReachable(RuleReader &reader) {
    if (!reader.words("is reachable"))
        return std::nullopt;
    Json json = Json::object({{"type", "reachable"}});
    if (reader.words("about"))
        json["topics"] = parseNames(reader, "the key of a topic");
    return json;
}

} // namespace

ConditionFamily consentFamily() {
    return {"consent", compileConsent, [](const engine::Condition &c) { return describeFacts(c, "consent"); },
            prepareFacts, writeFacts, printConsent, parseConsent};
}
ConditionFamily suppressedFamily() {
    return {"suppressed", compileSuppressed, [](const engine::Condition &c) { return describeFacts(c, "suppressed"); },
            prepareFacts, writeFacts, printSuppressed, parseSuppressed};
}
ConditionFamily reachableFamily() {
    return {"reachable", compileReachable, [](const engine::Condition &c) { return describeFacts(c, "reachable"); },
            prepareFacts, writeFacts, printReachable, parseReachable};
}

} // namespace audience::segment
