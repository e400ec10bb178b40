#include "workspace/asset_repository.h"

#include "base/digest.h"
#include "base/fault_point.h"
#include "base/text.h"
#include "workspace/definition_repository.h"
#include "workspace/workspace.h"

#include <chrono>
#include <set>

namespace audience::workspace {

namespace {

constexpr std::string_view kScheme = "asset:";
constexpr std::size_t kHashSize = 32;
constexpr std::chrono::hours kKeptRemoved{30 * 24};
constexpr std::string_view kColumns = "SELECT hash, name, alt, kind, width, height, bytes, animated, added_at, removed_at, address FROM asset ";

Asset assetAt(const store::Statement &row) {
    Asset asset;
    asset.hash = row.text(0);
    asset.name = row.text(1);
    asset.alt = row.text(2);
    asset.kind = row.text(3);
    asset.width = static_cast<int>(row.int64(4));
    asset.height = static_cast<int>(row.int64(5));
    asset.bytes = row.int64(6);
    asset.isAnimated = row.int64(7) != 0;
    asset.addedAt = Instant{row.int64(8)};
    asset.removedAt = Instant{row.int64(9)};
    asset.address = row.text(10);
    return asset;
}

Error notFound(std::string_view hash) { return Error(ErrorKind::NotFound, "asset.not_found").with("image", hash); }

Result<Asset> assetOf(const store::Connection &connection, std::string_view hash) {
    TRY_ASSIGN(store::Statement read, connection.prepare(std::string(kColumns) + "WHERE hash = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, hash).step());
    return row ? Result<Asset>(assetAt(read)) : notFound(hash);
}

Result<void> note(Workspace &workspace, const store::Connection &connection, std::string_view what, const Asset &asset) {
    const Json facts{{"name", asset.name}, {"bytes", asset.bytes}};
    TRY(workspace.audit().append(connection, {"asset." + std::string(what), "asset " + asset.hash, facts, {}, {}}));
    return {};
}

// The hashes that a text names.
std::set<std::string> named(std::string_view text) {
    std::set<std::string> hashes;
    for (std::size_t at = text.find(kScheme); at != std::string_view::npos; at = text.find(kScheme, at + 1)) {
        const std::string hash = toLowerAscii(text.substr(at + kScheme.size(), kHashSize));
        if (hash.size() == kHashSize && hash.find_first_not_of("0123456789abcdef") == std::string::npos)
            hashes.insert(hash);
    }
    return hashes;
}

// Those that nothing names: no definition, no version of one, no setting.
Result<void> sweep(const store::Connection &connection, Instant now) {
    TRY_ASSIGN(store::Statement old, connection.prepare("SELECT hash FROM asset WHERE removed_at > 0 AND removed_at < ?"));
    std::set<std::string> unused;
    old.bind(1, (now - kKeptRemoved).micros);
    for (;;) {
        TRY_ASSIGN(const bool row, old.step());
        if (!row)
            break;
        unused.emplace(old.text(0));
    }
    if (unused.empty())
        return {};
    TRY_ASSIGN(store::Statement texts, connection.prepare("SELECT body FROM definition WHERE instr(body, 'asset:') UNION ALL "
                                                          "SELECT body FROM definition_revision WHERE instr(body, 'asset:') UNION ALL "
                                                          "SELECT value FROM setting WHERE instr(value, 'asset:')"));
    for (;;) {
        TRY_ASSIGN(const bool row, texts.step());
        if (!row)
            break;
        for (const std::string &hash : named(texts.text(0)))
            unused.erase(hash);
    }
    for (const char *sql : {"DELETE FROM asset_content WHERE hash = ?", "DELETE FROM asset WHERE hash = ?"}) {
        TRY_ASSIGN(store::Statement gone, connection.prepare(sql));
        for (const std::string &hash : unused)
            TRY(gone.bind(1, hash).run());
    }
    return {};
}

} // namespace

std::string AssetRepository::hashOf(std::string_view bytes) { return toHex(sha256(bytes)).substr(0, kHashSize); }

Result<std::vector<Asset>> AssetRepository::list() const {
    std::vector<Asset> assets;
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare(std::string(kColumns) + "ORDER BY lower(name), hash"));
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return assets;
        assets.push_back(assetAt(read));
    }
}

Result<Asset> AssetRepository::find(std::string_view hash) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    return assetOf(*reader, hash);
}

