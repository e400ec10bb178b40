#include "aws/event_path.h"

#include "base/fault_point.h"

#include <algorithm>
#include <array>

namespace audience::aws {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

constexpr int kConflicts = 5;
constexpr std::array<milliseconds, 7> kSettling{1s, 2s, 4s, 8s, 15s, 15s, 15s}; // a minute: how late an answer may be

} // namespace

std::string_view toText(StepState state) {
    switch (state) {
    case StepState::Ok:
        return "ok";
    case StepState::Differs:
        return "differs";
    case StepState::Missing:
        return "missing";
    case StepState::Kept:
        return "kept";
    case StepState::Failed:
        return "failed";
    case StepState::NotTried:
        break;
    }
    return "not_tried";
}

EventPathNames namesOf(const EventPathSpec &spec) {
    std::string shortId;
    for (const char c : spec.workspace)
        if (c != '-' && shortId.size() < 12)
            shortId += c;
    const std::string events = spec.prefix + "-events";
    return {events, events + '-' + shortId, events + '-' + shortId + "-dlq", spec.prefix};
}

const Step *EventPathReport::step(std::string_view id) const {
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step &one) { return one.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

bool EventPathReport::isComplete() const {
    return !steps.empty() && std::all_of(steps.begin(), steps.end(), [](const Step &one) {
        return one.state == StepState::Ok || one.id == "sender" || one.id == "greeting" || one.id == "simulator";
    });
}

std::optional<Error> EventPathReport::fault() const {
    for (const Step &one : steps)
        if (one.state == StepState::Failed)
            return one.fault;
    return std::nullopt;
}

const std::vector<EventPath::Kind> &EventPath::kinds() {
    static const std::vector<Kind> all{
        {"keys", &EventPath::lookAtKeys, nullptr},
        {"account", &EventPath::lookAtAccount, nullptr},
        {"sender", &EventPath::lookAtSender, nullptr},
        {"configuration_set", &EventPath::lookAtSet, &EventPath::writeSet},
        {"dead_letter_queue", &EventPath::lookAtDeadLetterQueue, &EventPath::writeDeadLetterQueue},
        {"queue", &EventPath::lookAtQueue, &EventPath::writeQueue},
        {"topic", &EventPath::lookAtTopic, &EventPath::writeTopic},
        {"topic_policy", &EventPath::lookAtTopicPolicy, &EventPath::writeTopicPolicy},
        {"queue_policy", &EventPath::lookAtQueuePolicy, &EventPath::writeQueuePolicy},
        {"subscription", &EventPath::lookAtSubscription, &EventPath::writeSubscription},
        {"event_destination", &EventPath::lookAtDestination, &EventPath::writeDestination},
    };
    return all;
}

EventPathReport EventPath::check(const CancelToken &cancel, const TellStep &tell) {
    m_cancel = cancel;
    return run(false, tell);
}

EventPathReport EventPath::build(const CancelToken &cancel, const TellStep &tell) {
    m_cancel = cancel;
    return run(true, tell);
}

EventPathReport EventPath::run(bool mayWrite, const TellStep &tell) {
    m_report = {};
    m_isGreetingDue = false;
    const auto add = [&](Step step) {
        m_report.steps.push_back(std::move(step));
        if (tell)
            tell(m_report.steps.back());
    };
    bool mayGoOn = true;
    for (const Kind &kind : kinds()) {
        Step step = mayGoOn ? settle(kind, mayWrite) : Step{kind.id, {}, StepState::NotTried, false, {}, {}};
        if (step.state == StepState::Failed) // a check looks at everything that it can
            mayGoOn = mayGoOn && !mayWrite && step.id != "keys" && step.fault->kind != ErrorKind::Cancelled;
        add(std::move(step));
    }
    Step greeting{"greeting", {}, StepState::NotTried, false, {}, {}}, simulator = greeting;
    simulator.id = "simulator";
    if (mayWrite && mayGoOn && m_isGreetingDue)
        greeting = finished(std::move(greeting), &EventPath::awaitGreeting);
    mayGoOn = mayGoOn && greeting.state != StepState::Failed;
    add(std::move(greeting));
    if (mayWrite && mayGoOn)
        simulator = finished(std::move(simulator), &EventPath::sendToSimulator);
    add(std::move(simulator));
    return m_report;
}

EventPathReport EventPath::prove(const CancelToken &cancel, const TellStep &tell) {
    m_cancel = cancel;
    m_report = {};
    for (const auto &[id, act] : {std::pair<const char *, Act>{"keys", &EventPath::lookAtKeys}, {"queue", &EventPath::lookAtQueue},
                                  {"simulator", &EventPath::sendToSimulator}}) {
        Step step = finished({id, {}, StepState::Ok, false, {}, {}}, act);
        if (step.state == StepState::Missing) {
            step.state = StepState::Failed;
            step.fault = Error(ErrorKind::NotFound, "aws.path_missing").with("resource", step.resource);
        }
        const bool hasFailed = step.state == StepState::Failed;
        m_report.steps.push_back(std::move(step));
        if (tell)
            tell(m_report.steps.back());
        if (hasFailed)
            break;
    }
    return m_report;
}

EventPathReport EventPath::remove(const CancelToken &cancel, const TellStep &tell) {
    m_cancel = cancel;
    m_report = {};
    bool mayGoOn = true;
    for (const auto &[id, act] : {std::pair<const char *, Act>{"keys", &EventPath::lookAtKeys},
                                  {"event_destination", &EventPath::removeDestination},
                                  {"subscription", &EventPath::removeSubscription},
                                  {"topic", &EventPath::removeTopic},
                                  {"queue", &EventPath::removeQueue},
                                  {"dead_letter_queue", &EventPath::removeDeadLetterQueue}}) {
        Step step{id, {}, StepState::NotTried, false, {}, {}};
        if (mayGoOn)
            step = finished(std::move(step), act);
        mayGoOn = mayGoOn && step.state != StepState::Failed;
        m_report.steps.push_back(std::move(step));
        if (tell)
            tell(m_report.steps.back());
        faultPoint("setup.step_removed");
    }
    return m_report;
}

// What a step did, or why it failed; what is not there is missing, and no fault.
Step EventPath::finished(Step step, Act act) {
    if (const auto done = (this->*act)(step); !done) {
        step.state = done.error().id == "aws.missing" ? StepState::Missing : StepState::Failed;
        if (step.state == StepState::Failed)
            step.fault = done.error();
    }
    return step;
}

Result<void> EventPath::look(const Kind &kind, Step &step) {
    step.differences.clear();
    step.state = StepState::Ok;
    auto looked = (this->*kind.look)(step);
    if (!looked && looked.error().id == "aws.missing") {
        step.state = StepState::Missing;
        return {};
    }
    if (looked && !step.differences.empty())
        step.state = StepState::Differs;
    return looked;
}

Step EventPath::settle(const Kind &kind, bool mayWrite) {
    Step step{kind.id, {}, StepState::NotTried, false, {}, {}};
    const auto failed = [&](Error error) {
        step.state = StepState::Failed;
        step.fault = std::move(error);
        return step;
    };
    if (auto looked = look(kind, step); !looked)
        return failed(std::move(looked).error());
    if (step.state == StepState::Ok || !mayWrite || !kind.write)
        return step;
    const std::vector<StepDifference> found = step.differences;
    for (int conflict = 0;; ++conflict) {
        auto written = (this->*kind.write)(step);
        if (written)
            break;
        const std::string code(written.error().arg("code"));
        const bool isConflict = written.error().id == "aws.conflict" || written.error().id == "aws.exists";
        if (!isConflict || conflict == kConflicts)
            return failed(std::move(written).error());
        const bool wasDeleted = code.find("QueueDeletedRecently") != std::string::npos;
        if (auto waited = m_setup.pause(wasDeleted ? 60s : milliseconds(1s), m_cancel); !waited)
            return failed(std::move(waited).error());
        if (auto looked = look(kind, step); !looked)
            return failed(std::move(looked).error());
        if (step.state == StepState::Ok)
            return step;
    }
    step.isWritten = true;
    faultPoint("setup.step_written");
    for (std::size_t i = 0;; ++i) { // what was written may be seen late
        if (auto looked = look(kind, step); !looked)
            return failed(std::move(looked).error());
        if (step.state == StepState::Ok) {
            step.differences = found;
            return step;
        }
        if (i == kSettling.size())
            return failed(Error(ErrorKind::Conflict, "aws.step_unsettled").with("resource", step.resource));
        if (auto waited = m_setup.pause(kSettling[i], m_cancel); !waited)
            return failed(std::move(waited).error());
    }
}

} // namespace audience::aws
