// Confirmed sign-ups become people.
#include "service/corner_people.h"

#include "base/fault_point.h"
#include "base/text.h"
#include "email/address.h"
#include "service/corner_address_book.h"
#include "service/corner_taking.h"
#include "service/corner_values.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "store/dataset_writer.h"
#include "store/identity_map.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <algorithm>

namespace audience::service {

namespace {

using engine::Cell;
using workspace::ConsentRepository;
using workspace::ConsentState;
using workspace::SuppressionRepository;

struct SignUp {
    std::int64_t entry = 0;
    Sha256 hash{};
    workspace::TopicId topic;
    std::string topicName; // empty: the topic is gone
    Instant at, confirmedAt; // 0: not confirmed
    Json said;
    bool isBlocked = false;
};

struct Signers {
    std::vector<SignUp> confirmed;
    std::vector<std::int64_t> expired;
};

Result<Signers> signersOf(const store::Connection &connection, Instant now, bool again) {
    TRY_ASSIGN(auto rows, connection.prepare("SELECT id, address, topic, name, at, confirmed, body FROM (SELECT e.id, e.address, e.subject AS topic, "
                                             "coalesce(t.name, '') AS name, e.at, e.body, coalesce((SELECT min(c.at) FROM corner_entry c WHERE c.kind = 'confirm' "
                                             "AND c.address = e.address AND c.subject = e.subject AND c.at >= e.at), 0) AS confirmed "
                                             "FROM corner_entry e LEFT JOIN topic t ON t.id = e.subject LEFT JOIN corner_outcome o ON o.entry = e.id "
                                             "WHERE e.kind = 'form' AND (o.entry IS NULL OR (?1 AND o.state = 'aside'))) "
                                             "WHERE confirmed <> 0 OR at < ?2 ORDER BY id LIMIT ?3"));
    rows.bind(1, again ? 1 : 0).bind(2, (now - kSignUpWaits).micros).bind(3, kEntriesAtOnce);
    Signers found;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return found;
        SignUp one;
        one.entry = rows.int64(0);
        const std::string_view hash = rows.blob(1);
        std::copy_n(hash.begin(), std::min(hash.size(), one.hash.size()), one.hash.begin());
        one.topic = workspace::TopicId(rows.int64(2));
        one.topicName = rows.text(3);
        one.at = Instant{rows.int64(4)};
        one.confirmedAt = Instant{rows.int64(5)};
        const Instant until = one.confirmedAt.micros != 0 ? one.confirmedAt : now;
        if (until - one.at > kSignUpWaits) {
            found.expired.push_back(one.entry);
        } else if (one.confirmedAt.micros != 0) {
            auto said = parseJson(rows.blob(6));
            one.said = said ? *std::move(said) : Json::object();
            found.confirmed.push_back(std::move(one));
        }
    }
}

// One row of the people as it will be.
struct Person {
    std::vector<Ordinal> known; // who has the address already
    std::vector<Cell> cells;    // of the dataset's fields; empty: nothing is written
    Ordinal ordinal = store::kNoOrdinal;
    bool isNew = false;
};

class Taking {
public:
    Taking(Session &session, const People &people, CornerFieldMap map) : m_session(session), m_people(people), m_info(people.dataset()), m_map(std::move(map)) {}

    Result<void> plan(AddressBook &book, std::vector<SignUp> signUps) {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        for (SignUp &one : signUps) {
            if (one.topicName.empty()) {
                m_aside.emplace_back(one.entry, Error(ErrorKind::NotFound, "corner.topic_gone"));
                continue;
            }
            TRY_ASSIGN(const auto blocked, SuppressionRepository::find(*reader, one.hash));
            one.isBlocked = blocked.has_value();
            const auto [place, isFirst] = m_rows.try_emplace(std::string(asView(one.hash)));
            if (isFirst) {
                TRY(begin(place->second, book, one));
            }
            TRY(fill(place->second, one));
            m_signUps.push_back(std::move(one));
        }
        return {};
    }

