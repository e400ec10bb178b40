#include "service/dbt_text.h"

#include "base/json.h"
#include "base/text.h"

namespace audience::service {

std::string DbtSlugs::of(std::string_view prefix, const std::string &name) {
    std::string slug(prefix);
    for (const char c : foldCase(name))
        slug += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    std::string free = slug;
    for (int number = 2; !m_taken.insert(free).second; ++number)
        free = slug + '_' + std::to_string(number);
    return free;
}

std::string jinjaSafe(const std::string &text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view two = std::string_view(text).substr(i, 2);
        if (two == "{{" || two == "{%" || two == "{#") {
            safe += "{{ '" + std::string(two) + "' }}";
            ++i;
        } else {
            safe += text[i];
        }
    }
    return safe;
}

std::string jinjaText(const std::string &text) { return dumpJson(Json(text)); } // Jinja reads the escapes of JSON

std::string yamlText(const std::string &text) { return dumpJson(Json(jinjaSafe(text))); } // a JSON text is one of YAML

} // namespace audience::service
