#include "workspace/suppression_repository.h"

#include "base/json.h"
#include "base/text.h"
#include "store/statement_shelf.h"
#include "workspace/workspace.h"

#include <array>
#include <cstring>

namespace audience::workspace {

namespace {

constexpr std::array kReasons{SuppressionReason::Bounce,      SuppressionReason::Complaint,
                              SuppressionReason::Unsubscribe, SuppressionReason::Manual,
                              SuppressionReason::Import,      SuppressionReason::Account};

std::optional<Sha256> hashFromText(std::string_view text) {
    const std::optional<std::string> bytes = text.size() == 64 ? fromHex(text) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    Sha256 hash{};
    std::memcpy(hash.data(), bytes->data(), hash.size());
    return hash;
}

// A confirmed sign-up lifts an unsubscribe and nothing else, so what comes later and is graver has to be
// known. What a person, an import or the account said weighs as much as a bounce.
int weightOf(SuppressionReason reason) {
    switch (reason) {
    case SuppressionReason::Complaint:
        return 3;
    case SuppressionReason::Unsubscribe:
        return 1;
    case SuppressionReason::Bounce:
    case SuppressionReason::Manual:
    case SuppressionReason::Import:
    case SuppressionReason::Account:
        return 2;
    }
    return 2;
}

Suppression suppressionAt(const store::Statement &row) {
    Suppression suppression;
    const std::string_view hash = row.blob(0);
    std::memcpy(suppression.hash.data(), hash.data(),
                std::min(hash.size(), suppression.hash.size()));
    suppression.reason = static_cast<SuppressionReason>(row.int64(1));
    suppression.at = Instant{row.int64(2)};
    suppression.source = row.text(3);
    return suppression;
}

} // namespace

std::string_view toText(SuppressionReason reason) {
    switch (reason) {
    case SuppressionReason::Bounce:
        return "bounce";
    case SuppressionReason::Complaint:
        return "complaint";
    case SuppressionReason::Unsubscribe:
        return "unsubscribe";
    case SuppressionReason::Manual:
        return "manual";
    case SuppressionReason::Import:
        return "import";
    case SuppressionReason::Account:
        return "account";
    }
    return "manual";
}

std::optional<SuppressionReason> suppressionReasonFromText(std::string_view text) {
    for (const SuppressionReason reason : kReasons)
        if (text == toText(reason))
            return reason;
    return std::nullopt;
}

Result<bool> SuppressionRepository::add(const store::Connection &connection,
                                        const Suppression &suppression) {
    TRY_ASSIGN(store::Statement insert,
               connection.prepare("INSERT INTO suppression(hash, reason, at, source) "
                                  "VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING"));
    insert.bindBlob(1, asView(suppression.hash)).bind(2, static_cast<int>(suppression.reason));
    TRY(insert.bind(3, suppression.at.micros).bind(4, suppression.source).run());
    if (connection.changes() == 1)
        return true;
    TRY_ASSIGN(const std::optional<Suppression> there, find(connection, suppression.hash));
    if (!there || weightOf(suppression.reason) <= weightOf(there->reason))
        return false;
    // Moment and source go with the reason: the record tells of the event that it stands for.
    TRY_ASSIGN(store::Statement raise,
               connection.prepare("UPDATE suppression SET reason = ?, at = ?, source = ? "
                                  "WHERE hash = ?"));
    raise.bind(1, static_cast<int>(suppression.reason)).bind(2, suppression.at.micros);
    TRY(raise.bind(3, suppression.source).bindBlob(4, asView(suppression.hash)).run());
    return false;
}

Result<std::optional<Suppression>> SuppressionRepository::find(const store::Connection &connection,
                                                               const Sha256 &hash) {
    TRY_ASSIGN(
        store::Statement read,
        store::prepareKept(connection,
                           "SELECT hash, reason, at, source FROM suppression WHERE hash = ?"));
    TRY_ASSIGN(const bool row, read.bindBlob(1, asView(hash)).step());
    return row ? std::optional(suppressionAt(read)) : std::nullopt;
}

Result<std::vector<Suppression>> SuppressionRepository::all(const store::Connection &connection) {
    std::vector<Suppression> all;
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT hash, reason, at, source "
                                                         "FROM suppression ORDER BY hash"));
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return all;
        all.push_back(suppressionAt(read));
    }
}

Result<std::vector<Sha256>> SuppressionRepository::hashes(const store::Connection &connection) {
    std::vector<Sha256> hashes;
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT hash, reason, at, source "
                                                         "FROM suppression ORDER BY hash"));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return hashes;
        hashes.push_back(suppressionAt(read).hash);
    }
}

Result<bool> SuppressionRepository::add(std::string_view address, SuppressionReason reason,
                                        std::string_view source) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<bool> {
        const Suppression suppression{hashOf(address), reason, m_workspace.clock().now(),
                                      std::string(source)};
        TRY_ASSIGN(const bool fresh, add(connection, suppression));
        const Json facts{{"reason", toText(reason)}, {"source", source}, {"new", fresh}};
        TRY(m_workspace.audit().append(connection,
                                       {"suppression.added", "suppression", facts, {}, {}}));
        return fresh;
    });
}

