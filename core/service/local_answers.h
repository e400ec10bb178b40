// How many questions were answered from synced rows here instead of at their source, and what they would have read there by
// the source's own estimate. Counted in memory and written now and then, many at a time.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace audience::engine {
struct Schema;
}

namespace audience::service {

class Session;

struct LocalAnswersView {
    struct Period {
        std::int64_t answers = 0;   // counts, previews and queries
        std::int64_t estimated = 0; // those of which an estimate was known
        std::int64_t bytes = 0;     // that these would have read at the source
        double credits = 0;         // the same where the service counts in its own
    };
    Period month;                       // this calendar month, UTC
    Period total;                       // since it is counted
    std::optional<Instant> estimatedAt; // of the newest estimate; nothing: none is known
    // One sentence for people about the total, with its arguments: "sync.answered_here" {count}, "sync.answered_here_bytes" {count, size,
    // date}, "sync.answered_here_some" {count, estimated, size, date}; empty id where nothing was counted yet.
    std::string sentence;
    std::vector<std::pair<std::string, std::string>> arguments;
};

class LocalAnswers {
public:
    explicit LocalAnswers(Session &session) : m_session(session) {}
    // One question that was answered from these datasets; those that no sync fills do not count. Any thread.
    void note(std::vector<std::string> datasets);
    // What is counted so far goes into the workspace; it waits where that cannot be written.
    Result<void> flush();
    Result<LocalAnswersView> view();

private:
    Session &m_session;
    std::mutex m_mutex;
    std::map<std::vector<std::string>, std::int64_t> m_pending; // how often these datasets were asked together
    std::chrono::microseconds m_flushedAt{0};
};

// The datasets that a rule or query reads: the people's, and those of the events and tables that it names.
std::vector<std::string> datasetsIn(const engine::Schema &schema, const Json &question);
// Those of them whose names stand in a statement.
std::vector<std::string> datasetsIn(const std::vector<std::string> &all, std::string_view sql);

} // namespace audience::service
