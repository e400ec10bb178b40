// How far a piece of work is: written by the worker from any thread, read by whoever shows it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace audience {

struct ProgressState {
    std::int64_t done = 0;
    std::int64_t total = 0; // 0: unknown
    double secondsLeft = -1; // as the work itself knows it; below 0: it does not
};

class Progress {
public:
    using Listener = std::function<void(ProgressState)>;
    Progress() = default;
    // The listener runs on the worker's thread; it must be quick and hand over.
    explicit Progress(Listener listener) : m_listener(std::move(listener)) {}

    void setTotal(std::int64_t total) {
        m_total.store(total, std::memory_order_relaxed);
        notify();
    }
    void setDone(std::int64_t done) {
        m_done.store(done, std::memory_order_relaxed);
        notify();
    }
    void add(std::int64_t done) {
        m_done.fetch_add(done, std::memory_order_relaxed);
        notify();
    }
    // All at once, so that nobody sees the one without the other.
    void set(ProgressState state) {
        m_done.store(state.done, std::memory_order_relaxed);
        m_total.store(state.total, std::memory_order_relaxed);
        m_secondsLeft.store(state.secondsLeft, std::memory_order_relaxed);
        notify();
    }
    ProgressState state() const {
        return {m_done.load(std::memory_order_relaxed), m_total.load(std::memory_order_relaxed),
                m_secondsLeft.load(std::memory_order_relaxed)};
    }

private:
    void notify() const {
        if (m_listener)
            m_listener(state());
    }
    std::atomic<std::int64_t> m_done{0}, m_total{0};
    std::atomic<double> m_secondsLeft{-1};
    Listener m_listener;
};

} // namespace audience
