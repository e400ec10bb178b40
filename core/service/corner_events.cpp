// What other programs sent becomes events of people; and what the user decided about both kinds of entries.
#include "base/fault_point.h"
#include "base/text.h"
#include "delivery/corner_entry.h"
#include "email/address.h"
#include "service/corner_address_book.h"
#include "service/corner_taking.h"
#include "service/corner_values.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "store/dataset_writer.h"

#include <algorithm>

namespace audience::service {

namespace {

using engine::Cell;
using engine::ColumnType;

constexpr const char *kProperties = "properties";

struct Message {
    std::int64_t entry = 0;
    Instant at;
    std::string body;
};

struct Event {
    std::int64_t entry = 0;
    Ordinal person = 0;
    std::string key, name;
    Instant at;
    Json body;
};

Result<std::vector<Message>> messagesOf(const store::Connection &connection, const std::string &hook, bool again) {
    TRY_ASSIGN(auto rows, connection.prepare("SELECT e.id, e.at, e.body FROM corner_entry e JOIN corner_hook h ON h.id = e.subject LEFT JOIN corner_outcome o "
                                             "ON o.entry = e.id WHERE e.kind = 'webhook' AND h.name = ?1 AND (o.entry IS NULL OR (?2 AND o.state = 'aside')) "
                                             "ORDER BY e.id LIMIT ?3"));
    rows.bind(1, hook).bind(2, again ? 1 : 0).bind(3, kEntriesAtOnce);
    std::vector<Message> messages;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return messages;
        messages.push_back({rows.int64(0), Instant{rows.int64(1)}, std::string(rows.blob(2))});
    }
}

// JSON, or the fields of a form.
Result<Json> documentOf(const std::string &body) {
    if (auto document = parseJson(repairUtf8(body)); document && document->is_object())
        return *std::move(document);
    const auto fields = delivery::cornerFields(body);
    if (!fields || fields->empty() || body.find('=') == std::string::npos)
        return Error(ErrorKind::Invalid, "corner.message_unread");
    Json said = Json::object();
    for (const auto &[name, value] : *fields)
        said[name] = value;
    return said;
}

// ISO, or seconds or thousandths since 1970.
std::optional<Instant> timeFrom(const std::string &text) {
    const bool isNumber = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    if (isNumber && (text.size() == 10 || text.size() == 13))
        return Instant{std::stoll(text) * (text.size() == 10 ? 1'000'000 : 1'000)};
    return instantFromIso(text);
}

class HookTaking {
public:
    HookTaking(Session &session, const People &people, const CornerHook &hook) : m_session(session), m_people(people), m_hook(hook) {}

    Result<void> plan(AddressBook &book, const std::vector<Message> &messages) {
        for (const Message &message : messages) {
            auto event = eventOf(book, message);
            if (event)
                m_events.push_back(*std::move(event));
            else if (event.error().kind == ErrorKind::Refused)
                m_aside.emplace_back(message.entry, event.error());
            else
                return event.error();
        }
        return {};
    }

    Result<CornerTaking> write() {
        workspace::Workspace &file = m_session.workspace();
        const Instant now = file.clock().now();
        CornerTaking report;
        TRY(file.write([&](const store::Connection &connection) -> Result<void> {
            if (!m_events.empty())
                TRY(writeRows(connection, now));
            for (const Event &event : m_events)
                TRY(noteOutcome(connection, event.entry, "taken", now, event.person));
            for (const auto &[entry, reason] : m_aside)
                TRY(noteOutcome(connection, entry, "aside", now, std::nullopt, reason));
            if (!m_events.empty())
                TRY(file.audit().append(connection, {"corner.events_taken", "dataset " + m_hook.dataset,
                                                     Json{{"webhook", m_hook.name}, {"events", m_events.size()}}, {}, {}}));
            faultPoint("corner.events_before_commit");
            return {};
        }));
        report.events = static_cast<std::int64_t>(m_events.size());
        report.aside = static_cast<std::int64_t>(m_aside.size());
        return report;
    }

private:
    static Error refused(const char *id) { return Error(ErrorKind::Refused, id); }

    Result<Event> eventOf(AddressBook &book, const Message &message) {
        auto document = documentOf(message.body);
        if (!document)
            return refused("corner.message_unread");
        Event event;
        event.entry = message.entry;
        event.at = message.at;
        event.name = m_hook.event.empty() ? textOf(atPath(*document, m_hook.eventPath)) : m_hook.event;
        if (event.name.empty())
            return refused("corner.message_without_name").with("path", m_hook.eventPath);
        const std::string who = textOf(atPath(*document, m_hook.person));
        if (who.empty())
            return refused("corner.message_without_person").with("path", m_hook.person);
        TRY_ASSIGN(const auto person, personOf(book, who));
        if (!person)
            return refused("corner.message_of_nobody").with("who", who);
        event.person = *person;
        TRY_ASSIGN(event.key, m_people.keyOf(*person));
        if (!m_hook.timePath.empty()) {
            const std::string text = textOf(atPath(*document, m_hook.timePath));
            const auto at = timeFrom(text);
            if (!at)
                return refused("corner.message_without_time").with("path", m_hook.timePath).with("text", text);
            event.at = *at;
        }
        event.body = *std::move(document);
        return event;
    }

    // Where several share an address, the first of them.
    Result<std::optional<Ordinal>> personOf(AddressBook &book, const std::string &who) const {
        if (!m_hook.isKey) {
            TRY_ASSIGN(const auto behind, book.behind(sha256(email::addressKey(who)), store::kNoOrdinal));
            return behind.empty() ? std::optional<Ordinal>() : behind.front();
        }
        const auto found = m_people.find(who);
        if (!found && found.error().kind != ErrorKind::NotFound)
            return found.error();
        return found ? std::optional<Ordinal>(*found) : std::nullopt;
    }

    store::DatasetInfo newDataset() const {
        const auto &people = m_people.dataset();
        engine::Field key = people.fields[people.fieldIndex(people.keyField).value_or(0)];
        key.name = "person";
        store::DatasetInfo info;
        info.name = m_hook.dataset;
        info.role = store::DatasetRole::Events;
        info.fields = {key, {"at", ColumnType::Instant}, {"event", ColumnType::Text}, {kProperties, ColumnType::Json}};
        info.profileField = "person";
        info.timeField = "at";
        info.nameField = "event";
        info.zone = "UTC";
        return info;
    }

    Result<void> writeRows(const store::Connection &connection, Instant now) {
        TRY_ASSIGN(const auto there, store::DatasetReader::find(connection, m_hook.dataset));
        const store::DatasetInfo info = there ? *there : newDataset();
        if (info.role != store::DatasetRole::Events || info.profileField.empty())
            return Error(ErrorKind::Conflict, "corner.hook_dataset").with("dataset", info.name);
        TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, info, store::WriteMode::Append, now));
        store::ChunkRows rows;
        for (const engine::Field &field : writer.info().fields) {
            engine::ColumnData column;
            column.type = field.type;
            column.scale = field.scale;
            for (const Event &event : m_events)
                engine::appendCell(column, cellOfEvent(event, field, info));
            rows.columns.push_back(std::move(column));
        }
        for (const Event &event : m_events)
            rows.ordinals.push_back(event.person);
        rows.rows = static_cast<std::uint32_t>(m_events.size());
        TRY(writer.addRows(std::move(rows)));
        TRY_ASSIGN(const store::WriteResult written, writer.commit());
        (void)written;
        return {};
    }

    static Cell cellOfEvent(const Event &event, const engine::Field &field, const store::DatasetInfo &info) {
        const auto orNothing = [](std::optional<Cell> cell) { return cell ? *std::move(cell) : Cell(); };
        if (field.name == info.profileField)
            return orNothing(cellFromText(event.key, field));
        if (field.name == info.timeField)
            return field.type == ColumnType::Instant ? Cell(event.at) : orNothing(cellFromText(toIso(event.at).substr(0, 10), field));
        if (field.name == info.nameField)
            return Cell(toNfc(event.name));
        const Json *said = jsonMember(event.body, field.name);
        if (said)
            return orNothing(cellFromJson(*said, field));
        return field.name == kProperties && field.type == ColumnType::Json ? Cell(dumpJson(event.body)) : Cell();
    }

    Session &m_session;
    const People &m_people;
    const CornerHook &m_hook;
    std::vector<Event> m_events;
    std::vector<std::pair<std::int64_t, Error>> m_aside;
};

} // namespace

Result<CornerTaking> takeHooks(Session &session, AddressBook &book, bool again) {
    CornerTaking report;
    TRY_ASSIGN(const auto hooks, CornerPeople(session).hooks());
    for (const CornerHook &hook : hooks) {
        std::vector<Message> messages;
        {
            TRY_ASSIGN(const auto reader, session.workspace().reader());
            TRY_ASSIGN(messages, messagesOf(*reader, hook.name, again));
        }
        if (messages.empty())
            continue;
        TRY_ASSIGN(const People people, People::load(session));
        HookTaking taking(session, people, hook);
        TRY(taking.plan(book, messages));
        TRY_ASSIGN(const CornerTaking one, taking.write());
        report.events += one.events;
        report.aside += one.aside;
    }
    return report;
}

} // namespace audience::service
