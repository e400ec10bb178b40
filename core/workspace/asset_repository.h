// The pictures of a workspace, under the hash of their content: the same bytes are kept once. A removed one stays until
// nothing names it any more. Every change is one transaction with an audit entry.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {
class Connection;
}

namespace audience::workspace {

class Workspace;

struct Asset {
    std::string hash; // 32 hexadecimal digits
    std::string name, alt;
    std::string kind; // "png", "jpeg", "gif"
    int width = 0, height = 0;
    std::int64_t bytes = 0;
    bool isAnimated = false;
    Instant addedAt, removedAt; // removedAt.micros 0: it is there
    std::string address;
};

// Something that names a picture.
struct AssetMention {
    std::string kind; // "template", ...; "setting"
    std::int64_t id = 0;
    std::string name;
};

class AssetRepository {
public:
    explicit AssetRepository(Workspace &workspace) : m_workspace(workspace) {}

    static std::string hashOf(std::string_view bytes);

    Result<std::vector<Asset>> list() const; // by name, removed ones too
    Result<Asset> find(std::string_view hash) const; // "asset.not_found" {image}
    // One with the same content stays as it is, and comes back where it was removed. `small` may be empty.
    Result<Asset> put(const Asset &asset, std::string_view content, std::string_view small);
    Result<Asset> describe(std::string_view hash, std::string_view name, std::string_view alt);
    // Removed ones that nothing names any more, and that went 30 days ago or earlier, are deleted on the way.
    Result<void> remove(std::string_view hash);
    Result<Asset> restore(std::string_view hash);
    Result<void> keepAddress(std::string_view hash, std::string_view address);

    // Errors: "asset.not_found" {image}; "asset.damaged" {image}: the bytes are others than were kept.
    Result<std::string> content(std::string_view hash) const;
    Result<std::string> small(std::string_view hash) const; // empty: there is none
    // What is saved now - definitions as they are, and settings - by the hash of the picture it names.
    Result<std::multimap<std::string, AssetMention>> mentions() const;

    // "asset.damaged" {image} for each whose bytes do not give its hash, "asset.lost" {image} for each without bytes.
    static Result<std::vector<Error>> check(const store::Connection &connection);

private:
    Workspace &m_workspace;
};

} // namespace audience::workspace
