#include "service/asset_service.h"

#include "base/text.h"
#include "net/url.h"
#include "service/asset_files.h"
#include "service/corner_parts.h"
#include "service/session.h"
#include "workspace/asset_repository.h"

#include <algorithm>
#include <filesystem>

namespace audience::service {

namespace fs = std::filesystem;

using workspace::Asset;
using workspace::AssetMention;
using workspace::AssetRepository;

namespace {

constexpr const char *kPlace = "picture_address";
constexpr std::string_view kScheme = "asset:";
constexpr std::size_t kHashSize = 32, kMostNameBytes = 120;
constexpr std::size_t kMostKept = 5 * 1024 * 1024, kMostAnimated = 2 * 1024 * 1024;
constexpr std::size_t kSmallAlready = 48 * 1024;
constexpr int kSmallWidth = 640, kMostWidth = 2000;

bool isHash(std::string_view text) { return text.size() == kHashSize && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

std::string megabytes(std::size_t bytes) {
    std::string text = std::to_string((bytes + 52'428) / 104'857); // tenths
    text.insert(0, text.size() < 2 ? 1 : 0, '0');
    return text.insert(text.size() - 1, ".");
}

Error tooLarge(const char *id, std::string_view image, std::size_t bytes, std::size_t limit) {
    return Error(ErrorKind::Limit, id).with("image", image).with("size", megabytes(bytes)).with("limit", std::to_string(limit / 1024 / 1024));
}

// On one line, of a length that fits a row.
std::string tidyName(std::string_view given) {
    std::string name;
    for (const char c : toNfc(trimmed(repairUtf8(given))))
        name += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    while (name.size() > kMostNameBytes) {
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80)
            name.pop_back();
        name.pop_back();
    }
    return std::string(trimmed(name));
}

// With the ending of what it became.
std::string nameFor(std::string_view given, ImageKind kind) {
    std::string name = tidyName(given);
    const std::size_t dot = name.rfind('.');
    const std::string ending = dot == std::string::npos ? std::string() : toLowerAscii(std::string_view(name).substr(dot + 1));
    for (const char *known : {"png", "jpg", "jpeg", "jpe", "gif", "webp", "jfif"})
        if (ending == known)
            name.erase(dot);
    return (trimmed(name).empty() ? "Picture" : name) + '.' + std::string(endingOf(kind));
}

ImageKind kindOf(std::string_view kind) { return kind == "png" ? ImageKind::Png : kind == "gif" ? ImageKind::Gif : ImageKind::Jpeg; }

struct Fitted {
    std::string bytes;
    ImageHeader header;
};

// What is kept of a picture: the given one without its metadata where that will do, else made anew.
Result<Fitted> fitted(std::string_view bytes, const ImageHeader &header, int maxWidth, const PictureCodec *codec) {
    const int width = header.isTurned() ? header.height : header.width;
    const bool fits = header.canBeKept && header.orientation == 1 && !header.hasProfile && width <= maxWidth;
    const bool isFilm = header.kind == ImageKind::Gif && header.isAnimated;
    std::string kept;
    if (fits || isFilm) {
        TRY_ASSIGN(kept, withoutMetadata(bytes, header));
    }
    if (isFilm || (fits && !codec)) {
        TRY_ASSIGN(const ImageHeader now, readImageHeader(kept));
        return Fitted{std::move(kept), now};
    }
    if (!codec)
        return Error(ErrorKind::Invalid, "asset.needs_codec");
    TRY_ASSIGN(MadePicture made, codec->make(bytes, header, maxWidth));
    // A picture that was made for the web already loses by being made again.
    if (!fits || made.bytes.size() + made.bytes.size() / 4 < kept.size())
        kept = std::move(made.bytes);
    TRY_ASSIGN(const ImageHeader now, readImageHeader(kept));
    return Fitted{std::move(kept), now};
}

AssetView viewOf(const Asset &asset, const std::multimap<std::string, AssetMention> &mentions, const AssetPlace &place) {
    AssetView view;
    view.hash = asset.hash;
    view.name = asset.name;
    view.alt = asset.alt;
    view.kind = asset.kind;
    view.width = asset.width;
    view.height = asset.height;
    view.bytes = asset.bytes;
    view.isAnimated = asset.isAnimated;
    view.isRemoved = asset.removedAt.micros != 0;
    view.addedAt = asset.addedAt;
    const auto [from, to] = mentions.equal_range(asset.hash);
    for (auto each = from; each != to; ++each)
        view.usedIn.push_back({each->second.kind, each->second.id, each->second.name});
    if (place.kind != AssetPlace::Kind::None && asset.address.rfind(place.base + '/', 0) == 0)
        view.publicAddress = asset.address;
    return view;
}

} // namespace

std::optional<std::string> assetHash(std::string_view address) {
    if (!startsWithAscii(address, kScheme))
        return std::nullopt;
    const std::string rest = toLowerAscii(address.substr(kScheme.size()));
    if (!isHash(std::string_view(rest).substr(0, kHashSize)) || (rest.size() > kHashSize && rest[kHashSize] != '/'))
        return std::nullopt;
    return rest.substr(0, kHashSize);
}

std::string AssetView::fileName() const { return hash + '.' + std::string(endingOf(kindOf(kind))); }

std::string AssetView::reference() const {
    std::string slug;
    for (const char c : toLowerAscii(std::string_view(name).substr(0, name.rfind('.')))) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (isPlain || (!slug.empty() && slug.back() != '-'))
            slug += isPlain ? c : '-';
    }
    while (!slug.empty() && slug.back() == '-')
        slug.pop_back();
    return std::string(kScheme) + hash + '/' + (slug.empty() ? "picture" : slug.substr(0, 60)) + '.' + std::string(endingOf(kindOf(kind)));
}

Result<std::vector<AssetView>> AssetService::list(bool removed) const {
    const AssetRepository assets(m_session.workspace());
    TRY_ASSIGN(const auto all, assets.list());
    TRY_ASSIGN(const auto mentions, assets.mentions());
    TRY_ASSIGN(const AssetPlace place, this->place());
    std::vector<AssetView> views;
    for (const Asset &asset : all)
        if (removed || asset.removedAt.micros == 0)
            views.push_back(viewOf(asset, mentions, place));
    return views;
}

Result<AssetView> AssetService::find(const std::string &asset) const {
    const std::string hash = assetHash(asset).value_or(asset);
    TRY_ASSIGN(const auto all, list(true));
    std::vector<const AssetView *> named, removed;
    for (const AssetView &one : all) {
        if (one.hash == hash)
            return one;
        if (foldCase(one.name) == foldCase(trimmed(asset)))
            (one.isRemoved ? removed : named).push_back(&one);
    }
    if (named.empty())
        named = std::move(removed);
    if (named.size() > 1)
        return Error(ErrorKind::Conflict, "asset.several").with("image", asset).with("count", std::to_string(named.size()));
    return named.empty() ? Result<AssetView>(Error(ErrorKind::NotFound, "asset.not_found").with("image", asset)) : *named.front();
}

Result<AssetView> AssetService::add(std::string_view bytes, const AssetAddOptions &options, const PictureCodec *codec) {
    const std::string called = options.name.empty() ? "Picture" : options.name;
    if (bytes.size() > kMostGivenBytes)
        return tooLarge("asset.too_large", called, bytes.size(), kMostGivenBytes);
    const auto named = [&](const Error &error) { return Error(error).with("image", called); };
    const auto header = readImageHeader(bytes);
    if (!header)
        return named(header.error());
    const auto kept = fitted(bytes, *header, 2 * std::clamp(options.maxWidth, 1, kMostWidth), codec);
    if (!kept)
        return named(kept.error());
    const bool isFilm = kept->header.isAnimated;
    if (isFilm && kept->bytes.size() > kMostAnimated)
        return tooLarge("asset.animation_too_large", called, kept->bytes.size(), kMostAnimated);
    if (kept->bytes.size() > kMostKept)
        return tooLarge("asset.too_large", called, kept->bytes.size(), kMostKept);
    std::string small;
    if (codec && kept->bytes.size() > kSmallAlready)
        if (auto made = codec->make(kept->bytes, kept->header, kSmallWidth); made && made->bytes.size() < kept->bytes.size())
            small = std::move(made->bytes);
    Asset asset;
    asset.name = nameFor(called, kept->header.kind);
    asset.alt = std::string(trimmed(toNfc(repairUtf8(options.alt))));
    asset.kind = toText(kept->header.kind);
    asset.width = kept->header.width;
    asset.height = kept->header.height;
    asset.isAnimated = isFilm;
    TRY_ASSIGN(const Asset added, AssetRepository(m_session.workspace()).put(asset, kept->bytes, small));
    return find(added.hash);
}

Result<AssetView> AssetService::addFile(const std::string &path, AssetAddOptions options, const PictureCodec *codec) {
    TRY_ASSIGN(const std::string bytes, readAssetFile(path));
    if (options.name.empty())
        options.name = fs::path(path).filename().string();
    return add(bytes, options, codec);
}

Result<AssetView> AssetService::rename(const std::string &hash, const std::string &name) {
    const std::string tidy = tidyName(name);
    if (tidy.empty())
        return Error(ErrorKind::Invalid, "asset.no_name");
    AssetRepository assets(m_session.workspace());
    TRY_ASSIGN(const Asset asset, assets.find(hash));
    TRY(assets.describe(hash, tidy, asset.alt));
    return find(hash);
}

Result<AssetView> AssetService::describe(const std::string &hash, const std::string &alt) {
    AssetRepository assets(m_session.workspace());
    TRY_ASSIGN(const Asset asset, assets.find(hash));
    TRY(assets.describe(hash, asset.name, trimmed(toNfc(repairUtf8(alt)))));
    return find(hash);
}

Result<void> AssetService::remove(const std::string &hash) {
    TRY_ASSIGN(const AssetView asset, find(hash));
    if (asset.usedIn.empty())
        return AssetRepository(m_session.workspace()).remove(asset.hash);
    std::string names;
    for (std::size_t i = 0; i < asset.usedIn.size() && i < 3; ++i)
        names += (i == 0 ? "\"" : ", \"") + asset.usedIn[i].name + '"';
    if (asset.usedIn.size() > 3)
        names += ", ...";
    return Error(ErrorKind::Conflict, "asset.in_use").with("image", asset.name).with("count", std::to_string(asset.usedIn.size())).with("names", names);
}

Result<AssetView> AssetService::restore(const std::string &hash) {
    TRY_ASSIGN(const Asset asset, AssetRepository(m_session.workspace()).restore(hash));
    return find(asset.hash);
}

Result<std::string> AssetService::bytesOf(const std::string &hash) const { return AssetRepository(m_session.workspace()).content(hash); }

Result<std::string> AssetService::smallBytesOf(const std::string &hash) const {
    const AssetRepository assets(m_session.workspace());
    TRY_ASSIGN(std::string small, assets.small(hash));
    return small.empty() ? assets.content(hash) : Result<std::string>(std::move(small));
}

Result<std::size_t> AssetService::exportTo(const std::string &folder, const std::vector<std::string> &hashes, const CancelToken &cancel) const {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!fs::is_directory(folder, failed))
        return Error(ErrorKind::Io, "asset.no_folder").with("folder", folder);
    TRY_ASSIGN(const auto all, list(!hashes.empty()));
    std::size_t written = 0;
    for (const AssetView &asset : all) {
        TRY(cancel.check());
        if (!hashes.empty() && std::find(hashes.begin(), hashes.end(), asset.hash) == hashes.end())
            continue;
        TRY_ASSIGN(const std::string bytes, bytesOf(asset.hash));
        TRY(writeAssetFile(folder, asset.fileName(), bytes));
        ++written;
    }
    return written;
}

