#include "model/campaign.h"

#include "base/json.h"

namespace audience::model {

static constexpr int kVersion = 1;

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
    return Json{{"audience_campaign", kVersion},
                {"name", value.name},
                {"segment", value.segment.value},
                {"template", value.emailTemplate.value},
                {"connection", value.connection},
                {"topics", value.topics},
                {"from_name", value.fromName},
                {"from_address", value.fromAddress},
                {"rate_per_second", value.ratePerSecond},
                {"approved_by", value.approvedBy},
                {"approved_at", value.approvedAt}};
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
    value.emailTemplate = TemplateId{jsonInt(json, "template")};
    value.connection = jsonText(json, "connection", kPracticeConnection);
    if (const Json *topics = jsonMember(json, "topics"); topics && topics->is_array())
        for (const Json &topic : *topics)
            if (topic.is_string())
                value.topics.push_back(topic.get<std::string>());
    value.fromName = jsonText(json, "from_name");
    value.fromAddress = jsonText(json, "from_address");
    value.ratePerSecond = jsonNumber(json, "rate_per_second");
    value.approvedBy = jsonText(json, "approved_by");
    value.approvedAt = jsonText(json, "approved_at");
    return value;
}

} // namespace audience::model
