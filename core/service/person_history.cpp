#include "service/person_history.h"

#include "delivery/past_mail.h"
#include "email/address.h"
#include "service/people.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "store/virtual_table.h"

#include <algorithm>
#include <cstdlib>

namespace audience::service {

namespace {

std::string quoted(const std::string &name) {
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

Result<void> addEvents(const store::Connection &connection, const store::DatasetInfo &dataset, const std::string &key, int most,
                       std::vector<PersonHistory::Event> &events) {
    const std::string name = dataset.nameField.empty() ? "?3" : quoted(dataset.nameField);
    TRY_ASSIGN(store::Statement rows, connection.prepare("SELECT " + name + ", " + quoted(dataset.timeField) + " FROM " + quoted(dataset.name) + " WHERE " +
                                                         quoted(dataset.profileField) + " = ?1 ORDER BY 2 DESC LIMIT ?2"));
    const auto field = dataset.fieldIndex(dataset.profileField);
    const bool isNumber = field && dataset.fields[*field].type == engine::ColumnType::Int64;
    if (isNumber)
        rows.bind(1, static_cast<std::int64_t>(std::strtoll(key.c_str(), nullptr, 10)));
    else
        rows.bind(1, key);
    rows.bind(2, most);
    if (dataset.nameField.empty())
        rows.bind(3, dataset.fixedEventName);
    for (;;) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return {};
        events.push_back({std::string(rows.text(0)), dataset.name, std::string(rows.text(1))});
    }
}

Result<void> addEmails(const store::Connection &connection, const std::string &address, int most, std::vector<PersonHistory::Email> &emails) {
    TRY_ASSIGN(store::Statement rows, connection.prepare(R"(
SELECT r.name, m.changed_at, CASE (SELECT max(CASE WHEN kind = 'complaint' AND subtype <> 'not-spam' THEN 6
                    WHEN kind = 'subscription' THEN 5
                    WHEN kind = 'click' AND machine = 0 THEN 4
                    WHEN kind = 'open' AND machine = 0 THEN 3
                    WHEN kind = 'bounce' THEN 2
                    WHEN kind = 'delivery' THEN 1 ELSE 0 END) FROM message_event e WHERE e.message = m.id)
    WHEN 6 THEN 'complained' WHEN 5 THEN 'unsubscribed' WHEN 4 THEN 'clicked' WHEN 3 THEN 'opened' WHEN 2 THEN 'bounced' WHEN 1 THEN 'delivered'
    ELSE m.state END
FROM message m JOIN run r ON r.id = m.run WHERE m.address_key = ?1 ORDER BY m.changed_at DESC, m.id DESC LIMIT ?2)"));
    rows.bind(1, email::addressKey(address)).bind(2, most);
    for (;;) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return {};
        emails.push_back({std::string(rows.text(0)), std::string(rows.text(2)), Instant{rows.int64(1)}});
    }
}

// What another tool sent before the move.
Result<void> addPastEmails(Session &session, const store::Connection &connection, const std::string &key, int most, std::vector<PersonHistory::Email> &emails) {
    TRY_ASSIGN(const std::int64_t any, connection.scalar("SELECT EXISTS(SELECT 1 FROM past_message)"));
    if (any == 0)
        return {};
    TRY_ASSIGN(const People people, People::load(session));
    const auto person = people.find(key);
    if (!person)
        return {};
    TRY_ASSIGN(const auto past, delivery::pastMailOf(connection, *person, most));
    for (const delivery::PastMailView &one : past)
        emails.push_back({one.mailing, one.outcome == "sent" ? "accepted" : one.outcome, one.at});
    std::stable_sort(emails.begin(), emails.end(), [](const auto &a, const auto &b) { return a.at > b.at; });
    if (emails.size() > static_cast<std::size_t>(most))
        emails.resize(static_cast<std::size_t>(most));
    return {};
}

} // namespace

Result<PersonHistory> historyOf(Session &session, const std::string &key, const std::string &address, int most, const CancelToken &cancel) {
    TRY_ASSIGN(const auto connection, session.workspace().reader());
    TRY(store::registerDatasets(*connection));
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*connection));
    PersonHistory history;
    for (const store::DatasetInfo &dataset : datasets)
        if (dataset.role == store::DatasetRole::Events && !dataset.profileField.empty()) {
            TRY(cancel.check());
            TRY(addEvents(*connection, dataset, key, most, history.events));
        }
    std::stable_sort(history.events.begin(), history.events.end(), [](const auto &a, const auto &b) { return a.at > b.at; });
    if (history.events.size() > static_cast<std::size_t>(most))
        history.events.resize(static_cast<std::size_t>(most));
    if (!address.empty())
        TRY(addEmails(*connection, address, most, history.emails));
    TRY(addPastEmails(session, *connection, key, most, history.emails));
    return history;
}

} // namespace audience::service
