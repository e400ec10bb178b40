#include "store/audit_chain.h"

#include "store/connection.h"
#include "store/merkle.h"

#include <cstring>

namespace audience::store {

namespace {

constexpr std::int64_t kEntriesPerHead = 256;
constexpr auto kHeadInterval = std::chrono::minutes(5);
constexpr std::string_view kSelectEntries =
    "SELECT number, entry, leaf FROM audit_entry WHERE number > ? ORDER BY number";

// Members in order of their names at every level, no blanks: one text for one value.
std::string canonical(const Json &json) {
    const nlohmann::json sorted = nlohmann::json::parse(dumpJson(json), nullptr, false);
    return sorted.dump();
}

std::string signedText(const TreeHead &head) {
    return "audience-sync tree head 1\n" + std::to_string(head.size) + "\n" + toHex(head.root) +
           "\n" + toIso(head.at) + "\n";
}

Sha256 digestFrom(std::string_view bytes) {
    Sha256 digest{};
    if (bytes.size() == digest.size())
        std::memcpy(digest.data(), bytes.data(), digest.size());
    return digest;
}

Error breach(std::string_view id, std::string_view name, std::int64_t value) {
    return Error(ErrorKind::Corrupt, id).with(name, std::to_string(value));
}

struct StoredHead {
    TreeHead head;
    std::string peaks;
};

StoredHead headAt(const Statement &row) {
    StoredHead stored;
    stored.head = {row.int64(0), digestFrom(row.blob(1)), Instant{row.int64(2)},
                   std::string(row.text(3)), std::string(row.text(4))};
    stored.peaks = row.blob(5);
    return stored;
}

Result<std::optional<StoredHead>> lastHead(const Connection &connection) {
    TRY_ASSIGN(Statement read,
               connection.prepare("SELECT size, root, at, public_key, signature, peaks "
                                  "FROM audit_head ORDER BY size DESC LIMIT 1"));
    TRY_ASSIGN(const bool row, read.step());
    return row ? std::optional(headAt(read)) : std::nullopt;
}

Result<std::string> saltOf(const Connection &connection, Ordinal person, Rng &rng) {
    TRY_ASSIGN(Statement read, connection.prepare("SELECT salt FROM audit_salt WHERE person = ?"));
    TRY_ASSIGN(const bool known, read.bind(1, person).step());
    if (known)
        return std::string(read.blob(0));
    std::string salt;
    while (salt.size() < 32)
        salt += static_cast<char>(rng.next() >> 32 & 0xff);
    TRY_ASSIGN(Statement insert,
               connection.prepare("INSERT INTO audit_salt(person, salt) VALUES(?, ?)"));
    TRY(insert.bind(1, person).bindBlob(2, salt).run());
    return salt;
}

// An entry without its personal part was erased; one with another part was tampered with.
Result<void> checkPersonal(const Connection &connection, std::int64_t number,
                           const std::string &expected, AuditReport &report) {
    TRY_ASSIGN(
        Statement read,
        connection.prepare("SELECT s.salt, p.payload FROM audit_personal p LEFT JOIN audit_salt s "
                           "ON s.person = p.person WHERE p.number = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, number).step());
    if (!row)
        ++report.erased;
    else if (expected != toHex(sha256(std::string(read.blob(0)) + std::string(read.text(1)))))
        report.breaches.push_back(breach("audit.personal_altered", "number", number));
    return {};
}

} // namespace

bool TreeHead::isSigned() const {
    return isSignedBy(publicKey, signedText(*this), signature);
}

Json toJson(const TreeHead &head) {
    return Json{{"size", head.size},
                {"root", toHex(head.root)},
                {"at", toIso(head.at)},
                {"publicKey", head.publicKey},
                {"signature", head.signature}};
}

Result<TreeHead> treeHeadFromJson(const Json &json) {
    TreeHead head;
    head.size = jsonInt(json, "size", -1);
    const std::optional<std::string> root = fromHex(jsonText(json, "root"));
    const std::optional<Instant> at = instantFromIso(jsonText(json, "at"));
    head.publicKey = jsonText(json, "publicKey");
    head.signature = jsonText(json, "signature");
    if (head.size < 0 || !root || root->size() != head.root.size() || !at)
        return Error(ErrorKind::Invalid, "audit.bad_head");
    head.root = digestFrom(*root);
    head.at = *at;
    return head;
}

AuditChain::AuditChain(Clock &clock, Rng &rng, SigningKey key, std::string actor)
    : m_clock(clock), m_rng(rng), m_key(std::move(key)), m_actor(std::move(actor)) {}

Result<std::int64_t> AuditChain::append(const Connection &connection, const AuditEntry &entry) {
    TRY_ASSIGN(const std::int64_t last, connection.scalar("SELECT max(number) FROM audit_entry"));
    const std::int64_t number = last + 1;
    const Instant at = m_clock.now();
    Json json{{"number", number},   {"at", toIso(at)},          {"actor", m_actor},
              {"kind", entry.kind}, {"subject", entry.subject}, {"facts", entry.facts}};
    std::string payload;
    if (entry.person) {
        payload = canonical(entry.personal);
        TRY_ASSIGN(const std::string salt, saltOf(connection, *entry.person, m_rng));
        json["personal"] = toHex(sha256(salt + payload));
    }
    const std::string text = canonical(json);
    TRY_ASSIGN(Statement insert,
               connection.prepare("INSERT INTO audit_entry(number, entry, leaf) VALUES(?, ?, ?)"));
    TRY(insert.bind(1, number).bind(2, text).bindBlob(3, asView(merkleLeaf(text))).run());
    if (entry.person) {
        TRY_ASSIGN(Statement keep,
                   connection.prepare(
                       "INSERT INTO audit_personal(number, person, payload) VALUES(?, ?, ?)"));
        TRY(keep.bind(1, number).bind(2, *entry.person).bind(3, payload).run());
    }
    TRY_ASSIGN(const std::int64_t headAt,
               connection.scalar("SELECT at FROM audit_head ORDER BY size DESC LIMIT 1"));
    if (number % kEntriesPerHead == 0 || at - Instant{headAt} >= kHeadInterval)
        TRY(signHead(connection));
    return number;
}

Result<TreeHead> AuditChain::signHead(const Connection &connection) {
    MerkleFrontier frontier;
    TRY_ASSIGN(const std::optional<StoredHead> previous, lastHead(connection));
    if (previous) {
        const auto restored = MerkleFrontier::restored(
            static_cast<std::uint64_t>(previous->head.size), previous->peaks);
        if (!restored || restored->root() != previous->head.root)
            return breach("audit.head_broken", "size", previous->head.size);
        frontier = *restored;
    }
    TRY_ASSIGN(Statement read, connection.prepare(kSelectEntries));
    read.bind(1, static_cast<std::int64_t>(frontier.size()));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        frontier.append(digestFrom(read.blob(2)));
    }
    TreeHead head{static_cast<std::int64_t>(frontier.size()),
                  frontier.root(),
                  m_clock.now(),
                  m_key.publicKey(),
                  {}};
    head.signature = m_key.sign(signedText(head));
    TRY_ASSIGN(
        Statement insert,
        connection.prepare(
            "INSERT OR REPLACE INTO audit_head(size, root, at, public_key, signature, peaks) "
            "VALUES(?, ?, ?, ?, ?, ?)"));
    insert.bind(1, head.size)
        .bindBlob(2, asView(head.root))
        .bind(3, head.at.micros)
        .bind(4, head.publicKey);
    TRY(insert.bind(5, head.signature).bindBlob(6, frontier.peaks()).run());
    return head;
}

Result<AuditReport> AuditChain::verify(const Connection &connection,
                                       const std::optional<TreeHead> &anchor) {
    AuditReport report;
    std::vector<StoredHead> heads;
    TRY_ASSIGN(Statement readHeads,
               connection.prepare("SELECT size, root, at, public_key, signature, peaks "
                                  "FROM audit_head ORDER BY size"));
    while (true) {
        TRY_ASSIGN(const bool row, readHeads.step());
        if (!row)
            break;
        heads.push_back(headAt(readHeads));
        report.keys.insert(heads.back().head.publicKey);
        report.lastHead = heads.back().head;
    }
    report.heads = static_cast<std::int64_t>(heads.size());

    MerkleFrontier frontier;
    std::size_t nextHead = 0;
    bool anchored = !anchor;
    const auto compareHeads = [&] {
        const auto size = static_cast<std::int64_t>(frontier.size());
        for (; nextHead < heads.size() && heads[nextHead].head.size == size; ++nextHead) {
            const StoredHead &stored = heads[nextHead];
            if (stored.head.root != frontier.root() || stored.peaks != frontier.peaks() ||
                !stored.head.isSigned())
                report.breaches.push_back(breach("audit.head_broken", "size", size));
        }
        if (anchor && anchor->size == size)
            anchored = anchor->root == frontier.root() && anchor->isSigned();
    };
    compareHeads();
    TRY_ASSIGN(Statement read, connection.prepare(kSelectEntries));
    read.bind(1, std::int64_t{0});
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const std::int64_t number = read.int64(0);
        const std::string text(read.text(1));
        if (number != ++report.entries) {
            report.breaches.push_back(breach("audit.entry_missing", "number", report.entries));
            report.entries = number;
        }
        const Sha256 leaf = merkleLeaf(text);
        const Result<Json> entry = parseJson(text);
        if (asView(leaf) != read.blob(2) || !entry || jsonInt(*entry, "number") != number)
            report.breaches.push_back(breach("audit.entry_altered", "number", number));
        frontier.append(leaf);
        compareHeads();
        if (const std::string personal = entry ? jsonText(*entry, "personal") : std::string();
            !personal.empty())
            TRY(checkPersonal(connection, number, personal, report));
    }
    if (nextHead < heads.size())
        report.breaches.push_back(
            std::move(breach("audit.end_missing", "expected", heads.back().head.size))
                .with("found", std::to_string(frontier.size())));
    if (!anchored)
        report.breaches.push_back(breach("audit.anchor_broken", "size", anchor->size));
    return report;
}

Result<std::string> AuditChain::exportLines(const Connection &connection) {
    std::string lines;
    TRY_ASSIGN(Statement read, connection.prepare(kSelectEntries));
    read.bind(1, std::int64_t{0});
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        lines.append(read.text(1)).append("\n");
    }
    TRY_ASSIGN(const std::optional<StoredHead> head, lastHead(connection));
    if (head)
        lines += dumpJson(Json{{"head", toJson(head->head)}}) + "\n";
    return lines;
}

Result<void> AuditChain::erasePerson(const Connection &connection, Ordinal person) {
    // Overwrite what is freed: a fast delete would leave the words on unused pages.
    TRY(connection.execute("PRAGMA secure_delete = ON"));
    for (const std::string_view sql : {"DELETE FROM audit_personal WHERE person = ?",
                                       "DELETE FROM audit_salt WHERE person = ?"}) {
        TRY_ASSIGN(Statement erase, connection.prepare(sql));
        TRY(erase.bind(1, person).run());
    }
    return connection.execute("PRAGMA secure_delete = FAST");
}

} // namespace audience::store
