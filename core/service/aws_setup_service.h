// Everything below the guided Amazon page: what a connection still lacks at Amazon, making it, proving it with a test mail,
// taking it down; what mailboxes think of the sender; the rights that the keys need. Amazon is read, compared, and written
// only where it differs, so that every call may be stopped and made again. Takes seconds to minutes: for a worker thread.
#pragma once

#include "async/cancel.h"
#include "aws/event_path.h"
#include "aws/sender_domain.h"
#include "model/connection.h"

#include <string>

namespace audience::service {

class Session;

struct SetupOptions {
    std::string profile;        // of an administrator, for writing; empty: the connection's own keys
    bool adopt = false;         // also use and complete what somebody else made under our names
    bool waitForRights = false; // rights were changed just now: wait up to two minutes for them to arrive
};

struct SetupReport {
    aws::EventPathReport path;    // the steps in order; see aws::EventPath for their ids
    bool isProven = false;        // the test mail's events came back
    bool isSaved = false;         // both connections are in the workspace as they should be
    std::string eventsConnection; // the name of the one that reads the queue
};

struct SenderView {
    aws::SenderReport sender;
    aws::AccountReport account;
};

class AwsSetupService {
public:
    explicit AwsSetupService(Session &session) : m_session(session) {}

    // `name`: of an SES connection. `tell` hears of each step as it ends, on the calling thread. A step that fails is part of
    // the report; an error is what kept the whole from starting: "connection.unknown" {name}, the standing's, those of
    // addresses and keys.
    Result<SetupReport> check(const std::string &name, const SetupOptions &options = {}, const CancelToken &cancel = {}, const aws::TellStep &tell = {}) const;
    // When the way is proven, the SES connection gets its configuration set, and a connection that reads the queue stands
    // beside it, with the same keys.
    Result<SetupReport> build(const std::string &name, const SetupOptions &options = {}, const CancelToken &cancel = {}, const aws::TellStep &tell = {});
    // A test mail to Amazon's mailbox simulator, through what is there.
    Result<SetupReport> prove(const std::string &name, const CancelToken &cancel = {}, const aws::TellStep &tell = {});
    // Reads the queues to their end, then removes what this workspace made at Amazon and, with the queue, the connection
    // that reads it. What others use or made stays.
    Result<SetupReport> remove(const std::string &name, const SetupOptions &options = {}, const CancelToken &cancel = {}, const aws::TellStep &tell = {});

    // `askDns`: look the domain's own records up as well.
    Result<SenderView> sender(const std::string &name, bool askDns = true, const CancelToken &cancel = {}) const;
    // The least that works, as JSON text for an IAM policy. Asks Amazon for the account's number only.
    Result<std::string> policy(const std::string &name, bool withSetup = true, const CancelToken &cancel = {}) const;

private:
    enum class Task { Check, Build, Prove, Remove };
    Result<SetupReport> run(Task task, const std::string &name, const SetupOptions &options, const CancelToken &cancel, const aws::TellStep &tell) const;
    Result<void> save(const model::SesConnection &ses, const std::string &configurationSet, SetupReport &report) const;
    Result<void> forget(const SetupReport &report) const;
    Session &m_session;
};

} // namespace audience::service
