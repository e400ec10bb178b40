// links: audience_store
// A tree head that somebody hands us: parsed and its signature looked at.
#include "base/json.h"
#include "store/audit_chain.h"

#include <cstddef>
#include <cstdint>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto json = parseJson(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!json)
        return 0;
    if (const auto head = store::treeHeadFromJson(*json))
        (void)head->isSigned();
    return 0;
}
