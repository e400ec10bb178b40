#include "model/campaign.h"

#include "base/json.h"
#include "model/sending_rate.h"

#include <algorithm>

namespace audience::model {

// 2: several segments, a start, what was armed; 3: the delivery plan; 4: more of it, and notes; 5: a variant of the email.
// Without a variant it is written as the fourth, which older programs read.
static constexpr int kVersion = 5;

namespace {

Json idsOf(const std::vector<SegmentId> &segments) {
    Json ids = Json::array();
    for (const SegmentId id : segments)
        ids.push_back(id.value);
    return ids;
}

std::vector<SegmentId> segmentsOf(const Json &json, std::string_view member) {
    std::vector<SegmentId> segments;
    if (const Json *ids = jsonMember(json, member); ids && ids->is_array())
        for (const Json &id : *ids)
            if (id.is_number_integer())
                segments.push_back(SegmentId{id.get<std::int64_t>()});
    return segments;
}

} // namespace

std::string_view toText(CampaignState state) {
    switch (state) {
    case CampaignState::Draft:
        return "draft";
    case CampaignState::InReview:
        return "in_review";
    case CampaignState::Approved:
        return "approved";
    case CampaignState::Scheduled:
        return "scheduled";
    case CampaignState::Sending:
        return "sending";
    case CampaignState::Paused:
        return "paused";
    case CampaignState::Stopped:
        return "stopped";
    case CampaignState::Finished:
        return "finished";
    case CampaignState::Blocked:
        return "blocked";
    }
    return "draft";
}

Json toJson(const Campaign &value) {
    Json json{{"audience_campaign", value.variant.empty() ? 4 : kVersion},
              {"name", value.name},
              {"segment", value.segment.value},
              {"also_segments", idsOf(value.alsoSegments)},
              {"but_not", idsOf(value.butNot)},
              {"template", value.emailTemplate.value},
              {"connection", value.connection},
              {"topics", value.topics},
              {"from_name", value.fromName},
              {"from_address", value.fromAddress},
              {"subject", value.subject},
              {"preheader", value.preheader},
              {"rate_per_second", value.ratePerSecond},
              {"start_at", value.startAt.micros == 0 ? std::string() : toIso(value.startAt)},
              {"start_zone", value.startZone},
              {"plan", toJson(value.plan)},
              {"notes", value.notes},
              {"budget", value.budget},
              {"tags", value.tags},
              {"archived", value.isArchived},
              {"author", value.author},
              {"asked_by", value.askedBy},
              {"asked_at", value.askedAt},
              {"approved_by", value.approvedBy},
              {"approved_at", value.approvedAt},
              {"armed_at", value.armedAt},
              {"template_revision", value.templateRevision}};
    if (!value.variant.empty())
        json["variant"] = value.variant;
    return json;
}

Result<void> checkRate(double perSecond) {
    if (perSecond == 0 || (perSecond >= kSlowestRate && perSecond <= kFastestRate)) // not a number: neither
        return {};
    return Error(ErrorKind::Invalid, "campaign.bad_rate")
        .with("rate", dumpJson(Json(perSecond)))
        .with("slowest", dumpJson(Json(kSlowestRate)))
        .with("fastest", std::to_string(std::int64_t(kFastestRate)));
}

Result<Campaign> campaignFromJson(const Json &json) {
    if (!json.is_object())
        return Error(ErrorKind::Invalid, "campaign.not_an_object");
    if (const auto version = jsonInt(json, "audience_campaign", kVersion); version > kVersion)
        return Error(ErrorKind::Invalid, "campaign.newer_version")
            .with("version", std::to_string(version));
    Campaign value;
    value.name = jsonText(json, "name");
    value.segment = SegmentId{jsonInt(json, "segment")};
    value.alsoSegments = segmentsOf(json, "also_segments");
    value.butNot = segmentsOf(json, "but_not");
    value.emailTemplate = TemplateId{jsonInt(json, "template")};
    value.connection = jsonText(json, "connection", kPracticeConnection);
    value.topics = jsonTexts(json, "topics");
    value.fromName = jsonText(json, "from_name");
    value.fromAddress = jsonText(json, "from_address");
    value.variant = jsonText(json, "variant");
    value.subject = jsonText(json, "subject");
    value.preheader = jsonText(json, "preheader");
    value.ratePerSecond = std::clamp(jsonNumber(json, "rate_per_second"), 0.0, kFastestRate);
    value.startAt = instantFromIso(jsonText(json, "start_at")).value_or(Instant{});
    value.startZone = jsonText(json, "start_zone");
    if (const Json *plan = jsonMember(json, "plan"))
        value.plan = deliveryPlanFromJson(*plan);
    value.notes = jsonText(json, "notes");
    value.budget = jsonText(json, "budget");
    value.tags = jsonTexts(json, "tags");
    value.isArchived = jsonBool(json, "archived");
    value.author = jsonText(json, "author");
    value.askedBy = jsonText(json, "asked_by");
    value.askedAt = jsonText(json, "asked_at");
    value.approvedBy = jsonText(json, "approved_by");
    if (value.approvedBy == "me") // what was written before approvals had a name
        value.approvedBy.clear();
    value.approvedAt = jsonText(json, "approved_at");
    value.armedAt = jsonText(json, "armed_at");
    value.templateRevision = jsonInt(json, "template_revision");
    return value;
}

} // namespace audience::model
