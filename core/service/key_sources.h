// The keys that rules ask for when they are counted: of a stored list, of a query over the workspace. They read
// on connections of their own and must not outlive the session.
#pragma once

#include "engine/key_source.h"

#include <memory>
#include <string>

namespace audience::service {

class Session;

// A pointer to nothing where there is no list of that id or name.
std::shared_ptr<const engine::KeySource> listKeys(Session &session, const std::string &idOrName);
// The first (and only) column of a reading query; asked once per change of the workspace, for at most 30 seconds
// and 20 million rows. Errors: "query.empty", "query.not_reading", "query.several_statements", "query.syntax"
// {reason}, "query.one_column" {columns}; when asked "query.too_long", "query.too_many" {limit}.
Result<std::shared_ptr<const engine::KeySource>> queryKeys(Session &session, const std::string &sql);

} // namespace audience::service
