// Which topic of the workspace is which topic of the contact list that Amazon keeps for a connection.
// What is tied goes out as the topic of an email, and answers given on Amazon's page come back as consent.
#pragma once

#include "async/cancel.h"
#include "delivery/contact_topics.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// A connection that people leave through a contact list of Amazon's, and how the last look at it ended.
struct ContactListView {
    std::string connection, list;
    Instant at; // 0: nobody looked yet
    std::vector<std::string> there, added, otherDefault;
    bool wasDry = true;         // only looked, added nothing
    std::optional<Error> fault; // why it could not be looked at; what was there before stays
};

class TopicLinks {
public:
    explicit TopicLinks(Session &session) : m_session(session) {}

    Result<delivery::TopicMap> all() const;
    // `name` empty: not tied any more. Errors: "topics.unknown" {key}, "topics.bad_name" {name}, "topics.taken" {name, key}.
    Result<void> tie(const std::string &key, const std::string &name);
    Result<std::vector<ContactListView>> lists() const;
    // The topics that are tied, on the list of the connection. Connection "": the only one that has a list.
    // Errors: "topics.no_connection", those of syncContactTopics and of the file's standing.
    Result<delivery::TopicSync> sync(const std::string &connection, bool isDry, const CancelToken &cancel = {});

private:
    void keep(const std::string &connection, const Result<delivery::TopicSync> &ended, bool isDry) const;
    Session &m_session;
};

} // namespace audience::service
