// Changes to a text by place, made at once: whatever is not named stays byte for byte. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

struct SourceEdit {
    std::size_t at = 0, size = 0; // what is replaced; size 0: put in there
    std::string text;
    friend bool operator==(const SourceEdit &, const SourceEdit &) = default;
};

// In any order. Of edits that overlap only the first (by place) is made; those at one place are made in their order.
std::string withEdits(std::string_view source, std::vector<SourceEdit> edits);

} // namespace audience::email
