#include "app/cli/stop_signal.h"

#include <atomic>
#include <csignal>

namespace audience::cli {

// A signal handler may touch little: the source's flag is a lock-free atomic.
static std::atomic<CancelSource *> s_source{nullptr};

static void onSignal(int) {
    if (CancelSource *source = s_source.load())
        source->cancel();
}

StopSignal::StopSignal() {
    s_source = &m_source;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

StopSignal::~StopSignal() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    s_source = nullptr;
}

} // namespace audience::cli
