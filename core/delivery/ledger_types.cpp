#include "delivery/ledger_types.h"

#include <utility>

namespace audience::delivery {

namespace {

constexpr std::array<std::pair<MessageState, std::string_view>, 9> kStateNames{
    {{MessageState::Planned, "planned"},
     {MessageState::Intent, "intent"},
     {MessageState::Accepted, "accepted"},
     {MessageState::Refused, "refused"},
     {MessageState::RetryAt, "retry_at"},
     {MessageState::Skipped, "skipped"},
     {MessageState::InDoubt, "in_doubt"},
     {MessageState::NotSent, "not_sent"},
     {MessageState::Unknown, "unknown"}}};

constexpr std::array<std::pair<RunStatus, std::string_view>, 5> kStatusNames{
    {{RunStatus::Running, "running"},
     {RunStatus::Paused, "paused"},
     {RunStatus::Blocked, "blocked"},
     {RunStatus::Stopped, "stopped"},
     {RunStatus::Finished, "finished"}}};

template <class Value, std::size_t N>
std::string_view nameOf(const std::array<std::pair<Value, std::string_view>, N> &names,
                        Value value) {
    for (const auto &[candidate, name] : names)
        if (candidate == value)
            return name;
    return {};
}

template <class Value, std::size_t N>
std::optional<Value> valueOf(const std::array<std::pair<Value, std::string_view>, N> &names,
                             std::string_view text) {
    for (const auto &[candidate, name] : names)
        if (name == text)
            return candidate;
    return std::nullopt;
}

} // namespace

std::string_view toText(MessageState state) {
    return nameOf(kStateNames, state);
}
std::optional<MessageState> messageStateFromText(std::string_view text) {
    return valueOf(kStateNames, text);
}
std::string_view toText(RunStatus status) {
    return nameOf(kStatusNames, status);
}
std::optional<RunStatus> runStatusFromText(std::string_view text) {
    return valueOf(kStatusNames, text);
}

std::string_view toText(Permission permission) {
    switch (permission) {
    case Permission::Consent:
        return "consent";
    case Permission::LegalBasis:
        return "legal_basis";
    case Permission::Missing:
        return "missing";
    }
    return "missing";
}

std::int64_t total(const StateCounts &counts) {
    std::int64_t sum = 0;
    for (const auto &[state, count] : counts)
        sum += count;
    return sum;
}

} // namespace audience::delivery
