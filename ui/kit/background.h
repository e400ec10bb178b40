// Runs a piece of work on a pool thread and gives its answer to the owner on the main thread; nothing
// happens when the owner is gone by then.
#pragma once

#include "async/deliver.h"

#include <QPointer>

#include <type_traits>
#include <utility>

namespace audience::ui {

template <class Work, class Deliver> void inBackground(QObject *owner, Work work, Deliver deliver) {
    using Answer = std::invoke_result_t<Work>;
    runAndDeliver(&workers(), std::move(work), [owner = QPointer<QObject>(owner), deliver = std::move(deliver)](Answer answer) mutable {
        if (owner)
            deliver(std::move(answer));
    });
}

} // namespace audience::ui
