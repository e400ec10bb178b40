#include "service/member_columns.h"

#include "model/trait.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/session.h"

namespace audience::service {

Result<std::shared_ptr<const engine::DenseColumn>> memberColumn(Session &session, const People &people, const std::string &name,
                                                                const CancelToken &cancel) {
    if (people.hasField(name) || !name.starts_with(model::kTraitPrefix))
        return people.column(name);
    const SavedSets sets(session);
    TRY_ASSIGN(const auto values,
               segment::traitValues(name, people.snapshot().schema(), {countingNow(session), workspaceZone(session), &sets}));
    return session.evaluator().values(*values, people.snapshot(), cancel);
}

} // namespace audience::service
