// The password of a source as the environment gives it: AUDIENCE_PASSWORD_<NAME> for one connection, and
// AUDIENCE_DATABASE_PASSWORD where a single connection takes its password from the environment, so that no server is ever
// told the password of another. Any thread.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"

#include <string>
#include <vector>

namespace audience::service {

constexpr const char *kDatabasePasswordVariable = "AUDIENCE_DATABASE_PASSWORD";

// The name in capitals, what is neither letter nor digit of ASCII as "_".
std::string passwordVariable(const std::string &name);
// The other connections among `all` that the variable of this one would be meant for, too.
std::vector<std::string> sharesVariable(const model::SourceConnection &connection, const std::vector<model::SourceConnection> &all);
// Errors: "secrets.env_missing" {name}, "source.password_of_many" {variable, name}, "source.shared_variable" {variable, name, other}.
Result<Secret> passwordFromEnvironment(const model::SourceConnection &connection, const std::vector<model::SourceConnection> &all);

} // namespace audience::service
