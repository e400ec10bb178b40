// The policy of a topic or a queue: who may put something in. Ours is one statement with a Sid of its own; everything
// else in the document is somebody else's and stays. Pure functions.
#pragma once

#include "aws/arn.h"
#include "base/json.h"

#include <string>
#include <string_view>

namespace audience::aws {

constexpr std::string_view kTopicSid = "AudienceSyncSes";
constexpr std::string_view kQueueSid = "AudienceSyncSns";

// As Amazon reads it: a text equals a list of that one text, lists have no order, actions and condition keys ignore case.
bool samePolicy(const Json &a, const Json &b);
// The statement of that Sid, or null.
Json statementIn(const Json &document, std::string_view sid);
// With that statement in place of the one of its Sid, or added.
Json withStatement(Json document, Json statement);
// An empty text or one that is no object is an empty document.
Json policyFromText(const std::string &text);

// SES may publish to the topic for this configuration set, and for those that `present` (a statement of ours) names.
Json topicStatement(const Place &place, const std::string &topicArn, const std::string &configurationSet, const Json &present);
// The topic may send to the queue.
Json queueStatement(const std::string &queueArn, const std::string &topicArn);

} // namespace audience::aws
