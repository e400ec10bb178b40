// The process that the kill tests kill: sends one run of a ledger through the fake service until it
// or mail server is done. Usage: delivery_kill_worker DATABASE URL RUN. Exit 0 finished, 3 busy, 1 anything else.
#include "base/fault_point.h"
#include "sending_kit.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv) {
    using namespace audience;
    if (argc != 4)
        return 2;
    installCrashPointFromEnvironment();
    SystemClock clock;
    SystemRng rng;
    test::SendingKit kit(argv[1], argv[2], clock, rng);
    const auto report = kit.run(RunId(std::atoll(argv[3])));
    if (report)
        return report->state == delivery::RunnerState::Finished ? 0 : 1;
    std::fprintf(stderr, "%s %s\n", report.error().id.c_str(), report.error().detail.c_str());
    return report.error().id == "delivery.runner_busy" ? 3 : 1;
}
