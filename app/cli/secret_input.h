// Lines that nobody should see: from the terminal without echo, else from standard input.
#pragma once

#include "base/secret.h"

#include <string>

namespace audience::cli {

// One line without spaces round it; empty at the end of the input. The prompt goes to stderr, and only where
// a person is asked.
Secret readSecretLine(const std::string &prompt);

} // namespace audience::cli
