#include "ui/templates/studio/property_groups.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>

namespace audience::ui {

namespace {

struct Plan {
    std::string_view kind;
    const char *title; // in the context "Blocks"; nullptr: none
    std::string_view properties; // in their order, with blanks between them
};

// "block": every kind of block, after its own. What no line names goes under "More".
constexpr Plan kPlans[] = {
    {"page", nullptr, "width language direction purpose"},
    {"page", QT_TRANSLATE_NOOP("Blocks", "Colours"), "background content color heading_color link_color button_fill button_color border_color"},
    {"page", QT_TRANSLATE_NOOP("Blocks", "Letters"), "font heading_font size line_height"},
    {"section", nullptr, "background padding gap"},
    {"section", nullptr, "when"},
    {"section", QT_TRANSLATE_NOOP("Blocks", "Picture behind"), "picture"},
    {"column", nullptr, "width background padding radius"},
    {"heading", nullptr, "content level font size color"},
    {"text", nullptr, "content font size color"},
    {"button", nullptr, "text href fill color radius full_width"},
    {"image", nullptr, "src alt href width radius"},
    {"avatar", nullptr, "src alt title text href size"},
    {"divider", nullptr, "thickness line color width"},
    {"spacer", nullptr, "height"},
    {"social", nullptr, "items icon_size color"},
    {"menu", nullptr, "items separator color size"},
    {"video", nullptr, "src alt href text width"},
    {"quote", nullptr, "content author role color bar"},
    {"list", nullptr, "items marks mark_color size color"},
    {"code", nullptr, "text fill color size"},
    {"table", nullptr, "head rows aligns caption size"},
    {"products", nullptr, "items columns size price_color fill"},
    {"countdown", nullptr, "src text alt href width"},
    {"coupon", nullptr, "title code text href fill color border"},
    {"qr", nullptr, "value src alt text size"},
    {"calendar", nullptr, "title start end place details links"},
    {"survey", nullptr, "question href from to low high fill color"},
    {"signature", nullptr, "person role lines src alt width"},
    {"footer", nullptr, "content address unsubscribe preferences size color"},
    {"view_in_browser", nullptr, "text size color"},
    {"html", nullptr, "html"},
    {"block", nullptr, "align padding"},
    {"block", nullptr, "when"}};

// Not among the rows: they stand in the head or over the email, or are told in words.
bool isElsewhere(std::string_view property) {
    return property == "name" || property == "locked" || property == "saved" || property == "preheader";
}

} // namespace

std::vector<PropertyGroup> propertyGroups(std::string_view kind) {
    const model::BlockPart *own = model::blockKind(kind);
    const bool isBlock = own || !model::blockPart(kind);
    std::vector<model::BlockProperty> left;
    const auto take = [&](const model::BlockPart *part) {
        for (const model::BlockProperty &property : part ? part->properties : std::vector<model::BlockProperty>())
            if (!isElsewhere(property.name))
                left.push_back(property);
    };
    take(own);
    take(model::blockPart(isBlock ? "block" : kind));
    std::vector<PropertyGroup> groups;
    for (const Plan &plan : kPlans) {
        if (plan.kind != kind && !(isBlock && plan.kind == "block"))
            continue;
        PropertyGroup group{plan.title ? QCoreApplication::translate("Blocks", plan.title) : QString(), {}};
        for (std::size_t from = 0; from < plan.properties.size();) {
            const std::size_t to = std::min(plan.properties.find(' ', from), plan.properties.size());
            const std::string_view name = plan.properties.substr(from, to - from);
            const auto found = std::find_if(left.begin(), left.end(), [&](const model::BlockProperty &one) { return one.name == name; });
            if (found != left.end()) {
                group.properties.push_back(*found);
                left.erase(found);
            }
            from = to + 1;
        }
        // A group that shows its own heading needs none above it.
        if (group.properties.size() == 1 && group.properties[0].type == model::PropertyType::Group)
            group.title.clear();
        if (!group.properties.empty())
            groups.push_back(std::move(group));
    }
    // Parts with parts of their own go last: they are long.
    std::stable_partition(left.begin(), left.end(), [](const model::BlockProperty &one) { return one.type != model::PropertyType::Group; });
    if (!left.empty())
        groups.push_back({QCoreApplication::translate("Blocks", "More"), std::move(left), true});
    return groups;
}

} // namespace audience::ui
