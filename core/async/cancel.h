// One CancelToken travels the whole chain of a piece of work; anybody who holds the source can stop it.
#pragma once

#include "base/result.h"

#include <atomic>
#include <memory>

namespace audience {

class CancelToken {
public:
    CancelToken() = default; // never cancelled
    bool isCancelled() const { return m_flag && m_flag->load(std::memory_order_relaxed); }
    // Error "cancelled" when it was, so that a loop can say TRY(cancel.check()).
    Result<void> check() const {
        if (isCancelled())
            return Error(ErrorKind::Cancelled, "cancelled");
        return {};
    }

private:
    friend class CancelSource;
    explicit CancelToken(std::shared_ptr<std::atomic<bool>> flag) : m_flag(std::move(flag)) {}
    std::shared_ptr<std::atomic<bool>> m_flag;
};

class CancelSource {
public:
    CancelToken token() const { return CancelToken(m_flag); }
    void cancel() { m_flag->store(true, std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag = std::make_shared<std::atomic<bool>>(false);
};

} // namespace audience
