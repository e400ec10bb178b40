// Linked into the tests of the window: a test function in which the main thread is kept from the next event
// for more than 100 ms fails, and says by what. What counts as kept: see ui/kit/stall_watchdog.h. Calls that
// a test makes itself, outside of an event, are its own business and not counted.
#include "support/test_main.h"
#include "ui/kit/stall_watchdog.h"

#include <QTest>

namespace {

// Sanitizers make everything slower; the limit is about the program as people have it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr qint64 kLongestMs = 1000;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr qint64 kLongestMs = 1000;
#else
constexpr qint64 kLongestMs = 100;
#endif
#else
constexpr qint64 kLongestMs = 100;
#endif

QApplication *makeApplication(int &argc, char **argv) {
    auto *application = new audience::ui::WatchedApplication(argc, argv);
    audience::ui::StallWatchdog::setAlarm({kLongestMs, [](const audience::ui::StallWatchdog::Stall &stall) {
        const QByteArray words = "the main thread stalled for " + QByteArray::number(stall.milliseconds) + " ms: " + stall.what.toUtf8();
        if (QTest::currentTestFunction())
            QTest::qFail(words.constData(), __FILE__, __LINE__);
        else
            qWarning("%s", words.constData());
    }});
    return application;
}

const audience::test::ApplicationRegistration registration(makeApplication);

} // namespace
