// local_time(instant, zone, otherwise): the time on the wall as YYYY-MM-DDTHH:MM:SS, of an instant in
// microseconds or ISO text; `otherwise` is the zone where the first is null or unknown. Deterministic and
// innocuous. Not in the loadable extension, which comes without a library of zones.
#pragma once

#include "store/connection.h"

namespace audience::store {

Result<void> registerZoneFunctions(const Connection &connection);

} // namespace audience::store
