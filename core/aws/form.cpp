#include "aws/form.h"

#include "net/url.h"

namespace audience::aws {

namespace {

std::string numbered(std::string_view name, std::string_view kind, std::size_t index) {
    return std::string(name).append(kind) + std::to_string(index + 1);
}

} // namespace

Form::Form(std::string_view action, std::string_view version) : m_action(action) {
    add("Action", action).add("Version", version);
}

Form &Form::add(std::string_view name, std::string_view value) {
    if (!m_body.empty())
        m_body += '&';
    m_body.append(net::percentEncode(name)).append("=").append(net::percentEncode(value));
    return *this;
}

Form &Form::addList(std::string_view name, const std::vector<std::string> &values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        add(numbered(name, ".member.", i), values[i]);
    return *this;
}

Form &Form::addMap(std::string_view name, const Pairs &entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string entry = numbered(name, ".entry.", i);
        add(entry + ".key", entries[i].first).add(entry + ".value", entries[i].second);
    }
    return *this;
}

Form &Form::addTags(const Pairs &tags) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const std::string member = numbered("Tags", ".member.", i);
        add(member + ".Key", tags[i].first).add(member + ".Value", tags[i].second);
    }
    return *this;
}

} // namespace audience::aws
