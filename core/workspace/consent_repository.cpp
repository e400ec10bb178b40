#include "workspace/consent_repository.h"

#include "base/json.h"
#include "store/statement_shelf.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::workspace {

namespace {

constexpr std::size_t kBitsPerWord = 64, kBytesPerWord = 8;

std::string packed(const engine::Bitmap &people) {
    std::string bytes;
    bytes.reserve(people.words().size() * kBytesPerWord);
    for (const std::uint64_t word : people.words())
        for (std::size_t i = 0; i < kBytesPerWord; ++i)
            bytes += static_cast<char>(word >> (8 * i) & 0xff);
    return bytes;
}

// Cut or filled up to `size` people.
engine::Bitmap unpacked(std::string_view bytes, std::size_t size) {
    engine::Bitmap people(size);
    std::vector<std::uint64_t> &words = people.words();
    for (std::size_t i = 0; i < std::min(bytes.size(), words.size() * kBytesPerWord); ++i)
        words[i / kBytesPerWord] |= std::uint64_t{static_cast<unsigned char>(bytes[i])}
                                    << (8 * (i % kBytesPerWord));
    if (size % kBitsPerWord != 0 && !words.empty())
        words.back() &= (std::uint64_t{1} << (size % kBitsPerWord)) - 1;
    return people;
}

Result<std::int64_t> noteId(const store::Connection &connection, const Consent &consent) {
    TRY_ASSIGN(store::Statement insert,
               connection.prepare("INSERT INTO consent_note(source, wording) VALUES(?, ?) "
                                  "ON CONFLICT DO NOTHING"));
    TRY(insert.bind(1, consent.source).bind(2, consent.wording).run());
    TRY_ASSIGN(store::Statement read,
               connection.prepare("SELECT id FROM consent_note WHERE source = ? AND wording = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, consent.source).bind(2, consent.wording).step());
    return row ? read.int64(0) : std::int64_t{0};
}

// Everybody below `size` whose statement about the topic is `state`.
Result<engine::Bitmap> peopleWith(const store::Connection &connection, TopicId topic,
                                  ConsentState state, std::size_t size) {
    engine::Bitmap people(size);
    TRY_ASSIGN(store::Statement bulk, connection.prepare("SELECT people FROM consent_bulk "
                                                         "WHERE topic = ? AND state = ?"));
    bulk.bind(1, topic.value).bind(2, static_cast<int>(state));
    while (true) {
        TRY_ASSIGN(const bool row, bulk.step());
        if (!row)
            break;
        people |= unpacked(bulk.blob(0), size);
    }
    TRY_ASSIGN(
        store::Statement single,
        connection.prepare("SELECT person, state FROM consent WHERE topic = ? AND person < ?"));
    single.bind(1, topic.value).bind(2, static_cast<std::int64_t>(size));
    while (true) {
        TRY_ASSIGN(const bool row, single.step());
        if (!row)
            return people;
        const auto person = static_cast<Ordinal>(single.int64(0));
        if (single.int64(1) == static_cast<int>(state))
            people.add(person);
        else
            people.remove(person);
    }
}

// Takes the people out of the topic's bulk statements, since a newer one replaces those.
Result<void> takeOutOfBulk(const store::Connection &connection, TopicId topic,
                           const engine::Bitmap &people) {
    struct Layer {
        std::int64_t id;
        engine::Bitmap people;
    };
    std::vector<Layer> changed;
    TRY_ASSIGN(store::Statement read,
               connection.prepare("SELECT id, people FROM consent_bulk WHERE topic = ?"));
    read.bind(1, topic.value);
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        engine::Bitmap layer = unpacked(read.blob(1), read.blob(1).size() * 8);
        const std::uint64_t before = layer.count();
        for (std::size_t i = 0; i < std::min(layer.words().size(), people.words().size()); ++i)
            layer.words()[i] &= ~people.words()[i];
        if (layer.count() != before)
            changed.push_back({read.int64(0), std::move(layer)});
    }
    TRY_ASSIGN(store::Statement erase, connection.prepare("DELETE FROM consent_bulk WHERE id = ?"));
    TRY_ASSIGN(store::Statement update,
               connection.prepare("UPDATE consent_bulk SET people = ? WHERE id = ?"));
    for (const Layer &layer : changed)
        if (layer.people.count() == 0)
            TRY(erase.bind(1, layer.id).run());
        else
            TRY(update.bindBlob(1, packed(layer.people)).bind(2, layer.id).run());
    return {};
}

Result<void> replaceSingles(const store::Connection &connection, TopicId topic,
                            const engine::Bitmap &people, const Consent &consent,
                            std::int64_t note) {
    std::vector<Ordinal> affected;
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT person FROM consent "
                                                         "WHERE topic = ? AND state <> ?"));
    read.bind(1, topic.value).bind(2, static_cast<int>(consent.state));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        if (const auto person = static_cast<Ordinal>(read.int64(0)); people.contains(person))
            affected.push_back(person);
    }
    TRY_ASSIGN(store::Statement update,
               connection.prepare("UPDATE consent SET state = ?, at = ?, note = ? "
                                  "WHERE topic = ? AND person = ?"));
    update.bind(1, static_cast<int>(consent.state)).bind(2, consent.at.micros).bind(3, note);
    for (const Ordinal person : affected)
        TRY(update.bind(4, topic.value).bind(5, person).run());
    return {};
}

