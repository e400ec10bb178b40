// The name under which a secret is kept. It binds the secret to what it is for: a workspace whose
// endpoint or account was changed has another name, finds nothing, and has to ask again.
#pragma once

#include <string>

namespace audience::secrets {

struct SecretBinding {
    std::string workspaceUuid;
    std::string kind;    // "ses", "sqs", ...
    std::string origin;  // "https://email.eu-west-1.amazonaws.com:443" (net::Url::origin)
    std::string account; // whatever tells two accounts at one endpoint apart; may be empty
};

std::string secretKey(const SecretBinding &binding);

} // namespace audience::secrets
