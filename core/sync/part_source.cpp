#include "sync/part_source.h"

namespace audience::sync {

namespace {

constexpr int kMostFailures = 4;
constexpr std::chrono::milliseconds kFirstRest{500}, kNap{100};

} // namespace

Result<void> PartSource::rest(const Error &why) {
    if (why.kind != ErrorKind::Network || ++m_failures > kMostFailures)
        return why;
    for (auto left = kFirstRest * (1 << (m_failures - 1)); left.count() > 0; left -= kNap) {
        TRY(m_cancel.check());
        m_clock.sleepFor(kNap);
    }
    ++m_reconnects;
    return {};
}

Result<void> PartSource::connect() {
    m_bytesBefore = bytes();
    m_stream.reset();
    warehouse::ReadRequest request = m_request;
    if (!m_pulled.empty()) {
        request.after = m_pulled;
        request.withAfter = !m_options.unique && !m_between;
        request.lookBackSeconds = 0;
    }
    for (;;) {
        auto stream = m_connector.read(request, m_cancel);
        if (stream) {
            m_stream = std::move(*stream);
            return {};
        }
        TRY(rest(stream.error()));
    }
}

Result<std::optional<warehouse::RawPage>> PartSource::pull() {
    if (!m_stream)
        TRY(connect());
    for (;;) {
        auto page = m_stream->next();
        if (page) {
            m_failures = 0;
            return page;
        }
        // From the beginning only while nothing came. A place is one of rows that are the same still: the caller has to look.
        if (m_rows > 0 && (!canGoOn() || m_pulled.empty() || m_request.order == warehouse::kPlaceOrder))
            return std::move(page).error();
        TRY(rest(page.error()));
        TRY(connect());
    }
}

void PartSource::beginPart() {
    m_index = 0;
    m_partRows = 0;
    m_partDone = false;
    m_partBegin = m_position;
    m_rowsAtBegin = m_rows - (m_pending ? m_pending->raw.rows : 0);
}

void PartSource::restartPart() {
    m_bytesBefore = bytes();
    m_stream.reset();
    m_pending.reset();
    m_position = m_pulled = m_partBegin;
    m_rows = m_rowsAtBegin;
    m_between = true;
    m_atEnd = false;
    beginPart();
}

void PartSource::goOnBehind(const std::string &position, std::int64_t rows) {
    m_bytesBefore = bytes();
    m_stream.reset();
    m_pending.reset();
    m_position = m_pulled = position;
    m_rows = rows;
    m_between = m_atEnd = false;
}

Result<std::optional<PartPage>> PartSource::next() {
    if (m_partDone || m_atEnd)
        return std::optional<PartPage>();
    if (!m_pending) {
        TRY_ASSIGN(auto raw, pull());
        if (!raw) {
            m_atEnd = true;
            return std::optional<PartPage>();
        }
        raw->firstRow = m_rows;
        m_rows += raw->rows;
        if (m_options.maxBytes > 0 && m_options.spent + bytes() > m_options.maxBytes)
            return Error(ErrorKind::Limit, "sync.budget_spent").with("limit", std::to_string(m_options.maxBytes / 1'000'000));
        m_pending = PartPage{0, std::move(*raw), m_stream, {}};
    }
    PartPage &page = *m_pending;
    if (m_options.ordered) {
        TRY_ASSIGN(const std::string first, page.stream->position(page.raw, 0));
        if (m_options.partRows > 0 && m_partRows >= m_options.partRows && !first.empty() && first != m_position) {
            m_partDone = true;
            return std::optional<PartPage>();
        }
        TRY_ASSIGN(const std::string last, page.stream->position(page.raw, page.raw.rows - 1));
        m_between = false;
        m_pulled = last; // without one it cannot go on
        page.last = last;
        if (!last.empty())
            m_position = last;
    }
    m_partRows += page.raw.rows;
    page.index = m_index++;
    auto given = std::move(m_pending);
    m_pending.reset();
    return given;
}

} // namespace audience::sync
