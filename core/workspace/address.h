// Email addresses as identities: what is compared and hashed when the question is "the same mailbox?".
#pragma once

#include "base/digest.h"

#include <string>
#include <string_view>

namespace audience::workspace {

// Trimmed, a display name taken off ("Ada <a@b.c>"), NFC, case-folded. Not checked for validity.
std::string normalisedAddress(std::string_view address);
Sha256 addressHash(std::string_view address); // SHA-256 of the normalised address

} // namespace audience::workspace
