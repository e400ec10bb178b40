// Ids that cannot be mixed up: StrongId<struct SegmentTag> is not a StrongId<struct CampaignTag>.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace audience {

template <class Tag, class Raw = std::int64_t> struct StrongId {
    Raw value{};

    constexpr StrongId() = default;
    constexpr explicit StrongId(Raw raw) : value(raw) {}
    constexpr bool isValid() const { return value != Raw{}; }
    friend constexpr auto operator<=>(const StrongId &, const StrongId &) = default;
};

using DatasetId = StrongId<struct DatasetTag>;
using SegmentId = StrongId<struct SegmentTag>;
using TemplateId = StrongId<struct TemplateTag>;
using CampaignId = StrongId<struct CampaignTag>;
using ConnectionId = StrongId<struct ConnectionTag>;
using RunId = StrongId<struct RunTag>;
using MessageId = StrongId<struct MessageTag>;

// A profile's position: given at first sight of its key, stable, never reused.
using Ordinal = std::uint32_t;

} // namespace audience

template <class Tag, class Raw> struct std::hash<audience::StrongId<Tag, Raw>> {
    std::size_t operator()(const audience::StrongId<Tag, Raw> &id) const noexcept {
        return std::hash<Raw>{}(id.value);
    }
};
