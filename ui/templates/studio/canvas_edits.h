// What can be done with the part that is selected, and with what is dropped, as edits of the desk: by keys, by the small
// bar at the part, by dragging. Main thread.
#pragma once

#include "ui/templates/studio/canvas_layout.h"

class QMimeData;

namespace audience::ui {

class BlockDesk;

namespace canvas {

inline constexpr const char *kPartMime = "application/x-audience-part"; // the id, for moving within one email

// A section, column or block; nothing for the page and for an empty selection.
bool isPart(const BlockDesk &desk, const std::string &id);
bool isSection(const BlockDesk &desk, const std::string &id);

void step(BlockDesk *desk, int by); // to the next part in the order of reading
bool canStep(const BlockDesk &desk, int by);
void selectParent(BlockDesk *desk);
void remove(BlockDesk *desk); // then its neighbour is selected
void duplicate(BlockDesk *desk);
void move(BlockDesk *desk, int by); // a block leaves its column at the ends of it, for the next one
// {"block": ...} or {"section": ...} as a drag carries it; a column goes as a section of its own.
Json load(const BlockDesk &desk, const std::string &id);
void insert(BlockDesk *desk, const Json &load, const DropPlace &place, int merge = -1); // as BlockDesk::apply()
void moveTo(BlockDesk *desk, const std::string &id, const DropPlace &place);

} // namespace canvas
} // namespace audience::ui
