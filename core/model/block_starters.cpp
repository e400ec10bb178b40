#include "model/block_starters.h"

#include "model/block_kinds.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace audience::model {
namespace {

// Of what starters say: words that only keep a place. The others can be sent as they are.
constexpr std::string_view kFillers[] = {
    "A heading that says what is in it",
    "Write here what people should know. Short paragraphs are read more often.",
    "First and last name",
    "What they do",
    "What somebody said about us, in their own words.",
    "The first good reason",
    "The second",
    "And a third",
    "Text that stays as it is",
    "First item",
    "Second item",
    "YOUR-CODE",
    "The name of the event",
    "Your own HTML",
    "One thing that is worth opening this email",
    "A sentence or two about it.",
    "First product",
    "Second product",
    "Third product"};

struct Fillers {
    std::shared_mutex mutex;
    std::set<std::string, std::less<>> known{std::begin(kFillers), std::end(kFillers)};
};
Fillers &fillers() {
    static Fillers all;
    return all;
}

// Makes the parts; every word goes through say().
class Starter {
public:
    explicit Starter(const StarterWords &words) : m_words(words) {}

    Json block(std::string_view kind) const {
        using Make = Json (Starter::*)() const;
        static const std::map<std::string_view, Make> all{
            {"heading", &Starter::heading},   {"text", &Starter::text},         {"button", &Starter::button},
            {"image", &Starter::image},       {"avatar", &Starter::avatar},     {"divider", &Starter::divider},
            {"spacer", &Starter::spacer},     {"social", &Starter::social},     {"menu", &Starter::menu},
            {"video", &Starter::video},       {"quote", &Starter::quote},       {"list", &Starter::list},
            {"code", &Starter::code},         {"table", &Starter::table},       {"products", &Starter::products},
            {"countdown", &Starter::countdown}, {"coupon", &Starter::coupon},   {"qr", &Starter::qr},
            {"calendar", &Starter::calendar}, {"survey", &Starter::survey},     {"signature", &Starter::signature},
            {"footer", &Starter::footer},     {"view_in_browser", &Starter::viewInBrowser}, {"html", &Starter::html}};
        const auto make = all.find(kind);
        if (make == all.end())
            return Json::object();
        Json out{{"kind", kind}};
        const Json own = (this->*make->second)();
        for (const auto &[name, value] : own.items())
            out[name] = value;
        return out;
    }

    Json section(std::string_view layout) const {
        if (layout == "hero")
            return hero();
        const std::string_view prefix = "columns_";
        if (layout.size() != prefix.size() + 1 || layout.substr(0, prefix.size()) != prefix || layout.back() < '1' || layout.back() > '4')
            return Json::object();
        Json columns = Json::array();
        for (char number = '1'; number <= layout.back(); ++number)
            columns.push_back(Json{{"blocks", Json::array()}});
        Json out{{"columns", std::move(columns)}};
        if (layout.back() > '1')
            out["gap"] = 16;
        return out;
    }

private:
    std::string say(const char *english) const { return m_words ? m_words(english) : std::string(english); }
    Json spans(const char *english) const { return Json::array({Json{{"text", say(english)}}}); }
    Json flow(const char *english) const { return Json::array({Json{{"spans", spans(english)}}}); }

