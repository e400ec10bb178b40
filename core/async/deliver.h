// Runs work on a pool and hands its answer to the thread of the application object. QFuture::then of Qt 6.4
// runs a continuation a second time, moved from, when the work ends just while it is attached; so the answer
// is posted here by hand, once.
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace audience {

// Where the work of the program is done. Not in Qt's global pool: whoever paints a large area has parts of it done there and
// waits for them, so the window would stand still until everything that came before is done.
QThreadPool &workers();

template <class Work, class Deliver> void runAndDeliver(QThreadPool *pool, Work work, Deliver deliver) {
    using Answer = std::invoke_result_t<Work>;
    struct Task {
        std::optional<Work> work;
        Deliver deliver;
        std::optional<Answer> answer;
    };
    // A pool takes only what can be copied.
    auto task = std::make_shared<Task>(Task{std::move(work), std::move(deliver), std::nullopt});
    pool->start([task = std::move(task)]() mutable {
        task->answer.emplace((*task->work)());
        task->work.reset(); // what it holds, e.g. an open workspace, is let go with the work
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [task = std::move(task)] { task->deliver(std::move(*task->answer)); }, Qt::QueuedConnection);
    });
}

} // namespace audience
