// What came in through the public corner becomes part of the data: confirmed sign-ups become people, with their consent
// on record; what other programs sent becomes events of people. Asks by email whoever has not confirmed yet. Each entry
// counts once, whoever is killed where. Any thread; synchronous.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// How long somebody may take to confirm.
inline constexpr std::chrono::hours kSignUpWaits{7 * 24};

// Where the fields of sign-up pages go; a field that is not named goes to the column of its own name, if there is one.
struct CornerFieldMap {
    std::map<std::string, std::string> columns; // by field
    bool overwrites = false;                    // also what is filled already
    friend bool operator==(const CornerFieldMap &, const CornerFieldMap &) = default;
};

// How the messages of one webhook become events. Paths lead into the message: "customer.email".
struct CornerHook {
    std::string name;
    std::string dataset;         // of events; made where there is none
    std::string person;          // the path of an address, or of a key
    bool isKey = false;
    std::string event;           // the name of every event ...
    std::string eventPath;       // ... or where it stands
    std::string timePath;        // empty: when the message arrived
    friend bool operator==(const CornerHook &, const CornerHook &) = default;
};

struct CornerCounts {
    std::int64_t unasked = 0, waiting = 0; // not confirmed: nobody has asked yet, or they were asked
    std::int64_t confirmed = 0;            // and not taken in yet
    std::int64_t taken = 0, aside = 0, expired = 0; // of sign-ups and webhooks
    std::int64_t doubtful = 0;             // emails nobody knows of whether they left
};

struct CornerTaking {
    std::int64_t people = 0, added = 0; // sign-ups taken in; those who were new
    std::int64_t blocked = 0;           // of them: the address stays blocked
    std::int64_t events = 0, aside = 0, expired = 0;
    std::int64_t asked = 0;             // emails that ask to confirm
};

class CornerPeople {
public:
    explicit CornerPeople(Session &session) : m_session(session) {}

    // Both of the below. Without people in the data sign-ups go on waiting, and so they do while an import runs.
    Result<CornerTaking> attend(const CancelToken &cancel = {});
    // `again`: also what was kept aside. Errors: "data.no_people" where somebody confirmed, "dataset.import_running".
    Result<CornerTaking> takeIn(bool again = false, const CancelToken &cancel = {});
    // One email to each address and topic in a day. Errors: those of the connection, "corner.asking_failed" {code}.
    Result<CornerTaking> askToConfirm(const CancelToken &cancel = {});

    Result<CornerFieldMap> fields() const;
    Result<void> saveFields(const CornerFieldMap &map); // error "data.unknown_column" {column, dataset}
    Result<std::vector<CornerHook>> hooks() const;
    // Errors: "corner.hook_incomplete" {name}, "corner.hook_dataset" {dataset}.
    Result<void> saveHook(const CornerHook &hook);
    Result<CornerCounts> counts() const;

private:
    Session &m_session;
};

} // namespace audience::service
