// Emails with the pictures of the library in them, to be looked at.
#include "base/digest.h"
#include "service/asset_service.h"
#include "service/corner_images.h"
#include "service/session.h"
#include "workspace/asset_repository.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr std::size_t kMostInside = 1'200'000; // a web view takes 2 MB, and writes some letters as three

std::size_t timesIn(std::string_view html, std::string_view words) {
    std::size_t times = 0;
    for (std::size_t at = html.find(words); at != std::string_view::npos; at = html.find(words, at + words.size()))
        ++times;
    return times;
}

struct Inside {
    std::string reference, hash, kind, bytes;
    std::size_t times = 0;
    std::size_t weight() const { return bytes.size() * 4 / 3 * times; }
};

// A smaller copy may be of another kind.
std::string dataAddress(const std::string &bytes, const std::string &kind) {
    const auto header = readImageHeader(bytes);
    return "data:" + std::string(mediaTypeOf(header ? toText(header->kind) : std::string_view(kind))) + ";base64," + toBase64(bytes);
}

} // namespace

Result<std::string> withPicturesInside(const Session &session, const std::string &html) {
    if (html.find("asset:") == std::string::npos)
        return html;
    const workspace::AssetRepository assets(const_cast<Session &>(session).workspace());
    std::vector<Inside> pictures;
    std::size_t total = 0;
    for (const std::string &reference : imagesIn(html)) {
        const auto hash = assetHash(reference);
        const auto asset = hash ? assets.find(*hash) : Result<workspace::Asset>(Error(ErrorKind::NotFound, "asset.not_found"));
        auto bytes = asset ? assets.content(*hash) : Result<std::string>(asset.error());
        if (!bytes)
            continue; // it shows as a picture that is not there
        pictures.push_back({reference, *hash, asset->kind, *std::move(bytes), timesIn(html, reference)});
        total += pictures.back().weight();
    }
    std::sort(pictures.begin(), pictures.end(), [](const Inside &a, const Inside &b) { return a.weight() > b.weight(); });
    ImageAddresses addresses;
    for (Inside &one : pictures) {
        if (total > kMostInside) {
            TRY_ASSIGN(std::string small, assets.small(one.hash));
            total -= one.weight();
            if (!small.empty())
                one.bytes = std::move(small);
            total += one.weight();
        }
        addresses[one.reference] = dataAddress(one.bytes, one.kind);
    }
    return withImages(html, addresses);
}

} // namespace audience::service
