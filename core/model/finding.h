// What is wrong with a value, and where: for editors that mark the part at fault. Ids are stable and are
// turned into sentences by ui/text, like those of errors.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::model {

struct Finding {
    enum class Severity { Error, Warning };
    Severity severity = Severity::Error;
    std::string id;
    std::string path; // JSON pointer into the document
    std::vector<std::pair<std::string, std::string>> args;
    friend bool operator==(const Finding &, const Finding &) = default;
};
using Findings = std::vector<Finding>;

inline bool hasErrors(const Findings &findings) {
    for (const Finding &finding : findings)
        if (finding.severity == Finding::Severity::Error)
            return true;
    return false;
}

} // namespace audience::model
