// links: audience_warehouse
// Any bytes as what is kept of the files that were read: what is taken of them says the same when it is written out with one
// file more and read again.
#include "warehouse/file_ledger.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::warehouse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 16'000)
        return 0;
    FileLedger ledger(std::string_view(reinterpret_cast<const char *>(data), size));
    ledger.add({"new.csv", static_cast<std::int64_t>(size), "00", "mark"});
    if (ledger.last() != "new.csv")
        std::abort();
    const std::string text = ledger.text();
    FileLedger again(text);
    if (again.text() != text || again.last() != ledger.last())
        std::abort();
    again.add({"new.csv", 0, "01", "mark"}); // in the place of the one of its name
    if (again.text().size() > text.size() || FileLedger(again.text()).text() != again.text())
        std::abort();
    return 0;
}
