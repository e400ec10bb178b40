// The rows of a source, cut into parts that may each become a generation of their own: a part ends between two different
// positions. A connection that breaks is made again, and the rows go on where they stopped. One thread at a time.
#pragma once

#include "base/clock.h"
#include "warehouse/connector.h"

#include <memory>
#include <optional>

namespace audience::sync {

// A page with who can decode it; the stream may be another for the next page.
struct PartPage {
    std::uint64_t index = 0; // within the part
    warehouse::RawPage raw;
    std::shared_ptr<const warehouse::RowStream> stream;
    std::string last; // the position of its last row, where it has one
};

class PartSource {
public:
    using Piece = PartPage;
    struct Options {
        bool ordered = false;    // the request has an order, so that there are positions
        bool unique = false;     // no two rows have the same position
        bool repeats = false;    // rows may come twice: the last one stands
        std::int64_t partRows = 0; // 0: all rows are one part
        std::int64_t maxBytes = 0; // 0: no limit
        std::int64_t spent = 0;    // of it, before this
    };
    PartSource(warehouse::Connector &connector, warehouse::ReadRequest request, Options options, Clock &clock, CancelToken cancel)
        : m_connector(connector), m_request(std::move(request)), m_options(options), m_clock(clock), m_cancel(std::move(cancel)) {}

    // The next page of the part. Errors: those of the source, "sync.budget_spent" {limit}.
    Result<std::optional<PartPage>> next();
    void beginPart();
    // Goes back to before the part, whose pages were not kept.
    void restartPart();
    // As if the rows up to this position, so many of them, had been given out by this part.
    void goOnBehind(const std::string &position, std::int64_t rows);
    bool isAtEnd() const { return m_atEnd; }
    const std::string &position() const { return m_position; } // of the last row that was given out and has one
    std::int64_t bytes() const { return m_bytesBefore + (m_stream ? m_stream->bytes() : 0); }
    std::int64_t reconnects() const { return m_reconnects; }
    bool canGoOn() const { return m_options.ordered && (m_options.unique || m_options.repeats); }

private:
    Result<void> connect();
    Result<std::optional<warehouse::RawPage>> pull();
    Result<void> rest(const Error &why);

    warehouse::Connector &m_connector;
    warehouse::ReadRequest m_request;
    const Options m_options;
    Clock &m_clock;
    CancelToken m_cancel;
    std::shared_ptr<warehouse::RowStream> m_stream;
    std::optional<PartPage> m_pending; // read and of the next part
    std::string m_position, m_pulled, m_partBegin;
    std::uint64_t m_index = 0;
    std::int64_t m_rows = 0, m_rowsAtBegin = 0, m_partRows = 0, m_bytesBefore = 0, m_reconnects = 0;
    int m_failures = 0; // since the last page
    bool m_atEnd = false, m_partDone = false;
    bool m_between = false; // m_pulled is the end of a part: nothing else has it
};

} // namespace audience::sync
