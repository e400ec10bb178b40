#include "service/group_column.h"

namespace audience::service {

Json groupsFormula(const SuggestedGroups &groups, const std::vector<std::string> &names) {
    Json list = Json::array();
    for (std::size_t i = 0; i < groups.groups.size(); ++i)
        if (const DescribedList &described = groups.groups[i].rule; described.found > 0)
            list.push_back(Json{{"name", names[i]}, {"rule", model::toJson(described.rule.root)}});
    return Json{{"of", "groups"}, {"groups", std::move(list)}};
}

Result<TraitView> keepAsColumn(Session &session, const std::string &name, const SuggestedGroups &groups, const std::vector<std::string> &names) {
    TraitService traits(session);
    std::string free = name;
    for (int number = 2; traits.find(free); ++number)
        free = name + ' ' + std::to_string(number);
    return traits.save(free, groupsFormula(groups, names));
}

} // namespace audience::service
