#include "segment/rule_text.h"
#include "service/segment_service.h"

namespace audience::service {

Result<model::SegmentRule> SegmentService::fromText(const std::string &text) const { return segment::ruleFromText(text); }

std::string SegmentService::toText(const model::SegmentRule &rule) const { return segment::toText(rule); }

} // namespace audience::service
