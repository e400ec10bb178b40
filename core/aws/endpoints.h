// Where each service of a region answers. Services go by their signing names: sts, sns, sqs, ses, cloudformation, s3.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace audience::aws {

class Endpoints {
public:
    explicit Endpoints(std::string region) : m_region(std::move(region)) {}
    // With the address that a connection names for one service. One of Amazon's own (a private endpoint) serves that
    // service alone; any other server stands for all of them.
    static Endpoints around(std::string region, std::string_view service, const std::string &address);

    void set(std::string_view service, std::string address);
    // Without a slash at the end.
    std::string base(std::string_view service) const;
    const std::string &region() const { return m_region; }

private:
    std::string m_region, m_everything;
    std::map<std::string, std::string, std::less<>> m_own;
};

} // namespace audience::aws
