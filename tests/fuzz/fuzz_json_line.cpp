// links: audience_ingest
// Any bytes as a line of JSON Lines: what is taken, the JSON reader takes too (and the other way round, but for depth), with
// the same members; any bytes as text between quotes and as a nested value.
#include "base/json.h"
#include "base/text.h"
#include "ingest/json_line.h"

#include <cstdint>
#include <cstdlib>
#include <map>

using namespace audience;
using namespace audience::ingest;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char *>(data), size);
    std::vector<JsonMember> members;
    const bool taken = readJsonLine(line, members);
    std::string out;
    appendUnescaped(line, out);
    appendCompact(line, out);
    (void)hasLongNumbers(line);
    if (!isValidUtf8(line) || line.starts_with("\xEF\xBB\xBF"))
        return 0;
    // What is too large for a double there is one number here, and half a pair is a sign of its own.
    const auto json = parseJson(line);
    const bool mayDiffer = line.find_first_of("eE") != std::string_view::npos || line.size() > 300 || line.find("\\u") != std::string_view::npos;
    if (taken && !json && !mayDiffer)
        std::abort();
    if (!taken || !json)
        return 0;
    std::map<std::string, bool> names;
    for (const JsonMember &member : members) {
        std::string name;
        appendUnescaped(member.name, name);
        names[name] = true;
        if (member.kind != JsonMember::Kind::Nested)
            continue;
        out.clear();
        appendCompact(member.text, out);
        if (!parseJson(out))
            std::abort();
    }
    if (!json->is_object() || json->size() != names.size())
        std::abort();
    return 0;
}
