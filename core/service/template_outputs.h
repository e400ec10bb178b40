// Where a template writes a field, found in its text: to put fallback words there, and to know whether a field that
// nobody has would leave a gap. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

// One {{ … }}: the field it writes and where that ends.
struct TemplateOutput {
    std::string field;
    std::size_t afterField = 0;
    bool hasFallback = false;
    std::size_t at = 0; // of its {{
};

std::vector<TemplateOutput> outputsOf(const std::string &source);
// Where the field is written without words of its own, else where a tag or an output names it first; npos: nowhere.
std::size_t placeOfField(const std::string &source, std::string_view field);
// Every place that writes the field has words of its own for who lacks it, or stands behind a condition about it.
bool isCovered(const std::string &source, std::string_view field);

} // namespace audience::service
