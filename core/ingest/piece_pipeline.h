// Runs the pieces of a source through a few worker threads and hands the results over in their order
// on the calling thread. Never more than two pieces per worker are in flight, so memory stays
// bounded.
#pragma once

#include "ingest/csv_splitter.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace audience::ingest {

// `work(piece, worker)` runs on worker threads; `consume(result)` in order on this one and says
// whether to go on. The first error of anybody stops all and is returned.
// A Source has next(), which gives a Result of the next Source::Piece with its index from 0 on, or of nothing at the
// end; it is asked by one thread at a time.
template <class Out, class Source>
Result<void> runPieces(Source &splitter, int threads,
                       const std::function<Result<Out>(typename Source::Piece &&, int)> &work,
                       const std::function<Result<bool>(Out &&)> &consume) {
    std::mutex sourceMutex, queueMutex;
    std::condition_variable produced, consumed;
    std::map<std::uint64_t, Out> ready;
    std::uint64_t nextIndex = 0;
    int live = threads;
    bool stopped = false;
    std::optional<Error> failure;
    const std::uint64_t window = 2 * static_cast<std::uint64_t>(threads);

    const auto fail = [&](Error error) {
        const std::lock_guard lock(queueMutex);
        if (!failure && !stopped)
            failure = std::move(error);
        stopped = true;
    };
    const auto run = [&](int worker) {
        for (;;) {
            Result<std::optional<typename Source::Piece>> piece = std::optional<typename Source::Piece>();
            {
                const std::lock_guard lock(sourceMutex);
                {
                    const std::lock_guard queueLock(queueMutex);
                    if (stopped)
                        break;
                }
                piece = splitter.next();
            }
            if (!piece) {
                fail(std::move(piece).error());
                break;
            }
            if (!*piece)
                break;
            const std::uint64_t index = (*piece)->index;
            Result<Out> out = work(std::move(**piece), worker);
            if (!out) {
                fail(std::move(out).error());
                break;
            }
            std::unique_lock lock(queueMutex);
            consumed.wait(lock, [&] { return stopped || index < nextIndex + window; });
            if (stopped)
                break;
            ready.emplace(index, *std::move(out));
            produced.notify_one();
        }
        const std::lock_guard lock(queueMutex);
        --live;
        produced.notify_one();
        consumed.notify_all();
    };
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i)
        workers.emplace_back(run, i);
    for (;;) {
        std::optional<Out> next;
        {
            std::unique_lock lock(queueMutex);
            produced.wait(lock, [&] { return stopped || ready.contains(nextIndex) || live == 0; });
            if (stopped || !ready.contains(nextIndex))
                break;
            next = std::move(ready.extract(nextIndex).mapped());
            ++nextIndex;
            consumed.notify_all();
        }
        Result<bool> goOn = consume(*std::move(next));
        if (!goOn)
            fail(std::move(goOn).error());
        if (!goOn || !*goOn) {
            const std::lock_guard lock(queueMutex);
            stopped = true;
            consumed.notify_all();
            break;
        }
    }
    for (std::thread &worker : workers)
        worker.join();
    if (failure)
        return *std::move(failure);
    return {};
}

} // namespace audience::ingest
