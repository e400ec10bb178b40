// Newest<T>: one request at a time. Of those that come while it is at work only the newest follows it, and every
// answer is delivered, in order. So whoever asks faster than it answers, as a hand that drags, is answered all
// the time and never from a queue; Latest<T> would cancel until the hand rests. One thread, as Latest<T>.
#pragma once

#include "async/cancel.h"
#include "async/deliver.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <optional>
#include <utility>

namespace audience {

template <class T> class Newest {
public:
    using Work = std::function<Result<T>(CancelToken)>;
    using Deliver = std::function<void(Result<T>)>;

    explicit Newest(QObject *owner, QThreadPool *pool = &workers()) : m_owner(owner), m_pool(pool) {}
    Newest(const Newest &) = delete;
    Newest &operator=(const Newest &) = delete;
    ~Newest() { m_cancel.cancel(); }

    void request(Work work, Deliver deliver) {
        if (m_isAtWork)
            m_next = Request{std::move(work), std::move(deliver)};
        else
            start({std::move(work), std::move(deliver)});
    }
    // What is at work is cancelled and answers nobody; nothing follows it.
    void drop() {
        m_cancel.cancel();
        m_next.reset();
        m_isAtWork = false;
    }

private:
    struct Request {
        Work work;
        Deliver deliver;
    };
    void start(Request request) {
        m_isAtWork = true;
        m_cancel = CancelSource();
        const CancelToken token = m_cancel.token();
        runAndDeliver(m_pool, [work = std::move(request.work), token] { return work(token); },
                      [this, owner = m_owner, deliver = std::move(request.deliver), token](Result<T> answer) {
                          if (token.isCancelled() || !owner) // cancelled: this may be gone
                              return;
                          m_isAtWork = false;
                          if (auto next = std::exchange(m_next, std::nullopt))
                              start(std::move(*next)); // before the answer is shown: the pool works meanwhile
                          deliver(std::move(answer));
                      });
    }

    QPointer<QObject> m_owner;
    QThreadPool *m_pool;
    CancelSource m_cancel;
    std::optional<Request> m_next;
    bool m_isAtWork = false;
};

} // namespace audience
