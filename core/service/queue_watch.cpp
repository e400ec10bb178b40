#include "service/queue_watch.h"

#include "base/json.h"
#include "delivery/feed.h"
#include "delivery/queue_traits.h"
#include "delivery/sqs_drain.h"
#include "net/net.h"
#include "service/connection_keys.h"
#include "service/session.h"

namespace audience::service {

namespace {

constexpr const char *kGapsSetting = "queues.gaps";
constexpr std::chrono::hours kTold{24 * 7};       // so long a gap is told
constexpr std::chrono::hours kStartsAgain{1};     // without a poll: the computer slept
constexpr std::chrono::seconds kNotedEvery{20};   // less than any queue keeps events
constexpr std::size_t kWindow = 24;               // receives and deletions share it

std::string feedOf(const model::SqsConnection &queue) { return "events:" + queue.queueUrl; }

Result<Instant> readAt(const store::Connection &connection, const model::SqsConnection &queue) {
    TRY_ASSIGN(auto row, connection.prepare("SELECT completed_at FROM feed WHERE name = ?"));
    row.bind(1, feedOf(queue));
    TRY_ASSIGN(const bool found, row.step());
    return found ? Instant{row.int64(0)} : Instant{};
}

std::optional<QueueGap> gapOf(const model::SqsConnection &queue, const delivery::QueueTraits &traits, Instant read, Instant now) {
    if (read.micros == 0 || traits.keeps.count() == 0 || now - read <= traits.keeps)
        return std::nullopt;
    return QueueGap{queue.name, read, now - traits.keeps};
}

// Keys that may not ask, of a queue that the customer made: then nothing is known of it.
bool isUnanswerable(const Error &error) { return error.id == "sqs.denied" || error.id == "sqs.queue_missing"; }

Result<delivery::QueueTraits> askTraits(Session &session, const model::SqsConnection &queue, const CancelToken &cancel) {
    workspace::Workspace &file = session.workspace();
    const auto client = net::curlNet(file.clock(), file.rng())->makeClient();
    return delivery::queueTraits(*client, file.clock(), queue, credentialSource(session, queue), cancel);
}

Result<void> keepGap(Session &session, const QueueGap &gap, Instant now) {
    workspace::Workspace &file = session.workspace();
    TRY_ASSIGN(const Json stored, file.setting(kGapsSetting));
    Json kept = stored.is_array() ? stored : Json::array();
    kept.push_back({{"connection", gap.connection}, {"from", toIso(gap.from)}, {"to", toIso(gap.to)}, {"found", toIso(now)}});
    while (kept.size() > 20)
        kept.erase(kept.begin());
    TRY(file.keepFigures(kGapsSetting, kept));
    return file.write([&](const store::Connection &writer) -> Result<void> {
        TRY(file.audit().append(writer, {"events.not_read_in_time", "connection " + gap.connection, Json{{"from", toIso(gap.from)}, {"to", toIso(gap.to)}}, {}, {}}));
        return {};
    });
}

class Reader {
public:
    Reader(Session &session, const store::Connection &connection)
        : m_session(session), m_file(session.workspace()), m_intake(connection, m_file.clock(), m_file.uuid(), &m_file.audit()),
          m_net(net::curlNet(m_file.clock(), m_file.rng())) {}

    Result<void> drain(const model::SqsConnection &queue, const delivery::SqsDrain::Options &options, const CancelToken &cancel, QueueReading &reading) {
        const auto sender = m_net->makeEffectSender(kWindow);
        delivery::SqsDrain drain(m_intake, *sender, m_file.clock(), queue, credentialSource(m_session, queue));
        TRY_ASSIGN(const auto taken, drain.run(options, cancel));
        reading.intake.add(taken.intake);
        reading.damaged += taken.damaged;
        reading.isEmptied = taken.isEmptied;
        return {};
    }

private:
    Session &m_session;
    workspace::Workspace &m_file;
    delivery::EventIntake m_intake;
    std::unique_ptr<net::Net> m_net;
};

} // namespace

Result<QueueReading> readQueue(Session &session, const model::SqsConnection &queue, bool untilIdle, std::chrono::seconds wait,
                               const CancelToken &cancel) {
    workspace::Workspace &file = session.workspace();
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    const Instant began = file.clock().now(), polled = session.polledAt();
    TRY_ASSIGN(const Instant before, readAt(connection, queue));
    const bool isStart = polled.micros == 0 || began - polled > kStartsAgain || (before.micros != 0 && began - before > kStartsAgain);
    delivery::QueueTraits traits;
    if (isStart) {
        auto asked = askTraits(session, queue, cancel);
        if (!asked && !isUnanswerable(asked.error()))
            return std::move(asked).error();
        traits = asked ? *std::move(asked) : traits;
    }
    QueueReading reading;
    Reader reader(session, connection);
    delivery::SqsDrain::Options options;
    options.untilIdle = untilIdle;
    options.wait = wait;
    TRY(reader.drain(queue, options, cancel, reading));
    if (!reading.isEmptied)
        return reading;
    if (!traits.deadLetterUrl.empty()) {
        model::SqsConnection aside = queue;
        aside.queueUrl = traits.deadLetterUrl;
        options.wait = std::chrono::seconds(1);
        options.untilIdle = true;
        if (const auto read = reader.drain(aside, options, cancel, reading); !read && !isUnanswerable(read.error()))
            return read.error();
    }
    reading.gap = gapOf(queue, traits, before, began);
    if (reading.gap)
        TRY(keepGap(session, *reading.gap, began));
    if (const Instant now = file.clock().now(); now - before > kNotedEvery || now < before)
        TRY(delivery::markFeedComplete(connection, feedOf(queue), now));
    return reading;
}

Result<std::vector<QueueGap>> recentGaps(Session &session) {
    TRY_ASSIGN(const Json stored, session.workspace().setting(kGapsSetting));
    const Instant now = session.workspace().clock().now();
    std::vector<QueueGap> gaps;
    for (const Json &one : stored.is_array() ? stored : Json::array()) {
        const auto from = instantFromIso(jsonText(one, "from")), to = instantFromIso(jsonText(one, "to")), found = instantFromIso(jsonText(one, "found"));
        if (from && to && found && now - *found <= kTold)
            gaps.push_back({jsonText(one, "connection"), *from, *to});
    }
    return gaps;
}

Result<std::optional<QueueGap>> standingGap(Session &session, const model::SqsConnection &queue, const CancelToken &cancel) {
    const auto traits = askTraits(session, queue, cancel);
    if (!traits && isUnanswerable(traits.error()))
        return std::optional<QueueGap>();
    if (!traits)
        return traits.error();
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const Instant read, readAt(*reader, queue));
    return gapOf(queue, *traits, read, session.workspace().clock().now());
}

} // namespace audience::service
