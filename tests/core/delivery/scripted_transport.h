// A transport on a fake clock whose every answer is decided by the test: outcomes come after a
// delay, in an order drawn from a seed, and what "arrived" is counted by address.
#pragma once

#include "base/rng.h"
#include "delivery/transport.h"

#include <functional>
#include <map>
#include <vector>

namespace audience::test {

class ScriptedTransport final : public delivery::Transport {
public:
    using Script = std::function<delivery::Outcome(const delivery::Parcel &)>;

    ScriptedTransport(Clock &clock, Rng &rng, Script script)
        : m_clock(clock), m_rng(rng), m_script(std::move(script)) {}

    static delivery::Outcome accepted(const delivery::Parcel &parcel) {
        return {delivery::OutcomeClass::Accepted, {}, {}, "ses-" + parcel.tag};
    }
    static delivery::Outcome of(delivery::OutcomeClass outcome, std::string code = "code") {
        return {outcome, std::move(code), {}, {}};
    }

    std::string_view kind() const override { return "ses"; }
    Result<void> submit(const delivery::Parcel &parcel, Callback callback) override {
        ++requests;
        ++requestsTo[parcel.email.to.address];
        if (onSubmit)
            onSubmit(parcel);
        const delivery::Outcome outcome = m_script(parcel);
        if (outcome.outcome == delivery::OutcomeClass::Accepted ||
            outcome.outcome == delivery::OutcomeClass::InDoubt)
            ++arrivedAt[parcel.email.to.address];
        m_flying.push_back({outcome, std::move(callback)});
        return {};
    }
    void poll(std::chrono::milliseconds) override {
        m_clock.sleepFor(std::chrono::milliseconds(10));
        const std::size_t ends = m_flying.empty() ? 0 : 1 + m_rng.below(m_flying.size());
        for (std::size_t i = 0; i < ends; ++i) {
            const std::size_t pick = m_rng.below(m_flying.size());
            auto flight = std::move(m_flying[pick]);
            m_flying.erase(m_flying.begin() + static_cast<std::ptrdiff_t>(pick));
            flight.callback(flight.outcome);
        }
    }
    int inFlight() const override { return static_cast<int>(m_flying.size()); }
    int window() const override { return 16; }
    Result<delivery::SendQuota> quota() override { return delivery::SendQuota{}; }

    int requests = 0;
    std::map<std::string, int> requestsTo, arrivedAt;
    std::function<void(const delivery::Parcel &)> onSubmit;

private:
    struct Flight {
        delivery::Outcome outcome;
        Callback callback;
    };
    Clock &m_clock;
    Rng &m_rng;
    Script m_script;
    std::vector<Flight> m_flying;
};

} // namespace audience::test
