#include "service/corner_images.h"

#include "aws/s3.h"
#include "base/digest.h"
#include "base/text.h"
#include "net/url.h"
#include "service/asset_files.h"
#include "service/asset_own_address.h"
#include "service/asset_service.h"
#include "service/corner_parts.h"
#include "service/corner_service.h"
#include "service/session.h"
#include "workspace/asset_repository.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace audience::service {

namespace fs = std::filesystem;

namespace {

constexpr const char *kKept = "corner_images";
constexpr std::size_t kMaxImage = 10 * 1024 * 1024;

struct Place {
    std::size_t from = 0, size = 0;
    std::size_t end() const { return from + size; }
};

bool isNameChar(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':'; }
bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The value of an attribute or of url(), quoted or not.
Place valueAt(std::string_view html, std::size_t at, char end) {
    while (at < html.size() && isBlank(html[at]))
        ++at;
    if (at < html.size() && (html[at] == '"' || html[at] == '\''))
        return {at + 1, std::min(html.find(html[at], at + 1), html.size()) - at - 1};
    std::size_t stop = at;
    while (stop < html.size() && html[stop] != end && html[stop] != '>' && html[stop] != '"' && !isBlank(html[stop]))
        ++stop;
    return {at, stop - at};
}

bool isWordBefore(std::string_view html, std::size_t at, std::string_view word) {
    while (at > 0 && isBlank(html[at - 1]))
        --at;
    return at >= word.size() && equalsAscii(html.substr(at - word.size(), word.size()), word) && (at == word.size() || html[at - word.size() - 1] == ':' || !isNameChar(html[at - word.size() - 1]));
}

bool isAddress(std::string_view html, std::size_t at, std::string_view tag) {
    const bool isMjml = tag.rfind("mj-", 0) == 0;
    return isWordBefore(html, at, "background") || (isMjml && isWordBefore(html, at, "background-url")) ||
           ((isMjml || tag == "img" || tag.rfind("v:", 0) == 0) && isWordBefore(html, at, "src"));
}

// src of <img>, of Outlook's own elements and of MJML's, background, and url() of styles.
std::vector<Place> placesOf(std::string_view html) {
    std::vector<Place> places;
    std::string tag; // empty: outside of any
    char quote = 0;
    for (std::size_t at = 0; at < html.size(); ++at) {
        const char c = html[at];
        if (c == '(' && isWordBefore(html, at, "url")) {
            places.push_back(valueAt(html, at + 1, ')'));
            at = std::max(at, places.back().end() - 1);
        } else if (tag.empty()) {
            std::size_t end = at + 1;
            while (c == '<' && end < html.size() && isNameChar(html[end]))
                ++end;
            tag = toLowerAscii(html.substr(at + 1, end - at - 1));
        } else if (quote != 0) {
            quote = c == quote ? char(0) : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            tag.clear();
        } else if (c == '=' && isAddress(html, at, tag)) {
            const Place value = valueAt(html, at + 1, '>');
            places.push_back(value);
            const bool isQuoted = value.from > at + 1 && (html[value.from - 1] == '"' || html[value.from - 1] == '\'');
            at = isQuoted ? value.end() : std::max(at, value.end() - 1);
        }
    }
    return places;
}

bool isMadeByLiquid(std::string_view image) { return image.find("{{") != std::string_view::npos || image.find("{%") != std::string_view::npos; }

bool isOnTheWeb(std::string_view image) { return startsWithAscii(image, "https://") || startsWithAscii(image, "http://"); }

// As a person would call it: not two megabytes of base64, no hash.
std::string nameOf(std::string_view image) {
    if (assetHash(image))
        image = image.find('/') == std::string_view::npos ? std::string_view("picture") : image.substr(image.find('/') + 1);
    return image.size() <= 80 ? std::string(image) : std::string(image.substr(0, 60)) + "...";
}

Error fault(ErrorKind kind, const char *id, std::string_view image) { return Error(kind, id).with("image", nameOf(image)); }

Result<std::string> dataBytes(std::string_view image) {
    const std::size_t comma = image.find(',');
    if (comma == std::string_view::npos)
        return fault(ErrorKind::Invalid, "corner.image_kind", image);
    if (toLowerAscii(image.substr(0, comma)).find(";base64") == std::string::npos)
        return net::percentDecode(std::string(image.substr(comma + 1)));
    std::string text = net::percentDecode(std::string(image.substr(comma + 1)));
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }), text.end());
    auto bytes = fromBase64(text);
    if (!bytes)
        return fault(ErrorKind::Invalid, "corner.image_kind", image);
    return *std::move(bytes);
}

