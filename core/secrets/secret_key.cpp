#include "secrets/secret_key.h"

#include "net/url.h"

namespace audience::secrets {

std::string secretKey(const SecretBinding &binding) {
    // Encoded, so that no two bindings share a name whatever their parts contain.
    const auto part = [](const std::string &text) { return '/' + net::percentEncode(text); };
    return "v1" + part(binding.workspaceUuid) + part(binding.kind) + part(binding.origin) +
           part(binding.account);
}

} // namespace audience::secrets
