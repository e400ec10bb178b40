// The topics of the workspace and those of an SES contact list, where a person ties the two together:
// which topic is which, the list brought up to date, never a topic or a list removed. One thread.
#pragma once

#include "delivery/ses_account.h"

#include <map>
#include <string>
#include <vector>

namespace audience::delivery {

inline constexpr const char *kTopicMapSetting = "topic_map";
inline constexpr int kMostContactTopics = 20;

// The name on the service by the key of the workspace. Nothing where none, or nothing readable, is stored.
using TopicMap = std::map<std::string, std::string>;
Result<TopicMap> storedTopicMap(const store::Connection &connection);
bool isContactTopicName(std::string_view name); // 1 to 64 letters, digits, hyphens, underscores

struct ContactTopic {
    std::string name, displayName;
    bool isOptIn = true; // nobody gets it who did not ask for it
};
struct TopicSync {
    std::vector<std::string> there;             // on the service, ours and others'
    std::vector<std::string> added;             // or to be added
    std::vector<std::string> otherDefault;      // on both, but the other way round for who said nothing
};

// Reads the list, adds the topics it lacks, and writes it back as a whole, everything else as it was; with
// `isDry` writes nothing. Errors: "topics.no_list" {list}, "topics.too_many" {count}, those of SesAccount.
Result<TopicSync> syncContactTopics(SesAccount &account, const std::string &list, const std::vector<ContactTopic> &wanted, bool isDry,
                                    const CancelToken &cancel = {});

} // namespace audience::delivery
