#include "aws/sns.h"

#include <set>

namespace audience::aws::sns {

Attributes attributesIn(const XmlElement &result) {
    Attributes attributes;
    if (const XmlElement *list = result.child("Attributes"))
        for (const XmlElement &entry : list->children)
            if (entry.name == "entry")
                attributes[entry.textOf("key")] = entry.textOf("value");
    return attributes;
}

Result<Attributes> topicAttributes(Client &client, const std::string &topicArn, const CancelToken &cancel) {
    TRY_ASSIGN(const XmlElement result, client.query("sns", form("GetTopicAttributes").add("TopicArn", topicArn), cancel));
    return attributesIn(result);
}

Result<std::vector<Subscription>> subscriptionsOf(Client &client, const std::string &topicArn, const CancelToken &cancel) {
    std::vector<Subscription> all;
    std::set<std::string> seen;
    std::string token;
    do {
        Form page = form("ListSubscriptionsByTopic");
        page.add("TopicArn", topicArn);
        if (!token.empty())
            page.add("NextToken", token);
        TRY_ASSIGN(const XmlElement result, client.query("sns", page, cancel));
        for (const XmlElement *one : result.members("Subscriptions"))
            all.push_back({one->textOf("SubscriptionArn"), one->textOf("Protocol"), one->textOf("Endpoint")});
        token = result.textOf("NextToken");
        if (!token.empty() && !seen.insert(token).second)
            return Error(ErrorKind::Network, "aws.answer_malformed").with("operation", "sns:ListSubscriptionsByTopic"); // in a circle
    } while (!token.empty());
    return all;
}

} // namespace audience::aws::sns
