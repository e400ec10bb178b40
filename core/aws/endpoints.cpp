#include "aws/endpoints.h"

#include "net/url.h"

namespace audience::aws {

namespace {

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string withoutSlash(std::string address) {
    while (!address.empty() && address.back() == '/')
        address.pop_back();
    return address;
}

} // namespace

Endpoints Endpoints::around(std::string region, std::string_view service, const std::string &address) {
    Endpoints endpoints(std::move(region));
    if (address.empty())
        return endpoints;
    const auto url = net::Url::parse(address);
    if (url && (endsWith(url->host, ".amazonaws.com") || endsWith(url->host, ".amazonaws.com.cn")))
        endpoints.set(service, address);
    else
        endpoints.m_everything = withoutSlash(address);
    return endpoints;
}

void Endpoints::set(std::string_view service, std::string address) {
    m_own[std::string(service)] = withoutSlash(std::move(address));
}

std::string Endpoints::base(std::string_view service) const {
    if (const auto own = m_own.find(service); own != m_own.end())
        return own->second;
    if (!m_everything.empty())
        return m_everything;
    const std::string_view host = service == "ses" ? "email" : service;
    const std::string_view end = m_region.rfind("cn-", 0) == 0 ? ".amazonaws.com.cn" : ".amazonaws.com";
    return "https://" + std::string(host) + '.' + m_region + std::string(end);
}

} // namespace audience::aws
