// Pictures of every page in both themes, for the documents and for judging the work by eye.
#pragma once

#include "app/gui/workbench.h"

namespace audience::gui {

// Writes <page>-<light|dark>.png into `directory`; gives the number of pictures, or an error when a
// page did not come to rest or a picture could not be written.
Result<int> takeShots(Workbench &workbench, const QString &directory);

} // namespace audience::gui
