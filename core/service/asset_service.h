// The pictures of the workspace: kept in its file under the hash of their content, without what cameras write into them,
// small enough for an email, with the words that stand in for them. Emails name one as `asset:HASH/name.png`; it gets its
// public address when a test or a campaign is armed (see corner_images.h). Any thread; adding and exporting take their
// time: not on the main thread.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/result.h"
#include "service/asset_codec.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

class Session;

// A definition that names the picture.
struct AssetUse {
    std::string kind; // "template", "campaign", ... as the workspace calls its definitions; "setting" for the rest
    std::int64_t id = 0;
    std::string name;
    friend bool operator==(const AssetUse &, const AssetUse &) = default;
};

struct AssetView {
    std::string hash; // 32 hexadecimal digits of the SHA-256 of its bytes
    std::string name; // "Spring sale.png", as people call it
    std::string alt;  // what is read out, and shown instead
    std::string kind; // "png", "jpeg", "gif"
    int width = 0, height = 0; // pixels; shown at half of them it is sharp everywhere
    std::int64_t bytes = 0;
    bool isAnimated = false, isRemoved = false;
    Instant addedAt;
    std::vector<AssetUse> usedIn;
    std::string publicAddress; // where everybody can see it, at the place of today; empty: nowhere yet

    std::string reference() const; // "asset:HASH/spring-sale.png", for src of an email
    std::string fileName() const;  // "HASH.png", as it is uploaded
};

// "asset:HASH/..." as any email may write it; nothing for other addresses.
std::optional<std::string> assetHash(std::string_view address);

// Where pictures go when a test or a campaign is armed.
struct AssetPlace {
    enum class Kind {
        None,   // nobody can see them: there is neither of the two
        Corner, // they are uploaded to the public corner
        Own     // somebody uploads the files of `folder` to `base`; it is looked whether they are there
    };
    Kind kind = Kind::None;
    std::string base;   // "https://img.example.org/mail", without a slash at its end
    std::string folder; // where the files to upload are written; empty: nowhere
};

struct AssetAddOptions {
    std::string name; // empty: the file's, else "Picture"
    std::string alt;
    int maxWidth = 600; // as it is shown; twice as many pixels are kept
};

class AssetService {
public:
    explicit AssetService(Session &session) : m_session(session) {}

    // By name; with `removed` those that were removed and can come back.
    Result<std::vector<AssetView>> list(bool removed = false) const;
    // By hash, by "asset:...", or by name ignoring case. Error "asset.not_found" {image}.
    Result<AssetView> find(const std::string &asset) const;

    // Kept as one that is there already when its content is the same; a removed one comes back. Without a codec only
    // what fits as it is. Errors: those of readImageHeader(), "asset.too_large" {image, size, limit},
    // "asset.animation_too_large" {image, size, limit}, "asset.needs_codec" {image}, those of the codec.
    Result<AssetView> add(std::string_view bytes, const AssetAddOptions &options, const PictureCodec *codec);
    // Error "asset.unreadable" {path, reason}, and those above.
    Result<AssetView> addFile(const std::string &path, AssetAddOptions options, const PictureCodec *codec);

    // Errors: "asset.not_found", "asset.no_name".
    Result<AssetView> rename(const std::string &hash, const std::string &name);
    Result<AssetView> describe(const std::string &hash, const std::string &alt);
    // It stays for versions and campaigns that show it, and can come back. Error "asset.in_use" {image, count, names}.
    Result<void> remove(const std::string &hash);
    Result<AssetView> restore(const std::string &hash);

    // Also of removed ones. Errors: "asset.not_found" {image}, "asset.damaged" {image}.
    Result<std::string> bytesOf(const std::string &hash) const;
    // A smaller one to look at: at most 640 pixels wide.
    Result<std::string> smallBytesOf(const std::string &hash) const;
    // Writes the files under their names for uploading; empty `hashes`: all. Gives how many were written.
    Result<std::size_t> exportTo(const std::string &folder, const std::vector<std::string> &hashes, const CancelToken &cancel = {}) const;

    Result<AssetPlace> place() const;
    // An address of one's own; an empty base goes back to the public corner. Errors: "asset.bad_base" {base},
    // "asset.no_folder" {folder}.
    Result<void> setOwnPlace(const std::string &base, const std::string &folder);

private:
    Session &m_session;
};

// The HTML with every picture of the library written into it as data:, to be looked at without a network; large ones as
// their smaller copies, so that all of them together stay below 1.2 MB. What is not in the library stays as it is.
Result<std::string> withPicturesInside(const Session &session, const std::string &html);

} // namespace audience::service
