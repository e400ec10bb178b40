// The datasets of a workspace as an engine snapshot: the profiles' rows by ordinal, each event name as a
// partition in order of time. Columns are read from chunks when a condition first asks for them.
#pragma once

#include "engine/snapshot.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <memory>

namespace audience::workspace {

// Another number whenever any dataset has other rows, or the links between them change.
Result<std::uint64_t> dataGeneration(const Workspace &workspace);

// Which columns of the datasets hold values of a column of another. Kept with the workspace.
Result<std::vector<engine::TableLink>> datasetLinks(const Workspace &workspace);
Result<void> setDatasetLinks(Workspace &workspace, const std::vector<engine::TableLink> &links);

// A null pointer when there is no dataset of profiles yet. The snapshot keeps its generation's chunks
// from being purged and must not outlive the workspace. What `previous`, a snapshot of the same
// workspace, has loaded is kept where the data are the same, and events that were appended since are
// put in beside what it has. Events outlast a change of people, unless somebody who had events but no
// profile has got one. Errors: those of reading datasets.
Result<std::shared_ptr<const engine::Snapshot>>
loadSnapshot(const Workspace &workspace, const std::shared_ptr<const engine::Snapshot> &previous = nullptr);

} // namespace audience::workspace
