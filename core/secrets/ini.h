// The INI dialect of AWS's credentials and config files: [sections], key = value, # and ; comments,
// indented lines belong to a nested value and are passed over. Copies nothing: the views point into
// the text, which may be a secret.
#pragma once

#include <string_view>
#include <vector>

namespace audience::secrets {

struct IniEntry {
    std::string_view section, key, value;
};

std::vector<IniEntry> parseIni(std::string_view text);

} // namespace audience::secrets
