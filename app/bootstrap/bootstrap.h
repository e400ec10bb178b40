// The composition root of both programs: which clock, keychain and state folder the core gets.
#pragma once

#include "service/session.h"

namespace audience::bootstrap {

service::Session::Options sessionOptions(bool readOnly = false);
// For reading alone where the file or its folder cannot be written to.
Result<std::shared_ptr<service::Session>> openSession(const std::string &path);
// Names, version, translations, crash dumps off; call once after the application object was made.
void initialise();

} // namespace audience::bootstrap