    Json heading() const { return {{"level", 2}, {"content", spans("A heading that says what is in it")}}; }
    Json text() const { return {{"content", flow("Write here what people should know. Short paragraphs are read more often.")}}; }
    Json button() const { return {{"text", say("Have a look")}, {"href", ""}}; }
    Json image() const { return {{"src", ""}, {"alt", ""}}; }
    Json avatar() const { return {{"src", ""}, {"title", say("First and last name")}, {"text", say("What they do")}}; }
    Json divider() const { return {{"thickness", 1}}; }
    Json spacer() const { return {{"height", 24}}; }
    Json social() const {
        Json items = Json::array();
        for (const auto &[network, label] : {std::pair{"instagram", "Instagram"}, {"facebook", "Facebook"}, {"linkedin", "LinkedIn"}})
            items.push_back(Json{{"network", network}, {"href", ""}, {"label", label}});
        return {{"items", std::move(items)}, {"align", "center"}};
    }
    Json menu() const {
        Json items = Json::array();
        for (const char *words : {"New in", "Offers", "About us"})
            items.push_back(Json{{"text", say(words)}, {"href", ""}});
        return {{"items", std::move(items)}, {"align", "center"}};
    }
    Json video() const { return {{"src", ""}, {"alt", ""}, {"href", ""}, {"text", say("Watch the film")}}; }
    Json quote() const { return {{"content", flow("What somebody said about us, in their own words.")}, {"author", say("First and last name")}}; }
    Json list() const {
        return {{"items", Json::array({spans("The first good reason"), spans("The second"), spans("And a third")})}, {"marks", "check"}};
    }
    Json code() const { return {{"text", say("Text that stays as it is")}}; }
    Json table() const {
        return {{"head", Json::array({say("What"), say("Price")})},
                {"rows", Json::array({Json::array({say("First item"), "0.00"}), Json::array({say("Second item"), "0.00"})})},
                {"aligns", Json::array({"start", "end"})}};
    }
    Json products() const {
        Json items = Json::array();
        for (const char *title : {"First product", "Second product", "Third product"})
            items.push_back(Json{{"src", ""}, {"title", say(title)}, {"price", ""}, {"href", ""}, {"button", say("Have a look")}});
        return {{"items", std::move(items)}, {"columns", 3}};
    }
    Json countdown() const { return {{"src", ""}, {"text", say("Until Sunday at midnight")}, {"align", "center"}}; }
    Json coupon() const {
        return {{"title", say("A thank you for you")}, {"code", say("YOUR-CODE")}, {"text", say("Enter it at the checkout.")}, {"align", "center"}};
    }
    Json qr() const { return {{"value", ""}, {"src", ""}, {"text", say("Show this code at the entrance")}, {"align", "center"}}; }
    Json calendar() const {
        Json links = Json::array();
        for (const auto &[service, name] : {std::pair{"google", "Google"}, {"outlook", "Outlook.com"}, {"office", "Office 365"}})
            links.push_back(Json{{"service", service}, {"text", name}});
        return {{"title", say("The name of the event")}, {"start", ""}, {"end", ""}, {"links", std::move(links)}};
    }
    Json survey() const {
        return {{"question", say("How likely are you to recommend us?")}, {"href", ""}, {"from", 0}, {"to", 10}, {"low", say("Not at all")}, {"high", say("Very likely")}};
    }
    Json signature() const { return {{"person", say("First and last name")}, {"role", say("What they do")}}; }
    Json footer() const { return {{"unsubscribe", say("Unsubscribe")}, {"preferences", say("Choose what you get")}, {"align", "center"}}; }
    Json viewInBrowser() const { return {{"text", say("Read this email in the browser")}, {"align", "center"}}; }
    Json html() const { return {{"html", "<p>" + say("Your own HTML") + "</p>"}}; }

    Json hero() const {
        Json title = block("heading"), words = block("text"), click = block("button");
        title["level"] = 1;
        title["content"] = spans("One thing that is worth opening this email");
        words["content"] = flow("A sentence or two about it.");
        for (Json *one : {&title, &words}) {
            (*one)["color"] = "brand.on_primary";
            (*one)["align"] = "center";
        }
        click["align"] = "center";
        click["fill"] = "brand.on_primary";
        click["color"] = "brand.primary";
        Json blocks = Json::array({std::move(title), std::move(words), std::move(click)});
        return {{"background", "brand.primary"},
                {"padding", Json::array({48, 24, 48, 24})},
                {"columns", Json::array({Json{{"blocks", std::move(blocks)}}})}};
    }

    const StarterWords &m_words;
};

} // namespace

Json starterBlock(std::string_view kind, const StarterWords &words) {
    return Starter(words).block(kind);
}

const std::vector<std::string_view> &starterLayouts() {
    static const std::vector<std::string_view> all{"columns_1", "columns_2", "columns_3", "columns_4", "hero"};
    return all;
}

Json starterSection(std::string_view layout, const StarterWords &words) {
    return Starter(words).section(layout);
}

Json sectionAround(Json block) {
    Json blocks = Json::array();
    blocks.push_back(std::move(block));
    Json columns = Json::array();
    columns.push_back(Json{{"blocks", std::move(blocks)}});
    return Json{{"columns", std::move(columns)}};
}

void learnFillers(const StarterWords &words) {
    std::vector<std::string> said;
    for (const std::string_view english : kFillers)
        said.push_back(words(english));
    const std::unique_lock lock(fillers().mutex);
    fillers().known.insert(said.begin(), said.end());
}

bool isFiller(std::string_view text) {
    const std::shared_lock lock(fillers().mutex);
    return fillers().known.find(text) != fillers().known.end();
}

std::vector<std::string> starterPhrases() {
    std::vector<std::string> all;
    const StarterWords collect = [&](std::string_view english) {
        if (std::find(all.begin(), all.end(), english) == all.end())
            all.emplace_back(english);
        return std::string(english);
    };
    for (const BlockPart &kind : blockKinds())
        starterBlock(kind.name, collect);
    for (const std::string_view layout : starterLayouts())
        starterSection(layout, collect);
    return all;
}

} // namespace audience::model
