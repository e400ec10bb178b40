// What pictures on their way out share: files, and whether everybody can reach a host. Private to service. Any thread.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace audience::service {

// Whole or not at all; one of that name is replaced, as names say what is in them. Error "asset.cannot_write" {path}.
Result<void> writeAssetFile(const std::string &folder, const std::string &name, std::string_view bytes);

constexpr std::size_t kMostGivenBytes = 40 * 1024 * 1024; // of a picture, before it is made smaller

// At most one byte more than is taken. Error "asset.unreadable" {path, reason}.
Result<std::string> readAssetFile(const std::string &path);

// By its name alone: not this computer, no name of a local network, no private address.
bool isPublicHost(std::string_view host);

} // namespace audience::service