// Relative ones lie beside the workspace and do not lead out of its folder.
Result<std::string> fileBytes(const Session &session, std::string_view image) {
    std::string text(image);
    for (std::size_t at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1))
        text.erase(at + 1, 4);
    const bool isUrl = startsWithAscii(text, "file:");
    fs::path path(net::percentDecode(isUrl ? text.substr(text.rfind("file://", 0) == 0 ? 7 : 5) : text));
    std::error_code failed;
    if (!path.is_absolute()) {
        const fs::path root = fs::weakly_canonical(fs::path(session.workspace().path()).parent_path(), failed);
        path = fs::weakly_canonical(root / path, failed);
        if (std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first != root.end())
            return fault(ErrorKind::Refused, "corner.image_missing", image);
    }
    if (!fs::is_regular_file(path, failed))
        return fault(ErrorKind::NotFound, "corner.image_missing", image);
    if (fs::file_size(path, failed) > kMaxImage)
        return fault(ErrorKind::Limit, "corner.image_too_large", image);
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file)
        return fault(ErrorKind::NotFound, "corner.image_missing", image);
    return bytes.str();
}

Result<std::string> libraryBytes(Session &session, std::string_view image, const std::string &hash) {
    auto bytes = AssetService(session).bytesOf(hash);
    if (!bytes && bytes.error().id == "asset.not_found")
        return fault(ErrorKind::NotFound, "asset.gone", image);
    return bytes ? std::move(bytes) : Error(bytes.error()).with("image", nameOf(image));
}

// Whether everybody could fetch it from there, as far as its address tells.
Result<void> checkAddress(std::string_view image) {
    if (!startsWithAscii(image, "https://"))
        return fault(ErrorKind::Refused, "corner.image_not_https", image);
    const std::string_view rest = image.substr(8);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t port = authority.find(':', authority.substr(0, 1) == "[" ? std::min(authority.find(']'), authority.size()) : 0);
    return isPublicHost(authority.substr(0, port)) ? Result<void>() : fault(ErrorKind::Refused, "corner.image_not_public", image);
}

// It was put there by us, wherever the corner says that it is.
bool isInCorner(Session &session, std::string_view image) {
    const auto corner = requireCorner(session);
    const std::string base = corner ? corner->output("BaseUrl") : std::string();
    return !base.empty() && image.substr(0, base.size()) == base && image.substr(base.size(), 1) == "/";
}

// Nothing where it has a public address already.
Result<std::optional<std::string>> bytesOf(Session &session, std::string_view image) {
    using Bytes = std::optional<std::string>;
    if (isOnTheWeb(image)) {
        if (!isInCorner(session, image))
            TRY(checkAddress(image));
        return Bytes();
    }
    if (startsWithAscii(image, "cid:") || startsWithAscii(image, "//") || startsWithAscii(image, "blob:"))
        return fault(ErrorKind::Refused, "corner.image_not_public", image);
    const auto hash = assetHash(image);
    Result<std::string> bytes = hash                              ? libraryBytes(session, image, *hash)
                                : startsWithAscii(image, "data:") ? dataBytes(image)
                                                                  : fileBytes(session, image);
    if (!bytes)
        return bytes.error();
    if (bytes->size() > kMaxImage)
        return fault(ErrorKind::Limit, "corner.image_too_large", image);
    if (!aws::imageName(*bytes))
        return fault(ErrorKind::Invalid, "corner.image_kind", image);
    return Bytes(*std::move(bytes));
}

std::string keyOf(std::string_view image) { return toHex(sha256(image)).substr(0, 32); }

} // namespace

std::vector<std::string> imagesIn(std::string_view html) {
    std::vector<std::string> images;
    for (const Place &place : placesOf(html)) {
        const std::string_view image = trimmed(html.substr(place.from, place.size));
        if (!image.empty() && image.front() != '#' && !isMadeByLiquid(image) && std::find(images.begin(), images.end(), image) == images.end())
            images.emplace_back(image);
    }
    return images;
}