Result<Consent> consentIn(const store::Connection &connection, TopicId topic, Ordinal person) {
    // A bulk statement counts only where there is no single one; its bit is looked at in place.
    constexpr const char *kSingle =
        "SELECT c.state, c.at, n.source, n.wording FROM consent c "
        "JOIN consent_note n ON n.id = c.note WHERE topic = ? AND person = ?";
    constexpr const char *kBulk =
        "SELECT b.state, b.at, n.source, n.wording, substr(b.people, ?2, 1) FROM consent_bulk b "
        "JOIN consent_note n ON n.id = b.note WHERE b.topic = ?1";
    const auto consentAt = [](const store::Statement &row) {
        return Consent{static_cast<ConsentState>(row.int64(0)), Instant{row.int64(1)},
                       std::string(row.text(2)), std::string(row.text(3))};
    };
    TRY_ASSIGN(store::Statement single, store::prepareKept(connection, kSingle));
    TRY_ASSIGN(const bool known, single.bind(1, topic.value).bind(2, person).step());
    if (known)
        return consentAt(single);
    TRY_ASSIGN(store::Statement bulk, store::prepareKept(connection, kBulk));
    bulk.bind(1, topic.value).bind(2, std::int64_t{person / 8} + 1);
    while (true) {
        TRY_ASSIGN(const bool row, bulk.step());
        if (!row)
            return Consent();
        const std::string_view byte = bulk.blob(4);
        if (!byte.empty() && (static_cast<unsigned char>(byte.front()) >> (person % 8) & 1) != 0)
            return consentAt(bulk);
    }
}

bool isTopicKey(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

std::string_view wordOf(ConsentState state) {
    return state == ConsentState::Granted ? "granted" : state == ConsentState::Withdrawn ? "withdrawn" : "no consent";
}

} // namespace

std::string_view toText(TopicKind kind) {
    switch (kind) {
    case TopicKind::OptIn:
        return "opt-in";
    case TopicKind::OptOut:
        return "opt-out";
    case TopicKind::Required:
        return "required";
    }
    return "opt-in";
}

std::optional<TopicKind> topicKindFromText(std::string_view text) {
    for (const TopicKind kind : {TopicKind::OptIn, TopicKind::OptOut, TopicKind::Required})
        if (text == toText(kind))
            return kind;
    return std::nullopt;
}

Result<std::vector<Topic>> ConsentRepository::topics() const {
    std::vector<Topic> topics;
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read,
               reader->prepare("SELECT id, key, name, kind FROM topic ORDER BY id"));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return topics;
        topics.push_back({TopicId(read.int64(0)), std::string(read.text(1)),
                          std::string(read.text(2)), static_cast<TopicKind>(read.int64(3))});
    }
}

Result<std::optional<Topic>> ConsentRepository::findTopic(std::string_view key) const {
    TRY_ASSIGN(const std::vector<Topic> all, topics());
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const Topic &topic) { return topic.key == key; });
    return it == all.end() ? std::optional<Topic>() : *it;
}

