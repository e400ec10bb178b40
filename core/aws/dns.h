// Asks the domain name system for texts. The real one waits on the calling thread, which is a worker's; tests put their
// own answers in its place.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace audience::aws {

class TextResolver {
public:
    virtual ~TextResolver() = default;
    // The TXT records of a name, each joined; none is an empty list. Error "aws.dns_failed" {name}.
    virtual Result<std::vector<std::string>> texts(const std::string &name, const CancelToken &cancel = {}) = 0;
};

// Needs a QCoreApplication. `nameServer`: an address to ask instead of the system's, on port 53: Qt before 6.6 knows no
// other.
std::unique_ptr<TextResolver> systemResolver(std::chrono::milliseconds limit = std::chrono::seconds(8), const std::string &nameServer = {});

} // namespace audience::aws
