#include "delivery/sqs_drain.h"

#include "base/clock.h"
#include "base/fault_point.h"
#include "delivery/sqs_calls.h"

#include <algorithm>

namespace audience::delivery {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr int kMostTries = 4;
constexpr int kMostCommitTries = 6;
constexpr milliseconds kFirstPause{250};

// The file is in use by somebody else, or full: that passes.
bool mayPass(const Error &error) {
    return error.id == "store.busy" || error.id == "store.disk_full";
}

} // namespace

Result<SqsDrain::Report> SqsDrain::run(const Options &options, const CancelToken &cancel,
                                       const std::function<void(const Report &)> &committed) {
    m_options = options;
    m_report = {};
    m_emptyInRow = 0;
    m_wanted = 1;
    m_failure.reset();
    m_began = m_clock.steady();
    for (;;) {
        if (auto stopped = cancel.check(); !stopped) {
            TRY(commit()); // what was fetched is not fetched twice
            return std::move(stopped).error();
        }
        if (!m_failure)
            TRY(askForMore());
        m_sender.poll(milliseconds(50));
        if (isCommitDue() || m_failure) {
            TRY(commit());
            if (committed)
                committed(m_report);
        }
        if (m_failure)
            return *m_failure;
        if (isEnding() && m_events.empty() && m_waiting.empty() && m_sender.inFlight() == 0) {
            m_report.isEmptied = m_emptyInRow > 0;
            return m_report;
        }
    }
}

// No more is asked for; what is under way is still taken in.
bool SqsDrain::isEnding() const {
    if (m_options.untilIdle)
        return m_emptyInRow >= 2;
    return m_emptyInRow >= 1 || (m_report.received > 0 && m_clock.steady() - m_began >= m_options.longest);
}

Result<void> SqsDrain::askForMore() {
    const microseconds now = m_clock.steady();
    if (now < m_quietUntil)
        return {};
    while (!m_waiting.empty() && m_sender.inFlight() < m_sender.window()) {
        const auto job = m_waiting.front();
        m_waiting.pop_front();
        TRY(submit(job));
    }
    // As many events as two transactions wait at most, so that nothing stays invisible for long.
    const bool isFull = m_events.size() >= static_cast<std::size_t>(2 * m_options.batch);
    while (!isEnding() && !isFull && m_receives < m_wanted && m_sender.inFlight() < m_sender.window())
        TRY(submit(std::make_shared<Job>()));
    return {};
}

Result<void> SqsDrain::submit(const std::shared_ptr<Job> &job) {
    // Only the one that watches an empty queue waits for long, and not once there is something to tell; without any wait a
    // queue may call itself empty too soon.
    const bool waits = job->kind == Job::Kind::Receive && m_receives == 0 && m_report.received == 0;
    const std::chrono::seconds wait = waits ? m_options.wait : std::min(m_options.wait, std::chrono::seconds(1));
    const std::string &queue = m_connection.queueUrl;
    const bool isReceive = job->kind == Job::Kind::Receive;
    auto request = isReceive ? sqsRequest(m_connection, "ReceiveMessage", receiveBody(queue, wait), wait, m_credentials, m_clock)
                   : job->kind == Job::Kind::Delete
                       ? sqsRequest(m_connection, "DeleteMessageBatch", deleteBody(queue, job->handles), wait, m_credentials, m_clock)
                       : sqsRequest(m_connection, "ChangeMessageVisibility", extendBody(queue, job->handles.front()), wait, m_credentials, m_clock);
    if (!request)
        return std::move(request).error();
    m_receives += isReceive ? 1 : 0;
    return m_sender.submit(*std::move(request), [this, job](const net::EffectOutcome &outcome) { answered(job, outcome); });
}

