// From a rule to a plan: names become columns, values become ranges in the column's own units, relative
// times become instants. Findings carry the path of the part at fault.
#pragma once

#include "engine/key_source.h"
#include "engine/person_values.h"
#include "engine/plan.h"
#include "model/segment_rule.h"
#include "model/workspace_definition.h"

#include <optional>

namespace audience::segment {

// Where rules find the sets that they name. Thread-safe for as long as a compilation takes.
class SetResolver {
public:
    virtual ~SetResolver() = default;
    // Nothing when there is none of that id.
    virtual std::optional<model::SegmentRule> segment(const std::string &id) const = 0;
    virtual std::shared_ptr<const engine::KeySource> list(const std::string &id) const = 0;
    // A reading query whose rows are keys. Errors are told at the condition; "segment.no_queries" by default.
    virtual Result<std::shared_ptr<const engine::KeySource>> query(const std::string &) const {
        return Error(ErrorKind::Invalid, "segment.no_queries");
    }
    // What a purchase is; nothing when nobody has said.
    virtual std::optional<model::WorkspaceDefinition> definition() const { return std::nullopt; }
    virtual std::optional<Json> trait(const std::string &) const { return std::nullopt; } // its formula
    // What the workspace's ledgers know of the same people, named as in segment/fact_names.h; nothing: there
    // are no ledgers.
    virtual std::shared_ptr<const engine::Snapshot> facts() const { return nullptr; }
    virtual bool hasCampaign(const std::string &) const { return false; }
    virtual bool hasTemplate(const std::string &) const { return false; }
};

// "Now" and the zone in which dates without one are meant. Whoever counts while a person types rounds
// `now` down to the minute, so that answers to unchanged conditions stay valid.
struct CompileOptions {
    Instant now;
    std::string zone = "UTC";
    const SetResolver *sets = nullptr; // absent: there are no other segments and no lists
    std::string id = {};               // of the rule itself, so that a cycle through it is seen
};

struct Compilation {
    std::optional<engine::Plan> plan; // absent when there are error findings
    model::Findings findings;
};

Compilation compile(const model::SegmentRule &rule, const engine::Schema &schema,
                    const CompileOptions &options);

// Whether a formula can be a trait under this name, and of which type it is then.
struct TraitCheck {
    std::optional<engine::Field> field;
    std::shared_ptr<const engine::PersonValues> values; // with `field`
    model::Findings findings;
};
TraitCheck checkTrait(const Json &formula, const std::string &name, const engine::Schema &schema,
                      const CompileOptions &options);

// The values of a saved trait ("trait:ltv"), person by person. Errors: the first finding of its formula.
Result<std::shared_ptr<const engine::PersonValues>> traitValues(const std::string &field, const engine::Schema &schema,
                                                                const CompileOptions &options);

// The first error finding as an error of the same id, with its path as an argument.
Error asError(const model::Findings &findings);

} // namespace audience::segment