Result<Asset> AssetRepository::put(const Asset &asset, std::string_view content, std::string_view small) {
    const std::string hash = hashOf(content);
    return m_workspace.write([&](const store::Connection &connection) -> Result<Asset> {
        if (auto known = assetOf(connection, hash)) {
            if (known->removedAt.micros == 0)
                return known;
            TRY_ASSIGN(store::Statement back, connection.prepare("UPDATE asset SET removed_at = 0 WHERE hash = ?"));
            TRY(back.bind(1, hash).run());
            TRY(note(m_workspace, connection, "restored", *known));
            return assetOf(connection, hash);
        }
        TRY_ASSIGN(store::Statement insert, connection.prepare("INSERT INTO asset(hash, name, alt, kind, width, height, bytes, animated, added_at, "
                                                               "removed_at, address) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')"));
        insert.bind(1, hash).bind(2, asset.name).bind(3, asset.alt).bind(4, asset.kind).bind(5, asset.width).bind(6, asset.height);
        insert.bind(7, static_cast<std::int64_t>(content.size())).bind(8, asset.isAnimated ? 1 : 0);
        TRY(insert.bind(9, m_workspace.clock().now().micros).run());
        faultPoint("asset.row.written");
        TRY_ASSIGN(store::Statement fill, connection.prepare("INSERT INTO asset_content(hash, content, small) VALUES(?, ?, ?)"));
        TRY(fill.bind(1, hash).bindBlob(2, content).bindBlob(3, small).run());
        faultPoint("asset.content.written");
        TRY_ASSIGN(Asset added, assetOf(connection, hash));
        TRY(note(m_workspace, connection, "added", added));
        return added;
    });
}

Result<Asset> AssetRepository::describe(std::string_view hash, std::string_view name, std::string_view alt) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<Asset> {
        TRY(assetOf(connection, hash));
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE asset SET name = ?, alt = ? WHERE hash = ?"));
        TRY(save.bind(1, name).bind(2, alt).bind(3, hash).run());
        TRY_ASSIGN(Asset saved, assetOf(connection, hash));
        TRY(note(m_workspace, connection, "described", saved));
        return saved;
    });
}

Result<void> AssetRepository::remove(std::string_view hash) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const Asset asset, assetOf(connection, hash));
        const Instant now = m_workspace.clock().now();
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE asset SET removed_at = ? WHERE hash = ?"));
        TRY(save.bind(1, now.micros).bind(2, hash).run());
        TRY(note(m_workspace, connection, "removed", asset));
        return sweep(connection, now);
    });
}

Result<Asset> AssetRepository::restore(std::string_view hash) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<Asset> {
        TRY_ASSIGN(const Asset asset, assetOf(connection, hash));
        if (asset.removedAt.micros == 0)
            return asset;
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE asset SET removed_at = 0 WHERE hash = ?"));
        TRY(save.bind(1, hash).run());
        TRY(note(m_workspace, connection, "restored", asset));
        return assetOf(connection, hash);
    });
}

// It can be found out again: no audit entry.
Result<void> AssetRepository::keepAddress(std::string_view hash, std::string_view address) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(store::Statement save, connection.prepare("UPDATE asset SET address = ?1 WHERE hash = ?2 AND address <> ?1"));
        return save.bind(1, address).bind(2, hash).run();
    });
}

Result<std::string> AssetRepository::content(std::string_view hash) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare("SELECT content FROM asset_content WHERE hash = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, hash).step());
    if (!row)
        return notFound(hash);
    std::string bytes(read.blob(0));
    if (hashOf(bytes) != hash)
        return Error(ErrorKind::Corrupt, "asset.damaged").with("image", hash);
    return bytes;
}

Result<std::string> AssetRepository::small(std::string_view hash) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare("SELECT small FROM asset_content WHERE hash = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, hash).step());
    return row ? Result<std::string>(std::string(read.blob(0))) : notFound(hash);
}

Result<std::multimap<std::string, AssetMention>> AssetRepository::mentions() const {
    std::multimap<std::string, AssetMention> found;
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare("SELECT kind, id, name, body FROM definition WHERE instr(body, 'asset:') UNION ALL "
                                                      "SELECT 0, 0, name, value FROM setting WHERE instr(value, 'asset:') ORDER BY 1, 3"));
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return found;
        const std::string kind = read.int64(0) == 0 ? "setting" : std::string(toText(static_cast<DefinitionKind>(read.int64(0))));
        for (const std::string &hash : named(read.text(3)))
            found.emplace(hash, AssetMention{kind, read.int64(1), std::string(read.text(2))});
    }
}

Result<std::vector<Error>> AssetRepository::check(const store::Connection &connection) {
    std::vector<Error> faults;
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT a.name, a.hash, c.content FROM asset a LEFT JOIN asset_content c ON c.hash = a.hash"));
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return faults;
        if (read.isNull(2))
            faults.push_back(Error(ErrorKind::Corrupt, "asset.lost").with("image", read.text(0)));
        else if (hashOf(read.blob(2)) != read.text(1))
            faults.push_back(Error(ErrorKind::Corrupt, "asset.damaged").with("image", read.text(0)));
    }
}

} // namespace audience::workspace
