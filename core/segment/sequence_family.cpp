#include "engine/sequence_condition.h"

#include "model/sequence_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/resolve_time.h"
#include "segment/rule_writing.h"

#include <algorithm>

namespace audience::segment {

using engine::EventSelection;
using engine::kNoHigh;
using engine::Sequence;

namespace {

// --- compile ---

std::int64_t gapMicros(const std::optional<model::TimeGap> &gap) {
    return gap ? gap->n * microsOf(gap->unit) : kNoHigh;
}

bool shareEvents(const EventSelection &a, const EventSelection &b) {
    return std::any_of(a.sources.begin(), a.sources.end(), [&](const auto &source) {
        return std::find(b.sources.begin(), b.sources.end(), source) != b.sources.end();
    });
}

// The property must be of one type in all steps; false with a finding when it is not.
bool checkSame(CompileContext &context, const Sequence &sequence, const std::string &path) {
    const engine::Field *found = nullptr;
    for (const Sequence::Step &step : sequence.steps) {
        if (step.selection.sources.empty())
            continue;
        const engine::Field *field = context.eventField(step.selection, sequence.same, path);
        if (field && found && !(*field == *found)) {
            report(context.findings, "segment.ambiguous_field", path, {{"field", sequence.same}});
            return false;
        }
        if (!field)
            return false;
        found = field;
    }
    return true;
}

ConditionPtr compileSequence(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readSequence(json, path, context.findings);
    if (!read)
        return nullptr;
    Sequence sequence;
    bool fine = true;
    for (std::size_t i = 0; i < read->steps.size(); ++i) {
        const model::SequenceStep &step = read->steps[i];
        auto selected = context.selection(step.events, path + "/steps/" + std::to_string(i));
        fine = fine && selected;
        if (!selected)
            continue;
        for (const Sequence::Step &other : sequence.steps)
            sequence.strictlyLater = sequence.strictlyLater || shareEvents(other.selection, *selected);
        sequence.steps.push_back({std::move(*selected), gapMicros(step.within)});
    }
    sequence.within = gapMicros(read->within);
    sequence.same = read->same;
    fine = fine && (sequence.same.empty() || checkSame(context, sequence, path + "/same"));
    if (!fine)
        return nullptr;
    if (!read->steps.back().did) {
        sequence.ends = Sequence::Ends::Absent;
    } else if (read->stoppedAt != 0) {
        sequence.ends = Sequence::Ends::Stopped;
        sequence.steps.resize(read->stoppedAt + 1);
    } else if (read->reached != 0) {
        sequence.steps.resize(read->reached);
    }
    return std::make_shared<engine::SequenceCondition>(std::move(sequence));
}

// --- SQL ---

const Sequence *asSequence(const engine::Condition &condition) {
    const auto *found = dynamic_cast<const engine::SequenceCondition *>(&condition);
    return found ? &found->sequence() : nullptr;
}

std::string describeSequence(const engine::Condition &condition) {
    const Sequence *sequence = asSequence(condition);
    if (!sequence)
        return {};
    std::string text = "sequence of";
    for (const Sequence::Step &step : sequence->steps) {
        text += &step == &sequence->steps[0] ? " " : ", then ";
        text += step.selection.sources.empty() ? "no event" : step.selection.sources[0].name;
    }
    return text;
}

std::string stepName(const std::string &name, std::size_t step) { return name + "_step_" + std::to_string(step + 1); }

// "e.member = p.member AND ...": event e follows the chain's event p, in time.
void follows(SqlParts &parts, const Sequence &sequence, std::size_t step) {
    sql::StatementBuilder &sql = parts.sql();
    sql.add("e.member = p.member AND e.moment ").add(sequence.strictlyLater ? ">" : ">=").add(" p.moment");
    if (!sequence.same.empty())
        sql.add(" AND e.property = p.property");
    if (sequence.steps[step].within != kNoHigh)
        sql.add(" AND e.moment - p.moment <= ").value(sequence.steps[step].within);
    if (sequence.within != kNoHigh)
        sql.add(" AND e.moment - p.since <= ").value(sequence.within);
}

// The events with which a chain takes this step: (member, moment[, property], since), `since` the newest
// beginning of such a chain.
Result<void> writeStep(SqlParts &parts, const Sequence &sequence, std::size_t step, const std::string &name) {
    sql::StatementBuilder &sql = parts.sql();
    const std::string property = sequence.same.empty() ? "" : ", e.property";
    sql.add(stepName(name, step)).add(" AS (\n  SELECT e.member, e.moment" + property);
    sql.add(step == 0 ? ", e.moment AS since FROM (" : ", MAX(p.since) AS since FROM (");
    TRY(parts.eventRows(sequence.steps[step].selection, sequence.same, true));
    sql.add(") AS e");
    if (step > 0) {
        sql.add("\n  JOIN " + stepName(name, step - 1) + " AS p ON ");
        follows(parts, sequence, step);
    } else if (!sequence.same.empty()) {
        sql.add(" WHERE e.property IS NOT NULL");
    }
    sql.add("\n  GROUP BY e.member, e.moment" + property + "\n),\n");
    return {};
}

Result<void> prepareSequence(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    const Sequence &sequence = *asSequence(condition);
    const std::size_t steps = sequence.steps.size() - (sequence.ends == Sequence::Ends::Absent ? 1 : 0);
    for (std::size_t step = 0; step < steps; ++step)
        TRY(writeStep(parts, sequence, step, name));
    return {};
}

Result<void> writeSequence(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    const Sequence &sequence = *asSequence(condition);
    const std::size_t last = sequence.steps.size() - 1;
    sql::StatementBuilder &sql = parts.sql();
    if (sequence.ends == Sequence::Ends::Taken) {
        sql.add("SELECT DISTINCT member FROM " + stepName(name, last));
        return {};
    }
    sql.add("SELECT DISTINCT p.member FROM " + stepName(name, last - 1) + " AS p");
    if (sequence.ends == Sequence::Ends::Stopped) {
        sql.add(" WHERE p.member NOT IN (SELECT member FROM " + stepName(name, last) + ")");
        return {};
    }
    sql.add("\n  WHERE NOT EXISTS (SELECT 1 FROM (");
    TRY(parts.eventRows(sequence.steps[last].selection, sequence.same, true));
    sql.add(") AS e WHERE ");
    follows(parts, sequence, last);
    sql.add(")");
    return {};
}

// --- text ---

std::string limitText(const std::optional<model::TimeGap> &gap, std::string_view before) {
    return gap ? std::string(before) + gapText(*gap) : "";
}

std::optional<std::string> printSequence(const Json &json) {
    model::Findings findings;
    const auto read = model::readSequence(json, {}, findings);
    if (!read)
        return std::nullopt;
    std::string text = "sequence (";
    for (const model::SequenceStep &step : read->steps) {
        text += &step == &read->steps[0] ? "" : " then ";
        text += (step.did ? "" : "not ") + eventText(step.events.name, step.events.dataset) +
                limitText(step.within, " within ");
        if (step.events.window.kind != model::Window::Kind::AllTime)
            text += ' ' + windowText(step.events.window, "in");
        text += whereText(step.events.where);
    }
    text += ")" + limitText(read->within, " all within ");
    if (!read->same.empty())
        text += " with the same " + nameText(read->same);
    if (read->reached != 0)
        text += " reached step " + std::to_string(read->reached);
    if (read->stoppedAt != 0)
        text += " stopped at step " + std::to_string(read->stoppedAt);
    return text;
}

Json parseStep(RuleReader &reader) {
    Json step = Json::object();
    const bool absent = reader.words("not");
    reader.eventName(step);
    if (!reader.failed() && reader.words("within"))
        step["within"] = parseGap(reader);
    reader.eventWindow(step);
    reader.eventWhere(step);
    if (absent)
        step["do"] = "did_not";
    return step;
}

std::optional<Json> parseSequence(RuleReader &reader) {
    const std::size_t start = reader.position();
    if (!reader.words("sequence") || !reader.symbol("(")) {
        reader.goBack(start);
        return std::nullopt;
    }
    Json steps = Json::array();
    do {
        steps.push_back(parseStep(reader));
    } while (!reader.failed() && reader.words("then"));
    reader.expect(")");
    Json json = Json::object({{"type", "sequence"}, {"steps", std::move(steps)}});
    if (!reader.failed() && reader.words("all within"))
        json["within"] = parseGap(reader);
    if (!reader.failed() && reader.words("with the same"))
        json["same"] = reader.name("the name of a property");
    if (!reader.failed() && reader.words("reached step"))
        json["reached"] = reader.value();
    else if (!reader.failed() && reader.words("stopped at step"))
        json["stopped_at"] = reader.value();
    return json;
}

} // namespace

std::string gapText(const model::TimeGap &gap) { return std::to_string(gap.n) + ' ' + std::string(model::toText(gap.unit)); }

Json parseGap(RuleReader &reader) {
    Json gap = Json::object();
    gap["n"] = reader.value();
    for (const auto unit : {model::TimeUnit::Minutes, model::TimeUnit::Hours, model::TimeUnit::Days,
                            model::TimeUnit::Weeks})
        if (!reader.failed() && !gap.contains("unit") && reader.words(model::toText(unit)))
            gap["unit"] = model::toText(unit);
    if (!gap.contains("unit"))
        reader.fail("minutes, hours, days or weeks");
    return gap;
}

ConditionFamily sequenceFamily() {
    return {"sequence",     compileSequence, describeSequence, prepareSequence,
            writeSequence, printSequence,   parseSequence};
}

} // namespace audience::segment
