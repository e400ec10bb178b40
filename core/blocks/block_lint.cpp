#include "blocks/block_lint.h"

#include "base/text.h"
#include "model/block_starters.h"
#include "model/block_values.h"

#include <string>

namespace audience::blocks {
namespace {

using model::under;

// The first words below that only keep a place; empty where there are none.
std::string fillerIn(const Json &json) {
    if (json.is_string()) {
        std::string text(trimmed(json.get<std::string>()));
        if (startsWithAscii(text, "<p>") && text.size() > 7) // a block of HTML
            text = text.substr(3, text.size() - 7);
        return model::isFiller(text) ? text : std::string();
    }
    if (json.is_structured())
        for (const Json &each : json)
            if (std::string found = fillerIn(each); !found.empty())
                return found;
    return {};
}

bool leadsNowhere(const Json &part) {
    const std::string address(trimmed(jsonText(part, "href")));
    return address.empty() || address == "#";
}

class Look {
public:
    void block(const Json &block, const std::string &path) {
        if (const std::string filler = fillerIn(block); !filler.empty())
            model::addFinding(m_findings, "lint.block_filler", path, {{"text", filler}}, model::Finding::Severity::Warning);
        const std::string kind = jsonText(block, "kind");
        if (kind == "button")
            link(block, jsonText(block, "text"), path);
        else if (kind == "image" && block.contains("href"))
            link(block, jsonText(block, "alt"), path);
        else if (const Json *items = jsonMember(block, "items"); kind == "products" && items && items->is_array())
            for (const Json &item : *items)
                if (const std::string label = jsonText(item, "button"); !label.empty())
                    link(item, label, path);
    }
    model::Findings take() { return std::move(m_findings); }

private:
    void link(const Json &part, const std::string &words, const std::string &path) {
        if (leadsNowhere(part))
            model::addFinding(m_findings, "lint.block_no_link", path, {{"text", words}}, model::Finding::Severity::Error);
    }
    model::Findings m_findings;
};

} // namespace

model::Findings lintBlocks(const model::BlockDocument &document) {
    Look look;
    const Json &sections = document.sections();
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const Json *columns = jsonMember(sections[i], "columns");
        for (std::size_t j = 0; columns && j < columns->size(); ++j) {
            const Json *blocks = jsonMember((*columns)[j], "blocks");
            const std::string at = under(under(under(under("/sections", i), "columns"), j), "blocks");
            for (std::size_t k = 0; blocks && k < blocks->size(); ++k)
                look.block((*blocks)[k], under(at, k));
        }
    }
    return look.take();
}

} // namespace audience::blocks
