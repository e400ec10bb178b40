// Where the main thread was while it kept the window still: what the watchdog says of a stall names the event, this the
// line. On Linux; elsewhere, and under sanitizers, it has nothing to say.
#pragma once

#include <QByteArray>

namespace audience::test {

void watchStalls();         // once, on the main thread; every stretch that lasts is looked at from then on
QByteArray stackOfStall();  // of the stretch that just ended, one sample under the other; main thread

} // namespace audience::test
