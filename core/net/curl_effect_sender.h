// EffectSender over libcurl's multi interface. Private to net; see effect_sender.h for the
// contract.
#pragma once

#include "net/curl_transfer.h"

#include <map>
#include <vector>

namespace audience::net {

class CurlEffectSender final : public EffectSender {
public:
    CurlEffectSender(Clock &clock, NetConfig config, int window);
    ~CurlEffectSender() override;

    Result<void> submit(HttpRequest request, Callback callback) override;
    void poll(std::chrono::milliseconds timeout) override;
    int inFlight() const override { return static_cast<int>(m_active.size() + m_ended.size()); }
    int window() const override { return m_window; }

private:
    struct Attempt : CurlTransfer {
        CurlEffectSender *owner = nullptr;
        Callback callback;
        bool isFresh = false; // asked for a new connection
        bool begun = false;   // libcurl was about to write the request
        bool isStale = false; // stopped before that: its kept connection was idle too long
        std::string connection;
    };
    struct Ended {
        std::unique_ptr<Attempt> attempt;
        EffectOutcome outcome;
    };

    static int beforeRequest(void *attempt, char *peer, char *local, int peerPort, int localPort);
    void start(std::unique_ptr<Attempt> attempt);
    void collect();
    void finish(std::unique_ptr<Attempt> attempt, CURLcode code);
    EffectOutcome outcome(Attempt &attempt, CURLcode code) const;
    // Of the steady and the wall clock the one that says more: the steady one may stand still while
    // the computer sleeps.
    bool isIdleTooLong(const std::string &connection) const;

    struct LastUse {
        std::chrono::microseconds steady;
        Instant wall;
    };

    Clock &m_clock;
    NetConfig m_config;
    int m_window;
    MultiHandle m_multi;
    std::map<CURL *, std::unique_ptr<Attempt>> m_active;
    std::vector<Ended> m_ended;
    std::map<std::string, LastUse> m_lastUse; // by connection: peer and local port
};

} // namespace audience::net
