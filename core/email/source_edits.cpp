#include "email/source_edits.h"

#include <algorithm>

namespace audience::email {

std::string withEdits(std::string_view source, std::vector<SourceEdit> edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const SourceEdit &a, const SourceEdit &b) { return a.at < b.at; });
    std::string out;
    std::size_t at = 0;
    for (const SourceEdit &edit : edits) {
        if (edit.at < at || edit.at > source.size() || edit.size > source.size() - edit.at)
            continue;
        out += source.substr(at, edit.at - at);
        out += edit.text;
        at = edit.at + edit.size;
    }
    out += source.substr(at);
    return out;
}

} // namespace audience::email