Result<Topic> ConsentRepository::saveTopic(const Topic &topic) {
    if (!isTopicKey(topic.key))
        return Error(ErrorKind::Invalid, "topic.bad_key").with("key", topic.key);
    return m_workspace.write([&](const store::Connection &connection) -> Result<Topic> {
        TRY_ASSIGN(store::Statement save,
                   connection.prepare(
                       "INSERT INTO topic(key, name, kind) VALUES(?, ?, ?) ON CONFLICT(key) "
                       "DO UPDATE SET name = excluded.name, kind = excluded.kind RETURNING id"));
        save.bind(1, topic.key).bind(2, topic.name.empty() ? topic.key : topic.name);
        TRY_ASSIGN(const bool row, save.bind(3, static_cast<int>(topic.kind)).step());
        Topic saved = topic;
        saved.id = TopicId(row ? save.int64(0) : 0);
        TRY(save.run());
        if (saved.name.empty())
            saved.name = saved.key;
        const Json facts{{"name", saved.name}, {"kind", toText(saved.kind)}};
        TRY(m_workspace.audit().append(connection,
                                       {"topic.saved", "topic " + saved.key, facts, {}, {}}));
        return saved;
    });
}

Result<void> ConsentRepository::removeTopic(std::string_view key) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const std::optional<Topic> topic, findTopic(key));
        if (!topic)
            return {};
        TRY_ASSIGN(store::Statement said,
                   connection.prepare("SELECT EXISTS(SELECT 1 FROM consent WHERE topic = ?1) OR "
                                      "EXISTS(SELECT 1 FROM consent_bulk WHERE topic = ?1)"));
        TRY_ASSIGN(const bool row, said.bind(1, topic->id.value).step());
        if (row && said.int64(0) != 0)
            return Error(ErrorKind::Conflict, "topic.in_use").with("name", topic->name);
        TRY(said.run());
        TRY_ASSIGN(store::Statement erase, connection.prepare("DELETE FROM topic WHERE id = ?"));
        TRY(erase.bind(1, topic->id.value).run());
        TRY(m_workspace.audit().append(
            connection, {"topic.removed", "topic " + topic->key, Json::object(), {}, {}}));
        return {};
    });
}

Result<Consent> ConsentRepository::consentOf(TopicId topic, Ordinal person) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    return consentIn(*reader, topic, person);
}

Result<void> ConsentRepository::set(TopicId topic, Ordinal person, const Consent &consent) {
    if (consent.state == ConsentState::Unknown)
        return Error(ErrorKind::Invalid, "consent.no_state");
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const std::int64_t note, noteId(connection, consent));
        TRY_ASSIGN(
            store::Statement save,
            connection.prepare("INSERT OR REPLACE INTO consent(topic, person, state, at, note) "
                               "VALUES(?, ?, ?, ?, ?)"));
        save.bind(1, topic.value).bind(2, person).bind(3, static_cast<int>(consent.state));
        TRY(save.bind(4, consent.at.micros).bind(5, note).run());
        const Json facts{{"state", wordOf(consent.state)}, {"source", consent.source}};
        const Json personal{
            {"person", person}, {"at", toIso(consent.at)}, {"wording", consent.wording}};
        TRY(m_workspace.audit().append(
            connection,
            {"consent.changed", "topic " + std::to_string(topic.value), facts, person, personal}));
        return {};
    });
}

Result<std::uint64_t> ConsentRepository::setMany(TopicId topic, const engine::Bitmap &people,
                                                 const Consent &consent) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<std::uint64_t> {
        engine::Bitmap reached = people;
        if (consent.state != ConsentState::Withdrawn) {
            TRY_ASSIGN(const engine::Bitmap left,
                       peopleWith(connection, topic, ConsentState::Withdrawn, people.size()));
            reached.andNot(left);
        }
        TRY_ASSIGN(const std::int64_t note, noteId(connection, consent));
        TRY(takeOutOfBulk(connection, topic, reached));
        TRY(replaceSingles(connection, topic, reached, consent, note));
        TRY_ASSIGN(store::Statement insert,
                   connection.prepare("INSERT INTO consent_bulk(topic, state, at, note, people) "
                                      "VALUES(?, ?, ?, ?, ?)"));
        insert.bind(1, topic.value)
            .bind(2, static_cast<int>(consent.state))
            .bind(3, consent.at.micros);
        TRY(insert.bind(4, note).bindBlob(5, packed(reached)).run());
        const std::uint64_t count = reached.count();
        const Json facts{{"state", wordOf(consent.state)},
                         {"people", count},
                         {"withdrawn before", people.count() - count},
                         {"at", toIso(consent.at)},
                         {"source", consent.source},
                         {"wording", consent.wording}};
        TRY(m_workspace.audit().append(
            connection,
            {"consent.imported", "topic " + std::to_string(topic.value), facts, {}, {}}));
        return count;
    });
}

