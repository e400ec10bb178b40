// The body of a Query-protocol request: Action=…&Version=…&name=value, each value percent-encoded.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::aws {

using Pairs = std::vector<std::pair<std::string, std::string>>;

class Form {
public:
    Form(std::string_view action, std::string_view version);

    Form &add(std::string_view name, std::string_view value);
    Form &addList(std::string_view name, const std::vector<std::string> &values); // name.member.1=…
    Form &addMap(std::string_view name, const Pairs &entries);                    // name.entry.1.key=…&….value=…
    Form &addTags(const Pairs &tags);                                             // Tags.member.1.Key=…&….Value=…

    const std::string &action() const { return m_action; }
    const std::string &body() const { return m_body; }

private:
    std::string m_action, m_body;
};

} // namespace audience::aws