    Result<CornerTaking> write(const std::vector<std::int64_t> &expired) {
        workspace::Workspace &file = m_session.workspace();
        const Instant now = file.clock().now();
        CornerTaking report;
        TRY(file.write([&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(const auto current, store::DatasetReader::find(connection, m_info.name));
            if (!current || current->generation != m_info.generation)
                return Error(ErrorKind::Conflict, "dataset.stale").with("dataset", m_info.name);
            TRY(writeRows(connection, now, report));
            for (const SignUp &one : m_signUps)
                TRY(settle(connection, one, now, report));
            for (const auto &[entry, reason] : m_aside)
                TRY(noteOutcome(connection, entry, "aside", now, std::nullopt, reason));
            TRY(forgetExpired(connection, expired, now));
            report.aside = static_cast<std::int64_t>(m_aside.size());
            report.expired = static_cast<std::int64_t>(expired.size());
            if (report.people > 0)
                TRY(file.audit().append(connection, {"corner.people_taken", "dataset " + m_info.name,
                                                     Json{{"sign_ups", report.people}, {"new", report.added}, {"blocked", report.blocked}}, {}, {}}));
            faultPoint("corner.people_before_commit");
            return {};
        }));
        faultPoint("corner.people_committed");
        return report;
    }

    // What somebody typed is not kept longer than it may be of use.
    static Result<void> forgetExpired(const store::Connection &connection, const std::vector<std::int64_t> &expired, Instant now) {
        TRY_ASSIGN(auto empty, connection.prepare("UPDATE corner_entry SET body = x'7b7d' WHERE id = ?"));
        for (const std::int64_t entry : expired) {
            TRY(empty.bind(1, entry).run());
            TRY(noteOutcome(connection, entry, "expired", now));
        }
        return {};
    }

private:
    Result<void> begin(Person &person, AddressBook &book, const SignUp &one) {
        TRY_ASSIGN(person.known, book.behind(one.hash, store::kNoOrdinal));
        if (!person.known.empty())
            return {};
        person.isNew = true;
        person.cells.assign(m_info.fields.size(), Cell());
        const auto address = email::normalisedAddress(jsonText(one.said, "email"));
        put(person, m_info.emailField, address ? *address : jsonText(one.said, "email"), true);
        return {};
    }

    // The fields of one sign-up; where people share an address, nobody knows whose they are.
    Result<void> fill(Person &person, const SignUp &one) {
        if (person.known.size() > 1)
            return {};
        for (const auto &[name, value] : one.said.items()) {
            const std::string column = columnFor(name);
            if (name == "email" || column.empty() || column == m_info.emailField || column == m_info.keyField)
                continue;
            if (!person.isNew && person.cells.empty()) {
                TRY_ASSIGN(const Cell now, cellOfPerson(column, person.known.front()));
                if (!std::holds_alternative<std::monostate>(now) && !m_map.overwrites)
                    continue;
                TRY(load(person));
            }
            put(person, column, textOf(&value), m_map.overwrites);
        }
        return {};
    }

    std::string columnFor(const std::string &field) const {
        if (const auto mapped = m_map.columns.find(field); mapped != m_map.columns.end())
            return mapped->second;
        if (m_info.fieldIndex(field))
            return field;
        for (const engine::Field &one : m_info.fields)
            if (foldCase(one.name) == foldCase(field))
                return one.name;
        return {};
    }

    Result<Cell> cellOfPerson(const std::string &column, Ordinal person) const {
        TRY_ASSIGN(const auto values, m_people.column(column));
        return cellOf(*values, person);
    }

    // A row replaces the whole of the one before it.
    Result<void> load(Person &person) const {
        person.ordinal = person.known.front();
        for (const engine::Field &field : m_info.fields) {
            TRY_ASSIGN(Cell cell, cellOfPerson(field.name, person.ordinal));
            person.cells.push_back(std::move(cell));
        }
        return {};
    }

    // What is no value of the column stays with the entry.
    void put(Person &person, const std::string &column, const std::string &text, bool overwrites) const {
        const auto index = m_info.fieldIndex(column);
        if (!index)
            return;
        Cell &cell = person.cells[*index];
        if (!std::holds_alternative<std::monostate>(cell) && !overwrites)
            return;
        if (auto value = cellFromText(text, m_info.fields[*index]))
            cell = *std::move(value);
    }

