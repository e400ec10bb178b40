// The family "message": what happened to the emails a person got, counted and dated by the kernels that serve
// events.
#include "engine/event_condition.h"
#include "model/ledger_condition.h"
#include "segment/fact_names.h"
#include "segment/fact_plan.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/resolve_time.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

#include <algorithm>

namespace audience::segment {

using model::MessageCondition;
using model::TestOp;
using Which = MessageCondition::Which;
using Of = MessageCondition::Of;

namespace {

// Engaged is who opened, as far as one can tell, or clicked.
std::vector<std::string> namesOf(const std::string &what) {
    return what == "engaged" ? std::vector<std::string>{"opened", "clicked"} : std::vector<std::string>{what};
}

class Selection {
public:
    Selection(CompileContext &context, const engine::EventSource &source, const std::string &path)
        : m_context(context), m_source(source), m_path(path) {}

    void test(const char *field, TestOp op, std::vector<Json> values, const char *member) {
        model::FieldTest test;
        test.op = op;
        test.values = std::move(values);
        this->test(field, std::move(test), member);
    }
    void test(const char *field, model::FieldTest test, const char *member) {
        test.field = field;
        const auto column = std::find_if(m_source.fields.begin(), m_source.fields.end(),
                                         [&](const engine::Field &one) { return one.name == field; });
        auto predicate = column == m_source.fields.end()
                             ? std::nullopt
                             : lowerField(test, *column, m_path + '/' + member, m_context.options, m_context.findings);
        m_fine = m_fine && predicate;
        if (predicate)
            selection.where.push_back(std::move(*predicate));
    }
    bool isFine() const { return m_fine; }
    engine::EventSelection selection;

private:
    CompileContext &m_context;
    const engine::EventSource &m_source;
    const std::string &m_path;
    bool m_fine = true;
};

bool knowsIds(CompileContext &context, const FactPlan &facts, const MessageCondition &read, const std::string &path) {
    const SetResolver &sets = *context.options.sets;
    bool fine = true;
    const auto check = [&](const std::string &id, bool known, const char *finding, const char *member) {
        if (id.empty() || known)
            return;
        report(context.findings, finding, path + '/' + member, {{member, id}});
        fine = false;
    };
    check(read.campaign, sets.hasCampaign(read.campaign), "segment.unknown_campaign", "campaign");
    check(read.emailTemplate, sets.hasTemplate(read.emailTemplate), "segment.unknown_template", "template");
    check(read.topic, facts.column(consentField(read.topic)) != nullptr, "segment.unknown_topic", "topic");
    return fine;
}

std::optional<engine::EventSelection> selectionOf(CompileContext &context, const engine::EventSource &source,
                                                  const MessageCondition &read, const std::string &path) {
    Selection rows(context, source, path);
    for (const std::string &name : namesOf(read.what)) {
        if (std::find(source.names.begin(), source.names.end(), name) == source.names.end()) {
            report(context.findings, "segment.no_message_fact", path + "/what", {{"fact", read.what}});
            return std::nullopt;
        }
        rows.selection.sources.push_back({source.dataset, name});
    }
    const auto span = resolveWindow(read.window, context.options.now, context.options.zone);
    if (!span) {
        report(context.findings, "segment.bad_window", path + "/window");
        return std::nullopt;
    }
    rows.selection.from = span->from;
    rows.selection.to = span->to;
    if (read.what == "opened" || read.what == "engaged")
        if (read.by != "anyone")
            rows.test(kMachineField, read.by == "machine" ? TestOp::IsTrue : TestOp::IsFalse, {}, "by");
    if (!read.bounce.empty())
        rows.test(kHardField, read.bounce == "hard" ? TestOp::IsTrue : TestOp::IsFalse, {}, "bounce");
    if (!read.campaign.empty())
        rows.test(kCampaignField, TestOp::Equal, {Json(read.campaign)}, "campaign");
    else
        rows.test(kPracticeField, TestOp::IsFalse, {}, "what"); // what nobody got, unless that very practice is asked about
    if (!read.emailTemplate.empty())
        rows.test(kTemplateField, TestOp::Equal, {Json(read.emailTemplate)}, "template");
    if (!read.topic.empty())
        rows.test(kTopicsField, TestOp::Contains, {Json('\n' + read.topic + '\n')}, "topic");
    if (read.link)
        rows.test(kLinkField, *read.link, "link");
    return rows.isFine() ? std::optional(std::move(rows.selection)) : std::nullopt;
}

ConditionPtr compileMessage(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readMessage(json, path, context.findings);
    auto facts = read ? FactPlan::begin(context, "message", path) : std::nullopt;
    const engine::EventSource *source = facts ? facts->facts().source(kMessages) : nullptr;
    if (facts && !source)
        report(context.findings, "segment.no_facts", path);
    if (!source || !knowsIds(context, *facts, *read, path))
        return nullptr;
    auto selection = selectionOf(context, *source, *read, path);
    if (!selection)
        return nullptr;
    if (read->which == Which::First || read->which == Which::Last) {
        const auto edge = read->which == Which::First ? engine::EdgeCondition::Edge::First : engine::EdgeCondition::Edge::Last;
        facts->add(std::make_shared<engine::EdgeCondition>(std::move(*selection), edge));
        return facts->finish("email " + read->what);
    }
    engine::NumberTest test;
    test.low = engine::NumberTest::End{Decimal{1, 0}, true};
    auto aggregate = engine::Aggregate::Count;
    std::string field;
    if (read->count) {
        const auto wanted = numberTest(read->count->op, read->count->values, path + "/count", context.findings);
        if (!wanted)
            return nullptr;
        test = *wanted;
        field = read->count->of == Of::Times       ? ""
                : read->count->of == Of::Campaigns ? kCampaignField
                : read->count->of == Of::Links     ? kLinkField
                                                   : kMessageField;
        aggregate = field.empty() ? engine::Aggregate::Count : engine::Aggregate::Distinct;
    }
    test.negated = test.negated == (read->which == Which::Did);
    facts->add(std::make_shared<engine::AggregateCondition>(std::move(*selection), aggregate, std::move(field), std::move(test)));
    return facts->finish("email " + read->what);
}

// --- text ---

std::optional<std::string> printMessage(const Json &json) {
    model::Findings findings;
    const auto read = model::readMessage(json, {}, findings);
    if (!read)
        return std::nullopt;
    const auto id = [](const char *words, const std::string &id) {
        return id.empty() ? std::string() : words + dumpJson(Json(id));
    };
    std::string text = read->which == Which::DidNot  ? "message not "
                       : read->which == Which::First ? "message first "
                       : read->which == Which::Last  ? "message last "
                                                     : "message ";
    text += read->what + (read->by.empty() ? "" : " by " + read->by) + (read->bounce.empty() ? "" : ' ' + read->bounce);
    text += id(" of campaign ", read->campaign) + id(" of template ", read->emailTemplate) + id(" of topic ", read->topic);
    if (read->link) {
        const auto test = textTestText(*read->link);
        if (!test)
            return std::nullopt;
        text += " link " + *test;
    }
    if (read->count)
        text += " with " + std::string(toText(read->count->of)) + ' ' + std::string(wordsOf(read->count->op)) +
                operandText(read->count->op, read->count->values);
    return read->window.kind == model::Window::Kind::AllTime ? text : text + ' ' + windowText(read->window, "in");
}

void parseOf(RuleReader &reader, Json &json) {
    for (const char *member : {"campaign", "template", "topic"})
        if (!reader.failed() && reader.words(std::string("of ") + member))
            json[member] = reader.name("an id");
}

std::optional<Json> parseMessage(RuleReader &reader) {
    const std::size_t start = reader.position();
    if (!reader.words("message"))
        return std::nullopt;
    Json json = Json::object({{"type", "message"}});
    const bool isNot = reader.words("not");
    for (const char *which : {"first", "last"})
        if (!isNot && !json.contains("which") && reader.words(which))
            json["which"] = which;
    for (const std::string &what : model::messageFacts())
        if (!json.contains("what") && reader.words(what))
            json["what"] = what;
    if (!json.contains("what")) {
        reader.goBack(start); // a field of that name
        return std::nullopt;
    }
    if (isNot)
        json["do"] = "did_not";
    if (reader.words("by"))
        json["by"] = reader.name("person, machine or anyone");
    for (const char *bounce : {"hard", "soft"})
        if (!reader.failed() && !json.contains("bounce") && reader.words(bounce))
            json["bounce"] = bounce;
    parseOf(reader, json);
    if (!reader.failed() && reader.words("link"))
        json["link"] = parseTextTest(reader);
    if (!reader.failed() && reader.words("with")) {
        Json count = Json::object({{"of", reader.name("emails, times, campaigns or links")}});
        if (!reader.failed())
            reader.comparison(count);
        json["count"] = std::move(count);
    }
    if (!reader.failed())
        reader.eventWindow(json);
    return json;
}

} // namespace

ConditionFamily messageFamily() {
    return {"message", compileMessage, [](const engine::Condition &c) { return describeFacts(c, "message"); },
            prepareFacts, writeFacts, printMessage, parseMessage};
}

} // namespace audience::segment