Result<std::optional<Suppression>> SuppressionRepository::remove(std::string_view address) {
    using Removed = std::optional<Suppression>;
    return m_workspace.write([&](const store::Connection &connection) -> Result<Removed> {
        TRY_ASSIGN(const Removed there, find(connection, hashOf(address)));
        TRY_ASSIGN(store::Statement erase,
                   connection.prepare("DELETE FROM suppression WHERE hash = ?"));
        TRY(erase.bindBlob(1, asView(hashOf(address))).run());
        const Json facts{{"known", there.has_value()}};
        TRY(m_workspace.audit().append(connection,
                                       {"suppression.removed", "suppression", facts, {}, {}}));
        return there;
    });
}

Result<void> SuppressionRepository::restore(const Suppression &suppression) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY(add(connection, suppression));
        const Json facts{{"reason", toText(suppression.reason)}, {"source", suppression.source}};
        TRY(m_workspace.audit().append(connection,
                                       {"suppression.restored", "suppression", facts, {}, {}}));
        return {};
    });
}

Result<std::vector<Suppression>> SuppressionRepository::importLines(std::string_view text,
                                                                    std::string_view source, Progress *progress,
                                                                    const CancelToken &cancel) {
    using Added = std::vector<Suppression>;
    const auto whole = static_cast<std::int64_t>(text.size());
    return m_workspace.write([&](const store::Connection &connection) -> Result<Added> {
        Added fresh;
        std::int64_t number = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = trimmed(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (number++ % 1024 == 0) {
                TRY(cancel.check());
                if (progress)
                    progress->set({whole - static_cast<std::int64_t>(text.size()), whole, -1});
            }
            if (line.empty() || line == "hash,reason,time,source")
                continue;
            Suppression suppression{
                {}, SuppressionReason::Import, m_workspace.clock().now(), std::string(source)};
            const std::size_t comma = line.find(',');
            const std::optional<Sha256> hash = hashFromText(line.substr(0, comma));
            if (!hash &&
                (comma != std::string_view::npos || line.find('@') == std::string_view::npos))
                return Error(ErrorKind::Invalid, "suppression.bad_line")
                    .with("line", std::to_string(number));
            suppression.hash = hash ? *hash : hashOf(line);
            if (comma != std::string_view::npos) {
                const std::size_t second = line.find(',', comma + 1);
                const std::size_t third =
                    second == std::string_view::npos ? second : line.find(',', second + 1);
                const auto reason =
                    suppressionReasonFromText(line.substr(comma + 1, second - comma - 1));
                const auto at = third == std::string_view::npos
                                    ? std::nullopt
                                    : instantFromIso(line.substr(second + 1, third - second - 1));
                if (!reason || !at)
                    return Error(ErrorKind::Invalid, "suppression.bad_line")
                        .with("line", std::to_string(number));
                suppression = {*hash, *reason, *at, std::string(line.substr(third + 1))};
            }
            TRY_ASSIGN(const bool added, add(connection, suppression));
            if (added)
                fresh.push_back(std::move(suppression));
        }
        const Json facts{{"source", source}, {"new", fresh.size()}};
        TRY(m_workspace.audit().append(connection,
                                       {"suppression.imported", "suppression", facts, {}, {}}));
        return fresh;
    });
}

Result<void> SuppressionRepository::undoImport(const std::vector<Suppression> &added) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(store::Statement erase,
                   connection.prepare("DELETE FROM suppression WHERE hash = ? AND reason = ? "
                                      "AND at = ? AND source = ?"));
        std::int64_t gone = 0;
        for (const Suppression &one : added) {
            erase.reset();
            erase.bindBlob(1, asView(one.hash)).bind(2, static_cast<int>(one.reason));
            TRY(erase.bind(3, one.at.micros).bind(4, one.source).run());
            gone += connection.changes();
        }
        const Json facts{{"removed", gone}};
        TRY(m_workspace.audit().append(
            connection, {"suppression.import_undone", "suppression", facts, {}, {}}));
        return {};
    });
}

Result<std::string> SuppressionRepository::exportLines() const {
    std::string lines = "hash,reason,time,source\n";
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read, reader->prepare("SELECT hash, reason, at, source "
                                                      "FROM suppression ORDER BY at, hash"));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return lines;
        const Suppression suppression = suppressionAt(read);
        lines += toHex(suppression.hash) + "," + std::string(toText(suppression.reason)) + "," +
                 toIso(suppression.at) + "," + suppression.source + "\n";
    }
}

Result<std::int64_t> SuppressionRepository::count() const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    return reader->scalar("SELECT count(*) FROM suppression");
}

} // namespace audience::workspace
