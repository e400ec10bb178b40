// How a PostgreSQL server is waited for, and what is asked of it on a second line meanwhile.
#include "warehouse/postgres_link.h"

#include <libpq-fe.h>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kStep = 50ms;            // how soon a cancel is seen
constexpr auto kCancelPatience = 100ms; // for the server to be told of it; the rest is done aside

} // namespace

Result<void> PostgresLink::wait(bool forWriting, Clock::time_point until, const CancelToken &cancel) {
    const auto socket = static_cast<int>(PQsocket(m_connection.get()));
    for (;;) {
        if (cancel.isCancelled()) {
            cancelThere();
            return Error(ErrorKind::Cancelled, "cancelled");
        }
        const bool isWatched = m_isIn && !m_isSecond;
        if (Clock::now() > until || (isWatched && m_pace.isOver(m_patience.idle, socket) && !isWorkingThere(cancel))) {
            cancelThere();
            return cancel.isCancelled() ? Error(ErrorKind::Cancelled, "cancelled") : Error(ErrorKind::Network, "source.stalled").with("host", m_about.host);
        }
        if (isWatched && m_pace.isRowTooLong(socket)) {
            cancelThere();
            m_connection.reset();
            return Error(ErrorKind::Limit, "source.row_too_long").with("limit", std::to_string(kMostRowBytes >> 20));
        }
        const auto began = Clock::now();
        const auto step = static_cast<int>(std::chrono::milliseconds(kStep).count());
#ifdef _WIN32
        WSAPOLLFD look{static_cast<SOCKET>(socket), static_cast<SHORT>(forWriting ? POLLOUT : POLLIN), 0};
        const int ready = WSAPoll(&look, 1, step);
#else
        pollfd look{socket, static_cast<short>(forWriting ? POLLOUT | POLLIN : POLLIN), 0};
        const int ready = poll(&look, 1, step);
#endif
        if (ready > 0 && (look.revents & POLLOUT) != 0)
            m_pace.moved();
        m_pace.waited(Clock::now() - began, ready > 0);
        if (ready > 0)
            return {};
    }
}

Result<PostgresLink> PostgresLink::second(const PostgresLink &first, const CancelToken &cancel) {
    PostgresLink other(first.m_about, first.m_password.clone(), first.m_patience);
    other.m_isSecond = true;
    other.m_about.statementSeconds = 1;
    TRY(other.connect(cancel));
    return other;
}

// libpq 15 would send its cancel in the clear.
void PostgresLink::cancelThere() {
    if (m_backend.empty())
        return;
    const auto first = std::make_shared<PostgresLink>(PostgresLink(m_about, m_password.clone(), m_patience));
    doAside(
        [first, backend = std::exchange(m_backend, {})] {
            if (auto other = second(*first, {}))
                (void)other->ask("SELECT pg_cancel_backend(" + backend + ")", {});
        },
        kCancelPatience);
}

// A statement may compute for long before it says anything. One that has answered, or has rows that do not come through, is a
// matter of the line.
bool PostgresLink::isWorkingThere(const CancelToken &cancel) const {
    if (m_backend.empty())
        return false;
    auto other = second(*this, cancel);
    if (!other)
        return other.error().id == "source.too_many_connections";
    const std::string of = " WHERE pid = " + m_backend;
    const auto found = other->ask(m_about.kind == "redshift"
                                      ? "SELECT COUNT(*) FROM stv_recents" + of + " AND status = 'Running'"
                                      : "SELECT count(*) FROM pg_catalog.pg_stat_activity" + of + " AND state = 'active' AND coalesce(wait_event_type, '') <> 'Client'",
                                  cancel);
    return found && found->rows() == 1 && found->number(0, 0) > 0;
}

} // namespace audience::warehouse
