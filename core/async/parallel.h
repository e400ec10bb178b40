// Splits independent pieces over a few threads and waits for all: for compute, never for input/output.
#pragma once

#include <cstddef>
#include <functional>

namespace audience {

// Threads to use for compute; AUDIENCE_THREADS overrides the hardware count.
int computeThreads();
// Calls piece(index, worker) for every index in [0, count); worker is in [0, threads).
void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t, int)> &piece);

} // namespace audience
