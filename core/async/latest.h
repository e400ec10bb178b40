// Latest<T>: runs requests and delivers only the answer to the newest one; older answers are dropped
// and their work is cancelled. Lives on one thread (the owner's); the work runs on a thread pool.
#pragma once

#include "async/cancel.h"
#include "async/deliver.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>

namespace audience {

template <class T> class Latest {
public:
    using Work = std::function<Result<T>(CancelToken)>;
    using Deliver = std::function<void(Result<T>)>;

    explicit Latest(QObject *owner, QThreadPool *pool = &workers())
        : m_owner(owner), m_pool(pool) {}
    ~Latest() { m_cancel.cancel(); }

    void request(Work work, Deliver deliver) {
        m_cancel.cancel();
        m_cancel = CancelSource();
        const CancelToken token = m_cancel.token();
        runAndDeliver(m_pool, [work = std::move(work), token] { return work(token); },
                      [owner = m_owner, deliver = std::move(deliver), token](Result<T> answer) {
                          if (owner && !token.isCancelled())
                              deliver(std::move(answer));
                      });
    }
    void drop() { m_cancel.cancel(); }

private:
    QPointer<QObject> m_owner;
    QThreadPool *m_pool;
    CancelSource m_cancel;
};

} // namespace audience