void SqsDrain::answered(const std::shared_ptr<Job> &job, const net::EffectOutcome &outcome) {
    const bool isReceive = job->kind == Job::Kind::Receive;
    m_receives -= isReceive ? 1 : 0;
    if (const auto *lost = std::get_if<net::NotSent>(&outcome))
        return failed(job, lost->reason, true);
    if (const auto *unknown = std::get_if<net::Unknown>(&outcome))
        return failed(job, unknown->reason, true); // what it brought comes again, what it deleted may be deleted twice
    const net::HttpResponse &response = std::get<net::Answer>(outcome).response;
    if (response.status != 200) {
        const Error error = sqsError(response, m_connection.queueUrl);
        const std::string code(error.arg("code"));
        const bool isLoad = response.status == 429 || response.status >= 500 || code.find("Throttl") != std::string::npos || code == "OverLimit";
        return failed(job, error, isLoad);
    }
    if (isReceive)
        if (const auto taken = takeMessages(response.body); !taken)
            failed(job, taken.error(), false);
}

// A deletion or an extension that fails does no harm: the event comes again and is known.
void SqsDrain::failed(const std::shared_ptr<Job> &job, const Error &reason, bool mayTryAgain) {
    if (mayTryAgain && ++job->tries < kMostTries) {
        m_quietUntil = m_clock.steady() + kFirstPause * (1 << job->tries);
        m_wanted = 1;
        m_waiting.push_back(job);
    } else if (job->kind == Job::Kind::Receive) {
        m_failure = reason;
    }
}

Result<void> SqsDrain::takeMessages(const std::string &body) {
    TRY_ASSIGN(std::vector<SqsMessage> messages, receivedMessages(body));
    if (messages.empty()) {
        ++m_emptyInRow;
        m_wanted = 1;
        return {};
    }
    m_emptyInRow = 0;
    m_wanted = messages.size() == kSqsMostMessages ? std::min(m_wanted + 1, m_options.mostReceives) : std::max(m_wanted - 1, 1);
    for (SqsMessage &message : messages) {
        ++m_report.received;
        if (message.isDamaged) {
            ++m_report.damaged;
            continue;
        }
        if (m_events.empty())
            m_oldest = m_clock.steady();
        const auto [known, isNew] = m_handles.insert_or_assign(message.id, message.handle);
        (void)known;
        if (isNew)
            m_events.push_back({"sqs", std::move(message.body)});
    }
    return {};
}

bool SqsDrain::isCommitDue() const {
    if (m_events.empty())
        return false;
    return m_events.size() >= static_cast<std::size_t>(m_options.batch) || m_emptyInRow > 0 || isEnding() ||
           m_clock.steady() - m_oldest >= m_options.patience;
}

Result<void> SqsDrain::commit() {
    for (int tries = 1; !m_events.empty(); ++tries) {
        auto taken = m_intake.take(m_events);
        if (taken) {
            m_report.intake.add(*taken);
            ++m_report.commits;
            m_events.clear();
            break;
        }
        if (!mayPass(taken.error()) || tries == kMostCommitTries)
            return std::move(taken).error();
        ++m_report.tries;
        // It takes long: the queue must not give them out to somebody else meanwhile.
        for (const auto &[id, handle] : m_handles)
            m_waiting.push_back(std::make_shared<Job>(Job{Job::Kind::Extend, {handle}, 0}));
        while (!m_waiting.empty()) {
            if (m_sender.inFlight() < m_sender.window()) {
                const auto job = m_waiting.front();
                m_waiting.pop_front();
                TRY(submit(job));
            } else {
                m_sender.poll(milliseconds(20));
            }
        }
        m_clock.sleepFor(kFirstPause);
    }
    faultPoint("events.before_delete");
    deleteCommitted();
    return {};
}

void SqsDrain::deleteCommitted() {
    std::vector<std::string> ten;
    const auto flush = [&] {
        if (!ten.empty())
            m_waiting.push_back(std::make_shared<Job>(Job{Job::Kind::Delete, std::move(ten), 0}));
        ten.clear();
    };
    for (const auto &[id, handle] : m_handles) {
        ten.push_back(handle);
        if (ten.size() == kSqsMostMessages)
            flush();
    }
    flush();
    m_handles.clear();
}

} // namespace audience::delivery
