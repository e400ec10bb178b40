// Linked into the tests of the window: a test function in which the main thread is kept from the next event
// for 100 ms or more fails, and says by what. What counts as kept: see ui/kit/stall_watchdog.h. Calls that
// a test makes itself, outside of an event, are its own business and not counted. Where it was while it stalled is
// said below it.
#include "support/stall_limit.h"
#include "support/stall_stack.h"
#include "support/test_main.h"
#include "ui/kit/stall_watchdog.h"

#include <QTest>

namespace {

QApplication *makeApplication(int &argc, char **argv) {
    auto *application = new audience::ui::WatchedApplication(argc, argv);
    audience::ui::StallWatchdog::setAlarm({audience::test::kStallLimit, [](const audience::ui::StallWatchdog::Stall &stall) {
        const QByteArray words = "the main thread stalled for " + QByteArray::number(stall.milliseconds) + " ms: " + stall.what.toUtf8() +
                                 audience::test::stackOfStall();
        if (QTest::currentTestFunction())
            QTest::qFail(words.constData(), __FILE__, __LINE__);
        else
            qWarning("%s", words.constData());
    }});
    audience::test::watchStalls();
    return application;
}

const audience::test::ApplicationRegistration registration(makeApplication);

} // namespace
