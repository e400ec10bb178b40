// links: audience_blocks
// What a browser hands back from a block that was written in: any HTML becomes text or is refused, and text that was read
// once is read the same again.
#include "blocks/editable.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::blocks;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char *>(data), size);
    for (const EditableKind kind : {EditableKind::Line, EditableKind::Spans, EditableKind::Flow, EditableKind::Items}) {
        const auto read = textFromEditable(html, kind);
        if (!read)
            continue;
        static constexpr const char *kKinds[] = {"button", "heading", "text", "list"}, *kPlaces[] = {"/text", "/content", "/content", "/items"};
        const Json block = withEditable(Json{{"kind", kKinds[int(kind)]}}, kPlaces[int(kind)], *read);
        // What it became can be written in again, unless its own words do not come back; then it is left alone.
        if (const auto shown = editableText(block))
            if (!textFromEditable(shown->html, shown->kind))
                std::abort();
        // Any place of any block is one with words, or none.
        (void)editableText(block, html.substr(0, 40));
    }
    (void)chipWords(html);
    return 0;
}
