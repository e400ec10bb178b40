#include "async/deliver.h"

namespace audience {

QThreadPool &workers() {
    static QThreadPool pool;
    // What still works needs the application, to deliver to.
    [[maybe_unused]] static const bool isEnded = (qAddPostRoutine([] { workers().waitForDone(); }), true);
    return pool;
}

} // namespace audience
