// Where a client gets its keys from, asked before every signature.
#pragma once

#include "base/result.h"
#include "net/aws_credentials.h"

#include <functional>

namespace audience::aws {

class KeySource {
public:
    virtual ~KeySource() = default;
    virtual Result<net::AwsCredentials> keys() = 0;
    // The service says that these ran out. True: the next keys() brings others.
    virtual bool renew() { return false; }
};

// Keys that somebody else keeps.
class KeysFrom final : public KeySource {
public:
    using Function = std::function<Result<net::AwsCredentials>()>;
    explicit KeysFrom(Function function) : m_function(std::move(function)) {}
    Result<net::AwsCredentials> keys() override { return m_function(); }

private:
    Function m_function;
};

} // namespace audience::aws
