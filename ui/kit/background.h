// Runs a piece of work on a pool thread and gives its answer to the owner on the main thread; nothing
// happens when the owner is gone by then.
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QtConcurrentRun>

#include <type_traits>
#include <utility>

namespace audience::ui {

// The continuation hangs on the application, not on the owner: Qt 6.4 does not bear a context that
// dies while the work is going on.
template <class Work, class Deliver> void inBackground(QObject *owner, Work work, Deliver deliver) {
    using Answer = std::invoke_result_t<Work>;
    QtConcurrent::run(std::move(work))
        .then(QCoreApplication::instance(), [owner = QPointer<QObject>(owner), deliver = std::move(deliver)](Answer answer) mutable {
            if (owner)
                deliver(std::move(answer));
        });
}

} // namespace audience::ui