Result<AssetPlace> AssetService::place() const {
    TRY_ASSIGN(const Json own, m_session.workspace().setting(kPlace));
    if (own.is_object() && !jsonText(own, "base").empty())
        return AssetPlace{AssetPlace::Kind::Own, jsonText(own, "base"), jsonText(own, "folder")};
    TRY_ASSIGN(const auto corner, cornerRecord(m_session));
    if (corner && corner->isReady())
        return AssetPlace{AssetPlace::Kind::Corner, corner->output("BaseUrl"), {}};
    return AssetPlace{};
}

Result<void> AssetService::setOwnPlace(const std::string &base, const std::string &folder) {
    std::string tidy(trimmed(base));
    while (!tidy.empty() && tidy.back() == '/')
        tidy.pop_back();
    if (tidy.empty())
        return m_session.workspace().setSetting(kPlace, Json());
    const auto url = net::Url::parse(tidy);
    const bool isPublic = url && url->scheme == "https" && url->query.empty() && isPublicHost(url->host) && tidy.find_first_of(" \"'<>()#\\") == std::string::npos;
    if (!isPublic)
        return Error(ErrorKind::Invalid, "asset.bad_base").with("base", tidy);
    std::error_code failed;
    if (!folder.empty() && !fs::is_directory(folder, failed))
        return Error(ErrorKind::NotFound, "asset.no_folder").with("folder", folder);
    return m_session.workspace().setSetting(kPlace, Json{{"base", tidy}, {"folder", folder}});
}

} // namespace audience::service
