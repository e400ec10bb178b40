// links: audience_email
// Any bytes as an HTML email: places lie in it in order, a change is made where the place is and nowhere else, and what was
// read is written back as it was.
#include "base/text.h"
#include "email/html_places.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

static void check(std::string_view html, const HtmlPlaces &found, std::size_t index, PlacePart part, std::string_view value) {
    const HtmlPlace &place = found.places[index];
    const auto edit = placeEdit(html, found, index, part, value);
    if (!edit)
        return;
    if (edit->at < place.at || edit->at + edit->size > place.at + place.size)
        std::abort();
    if (!htmlPlaces(withEdits(html, {*edit})))
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char *>(data), size);
    const auto found = htmlPlaces(html);
    if (!found)
        return 0;
    std::size_t at = 0;
    for (const HtmlMark &mark : found->marks)
        if (mark.size < 4 || mark.at + mark.size > size || (mark.place && *mark.place >= found->places.size()))
            std::abort();
    for (std::size_t i = 0; i < found->places.size(); ++i) {
        const HtmlPlace &place = found->places[i];
        if (place.at < at || place.size == 0 || place.at + place.size > size || (place.link && *place.link >= i))
            std::abort();
        at = place.at + place.size;
        if (i > 3)
            continue;
        if (place.kind == HtmlPlace::Kind::Text) {
            const auto same = placeEdit(html, *found, i, PlacePart::Words, place.text);
            if (same && (same->size != 0 || !same->text.empty()))
                std::abort();
            check(html, *found, i, PlacePart::Words, place.text + " <&{");
            check(html, *found, i, PlacePart::Words, "a");
        } else {
            check(html, *found, i, PlacePart::Address, "https://a.org/?b&c\"");
        }
    }
    return 0;
}
