// links: audience_email
// Any bytes as an address: what is accepted is clean ASCII, stable, and equal to itself by its key.
#include "email/address.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (const auto address = normalisedAddress(text)) {
        for (const char c : *address)
            if (c < 0x20 || c > 0x7e)
                std::abort();
        const auto again = normalisedAddress(*address);
        if (!again || *again != *address || addressKey(*address) != addressKey(text))
            std::abort();
    }
    if (const auto mailbox = parseAddress(text); mailbox && !isValidAddress(mailbox->address))
        std::abort();
    return 0;
}