std::string withImages(const std::string &html, const ImageAddresses &addresses) {
    std::string out;
    std::size_t done = 0;
    for (const Place &place : placesOf(html)) {
        const auto address = addresses.find(trimmed(std::string_view(html).substr(place.from, place.size)));
        if (address == addresses.end())
            continue;
        out.append(html, done, place.from - done).append(address->second);
        done = place.from + place.size;
    }
    return out.append(html, done, std::string::npos);
}

std::vector<std::string> imagesIn(const model::EmailTemplate &email) {
    std::vector<std::string> images = imagesIn(email.html);
    const auto add = [&](const std::string &html) {
        for (std::string &image : imagesIn(html))
            if (std::find(images.begin(), images.end(), image) == images.end())
                images.push_back(std::move(image));
    };
    for (const auto &[locale, content] : email.translations)
        add(content.html);
    for (const auto &[name, content] : email.variants)
        add(content.html);
    return images;
}

model::EmailTemplate withImages(model::EmailTemplate email, const ImageAddresses &addresses) {
    email.html = withImages(email.html, addresses);
    for (auto &[locale, content] : email.translations)
        content.html = withImages(content.html, addresses);
    for (auto &[name, content] : email.variants)
        content.html = withImages(content.html, addresses);
    return email;
}

Result<void> checkImages(Session &session, const model::EmailTemplate &email) {
    TRY_ASSIGN(const AssetPlace place, AssetService(session).place());
    for (const std::string &image : imagesIn(email)) {
        TRY_ASSIGN(const auto bytes, bytesOf(session, image));
        if (bytes && place.kind == AssetPlace::Kind::None)
            return fault(ErrorKind::Refused, "corner.image_not_public", image);
    }
    return {};
}

Result<ImageAddresses> cornerImages(Session &session, const model::EmailTemplate &email) {
    ImageAddresses addresses;
    TRY_ASSIGN(const AssetPlace place, AssetService(session).place());
    CornerService corner(session);
    OwnAddress own(session, place);
    for (const std::string &image : imagesIn(email)) {
        TRY_ASSIGN(const auto bytes, bytesOf(session, image));
        if (!bytes)
            continue;
        if (place.kind == AssetPlace::Kind::None)
            return fault(ErrorKind::Refused, "corner.image_not_public", image);
        Result<std::string> address = place.kind == AssetPlace::Kind::Own ? own.find(nameOf(image), *bytes) : corner.publishImage(*bytes);
        if (!address)
            return address.error().id == "corner.none" ? fault(ErrorKind::Refused, "corner.image_not_public", image) : address.error();
        if (const auto hash = assetHash(image); hash && !session.workspace().isReadOnly())
            TRY(workspace::AssetRepository(session.workspace()).keepAddress(*hash, *address));
        if (!address->empty())
            addresses[image] = *std::move(address);
    }
    TRY(own.missing());
    return addresses;
}

Result<void> freezeImages(Session &session, const model::Campaign &campaign, const model::EmailTemplate &email) {
    TRY_ASSIGN(const ImageAddresses addresses, cornerImages(session, email));
    return session.workspace().write([&](const store::Connection &) -> Result<void> {
        TRY_ASSIGN(Json kept, session.workspace().setting(kKept));
        if (!kept.is_object())
            kept = Json::object();
        if (addresses.empty() && !kept.contains(campaign.name))
            return {};
        Json mine = Json::object();
        for (const auto &[image, address] : addresses)
            mine[keyOf(image)] = address;
        kept[campaign.name] = mine;
        return session.workspace().keepFigures(kKept, kept);
    });
}

Result<void> placeImages(Session &session, const model::Campaign &campaign, model::EmailTemplate &email) {
    const auto images = imagesIn(email);
    if (std::all_of(images.begin(), images.end(), isOnTheWeb))
        return {};
    TRY_ASSIGN(const Json kept, session.workspace().setting(kKept));
    const Json *mine = jsonMember(kept, campaign.name);
    const bool isNeeded = !campaign.armedAt.empty() && campaign.connection != model::kPracticeConnection;
    ImageAddresses addresses;
    for (const std::string &image : images) {
        if (std::string address = mine ? jsonText(*mine, keyOf(image)) : std::string(); !address.empty())
            addresses[image] = std::move(address);
        else if (isNeeded && !isOnTheWeb(image))
            return fault(ErrorKind::Refused, "corner.image_not_public", image);
    }
    email = withImages(std::move(email), addresses);
    return {};
}

} // namespace audience::service
