// The two kinds of entries that become data, each in one transaction. Private to service.
#pragma once

#include "service/corner_people.h"

namespace audience::service {

class AddressBook;

inline constexpr int kEntriesAtOnce = 5'000;

Result<CornerTaking> takeSignUps(Session &session, AddressBook &book, bool again);
Result<CornerTaking> takeHooks(Session &session, AddressBook &book, bool again);

} // namespace audience::service
