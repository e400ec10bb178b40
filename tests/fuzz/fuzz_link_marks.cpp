// links: audience_email
#include "email/link_marks.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience::email;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const LinkMarks marks{{{"utm_source", "a b"}}, true};
    const std::string once = markedHtml(text, marks, {"https://a.example.com/x"});
    if (once.size() < size || markedText(text, marks, {}).size() < size)
        std::abort(); // nothing is ever taken away
    return 0;
}
