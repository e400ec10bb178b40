// Names and texts in the files of a dbt project: dbt renders nearly all of them as Jinja before anybody reads them.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace audience::service {

// Names of models as dbt takes them: small letters, digits and underscores, told apart where two come to the same.
class DbtSlugs {
public:
    std::string of(std::string_view prefix, const std::string &name);

private:
    std::set<std::string> m_taken;
};

// What Jinja would take for its own is written around.
std::string jinjaSafe(const std::string &text);
// A text in an expression of Jinja, which is no template itself.
std::string jinjaText(const std::string &text);
// A text of YAML that is this one once dbt has rendered it.
std::string yamlText(const std::string &text);

} // namespace audience::service
