// The way that events take from SES to the workspace: configuration set -> topic -> the workspace's own queue. Reads each
// part, compares, and writes only what differs; run again after any interruption, it goes on where it stands. Nothing that
// does not carry the tag app=audience-sync is changed (unless adopted) or deleted. One thread; waits on the clients' clock.
//
// Steps of check() and build(), in this order: "keys", "account", "sender", "configuration_set", "dead_letter_queue",
// "queue", "topic", "topic_policy", "queue_policy", "subscription", "event_destination", "greeting", "simulator".
// Of remove(): "keys", "event_destination", "subscription", "topic", "queue", "dead_letter_queue".
#pragma once

#include "aws/arn.h"
#include "aws/client.h"
#include "aws/event_inbox.h"
#include "aws/step.h"

namespace audience::aws {

struct EventPathSpec {
    std::string prefix = "audience-sync";           // of everything that is made
    std::string configurationSet = "audience-sync"; // may be one of the customer's
    std::string workspace;                          // its UUID: names the queue and marks the test mail
    std::string fromAddress;                        // of the test mail, without a display name
    bool adopt = false;                             // use and complete things of that name that lack our tag
    std::chrono::seconds receiveWait{5};            // how long one look into the queue may wait
};

struct EventPathNames {
    std::string topic, queue, deadLetterQueue, destination;
};
EventPathNames namesOf(const EventPathSpec &spec);

struct EventPathReport {
    Place place;
    std::string queueUrl, deadLetterUrl;
    std::vector<Step> steps;
    const Step *step(std::string_view id) const;
    bool isComplete() const; // every step up to the event destination is as it should be
    std::optional<Error> fault() const; // of the first step that failed
};

class EventPath {
public:
    // `setup` has the right to write, `daily` sends and reads afterwards; they may be the same. The daily one proves itself.
    EventPath(Client &setup, Client &daily, EventPathSpec spec, EventInbox &inbox)
        : m_setup(setup), m_daily(daily), m_spec(std::move(spec)), m_names(namesOf(m_spec)), m_inbox(inbox) {}

    // Writes nothing; the last two steps are not tried.
    EventPathReport check(const CancelToken &cancel = {}, const TellStep &tell = {});
    // Stops at the first step that fails. Ends with a mail to Amazon's mailbox simulator whose events come back.
    EventPathReport build(const CancelToken &cancel = {}, const TellStep &tell = {});
    // The simulator alone, through what is there.
    EventPathReport prove(const CancelToken &cancel = {}, const TellStep &tell = {});
    // What is shared with other workspaces is kept; queues are read to the end first.
    EventPathReport remove(const CancelToken &cancel = {}, const TellStep &tell = {});

private:
    using Act = Result<void> (EventPath::*)(Step &);
    struct Kind {
        const char *id;
        Act look, write; // no write: it can only be looked at
    };
    static const std::vector<Kind> &kinds();
    EventPathReport run(bool mayWrite, const TellStep &tell);
    Step settle(const Kind &kind, bool mayWrite);
    Result<void> look(const Kind &kind, Step &step);
    Step finished(Step step, Act act);

    Result<void> lookAtKeys(Step &step);
    Result<void> lookAtAccount(Step &step);
    Result<void> lookAtSender(Step &step);
    Result<void> lookAtSet(Step &step);
    Result<void> writeSet(Step &step);
    Result<void> lookAtDeadLetterQueue(Step &step);
    Result<void> lookAtQueue(Step &step);
    Result<void> lookAtQueueOf(Step &step, const std::string &name, std::string &url);
    Result<void> writeDeadLetterQueue(Step &step);
    Result<void> writeQueue(Step &step);
    Result<void> writeQueueOf(Step &step, const std::string &name, const std::string &url);
    Result<void> lookAtTopic(Step &step);
    Result<void> writeTopic(Step &step);
    Result<void> lookAtTopicPolicy(Step &step);
    Result<void> writeTopicPolicy(Step &step);
    Result<void> lookAtQueuePolicy(Step &step);
    Result<void> writeQueuePolicy(Step &step);
    Result<void> lookAtSubscription(Step &step);
    Result<void> writeSubscription(Step &step);
    Result<void> lookAtDestination(Step &step);
    Result<void> writeDestination(Step &step);
    Result<void> awaitGreeting(Step &step);
    Result<void> sendToSimulator(Step &step);
    Result<void> removeDestination(Step &step);
    Result<void> removeSubscription(Step &step);
    Result<void> removeTopic(Step &step);
    Result<void> removeQueue(Step &step);
    Result<void> removeDeadLetterQueue(Step &step);
    Result<void> removeQueueOf(Step &step, const std::string &name);

    struct Subscriptions {
        std::string own; // its ARN
        int others = 0;
    };
    Result<Subscriptions> subscriptions();
    Result<bool> isTopicOurs();
    Result<void> requireTopic();
    Result<bool> isQueueOurs(const std::string &url);
    Result<std::string> queuePolicyText();
    Json wantedAttributes(const std::string &name) const;
    Json destinationBody() const;
    std::string topicArn() const { return m_report.place.arn("sns", m_names.topic); }
    std::string queueArn(const std::string &name) const { return m_report.place.arn("sqs", name); }
    // One look into the queue: kept, deleted, and the bodies.
    Result<std::vector<std::string>> receive(const std::string &url, std::chrono::seconds wait);

    Client &m_setup;
    Client &m_daily;
    EventPathSpec m_spec;
    EventPathNames m_names;
    EventInbox &m_inbox;
    CancelToken m_cancel;
    EventPathReport m_report;
    std::string m_destination; // the name of the destination that was found
    bool m_isSetOurs = false, m_isGreetingDue = false;
};

} // namespace audience::aws
