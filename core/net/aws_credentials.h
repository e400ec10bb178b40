// The keys of one AWS identity. They are moved, or cloned on purpose, and wiped when they go.
#pragma once

#include "base/secret.h"

#include <string>

namespace audience::net {

struct AwsCredentials {
    std::string accessKeyId;
    Secret secretKey;
    Secret sessionToken; // empty for a permanent key

    AwsCredentials clone() const { return {accessKeyId, secretKey.clone(), sessionToken.clone()}; }
};

} // namespace audience::net
