// What a condition family writes its SQL with. Internal.
#pragma once

#include "engine/event_condition.h"
#include "engine/plan.h"
#include "segment/rule_sql.h"

namespace audience::segment {

class SqlParts {
public:
    virtual ~SqlParts() = default;
    virtual sql::StatementBuilder &sql() = 0;
    virtual const SqlNames &names() const = 0;
    virtual const engine::Schema &schema() const = 0;

    // SELECT key AS member FROM profiles
    virtual void selectMembers() = 0;
    // The selected events as rows (member[, property][, moment]); `moment` in microseconds, a whole number.
    virtual Result<void> eventRows(const engine::EventSelection &selection, const std::string &field,
                                   bool withTime) = 0;
    virtual engine::Field propertyOf(const engine::EventSelection &selection, const std::string &field) const = 0;
    // An attribute as it compares and sorts.
    virtual void attribute(const std::string &field) = 0;
    // A nested plan: first its CTEs (each ended by a comma), then who meets it as a test on the key.
    virtual Result<void> conditions(const engine::Plan &plan, const std::string &prefix) = 0;
    virtual void meets(const engine::Plan &plan, const std::string &prefix) = 0;
};

// COUNT(*), SUM(property), ... as an exact integer where the property is one when scaled.
std::string aggregateSql(engine::Aggregate aggregate, const engine::Field &property);

} // namespace audience::segment