    Result<void> writeRows(const store::Connection &connection, Instant now, CornerTaking &report) {
        const bool isAny = std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return !row.second.cells.empty(); });
        if (!isAny)
            return {};
        TRY_ASSIGN(auto identity, store::IdentityMap::load(connection));
        TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, m_info, store::WriteMode::Upsert, now));
        store::ChunkRows rows;
        for (const engine::Field &field : writer.info().fields) {
            rows.columns.emplace_back();
            rows.columns.back().type = field.type;
            rows.columns.back().scale = field.scale;
        }
        for (auto &[hash, person] : m_rows) {
            if (person.cells.empty())
                continue;
            if (person.isNew) {
                TRY(nameNew(person, identity, hash));
                ++report.added;
            }
            for (std::size_t i = 0; i < person.cells.size(); ++i)
                engine::appendCell(rows.columns[i], person.cells[i]);
            rows.ordinals.push_back(person.ordinal);
            ++rows.rows;
        }
        TRY(writer.addRows(std::move(rows)));
        TRY(identity.appendTo(writer));
        TRY_ASSIGN(const store::WriteResult written, writer.commit());
        (void)written;
        return {};
    }

    // The key of somebody whom the customer's own system does not know yet.
    Result<void> nameNew(Person &person, store::IdentityMap &identity, const std::string &hash) {
        const std::size_t key = m_info.fieldIndex(m_info.keyField).value_or(0);
        const engine::Field &field = m_info.fields[key];
        const std::string address = engine::toText(person.cells[m_info.fieldIndex(m_info.emailField).value_or(0)]);
        std::string text = address;
        if (field.type == engine::ColumnType::Int64) {
            TRY_ASSIGN(text, freeNumber());
        } else if (m_info.keyField != m_info.emailField) {
            text = "form-" + toHex(hash).substr(0, 24);
        }
        for (int next = 2; identity.find(text) && m_info.keyField != m_info.emailField; ++next)
            text = "form-" + toHex(hash).substr(0, 24) + '-' + std::to_string(next);
        auto cell = cellFromText(text, field);
        if (!cell)
            return Error(ErrorKind::Invalid, "corner.no_key_for_sign_ups").with("column", field.name);
        person.cells[key] = *std::move(cell);
        person.ordinal = identity.findOrAdd(text);
        identity.link(foldCase(toNfc(address)), store::IdentityKind::Email, person.ordinal);
        return {};
    }

    // Below zero, where no shop counts its customers.
    Result<std::string> freeNumber() {
        if (m_smallest > 0) {
            m_smallest = 0;
            TRY_ASSIGN(const auto keys, m_people.column(m_info.keyField));
            for (std::size_t row = 0; row < keys->size; ++row)
                if (keys->isValid(row))
                    m_smallest = std::min(m_smallest, keys->intAt(row));
        }
        return std::to_string(--m_smallest);
    }

    Result<void> settle(const store::Connection &connection, const SignUp &one, Instant now, CornerTaking &report) {
        const Person &person = m_rows[std::string(asView(one.hash))];
        const std::vector<Ordinal> people = person.isNew ? std::vector<Ordinal>{person.ordinal} : person.known;
        ++report.people;
        report.blocked += one.isBlocked ? 1 : 0;
        ConsentRepository consents(m_session.workspace());
        for (const Ordinal ordinal : people) {
            TRY_ASSIGN(const auto standing, consents.consentOf(one.topic, ordinal));
            const bool hasLeft = standing.state == ConsentState::Withdrawn && standing.at > one.confirmedAt;
            if (!one.isBlocked && !hasLeft)
                TRY(consents.set(one.topic, ordinal, {ConsentState::Granted, one.confirmedAt, "form", "sign-up page: " + one.topicName}));
        }
        const auto told = one.isBlocked ? std::optional<Error>(Error(ErrorKind::Refused, "corner.sign_up_blocked")) : std::nullopt;
        return noteOutcome(connection, one.entry, "taken", now, people.front(), told);
    }

    Session &m_session;
    const People &m_people;
    const store::DatasetInfo m_info;
    const CornerFieldMap m_map;
    std::vector<SignUp> m_signUps;
    std::vector<std::pair<std::int64_t, Error>> m_aside;
    std::map<std::string, Person> m_rows; // by the hash of the address
    std::int64_t m_smallest = 1;          // above 0: not looked for yet
};

} // namespace

Result<CornerTaking> takeSignUps(Session &session, AddressBook &book, bool again) {
    workspace::Workspace &file = session.workspace();
    const Instant now = file.clock().now();
    Signers signers;
    {
        TRY_ASSIGN(const auto reader, file.reader());
        TRY_ASSIGN(signers, signersOf(*reader, now, again));
    }
    const People *people = nullptr;
    if (!signers.confirmed.empty()) {
        TRY_ASSIGN(people, book.people());
    }
    if (people) {
        TRY_ASSIGN(CornerFieldMap map, CornerPeople(session).fields());
        Taking taking(session, *people, std::move(map));
        TRY(taking.plan(book, std::move(signers.confirmed)));
        return taking.write(signers.expired);
    }
    if (!signers.expired.empty())
        TRY(file.write([&](const store::Connection &connection) { return Taking::forgetExpired(connection, signers.expired, now); }));
    if (!signers.confirmed.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    CornerTaking report;
    report.expired = static_cast<std::int64_t>(signers.expired.size());
    return report;
}

} // namespace audience::service
