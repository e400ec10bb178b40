// Pictures at an address of the user's: somebody uploads them there, here it is only looked whether they are. One thread,
// for one email. Private to service.
#pragma once

#include "net/net.h"
#include "service/asset_service.h"

#include <memory>
#include <string>

namespace audience::service {

class OwnAddress {
public:
    OwnAddress(Session &session, AssetPlace place) : m_session(session), m_place(std::move(place)) {}

    // Its address; empty where it is not there yet: then it is written to the folder. `image`: for people.
    // Errors: "asset.not_reached" {image, address, reason}, "asset.cannot_write".
    Result<std::string> find(const std::string &image, const std::string &bytes);
    // "asset.not_uploaded", "asset.upload_these": names the first that find() missed.
    Result<void> missing() const;

private:
    Result<bool> isThere(const std::string &image, const std::string &address, std::size_t size);
    Session &m_session;
    AssetPlace m_place;
    std::unique_ptr<net::Net> m_net;
    std::unique_ptr<net::HttpClient> m_http;
    std::string m_firstImage, m_firstAddress;
    int m_missing = 0;
};

} // namespace audience::service
