#include "service/asset_own_address.h"

#include "base/text.h"
#include "service/asset_files.h"
#include "service/session.h"
#include "workspace/asset_repository.h"

#include <charconv>

namespace audience::service {

namespace {

// What a server says of its length; nothing where it says none, or packed it.
std::optional<std::size_t> lengthIn(const net::HttpResponse &answer) {
    const std::string_view text = net::headerValue(answer.headers, "Content-Length");
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !net::headerValue(answer.headers, "Content-Encoding").empty())
        return std::nullopt;
    return length;
}

// A page that says "not found" in its own way, or asks to sign in, is no picture.
bool isPicture(const net::HttpResponse &answer) {
    const std::string_view type = net::headerValue(answer.headers, "Content-Type");
    return type.empty() || startsWithAscii(type, "image/") || startsWithAscii(type, "application/octet-stream") || startsWithAscii(type, "binary/octet-stream");
}

} // namespace

Result<bool> OwnAddress::isThere(const std::string &image, const std::string &address, std::size_t size) {
    if (!m_net) {
        workspace::Workspace &file = m_session.workspace();
        m_net = net::curlNet(file.clock(), file.rng());
        m_http = m_net->makeClient({2, {}, std::chrono::milliseconds(30'000)});
    }
    // Some servers do not answer HEAD: then the picture itself is asked for.
    for (const char *method : {"HEAD", "GET"}) {
        net::HttpRequest request;
        request.method = method;
        request.url = address;
        const auto answer = m_http->send(request);
        if (!answer)
            return Error(answer.error().kind, "asset.not_reached").with("image", image).with("address", address).with("reason", answer.error().id);
        const bool isBody = request.method == "GET";
        if (answer->status == 200)
            return isPicture(*answer) && (isBody ? answer->body.size() : lengthIn(*answer).value_or(size)) == size;
        if (!isBody && (answer->status == 404 || answer->status == 410))
            return false;
    }
    return false;
}

Result<std::string> OwnAddress::find(const std::string &image, const std::string &bytes) {
    const auto header = readImageHeader(bytes);
    if (!header)
        return Error(header.error()).with("image", image);
    const std::string name = workspace::AssetRepository::hashOf(bytes) + '.' + std::string(endingOf(header->kind));
    const std::string address = m_place.base + '/' + name;
    TRY_ASSIGN(const bool isFound, isThere(image, address, bytes.size()));
    if (isFound)
        return address;
    if (m_missing++ == 0) {
        m_firstImage = image;
        m_firstAddress = address;
    }
    if (!m_place.folder.empty())
        TRY(writeAssetFile(m_place.folder, name, bytes));
    return std::string();
}

Result<void> OwnAddress::missing() const {
    if (m_missing == 0)
        return {};
    return Error(ErrorKind::NotFound, m_place.folder.empty() ? "asset.not_uploaded" : "asset.upload_these")
        .with("image", m_firstImage)
        .with("address", m_firstAddress)
        .with("folder", m_place.folder)
        .with("count", std::to_string(m_missing));
}

} // namespace audience::service
