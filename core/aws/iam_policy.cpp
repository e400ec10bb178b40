#include "aws/iam_policy.h"

#include <algorithm>

namespace audience::aws {

namespace {

using Texts = std::vector<std::string>;

Texts actions(const char *service, std::initializer_list<const char *> names) {
    Texts list;
    for (const char *name : names)
        list.push_back(std::string(service) + ':' + name);
    return list;
}

Texts operator+(Texts a, const Texts &b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Json oneOrMore(const Texts &texts) {
    return texts.size() == 1 ? Json(texts.front()) : Json(texts);
}

Json allow(const char *sid, const Texts &action, const Texts &resource) {
    return Json{{"Sid", sid}, {"Effect", "Allow"}, {"Action", oneOrMore(action)}, {"Resource", oneOrMore(resource)}};
}

struct Resources {
    Texts events, bucket, objects, stack, roles;
};

Resources resourcesOf(const IamPolicySpec &spec) {
    const Place &place = spec.place;
    const std::string own = spec.prefix + "-*", publicBucket = "arn:" + place.partition + ":s3:::" + spec.prefix + "-public-*";
    return {{place.arn("sqs", own), place.arn("sns", own)},
            {publicBucket},
            {publicBucket + "/*"},
            {place.arn("cloudformation", "stack/" + own + "/*")},
            {"arn:" + place.partition + ":iam::" + place.account + ":role/" + own}};
}

void addDaily(Json &out, const IamPolicySpec &spec, const Resources &of) {
    const Place &place = spec.place;
    out.push_back(allow("Sending", actions("ses", {"SendEmail", "SendRawEmail", "SendBulkEmail"}),
                        {place.arn("ses", "identity/" + spec.sender), place.arn("ses", "configuration-set/" + spec.configurationSet),
                         place.arn("ses", "template/" + spec.prefix + "-*")}));
    out.push_back(allow("SendingRead",
                        actions("ses", {"GetAccount", "ListEmailIdentities", "GetEmailIdentity", "GetConfigurationSet", "GetConfigurationSetEventDestinations"}),
                        {"*"}));
    out.push_back(allow("Events",
                        actions("sqs", {"ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes", "GetQueueUrl"}) +
                            actions("sns", {"GetTopicAttributes", "ListSubscriptionsByTopic", "GetSubscriptionAttributes"}),
                        of.events));
    out.push_back(allow("Suppression",
                        actions("ses", {"ListSuppressedDestinations", "GetSuppressedDestination", "PutSuppressedDestination", "DeleteSuppressedDestination"}),
                        {"*"}));
    out.push_back(allow("Contacts",
                        actions("ses", {"ListContactLists", "GetContactList", "ListContacts", "GetContact", "CreateContact", "UpdateContact", "DeleteContact"}),
                        {"*"}));
    out.push_back(allow("Publish", actions("s3", {"PutObject", "GetObject"}), of.objects));
    out.push_back(allow("PublishList", {"s3:ListBucket"}, of.bucket));
    out.push_back(allow("StackRead", actions("cloudformation", {"DescribeStacks", "DescribeStackEvents"}), of.stack));
}

void addSetup(Json &out, const IamPolicySpec &spec, const Resources &of) {
    const std::string gateway = "arn:" + spec.place.partition + ":apigateway:" + spec.place.region + "::";
    out.push_back(allow("SetupEvents",
                        actions("sns", {"CreateTopic", "TagResource", "ListTagsForResource", "SetTopicAttributes", "Subscribe", "Unsubscribe",
                                        "SetSubscriptionAttributes", "DeleteTopic"}) +
                            actions("sqs", {"CreateQueue", "TagQueue", "ListQueueTags", "SetQueueAttributes", "DeleteQueue"}),
                        of.events));
    out.push_back(allow("SetupSes",
                        actions("ses", {"CreateConfigurationSet", "CreateConfigurationSetEventDestination", "UpdateConfigurationSetEventDestination",
                                        "DeleteConfigurationSetEventDestination", "CreateContactList", "UpdateContactList", "TagResource"}),
                        {"*"}));
    out.push_back(allow("SetupStack", actions("cloudformation", {"CreateStack", "UpdateStack", "DeleteStack"}), of.stack));
    out.push_back(allow("SetupStackParts",
                        Texts{"cloudformation:ValidateTemplate"} +
                            actions("cloudfront", {"CreateDistribution", "GetDistribution", "GetDistributionConfig", "UpdateDistribution", "DeleteDistribution",
                                                   "CreateOriginAccessControl", "GetOriginAccessControl", "GetOriginAccessControlConfig",
                                                   "UpdateOriginAccessControl", "DeleteOriginAccessControl", "TagResource", "ListTagsForResource"}),
                        {"*"}));
    out.push_back(allow("SetupApi", actions("apigateway", {"GET", "POST", "PUT", "PATCH", "DELETE", "TagResource"}),
                        {gateway + "/apis", gateway + "/apis/*", gateway + "/tags/*"}));
    out.push_back(allow("SetupBucket", actions("s3", {"CreateBucket", "PutBucket*", "GetBucket*", "DeleteBucketPolicy", "DeleteBucket"}), of.bucket));
    out.push_back(allow("SetupRole", actions("iam", {"CreateRole", "GetRole", "TagRole", "PutRolePolicy", "GetRolePolicy", "DeleteRolePolicy", "DeleteRole"}),
                        of.roles));
    Json pass = allow("SetupPassRole", {"iam:PassRole"}, of.roles);
    pass["Condition"] = {{"StringEquals", {{"iam:PassedToService", "apigateway.amazonaws.com"}}}};
    out.push_back(std::move(pass));
}

} // namespace

Json iamPolicy(const IamPolicySpec &spec) {
    const Resources of = resourcesOf(spec);
    Json statements = Json::array();
    addDaily(statements, spec, of);
    if (spec.withSetup)
        addSetup(statements, spec, of);
    return Json{{"Version", "2012-10-17"}, {"Statement", std::move(statements)}};
}

std::size_t nonBlankCharacters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; }));
}

} // namespace audience::aws
