// Everything that is sending in a workspace, side by side under one right to send: the campaign with the highest
// priority goes first, and others use what it leaves. Made, used and destroyed on one thread; turn() never sleeps long.
#pragma once

#include "service/views.h"

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace audience::service {

class RunnerKit;
class SendingDesk;
class Session;

// The file is in use by somebody else or its disk is full, or another machine has the right to send now: a new loop,
// some seconds later, may go on.
bool mayPass(const Error &error);

class SendingLoop {
public:
    // What came to an end in this turn, or cannot go on as it is: asked again after a minute.
    struct Ended {
        CampaignId id;
        std::string name;
        std::optional<Error> problem;
    };
    struct Turn {
        std::vector<Ended> ended;
        int active = 0;                    // campaigns that go on
        std::chrono::microseconds wait{0}; // until there is something to do again, if nobody changes anything
        std::string busy;                  // not empty: that machine has the right to send
    };

    explicit SendingLoop(Session &session);
    ~SendingLoop();
    SendingLoop(const SendingLoop &) = delete;
    SendingLoop &operator=(const SendingLoop &) = delete;

    // Errors: those of the file.
    Result<Turn> turn();
    // A person asks for it now: what it failed of a moment ago is no reason to wait.
    void wanted(CampaignId id);
    // Not moved on although they are sending: whoever stopped them is about to say so. Waits for what is on the wire.
    void leaveOut(std::set<std::int64_t> campaigns);
    // Waits for what is on the wire; the right to send is free then.
    void finish();

private:
    struct Running;
    Result<void> look(Turn &turn);
    Result<std::unique_ptr<Running>> take(const CampaignView &view);
    Result<void> wakeUp();
    void drop(std::size_t at, Turn &turn, std::optional<Error> problem);

    Session &m_session;
    std::shared_ptr<SendingDesk> m_desk;
    std::vector<std::unique_ptr<Running>> m_running; // the highest priority first
    std::map<std::int64_t, std::chrono::microseconds> m_notBefore; // of campaigns that failed, on the steady clock
    std::set<std::int64_t> m_leftOut;
    std::chrono::microseconds m_lookAt{0};
    Instant m_turnedAt;     // by the clock on the wall: a computer that slept was not here
    bool m_isUnwritten = false; // what a campaign came to could not be written: the next lease sorts it out
};

} // namespace audience::service
