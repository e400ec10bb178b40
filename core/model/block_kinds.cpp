#include "model/block_kinds.h"

#include <algorithm>

namespace audience::model {
namespace {

using T = PropertyType;

const BlockPart *named(const std::vector<BlockPart> &parts, std::string_view name) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const BlockPart &part) { return part.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

constexpr std::string_view kShow = "all|desktop|mobile";
constexpr std::string_view kAlign = "start|center|end";

const std::vector<BlockPart> &parts() {
    static const std::vector<BlockPart> all{
        {"page",
         {{"width", T::Number, "320|900"},
          {"breakpoint", T::Number, "320|900"},
          {"language", T::Text},
          {"direction", T::Choice, "ltr|rtl"},
          {"title", T::Text},
          {"preheader", T::Text},
          {"purpose", T::Choice, "marketing|service"},
          {"background", T::Colour},
          {"content", T::Colour},
          {"color", T::Colour},
          {"heading_color", T::Colour},
          {"link_color", T::Colour},
          {"button_fill", T::Colour},
          {"button_color", T::Colour},
          {"border_color", T::Colour},
          {"font", T::Font},
          {"heading_font", T::Font},
          {"size", T::Number, "8|72"},
          {"line_height", T::Number, "1|3"}}},
        {"section",
         {{"name", T::Text},
          {"locked", T::Switch},
          {"saved", T::Group, "saved"},
          {"show", T::Choice, kShow},
          {"when", T::Condition},
          {"repeat", T::Group, "repeat"},
          {"full_width", T::Switch},
          {"background", T::Colour},
          {"picture", T::Group, "background_picture"},
          {"padding", T::Box},
          {"radius", T::Number, "0|100"},
          {"gap", T::Number, "0|100"},
          {"stack", T::Choice, "stack|reverse|keep"},
          {"valign", T::Choice, "top|middle|bottom"},
          {"mobile", T::Group, "mobile"}}},
        {"background_picture",
         {{"src", T::Url, {}, true}, {"repeat", T::Switch}, {"height", T::Number, "0|2000"}, {"position", T::Choice, "center|top|bottom"}}},
        {"column", {{"width", T::Number, "5|100"}, {"background", T::Colour}, {"padding", T::Box}, {"radius", T::Number, "0|100"}}},
        {"block",
         {{"name", T::Text},
          {"locked", T::Switch},
          {"saved", T::Group, "saved"},
          {"show", T::Choice, kShow},
          {"when", T::Condition},
          {"repeat", T::Group, "repeat"},
          {"align", T::Choice, kAlign},
          {"padding", T::Box},
          {"background", T::Colour},
          {"mobile", T::Group, "mobile"}}},
        {"saved", {{"id", T::Text, {}, true}, {"linked", T::Switch}}},
        {"repeat", {{"list", T::Condition, {}, true}, {"as", T::Identifier, {}, true}, {"limit", T::Number, "1|1000"}}},
        {"mobile", {{"padding", T::Box}, {"size", T::Number, "8|72"}, {"align", T::Choice, kAlign}}},
        {"span",
         {{"text", T::Text},
          {"liquid", T::Markup},
          {"bold", T::Switch},
          {"italic", T::Switch},
          {"underline", T::Switch},
          {"strike", T::Switch},
          {"link", T::Url},
          {"color", T::Colour}}},
        {"paragraph", {{"spans", T::Spans}, {"list", T::Choice, "bullet|number"}, {"items", T::Spanned}}},
        {"social_item", {{"network", T::Text, {}, true}, {"href", T::Url, {}, true}, {"label", T::Text}, {"icon", T::Url}}},
        {"menu_item", {{"text", T::Text, {}, true}, {"href", T::Url, {}, true}}},
        {"product",
         {{"src", T::Picture},
          {"alt", T::Text},
          {"title", T::Text},
          {"text", T::Text},
          {"price", T::Text},
          {"old_price", T::Text},
          {"href", T::Url},
          {"button", T::Text}}},
        {"calendar_link", {{"service", T::Choice, "google|outlook|office|file", true}, {"text", T::Text, {}, true}, {"href", T::Url}}}};
    return all;
}

} // namespace

const BlockProperty *BlockPart::find(std::string_view property) const {
    const auto found = std::find_if(properties.begin(), properties.end(), [&](const BlockProperty &one) { return one.name == property; });
    return found == properties.end() ? nullptr : &*found;
}

const BlockPart *blockPart(std::string_view name) { return named(parts(), name); }

const std::vector<BlockPart> &blockKinds() {
    static const std::vector<BlockPart> kinds{
        {"heading", {{"level", T::Number, "1|4"}, {"content", T::Spans}, {"color", T::Colour}, {"font", T::Font}, {"size", T::Number, "8|72"}}},
        {"text", {{"content", T::Flow}, {"color", T::Colour}, {"font", T::Font}, {"size", T::Number, "8|72"}, {"line_height", T::Number, "1|3"}}},
        {"button",
         {{"text", T::Text, {}, true},
          {"href", T::Url, {}, true},
          {"fill", T::Colour},
          {"color", T::Colour},
          {"border", T::Colour},
          {"font", T::Font},
          {"size", T::Number, "8|72"},
          {"radius", T::Number, "0|100"},
          {"width", T::Number, "40|900"},
          {"full_width", T::Switch},
          {"inner", T::Box}}},
        {"image",
         {{"src", T::Picture, {}, true}, {"dark_src", T::Url}, {"alt", T::Text}, {"href", T::Url}, {"width", T::Number, "1|900"}, {"radius", T::Number, "0|500"}}},
        {"avatar",
         {{"src", T::Picture, {}, true}, {"alt", T::Text}, {"size", T::Number, "16|200"}, {"title", T::Text}, {"text", T::Text}, {"href", T::Url}}},
        {"divider", {{"thickness", T::Number, "1|20"}, {"line", T::Choice, "solid|dashed|dotted"}, {"color", T::Colour}, {"width", T::Number, "5|100"}}},
        {"spacer", {{"height", T::Number, "1|400"}}},
        {"social", {{"items", T::Items, "social_item", true}, {"icon_size", T::Number, "12|64"}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"menu", {{"items", T::Items, "menu_item", true}, {"separator", T::Text}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"video", {{"src", T::Picture, {}, true}, {"alt", T::Text}, {"href", T::Url, {}, true}, {"text", T::Text}, {"width", T::Number, "1|900"}}},
        {"quote", {{"content", T::Flow}, {"author", T::Text}, {"role", T::Text}, {"color", T::Colour}, {"bar", T::Colour}, {"size", T::Number, "8|72"}}},
        {"list", {{"items", T::Spanned, {}, true}, {"marks", T::Choice, "bullet|number|check"}, {"color", T::Colour}, {"mark_color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"code", {{"text", T::Text, {}, true}, {"color", T::Colour}, {"fill", T::Colour}, {"size", T::Number, "8|72"}}},
        {"table",
         {{"head", T::Texts}, {"rows", T::Rows, {}, true}, {"aligns", T::Texts}, {"caption", T::Text}, {"color", T::Colour}, {"border", T::Colour}, {"size", T::Number, "8|72"}}},
        {"products",
         {{"items", T::Items, "product"}, {"loop", T::Group, "repeat"}, {"item", T::Group, "product"}, {"columns", T::Number, "1|4"}, {"color", T::Colour},
          {"price_color", T::Colour}, {"fill", T::Colour}, {"size", T::Number, "8|72"}}},
        {"countdown", {{"src", T::Url}, {"alt", T::Text}, {"text", T::Text}, {"href", T::Url}, {"width", T::Number, "1|900"}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"coupon", {{"title", T::Text}, {"code", T::Text, {}, true}, {"text", T::Text}, {"href", T::Url}, {"color", T::Colour}, {"fill", T::Colour}, {"border", T::Colour}}},
        {"qr", {{"value", T::Text, {}, true}, {"src", T::Url, {}, true}, {"alt", T::Text}, {"size", T::Number, "60|600"}, {"text", T::Text}}},
        {"calendar",
         {{"title", T::Text, {}, true}, {"start", T::Text, {}, true}, {"end", T::Text, {}, true}, {"place", T::Text}, {"details", T::Text},
          {"links", T::Items, "calendar_link", true}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"survey",
         {{"question", T::Text}, {"href", T::Url, {}, true}, {"from", T::Number, "0|1"}, {"to", T::Number, "2|10"}, {"low", T::Text}, {"high", T::Text},
          {"fill", T::Colour}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"signature", {{"src", T::Picture}, {"alt", T::Text}, {"person", T::Text, {}, true}, {"role", T::Text}, {"lines", T::Texts}, {"width", T::Number, "1|400"}, {"color", T::Colour}}},
        {"footer",
         {{"content", T::Flow}, {"address", T::Text}, {"unsubscribe", T::Text, {}, true}, {"preferences", T::Text}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"view_in_browser", {{"text", T::Text, {}, true}, {"color", T::Colour}, {"size", T::Number, "8|72"}}},
        {"html", {{"html", T::Markup, {}, true}}}};
    return kinds;
}

const BlockPart *blockKind(std::string_view name) { return named(blockKinds(), name); }

} // namespace audience::model
