#include "secrets/ini.h"

#include "base/text.h"

namespace audience::secrets {

std::vector<IniEntry> parseIni(std::string_view text) {
    std::vector<IniEntry> entries;
    std::string_view section;
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view raw = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::string_view line = trimmed(raw);
        if (line.empty() || line.front() == '#' || line.front() == ';' || raw.front() == ' ' ||
            raw.front() == '\t')
            continue;
        if (line.front() == '[') {
            const std::size_t close = line.find(']');
            section = close == std::string_view::npos ? std::string_view()
                                                      : trimmed(line.substr(1, close - 1));
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            continue;
        entries.push_back(
            {section, trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1))});
    }
    return entries;
}

} // namespace audience::secrets
