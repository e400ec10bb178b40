#include "service/segment_overlap.h"

#include "service/audience_question.h"
#include "service/definition_store.h"

#include <algorithm>
#include <tuple>

namespace audience::service {

namespace {

constexpr std::size_t kMostCounted = 300;

std::int64_t countOf(const engine::Bitmap &bitmap) {
    return static_cast<std::int64_t>(bitmap.count());
}

} // namespace

Result<std::vector<SharingSegment>> segmentsSharing(Session &session, const model::SegmentRule &rule, SegmentId without, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience ours, evaluateRule(session, people, rule, cancel));
    TRY_ASSIGN(auto saved, DefinitionStore(session, "segment").list()); // by name
    std::stable_sort(saved.begin(), saved.end(), [](const SavedDefinition &a, const SavedDefinition &b) { return a.savedAt > b.savedAt; });
    std::vector<SharingSegment> all;
    for (const SavedDefinition &one : saved) {
        auto read = model::segmentRuleFromJson(one.body);
        if (one.id == without.value || !read)
            continue;
        SharingSegment segment{SegmentId{one.id}, one.name, *std::move(read)};
        if (all.size() < kMostCounted) {
            auto theirs = evaluateRule(session, people, segment.rule, cancel);
            if (!theirs && theirs.error().kind == ErrorKind::Cancelled)
                return theirs.error();
            if (!theirs)
                continue; // its own page says what is wrong with it
            segment.people = countOf(theirs->members);
            engine::intersect(theirs->members, ours.members);
            segment.shared = countOf(theirs->members);
        }
        all.push_back(std::move(segment));
    }
    const std::int64_t everybody = countOf(people.snapshot().members());
    const auto rank = [&](const SharingSegment &one) { return std::tuple(one.people == everybody, -one.shared, one.people); };
    std::stable_sort(all.begin(), all.end(), [&](const SharingSegment &a, const SharingSegment &b) { return rank(a) < rank(b); });
    return all;
}

} // namespace audience::service
