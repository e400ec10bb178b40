#include "service/member_columns.h"

#include "model/trait.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/session.h"

namespace audience::service {

Result<std::shared_ptr<const engine::DenseColumn>> memberColumn(Session &session, const People &people, const std::string &name) {
    if (people.hasField(name) || !name.starts_with(model::kTraitPrefix))
        return people.column(name);
    const SavedSets sets(session);
    TRY_ASSIGN(const auto values,
               segment::traitValues(name, people.snapshot().schema(), {countingNow(session), workspaceZone(session), &sets}));
    const std::string key = values->key() + '\n' + values->versions(people.snapshot());
    if (auto kept = session.rowCache().traits.find(key))
        return kept;
    engine::ScratchPool scratch;
    TRY_ASSIGN(engine::DenseColumn column, values->compute({people.snapshot(), scratch, session.evaluator(), {}, 1}));
    return session.rowCache().traits.put(key, std::move(column));
}

} // namespace audience::service
