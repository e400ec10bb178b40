#include "async/parallel.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

namespace audience {

int computeThreads() {
    static const int threads = [] {
        if (const char *wanted = std::getenv("AUDIENCE_THREADS"))
            return std::clamp(std::atoi(wanted), 1, 64);
        return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 16);
    }();
    return threads;
}

void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t, int)> &piece) {
    std::atomic<std::size_t> next{0};
    const auto run = [&](int worker) {
        for (std::size_t i = next++; i < count; i = next++)
            piece(i, worker);
    };
    const int extra = static_cast<int>(std::min<std::size_t>(count, static_cast<std::size_t>(threads))) - 1;
    std::vector<std::thread> workers;
    for (int i = 1; i <= extra; ++i)
        workers.emplace_back(run, i);
    run(0);
    for (auto &worker : workers)
        worker.join();
}

} // namespace audience
