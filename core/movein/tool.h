// The tools people move in from, and what a file of an export can be. Plain values.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <string>
#include <vector>

namespace audience::movein {

enum class Tool { Braze, Klaviyo, CustomerIo, Mailchimp };
inline constexpr Tool kTools[] = {Tool::Braze, Tool::Klaviyo, Tool::CustomerIo, Tool::Mailchimp};
std::string_view toText(Tool tool); // "braze", "klaviyo", "customerio", "mailchimp"
std::string_view nameOf(Tool tool); // "Customer.io"
std::optional<Tool> toolFromText(std::string_view text);

// Known: of the tool, and nothing that has a place here.
enum class FileKind { People, Suppressions, History, Template, Known, Unknown };
std::string_view toText(FileKind kind); // "people", "suppressions", "history", "template", "known", "unknown"

// Something that did not come over or that a person should know: a stable id with args, how often, and where.
struct Finding {
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    std::int64_t count = 0;
    std::string file; // within the export; empty: of no file
    int line = 0;
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace audience::movein
