// Which authorities vouch for the server of a connection.
#pragma once

#include "base/result.h"
#include "model/source_connection.h"

#include <string>

namespace audience::warehouse {

// A file of certificates in PEM form: what the connection names, else what this computer trusts. Errors:
// "source.root_unreadable" {path}, "source.no_roots".
Result<std::string> serverRoots(const model::SourceConnection &about);

} // namespace audience::warehouse