Result<ConsentRepository::StatedResult> ConsentRepository::setEach(const store::Connection &connection, TopicId topic,
                                                                   const std::vector<Stated> &statements,
                                                                   const std::vector<std::string> &sources,
                                                                   std::string_view wording) {
    StatedResult result;
    std::vector<std::int64_t> notes(sources.size(), 0);
    TRY_ASSIGN(store::Statement single, connection.prepare("SELECT state, at FROM consent WHERE topic = ? AND person = ?"));
    TRY_ASSIGN(store::Statement save, connection.prepare("INSERT OR REPLACE INTO consent(topic, person, state, at, note) "
                                                         "VALUES(?, ?, ?, ?, ?)"));
    for (const Stated &one : statements) {
        TRY_ASSIGN(const Consent now, consentIn(connection, topic, one.person));
        single.bind(1, topic.value).bind(2, one.person);
        TRY_ASSIGN(const bool isOwn, single.step());
        single.reset();
        const bool isGrant = one.state == ConsentState::Granted;
        if (now.state == one.state && (isOwn || !isGrant))
            continue;
        if (isGrant && now.state == ConsentState::Withdrawn && now.at >= one.at) {
            ++result.leftBefore;
            continue;
        }
        if (!isGrant && isOwn && now.state == ConsentState::Granted && now.at > one.at) {
            result.agreedSince.push_back(one.person);
            continue;
        }
        std::int64_t &note = notes[one.source];
        if (note == 0) {
            TRY_ASSIGN(note, noteId(connection, {one.state, one.at, sources[one.source], std::string(wording)}));
        }
        save.bind(1, topic.value).bind(2, one.person).bind(3, static_cast<int>(one.state)).bind(4, one.at.micros).bind(5, note);
        TRY(save.run());
        ++(isGrant ? result.granted : result.withdrawn);
    }
    if (result.granted + result.withdrawn > 0)
        TRY(m_workspace.audit().append(connection, {"consent.moved_in", "topic " + std::to_string(topic.value),
                                                    Json{{"granted", result.granted}, {"withdrawn", result.withdrawn},
                                                         {"withdrawn before", result.leftBefore}, {"wording", std::string(wording)}},
                                                    {}, {}}));
    return result;
}

Result<void> ConsentRepository::forEachStatement(
    const store::Connection &connection, TopicId topic, std::size_t size,
    const std::function<void(const Consent &, const engine::Bitmap &)> &many,
    const std::function<void(const Consent &, Ordinal)> &single) {
    const auto consentAt = [](const store::Statement &row) {
        return Consent{static_cast<ConsentState>(row.int64(0)), Instant{row.int64(1)}, std::string(row.text(2)), {}};
    };
    TRY_ASSIGN(store::Statement bulk,
               connection.prepare("SELECT b.state, b.at, n.source, b.people FROM consent_bulk b "
                                  "JOIN consent_note n ON n.id = b.note WHERE b.topic = ?"));
    bulk.bind(1, topic.value);
    for (;;) {
        TRY_ASSIGN(const bool row, bulk.step());
        if (!row)
            break;
        many(consentAt(bulk), unpacked(bulk.blob(3), size));
    }
    TRY_ASSIGN(store::Statement one,
               connection.prepare("SELECT c.state, c.at, n.source, c.person FROM consent c JOIN "
                                  "consent_note n ON n.id = c.note WHERE c.topic = ? AND c.person < ?"));
    one.bind(1, topic.value).bind(2, static_cast<std::int64_t>(size));
    for (;;) {
        TRY_ASSIGN(const bool row, one.step());
        if (!row)
            return {};
        single(consentAt(one), static_cast<Ordinal>(one.int64(3)));
    }
}

Result<ConsentMemo> ConsentRepository::remember(const store::Connection &connection,
                                                TopicId topic) {
    ConsentMemo memo{topic, {}, {}};
    TRY_ASSIGN(store::Statement single, connection.prepare("SELECT person, state, at, note FROM "
                                                           "consent WHERE topic = ?"));
    single.bind(1, topic.value);
    for (;;) {
        TRY_ASSIGN(const bool row, single.step());
        if (!row)
            break;
        memo.singles.push_back({static_cast<Ordinal>(single.int64(0)), single.int64(1),
                                single.int64(2), single.int64(3)});
    }
    TRY_ASSIGN(store::Statement bulk, connection.prepare("SELECT state, at, note, people FROM "
                                                         "consent_bulk WHERE topic = ? ORDER BY id"));
    bulk.bind(1, topic.value);
    for (;;) {
        TRY_ASSIGN(const bool row, bulk.step());
        if (!row)
            return memo;
        memo.bulks.push_back(
            {bulk.int64(0), bulk.int64(1), bulk.int64(2), std::string(bulk.blob(3))});
    }
}

