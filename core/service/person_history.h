// What is known of one person beside the columns: the newest events and the emails they were meant to get.
#pragma once

#include "async/cancel.h"
#include "service/views.h"

namespace audience::service {

class Session;

struct PersonHistory {
    struct Event {
        std::string name, dataset;
        std::string at; // ISO
    };
    struct Email {
        std::string campaign, outcome; // the ledger's state or the strongest fact, as in LogRow
        Instant at;
    };
    std::vector<Event> events; // newest first
    std::vector<Email> emails;
};

// `key` and `address` as the table shows them; the address may be empty.
Result<PersonHistory> historyOf(Session &session, const std::string &key, const std::string &address, int most = 8, const CancelToken &cancel = {});

} // namespace audience::service
