// Who may not approve what an email or a campaign says now: everybody who wrote in it since it was approved last, told from
// its versions and the audit log, which nobody can rewrite. Private to service, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {
class Connection;
}

namespace audience::service {

// Versions in a row that say the same.
struct Wording {
    std::int64_t first = 0, last = 0; // revisions
    bool isApproved = false;          // as the last of them stands
};

// By revision; what the log does not know is not there. `kind`: "template", "campaign".
Result<std::map<std::int64_t, std::string>> saversOf(const store::Connection &connection, std::string_view kind, std::int64_t id);
// `wordings`: the oldest first, the last of them is what is said now.
std::set<std::string> authorsOf(const std::vector<Wording> &wordings, const std::map<std::int64_t, std::string> &savers);

} // namespace audience::service