Result<void> ConsentRepository::restore(const store::Connection &connection,
                                        const ConsentMemo &memo) {
    for (const char *sql :
         {"DELETE FROM consent WHERE topic = ?", "DELETE FROM consent_bulk WHERE topic = ?"}) {
        TRY_ASSIGN(store::Statement clear, connection.prepare(sql));
        TRY(clear.bind(1, memo.topic.value).run());
    }
    TRY_ASSIGN(store::Statement single, connection.prepare("INSERT INTO consent(topic, person, "
                                                           "state, at, note) VALUES(?, ?, ?, ?, ?)"));
    for (const ConsentMemo::Single &one : memo.singles) {
        single.bind(1, memo.topic.value).bind(2, one.person).bind(3, one.state);
        TRY(single.bind(4, one.at).bind(5, one.note).run());
    }
    TRY_ASSIGN(store::Statement bulk, connection.prepare("INSERT INTO consent_bulk(topic, state, "
                                                         "at, note, people) VALUES(?, ?, ?, ?, ?)"));
    for (const ConsentMemo::Bulk &one : memo.bulks) {
        bulk.bind(1, memo.topic.value).bind(2, one.state).bind(3, one.at).bind(4, one.note);
        TRY(bulk.bindBlob(5, one.people).run());
    }
    return {};
}

Result<engine::Bitmap> ConsentRepository::allowed(const store::Connection &connection,
                                                  const Topic &topic, std::size_t size) {
    if (topic.kind == TopicKind::OptIn)
        return peopleWith(connection, topic.id, ConsentState::Granted, size);
    engine::Bitmap all = unpacked(std::string((size + 7) / 8, '\xff'), size);
    if (topic.kind == TopicKind::OptOut) {
        TRY_ASSIGN(const engine::Bitmap left,
                   peopleWith(connection, topic.id, ConsentState::Withdrawn, size));
        all.andNot(left);
    }
    return all;
}

Result<bool> ConsentRepository::isAllowed(const store::Connection &connection, const Topic &topic,
                                          Ordinal person) {
    if (topic.kind == TopicKind::Required)
        return true;
    TRY_ASSIGN(const Consent consent, consentIn(connection, topic.id, person));
    return topic.kind == TopicKind::OptIn ? consent.state == ConsentState::Granted
                                          : consent.state != ConsentState::Withdrawn;
}

Result<bool> ConsentRepository::hasAny() const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(const std::int64_t found, reader->scalar("SELECT EXISTS(SELECT 1 FROM consent) OR "
                                                        "EXISTS(SELECT 1 FROM consent_bulk)"));
    return found != 0;
}

Result<void> ConsentRepository::recordLegalBasis(std::string_view subject, std::string_view basis,
                                                 std::string_view statement) {
    return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(store::Statement insert,
                   connection.prepare("INSERT INTO legal_basis(subject, basis, statement, at) "
                                      "VALUES(?, ?, ?, ?)"));
        insert.bind(1, subject).bind(2, basis).bind(3, statement);
        TRY(insert.bind(4, m_workspace.clock().now().micros).run());
        const Json facts{{"basis", basis}, {"statement", statement}};
        TRY(m_workspace.audit().append(
            connection, {"legal_basis.recorded", std::string(subject), facts, {}, {}}));
        return {};
    });
}

Result<std::optional<std::string>> ConsentRepository::legalBasis(std::string_view subject) const {
    TRY_ASSIGN(const Reader reader, m_workspace.reader());
    TRY_ASSIGN(store::Statement read,
               reader->prepare("SELECT basis FROM legal_basis WHERE subject = ? "
                               "ORDER BY id DESC LIMIT 1"));
    TRY_ASSIGN(const bool row, read.bind(1, subject).step());
    return row ? std::optional(std::string(read.text(0))) : std::nullopt;
}

} // namespace audience::workspace
