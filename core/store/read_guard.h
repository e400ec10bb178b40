// While it lives, its connection runs reading statements only, for a limited time: the fence around SQL
// that a person (or a model) wrote. Belongs to the connection's thread.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "store/connection.h"

#include <chrono>

namespace audience::store {

class ReadGuard {
public:
    ReadGuard(const Connection &connection, std::chrono::milliseconds timeLimit, CancelToken cancel = {});
    // For statements of our own that take their time: whoever started them may stop them.
    ReadGuard(const Connection &connection, CancelToken cancel);
    ~ReadGuard();
    ReadGuard(const ReadGuard &) = delete;
    ReadGuard &operator=(const ReadGuard &) = delete;

    // One statement and nothing behind it, which only reads. Errors: "query.empty", "query.several_statements",
    // "query.not_reading" for anything but reads, "query.syntax" {reason}, "query.parameter" {name} for ?, ?1, :name.
    Result<Statement> prepare(std::string_view sql);
    bool isTimedOut() const { return m_timedOut; }

private:
    static int onProgress(void *guard);
    const Connection &m_connection;
    std::chrono::steady_clock::time_point m_deadline;
    CancelToken m_cancel;
    bool m_timedOut = false;
};

} // namespace audience::store
