// The keys of the rules, of the overlap and of the history of a segment, as Settings > Shortcuts tells them. Main thread.
#pragma once

namespace audience::ui {

// Whoever listens to one of them declares them first; more than once does no harm.
void declareSegmentKeys();

} // namespace audience::ui
