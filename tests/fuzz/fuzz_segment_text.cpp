// links: audience_segment
// Any bytes as the text form: what reads must have a text that reads as the same rule.
#include "segment/rule_text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto rule = segment::ruleFromText({reinterpret_cast<const char *>(data), size});
    if (!rule)
        return 0;
    const std::string text = segment::toText(*rule);
    const auto again = segment::ruleFromText(text);
    if (!again || segment::toText(*again) != text)
        std::abort();
    return 0;
}
